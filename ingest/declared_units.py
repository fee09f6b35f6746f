"""Units of money that a report declares: for all its amounts, for a section, or by using only one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ingest.records import Block, BlockKind, Grid
from ingest.units import find_unit, find_units, is_money

_DECLARES = re.compile(
    r"\b(?:belopp(?:en)?|siffror(?:na)?|tal|summor|redovisas|anges|uttrycks)\b[^.;]{0,30}?\bi\s[^.;]{2,60}",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"\b(?:alla|samtliga)\s(?:\w+\s)?(?:belopp|siffror|tal|summor)|\bom (?:inte|inget|ej) annat|\bdär (?:inte|inget|ej) annat|\bgenomgående\b",
    re.IGNORECASE,
)


def declared_unit(texts: Iterable[str]) -> str | None:
    """The unit of money that a report declares for all its amounts; None when it declares none or several.

    >>> declared_unit(["Alla belopp anges i TSEK om inget annat anges.", "Kostnaden blev 275 mkr."])
    'tkr'
    >>> declared_unit(["Belopp i tkr"]) is None  # that is about the table below it
    True
    """
    found = {
        one.unit
        for text in texts
        if _FOR_ALL.search(text)
        for match in _DECLARES.finditer(text)
        for one in find_units(match[0])
        if is_money(one.unit)
    }
    return found.pop() if len(found) == 1 else None


LONGEST_DECLARATION = 60
"""Characters: "(Belopp i tusental kronor)" and its like stand on a line of their own."""


def section_units(blocks: Sequence[Block]) -> dict[int, str]:
    """Grid -> the unit that a short line before it, in its own section or one around it, declares."""
    declared: dict[tuple[str, ...], str] = {}
    found: dict[int, str] = {}
    for block in blocks:
        if block.kind is BlockKind.TABLE and block.grid is not None:
            unit = _nearest(declared, block.section)
            if unit is not None:
                found[block.grid] = unit
        elif block.section and (unit := _declared_in(block.text)) is not None:
            declared[block.section] = unit
    return found


def _declared_in(text: str) -> str | None:
    if len(text) > LONGEST_DECLARATION or not _DECLARES.search(text):
        return None
    unit = find_unit(text)
    return unit if is_money(unit) else None


def _nearest(declared: Mapping[tuple[str, ...], str], section: tuple[str, ...]) -> str | None:
    for depth in range(len(section), 0, -1):
        if section[:depth] in declared:
            return declared[section[:depth]]
    return None


def only_unit(grids: Sequence[Grid], blocks: Sequence[Block]) -> str | None:
    """The one unit of money that a report prints over its tables and on lines of its own; None when it uses several.

    A report that says "TSEK" once means it throughout. A row or column that names another unit is an exception
    that marks itself, where several tables agree on the one over them.
    """
    above = [_units_of_money([grid.caption or "", grid.stub]) for grid in grids]
    lines = _units_of_money(
        block.text
        for block in blocks
        if len(block.text) <= LONGEST_DECLARATION and not _has_digits(block.text)
    )
    over = set[str]().union(lines, *above)
    within = _units_of_money(text for grid in grids for text in _header_texts(grid))
    found = over if sum(map(bool, above)) >= AGREEING_TABLES else over | within
    return found.pop() if len(found) == 1 else None


AGREEING_TABLES = 2
"""Tables whose captions name the same unit before units of single rows and columns are taken for exceptions."""


def _units_of_money(texts: Iterable[str]) -> set[str]:
    return {unit for text in texts if (unit := find_unit(text)) is not None and is_money(unit)}


def _header_texts(grid: Grid) -> list[str]:
    return [
        cell.text
        for row in (*grid.header, *grid.rows)
        for cell in row.cells
        if cell is not None and not _has_digits(cell.text)
    ]


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))
