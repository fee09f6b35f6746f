"""The figures of a grid: which cells are numbers, with what only the whole table can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.records import CellState, GridCell, GridRow
from ingest.swedish_numbers import DIGITS, Number, parse_number
from ingest.table_words import names_counted
from ingest.units import COUNT, unit_named, unit_pattern
from ingest.vocabulary_files import flat_space

Numbers = Sequence[Sequence[Number | None]]
"""Per row and column, the number that stands there."""


def read_figures(rows: Sequence[GridRow], column_paths: Sequence[Sequence[str]]) -> Numbers:
    """Every figure of a grid; columns of note numbers hold none."""
    dotted = _dots_are_thousands(rows)
    numbers = [[cell_number(cell, dotted) for cell in row.cells] for row in rows]
    notes = _note_columns(numbers, column_paths)
    return [[None if column in notes else number for column, number in enumerate(row)] for row in numbers]


_TRAILING_WORDS = re.compile(r"\s*\([^()\d]*\)\s*$")
_LEADING_SHORT = re.compile(r"^[A-ZÅÄÖ]{2,5}:\s*")
_MARKS = re.compile(r"[●○▲▼△▽↑↓→↗↘■□◆✓✔★⬤\uf000-\uf0ff]")


def cell_number(cell: GridCell | None, dots_are_thousands: bool = False) -> Number | None:
    """The figure in a cell; words in brackets behind it, a status icon and a body's abbreviation before it are left out."""
    if cell is None or not cell.text.strip():
        return None
    text = cell.text
    if dots_are_thousands:
        text = _DOTTED.sub(lambda match: match.group().replace(".", " "), text)
    number = parse_number(text)
    if number is None:
        bare = _LEADING_SHORT.sub("", _TRAILING_WORDS.sub("", _MARKS.sub(" ", text)).strip())
        number = (parse_number(bare) if bare != text else None) or _figure_with_words(bare)
    return number if number is None else Number(number.value, number.unit, cell.text.strip(), number.bound)


_FIGURE_WITH_WORDS = re.compile(
    rf"(?P<figure>(?:[^\W\d]+\.? (?:än )?|[<>≤≥] ?)?[-−–+]?{DIGITS}) (?P<words>[^\d()]{{2,40}}(?:\(.{{1,20}}\))?)"
)
MOST_WORDS = 5


def _figure_with_words(text: str) -> Number | None:
    """A figure with its unit or the thing counted, and a few words more: "Max 200 patienter", "1 920 tim i snitt"."""
    match = _FIGURE_WITH_WORDS.fullmatch(flat_space(text))
    if match is None or len(match["words"].split()) > MOST_WORDS:
        return None
    number = parse_number(match["figure"])
    if number is None or number.unit is not None:
        return None
    unit = unit_pattern().match(match["words"])
    if unit is not None:
        return Number(number.value, unit_named(unit[0]), number.raw, number.bound)
    if names_counted(match["words"].split(maxsplit=1)[0]):
        return Number(number.value, COUNT, number.raw, number.bound)
    return None


_DOTTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?!\d)")
_DOT = re.compile(r"\d\.\d")
FEWEST_DOTTED = 3
"""Cells such as "92.000": one or two may be decimals, three of them and none with another number of digits are not."""
FEWEST_SUMMED = 3
"""Figures of a line, the sum among them; two equal ones would be each other's sum."""


def _dots_are_thousands(rows: Sequence[GridRow]) -> bool:
    """All dots of the table stand before three digits, in several cells or where the sum of a column or row says so."""
    texts = [
        cell.text.strip()
        for row in rows
        for cell in row.cells[1:]
        if cell is not None and _DOT.search(cell.text)
    ]
    figures = [text for text in texts if _FIGURE_WITH_UNIT.fullmatch(text)]
    dotted = all(re.fullmatch(r"\D*\d{1,3}(?:\.\d{3})+(?:,\d+)?\D*", text) for text in figures)
    return dotted and (len(figures) >= FEWEST_DOTTED or (bool(figures) and _dotted_add_up(rows)))


_FIGURE_WITH_UNIT = re.compile(r"[-−–+]?\s?[\d.,\s]+(?:%|[^\W\d]{1,5})?")
"""A figure as printed, with the sign or short name of its unit: "26.442 kr"."""


def _dotted_add_up(rows: Sequence[GridRow]) -> bool:
    """Whether every dotted figure, its dots left out, is the sum of the others in its column or row."""
    grid = [[_whole(cell) for cell in row.cells[1:]] for row in rows]
    found = False
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells[1:]):
            if cell is None or not _DOT.search(cell.text):
                continue
            found = True
            value = grid[number][column]
            below = [line[column] for line in grid if column < len(line)]
            lines = (below, grid[number])
            if value is None or not any(_is_sum(value, line) for line in lines):
                return False
    return found


def _is_sum(value: int, line: Sequence[int | None]) -> bool:
    """Whether a figure of a line is the sum of the line's others."""
    figures = [figure for figure in line if figure is not None]
    return len(figures) >= FEWEST_SUMMED and sum(figures) == 2 * value


def _whole(cell: GridCell | None) -> int | None:
    text = "" if cell is None else re.sub(r"[\s.]", "", cell.text).replace("−", "-").replace("–", "-")
    return int(text) if re.fullmatch(r"-?\d+", text) else None


_NOTE_HEADER = re.compile(r"(?:not(?:er)?|nr|kod|konto|rad|ref|sida|sid|#)\.?", re.IGNORECASE)
LAST_NOTE = 60
"""Largest note number in the annual reports seen is 38."""


def _note_columns(numbers: Numbers, column_paths: Sequence[Sequence[str]]) -> frozenset[int]:
    """Columns of references to notes: their header says so, or under no header they count upwards beside real figures."""
    found = set()
    for column, path in enumerate(column_paths):
        if column and path and _NOTE_HEADER.fullmatch(path[-1].strip()):
            found.add(column)
    if (
        len(column_paths) > 1
        and not column_paths[1]
        and _counts_upwards(numbers, 1)
        and _has_long_figures(numbers, 2)
    ):
        found.add(1)
    return frozenset(found)


FEWEST_NOTES = 3


def _counts_upwards(numbers: Numbers, column: int) -> bool:
    values = [number.value for row in numbers if column < len(row) and (number := row[column]) is not None]
    return (
        len(values) >= FEWEST_NOTES
        and all(value == value.to_integral_value() and 0 < value <= LAST_NOTE for value in values)
        and all(0 < after - before <= 3 for before, after in pairwise(values))
    )


def _has_long_figures(numbers: Numbers, first: int) -> bool:
    rest = [number.value for row in numbers for number in row[first:] if number is not None]
    return bool(rest) and sum(abs(value) > LAST_NOTE for value in rest) * 2 > len(rest)


_DASHES = frozenset({"-", "--", "—", "..", "...", "…", "n/a", "e/t", "i.u."})


def cell_state(text: str, number: Number | None) -> CellState:
    """What stands in a cell.

    >>> cell_state(" – ", None), cell_state("", None), cell_state("se not", None)
    (<CellState.DASH: 'dash'>, <CellState.EMPTY: 'empty'>, <CellState.TEXT: 'text'>)
    """
    flat = flat_space(text)
    if not flat:
        return CellState.EMPTY
    if flat.casefold() in _DASHES:
        return CellState.DASH
    return CellState.NUMBER if number is not None else CellState.TEXT


FEWEST_YEARS = 2


def year_columns(numbers: Numbers) -> frozenset[int]:
    """Columns whose figures are all plain years ("Färdigt 2026"): they have no unit."""
    found = []
    for column in range(1, max((len(row) for row in numbers), default=0)):
        figures = [number for row in numbers if column < len(row) and (number := row[column]) is not None]
        if len(figures) >= FEWEST_YEARS and all(_is_plain_year(one) for one in figures):
            found.append(column)
    return frozenset(found)


def _is_plain_year(number: Number) -> bool:
    return number.unit is None and number.raw.isdigit() and Decimal(1990) <= number.value <= Decimal(2060)
