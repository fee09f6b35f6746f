"""When a forecast of a year was made: several stand side by side, each under its month ("Helårsprognos" over "Mars | Juni")."""

from __future__ import annotations

from functools import lru_cache

from ingest.periods import PeriodShape, find_periods
from ingest.records import Cell, FigureKind
from ingest.table_periods import MONTHS_OF_YEAR
from service.cell_catalog import RowEntry
from service.question import AskedPeriod, Question
from service.row_fits import is_of_forecast


def is_made_then(question: Question, asked: AskedPeriod, cell: Cell) -> bool:
    """Whether a forecast is asked for by the month that the cell's column says it was made in."""
    if FigureKind.FORECAST not in question.kinds or asked.period.months >= MONTHS_OF_YEAR:
        return False
    made = month_made(cell)
    return made is not None and made == asked.period.end


def is_overtaken(row: RowEntry, cell: Cell) -> bool:
    """Whether a later forecast of the same sort stands in the row."""
    made = month_made(cell)
    if made is None:
        return False
    return any(
        (other := month_made(one)) is not None and other > made and one.period == cell.period
        for one in row.cells
        if one is not cell and one.kind is cell.kind
    )


def month_made(cell: Cell) -> tuple[int, int] | None:
    """The year and month that the column of a forecast of a year names; None for other figures."""
    if cell.period is None or not cell.period.is_year:
        return None
    if cell.kind is not FigureKind.FORECAST and not (
        cell.kind is FigureKind.DEVIATION and is_of_forecast(cell)
    ):
        return None
    return _month_named(cell.column_path, cell.period.end[0])


@lru_cache(maxsize=4096)
def _month_named(path: tuple[str, ...], year: int) -> tuple[int, int] | None:
    found = [one for label in path for one in find_periods(label, year) if one.shape is not PeriodShape.YEAR]
    ends = {one.period.end for one in found if one.period.months < MONTHS_OF_YEAR}
    return ends.pop() if len(ends) == 1 else None
