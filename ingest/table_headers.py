"""Header rows to the full header path of every column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.figure_kinds import find_kind, says_only_kind_and_period
from ingest.periods import parse_period
from ingest.records import Grid, GridCell, GridRow
from ingest.swedish_numbers import parse_number
from ingest.units import find_unit
from ingest.vocabulary_files import flat_space


@dataclass(frozen=True, slots=True)
class Headers:
    """What the header rows say."""

    paths: tuple[tuple[str, ...], ...]
    """Per column, outermost group first; empty texts and repeated ones left out."""
    stub: str
    """The words of the first header cell(s), over the row labels: often a title and a scale."""


def header_paths(header: Sequence[GridRow], width: int) -> Headers:
    """The path of every column through the header rows.

    A group header covers its columns by its span; where no span is known it goes on over the empty places to its
    right, provided that the lowest names repeat ("Budget, Utfall, Avvikelse" twice) and so need a group.
    """
    grid = [_row_texts(row, width) for row in header]
    lowest = grid[-1][1:] if grid else []
    repeated = len({text for text in lowest if text}) < len([text for text in lowest if text])
    spread = [
        row if _spans(header[level]) or level == len(grid) - 1 or not repeated else _spread(row)
        for level, row in enumerate(grid)
    ]
    paths = tuple(_path(level[column] for level in spread) for column in range(width))
    stub = " ".join(paths[0]) if paths else ""
    return Headers(paths, stub)


def _path(texts: Iterable[str]) -> tuple[str, ...]:
    path: list[str] = []
    for text in texts:
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _row_texts(row: GridRow, width: int) -> list[str]:
    """The text over each column; a covered place repeats the cell that covers it."""
    texts = [""] * width
    reach = 0
    current = ""
    for column, cell in enumerate(row.cells[:width]):
        if cell is not None:
            current, reach = flat_header(cell.text), column + cell.column_span
        texts[column] = current if column < reach else ""
    return texts


def _spans(row: GridRow) -> bool:
    return any(cell is not None and cell.column_span > 1 for cell in row.cells)


def _spread(texts: list[str]) -> list[str]:
    spread = texts[:1]
    for text in texts[1:]:
        spread.append(text or (spread[-1] if len(spread) > 1 else ""))
    return spread


def flat_header(text: str) -> str:
    """A header as one line, its minus signs kept as printed."""
    return " ".join(text.replace("\u00ad", "").split())


def with_whole_header(grid: Grid) -> Grid:
    """The grid with header rows that were taken for body rows put where they belong.

    Rows before the first figure, without a label or in a grid without a header, are header; the same rows again
    further down are the header repeated on the next page.
    """
    grid = _squared(grid)
    first = next((number for number, row in enumerate(grid.rows) if _has_figure(row)), len(grid.rows))
    if first == len(grid.rows):
        return grid
    lead = 0
    while lead < min(first, MOST_HEADER_ROWS) and (
        _can_be_header(grid.rows[lead], bool(grid.header)) or _ends_header(grid, lead)
    ):
        lead += 1
    moved = grid.rows[:lead]
    again = {row.quote for row in (*grid.header, *moved)}
    rows = tuple(row for row in grid.rows[lead:] if row.quote not in again or _has_figure(row))
    return replace(grid, header=(*grid.header, *moved), rows=rows)


def _squared(grid: Grid) -> Grid:
    """The grid with all rows of its width; a reader may leave one short."""
    width = grid.width
    if all(len(row.cells) == width for row in (*grid.header, *grid.rows)):
        return grid
    return replace(
        grid,
        header=tuple(_of_width(row, width) for row in grid.header),
        rows=tuple(_of_width(row, width) for row in grid.rows),
    )


def _of_width(row: GridRow, width: int) -> GridRow:
    return replace(row, cells=(*row.cells, *[None] * (width - len(row.cells)))[:width])


MOST_HEADER_ROWS = 3
"""Rows of words above the first figure that can be one header; more are a table of words."""


def _has_figure(row: GridRow) -> bool:
    """A figure beside a label; without one, more figures than words: "90 dagar" in a header is none."""
    texts = [cell.text.strip() for cell in row.cells[1:] if cell is not None and cell.text.strip()]
    figures = sum(parse_number(text) is not None and not _is_year(text) for text in texts)
    labelled = row.cells[0] is not None and bool(row.cells[0].text.strip())
    return bool(figures) and (labelled or figures * 2 > len(texts))


def _can_be_header(row: GridRow, has_header: bool) -> bool:
    """Words over the columns: without a label where a header stands above, else in more than one column."""
    texts = [flat_space(cell.text) for cell in row.cells if cell is not None]
    over = [text for text in texts[1:] if text]
    if has_header:
        return len(over) > 1 and not texts[0]
    return len(over) > 1 or (len(over) == 1 and len(texts) <= 3)


def _ends_header(grid: Grid, lead: int) -> bool:
    """Whether the first row is the last line of a header that has no name over the labels yet: "Distrikt | 2024 | 2025".

    Nearly every column has a word or a year in it, and a year, a unit or a kind of figure is among them.
    """
    if lead > 0 or not grid.header or grid.stub.strip():
        return False
    texts = [flat_space(cell.text) for cell in grid.rows[0].cells if cell is not None]
    over = [text for text in texts[1:] if text]
    telling = any(
        _is_year(text) or find_unit(text) is not None or find_kind(text) is not None for text in over
    )
    return (
        bool(texts and texts[0])
        and len(over) >= len(texts) - 2 > 0
        and telling
        and len(texts[0]) <= LONGEST_STUB
    )


LONGEST_STUB = 30
"""Characters: what names the labels is a word or two."""


def is_header_row(cells: Sequence[GridCell | None]) -> bool:
    """Whether a row of the body is a header again: beside its label stand only periods, such as "2025-08 | 2024-12".

    Two plain years are a header too; one alone may be a figure.
    """
    texts = [flat_space(cell.text) for cell in cells[1:] if cell is not None and cell.text.strip()]
    if not texts or len(set(texts)) < len(texts):
        return False
    if any(parse_period(text) is None for text in texts):
        return False
    numbers = [parse_number(text) for text in texts]
    return all(number is None for number in numbers) or (
        len(texts) > 1 and all(_is_year(text) for text in texts)
    )


FEWEST_NAMES = 2
"""Column names that a header in the body must have: one alone may be the only word in a row of figures left empty."""


def is_whole_header_row(cells: Sequence[GridCell | None]) -> bool:
    """Whether a row of the body heads a table of its own: a unit over the labels, kinds and periods over the columns.

    A finder can take two tables that stand close for one; the amounts of the second must not get the unit of the first.
    """
    texts = [flat_space(cell.text) for cell in cells if cell is not None]
    names = [text for text in texts[1:] if text]
    return (
        len(names) >= FEWEST_NAMES
        and find_unit(texts[0]) is not None
        and all(_names_a_column(text) for text in names)
    )


def _names_a_column(text: str) -> bool:
    number = parse_number(text)
    named = find_kind(text) is not None or parse_period(text) is not None
    return (number is None or _is_year(text)) and named and says_only_kind_and_period(text)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")
