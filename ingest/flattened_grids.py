"""Flattened tables -> the grids and table blocks of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.flattened_views import FlatRow, FlatTable
from ingest.records import Block, BlockKind, Grid, GridCell, GridRow, Span
from ingest.txt_lines import PrintedLine


def table_to_grid(
    table: FlatTable,
    caption: str | None,
    section: tuple[str, ...],
    before: tuple[str, ...],
    notes: tuple[str, ...],
) -> Grid:
    """The grid of one table, with what stands around it."""
    return Grid(
        _header_rows(table), tuple(_grid_row(row) for row in table.rows), caption, section, before, notes
    )


def _header_rows(table: FlatTable) -> tuple[GridRow, ...]:
    if not any(table.header) and not table.groups:
        return ()
    lines = table.header_lines
    page = lines[0].page_index if lines else table.rows[0].lines[0].page_index
    numbers = tuple(line.number for line in lines)
    quote = _quote(lines)
    names = GridRow(tuple(GridCell(text, page, lines=numbers) for text in table.header), quote)
    if not table.groups:
        return (names,)
    cells: list[GridCell | None] = []
    for text, span in table.groups:
        cells += [GridCell(text, page, lines=numbers, column_span=span), *(None,) * (span - 1)]
    return (GridRow(tuple(cells), quote), names)


def _grid_row(row: FlatRow) -> GridRow:
    numbers = tuple(line.number for line in row.lines)
    page = row.lines[-1].page_index if row.value_line is None else row.value_line.page_index
    return GridRow(tuple(GridCell(text, page, lines=numbers) for text in row.cells), _quote(row.lines))


def _quote(lines: Sequence[PrintedLine]) -> str:
    return " ".join(line.printed for line in lines)


def table_to_block(table: FlatTable, grid: int, section: tuple[str, ...]) -> Block:
    """The table as a block in reading order: its printed lines, one a line."""
    text = ""
    spans: list[Span] = []
    lines = {line.number: line for line in table.header_lines}
    for row in table.rows:
        lines |= {line.number: line for line in row.lines}
    for number in sorted(lines):
        words = lines[number].printed
        text += "\n" if text else ""
        spans.append(Span(len(text), len(text) + len(words), lines[number].page_index, number))
        text += words
    return Block(BlockKind.TABLE, text, section, tuple(spans), grid=grid)
