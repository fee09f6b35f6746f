"""Draw what the table finder saw onto the picture of a page: `python -m ingest.table_debug FILE PAGE OUT.png`.

Green: rules; yellow: shaded areas; red: tables, with the left edges of their columns; blue: header cells; grey: cells;
pale violet: words; orange: lines of prose.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from ingest.limits import Limits
from ingest.pdf_draft import find_tables
from ingest.pdf_lines import lay_out
from ingest.pdf_pages import PdfPage, opened
from ingest.raw_tables import RawTable
from ingest.records import Box
from ingest.table_grids import table_to_part

SCALE = 2.0
RULE, FILL, TABLE, HEADER, CELL, PROSE = "#1a9850", "#e0c000", "#d73027", "#4575b4", "#999999", "#f08020"
WORD = "#c9b6e4"


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw one page."""
    parser = argparse.ArgumentParser(description="Draw what the table finder saw on a page.")
    parser.add_argument("file", type=Path, help="a PDF")
    parser.add_argument("page", type=int, help="position of the page in the file, from 1")
    parser.add_argument("out", type=Path, help="the PNG to write")
    options = parser.parse_args(arguments)
    draw_page(options.file, options.page).save(options.out)
    return 0


def draw_page(path: Path, index: int) -> Image.Image:
    """The page as a picture with rules, shading, tables, cells and prose marked."""
    with opened(path, Limits()) as file:
        page = file.page(index)
    with pypdfium2.PdfDocument(path) as document:
        picture: Image.Image = document[index - 1].render(scale=SCALE).to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture, "RGBA")
    for fill in page.rulings.fills:
        _frame(pen, page.to_page(fill.box), FILL, 1)
    for box in _rule_boxes(page):
        _frame(pen, page.to_page(box), RULE, 2)
    for word in page.words:
        _frame(pen, page.to_page((word.x0, word.top, word.x1, word.bottom)), WORD, 1)
    tables = find_tables(page)
    _draw_prose(pen, page, tables)
    for table in tables:
        _draw_table(pen, page, table)
    return picture


def _rule_boxes(page: PdfPage) -> list[Box]:
    across = [(r.start, r.at, r.end, r.at) for r in page.rulings.across]
    return across + [(r.at, r.start, r.at, r.end) for r in page.rulings.down]


def _draw_prose(pen: ImageDraw.ImageDraw, page: PdfPage, tables: Sequence[RawTable]) -> None:
    layout = lay_out(page, tables)
    for order, part in enumerate(p for p in layout.parts if isinstance(p, int)):
        box = layout.lines[part - 1].box
        if box is not None:
            _frame(pen, box, PROSE, 1)
            pen.text((box[0] * SCALE - 16, box[1] * SCALE), str(order + 1), fill=PROSE)


def _draw_table(pen: ImageDraw.ImageDraw, page: PdfPage, table: RawTable) -> None:
    part = table_to_part(table, lay_out(page, [table]))
    for rows, colour in ((part.header, HEADER), (part.rows, CELL)):
        for row in rows:
            for cell in row.cells:
                if cell is not None and cell.box is not None:
                    _frame(pen, cell.box, colour, 2)
    for left in table.column_lefts[1:]:
        _frame(pen, page.to_page((left, table.box[1], left, table.box[3])), TABLE, 1)
    _frame(pen, page.to_page(table.box), TABLE, 3)


def _frame(pen: ImageDraw.ImageDraw, box: Box, colour: str, width: int) -> None:
    x0, y0, x1, y1 = (v * SCALE for v in box)
    pen.rectangle((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), outline=colour, width=width)


if __name__ == "__main__":
    raise SystemExit(main())
