"""A table becomes pieces of searchable text, each with caption and header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import CellState, Table


@dataclass(frozen=True, slots=True)
class TablePiece:
    """Some rows of a table. `text` is as printed; `search_text` leaves the figures out."""

    text: str
    search_text: str
    header: str
    rows: tuple[str, ...]
    """Label and text cells of each row."""
    page_indexes: tuple[int, ...]


def table_to_pieces(table: Table, most_characters: int) -> Iterator[TablePiece]:
    """The whole table, or runs of rows of at most so many characters where it is long."""
    header = " | ".join(_distinct(text for row in table.header for text in row))
    rows = [_row_words(table, row) for row in range(len(table.rows))]
    room = max(most_characters - len(header) - len(table.caption or ""), most_characters // 2)
    for run in _runs(
        [max(len(words), len(quote)) for words, quote in zip(rows, table.quotes, strict=True)], room
    ):
        yield TablePiece(
            text="\n".join([*filter(None, [table.caption, header]), *(table.quotes[row] for row in run)]),
            search_text="\n".join(
                [*filter(None, [header, table.unit, table.body]), *(rows[row] for row in run)]
            ),
            header=header,
            rows=tuple(rows[row] for row in run),
            page_indexes=_pages_of(table, run),
        )


def _runs(lengths: Sequence[int], room: int) -> Iterator[range]:
    start, used = 0, 0
    for row, length in enumerate(lengths):
        if row > start and used + length > room:
            yield range(start, row)
            start, used = row, 0
        used += length
    if start < len(lengths):
        yield range(start, len(lengths))


def _row_words(table: Table, row: int) -> str:
    """Row label and text cells of a row."""
    cells = [cell for cell in table.cells if cell.row == row]
    paths = _distinct(name for cell in cells for name in cell.row_path)
    if not paths and table.rows[row]:
        paths = [table.rows[row][0]]
    texts = [cell.text for cell in cells if cell.state is CellState.TEXT]
    return " ".join(_distinct([*paths, *texts]))


def _distinct(texts: Iterator[str] | Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _pages_of(table: Table, rows: range) -> tuple[int, ...]:
    """Pages of the cells of these rows; those of the table where no cell stands in them."""
    pages = {cell.page_index for cell in table.cells if cell.row in rows}
    return tuple(sorted(pages)) or table.page_indexes
