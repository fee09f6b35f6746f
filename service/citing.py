"""Readings and sentences as citations: report, page, table, row, column, the verbatim quote and its place."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Cell
from service.answer import Citation, TableRef
from service.cell_catalog import RowEntry


def cite_cell(row: RowEntry, cell: Cell) -> Citation:
    """The citation of one cell of a table."""
    table, report = row.entry.table, row.entry.report
    return Citation(
        document=report.id,
        source=report.source,
        title=report.title,
        page=cell.page,
        page_index=cell.page_index,
        section=table.section,
        table=TableRef(
            id=table.id,
            caption=table.caption,
            row=row_name(cell),
            column=column_name(cell),
            row_index=cell.row,
            column_index=cell.column,
        ),
        quote=table.quotes[cell.row],
        boxes=(cell.box,) if cell.box is not None else None,
        lines=cell.lines,
        ocr=table.ocr,
        publisher=report.publisher,
    )


def row_name(cell: Cell) -> str:
    """The row as a citation names it: its own label."""
    return cell.row_path[-1] if cell.row_path else ""


def row_path_name(cell: Cell) -> str:
    """The row with the labels above it, from the outermost in."""
    return " – ".join(part for part in cell.row_path if part)


def column_name(cell: Cell) -> str:
    """The column as a citation names it: its header levels from the top."""
    return " ".join(dict.fromkeys(cell.column_path))


def distinct(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations without repetitions, in order."""
    return tuple(dict.fromkeys(citations))
