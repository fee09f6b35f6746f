"""Row labels to row paths: which row stands under which section, "varav" row or indent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.table_words import is_part_label, is_total_label
from ingest.vocabulary_files import flat_space


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A body row as far as its path is concerned."""

    label: str
    figures: tuple[Decimal | None, ...]
    filled: bool
    """Something stands beside the label."""
    indent: int = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RowPlace:
    path: tuple[str, ...]
    is_section: bool = False
    is_total: bool = False
    is_part: bool = False
    """It is counted in the row above it already."""


def row_places(rows: Sequence[LabelledRow]) -> tuple[RowPlace, ...]:
    """The path of every row, and whether it is a section heading or a total.

    >>> rows = [LabelledRow("TILLGÅNGAR", (None,), False), LabelledRow("Kassa", (Decimal(5),), True),
    ...         LabelledRow("- varav bank", (Decimal(4),), True), LabelledRow("Summa tillgångar", (Decimal(5),), True)]
    >>> for place in row_places(rows):
    ...     print(" > ".join(place.path), place.is_total)
    TILLGÅNGAR False
    TILLGÅNGAR > Kassa False
    TILLGÅNGAR > Kassa > - varav bank False
    TILLGÅNGAR > Summa tillgångar True

    Parts marked by dashes end where the dashes end.

    >>> rows = [LabelledRow("Skola", (None,), False), LabelledRow("- Förskola", (Decimal(5),), True),
    ...         LabelledRow("- Grundskola", (Decimal(4),), True), LabelledRow("Vatten", (Decimal(5),), True)]
    >>> [" > ".join(place.path) for place in row_places(rows)]
    ['Skola', 'Skola > - Förskola', 'Skola > - Grundskola', 'Vatten']
    """
    sections = _sections(rows)
    dashes_nest = _dashes_mark_parts(rows)
    children = _children_of_parts_rows(rows, sections)
    places: list[RowPlace] = []
    stack: list[_Level] = []
    for number, row in enumerate(rows):
        label = flat_space(row.label)
        total = is_total_label(label) and number not in sections
        rank = _rank(row, number in sections, dashes_nest, number in children)
        if dashes_nest and number in sections and _DASHED.match(flat_space(rows[number + 1].label)):
            rank = (row.indent, _DATA)  # the rows with dashes are its own; the first without one is not
        if total:
            rank = min(rank, (row.indent, _DATA))
        reach = _headline(row, rank) if number not in sections and not total else rank
        if number in sections and number - 1 in sections and stack and stack[-1].rank == rank:
            # Two headings in a row: the second stands inside the first, which outlasts its like.
            stack[-1] = replace(stack[-1], rank=(rank[0], rank[1] - 1))
        while stack and not _holds(stack[-1], reach, number in sections):
            stack.pop()
        path = (*(level.label for level in stack), label) if label else tuple(level.label for level in stack)
        places.append(
            RowPlace(path, number in sections, total, bool(stack) and not stack[-1].is_section and not total)
        )
        if total:
            stack = _close(stack, label)
        if label:
            stack.append(_Level(label, rank, number in sections))
    return tuple(places)


_Rank = tuple[int, int]
_UPPER, _BOLD, _PLAIN, _DATA, _PART, _SUBPART = range(6)
"""How deep a row stands among rows of the same indent."""


@dataclass(frozen=True, slots=True)
class _Level:
    label: str
    rank: _Rank
    is_section: bool


def _rank(row: LabelledRow, is_section: bool, dashes_nest: bool, is_child: bool) -> _Rank:
    if is_section:
        return row.indent, _UPPER if _is_upper(row.label) else _BOLD if row.bold else _PLAIN
    if is_part_label(row.label):
        return row.indent, _SUBPART if is_child else _PART
    if is_child or (dashes_nest and _DASHED.match(flat_space(row.label))):
        return row.indent, _PART
    return row.indent, _DATA


def _headline(row: LabelledRow, rank: _Rank) -> _Rank:
    """A row with figures in capitals, like the headings of its table, stands beside their sections, not in one."""
    return (rank[0], _UPPER) if rank[1] == _DATA and _is_upper(row.label) else rank


def _holds(level: _Level, rank: _Rank, is_section: bool) -> bool:
    """Whether the row of that rank stands under the level."""
    if rank[0] != level.rank[0]:
        # Sections are often printed further in than their rows, or as far out.
        return level.rank[0] < rank[0] or (level.is_section and not is_section and level.rank[1] < rank[1])
    return level.rank[1] < rank[1]


def _close(stack: list[_Level], total: str) -> list[_Level]:
    """ "Summa tillgångar" ends the section "Tillgångar" and what stands in it; other totals end nothing but parts."""
    words = _comparable(re.sub(r"^\W*\w+\W*", "", total))
    for depth, level in enumerate(stack):
        if level.is_section and words and _comparable(level.label) == words:
            return stack[:depth]
    return [level for level in stack if level.is_section]


def _comparable(label: str) -> str:
    return re.sub(r"\W+", " ", label.casefold()).strip()


_DASHED = re.compile(r"(?:-|•|·|▪|o |\*)\s?\S")
_OPERATOR = re.compile(r"\+\s?\S|±")


def _dashes_mark_parts(rows: Sequence[LabelledRow]) -> bool:
    """A dash before a label marks a part of the row above, unless other labels begin with a plus: then both are signs."""
    labels = [flat_space(row.label) for row in rows]
    return not any(_OPERATOR.match(label) for label in labels) and not _DASHED.match(
        labels[0] if labels else ""
    )


def _is_upper(label: str) -> bool:
    letters = [char for char in label if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)


def _sections(rows: Sequence[LabelledRow]) -> frozenset[int]:
    """Rows without figures that head the rows below them.

    A table with headings in capitals, bold or further out marks its sections that way; a plain row
    without figures is then just empty. Without such headings every row without figures heads a section.
    """
    empty = [
        number
        for number, row in enumerate(rows)
        if row.label.strip() and not row.filled and not _OPERATOR.match(row.label)
    ]
    marked = [number for number in empty if _is_marked(rows, number)]
    chosen = marked or empty
    colon = [number for number in empty if flat_space(rows[number].label).endswith(":")]
    return frozenset(number for number in {*chosen, *colon} if _heads_rows(rows, number))


def _is_marked(rows: Sequence[LabelledRow], number: int) -> bool:
    row = rows[number]
    following = rows[number + 1] if number + 1 < len(rows) else None
    plain_rows_are_bold = sum(one.bold for one in rows) > len(rows) / 2
    return (
        _is_upper(row.label)
        or (row.bold and not plain_rows_are_bold)
        or (following is not None and following.indent > row.indent)
    )


def _heads_rows(rows: Sequence[LabelledRow], number: int) -> bool:
    if number + 1 == len(rows):
        return False
    following = flat_space(rows[number + 1].label)
    return bool(following or rows[number + 1].filled) and not _BARE_TOTAL.match(following)


_BARE_TOTAL = re.compile(r"(?:summa|s:a|delsumma)\b|(?:total|totalt|totala)$", re.IGNORECASE)
"""Totals that close what stands above them; nothing but rows of its own can stand between a heading and its total."""


def _children_of_parts_rows(rows: Sequence[LabelledRow], sections: frozenset[int]) -> frozenset[int]:
    """Rows that a row ending in "varav:" adds up: the longest run below it whose sum is its own."""
    children: set[int] = set()
    for number, row in enumerate(rows):
        if _ENDS_IN_PARTS.search(flat_space(row.label)) and number not in sections:
            last = _end_of_parts(rows, number, sections)
            children.update(range(number + 1, last + 1))
    return frozenset(children)


_ENDS_IN_PARTS = re.compile(r"(?:\bvarav|\bdärav|:)\s*:?$", re.IGNORECASE)
ROUNDING = Decimal("1.5")
"""Largest gap, in units of the last printed digit, between a rounded total and the sum of a few rounded parts."""


def _end_of_parts(rows: Sequence[LabelledRow], parent: int, sections: frozenset[int]) -> int:
    """Index of the last part; with no sum to go by, the row before the next total, section or "varav:" row."""
    limit = parent
    sums: list[Decimal] = [Decimal(0)] * len(rows[parent].figures)
    best = parent
    for number in range(parent + 1, len(rows)):
        label = flat_space(rows[number].label)
        if number in sections or is_total_label(label) or _ENDS_IN_PARTS.search(label):
            break
        limit = number
        sums = [total + (figure or 0) for total, figure in zip(sums, rows[number].figures, strict=True)]
        if _same(sums, rows[parent].figures):
            best = number
    return (
        best
        if best > parent
        else limit
        if not any(figure is not None for figure in rows[parent].figures)
        else parent
    )


def _same(sums: Sequence[Decimal], figures: Sequence[Decimal | None]) -> bool:
    pairs = [(one, other) for one, other in zip(sums, figures, strict=True) if other is not None]
    agreeing = sum(abs(one - other) <= ROUNDING.scaleb(exponent(other)) for one, other in pairs)
    return bool(pairs) and agreeing * 2 > len(pairs)


def exponent(number: Decimal) -> int:
    """Power of ten of the last printed digit.

    >>> exponent(Decimal("12.3")), exponent(Decimal("12"))
    (-1, 0)
    """
    return min(int(number.as_tuple().exponent), 0)
