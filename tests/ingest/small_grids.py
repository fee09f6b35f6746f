"""Grids and drafts from plain texts, as the readers would give them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import Block, BlockKind, Cell, Draft, Grid, GridCell, GridRow, Line, Page, Span, Table

Texts = Sequence[str | None]


def make_row(
    texts: Texts, indent: int = 0, bold: bool = False, page: int = 1, spans: dict[int, int] | None = None
) -> GridRow:
    """A row of cells; None is a place covered by its neighbour, `spans` gives column -> columns covered."""
    cells = tuple(
        None if text is None else GridCell(text, page, column_span=(spans or {}).get(column, 1))
        for column, text in enumerate(texts)
    )
    return GridRow(cells, " ".join(text for text in texts if text), indent, bold)


def make_grid(
    header: Sequence[Texts],
    rows: Sequence[Texts],
    caption: str | None = None,
    section: tuple[str, ...] = (),
    before: tuple[str, ...] = (),
) -> Grid:
    """A grid without indents, bold type or spans, on page 1."""
    return Grid(
        tuple(make_row(texts) for texts in header),
        tuple(make_row(texts) for texts in rows),
        caption,
        section,
        before,
    )


def cell_at(table: Table, row: int, column: int) -> Cell:
    """The cell at a place of a table."""
    return next(cell for cell in table.cells if (cell.row, cell.column) == (row, column))


def make_draft(pages: Sequence[Sequence[str]], headings: Sequence[str] = (), upright: bool = True) -> Draft:
    """A draft whose blocks are the lines of its pages; lines named in `headings` are headings."""
    size = (595.0, 842.0) if upright else (960.0, 540.0)
    made_pages = []
    blocks = []
    for index, lines in enumerate(pages, 1):
        numbered = tuple(Line(number, text) for number, text in enumerate(lines, 1))
        made_pages.append(Page(index, str(index), numbered, *size))
        for line in numbered:
            kind = BlockKind.HEADING if line.text in headings else BlockKind.PARAGRAPH
            blocks.append(Block(kind, line.text, (), (Span(0, len(line.text), index, line.number),)))
    return Draft(tuple(made_pages), tuple(blocks), ())
