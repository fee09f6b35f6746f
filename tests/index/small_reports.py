"""Reports small enough to know by heart."""

from __future__ import annotations

from decimal import Decimal

from ingest.records import Block, BlockKind, Cell, CellState, Line, Page, Report, Span, Table

HEADING, PARAGRAPH, LIST_ITEM, TABLE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
)


def make_block(
    kind: BlockKind,
    text: str,
    section: tuple[str, ...],
    page: int = 1,
    line: int = 1,
    grid: int | None = None,
) -> Block:
    """A block on one line of one page."""
    return Block(kind, text, section, (Span(0, len(text), page, line),), grid=grid)


def make_table(
    table_id: str, caption: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], page: int = 1
) -> Table:
    """A table of one header row whose first column holds the labels."""
    cells = tuple(
        Cell(
            row=r,
            column=c,
            text=text,
            state=CellState.NUMBER if text.lstrip("-").isdigit() else CellState.TEXT,
            page=str(page),
            page_index=page,
            number=Decimal(text) if text.lstrip("-").isdigit() else None,
            row_path=(row[0],),
            column_path=(header[c],),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if c > 0
    )
    return Table(
        table_id, caption, ("Ekonomi",), "mkr", (header,), rows, tuple(" ".join(row) for row in rows),
        cells, (str(page),), (page,),
    )  # fmt: skip


def make_report(
    report_id: str,
    blocks: tuple[Block, ...],
    tables: tuple[Table, ...] = (),
    title: str = "Delårsrapport",
    pages: int = 1,
) -> Report:
    """A report whose pages carry their position as label."""
    return Report(
        id=report_id,
        source=f"{report_id}.txt",
        content_hash=f"hash-of-{report_id}",
        title=title,
        publisher=None,
        kind=None,
        period=None,
        published=None,
        pages=tuple(Page(n, str(n), (Line(1, ""),)) for n in range(1, pages + 1)),
        blocks=blocks,
        tables=tables,
    )


def simple_report(report_id: str, *paragraphs: str) -> Report:
    """One section a paragraph, so that each becomes a passage of its own."""
    return make_report(
        report_id,
        tuple(make_block(PARAGRAPH, text, (f"Avsnitt {n}",)) for n, text in enumerate(paragraphs, start=1)),
    )
