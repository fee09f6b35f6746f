"""The strip of a page where a citation stands, small enough to sit in the answer itself."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from ingest.records import Box
from service.http_report_models import LineBody, PageBody, TableBody

# Above the mark there is room for a line or two, below for the next row: the eye needs the neighbours.
POINTS_ABOVE = 26.0
POINTS_BELOW = 22.0
# A citation of a whole paragraph or of cells far apart would fill the answer: then the strip starts at the first.
MOST_POINTS = 230.0
MARGIN_PIXELS = 16
LINE_MARGIN = 1.0  # points between a line of text and the edge of a strip
# The headings of a table stand above its first row, a line at most this far from the next.
HEADER_LINE_GAP = 20.0
LABEL_ROOM = (
    60.0  # points: a label or two ("Rörelsens intäkter") may stand between the headings and the first figure
)
HEADER_MARGIN = 2.0  # points above and below the headings
HEADER_SHARE = 0.5  # of a line's words that are words of the headings
NEAR_HEADER = 40.0  # a strip that begins this close below the headings takes them in whole
GAP_PIXELS = 14  # between the headings and the strip: rows are left out there
GAP_COLOUR = "#b9c1c9"

Band = tuple[float, float]
"""Top and bottom in points from the page's top."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    png: bytes
    mark: float
    """Where across the strip the first mark stands, 0 to 1."""


def crop_to_marks(png: bytes, page: PageBody, boxes: Sequence[Box], header: Band | None = None) -> Excerpt:
    """The page without its empty margins, from a little above the boxes to a little below, under the table's headings."""
    assert page.width
    with Image.open(io.BytesIO(png)) as opened:
        drawn = opened.convert("RGB")
    scale = drawn.width / page.width
    lines = [line.box for line in page.lines if line.box]
    strips = [_cut(drawn, band, scale) for band in bands_to_show(boxes, header, lines)]
    left = min(_inked_columns(strip)[0] for strip in strips)
    right = max(_inked_columns(strip)[1] for strip in strips)
    out = io.BytesIO()
    _stacked([strip.crop((left, 0, right, strip.height)) for strip in strips]).save(out, format="PNG")
    middle = (boxes[0][0] + boxes[0][2]) / 2 * scale
    return Excerpt(out.getvalue(), min(1.0, max(0.0, (middle - left) / (right - left))))


def bands_to_show(boxes: Sequence[Box], header: Band | None, lines: Sequence[Box] = ()) -> list[Band]:
    """The strip around the boxes that cuts through none of the `lines`, and before it headings that stand apart from it.

    >>> bands_to_show([(10.0, 300.0, 50.0, 310.0)], None)
    [(274.0, 332.0)]
    >>> bands_to_show([(10.0, 300.0, 50.0, 310.0)], None, [(10.0, 268.0, 90.0, 280.0), (10.0, 326.0, 90.0, 340.0)])
    [(281.0, 325.0)]
    >>> bands_to_show([(10.0, 300.0, 50.0, 310.0)], None, [(10.0, 268.0, 40.0, 280.0), (50.0, 276.0, 90.0, 288.0)])
    [(289.0, 332.0)]
    >>> bands_to_show([(10.0, 300.0, 50.0, 310.0)], (100.0, 125.0))
    [(100.0, 125.0), (274.0, 332.0)]
    >>> bands_to_show([(10.0, 300.0, 50.0, 310.0)], (230.0, 255.0))
    [(230.0, 332.0)]
    """
    top, bottom = _between_lines(*strip_edges(boxes), boxes, lines)
    if header is None or header[0] >= top:
        return [(min(top, header[0]) if header else top, bottom)]
    if top - header[1] < NEAR_HEADER:
        return [(header[0], bottom)]
    return [header, (top, bottom)]


def _between_lines(
    top: float, bottom: float, boxes: Sequence[Box], lines: Sequence[Box]
) -> tuple[float, float]:
    """Edges moved inwards until they cross no line, but never into the boxes."""
    highest, lowest = boxes[0][1] - LINE_MARGIN, boxes[0][3] + LINE_MARGIN
    # The label of a row may be broken, with its figures halfway between: past one line there may be another.
    while crossed := [box[3] for box in lines if box[1] < top < box[3]]:
        if top >= highest:
            break
        top = min(max(crossed) + LINE_MARGIN, highest)
    while crossed := [box[1] for box in lines if box[1] < bottom < box[3]]:
        if bottom <= lowest:
            break
        bottom = max(min(crossed) - LINE_MARGIN, lowest)
    return top, bottom


def header_band(table: TableBody, page: PageBody) -> Band | None:
    """Where the table's headings stand on the page; None when its lines don't show them."""
    cells = [cell.box for cell in table.cells if cell.page_index == page.page_index and cell.box]
    words = {word for row in table.header for text in row for word in _words(text)}
    if not cells or not words:
        return None
    edge = min(box[1] for box in cells)
    top: float | None = None
    bottom = edge
    above = sorted((line for line in page.lines if line.box and line.box[3] <= edge + 1), key=_bottom)
    for line in reversed(above):
        assert line.box is not None
        reach = LABEL_ROOM if top is None else HEADER_LINE_GAP
        if (edge if top is None else top) - line.box[3] > reach:
            break
        if _is_heading(line.text, words):
            bottom = bottom if top is not None else line.box[3]
            top = line.box[1]
        elif top is not None:
            break
    return None if top is None else (top - HEADER_MARGIN, bottom + HEADER_MARGIN)


def _is_heading(text: str, words: Collection[str]) -> bool:
    """Mostly words of the headings; a word broken at the line's end counts by its beginning."""
    said = _words(text)
    known = [one for one in said if any(word.startswith(one) or word.endswith(one) for word in words)]
    return bool(said) and len(known) >= HEADER_SHARE * len(said)


def _words(text: str) -> list[str]:
    return [word for word in (part.strip("-–—,.:;()").casefold() for part in text.split()) if word]


def _bottom(line: LineBody) -> float:
    return line.box[3] if line.box else 0.0


def _cut(page: Image.Image, band: Band, scale: float) -> Image.Image:
    first = min(page.height - 1, max(0, round(band[0] * scale)))
    last = max(first + 1, min(page.height, round(band[1] * scale)))
    return page.crop((0, first, page.width, last))


def _stacked(strips: Sequence[Image.Image]) -> Image.Image:
    """One above the other, with a dashed line where rows are left out."""
    height = sum(strip.height for strip in strips) + GAP_PIXELS * (len(strips) - 1)
    whole = Image.new("RGB", (strips[0].width, height), "#ffffff")
    pen = ImageDraw.Draw(whole)
    top = 0
    for number, strip in enumerate(strips):
        if number:
            middle = top + GAP_PIXELS // 2
            for x in range(0, whole.width, 16):
                pen.line((x, middle, x + 8, middle), fill=GAP_COLOUR, width=2)
            top += GAP_PIXELS
        whole.paste(strip, (0, top))
        top += strip.height
    return whole


def boxes_to_mark(boxes: Sequence[Box], page: PageBody) -> tuple[float, float] | None:
    """Where on the page the first box stands, 0 to 1 across and down."""
    if not boxes or not page.width or not page.height:
        return None
    x0, y0, x1, y1 = boxes[0]
    return (x0 + x1) / 2 / page.width, (y0 + y1) / 2 / page.height


def _inked_columns(strip: Image.Image) -> tuple[int, int]:
    """First and last column that is not all white, with a little air."""
    inked = ImageChops.invert(strip).getbbox()
    if inked is None:
        return 0, strip.width
    return max(0, inked[0] - MARGIN_PIXELS), min(strip.width, inked[2] + MARGIN_PIXELS)


def strip_edges(boxes: Sequence[Box]) -> tuple[float, float]:
    """Top and bottom of the strip in points from the page's top.

    >>> strip_edges([(10.0, 300.0, 50.0, 310.0)])
    (274.0, 332.0)
    >>> strip_edges([(10.0, 300.0, 50.0, 310.0), (10.0, 700.0, 50.0, 710.0)])
    (274.0, 504.0)
    """
    top = min(box[1] for box in boxes) - POINTS_ABOVE
    bottom = max(box[3] for box in boxes) + POINTS_BELOW
    return top, min(bottom, top + MOST_POINTS)
