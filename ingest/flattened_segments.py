"""Lines whose words stand in columns, cut at runs of spaces and between numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.flattened_readings import cell_value
from ingest.flattened_values import PieceKind, is_year, word_to_piece
from ingest.txt_lines import PrintedLine, plain_spaces

_SEGMENT = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between runs of two spaces or more, at columns [start, end) of the line."""

    text: str
    start: int
    end: int

    @property
    def is_value(self) -> bool:
        return cell_value(self.text) is not None or self.text in {"-", "–", "−"}


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line with its segments."""

    line: PrintedLine
    segments: tuple[Segment, ...]

    @property
    def values(self) -> int:
        return sum(segment.is_value for segment in self.segments)

    @property
    def is_row(self) -> bool:
        """Values behind a wide gap: at least two, or one behind a label; years alone make a header."""
        if all(is_year(segment.text) for segment in self.segments if segment.is_value):
            return False
        if self.segments[0].is_value:
            return self.segments[0].start > 8 or self.values > 1
        return self.values >= 1 and self.segments[-1].start > self.segments[0].end + 1


def split_segments(text: str) -> tuple[Segment, ...]:
    """Segments of a line; a segment of several numbers is cut between them.

    >>> [(s.text, s.start, s.end) for s in split_segments("Styrelsen    -1 213  235 -7")]
    [('Styrelsen', 0, 9), ('-1 213', 13, 19), ('235', 21, 24), ('-7', 25, 27)]
    """
    found: list[Segment] = []
    for match in _SEGMENT.finditer(plain_spaces(text)):
        segment = Segment(match.group(), match.start(), match.end())
        found += _numbers_apart(segment)
    return tuple(found)


def _numbers_apart(segment: Segment) -> list[Segment]:
    """A segment of nothing but numbers as one segment for each: "-3 892 -3 846"."""
    words = list(re.finditer(r"\S+", segment.text))
    pieces = [word_to_piece(word.group()) for word in words]
    if segment.is_value or len(words) < 2 or any(piece is None for piece in pieces):
        return [segment]
    groups: list[list[re.Match[str]]] = []
    for i, (word, piece) in enumerate(zip(words, pieces, strict=True)):
        before = pieces[i - 1] if i else None
        if piece is None or piece.kind is PieceKind.DATE:
            return [segment]
        if before is not None and before.open and piece.tail:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        Segment(
            segment.text[group[0].start() : group[-1].end()],
            segment.start + group[0].start(),
            segment.start + group[-1].end(),
        )
        for group in groups
    ]
