"""A block's text becomes sentences that know where on the page they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.word_lists import read_words
from ingest.records import Block, Box, Line, Span

_CONTINUING = read_words("sentence_abbreviations")
_CLOSING = read_words("closing_abbreviations")

# A full stop, question mark or exclamation mark, closing quotes, then space.
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)")
_WORD_BEFORE = re.compile(r"[^\s(\[\"”’»]*$")
# What may begin a sentence: a capital, a digit, a quote or a dash that introduces speech.
_START = re.compile(r"\s+[\"”’»(\[–-]?\s*[0-9A-ZÅÄÖÉÜ]")
_ORDINAL = re.compile(r"^\d{1,2}$")
_INITIAL = re.compile(r"^[A-ZÅÄÖ]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is `Block.text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands on one page. A text extract has no boxes."""

    page_index: int
    lines: tuple[int, ...]
    boxes: tuple[Box, ...]


def split_sentences(block: Block) -> list[Sentence]:
    """The sentences of a block; offsets count in `block.text`, so that its spans place them."""
    return split_text(block.text)


def split_text(text: str) -> list[Sentence]:
    """Cut at sentence ends, not at abbreviations, numbered headings, initials or dates.

    >>> [s.text for s in split_text("Utfallet är 12,3 mkr. Det är bl.a. vården som ökar. Se avsnitt 3.")]
    ['Utfallet är 12,3 mkr.', 'Det är bl.a. vården som ökar.', 'Se avsnitt 3.']
    """
    starts = [0]
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            starts.append(match.end())
    return [
        _trimmed(text, start, end)
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if text[start:end].strip()
    ]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if not _START.match(text, match.end()):
        return False
    if match.group()[0] in "!?…":
        return True
    before = _WORD_BEFORE.search(text, 0, match.start())
    word = before.group() if before else ""
    following = text[match.end() :].lstrip()
    if word.lower() in _CLOSING:
        # "… 12 mkr. Kostnaden" ends a sentence.
        return following[:1].isupper()
    if word.lower() in _CONTINUING:
        return False
    if _ORDINAL.match(word):
        # "1. Inledning" at the very start numbers what follows; "år 3. Därefter" ends.
        return before is not None and before.start() > 0
    return not _INITIAL.match(word)


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Sentence(text[start:end], start, end)


Lines = Mapping[tuple[int, int], Line]
"""Printed lines by page and number."""

NEXT_WORD = 12.0  # points; boxes on one line this close to each other are one mark


def sentence_places(block: Block, sentence: Sentence, lines: Lines | None = None) -> list[Place]:
    """Pages, lines and boxes that hold any character of the sentence, in reading order.

    Where `lines` tell where each word stands, a box holds the sentence's words only, else its whole line.
    """
    places: list[Place] = []
    for span in block.spans:
        if span.end <= sentence.start or span.start >= sentence.end:
            continue
        box = _box_of_words(span, sentence, lines or {})
        boxes = (box,) if box else ()
        if places and places[-1].page_index == span.page_index:
            last = places[-1]
            numbers = last.lines if span.line in last.lines else (*last.lines, span.line)
            places[-1] = Place(last.page_index, numbers, last.boxes + boxes)
        else:
            places.append(Place(span.page_index, (span.line,), boxes))
    return places


def _box_of_words(span: Span, sentence: Sentence, lines: Lines) -> Box | None:
    line = lines.get((span.page_index, span.line))
    if span.box is None or line is None or len(line.word_edges) != 2 * len(line.text.split(" ")):
        return span.box
    start, end = max(sentence.start - span.start, 0), min(sentence.end - span.start, len(line.text))
    first, last = line.text.count(" ", 0, start), line.text.count(" ", 0, end)
    return (line.word_edges[2 * first], span.box[1], line.word_edges[2 * last + 1], span.box[3])


def join_boxes(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes that follow each other on one line as one: sentences in a row are one mark.

    >>> join_boxes([(10.0, 5.0, 40.0, 15.0), (43.0, 5.0, 90.0, 15.0), (10.0, 20.0, 30.0, 30.0)])
    ((10.0, 5.0, 90.0, 15.0), (10.0, 20.0, 30.0, 30.0))
    """
    joined: list[Box] = []
    for box in dict.fromkeys(boxes):
        before = joined[-1] if joined else None
        if before and before[1::2] == box[1::2] and 0 <= box[0] - before[2] < NEXT_WORD:
            joined[-1] = (before[0], before[1], box[2], before[3])
        else:
            joined.append(box)
    return tuple(joined)
