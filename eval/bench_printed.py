"""Read made-up reports that a browser printed in looks drawn by lot: `python -m eval.bench_printed [--seed N] [--misses]`.

The same truth and measures as `eval.bench_made`, but fonts, colours, rules, padding and alignment vary, and the PDF
comes from a writer that the reading was not built on. Needs Debian's Chromium.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table as Shown

from eval.bench_made import Count, Reading, compare
from eval.typeset.browser import print_report
from eval.typeset.html import draw_style
from eval.world.reports import make_reports
from ingest.limits import Limits
from ingest.reader import read_report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print and read the reports of one seed; `--keep` leaves the PDFs for a look."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_printed", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list every figure that was not read whole")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    options = parser.parse_args(arguments)
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        counts = print_and_read(options.seed, options.keep or Path(folder))
    console.print(counts_to_table(counts))
    for name, count in counts.items() if options.misses else ():
        for reading in count.readings:
            if not reading.right:
                lost = "unit" if reading.column else "column" if reading.row else "row or number"
                fact = reading.fact
                console.print(
                    f"{name} {fact.table.id}: {lost} lost: {fact.row} | {fact.column} = {fact.number} {fact.unit}",
                    highlight=False,
                    soft_wrap=True,
                )
    return 0


def counts_to_table(counts: Mapping[str, Count]) -> Shown:
    """A line for each file, and one for all: figures, then how many were read with ever more of their place."""
    shown = Shown(title="Figures read back", title_justify="left")
    for heading in ("file", "tables", "figures", "number", "+ row", "+ column", "+ unit", "not true"):
        shown.add_column(heading, justify="left" if heading == "file" else "right")
    for name, count in counts.items():
        shown.add_row(name, str(count.tables), *_shares(count.readings), str(count.invented))
    every = [reading for count in counts.values() for reading in count.readings]
    tables, invented = (sum(c.tables for c in counts.values()), sum(c.invented for c in counts.values()))
    shown.add_section()
    shown.add_row("all", str(tables), *_shares(every), str(invented), style="bold")
    return shown


def _shares(readings: Sequence[Reading]) -> list[str]:
    stages = [[one.number, one.row, one.column, one.right] for one in readings]
    return [str(len(stages)), *(f"{sum(stage) / len(stages):.1%}" for stage in zip(*stages, strict=True))]


def print_and_read(seed: int, folder: Path) -> dict[str, Count]:
    """Each report of the seed's world printed in a look of its own and read back, by file name."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = Random(f"looks {seed}")
    counts = {}
    for made in make_reports(Random(seed)):
        path = folder / f"{made.report.name}.pdf"
        pages = print_report(made.report, draw_style(looks), path)
        counts[path.stem] = compare(made.report, pages, read_report(path, Limits()), path.name)
    return counts


if __name__ == "__main__":
    sys.exit(main())
