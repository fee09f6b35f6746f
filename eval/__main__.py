"""`python -m eval run | check | compare`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console

from eval.asking import http_to_ask, service_to_ask
from eval.cases import SuiteError
from eval.command import check_command, run_command
from eval.doc_names import DocNamesError
from eval.floors import FloorsError
from eval.report import comparison_to_table
from ingest.errors import BelaggError
from service.settings import Settings, read_settings


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    console = Console()
    try:
        return int(options.command(options, console))
    except (SuiteError, DocNamesError, FloorsError, BelaggError, OSError) as exc:
        print(f"eval: {exc}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace, console: Console) -> int:
    ask = http_to_ask(options.api) if options.api else service_to_ask(_settings(options.data))
    return run_command(
        options.suites,
        ask,
        json_out=options.json,
        name=options.name,
        doc_map=options.map,
        skip_appendix=options.skip_appendix,
        failures=not options.quiet,
        floors=options.floors,
        console=console,
    )


def _settings(data: Path | None) -> Settings:
    return read_settings(os.environ, data=data)


def _check(options: argparse.Namespace, console: Console) -> int:
    return check_command(
        [json.loads(path.read_text("utf-8")) for path in options.results], options.floors, console
    )


def _compare(options: argparse.Namespace, console: Console) -> int:
    before, after = (json.loads(path.read_text("utf-8")) for path in (options.before, options.after))
    console.print(comparison_to_table(before, after))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description="Ask known questions and score the answers."
    )
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="ask suites and print the scores")
    run.add_argument("suites", nargs="+", type=Path, metavar="SUITE.jsonl")
    run.add_argument("--data", type=Path, help="library to ask (default: BELAGG_DATA, else ./data)")
    run.add_argument("--api", metavar="URL", help="ask a running service instead")
    run.add_argument("--json", type=Path, metavar="OUT", help="write the results for machines")
    run.add_argument("--name", help="name of the results (default: the suite's file name)")
    run.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="DOC=PREFIX",
        help="file name prefix that stands for a doc, or a .toml file of such pairs",
    )
    run.add_argument(
        "--skip-appendix", action="store_true", help="leave out questions whose pages all lie in an appendix"
    )
    run.add_argument("--quiet", action="store_true", help="no list of failures")
    run.add_argument("--floors", type=Path, metavar="TOML", help="exit 1 when a score is below its floor")
    run.set_defaults(command=_run)
    check = commands.add_parser("check", help="hold result files against floors; exit 1 when below")
    check.add_argument("results", nargs="+", type=Path, metavar="RESULTS.json")
    check.add_argument("--floors", type=Path, default=Path(__file__).with_name("floors.toml"), metavar="TOML")
    check.set_defaults(command=_check)
    compare = commands.add_parser("compare", help="questions whose score differs between two result files")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    compare.set_defaults(command=_compare)
    return parser


if __name__ == "__main__":
    sys.exit(main())
