"""Units that a table does not print but the report proves elsewhere: the same figure stands there with its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.records import Block, BlockKind, Cell, CellState, Table
from ingest.swedish_numbers import find_numbers
from ingest.table_words import names_money, names_ratio
from ingest.units import is_money
from ingest.vocabulary_files import flat_space

TELLING_DIGITS = 3
"""Digits of a figure that can prove a unit: shorter ones agree by chance."""
FEWEST_ROW_PROOFS = 1
"""A row of the same name with the same figure in a table of known unit is proof enough by itself."""
NEAR_BLOCKS = 12
"""Blocks of text before a table in which an amount with its unit can prove the table's: about a page."""


def prove_units(tables: Sequence[Table], blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Give figures without a unit, in tables about money, the unit that other tables or the text above prove."""
    known = _known_amounts(tables)
    amounts = _amounts_before(blocks)
    return tuple(
        _with_unit(table, unit, source)
        if (proof := _proof(table, known, amounts.get(number, Counter())))
        and (unit := proof[0])
        and (source := proof[1])
        else table
        for number, table in enumerate(tables)
    )


_Key = tuple[str, Decimal]


def _known_amounts(tables: Iterable[Table]) -> dict[_Key, set[str]]:
    """Row name and figure -> units of money it is printed in."""
    known: dict[_Key, set[str]] = {}
    for table in tables:
        for cell in table.cells:
            if cell.number is not None and is_money(cell.unit) and cell.unit and _is_telling(cell.number):
                known.setdefault(_key(cell), set()).add(cell.unit)
    return known


def _key(cell: Cell) -> _Key:
    label = cell.row_path[-1] if cell.row_path else ""
    return flat_space(label).casefold(), abs(cell.number or Decimal(0)).normalize()


def _is_telling(number: Decimal) -> bool:
    return len(number.normalize().as_tuple().digits) >= TELLING_DIGITS or abs(number) >= 10**TELLING_DIGITS


def _amounts_before(blocks: Sequence[Block]) -> dict[int, Counter[tuple[Decimal, str]]]:
    """Per grid, the amounts with a unit of money in the blocks of text before its table."""
    found: dict[int, Counter[tuple[Decimal, str]]] = {}
    recent: list[list[tuple[Decimal, str]]] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            if block.grid is not None:
                found[block.grid] = Counter(pair for pairs in recent[-NEAR_BLOCKS:] for pair in pairs)
            continue
        recent.append(
            [
                (abs(one.number.value).normalize(), one.number.unit)
                for one in find_numbers(block.text)
                if one.number.unit is not None and is_money(one.number.unit) and _is_telling(one.number.value)
            ]
        )
    return found


def _proof(
    table: Table, known: dict[_Key, set[str]], amounts: Counter[tuple[Decimal, str]]
) -> tuple[str, str] | None:
    """The unit that is proven, and where, provided that nothing contradicts it."""
    open_cells = [cell for cell in table.cells if _is_open(cell)]
    if not open_cells or not _speaks_of_money(table):
        return None
    votes: Counter[str] = Counter()
    for cell in open_cells:
        if cell.number is not None and _is_telling(cell.number):
            for unit in known.get(_key(cell), ()):
                votes[unit] += 1
    if len(votes) == 1 and votes.total() >= FEWEST_ROW_PROOFS:
        return next(iter(votes)), "document"
    in_text: Counter[str] = Counter()
    for cell in open_cells:
        for value, unit in amounts:
            if cell.number is not None and abs(cell.number).normalize() == value:
                in_text[unit] += 1
    return (next(iter(in_text)), "text") if len(in_text) == 1 else None


def _is_open(cell: Cell) -> bool:
    return cell.state is CellState.NUMBER and cell.unit is None


def _speaks_of_money(table: Table) -> bool:
    labels = [row[0] for row in table.rows if row]
    return names_money(table.caption or "") or sum(map(names_money, labels)) * 3 > len(labels)


def _with_unit(table: Table, unit: str, source: str) -> Table:
    cells = tuple(
        replace(cell, unit=unit, unit_source=source)
        if _is_open(cell) and not names_ratio(cell.row_path[-1] if cell.row_path else "")
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells, unit=table.unit or unit)
