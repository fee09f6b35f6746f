"""Measure the table layer against known tables and against other finders: `python -m eval.bench_tables`.

Each section prints its bars as it goes; the exit code is 1 when one is missed. A part whose data or program is not
there is printed as skipped, with what it needs.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from eval.bars import BenchOptions, Section, bar_to_line
from eval.bench_icdar import icdar_bars
from eval.flattened_bars import flattened_bars
from eval.known_tables import known_table_bars
from eval.reading_memory import memory_bars
from eval.scan_bars import scan_bars
from eval.unit_bars import unit_bars

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[2] / "shared"))

SECTIONS = (
    Section("known", known_table_bars),
    Section("flattened", flattened_bars),
    Section("scans", scan_bars),
    Section("units", unit_bars),
    Section("icdar", icdar_bars),
    Section("memory", memory_bars),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections; 1 when a bar is missed."""
    options = _parser().parse_args(arguments)
    told = BenchOptions(options.corpus, options.icdar, options.wrong)
    missed = 0
    for section in SECTIONS:
        if options.only and section.name not in options.only:
            continue
        print(f"\n{section.name}")
        for bar in section.measure(told):
            print(bar_to_line(bar), flush=True)
            missed += bar.holds is False
    print(f"\n{missed} bars missed" if missed else "\nall bars hold")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_tables", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder with tables/ and corpus/")
    parser.add_argument(
        "--icdar", type=Path, help="folder with the ICDAR 2013 competition set (else BELAGG_ICDAR)"
    )
    names = [section.name for section in SECTIONS]
    parser.add_argument("--only", nargs="+", choices=names, help="some of the sections")
    parser.add_argument("--wrong", action="store_true", help="list the cells that are not exact")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
