"""Units that a table does not print but the report proves elsewhere: the same figure stands there with its unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.records import Block, BlockKind, Cell, CellState, Table
from ingest.swedish_numbers import find_numbers
from ingest.table_words import names_money, names_ratio
from ingest.units import is_money
from ingest.vocabulary_files import flat_space

TELLING_DIGITS = 3
"""Digits of a figure that can prove a unit: shorter ones agree by chance."""
SUM_DIGITS = 4
"""Digits of a column's sum that can prove a unit, and in at least two columns."""
FEWEST_SUMS = 2
NEAR_BLOCKS = 12
"""Blocks of text before a table in which an amount with its unit can prove the table's: about a page."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the report prints with its unit of money."""

    rows: Mapping[tuple[str, Decimal], set[str]]
    """Row name and figure -> units."""
    figures: Mapping[Decimal, set[str]]


def prove_units(tables: Sequence[Table], blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Give figures without a unit, in tables about money, the unit that the rest of the report proves.

    The proofs, strongest first: a row of the same name with the same figure in a table of known unit; the sums of
    two columns; an amount with its unit in the text before; a neighbour of the same section and columns.
    """
    known = _known_amounts(tables)
    before = _amounts_before(blocks)
    proven: list[Table] = []
    for number, table in enumerate(tables):
        unit, source = _proof(table, known, before.get(number, set()), proven)
        proven.append(table if unit is None else _with_unit(table, unit, source))
    return tuple(proven)


def _known_amounts(tables: Iterable[Table]) -> _Known:
    rows: dict[tuple[str, Decimal], set[str]] = {}
    figures: dict[Decimal, set[str]] = {}
    for table in tables:
        for cell in table.cells:
            if cell.number is not None and cell.unit is not None and is_money(cell.unit):
                if _digits(cell.number) >= TELLING_DIGITS:
                    rows.setdefault(_key(cell), set()).add(cell.unit)
                if _digits(cell.number) >= SUM_DIGITS:
                    figures.setdefault(_amount(cell.number), set()).add(cell.unit)
    return _Known(rows, figures)


def _key(cell: Cell) -> tuple[str, Decimal]:
    label = cell.row_path[-1] if cell.row_path else ""
    return flat_space(label).casefold(), _amount(cell.number or Decimal(0))


def _amount(number: Decimal) -> Decimal:
    return abs(number).normalize()


def _digits(number: Decimal) -> int:
    """Digits from the first that is not nought, trailing noughts of a whole number included."""
    return len(str(abs(number)).replace(".", "").lstrip("0"))


_Amounts = set[tuple[Decimal, str]]


def _amounts_before(blocks: Sequence[Block]) -> dict[int, _Amounts]:
    """Per grid, the amounts with a unit of money in the blocks of text before its table."""
    found: dict[int, _Amounts] = {}
    recent: list[_Amounts] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            if block.grid is not None:
                found[block.grid] = {pair for pairs in recent[-NEAR_BLOCKS:] for pair in pairs}
            continue
        recent.append(
            {
                (_amount(one.number.value), one.number.unit)
                for one in find_numbers(block.text)
                if one.number.unit is not None
                and is_money(one.number.unit)
                and _digits(one.number.value) >= TELLING_DIGITS
            }
        )
    return found


def _proof(
    table: Table, known: _Known, amounts: _Amounts, earlier: Sequence[Table]
) -> tuple[str | None, str]:
    """The unit that is proven, and where; None when nothing proves one or the proofs differ."""
    cells = [cell for cell in table.cells if _is_open(cell)]
    if not cells or not _speaks_of_money(table):
        return None, ""
    by_rows = {
        unit
        for cell in cells
        if _digits(cell.number or Decimal(0)) >= TELLING_DIGITS
        for unit in known.rows.get(_key(cell), ())
    }
    by_text = {
        unit for cell in cells for value, unit in amounts if _amount(cell.number or Decimal(0)) == value
    }
    for units, source in ((by_rows, "document"), (_by_sums(cells, known), "document"), (by_text, "text")):
        if units:
            return (units.pop(), source) if len(units) == 1 else (None, "")
    return _neighbours_unit(table, earlier), "section"


def _is_open(cell: Cell) -> bool:
    return cell.state is CellState.NUMBER and cell.unit is None


def _speaks_of_money(table: Table) -> bool:
    """The caption, a good part of the row labels, or headers that set a budget against an outcome."""
    labels = [row[0] for row in table.rows if row]
    headers = [text for row in table.header for text in row]
    return (
        names_money(table.caption or "")
        or sum(map(names_money, labels)) * 3 > len(labels)
        or any(names_money(text) for text in headers)
    )


def _by_sums(cells: Sequence[Cell], known: _Known) -> set[str]:
    """Units of the figures elsewhere that the columns of a table add up to."""
    sums: dict[int, Decimal] = {}
    for cell in cells:
        if cell.number is not None and not cell.is_total:
            sums[cell.column] = sums.get(cell.column, Decimal(0)) + cell.number
    found = [known.figures.get(_amount(one), set()) for one in sums.values() if _digits(one) >= SUM_DIGITS]
    agreeing = [units for units in found if units]
    return set.union(*agreeing) if len(agreeing) >= FEWEST_SUMS else set()


def _neighbours_unit(table: Table, earlier: Sequence[Table]) -> str | None:
    """The unit of the table just before when it stands in the same section under the same columns."""
    if not earlier or not table.header:
        return None
    last = earlier[-1]
    same = last.section == table.section and [row[1:] for row in last.header] == [
        row[1:] for row in table.header
    ]
    return last.unit if same and is_money(last.unit) else None


def _with_unit(table: Table, unit: str, source: str) -> Table:
    cells = tuple(
        replace(cell, unit=unit, unit_source=source)
        if _is_open(cell) and not names_ratio(cell.row_path[-1] if cell.row_path else "")
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells, unit=table.unit or unit)
