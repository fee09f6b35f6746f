"""Draws small PDFs whose geometry is known: text, rules and tables at given places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from ingest.records import Draft, Grid, GridRow

A4 = (595.0, 842.0)
SLIDE = (960.0, 540.0)
GREY = (0.85, 0.85, 0.85)
BLUE = (0.0, 0.34, 0.42)


class Sheet:
    """A page seen from its top left corner."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size

    def text(
        self, x: float, y: float, text: str, size: float = 10, bold: bool = False, align: str = "left"
    ) -> None:
        """One line of text with its baseline at `y`."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        self.canvas.setFont(font, size)
        width = stringWidth(text, font, size)
        left = {"left": x, "right": x - width, "centre": x - width / 2}[align]
        self.canvas.drawString(left, self.height - y, text)

    def prose(self, x: float, y: float, lines: Sequence[str], size: float = 10, leading: float = 13) -> float:
        """Lines of text; gives the height of the last baseline."""
        for k, line in enumerate(lines):
            self.text(x, y + k * leading, line, size)
        return y + (len(lines) - 1) * leading

    def level(self, y: float, x0: float, x1: float, width: float = 0.5) -> None:
        """A horizontal rule."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def upright(self, x: float, y0: float, y1: float, width: float = 0.5) -> None:
        """A vertical rule."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x, self.height - y0, x, self.height - y1)

    def fill(
        self, x0: float, y0: float, x1: float, y1: float, colour: tuple[float, float, float] = GREY
    ) -> None:
        """A filled rectangle without outline."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillColorRGB(0, 0, 0)

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """An outlined rectangle."""
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=1, fill=0)


@dataclass(frozen=True)
class TableLook:
    """How a table is set."""

    rules: str = "none"
    """none, grid, rows (a rule under every row), book (top, under the header, bottom) or columns."""
    size: float = 9
    leading: float = 1.15
    pad: float = 3
    header: int = 1
    shade_header: bool = False
    bands: bool = False
    foot: str = "bottom"
    """Where a one-line cell stands beside a wrapped one: top, middle or bottom."""
    aligns: str = ""
    """One of l, r, c per column; default l for the first and r for the others."""
    bold: frozenset[int] = field(default_factory=frozenset)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    """(row, column) -> number of columns."""


def draw_table(
    sheet: Sheet,
    x: float,
    top: float,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    look: TableLook,
) -> float:
    """A table with its upper edge at `top`; a newline wraps a cell. Gives its lower edge."""
    lefts = [x + sum(widths[:j]) for j in range(len(widths) + 1)]
    line = look.size * look.leading
    edges = [top]
    for row in rows:
        edges.append(edges[-1] + line * max(cell.count("\n") + 1 for cell in row) + 2 * look.pad)
    for i in range(len(rows)):
        if (look.shade_header and i < look.header) or (
            look.bands and i >= look.header and (i - look.header) % 2
        ):
            sheet.fill(lefts[0], edges[i], lefts[-1], edges[i + 1])
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            _draw_cell(sheet, look, cell, i, j, lefts, (edges[i], edges[i + 1]))
    _draw_rules(sheet, look, lefts, edges)
    return edges[-1]


def _draw_cell(
    sheet: Sheet,
    look: TableLook,
    cell: str,
    i: int,
    j: int,
    lefts: Sequence[float],
    edges: tuple[float, float],
) -> None:
    lines = cell.split("\n") if cell else []
    line = look.size * look.leading
    spare = edges[1] - edges[0] - 2 * look.pad - line * len(lines)
    first = edges[0] + look.pad + {"top": 0.0, "middle": spare / 2, "bottom": spare}[look.foot]
    align = look.aligns[j] if look.aligns else ("l" if j == 0 else "r")
    right = lefts[j + look.spans.get((i, j), 1)]
    if (i, j) in look.spans:
        align = "c"
    bold = i < look.header or i in look.bold
    for k, text in enumerate(lines):
        y = first + k * line + 0.8 * look.size
        if align == "l":
            sheet.text(lefts[j] + 4, y, text, look.size, bold)
        elif align == "r":
            sheet.text(right - 4, y, text, look.size, bold, "right")
        else:
            sheet.text((lefts[j] + right) / 2, y, text, look.size, bold, "centre")


def _draw_rules(sheet: Sheet, look: TableLook, lefts: Sequence[float], edges: Sequence[float]) -> None:
    covered = {(i, j + k) for (i, j), n in look.spans.items() for k in range(1, n)}
    if look.rules in ("grid", "rows"):
        for y in edges:
            sheet.level(y, lefts[0], lefts[-1])
    if look.rules == "book":
        for y in (edges[0], edges[look.header], edges[-1]):
            sheet.level(y, lefts[0], lefts[-1])
    if look.rules == "columns":
        for y in (edges[0], edges[look.header], edges[-1]):
            sheet.level(y, lefts[0], lefts[-1])
    if look.rules in ("grid", "columns"):
        for i in range(len(edges) - 1):
            for j, x in enumerate(lefts):
                if (i, j) not in covered:
                    sheet.upright(x, edges[i], edges[i + 1])


Drawing = Callable[[Sheet], None]


def drawn(path: Path, *pages: Drawing, size: tuple[float, float] = A4, turn: int = 0) -> Path:
    """Draw pages into a PDF file."""
    # reportlab swaps the sides of a page that is turned by 90 or 270 degrees
    canvas = Canvas(str(path), pagesize=size[::-1] if turn in (90, 270) else size, invariant=1)
    for draw in pages:
        canvas.setPageRotation(turn)
        draw(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return path


def read_drawn(path: Path, *pages: Drawing, size: tuple[float, float] = A4, turn: int = 0) -> Draft:
    """Draw pages and read them back."""
    return read_pdf(drawn(path / "drawn.pdf", *pages, size=size, turn=turn), Limits())


def row_texts(row: GridRow) -> list[str]:
    """Texts of a row; "<" for a place that a spanning cell covers."""
    return [cell.text if cell is not None else "<" for cell in row.cells]


def header_of(grid: Grid) -> list[list[str]]:
    """Texts of the header rows."""
    return [row_texts(row) for row in grid.header]


def rows_of(grid: Grid) -> list[list[str]]:
    """Texts of the body rows."""
    return [row_texts(row) for row in grid.rows]
