"""Printed lines with what a table reader wants to know of each: its values, and whether it is prose or a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flattened_header import is_date_word, is_strong
from ingest.flattened_values import PieceKind, ValueLine, is_year, line_to_values
from ingest.txt_lines import PrintedLine, ends_hyphenated

_PROSE_SHARE = 0.8  # of the document's usual prose line: labels and comments in tables are narrower
_LEAST_PROSE = 58  # characters; narrower lines may be labels in any table
_MOST_LABEL_WORDS = 16
_BULLETS = ("•", "▪", "●", "◦", "■", "·", "\uf0b7", "\uf0a7")
_RUNNING = re.compile(r"\b(?:till|från|och|av|mellan|som|är|har|under|samt)\b")  # words of running text, not of headers
_SENTENCE = re.compile(r"[a-zåäö)\d%][.!?]$")


@dataclass(frozen=True, slots=True)
class LineFacts:
    line: PrintedLine
    values: ValueLine
    prose: bool
    """Too long for a label, or a sentence."""
    bullet: bool

    @property
    def words(self) -> str:
        return self.line.words

    @property
    def gap(self) -> int:
        return self.line.gap

    @property
    def dates(self) -> int:
        """Dates and years among the words."""
        return sum(is_date_word(word) for word in self.words.split())

    @property
    def has_numbers(self) -> bool:
        return any(
            piece.kind in (PieceKind.NUMBER, PieceKind.RANGE, PieceKind.DASH) for piece in self.values.pieces
        )

    @property
    def only_values(self) -> bool:
        """Values and nothing else."""
        return bool(self.values.pieces) and not self.values.label and not self.values.behind

    @property
    def is_empty_row(self) -> bool:
        """A label with empty cells behind it."""
        pieces = self.values.pieces
        return len(pieces) > 1 and all(piece.kind is PieceKind.EMPTY for piece in pieces) and not self.prose

    @property
    def is_header_like(self) -> bool:
        """Dates or header words and no amounts."""
        pieces = self.values.pieces
        amounts = sum(piece.kind in (PieceKind.NUMBER, PieceKind.RANGE) for piece in pieces)
        if self.prose or amounts > (1 if self.dates > 2 else 0):
            return False
        years = [int(word.strip(",.()")) for word in self.words.split() if is_year(word.strip(",.()"))]
        steps = {b - a for a, b in zip(years, years[1:], strict=False)}
        proper_dates = self.dates - len(years)
        strong = sum(is_strong(word) and word[0].isupper() for word in self.words.split()) if not self.words.isupper() else 0
        if _RUNNING.search(self.words):
            return proper_dates >= 2 or strong >= 3
        return proper_dates >= 2 or (len(years) >= 2 and steps <= {-1, 0, 1}) or strong >= 2 or bool(proper_dates and strong)

    @property
    def is_row(self) -> bool:
        """At least two cells with numbers, or values alone."""
        if not self.has_numbers and not (self.values.pieces and self.dates == 0):
            return False
        if self.prose and self.values.fewest < 3:
            return False
        if self.is_header_like or self.bullet or self.is_empty_row:
            return False
        if len(self.values.label.split()) > _MOST_LABEL_WORDS:
            return False
        return self.values.fewest >= 2 or self.only_values or len(self.values.pieces) >= 3


def lines_to_facts(lines: Sequence[PrintedLine]) -> list[LineFacts]:
    """Facts on every line of the file."""
    spaced = ends_cells_with_spaces(lines)
    limit = prose_limit(lines)
    facts = []
    for line in lines:
        values = line_to_values(line.text, spaced=spaced)
        words = line.words
        bullet = words.startswith(_BULLETS)
        # Values at the end make a row long without making it prose.
        long = len(words if values.behind else values.label or words) >= limit
        sentence = bool(_SENTENCE.search(words)) and len(words.split()) > 9
        facts.append(LineFacts(line, values, long or sentence, bullet))
    return facts


def ends_cells_with_spaces(lines: Sequence[PrintedLine]) -> bool:
    """Whether the extractor wrote a space after every cell, so that empty cells show as further spaces."""
    whole = [line for line in lines if not ends_hyphenated(line.words)]
    # 0.9: in extracts that do, 92 to 100 lines in a hundred end so; in those that do not, at most 60 (slides mixed in).
    return bool(whole) and sum(line.text.endswith(" ") for line in whole) >= 0.9 * len(whole)


def prose_limit(lines: Sequence[PrintedLine]) -> float:
    """Length from which a line is prose."""
    lengths = sorted(len(line.words) for line in lines if len(line.words) > 50)
    usual = lengths[len(lengths) * 8 // 10] if lengths else 90
    return max(_LEAST_PROSE, usual * _PROSE_SHARE)
