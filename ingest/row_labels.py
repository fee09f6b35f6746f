"""Which leading columns of a grid tell its rows apart, and the label texts of every row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Grid, GridCell, GridRow
from ingest.swedish_numbers import parse_number
from ingest.table_headers import flat_header

MOST_LABEL_COLUMNS = 3
LONGEST_LABEL = 120
"""Characters, on average: longer texts are comments, not labels."""


def label_columns(grid: Grid) -> int:
    """Number of leading columns that hold words, so that they tell the rows apart; at least one."""
    named = _named_behind_codes(grid)
    if named is not None:
        return named + 1
    count = 1
    while (
        count < min(grid.width - 1, MOST_LABEL_COLUMNS)
        and _is_words(grid, count)
        and _has_figures(grid, count + 1)
    ):
        if not _is_needed(grid, count):
            break
        count += 1
    return count


def row_labels(rows: Sequence[GridRow], count: int) -> list[tuple[str, ...]]:
    """The label texts of every row; a cell that spans rows names each of them."""
    labels: list[tuple[str, ...]] = []
    for row in rows:
        texts = []
        for column in range(count):
            cell = row.cells[column]
            above = labels[-1][column] if labels and cell is None else ""
            texts.append(flat_header(cell.text) if cell is not None else above)
        labels.append(tuple(texts))
    return labels


MOST_CODES = 4
"""Columns of numbers and codes ("Prio", "Status", "Projekt nr") that may stand before the names."""
_CODE = re.compile(r"[\d.:/-]{1,8}|[A-ZÅÄÖ]{1,2}\d{0,4}")


def _named_behind_codes(grid: Grid) -> int | None:
    """The column of names that stands behind columns of codes alone; None where the names stand first."""
    for column in range(1, min(grid.width - 1, MOST_CODES + 1)):
        if not _is_codes(grid, column - 1):
            return None
        if _is_words(grid, column) and _has_figures(grid, column + 1):
            texts = _column(grid, column)
            return column if len(texts) * 2 > len(grid.rows) else None
    return None


def _is_codes(grid: Grid, column: int) -> bool:
    """Whether a column holds nothing but short numbers and letters, no two of them amounts apart ("1 450")."""
    texts = _column(grid, column)
    return bool(texts) and all(_CODE.fullmatch(text) for text in texts)


def is_counter(text: str) -> bool:
    """Whether a code says nothing of its row: its place in the list or a letter for its state.

    >>> is_counter("14"), is_counter("N"), is_counter("6289"), is_counter("Hamn")
    (True, True, False, False)
    """
    return re.fullmatch(r"\d{1,3}[.:]?|[A-ZÅÄÖ]", text) is not None


def _column(grid: Grid, column: int) -> list[str]:
    return [text for row in grid.rows if (text := cell_text(row.cells[column]))]


def cell_text(cell: GridCell | None) -> str:
    """The text of a place, "" where a neighbour covers it."""
    return "" if cell is None else cell.text.strip()


def _is_words(grid: Grid, column: int) -> bool:
    texts = _column(grid, column)
    if not texts or sum(map(len, texts)) > LONGEST_LABEL * len(texts):
        return False
    return not any(parse_number(text) for text in texts) and any(
        re.search(r"[^\W\d]{3}", text) for text in texts
    )


def _has_figures(grid: Grid, first: int) -> bool:
    return any(parse_number(text) for column in range(first, grid.width) for text in _column(grid, column))


def _is_needed(grid: Grid, column: int) -> bool:
    """The columns before leave rows unnamed, or name several rows alike, or only number them."""
    before = [tuple(cell_text(row.cells[one]) for one in range(column)) for row in grid.rows]
    filled = [texts for texts in before if any(texts)]
    return len(set(filled)) < len(grid.rows) or all(
        re.fullmatch(r"[\d.\s]*", " ".join(texts)) for texts in filled
    )
