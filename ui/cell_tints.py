"""The row and the column that meet in a cited cell, as strips of its page."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Box
from service.http_models import CitationBody
from service.http_report_models import CellBody, TableBody

STRIP_MARGIN = 2.0  # points around the words


def cell_to_tints(table: TableBody, citation: CitationBody) -> tuple[Box, ...]:
    """Strips over the cells of the row and of the column on the cited page; none where the cells have no boxes."""
    if citation.table is None or not citation.boxes:
        return ()
    here = [cell for cell in table.cells if cell.page_index == citation.page_index and cell.box is not None]
    row = [cell for cell in here if cell.row == citation.table.row_index]
    column = [cell for cell in here if cell.column == citation.table.column_index]
    if not row or not column:
        return ()
    return (_around(row), _around(column))


def _around(cells: Sequence[CellBody]) -> Box:
    boxes = [cell.box for cell in cells if cell.box is not None]
    return (
        min(box[0] for box in boxes) - STRIP_MARGIN,
        min(box[1] for box in boxes) - STRIP_MARGIN,
        max(box[2] for box in boxes) + STRIP_MARGIN,
        max(box[3] for box in boxes) + STRIP_MARGIN,
    )
