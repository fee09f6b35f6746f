"""A block's text becomes sentences that know where on the page they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.word_lists import read_words
from ingest.records import Block, Box

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


def sentence_places(block: Block, sentence: Sentence) -> list[Place]:
    """Pages, lines and boxes that hold any character of the sentence, in reading order."""
    places: list[Place] = []
    for span in block.spans:
        if span.end <= sentence.start or span.start >= sentence.end:
            continue
        boxes = (span.box,) if span.box else ()
        if places and places[-1].page_index == span.page_index:
            last = places[-1]
            lines = last.lines if span.line in last.lines else (*last.lines, span.line)
            places[-1] = Place(last.page_index, lines, last.boxes + boxes)
        else:
            places.append(Place(span.page_index, (span.line,), boxes))
    return places
