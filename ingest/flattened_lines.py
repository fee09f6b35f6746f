"""Printed lines with what a table reader wants to know of each: its values, and whether it is prose or a header."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flattened_header_words import is_date_word, is_strong
from ingest.flattened_values import PieceKind, ValueLine, is_year, line_to_values, words_to_phrases
from ingest.txt_lines import PrintedLine, ends_with_spaces

_PROSE_SHARE = 0.8  # of the document's usual prose line: labels and comments in tables are narrower
_LEAST_PROSE = 58  # characters; narrower lines may be labels in any table
_MOST_LABEL_WORDS = 16
_SENTENCE_WORDS = 9  # a line of more words that ends like a sentence is one
_BULLETS = ("•", "▪", "●", "◦", "■", "·", "\uf0b7", "\uf0a7")
_RUNNING = re.compile(
    r"\b(?:till|från|och|av|mellan|som|är|har|under|samt)\b"
)  # words of running text, not of headers
_SENTENCE = re.compile(r"[a-zåäö)\d%][.!?]$")


@dataclass(frozen=True, slots=True)
class LineFacts:
    line: PrintedLine
    values: ValueLine
    words: str
    prose: bool
    """Too long for a label, or a sentence."""
    bullet: bool
    dates: int
    """Dates and years among the words."""
    has_numbers: bool
    only_values: bool
    """Values and nothing else."""
    is_empty_row: bool
    """A label with empty cells behind it."""
    is_header_like: bool
    """Dates or header words and no amounts."""
    is_row: bool
    """At least two cells with numbers, or values alone."""

    @property
    def gap(self) -> int:
        return self.line.gap


def line_to_facts(line: PrintedLine, values: ValueLine, limit: float) -> LineFacts:
    """Facts on one line; `limit` is the length from which a line is prose."""
    words = line.words
    bullet = words.startswith(_BULLETS)
    # Values at the end make a row long without making it prose.
    long = len(words if values.behind else values.label or words) >= limit
    prose = long or (bool(_SENTENCE.search(words)) and len(words.split()) > _SENTENCE_WORDS)
    phrases = words_to_phrases(words) if values.behind and words[0].isdigit() else ()
    # "271 patienter Max 200 patienter" is two values; "599 1 800 1 st levererad" is two values and a comment.
    if len(phrases) > 1 and not phrases[0].text[-1].isdigit():
        values = ValueLine("", phrases)
    pieces = values.pieces
    dates = sum(is_date_word(word) for word in words.split())
    has_numbers = any(piece.kind in (PieceKind.NUMBER, PieceKind.RANGE, PieceKind.DASH) for piece in pieces)
    only_values = bool(pieces) and not values.label and not values.behind
    is_empty_row = len(pieces) > 1 and all(piece.kind is PieceKind.EMPTY for piece in pieces) and not prose
    is_header_like = not prose and _looks_like_header(words, values, dates)
    could_be_row = has_numbers or bool(pieces and not dates)
    is_row = (
        could_be_row
        and not (prose and values.fewest < 3)
        and not (is_header_like or bullet or is_empty_row)
        and len(values.label.split()) <= _MOST_LABEL_WORDS
        and (values.fewest >= 2 or len(pieces) >= 3 or (len(pieces) == 2 and not values.behind))
    )
    return LineFacts(
        line,
        values,
        words,
        prose,
        bullet,
        dates,
        has_numbers,
        only_values,
        is_empty_row,
        is_header_like,
        is_row,
    )


def _looks_like_header(words: str, values: ValueLine, dates: int) -> bool:
    amounts = sum(piece.kind in (PieceKind.NUMBER, PieceKind.RANGE) for piece in values.pieces)
    if amounts > (1 if dates > 2 else 0):
        return False
    parts = words.split()
    years = [int(part.strip(",.()")) for part in parts if is_year(part.strip(",.()"))]
    steps = {b - a for a, b in itertools.pairwise(years)}
    proper_dates = dates - len(years)
    strong = 0 if words.isupper() else sum(is_strong(part) and part[0].isupper() for part in parts)
    if _RUNNING.search(words):
        return proper_dates >= 2 or strong >= 3
    return (
        proper_dates >= 2
        or (len(years) >= 2 and steps <= {-1, 0, 1})
        or strong >= 2
        or bool(proper_dates > 0 and strong)
    )


def lines_to_facts(lines: Sequence[PrintedLine]) -> list[LineFacts]:
    """Facts on every line of the file."""
    spaced = ends_with_spaces(lines)
    limit = prose_limit(lines)
    return [line_to_facts(line, line_to_values(line.text, spaced=spaced), limit) for line in lines]


def prose_limit(lines: Sequence[PrintedLine]) -> float:
    """Length from which a line is prose."""
    lengths = sorted(len(line.words) for line in lines if len(line.words) > 50)
    usual = lengths[len(lengths) * 8 // 10] if lengths else 90
    return max(_LEAST_PROSE, usual * _PROSE_SHARE)
