"""Questions that lie near at hand after an answer: the neighbours of the cell that gave it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Cell, FigureKind, Table
from service.answer import TableRef
from service.example_questions import cell_to_question, is_askable

MAX_FOLLOW_UPS = 3  # one line of buttons; more is a menu

_WHY_BY_SIGN = {True: "Varför har {label} ett underskott?", False: "Varför har {label} ett överskott?"}


def cell_to_follow_ups(table: Table, place: TableRef) -> tuple[str, ...]:
    """What else one would ask: the row's other kinds of figure, the reason, and the row below."""
    here = next((cell for cell in table.cells if (cell.row, cell.column) == _position(place)), None)
    if here is None or not is_askable(here):
        return ()
    asked = cell_to_question(here)
    found = dict.fromkeys(question for question in _neighbours(table, here) if question != asked)
    return tuple(found)[:MAX_FOLLOW_UPS]


def _neighbours(table: Table, here: Cell) -> Iterator[str]:
    if here.kind is FigureKind.DEVIATION and here.body and here.number:
        yield _WHY_BY_SIGN[here.number < 0].format(label=here.row_path[-1])
    in_row = [cell for cell in table.cells if cell.row == here.row and is_askable(cell)]
    yield from (cell_to_question(cell) for cell in in_row if cell.kind is not here.kind)
    yield from (cell_to_question(cell) for cell in in_row if cell.period != here.period)
    in_column = [cell for cell in table.cells if cell.column == here.column and is_askable(cell)]
    yield from (cell_to_question(cell) for cell in in_column if cell.row > here.row)


def _position(place: TableRef) -> tuple[int, int]:
    return place.row_index, place.column_index
