"""An archive of 200 reports of one region: is the right report found, and how much slower is it than with five?

`make bench-archive` (`python -m eval.bench_archive`) makes the archive (`eval.world.archive`), reads it, asks 200 questions
whose report and period are known and some that name no time or no report that is there (`eval.world.archive_asks`), and times
questions against the same ones asked of a library of five of its reports. It exits 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.asking import library_to_ask
from eval.bench import Measure, measures_to_table, seconds
from eval.cases import CaseType
from eval.command import write_results
from eval.report import print_results
from eval.run import Results, Tally, run_suites
from eval.typeset.asks import Ask
from eval.world.archive import FIRST_YEAR, LAST_YEAR, Issue, archive_asks, make_archive, write_archive
from eval.world.archive_asks import asks_beyond
from index.encoder import LocalEncoder
from service.assistant import Assistant
from service.library import Library

QUESTIONS = 200
LEAST_SCORE = 0.95
"""Reached 2026-11-25: 241 of 245 with seed 1, none misleading."""
MOST_MISLEADING = 0.02
FEW_REPORTS = 5
SLOWER_BAR = 3.0
"""A question asked of the archive may take so many times as long as one asked of five reports; reached 1.5."""
TIMED = 40  # questions about the five reports; the median of so many is steady


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, read, ask, time; 1 when a bar is missed."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        issues = make_archive(options.seed)
        asks = archive_asks(issues, options.questions, Random(options.seed))
        asks += asks_beyond(issues[-1].report.name, FIRST_YEAR, LAST_YEAR, Random(options.seed))
        write_archive(issues, asks, folder)
        encoder = LocalEncoder(None, folder / "archive")
        archive = read_library(folder / "archive", sorted((folder / "txt").iterdir()), encoder)
        results = run_suites([folder / "suite.jsonl"], library_to_ask(archive), name="archive")
        few = read_library(folder / "few", few_files(folder / "txt", issues), encoder)
        slower = measure_growth(archive, few, asks_of_newest(issues, asks))
        archive.close()
        few.close()
    console = Console()
    print_results(results, console, failures=not options.quiet)
    console.print(choices_to_table(results))
    console.print(measures_to_table(slower))
    if options.json is not None:
        write_results(results, options.json)
    return 0 if holds(results.tally()) and all(one.holds for one in slower) else 1


def holds(tally: Tally) -> bool:
    """Whether enough answers are right and few enough mislead."""
    return tally.score >= LEAST_SCORE * tally.asked and tally.misleading <= MOST_MISLEADING * tally.asked


def read_library(folder: Path, files: Sequence[Path], encoder: LocalEncoder) -> Library:
    """A library of the files; those that it has are not read again."""
    library = Library(folder, encoder)
    library.ingest(files)
    return library


def few_files(folder: Path, issues: Sequence[Issue]) -> list[Path]:
    """The files of the newest reports."""
    return [folder / f"{issue.report.name}.txt" for issue in issues[-FEW_REPORTS:]]


def asks_of_newest(issues: Sequence[Issue], asks: Sequence[Ask]) -> dict[str, list[str]]:
    """Questions that the few newest reports answer: with a time or a report named, and without."""
    dated = [ask.question for issue in issues[-FEW_REPORTS:] for ask in issue.asks]
    timeless = [ask.question for ask in asks if ask.cells and ask.cells[0].report == issues[-1].report.name]
    return {"with a time": dated[:TIMED], "without": [one for one in timeless if one not in dated][:TIMED]}


def measure_growth(archive: Library, few: Library, questions: Mapping[str, Sequence[str]]) -> list[Measure]:
    """Groups of questions about the few reports, asked of both libraries in turn."""
    return [_growth(archive, few, name, group) for name, group in questions.items()]


def _growth(archive: Library, few: Library, name: str, questions: Sequence[str]) -> Measure:
    large, small = Assistant(archive), Assistant(few)
    for assistant in (large, small):  # reads the index and what is known of the library
        for question in questions:
            assistant.ask(question)
    of_large, of_small = [], []
    for question in questions:
        of_large.append(seconds(partial(large.ask, question)))
        of_small.append(seconds(partial(small.ask, question)))
    return Measure(
        f"median question {name}, {len(archive.documents())} reports",
        statistics.median(of_large),
        f"the same to {FEW_REPORTS}",
        statistics.median(of_small),
        SLOWER_BAR,
    )


def choices_to_table(results: Results) -> Table:
    """How many answers came from the right report, and from which other kind the others."""
    counts: Counter[str] = Counter()
    for outcome in results.outcomes:
        if outcome.case.type is CaseType.UNANSWERABLE:
            continue
        counts[chosen_report(outcome.case.doc or "", outcome.response)] += 1
    table = Table(title="Report chosen", title_justify="left")
    for heading in ("report", "answers"):
        table.add_column(heading)
    for what, count in counts.most_common():
        table.add_row(what, str(count))
    return table


def chosen_report(doc: str, response: Mapping[str, Any]) -> str:
    """How the report of the first citation relates to the right one, which is the file name without ending.

    >>> chosen_report("almsjo-2019-budget", {"citations": [{"source": "almsjo-2018-budget.txt"}]})
    'another year'
    """
    citations = response.get("citations") or []
    if not citations:
        return "none"
    chosen = str(citations[0]["source"]).removesuffix(".txt")
    if chosen == doc:
        return "right"
    if chosen.removesuffix("-reviderad") == doc.removesuffix("-reviderad"):
        return "another revision"
    (_, year, kind), (_, right_year, right_kind) = (name.split("-", 2) for name in (chosen, doc))
    if kind == right_kind:
        return "another year"
    return "another kind" if year == right_year else "another kind and year"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_archive", description="Ask a large archive.")
    parser.add_argument("--seed", type=int, default=1, help="another number gives other figures")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the archive and its library here")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the results for machines")
    parser.add_argument("--quiet", action="store_true", help="no list of failures")
    return parser


if __name__ == "__main__":
    sys.exit(main())
