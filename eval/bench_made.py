"""Read made-up reports back and compare every figure with the truth: `python -m eval.bench_made [--seed N] [--misses]`.

A figure counts as read when a cell on its page has its number, row label and column heading; its unit is counted apart.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table as Shown

from eval.scorers import unit_name
from eval.typeset.elements import Fact, MadeReport
from eval.typeset.pdf import write_pdf
from eval.typeset.txt import report_to_txt
from eval.world.reports import make_reports
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.records import Cell, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one figure."""

    fact: Fact
    number: bool
    row: bool
    column: bool
    unit: bool

    @property
    def right(self) -> bool:
        return self.column and self.unit


@dataclass(frozen=True, slots=True)
class Count:
    name: str
    tables: int
    readings: tuple[Reading, ...]
    invented: int
    """Numeric cells whose number stands nowhere in the made tables of their page: glued or cut figures."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_made", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list every figure that was not read whole")
    options = parser.parse_args(arguments)
    reports = [made.report for made in make_reports(Random(options.seed))]
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        counts = [count for report in reports for count in read_back(report, Path(folder))]
    console.print(counts_to_table(counts))
    if options.misses:
        for count in counts:
            for reading in count.readings:
                if not reading.right:
                    console.print(miss_to_text(count.name, reading), highlight=False, soft_wrap=True)
    return 0


def read_back(report: MadeReport, folder: Path) -> Iterable[Count]:
    """Write a report in both flavours and read it again."""
    pdf, txt = folder / f"{report.name}.pdf", folder / f"{report.name}.txt"
    pages = write_pdf(report, pdf)
    txt.write_text(report_to_txt(report, pages), encoding="utf-8")
    for path in (pdf, txt):
        yield compare(report, pages, read_report(path, Limits()), path.name)


def compare(made: MadeReport, pages: Mapping[str, int], found: Report, name: str) -> Count:
    """Look for every figure of the made tables among the cells that were read from their pages."""
    by_page: dict[int, list[Cell]] = {}
    for table in found.tables:
        for cell in table.cells:
            by_page.setdefault(cell.page_index, []).append(cell)
    readings = []
    true_numbers: dict[int, set[object]] = {}
    for table_element in made.tables():
        for fact in table_element.facts():
            page = pages[f"{table_element.id}+" if fact.part else table_element.id]
            true_numbers.setdefault(page, set()).add(fact.number)
            readings.append(read_fact(fact, by_page.get(page, [])))
    invented = sum(
        cell.number is not None and cell.number not in true_numbers.get(page, set())
        for page, cells in by_page.items()
        for cell in cells
    )
    return Count(name, len(found.tables), tuple(readings), invented)


def read_fact(fact: Fact, cells: Iterable[Cell]) -> Reading:
    """How much of a figure was read: its number, with its row, with its column, with its unit."""
    same_number = [cell for cell in cells if cell.number == fact.number]
    same_row = [cell for cell in same_number if cell.row_path and plain(cell.row_path[-1]) == plain(fact.row)]
    same_column = [cell for cell in same_row if plain(" ".join(cell.column_path)) == plain(fact.column)]
    unit = any(unit_name(cell.unit) == unit_name(fact.unit) for cell in same_column)
    return Reading(fact, bool(same_number), bool(same_row), bool(same_column), unit)


def plain(label: str) -> str:
    """A label without the marks that line breaks and typography leave.

    >>> plain("Utfall jan–aug\\u00a02023") == plain("utfall  jan-aug 2023")
    True
    """
    return re.sub(r"[\s,()]+", " ", label.replace("–", "-").replace("\u2212", "-")).strip().casefold()


def counts_to_table(counts: Sequence[Count]) -> Shown:
    shown = Shown(title="Figures read back", title_justify="left")
    for heading in ("file", "tables", "figures", "number", "+ row", "+ column", "+ unit", "not true"):
        shown.add_column(heading, justify="left" if heading == "file" else "right")
    for count in counts:
        shown.add_row(count.name, str(count.tables), *_cells(count.readings), str(count.invented))
    for ending in (".pdf", ".txt"):
        group = [count for count in counts if count.name.endswith(ending)]
        readings = [reading for count in group for reading in count.readings]
        shown.add_section()
        tables, invented = sum(count.tables for count in group), sum(count.invented for count in group)
        shown.add_row(f"all {ending[1:]}", str(tables), *_cells(readings), str(invented), style="bold")
    return shown


def miss_to_text(name: str, reading: Reading) -> str:
    fact = reading.fact
    lost = "unit" if reading.column else "column" if reading.row else "row" if reading.number else "number"
    return f"{name} {fact.table.id}: {lost} lost: {fact.row} | {fact.column} = {fact.number} {fact.unit}"


def _cells(readings: Sequence[Reading]) -> list[str]:
    total = len(readings)
    counts = (
        sum(reading.number for reading in readings),
        sum(reading.row for reading in readings),
        sum(reading.column for reading in readings),
        sum(reading.right for reading in readings),
    )
    return [str(total), *(f"{count / total:.1%}" for count in counts)]


if __name__ == "__main__":
    sys.exit(main())
