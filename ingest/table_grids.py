"""Raw tables -> grids: text, boxes and line numbers of every cell, indents, and tables joined over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.hyphenation import join_lines
from ingest.pdf_lines import PageLayout
from ingest.raw_tables import RawCell, RawRow, RawTable, is_value
from ingest.records import GridCell, GridRow, Page
from ingest.table_captions import NOTE

_ENDS = re.compile(r"[.!?:]$")
# Row labels printed at least this much further in (points) are one level down.
INDENT_STEP = 3.5
# Columns of two parts of one table stand at the same place within this (points).
SAME_COLUMN = 12.0
# A last row over the whole width with at least this many characters is a note, not a row of the table.
LONG_NOTE = 60


@dataclass(frozen=True, slots=True)
class GridPart:
    """One page's part of a table."""

    header: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    page_index: int
    column_lefts: tuple[float, ...]
    notes: tuple[str, ...] = ()
    """Text in a last row over the whole width: a source or footnote set inside the frame."""
    styled_header: bool = False
    """Is the header bold or shaded?"""

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.column_lefts)


def table_to_part(table: RawTable, layout: PageLayout) -> GridPart:
    """Rows of a table as records."""
    body_end = len(table.rows)
    while body_end > table.header_rows + 1 and _is_note(table.rows[body_end - 1]):
        body_end -= 1
    notes = tuple(c.text for r in table.rows[body_end:] for c in r.cells[:1] if c is not None)
    indents = _indents(table.rows[:body_end])
    rows = [_grid_row(row, indents[k], layout) for k, row in enumerate(table.rows[:body_end])]
    return GridPart(
        tuple(rows[: table.header_rows]),
        tuple(rows[table.header_rows :]),
        layout.page.index,
        table.column_lefts,
        notes,
        any(r.bold or r.colour is not None for r in table.rows[: table.header_rows]),
    )


def _is_note(row: RawRow) -> bool:
    first = row.cells[0]
    if first is None or first.column_span < len(row.cells) or len(row.cells) < 2:
        return False
    return len(first.text) >= LONG_NOTE or bool(NOTE.match(first.text))


def _indents(rows: Sequence[RawRow]) -> list[int]:
    """Level of each row's label by its left edge."""
    lefts = [
        min((w.x0 for w in r.cells[0].words), default=None) if r.cells[0] is not None else None for r in rows
    ]
    steps: list[float] = []
    for left in sorted(x for x in lefts if x is not None):
        if not steps or left - steps[-1] > INDENT_STEP:
            steps.append(left)
    return [0 if x is None else max(k for k, step in enumerate(steps) if step <= x) for x in lefts]


def _grid_row(row: RawRow, indent: int, layout: PageLayout) -> GridRow:
    words = sorted(row.words, key=lambda w: (layout.line_of.get(w, 0), w.x0))
    cells = tuple(_grid_cell(c, layout) if c is not None else None for c in row.cells)
    return GridRow(cells, " ".join(w.text for w in words), indent, row.bold)


def _grid_cell(cell: RawCell, layout: PageLayout) -> GridCell:
    box = None
    if cell.words:
        words = cell.words
        box = layout.page.to_page(
            (
                min(w.x0 for w in words),
                min(w.top for w in words),
                max(w.x1 for w in words),
                max(w.bottom for w in words),
            )
        )
    elif cell.box is not None:
        box = layout.page.to_page(cell.box)
    lines = tuple(sorted({layout.line_of[w] for w in cell.words if w in layout.line_of}))
    return GridCell(cell.text, layout.page.index, box, lines, cell.column_span, cell.row_span)


def continues(
    before: GridPart, after: GridPart, pages: Sequence[Page], ends_page: bool, begins_page: bool
) -> bool:
    """Is `after` the same table going on over the page break?"""
    if not (ends_page and begins_page) or after.page_index != before.page_index + 1:
        return False
    if len(pages) < 2 or (before.width != after.width and _columns_within(before, after) is None):
        return False
    if after.header and _texts(after.header) == _texts(before.header):
        return True
    if after.header and (after.styled_header or not before.styled_header):
        return False  # names of its own; plain words on the next page are the rest of a cut row
    if before.width != after.width:
        return True
    lefts = zip(before.column_lefts, after.column_lefts, strict=False)
    near = sum(abs(a - b) <= SAME_COLUMN for a, b in lefts)
    return near >= 0.6 * before.width


def _columns_within(before: GridPart, after: GridPart) -> list[int] | None:
    """The columns of the wider part before that those of a part with fewer stand in; None when they stand elsewhere.

    Columns that are empty on the next page are not seen there.
    """
    if not FEWEST_CONTINUED <= after.width < before.width:
        return None
    places: list[int] = []
    for left in after.column_lefts:
        near = [k for k, one in enumerate(before.column_lefts) if abs(one - left) <= NARROWER_COLUMN]
        place = min(near, key=lambda k: abs(before.column_lefts[k] - left), default=None)
        if place is None or (places and place <= places[-1]):
            return None
        places.append(place)
    return places


# Columns that a narrower part on the next page has at least, and how near (points) each stands to its own.
FEWEST_CONTINUED = 4
NARROWER_COLUMN = 5.0


def continued_rows(before: GridPart, after: GridPart) -> tuple[GridRow, ...]:
    """The rows that the part adds: a repeated header is left out."""
    repeated = _texts(after.header) == _texts(before.header)
    rows = after.rows if repeated else after.header + after.rows
    places = _columns_within(before, after)
    return rows if places is None else tuple(_widened(row, places, before.width) for row in rows)


def _widened(row: GridRow, places: Sequence[int], width: int) -> GridRow:
    """The row of a narrower part with its cells in the columns of the wider one."""
    page = next(cell.page_index for cell in row.cells if cell is not None)
    cells: list[GridCell | None] = [GridCell("", page) for _ in range(width)]
    for place, cell in zip(places, row.cells, strict=True):
        cells[place] = replace(cell, column_span=1) if cell is not None else GridCell("", page)
    return replace(row, cells=tuple(cells))


def _texts(rows: Sequence[GridRow]) -> list[list[str]]:
    return [[c.text if c is not None else "" for c in r.cells] for r in rows]


def join_split_row(last: GridRow, first: GridRow) -> GridRow | None:
    """The row that a page break cut in two, or None when the second is a row of its own.

    The joined cells keep the page and box where they begin.
    """
    pairs = list(zip(last.cells, first.cells, strict=True))
    if any(a is None or b is None for a, b in pairs):
        return None
    cells = [(a, b) for a, b in pairs if a is not None and b is not None]
    more = [(a, b) for a, b in cells if b.text]
    if cells[0][1].text or not more or any(is_value(b.text) or not a.text for a, b in more):
        return None
    if not any(b.text[0].islower() or not _ENDS.search(a.text) for a, b in more):
        return None
    joined = tuple(replace(a, text=join_lines([a.text, b.text])) for a, b in cells)
    return replace(last, cells=joined, quote=f"{last.quote} {first.quote}")
