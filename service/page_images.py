"""Images of PDF pages with the cited places marked.

A bare page is drawn once and kept on disk; the marks are laid over it for each request.
"""

from __future__ import annotations

import hashlib
import io
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from ingest.errors import BelaggError
from ingest.records import Box

MIN_SCALE, MAX_SCALE, DEFAULT_SCALE = 0.5, 4.0, 2.0
MAX_BOXES = 200  # a row of a wide table has some tens of words; more is no citation
RENDER_SECONDS = 30  # the slowest page of the sample reports takes 0.4 s on one core
# Of zlib's nine: on pages of the sample reports a third faster than its default 6, and no larger.
COMPRESSION = 3
MAX_CACHED_PAGES = 500  # some 300 kB each: about 150 MB

# A yellow marker pen: dark enough an edge (3:1 against white) that the place shows without colour vision too.
MARK_FILL = (255, 214, 0, 90)
MARK_EDGE = (166, 94, 0, 255)
MARK_MARGIN_POINTS = 1.5  # the edge stands clear of the digits
MARK_EDGE_POINTS = 1.0
# The row and the column that meet in the marked cell: light enough that small type keeps its contrast (over 12:1).
TINT_FILL = (255, 214, 0, 46)


class PageImageError(BelaggError):
    """The page could not be drawn."""


class BadBoxesError(BelaggError):
    """`boxes` does not follow its form."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of a file, known by the hash of the file's content."""

    path: Path
    content_hash: str
    page_index: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What is set off on a page: framed places, and tinted rows and columns."""

    boxes: tuple[Box, ...] = ()
    tints: tuple[Box, ...] = ()


class PageImages:
    """Draws pages and keeps the bare ones in `cache_folder`."""

    def __init__(self, cache_folder: Path) -> None:
        self._folder = cache_folder

    def png(self, place: PagePlace, scale: float, marks: Marks, width_points: float | None) -> bytes:
        """The page as PNG with its marks; `width_points` is the page's width in PDF points."""
        bare = self._bare_page(place, scale)
        return draw_marks(bare, marks, width_points, scale) if marks.boxes or marks.tints else bare

    def _bare_page(self, place: PagePlace, scale: float) -> bytes:
        kept = self._folder / f"{place.content_hash[:32]}-{place.page_index}-{scale:g}.png"
        try:
            return kept.read_bytes()
        except FileNotFoundError:
            png = _render_apart(place, scale)
        self._keep(kept, png)
        return png

    def _keep(self, kept: Path, png: bytes) -> None:
        """Write beside and rename, so that a reader never sees half an image."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as part:
            part.write(png)
        Path(part.name).replace(kept)
        pages = sorted(self._folder.glob("*.png"), key=_changed_at)
        for old in pages[:-MAX_CACHED_PAGES]:
            old.unlink(missing_ok=True)


def text_to_boxes(text: str) -> tuple[Box, ...]:
    """Read `x0,y0,x1,y1;…` in PDF points from the page's top left corner.

    >>> text_to_boxes("10,20,30.5,40;1,2,3,4")
    ((10.0, 20.0, 30.5, 40.0), (1.0, 2.0, 3.0, 4.0))
    >>> text_to_boxes("")
    ()
    >>> text_to_boxes("10,20,5,40")
    Traceback (most recent call last):
    service.page_images.BadBoxesError: En ruta skrivs x0,y0,x1,y1 med x0 < x1 och y0 < y1.
    """
    parts = [part for part in text.split(";") if part.strip()]
    if len(parts) > MAX_BOXES:
        raise BadBoxesError(f"Högst {MAX_BOXES} rutor kan markeras.")
    return tuple(_text_to_box(part) for part in parts)


def boxes_to_text(boxes: tuple[Box, ...]) -> str:
    """The inverse of `text_to_boxes`.

    >>> boxes_to_text(((10.0, 20.25, 30.5, 40.0),))
    '10,20.25,30.5,40'
    """
    return ";".join(",".join(f"{edge:.6g}" for edge in box) for box in boxes)


def draw_marks(png: bytes, marks: Marks, width_points: float | None, scale: float) -> bytes:
    """Lay a translucent mark over each box, on top of the tints."""
    with Image.open(io.BytesIO(png)) as opened:
        page = opened.convert("RGBA")
    # A very large page is drawn at a smaller scale than was asked for: the image itself says which.
    drawn_scale = page.width / width_points if width_points else scale
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    edge = max(1, round(MARK_EDGE_POINTS * drawn_scale))
    for box in marks.tints:
        pen.rectangle([drawn_scale * coordinate for coordinate in box], fill=TINT_FILL)
    for x0, y0, x1, y1 in marks.boxes:
        left, top = (drawn_scale * (low - MARK_MARGIN_POINTS) for low in (x0, y0))
        right, bottom = (drawn_scale * (high + MARK_MARGIN_POINTS) for high in (x1, y1))
        pen.rectangle((left, top, right, bottom), fill=MARK_FILL, outline=MARK_EDGE, width=edge)
    marked = io.BytesIO()
    marked_page = Image.alpha_composite(page, layer).convert("RGB")
    marked_page.save(marked, format="PNG", compress_level=COMPRESSION)
    return marked.getvalue()


def image_tag(place: PagePlace, scale: float, marks: Marks) -> str:
    """The ETag: changes exactly when the image may."""
    drawn = f"{boxes_to_text(marks.boxes)}|{boxes_to_text(marks.tints)}"
    known_by = f"{place.content_hash}|{place.page_index}|{scale:g}|{drawn}"
    return f'"{hashlib.sha256(known_by.encode()).hexdigest()[:24]}"'


def _text_to_box(part: str) -> Box:
    try:
        x0, y0, x1, y1 = (float(edge) for edge in part.split(","))
    except ValueError as exc:
        raise BadBoxesError("En ruta skrivs x0,y0,x1,y1 med tal i PDF-punkter.") from exc
    if not (all(map(math.isfinite, (x0, y0, x1, y1))) and x0 < x1 and y0 < y1):
        raise BadBoxesError("En ruta skrivs x0,y0,x1,y1 med x0 < x1 och y0 < y1.")
    return (x0, y0, x1, y1)


def _render_apart(place: PagePlace, scale: float) -> bytes:
    # -P keeps both folders, the current one and this one, out of the module path.
    command = [sys.executable, "-P", str(Path(__file__).with_name("page_render.py")), str(place.path)]
    try:
        done = subprocess.run(
            [*command, str(place.page_index), f"{scale:g}"],
            capture_output=True,
            timeout=RENDER_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as exc:
        raise PageImageError("Sidan gick inte att rita.") from exc
    return done.stdout


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another request removed it
        return 0.0
