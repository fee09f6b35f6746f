"""Characters of a PDF page -> words with boxes, size and weight.

PDFium gives each character with its box; where one word ends and the next begins is decided here, from real
space characters and from distances, since many reports have no space characters at all.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.records import Box

# A gap wider than this share of the font size parts two words when no space character is drawn. A space is
# 0.22–0.28 of the size in the common typefaces, kerning and tracking stay below 0.1.
WORD_GAP = 0.16
# A character this much further left or lower/higher than its place (in font sizes) begins another word.
JUMP = 0.35
# Spaces that typesetters put inside numbers; wider ones are column gaps even between digits.
NUMBER_SPACES = "\u00a0\u202f\u2007\u2009\u2008"
NUMBER_SPACE_MAX = 0.6
# A smaller digit whose foot is raised is a note mark: "5 317¹" must never read 53171.
RAISED_SIZE = 0.8
RAISED_BY = 0.2
MOST_MARKS = 200  # a page has a handful of note marks; more small figures are a small table
# Height of a word above and below its baseline in font sizes: the same for "aaa" and "Åg", so that rows align.
ASCENT = 0.75
DESCENT = 0.2
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "demi")

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE_END_HYPHENS = {0x02, 0xFFFE, 0xAD}
_SYMBOL_BULLETS = {0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF071, 0xF0A8, 0xF06E}
UNKNOWN = "\ufffd"
# A glyph without a Unicode value is kept as this plus its number, so that equal glyphs stay equal.
UNMAPPED = 0xF0000
# When more of a page's characters have no Unicode value, the font names none and the numbers are all there is.
UNMAPPED_SHARE = 0.15


class Word(NamedTuple):
    """A word in the page's own frame; `foot` is the baseline."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    foot: float

    @property
    def middle(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def box(self) -> Box:
        """The word's rectangle."""
        return (self.x0, self.top, self.x1, self.bottom)


class _Char(NamedTuple):
    text: str
    box: Box
    foot: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    turn: int
    """Quarter turns counter-clockwise that the text is drawn with."""


Transform = Callable[[float, float], tuple[float, float]]


def page_words(text_page: Any, to_view: Transform, max_characters: int) -> dict[int, list[Word]]:
    """Words by the quarter turn they are drawn with, 0 for upright ones.

    Words of a turned group are given in a frame where they stand upright, as `turned` maps it.
    """
    by_turn: dict[int, list[_Char]] = {}
    count = unmapped = 0
    for turn, char in _characters(text_page, to_view, max_characters):
        by_turn.setdefault(turn, []).append(char)
        count += 1
        unmapped += ord(char.text[0]) >= UNMAPPED
    if unmapped > UNMAPPED_SHARE * count:
        by_turn = {t: [c._replace(text=_bare(c.text)) for c in chars] for t, chars in by_turn.items()}
    return {
        turn: _attach_raised(_without_doubles(list(_chars_to_words(chars))))
        for turn, chars in by_turn.items()
    }


def _characters(text_page: Any, to_view: Transform, max_characters: int) -> Iterator[tuple[int, _Char]]:
    box = pdfium.FS_RECTF()
    box_ref = ctypes.byref(box)
    x, y = ctypes.c_double(), ctypes.c_double()
    x_ref, y_ref = ctypes.byref(x), ctypes.byref(y)
    styles: dict[int, _Style] = {}
    previous_turn = 0
    view_turn = _view_turn(to_view)
    count = min(pdfium.FPDFText_CountChars(text_page), max_characters)
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if pdfium.FPDFText_IsGenerated(text_page, index) == 1 and code in (0x20, 0x0D, 0x0A):
            continue
        text = _code_to_text(code)
        if code > 0x20 and pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            text = chr(UNMAPPED + code) if code < 0xFFFD else UNKNOWN
        if text == " ":
            yield previous_turn, _Char(" ", (0, 0, 0, 0), 0, 0, False)
            continue
        if not text or not pdfium.FPDFText_GetLooseCharBox(text_page, index, box_ref):
            continue
        style = _style_of(text_page, index, styles)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x_ref, y_ref)
        ax, ay = to_view(box.left, box.top)
        bx, by = to_view(box.right, box.bottom)
        ox, oy = to_view(x.value, y.value)
        view_box = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        turn = (style.turn + view_turn) % 4
        previous_turn = turn
        if turn:
            view_box = turn_box(view_box, turn)
            oy = turn_box((ox, oy, ox, oy), turn)[1]
        yield turn, _Char(text, view_box, oy, style.size, style.bold)


def _bare(text: str) -> str:
    return chr(ord(text) - UNMAPPED) if ord(text[0]) >= UNMAPPED + 0x20 else text


def turn_box(box: Box, turn: int) -> Box:
    """A box as seen after turning the page so that text drawn with `turn` quarter turns reads left to right."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return (-y1, x0, -y0, x1)
    if turn == 2:
        return (-x1, -y1, -x0, -y0)
    if turn == 3:
        return (y0, -x1, y1, -x0)
    return box


def _view_turn(to_view: Transform) -> int:
    """Quarter turns that the page's own /Rotate adds, counter-clockwise."""
    x0, y0 = to_view(0, 0)
    x1, y1 = to_view(1, 0)
    return round(math.degrees(math.atan2(y0 - y1, x1 - x0)) / 90) % 4


def _style_of(text_page: Any, index: int, styles: dict[int, _Style]) -> _Style:
    text_object = pdfium.FPDFText_GetTextObject(text_page, index)
    key = ctypes.cast(text_object, ctypes.c_void_p).value or 0
    style = styles.get(key)
    if style is None:
        style = _read_style(text_page, index)
        styles[key] = style
    return style


def _read_style(text_page: Any, index: int) -> _Style:
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    turn = 0
    if pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        size = abs(size) * (math.hypot(matrix.c, matrix.d) or 1.0)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, 128, ctypes.byref(flags))
    name = buffer.value.decode("utf-8", "replace").lower()
    weight = pdfium.FPDFText_GetFontWeight(text_page, index)
    bold = any(part in name for part in BOLD_NAMES) or weight >= BOLD_WEIGHT
    return _Style(size or 1.0, bold, turn)


def _code_to_text(code: int) -> str:
    """The text of a character code; "" for what is never printed."""
    if code in _LINE_END_HYPHENS:
        return "-"
    if code in _SYMBOL_BULLETS:
        return "•"
    if code in (0, 0xFFFD, 0xFFFF):
        return UNKNOWN
    if code in (0x09, 0x0A, 0x0D, 0x20):
        return " "
    if code < 0x20:
        return chr(UNMAPPED + code)
    if 0xD800 <= code <= 0xDFFF or code in (0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060):
        return ""
    text = chr(code)
    if 0xFB00 <= code <= 0xFB06:  # ligatures of the presentation block
        return unicodedata.normalize("NFKC", text)
    if text.isspace() and text not in NUMBER_SPACES:
        return " "
    return text


def _chars_to_words(chars: list[_Char]) -> Iterator[Word]:
    word: list[_Char] = []
    for position, char in enumerate(chars):
        if char.text == " ":
            if word:
                yield _make_word(word)
            word = []
            continue
        if char.text in NUMBER_SPACES:
            if word and _glues(word[-1], char, chars, position):
                word.append(char)
            else:
                if word:
                    yield _make_word(word)
                word = []
            continue
        if word and _begins_new_word(word, char):
            yield _make_word(word)
            word = []
        word.append(char)
    if word:
        yield _make_word(word)


def _glues(before: _Char, space: _Char, chars: list[_Char], position: int) -> bool:
    """Is this no-break space inside a number?"""
    if position + 1 >= len(chars) or space.box[2] - space.box[0] > NUMBER_SPACE_MAX * before.size:
        return False
    after = chars[position + 1]
    return (
        (before.text.isdigit() or before.text in "-−–+")
        and after.text.isdigit()
        and 0 <= after.box[0] - before.box[2] <= NUMBER_SPACE_MAX * before.size
        and abs(after.foot - before.foot) < RAISED_BY * before.size
    )


def _begins_new_word(word: list[_Char], char: _Char) -> bool:
    last = word[-1]
    size = max(last.size, char.size)
    gap = char.box[0] - last.box[2]
    if abs(char.foot - last.foot) > JUMP * size and not _is_raised(word[0], char):
        return True
    return gap > WORD_GAP * min(last.size, char.size) or gap < -JUMP * size - (char.box[2] - char.box[0])


def _is_raised(first: _Char, char: _Char) -> bool:
    return char.size < RAISED_SIZE * first.size and 0 < first.foot - char.foot < first.size


def _make_word(chars: list[_Char]) -> Word:
    first = chars[0]
    parts = []
    for char in chars:
        raised = _is_raised(first, char) and first.foot - char.foot > RAISED_BY * first.size
        parts.append(char.text.translate(_SUPERSCRIPT) if raised else char.text)
    text = unicodedata.normalize("NFC", "".join(parts)).strip(NUMBER_SPACES)
    return Word(
        text,
        min(c.box[0] for c in chars),
        min(first.foot - ASCENT * first.size, *(c.box[1] for c in chars)),
        max(c.box[2] for c in chars),
        max(first.foot + DESCENT * first.size, *(c.box[3] for c in chars)),
        first.size,
        first.bold,
        first.foot,
    )


def _without_doubles(words: list[Word]) -> list[Word]:
    """Drop the second print of a word drawn twice to look bold or shadowed."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for word in words:
        key = (word.text, round(word.x0 / 2), round(word.foot / 2))
        if word.text and key not in seen:
            seen.add(key)
            kept.append(word)
    return kept


def _attach_raised(words: list[Word]) -> list[Word]:
    """Put note marks that were drawn by themselves to the words they are raised beside."""
    largest = max((w.size for w in words), default=0.0)
    marks = [
        w for w in words if len(w.text) < 4 and w.size < RAISED_SIZE * largest and w.text.strip(",").isdigit()
    ][:MOST_MARKS]
    replaced: dict[Word, Word | None] = {}
    for mark in marks:
        for word in words:
            gap = mark.x0 - word.x1
            raised = word.foot - mark.foot
            if (
                mark.size < RAISED_SIZE * word.size
                and -0.1 * word.size < gap < 0.35 * word.size
                and RAISED_BY * word.size < raised < 0.8 * word.size
            ):
                old = replaced.get(word) or word
                replaced[word] = old._replace(text=old.text + mark.text.translate(_SUPERSCRIPT), x1=mark.x1)
                replaced[mark] = None
                break
    if not replaced:
        return words
    return [new for w in words if (new := replaced.get(w, w)) is not None]
