"""The cells and sentences that stand where a question points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ingest.records import Cell
from service.cell_catalog import CellCatalog, RowEntry
from service.citing import column_name, row_name, row_path_name
from service.fits import kind_fit
from service.pins import printed
from service.prose import SentenceEntry
from service.prose_numbers import ProseReading
from service.question import Pins, Question
from service.reading import CellReading
from service.report_choice import ReportChoice
from service.row_scores import KIND, NEWEST, PERIOD, time_fit

Reading = TypeVar("Reading", CellReading, ProseReading)


def find_pinned_cells(question: Question, catalog: CellCatalog, reports: ReportChoice) -> list[CellReading]:
    """The cells of the row or column that a question points at, best first: kind and period choose among them."""
    found: list[CellReading] = []
    documents = reports.documents
    for row in catalog.rows:
        if documents is not None and row.entry.report.id not in documents:
            continue
        for cell in row.cells:
            if not is_pinned_cell(question.pins, row, cell):
                continue
            kind = kind_fit(question.kinds, cell.kind)
            time = time_fit(question, row, cell, reports.latest_of(row.entry.report.publisher))
            parts = {"slag": KIND * kind, "period": (PERIOD if question.periods else NEWEST) * time}
            found.append(CellReading(row, cell, sum(parts.values()), parts, cover=1.0))
    return sorted(found, key=lambda reading: -reading.score)


def is_pinned_cell(pins: Pins, row: RowEntry, cell: Cell) -> bool:
    """Whether a cell stands where the question points."""
    table, report = row.entry.table, row.entry.report
    rows = (row_name(cell), row_path_name(cell))
    if pins.row and not any(_same(pins.row, name) for name in rows):
        return False
    names = (
        (pins.column, column_name(cell)),
        (pins.table, table.caption or ""),
        (pins.report, report.title),
        (pins.page, cell.page),
    )
    return not pins.text and all(not asked or _same(asked, name) for asked, name in names)


def is_pinned_sentence(pins: Pins, sentence: SentenceEntry) -> bool:
    """Whether a sentence stands where the question points."""
    if pins.names_cell or pins.table:
        return False
    begins = printed(sentence.text).casefold().startswith(printed(pins.text).casefold())
    names = ((pins.report, sentence.report.title), (pins.page, sentence.place.page))
    return begins and all(not asked or _same(asked, name) for asked, name in names)


def on_the_spot(pins: Pins, readings: Sequence[Reading]) -> list[Reading]:
    """The readings that stand where the question points; all of them when it points nowhere."""
    if not pins:
        return list(readings)
    return [
        reading
        for reading in readings
        if (
            is_pinned_cell(pins, reading.row, reading.cell)
            if isinstance(reading, CellReading)
            else is_pinned_sentence(pins, reading.sentence)
        )
    ]


def _same(asked: str, name: str) -> bool:
    return printed(asked).casefold() == printed(name).casefold()
