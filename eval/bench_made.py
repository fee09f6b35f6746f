"""Read made-up reports back and compare every figure with the truth: `python -m eval.bench_made [--seeds 1 2] [--misses]`.

Each report is read as PDF, in the forms of text extract that this project writes, and in those that common tools
make of the PDF. A figure counts as read when a cell on its page has its number, row label and column heading; its
unit is counted apart.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table as Shown

from eval.scorers import unit_name
from eval.typeset.elements import Fact, MadeReport
from eval.typeset.extractors import extractors
from eval.typeset.pdf import write_pdf
from eval.typeset.txt import report_to_spaced_txt, report_to_txt
from eval.world.reports import make_reports
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.records import Cell, Report

OWN_FLAVOURS = ("pdf", "spaced", "lines")


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
    flavour: str
    name: str
    tables: int
    readings: tuple[Reading, ...]
    invented: int
    """Numeric cells whose number stands nowhere in the made tables of their page: glued or cut figures."""


def main(arguments: Sequence[str] | None = None) -> int:
    tools = extractors()
    parser = argparse.ArgumentParser(prog="python -m eval.bench_made", description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1])
    parser.add_argument(
        "--flavours", nargs="+", choices=[*OWN_FLAVOURS, *tools], default=[*OWN_FLAVOURS, *tools]
    )
    parser.add_argument("--misses", action="store_true", help="list every figure that was not read whole")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the reports and their extracts there")
    options = parser.parse_args(arguments)
    console = Console()
    with tempfile.TemporaryDirectory() as temporary:
        counts = [
            count
            for seed in options.seeds
            for made in make_reports(Random(seed))
            for count in read_back(
                made.report, _folder(options.keep or Path(temporary), seed), options.flavours
            )
        ]
    console.print(counts_to_table(counts))
    if options.misses:
        for count in counts:
            for reading in count.readings:
                if not reading.column:
                    console.print(miss_to_text(count, reading), highlight=False, soft_wrap=True)
    return 0


def _folder(base: Path, seed: int) -> Path:
    folder = base / f"seed-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_back(report: MadeReport, folder: Path, flavours: Sequence[str]) -> Iterator[Count]:
    """Write a report in each flavour and read it again."""
    pdf = folder / f"{report.name}.pdf"
    pages = write_pdf(report, pdf)
    for flavour in flavours:
        path = pdf
        if flavour != "pdf":
            path = folder / f"{report.name}.{flavour}.txt"
            path.write_text(_extract(report, pages, pdf, flavour), encoding="utf-8")
        yield compare(report, pages, read_report(path, Limits()), flavour)


def _extract(report: MadeReport, pages: Mapping[str, int], pdf: Path, flavour: str) -> str:
    if flavour == "spaced":
        return report_to_spaced_txt(report, pages)
    if flavour == "lines":
        return report_to_txt(report, pages)
    return extractors()[flavour](pdf)


def compare(made: MadeReport, pages: Mapping[str, int], found: Report, flavour: str) -> Count:
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
    return Count(flavour, made.name, len(found.tables), tuple(readings), invented)


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
    for heading in (
        "flavour",
        "report",
        "tables",
        "figures",
        "number",
        "+ row",
        "+ column",
        "+ unit",
        "not true",
    ):
        shown.add_column(
            heading, justify="left" if heading in ("flavour", "report") else "right", no_wrap=True
        )
    flavours = list(dict.fromkeys(count.flavour for count in counts))
    for flavour in flavours:
        group = [count for count in counts if count.flavour == flavour]
        if len(flavours) == 1:
            for count in group:
                shown.add_row(
                    flavour, count.name, str(count.tables), *_cells(count.readings), str(count.invented)
                )
            shown.add_section()
        readings = [reading for count in group for reading in count.readings]
        tables, invented = sum(count.tables for count in group), sum(count.invented for count in group)
        shown.add_row(flavour, "all", str(tables), *_cells(readings), str(invented), style="bold")
    return shown


def miss_to_text(count: Count, reading: Reading) -> str:
    fact = reading.fact
    lost = "unit" if reading.column else "column" if reading.row else "row" if reading.number else "number"
    return (
        f"{count.flavour} {count.name} {fact.table.id}: {lost} lost: "
        f"{fact.row} | {fact.column} = {fact.number} {fact.unit}"
    )


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
