"""Which figures of a table compare with one of them: its row over several periods, its column over several bodies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from service.http_report_models import CellBody, TableBody
from service.swedish_format import without_unit
from ui.value_wording import period_to_text, period_to_tick, unit_to_sign, value_to_text

FEWEST_FIGURES = 3  # two figures are read faster than a chart of them
MOST_BODIES = 20  # more bars than this are a table


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind and unit; `asked` is the position of the one in the answer."""

    title: str
    unit: str | None
    names: tuple[str, ...]
    numbers: tuple[Decimal, ...]
    asked: int
    ticks: tuple[str, ...] = ()
    """Shorter names of periods, in lines."""

    def told(self) -> str:
        """The chart in words, for those who don't see it."""
        unit = unit_to_sign(self.unit)
        figures = ", ".join(
            f"{name} {value_to_text(str(number), None)}"
            for name, number in zip(self.names, self.numbers, strict=True)
        )
        return f"{self.title}{f' ({unit})' if unit else ''}: {figures}"


def row_to_series(table: TableBody, row: int, column: int) -> Series | None:
    """The row's figures that compare with the asked one over time, oldest first; None when there are too few."""
    asked = _find(table, row, column)
    if asked is None or asked.period is None:
        return None
    by_period: defaultdict[str, list[CellBody]] = defaultdict(list)
    for cell in table.cells:
        if cell.row == row and cell.number is not None and cell.period and _same_length(cell, asked):
            by_period[cell.period].append(cell)
    # Two figures of one kind for one period (original and revised) can't both be the bar.
    if len(by_period) < FEWEST_FIGURES or any(len(cells) > 1 for cells in by_period.values()):
        return None
    periods = sorted(by_period)
    numbers = tuple(Decimal(by_period[period][0].number or "0") for period in periods)
    names = tuple(map(period_to_text, periods))
    ticks = tuple(map(period_to_tick, periods))
    title = f"{without_unit(_label(asked))} över tid"
    return Series(title, asked.unit, names, numbers, periods.index(asked.period), ticks)


def column_to_series(table: TableBody, row: int, column: int) -> Series | None:
    """The column's figures of other bodies beside the asked one, as printed; None when they don't compare."""
    asked = _find(table, row, column)
    if asked is None or asked.body is None:
        return None
    cells = [cell for cell in table.cells if cell.column == column and _is_beside(cell, asked)]
    names = [_label(cell) for cell in cells]
    if not FEWEST_FIGURES <= len(cells) <= MOST_BODIES or len(set(names)) < len(names) or asked not in cells:
        return None
    what = asked.column_path[-1] if asked.column_path else asked.kind or ""
    numbers = tuple(Decimal(cell.number or "0") for cell in cells)
    return Series(what.strip(), asked.unit, tuple(names), numbers, cells.index(asked))


def _find(table: TableBody, row: int, column: int) -> CellBody | None:
    found = (cell for cell in table.cells if (cell.row, cell.column) == (row, column))
    asked = next(found, None)
    return asked if asked is not None and asked.number is not None else None


def _label(cell: CellBody) -> str:
    # A row label often begins with the dash of a list.
    return cell.row_path[-1].lstrip("-–•· ") if cell.row_path else ""


def _is_beside(cell: CellBody, asked: CellBody) -> bool:
    """A part beside a part: a total, or a part of a part, would dwarf or repeat the others."""
    return (
        cell.number is not None
        and cell.body is not None
        and not cell.is_total
        and len(cell.row_path) == len(asked.row_path)
        and (cell.kind, cell.unit, cell.period) == (asked.kind, asked.unit, asked.period)
    )


def _same_length(cell: CellBody, asked: CellBody) -> bool:
    """Same kind, same unit, and a period as long as the asked one: eight months stand beside eight months."""
    return (
        cell.kind == asked.kind
        and cell.unit == asked.unit
        and _months(cell.period or "") == _months(asked.period or "")
    )


def _months(period: str) -> int:
    """
    >>> _months("2025"), _months("2025-01/2025-08"), _months("2025-08"), _months("2024-09/2025-08")
    (12, 8, 1, 12)
    """
    first, _, last = period.partition("/")
    if "-" not in first:
        return 12
    start_year, start_month = map(int, first.split("-"))
    end_year, end_month = map(int, (last or first).split("-"))
    return (end_year - start_year) * 12 + end_month - start_month + 1
