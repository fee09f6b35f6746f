"""Words that a narrow cell broke without a hyphen ("Avvik" over "else") -> whole words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.records import Grid, GridCell, GridRow
from ingest.swedish_words import is_swedish

_WORD = re.compile(r"[^\W\d_]+")
# Two runs of letters with a space between, the second in lower case: what a break inside a word looks like.
_PAIR = re.compile(r"(?<![^\W_])([^\W\d_]{2,}) ([^\W\d_]+)(?![^\W_])")


def with_whole_words(grids: Iterable[Grid], texts: Iterable[str]) -> list[Grid]:
    """The grids with the words of their headers and labels that were divided without a hyphen joined again.

    `texts` is the running text of the report: what stands there as one word is a word.
    """
    written = {word.casefold() for text in texts for word in _WORD.findall(text)}
    return [_with_whole_words(grid, lambda word: word in written or is_swedish(word)) for grid in grids]


def join_divided(text: str, is_word: Callable[[str], bool]) -> str:
    """Join two pieces that make a word when one of them is none.

    >>> words = {"avvik", "avvikelse", "motsvarande", "de", "mål", "nivå"}
    >>> join_divided("Avvik else", words.__contains__), join_divided("Motsvaran de period", words.__contains__)
    ('Avvikelse', 'Motsvarande period')
    >>> join_divided("Mål nivå", words.__contains__), join_divided("Utfall åa", words.__contains__)
    ('Mål nivå', 'Utfall åa')
    """

    def whole(match: re.Match[str]) -> str:
        first, second = match.groups()
        divided = (
            second.islower()
            and is_word((first + second).casefold())
            and not (is_word(first.casefold()) and is_word(second))
        )
        return first + second if divided else match[0]

    return _PAIR.sub(whole, text)


def _with_whole_words(grid: Grid, is_word: Callable[[str], bool]) -> Grid:
    return replace(
        grid,
        header=tuple(_with_cells(row, [_joined(cell, is_word) for cell in row.cells]) for row in grid.header),
        rows=tuple(
            _with_cells(row, [*(_joined(cell, is_word) for cell in row.cells[:1]), *row.cells[1:]])
            for row in grid.rows
        ),
    )


def _joined(cell: GridCell | None, is_word: Callable[[str], bool]) -> GridCell | None:
    if cell is None or " " not in cell.text:
        return cell
    text = join_divided(cell.text, is_word)
    return cell if text == cell.text else replace(cell, text=text)


def _with_cells(row: GridRow, cells: Sequence[GridCell | None]) -> GridRow:
    return (
        row
        if all(a is b for a, b in zip(row.cells, cells, strict=True))
        else replace(row, cells=tuple(cells))
    )
