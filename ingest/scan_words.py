"""The clean picture of an upright scanned page -> its words in points, as the text layer of a PDF would give them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
from scipy import ndimage

from ingest.lattices import find_lattices, merged_cells
from ingest.pdf_rulings import Rulings
from ingest.pdf_words import ASCENT, DESCENT, Word
from ingest.records import Box
from ingest.scan_images import PIXELS_A_POINT, Grey, Mask, to_ink
from ingest.scan_numbers import read_number
from ingest.tesseract import CAPITAL, PixelBox, SeenWord, Tesseract

# Words nearer than this (font sizes) are looked at together: a number and its groups, a label.
SAME_SEGMENT = 0.6
# Below this certainty (0–100) a word without a letter pair is taken for noise.
NOISE = 25
# Labels less certain than this are read again by themselves.
DOUBTFUL = 75
# Print is at least this high (pixels) or it is a dash; anything higher is a picture.
LOWEST, HIGHEST = 14, 140
DASH = (2, 12, 10, 80)
# Ink that no word holds: pieces nearer than this (pixels) are one.
LOOSE_GAP = 14
# Strokes this much thicker than those of the page's text are bold.
BOLDER = 1.28
# Baselines nearer than this (font sizes) are one line.
SAME_FOOT = 0.3
# Sizes nearer than this share are one: capitals of one font are measured to one pixel in 28.
SAME_SIZE = 0.07
_LETTERS = re.compile(r"[^\W\d_]{2}")
# What a number with a per cent sign is often read as: "95 Yo".
_PERCENT_TAIL = re.compile(r"(?<=\d)\s?[^\W\d_]{2}$")
_TALL_LETTER = re.compile(r"[A-Z0-9bdfhkl]")
_RINGED = re.compile(r"[ÅÄÖÉ]")
_FRAME_MARKS = re.compile(r"^[|\[\](){}_'`\"\\/!lI.,:;~]+$")


@dataclass(frozen=True, slots=True)
class _Strip:
    """A place that may hold a number: what was read there first, and where it is."""

    text: str
    box: PixelBox
    words: tuple[SeenWord, ...]


def page_to_words(grey: Grey, rulings: Rulings, tesseract: Tesseract) -> list[Word]:
    """All words of the page, left to right in each line, in no other order."""
    ink = to_ink(grey)
    groups = [
        [tight for word in words if (tight := _tightened(word, ink)) is not None]
        for words in _read_parts(grey, ink, rulings, tesseract)
    ]
    size = median([w.size for words in groups for w in words if w.size > 0] or [10 * PIXELS_A_POINT])
    kept: list[SeenWord] = []
    strips: list[_Strip] = []
    for segment in (s for words in groups for s in _segments(words)):
        if _may_be_number(segment):
            strips.append(_to_strip(segment))
        else:
            kept += [w for w in _read_again(segment, grey, ink, tesseract) if not _is_noise(w)]
    strips += [_Strip("", box, ()) for box in _loose_ink(ink, [*kept, *(w for s in strips for w in s.words)])]
    for strip in strips:
        kept += _read_strip(strip, grey, ink, tesseract, size)
    return _to_points(_even_sizes(_on_lines(kept)), ink)


def _read_parts(grey: Grey, ink: Mask, rulings: Rulings, tesseract: Tesseract) -> Iterator[list[SeenWord]]:
    """The words of the page around its ruled tables, then those of each ruled cell.

    Tesseract's own lines run through cells side by side and mix those of two lines with those of one.
    """
    around = grey.copy()
    cells: list[PixelBox] = []
    for lattice in find_lattices(rulings):
        x0, y0, x1, y1 = _to_pixels(lattice.box)
        around[y0:y1, x0:x1] = 255
        for (i, j), (high, wide) in merged_cells(lattice).items():
            cells.append(
                _to_pixels((lattice.xs[j], lattice.ys[i], lattice.xs[j + wide], lattice.ys[i + high]))
            )
    yield tesseract.page_words(around)
    for x0, y0, x1, y1 in cells:
        if ink[y0:y1, x0:x1].any():
            yield [_shifted(w, x0, y0) for w in tesseract.block_words(grey[y0:y1, x0:x1])]


def _to_pixels(box: Box) -> PixelBox:
    x0, y0, x1, y1 = (max(0, round(v * PIXELS_A_POINT)) for v in box)
    return x0, y0, x1, y1


def _tightened(word: SeenWord, ink: Mask) -> SeenWord | None:
    """The word with the box of its ink; None when there is none."""
    x0, y0, x1, y1 = word.box
    part = ink[y0:y1, x0:x1]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    box = (x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1)
    return replace(word, box=box, size=_size(word, box))


def _size(word: SeenWord, box: PixelBox) -> float:
    """Font size by the height of the word's capitals, digits and tall letters, else as Tesseract has it."""
    high = word.foot - box[1]
    if (
        _TALL_LETTER.search(word.text)
        and not _RINGED.search(word.text)
        and 0.7 < high / CAPITAL / word.size < 1.5
    ):
        return high / CAPITAL
    return word.size


def _segments(words: Sequence[SeenWord]) -> Iterator[list[SeenWord]]:
    """Words of one line that stand close together."""
    line: list[SeenWord] = []
    for word in sorted(words, key=lambda w: (round(w.foot), w.box[0])):
        last = line[-1] if line else None
        if last is not None and _goes_on(last, word):
            line.append(word)
            continue
        if line:
            yield line
        line = [word]
    if line:
        yield line


def _goes_on(last: SeenWord, word: SeenWord) -> bool:
    size = max(last.size, word.size)
    return (
        abs(word.foot - last.foot) < SAME_FOOT * size
        and -size < word.box[0] - last.box[2] < SAME_SEGMENT * size
    )


def _may_be_number(segment: Sequence[SeenWord]) -> bool:
    """Digits and no word, or nothing that makes sense."""
    text = " ".join(w.text for w in segment)
    if _LETTERS.search(_PERCENT_TAIL.sub("", text)):
        return len(text) <= 5 and min(w.confidence for w in segment) < DOUBTFUL
    return len(text) <= 24


def _read_again(segment: list[SeenWord], grey: Grey, ink: Mask, tesseract: Tesseract) -> list[SeenWord]:
    """The words of a label, by themselves where that gives a surer reading."""
    before = min(w.confidence for w in segment)
    if before >= DOUBTFUL:
        return segment
    x0, y0, x1, y1 = _around([w.box for w in segment])
    again = [
        tight
        for word in tesseract.strip_words(grey[y0:y1, x0:x1])
        if (tight := _tightened(_shifted(word, x0, y0), ink)) is not None
    ]
    if not again or min(w.confidence for w in again) <= before:
        return segment
    return [replace(w, size=segment[0].size, foot=segment[0].foot) for w in again]


def _shifted(word: SeenWord, dx: int, dy: int) -> SeenWord:
    x0, y0, x1, y1 = word.box
    return replace(word, box=(max(0, x0 + dx), max(0, y0 + dy), x1 + dx, y1 + dy), foot=word.foot + dy)


def _around(boxes: Sequence[PixelBox]) -> PixelBox:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _to_strip(segment: Sequence[SeenWord]) -> _Strip:
    return _Strip(" ".join(w.text for w in segment), _around([w.box for w in segment]), tuple(segment))


def _is_noise(word: SeenWord) -> bool:
    return word.confidence < NOISE and not _LETTERS.search(word.text)


def _loose_ink(ink: Mask, words: Sequence[SeenWord]) -> Iterator[PixelBox]:
    """Boxes of ink as high as print that no word holds."""
    left = ink.copy()
    for x0, y0, x1, y1 in (w.box for w in words):
        left[max(0, y0 - 3) : y1 + 3, max(0, x0 - 3) : x1 + 3] = False
    found, _ = ndimage.label(ndimage.binary_dilation(left, np.ones((1, LOOSE_GAP), bool)))
    for rows, columns in ndimage.find_objects(found):
        part = left[rows, columns]
        y, x = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        if not len(x):
            continue
        box = (
            columns.start + int(x[0]),
            rows.start + int(y[0]),
            columns.start + int(x[-1]) + 1,
            rows.start + int(y[-1]) + 1,
        )
        high, wide = box[3] - box[1], box[2] - box[0]
        is_print = LOWEST <= high <= HIGHEST and wide < 12 * high
        if is_print or _is_dash(high, wide):
            yield box


def _is_dash(high: int, wide: int) -> bool:
    return DASH[0] <= high <= DASH[1] and DASH[2] <= wide <= DASH[3] and wide >= 1.6 * high


def _read_strip(strip: _Strip, grey: Grey, ink: Mask, tesseract: Tesseract, size: float) -> list[SeenWord]:
    x0, y0, x1, y1 = strip.box
    number = read_number(grey[y0:y1, x0:x1], strip.text, tesseract.line_text)
    if number is None and not strip.words:
        return _read_label(strip, grey, ink, tesseract)
    if number is None:
        return [w for w in strip.words if not _is_noise(w) and not _FRAME_MARKS.match(w.text)]
    digit = number.foot - number.top
    if number.words[0].text == "-" and len(number.words) == 1:
        # A dash floats at a third of the font's size above the line.
        foot, digit_size = y0 + (number.top + number.foot) / 2 + 0.28 * size, size
    else:
        foot, digit_size = float(y0 + number.foot), digit / CAPITAL
    return [
        SeenWord(w.text, (x0 + w.x0, y0 + number.top, x0 + w.x1, y0 + number.foot), foot, digit_size, 100.0)
        for w in number.words
    ]


def _read_label(strip: _Strip, grey: Grey, ink: Mask, tesseract: Tesseract) -> list[SeenWord]:
    """Words that the first reading passed over, when they are sure."""
    x0, y0, x1, y1 = strip.box
    words = [_tightened(_shifted(w, x0, y0), ink) for w in tesseract.strip_words(grey[y0:y1, x0:x1])]
    return [w for w in words if w is not None and w.confidence >= DOUBTFUL and _LETTERS.search(w.text)]


def _on_lines(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Words of one printed line get one baseline."""
    level: list[SeenWord] = []
    line: list[SeenWord] = []
    for word in sorted(words, key=lambda w: w.foot):
        if line and word.foot - line[0].foot > SAME_FOOT * max(word.size, line[0].size):
            level += _levelled(line)
            line = []
        line.append(word)
    return level + _levelled(line)


def _levelled(line: Sequence[SeenWord]) -> list[SeenWord]:
    foot = median([w.foot for w in line]) if line else 0.0
    return [replace(w, foot=foot) for w in sorted(line, key=lambda w: w.box[0])]


def _even_sizes(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Sizes that differ by what measuring misses become one: the size that most of the print near it has."""
    weight: Counter[int] = Counter()
    for word in words:
        weight[round(word.size)] += len(word.text)
    home = {
        size: max((s for s in weight if abs(s - size) <= SAME_SIZE * size), key=lambda s: (weight[s], s))
        for size in weight
    }
    return [replace(w, size=float(home[round(w.size)])) for w in words]


def _to_points(words: Sequence[SeenWord], ink: Mask) -> list[Word]:
    strokes = [_stroke(w, ink) for w in words]
    weights = [len(w.text) for w in words]
    usual = _weighted_median(strokes, weights)
    return [_to_word(w, s > BOLDER * usual) for w, s in zip(words, strokes, strict=True)]


def _stroke(word: SeenWord, ink: Mask) -> float:
    """Thickness of the word's strokes in font sizes: twice its area over its outline."""
    x0, y0, x1, y1 = word.box
    part = np.pad(ink[y0:y1, x0:x1], 1)
    inner = part[1:-1, 1:-1] & part[:-2, 1:-1] & part[2:, 1:-1] & part[1:-1, :-2] & part[1:-1, 2:]
    outline = int(part.sum()) - int(inner.sum())
    return 2 * int(part.sum()) / max(1, outline) / max(1.0, word.size)


def _weighted_median(values: Sequence[float], weights: Sequence[int]) -> float:
    half, total = sum(weights) / 2, 0
    for value, weight in sorted(zip(values, weights, strict=True)):
        total += weight
        if total >= half:
            return value
    return 1.0


def _to_word(word: SeenWord, bold: bool) -> Word:
    size = round(2 * word.size / PIXELS_A_POINT) / 2
    x0, y0, x1, y1 = (v / PIXELS_A_POINT for v in word.box)
    foot = word.foot / PIXELS_A_POINT
    top, bottom = min(foot - ASCENT * size, y0), max(foot + DESCENT * size, y1)
    return Word(word.text, x0, top, x1, bottom, max(size, 1.0), bold, foot)
