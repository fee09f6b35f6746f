"""Units that a table does not print but the report proves elsewhere: the same figure stands there with its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.records import Block, BlockKind, Cell, CellState, Table
from ingest.row_paths import exponent
from ingest.swedish_numbers import find_numbers
from ingest.table_words import names_money, names_ratio
from ingest.units import is_money
from ingest.vocabulary_files import flat_space

TELLING_DIGITS = 3
"""Digits of a figure that can prove a unit: shorter ones agree by chance."""
ROW_DIGITS = 4
"""Digits of figures that prove a unit by standing together in a row elsewhere, whatever its name; at least two must."""
FEWEST_IN_ROW = 2
NEAR_BLOCKS = 12
"""Blocks of text before a table in which an amount with its unit can prove the table's: about a page."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the report prints with its unit of money."""

    rows: Mapping[tuple[str, Decimal], set[str]]
    """Row name and figure -> units."""
    places: Mapping[Decimal, set[tuple[int, int, str]]]
    """Figure -> table, row and unit."""


def prove_units(tables: Sequence[Table], blocks: Sequence[Block]) -> tuple[Table, ...]:
    """Give figures without a unit, in tables about money, the unit that the rest of the report proves.

    The proofs, strongest first: a row of the same name with the same figure in a table of known unit; two figures
    of a row, or the sums of two columns, side by side elsewhere; an amount with its unit in the text before; a neighbour of the same section and columns;
    a neighbour of the same rows.
    """
    known = _known_amounts(tables)
    before = _amounts_before(blocks)
    proven: list[Table] = []
    for number, table in enumerate(tables):
        unit, source = _proof(table, known, before.get(number, set()), proven)
        proven.append(table if unit is None else _with_unit(table, unit, source))
    return tuple(_like_its_twin(number, proven) for number in range(len(proven)))


def _known_amounts(tables: Iterable[Table]) -> _Known:
    rows: dict[tuple[str, Decimal], set[str]] = {}
    places: dict[Decimal, set[tuple[int, int, str]]] = {}
    for number, table in enumerate(tables):
        for cell in table.cells:
            if cell.number is not None and cell.unit is not None and is_money(cell.unit):
                if _digits(cell.number) >= TELLING_DIGITS:
                    rows.setdefault(_key(cell), set()).add(cell.unit)
                if _digits(cell.number) >= ROW_DIGITS:
                    places.setdefault(_amount(cell.number), set()).add((number, cell.row, cell.unit))
    return _Known(rows, places)


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
    for units, source in ((by_rows, "document"), (_by_company(cells, known), "document"), (by_text, "text")):
        if units:
            return (units.pop(), source) if len(units) == 1 else (None, "")
    return _neighbours_unit(table, earlier), "section"


def is_open(table: Table) -> bool:
    """Whether a figure of the table has no unit."""
    return any(map(_is_open, table.cells))


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


def _by_company(cells: Sequence[Cell], known: _Known) -> set[str]:
    """Units of rows elsewhere that hold several figures of one row, or of the sums of the columns, side by side."""
    rows: dict[int, list[Cell]] = {}
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
        if not cell.is_total:
            columns.setdefault(cell.column, []).append(cell)
    lines = [[(_amount(cell.number or Decimal(0)), Decimal(0)) for cell in row] for row in rows.values()]
    lines.append([_rounded_sum(column) for column in columns.values()])
    return {unit for line in lines for unit in _units_together(line, known)}


def _rounded_sum(cells: Sequence[Cell]) -> tuple[Decimal, Decimal]:
    """The sum of a column, and how far rounding of its parts may put it from a printed total."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    step = Decimal(1).scaleb(min((exponent(number) for number in numbers), default=0))
    return _amount(sum(numbers, Decimal(0))), step * (len(numbers) // 2) if len(numbers) > 1 else Decimal(0)


def _units_together(line: Sequence[tuple[Decimal, Decimal]], known: _Known) -> set[str]:
    found: Counter[tuple[int, int, str]] = Counter()
    for value, slack in line:
        if _digits(value) >= ROW_DIGITS:
            found.update({place for near in _near(value, slack) for place in known.places.get(near, ())})
    return {unit for (_, _, unit), count in found.items() if count >= FEWEST_IN_ROW}


def _near(value: Decimal, slack: Decimal) -> list[Decimal]:
    """The figures that a sum may be printed as: itself, and a few steps off for rounding."""
    step = Decimal(1).scaleb(exponent(value))
    steps = min(int(slack / step), MOST_STEPS)
    return [(value + step * offset).normalize() for offset in range(-steps, steps + 1)]


MOST_STEPS = 2
"""Steps of the last digit that the sum of a handful of rounded parts is off at most, in the tables seen."""


def _neighbours_unit(table: Table, earlier: Sequence[Table]) -> str | None:
    """The unit of the table just before when it stands in the same section under the same columns."""
    if not earlier or not table.header:
        return None
    last = earlier[-1]
    same = last.section == table.section and [row[1:] for row in last.header] == [
        row[1:] for row in table.header
    ]
    return last.unit if same and is_money(last.unit) else None


SAME_ROWS = 0.8
"""Share of the row names of a table that its twin has too: the same rows for the period and for the whole year."""
FEWEST_SAME = 4
"""Rows that twins share at least: "Intäkter, Kostnader, Resultat" stand in tables of every scale."""
SCALE_GAP = 50
"""How many times the largest figure of one table that of another may be and still be of its unit: a table in tkr beside
tables in mkr is about a thousand times larger."""


def _like_its_twin(number: int, tables: Sequence[Table]) -> Table:
    """The table, with the unit of the one just before or after when that has the same rows and figures of its size."""
    table = tables[number]
    if table.unit is not None or not any(map(_is_open, table.cells)) or not _speaks_of_money(table):
        return table
    units = {
        one.unit
        for one in tables[max(0, number - 1) : number + 2]
        if one is not table and one.unit is not None and is_money(one.unit) and _are_twins(one, table)
    }
    return _with_unit(table, units.pop(), "section") if len(units) == 1 else table


def _are_twins(one: Table, other: Table) -> bool:
    names, others = _row_names(one), _row_names(other)
    shared = len(names & others)
    largest, smallest = sorted((_largest(one), _largest(other)), reverse=True)
    return shared >= max(FEWEST_SAME, SAME_ROWS * len(others)) and largest <= SCALE_GAP * smallest


def _row_names(table: Table) -> set[str]:
    return {flat_space(row[0]).casefold() for row in table.rows if row and row[0].strip()}


def _largest(table: Table) -> Decimal:
    return max((abs(cell.number) for cell in table.cells if cell.number is not None), default=Decimal(0))


def _with_unit(table: Table, unit: str, source: str) -> Table:
    cells = tuple(
        replace(cell, unit=unit, unit_source=source)
        if _is_open(cell) and not names_ratio(cell.row_path[-1] if cell.row_path else "")
        else cell
        for cell in table.cells
    )
    return replace(table, cells=cells, unit=table.unit or unit)
