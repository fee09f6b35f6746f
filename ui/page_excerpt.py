"""The strip of a page where a citation stands, small enough to sit in the answer itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from ingest.records import Box

# Above the mark there is room for a header row or two, below for the next row: the eye needs the neighbours.
POINTS_ABOVE = 48.0
POINTS_BELOW = 22.0
# A citation of a whole paragraph or of cells far apart would fill the answer: then the strip starts at the first.
MOST_POINTS = 230.0
MARGIN_PIXELS = 16


@dataclass(frozen=True, slots=True)
class Excerpt:
    png: bytes
    mark: float
    """Where across the strip the first mark stands, 0 to 1."""


def crop_to_marks(png: bytes, boxes: Sequence[Box], width_points: float) -> Excerpt:
    """The page without its empty margins, from a little above the boxes to a little below."""
    with Image.open(io.BytesIO(png)) as page:
        scale = page.width / width_points
        top, bottom = strip_edges(boxes)
        first = max(0, round(top * scale))
        last = max(first + 1, min(page.height, round(bottom * scale)))
        strip = page.convert("RGB").crop((0, first, page.width, last))
        left, right = _inked_columns(strip)
        out = io.BytesIO()
        strip.crop((left, 0, right, strip.height)).save(out, format="PNG")
    middle = (boxes[0][0] + boxes[0][2]) / 2 * scale
    return Excerpt(out.getvalue(), min(1.0, max(0.0, (middle - left) / (right - left))))


def boxes_to_mark(boxes: Sequence[Box], width_points: float | None) -> float | None:
    """Where across the page the first box stands, 0 to 1.

    >>> boxes_to_mark([(100.0, 0.0, 200.0, 10.0)], 600.0)
    0.25
    """
    if not boxes or not width_points:
        return None
    return (boxes[0][0] + boxes[0][2]) / 2 / width_points


def _inked_columns(strip: Image.Image) -> tuple[int, int]:
    """First and last column that is not all white, with a little air."""
    inked = ImageChops.invert(strip).getbbox()
    if inked is None:
        return 0, strip.width
    return max(0, inked[0] - MARGIN_PIXELS), min(strip.width, inked[2] + MARGIN_PIXELS)


def strip_edges(boxes: Sequence[Box]) -> tuple[float, float]:
    """Top and bottom of the strip in points from the page's top.

    >>> strip_edges([(10.0, 300.0, 50.0, 310.0)])
    (252.0, 332.0)
    >>> strip_edges([(10.0, 300.0, 50.0, 310.0), (10.0, 700.0, 50.0, 710.0)])
    (252.0, 482.0)
    """
    top = min(box[1] for box in boxes) - POINTS_ABOVE
    bottom = max(box[3] for box in boxes) + POINTS_BELOW
    return top, min(bottom, top + MOST_POINTS)
