"""PDF -> pages of positioned words and rulings. Errors of the format become errors of the project here."""

from __future__ import annotations

import ctypes
import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import DamagedFileError, EmptyFileError, EncryptedFileError, FileTooLargeError
from ingest.ligatures import LigatureReader
from ingest.limits import Limits
from ingest.pdf_rulings import Fill, Rule, Rulings, page_rulings
from ingest.pdf_words import Word, page_words, turn_box
from ingest.records import Box

PDF_MARK = b"%PDF-"
# The mark may stand after other bytes (ISO 32000, annex H: within the first 1,024 bytes).
MARK_WITHIN = 1024
# View coordinates are read from PDFium as whole pixels; this many pixels a point keeps three decimals.
PIXELS_A_POINT = 1000
# PDFium keeps what it has parsed of every page until the file is closed (28 kB a page in made reports, far more with
# pictures), so the file is opened anew after this many pages; opening takes a few milliseconds.
PAGES_AN_OPENING = 40
# Places on a page in tenths of a point (0.04 mm), which any page shares with the others: a report of 500 pages holds
# some 300,000 of them, and as many floats take three times the memory of the words.
_TENTHS = tuple(n / 10 for n in range(20_000))
POINTS_AN_INCH = 72
# An A3 page at 300 dots an inch has 17 million pixels; larger ones are posters.
MOST_PIXELS = 40_000_000
# Share of a page's characters that must be turned for the page to be read turned.
TURNED_PAGE = 0.6


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as drawn. When `turn` is set, words and rulings are in a turned frame; `to_page` leads back."""

    index: int
    width: float
    height: float
    words: tuple[Word, ...]
    sideways: tuple[Word, ...]
    """Lines of text drawn in another direction, each as one word in this page's frame."""
    rulings: Rulings
    turn: int = 0
    images: int = 0
    covered: float = 0.0
    """Share of the page that its largest image covers."""
    ocr: bool = False
    lean: float = 0.0
    """Degrees clockwise by which a scan lies askew; words and rulings are those of the page set upright."""

    def to_page(self, box: Box) -> Box:
        """A box of this frame as a box on the printed page."""
        if self.lean:
            box = self._leaned(box)
        if not self.turn:
            return _rounded(box)
        x0, y0, x1, y1 = box
        if self.turn == 1:
            return _rounded((y0, self.height - x1, y1, self.height - x0))
        if self.turn == 2:
            return _rounded((self.width - x1, self.height - y1, self.width - x0, self.height - y0))
        return _rounded((self.width - y1, x0, self.width - y0, x1))

    def _leaned(self, box: Box) -> Box:
        """The rectangle around a box once the page leans again, as its picture does around its middle."""
        cos, sin = math.cos(math.radians(self.lean)), math.sin(math.radians(self.lean))
        x, y = self.width / 2, self.height / 2
        corners = [(a - x, b - y) for a in (box[0], box[2]) for b in (box[1], box[3])]
        xs = [x + dx * cos - dy * sin for dx, dy in corners]
        ys = [y + dx * sin + dy * cos for dx, dy in corners]
        return (min(xs), min(ys), max(xs), max(ys))


class PdfFile:
    """An open PDF; pages are read one by one and not kept."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the document; `opened` is the way to get one."""
        self._path = path
        self._document = _load(path)
        self._limits = limits
        self._ligatures = LigatureReader()
        self._pages_read = 0
        self.page_count = len(self._document)

    def page(self, index: int) -> PdfPage:
        """Page `index`, counted from 1. A page that PDFium can't load is an empty one."""
        if self._pages_read == PAGES_AN_OPENING:
            self.close()
            self._document, self._pages_read = _load(self._path), 0
        self._pages_read += 1
        try:
            page = self._document[index - 1]
        except pypdfium2.PdfiumError:
            return PdfPage(index, 0.0, 0.0, (), (), Rulings())
        try:
            return _read_page(page, index, self._limits, self._ligatures)
        finally:
            page.close()

    def close(self) -> None:
        """Let go of the file and of what PDFium keeps of it."""
        self._document.close()

    def picture(self, index: int, dots_per_inch: int) -> Any:
        """The page as drawn, as a grey NumPy array, rows first; None for a page that can't be drawn or is too large."""
        try:
            page = self._document[index - 1]
        except pypdfium2.PdfiumError:
            return None
        try:
            width, height = page.get_size()
            scale = dots_per_inch / POINTS_AN_INCH
            if not 0 < width * height * scale**2 <= MOST_PIXELS:
                return None
            bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
            return bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
        finally:
            page.close()

    def metadata_title(self) -> str | None:
        """The title in the document information."""
        title = str(self._document.get_metadata_value("Title") or "").strip()
        return title or None


def to_tenth(place: float) -> float:
    """A place in tenths of a point.

    >>> to_tenth(70.249), to_tenth(-0.04), to_tenth(2500.06)
    (70.2, 0.0, 2500.1)
    """
    tenths = round(place * 10)
    return _TENTHS[tenths] if 0 <= tenths < len(_TENTHS) else tenths / 10


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[PdfFile]:
    """Open a PDF within the limits; raise an `UnreadableFileError` that says what is wrong."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyFileError("Filen är tom.")
    if size > limits.max_bytes:
        raise FileTooLargeError(
            f"Filen är för stor ({size // 1_000_000} MB, högst {limits.max_bytes // 1_000_000} MB). Dela upp den."
        )
    with path.open("rb") as file:
        if PDF_MARK not in file.read(MARK_WITHIN):
            raise DamagedFileError("Filen är ingen hel PDF. Hämta den på nytt eller spara om den.")
    document = PdfFile(path, limits)
    try:
        if document.page_count == 0:
            raise EmptyFileError("PDF-filen har inga sidor.")
        if document.page_count > limits.max_pages:
            raise FileTooLargeError(
                f"PDF-filen har {document.page_count} sidor, högst {limits.max_pages} kan läsas. Dela upp den."
            )
        yield document
    finally:
        document.close()


def _load(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as exc:
        if "password" in str(exc).lower() or "security" in str(exc).lower():
            raise EncryptedFileError("PDF-filen är låst med lösenord. Spara en olåst kopia.") from exc
        raise DamagedFileError("PDF-filen är skadad. Hämta den på nytt eller spara om den.") from exc


def check_time(started: float, seconds: float) -> None:
    """Raise when reading has taken longer than the limit allows."""
    if time.monotonic() - started > seconds:
        raise FileTooLargeError(f"PDF-filen tog längre tid än {seconds:.0f} sekunder att läsa. Dela upp den.")


def _read_page(page: Any, index: int, limits: Limits, ligatures: LigatureReader) -> PdfPage:
    width, height = page.get_size()
    to_view = _view_transform(page, width, height)
    text_page = page.get_textpage()
    try:
        by_turn = {
            turn: ligatures.repair(words)
            for turn, words in page_words(text_page.raw, to_view, limits.max_page_characters).items()
        }
    finally:
        text_page.close()
    rulings = page_rulings(page.raw, to_view, width, height)
    images = [_covered(image, width * height) for image in _images(page)]
    turn = _main_turn(by_turn)
    shift = _frame_shift(turn, width, height)
    sideways = [
        _moved(word, unturned, shift)
        for other, words in by_turn.items()
        if other != turn
        for word in words_to_phrases(words)
        for unturned in [turn_box(turn_box(word.box, (4 - other) % 4), turn)]
    ]
    words = [_moved(word, word.box, shift) for word in by_turn.get(turn, [])]
    visible = [w for w in words if w.x1 > 0 and w.bottom > 0]
    return PdfPage(
        index,
        width,
        height,
        tuple(visible),
        tuple(sideways),
        _turned_rulings(rulings, turn, shift),
        turn,
        len(images),
        max(images, default=0.0),
    )


def _images(page: Any) -> Iterator[Any]:
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield item


def _covered(image: Any, area: float) -> float:
    """Share of the page that an image covers."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    edges = [ctypes.byref(edge) for edge in (left, bottom, right, top)]
    if area <= 0 or not pdfium.FPDFPageObj_GetBounds(image, *edges):
        return 0.0
    return min(1.0, abs(right.value - left.value) * abs(top.value - bottom.value) / area)


def words_to_phrases(words: list[Word]) -> list[Word]:
    """Words that read on along one line as one, for text drawn sideways."""
    phrases: list[Word] = []
    for word in sorted(words, key=lambda w: (round(w.foot), w.x0)):
        last = phrases[-1] if phrases else None
        if last and abs(last.foot - word.foot) < 0.3 * word.size and -1 < word.x0 - last.x1 < word.size:
            phrases[-1] = last._replace(text=f"{last.text} {word.text}", x1=word.x1)
        else:
            phrases.append(word)
    return phrases


def _view_transform(page: Any, width: float, height: float) -> Callable[[float, float], tuple[float, float]]:
    """User space -> points from the top left corner as shown, with crop box and /Rotate applied."""
    x, y = ctypes.c_int(), ctypes.c_int()
    pixels_x, pixels_y = int(width * PIXELS_A_POINT), int(height * PIXELS_A_POINT)
    corners = []
    for point in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        pdfium.FPDF_PageToDevice(
            page.raw, 0, 0, pixels_x, pixels_y, 0, *point, ctypes.byref(x), ctypes.byref(y)
        )
        corners.append((x.value / PIXELS_A_POINT, y.value / PIXELS_A_POINT))
    (ex, ey), (ax, ay), (cx, cy) = corners
    a, b, c, d = (ax - ex) / 1000, (ay - ey) / 1000, (cx - ex) / 1000, (cy - ey) / 1000
    return lambda px, py: (a * px + c * py + ex, b * px + d * py + ey)


def _main_turn(by_turn: dict[int, list[Word]]) -> int:
    totals = {turn: sum(len(w.text) for w in words) for turn, words in by_turn.items()}
    every = sum(totals.values())
    for turn, total in totals.items():
        if turn and every and total / every >= TURNED_PAGE:
            return turn
    return 0


def _frame_shift(turn: int, width: float, height: float) -> tuple[float, float]:
    """What must be added after `turn_box` for the frame's corner to be (0, 0)."""
    return {0: (0.0, 0.0), 1: (height, 0.0), 2: (width, height), 3: (0.0, width)}[turn]


def _moved(word: Word, box: Box, shift: tuple[float, float]) -> Word:
    dx, dy = shift
    if not (dx or dy) and box == word.box:
        return word
    foot = word.foot + dy if box == word.box else box[3] + dy
    return word._replace(x0=box[0] + dx, top=box[1] + dy, x1=box[2] + dx, bottom=box[3] + dy, foot=foot)


def _turned_rulings(rulings: Rulings, turn: int, shift: tuple[float, float]) -> Rulings:
    if not turn:
        return rulings
    dx, dy = shift
    across: list[Rule] = []
    down: list[Rule] = []
    boxes = [(r.start, r.at, r.end, r.at) for r in rulings.across] + [
        (r.at, r.start, r.at, r.end) for r in rulings.down
    ]
    for box in boxes:
        x0, y0, x1, y1 = turn_box(box, turn)
        if y0 == y1:
            across.append(Rule(y0 + dy, x0 + dx, x1 + dx))
        else:
            down.append(Rule(x0 + dx, y0 + dy, y1 + dy))
    fills = []
    for fill in rulings.fills:
        x0, y0, x1, y1 = turn_box(fill.box, turn)
        fills.append(Fill((x0 + dx, y0 + dy, x1 + dx, y1 + dy), fill.colour))
    return Rulings(tuple(sorted(across)), tuple(sorted(down)), tuple(fills))


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return (to_tenth(x0), to_tenth(y0), to_tenth(x1), to_tenth(y1))
