"""Numbers of a scanned page read a second time, each by itself, and checked against the shapes of its ink.

A page read as a whole often loses what stands alone: `0` becomes `(0)`, a minus or a thousands space is lost. The ink
itself shows how many digits there are, where a sign, a decimal comma and a space stand; what the digits are, several
readings vote on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from PIL import Image
from scipy import ndimage

from ingest.scan_images import Grey, Mask, to_ink

ReadLine = Callable[[Grey], tuple[str, float]]

# All measures are shares of the height of a digit.
SPACE = 0.36  # gap of a thousands space, 0.4 to 0.6; between digits it is 0.1, but 0.42 between two ones
WIDE_SPACE = 0.8  # no gap inside a number is so wide
DASH_HEIGHT = 0.3
DASH_WIDTH = 0.22
LOW_HEIGHT = 0.45
LOW_TOP = 0.6
TALL = 0.78
WIDE = 1.02  # a per cent sign is 1.2 wide, a digit 0.65 to 0.8; digits that touch are two or three times that
DIGIT_WIDTHS = (0.5, 0.95)
STAR_HEIGHT = 0.55
COMMA_BELOW = 0.07
# Pieces of ink that share this much of the narrower one's width are one sign: a ring of a per cent sign and its
# stroke share 0.4, digits nothing.
SHARED_WIDTH = 0.2
# A per cent sign has no ink in its lower left and upper right corners: this share of a corner at most.
EMPTY_CORNER = 0.06
# White around a strip (pixels): Tesseract reads nothing that touches the edge.
MARGIN = 20
# Sizes at which a strip is read: of 780 numbers on coarse and askew scans 0.5 gave most right (724, the full size 706),
# and Tesseract errs differently on each.
FIRST_SCALE = 0.5
SCALES = (0.75, 1.0, 0.6)
# Certainty (0–100) from which two readings that agree are enough.
SURE = 60

NUMBER_TEXT = re.compile(r"^[-+<>≤≥(]?[\d.,-]*\d[\d.,-]*%?\)?[*¹²³]?$")
# What Tesseract makes of a per cent sign may be anything: "Yo", "90", "20", "940". Its ink is unlike any digit's.
_PERCENT_LIKE = r".{0,3}"
_DASHES = str.maketrans("−–—~", "----")


class Shape(StrEnum):
    DASH = "dash"
    DIGIT = "digit"
    COMMA = "comma"
    POINT = "point"
    PERCENT = "percent"
    WIDE = "wide"
    STAR = "star"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A piece of ink that no white column parts, in pixels of its strip."""

    shape: Shape
    x0: int
    x1: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One group of a number with its place in the strip."""

    text: str
    x0: int
    x1: int


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number as read: its groups, the height of its digits and where they stand."""

    words: tuple[NumberWord, ...]
    top: int
    foot: int


def strip_to_glyphs(ink: Mask) -> tuple[Glyph, ...]:
    """The signs of one printed line, left to right."""
    found, _ = ndimage.label(ink, np.ones((3, 3), int))
    boxes: list[list[int]] = []
    for rows, columns in sorted(ndimage.find_objects(found), key=lambda place: int(place[1].start)):
        box = [columns.start, columns.stop, rows.start, rows.stop]
        last = boxes[-1] if boxes else None
        if last is not None and min(last[1], box[1]) - box[0] >= SHARED_WIDTH * _narrower(last, box):
            boxes[-1] = [last[0], max(last[1], box[1]), min(last[2], box[2]), max(last[3], box[3])]
        else:
            boxes.append(box)
    if not boxes:
        return ()
    height = max(bottom - top for _, _, top, bottom in boxes)
    tall = [(top, bottom) for _, _, top, bottom in boxes if bottom - top >= TALL * height]
    top, foot = int(np.median([t for t, _ in tall])), int(np.median([b for _, b in tall]))
    return tuple(Glyph(_shape(box, top, foot, ink), *box) for box in boxes)


def _narrower(a: Sequence[int], b: Sequence[int]) -> int:
    return min(a[1] - a[0], b[1] - b[0])


def _shape(box: Sequence[int], top: int, foot: int, ink: Mask) -> Shape:
    x0, x1, y0, y1 = box
    digit = max(1, foot - top)
    wide, high = (x1 - x0) / digit, (y1 - y0) / digit
    if high < DASH_HEIGHT and wide > DASH_WIDTH and 0.25 < ((y0 + y1) / 2 - top) / digit < 0.85:
        return Shape.DASH
    if high < LOW_HEIGHT and wide < LOW_HEIGHT and (y0 - top) / digit > LOW_TOP:
        return Shape.COMMA if (y1 - foot) / digit > COMMA_BELOW else Shape.POINT
    if high >= TALL:
        if wide <= WIDE:
            return Shape.DIGIT
        return Shape.PERCENT if _has_empty_corners(ink[y0:y1, x0:x1]) else Shape.WIDE
    if high < STAR_HEIGHT and abs(y0 - top) / digit < 0.2:
        return Shape.STAR
    return Shape.OTHER


def _has_empty_corners(ink: Mask) -> bool:
    high, wide = ink.shape
    if wide < 10:
        return False
    lower_left, upper_right = ink[int(0.6 * high) :, : wide // 5], ink[: int(0.4 * high), -(wide // 5) :]
    return max(float(lower_left.mean()), float(upper_right.mean())) <= EMPTY_CORNER


def read_number(strip: Grey, first_reading: str, read_line: ReadLine) -> NumberRead | None:
    """The number in a strip, or None when it holds none that can be told.

    `first_reading` is what the page as a whole gave for it.
    """
    ink = to_ink(strip)
    glyphs = strip_to_glyphs(ink)
    if not glyphs:
        return None
    if len(glyphs) == 1 and _is_lone_dash(glyphs[0]):
        return NumberRead((NumberWord("-", glyphs[0].x0, glyphs[0].x1),), glyphs[0].top, glyphs[0].bottom)
    readings = _readings(strip, first_reading, read_line, glyphs)
    fitting = _vote(readings, glyphs)
    if fitting is None:
        return _plainest(readings, glyphs)
    words = tuple(_compose(fitting, glyphs))
    tall = [g for g in glyphs if g.shape in _TALL_SHAPES]
    return NumberRead(words, min(g.top for g in tall), int(np.median([g.bottom for g in tall])))


_TALL_SHAPES = (Shape.DIGIT, Shape.WIDE, Shape.PERCENT)


def _is_lone_dash(glyph: Glyph) -> bool:
    wide, high = glyph.x1 - glyph.x0, glyph.bottom - glyph.top
    return 2 <= high <= 12 and 1.6 * high <= wide <= 12 * high


def _readings(strip: Grey, first: str, read_line: ReadLine, glyphs: Sequence[Glyph]) -> list[str]:
    """The first reading and as many more as it takes to agree."""
    readings = [_plain(first)]
    text, sure = read_line(_framed(_scaled(strip, FIRST_SCALE)))
    readings.append(_plain(text))
    if sure >= SURE and readings[0] == readings[1] and _vote(readings, glyphs) is not None:
        return readings
    for scale in SCALES:
        readings.append(_plain(read_line(_framed(_scaled(strip, scale)))[0]))
    double = _plain(read_line(_framed(np.hstack([_padded(strip), _padded(strip)])))[0])
    half = len(double) // 2
    if double and double[:half] == double[half:]:
        readings.append(double[:half])
    return readings


def _plain(text: str) -> str:
    """A reading without white space, dashes alike.

    >>> _plain("— 1 234")
    '-1234'
    """
    return re.sub(r"\s+", "", text).translate(_DASHES)


def _scaled(strip: Grey, scale: float) -> Grey:
    height, width = strip.shape
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(Image.fromarray(strip).resize(size, Image.Resampling.LANCZOS))


def _framed(strip: Grey) -> Grey:
    return np.pad(strip, MARGIN, constant_values=255)


def _padded(strip: Grey) -> Grey:
    return np.pad(strip, ((0, 0), (strip.shape[0] // 3,) * 2), constant_values=255)


def _vote(readings: Sequence[str], glyphs: Sequence[Glyph]) -> tuple[str, ...] | None:
    """The text of each sign as most of the readings that fit the ink give it; None when none fits."""
    pattern = _signs_to_pattern(glyphs)
    found = [match.groups() for reading in readings if (match := pattern.fullmatch(reading)) is not None]
    if not found or not any(g.shape in (Shape.DIGIT, Shape.WIDE) for g in glyphs):
        return None
    return tuple(Counter(place).most_common(1)[0][0] for place in zip(*found, strict=True))


def _signs_to_pattern(glyphs: Sequence[Glyph]) -> re.Pattern[str]:
    """What a reading looks like that has a character for every sign; small signs may be missing or mistaken."""
    return re.compile("".join(f"({_sign_pattern(g, glyphs)})" for g in glyphs))


def _sign_pattern(glyph: Glyph, glyphs: Sequence[Glyph]) -> str:
    if glyph.shape is Shape.WIDE:
        wide = (glyph.x1 - glyph.x0) / max(1, glyph.bottom - glyph.top)
        fewest, most = max(2, round(wide / DIGIT_WIDTHS[1])), max(2, round(wide / DIGIT_WIDTHS[0]))
        return rf"\d{{{fewest},{most}}}"
    if glyph.shape is Shape.PERCENT and glyph is not glyphs[-1]:
        return r"\d\d"
    return _PATTERNS[glyph.shape]


_PATTERNS = {
    Shape.DIGIT: r"\d",
    Shape.DASH: r"-?",
    Shape.COMMA: r"[.,]?",
    Shape.POINT: r"[.,]?",
    Shape.PERCENT: _PERCENT_LIKE,
    Shape.STAR: r"[*¹²³'\"”]?",
    Shape.OTHER: r"[<>≤≥()+/]",
}


def _compose(texts: Sequence[str], glyphs: Sequence[Glyph]) -> list[NumberWord]:
    """The groups of a number: digits as read, signs and spaces as the ink shows them."""
    tall = [g for g in glyphs if g.shape in _TALL_SHAPES]
    height = float(np.median([g.bottom - g.top for g in tall]))
    words: list[NumberWord] = []
    for k, (glyph, read) in enumerate(zip(glyphs, texts, strict=True)):
        text = _MARKS.get(glyph.shape, read)
        gap = (glyph.x0 - glyphs[k - 1].x1) / height if k else 0.0
        inside = gap <= SPACE or (gap <= WIDE_SPACE and not _may_part_groups(texts[k - 1], texts[k:]))
        if words and inside:
            words[-1] = NumberWord(words[-1].text + text, words[-1].x0, glyph.x1)
        else:
            words.append(NumberWord(text, glyph.x0, glyph.x1))
    return words


def _may_part_groups(before: str, after: Sequence[str]) -> bool:
    """Digits are parted only where whole groups of three follow."""
    digits = len(re.match(r"\d*", "".join(after))[0])  # type: ignore[index]
    return not (before[-1:].isdigit() and digits) or digits % 3 == 0


_MARKS = {Shape.DASH: "-", Shape.COMMA: ",", Shape.POINT: ".", Shape.PERCENT: "%", Shape.STAR: "*"}


def _plainest(readings: Sequence[str], glyphs: Sequence[Glyph]) -> NumberRead | None:
    """The number that at least two readings agree on, as one word, where the shapes of the ink are not clear."""
    numbers = [r for r in readings if NUMBER_TEXT.match(r)]
    if not numbers:
        return None
    text, votes = Counter(numbers).most_common(1)[0]
    if votes < 2:
        return None
    top, foot = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    return NumberRead((NumberWord(text, glyphs[0].x0, glyphs[-1].x1),), top, foot)
