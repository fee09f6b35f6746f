"""Units that cells take from cells beside them: the same measure, the same column, the parts of a proven sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.records import Cell, CellState, FigureKind
from ingest.units import is_share
from ingest.witnesses import RowSum

SAME_MEASURE = frozenset(
    {FigureKind.OUTCOME, FigureKind.TARGET, FigureKind.BUDGET, FigureKind.FORECAST, FigureKind.PLAN}
)
"""Kinds that stand side by side for one measure of a row: "Utfall 31, Mål 34,5 %" are both per cent."""
FEWEST_PRINTED = 2
"""Cells of a column that must all print the same unit before the ones without are taken to mean it too."""
IMPLIED_SOURCES = frozenset({None, "text", "section", "document"})
"""Where a unit came from that the table itself does not print; what its cells print is nearer."""


def spread_units(cells: Sequence[Cell], sums: Sequence[RowSum]) -> tuple[Cell, ...]:
    """Give cells without a unit of their own the unit that their neighbours prove."""
    by_row = _fill(
        cells, _printed_units(cells, lambda cell: cell.row, 1), lambda cell: cell.row, "row", SAME_MEASURE
    )
    return _noughts_like_their_column(
        _fill(by_row, _summed_units(by_row, sums), lambda cell: cell.row, "row")
    )


def _noughts_like_their_column(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """A bare nought is kronor where every other figure of its column prints "kr"; otherwise the column proves nothing."""
    columns = _printed_units(cells, lambda cell: cell.column, FEWEST_PRINTED)
    mixed = {cell.column for cell in cells if cell.number and cell.unit_source != "cell"}
    return tuple(
        replace(cell, unit=columns[cell.column], unit_source="column")
        if cell.number == 0 and cell.unit_source != "cell" and cell.column in columns.keys() - mixed
        else cell
        for cell in cells
    )


def _printed_units(cells: Sequence[Cell], line: Callable[[Cell], int], fewest: int) -> dict[int, str]:
    """Per row or column, the unit that its cells print, when they print one only."""
    printed: dict[int, list[str | None]] = {}
    for cell in cells:
        if cell.unit_source == "cell":
            printed.setdefault(line(cell), []).append(cell.unit)
    return {
        number: units[0]
        for number, units in printed.items()
        if len(units) >= fewest and len(set(units)) == 1 and units[0]
    }


def _summed_units(cells: Sequence[Cell], sums: Sequence[RowSum]) -> dict[int, str]:
    """Per row of a proven sum, the one unit that its total and parts have; a column's own says nothing of the others."""
    units_of_row: dict[int, set[str]] = {}
    for cell in cells:
        if cell.state is CellState.NUMBER and cell.unit is not None and cell.unit_source != "column":
            units_of_row.setdefault(cell.row, set()).add(cell.unit)
    given: dict[int, str] = {}
    for one in sums:
        rows = {one.total, *one.parts}
        named = {unit for row in rows for unit in units_of_row.get(row, ())}
        if len(named) == 1:
            given.update(dict.fromkeys(rows, named.pop()))
    return given


def _fill(
    cells: Sequence[Cell],
    units: dict[int, str],
    line: Callable[[Cell], int],
    source: str,
    kinds: frozenset[FigureKind] | None = None,
) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, unit=units[line(cell)], unit_source=source)
        if cell.state is CellState.NUMBER
        and cell.unit_source in IMPLIED_SOURCES
        and line(cell) in units
        and _may_have(cell, units[line(cell)])
        and (kinds is None or cell.kind in kinds)
        else cell
        for cell in cells
    )


LARGEST_SHARE = 1000
"""Per cent, beyond which a bare figure beside a share is no share: a rate of interest stands beside the loan itself."""


def _may_have(cell: Cell, unit: str) -> bool:
    return not is_share(unit) or cell.number is None or abs(cell.number) <= LARGEST_SHARE
