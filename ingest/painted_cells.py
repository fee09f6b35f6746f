"""Painted cells part text that stands too tight to part by itself: "Ombyggnad av skolan" right before "400"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.cell_segments import Segment, TextRow
from ingest.pdf_rulings import Rulings
from ingest.pdf_words import Word
from ingest.records import Box

# A word may stick out of its cell so far (points).
SLIP = 1.5


def part_at_paint(rows: Sequence[TextRow], rulings: Rulings) -> list[TextRow]:
    """Rows whose segments are parted where one painted cell ends and the next begins on the same height."""
    fills = [fill.box for fill in rulings.fills]
    return [_parted(row, fills) for row in rows] if fills else list(rows)


def _parted(row: TextRow, fills: Sequence[Box]) -> TextRow:
    middle = row.foot - 0.3 * row.size
    here = [box for box in fills if box[1] < middle < box[3]]
    if len(here) < 2:
        return row
    segments = [part for segment in row.segments for part in _parts(segment, here)]
    return replace(row, segments=tuple(segments)) if len(segments) > len(row.segments) else row


def _parts(segment: Segment, fills: Sequence[Box]) -> list[Segment]:
    parts: list[list[Word]] = [[segment.words[0]]]
    for before, word in zip(segment.words, segment.words[1:], strict=False):
        if _are_apart(before, word, fills):
            parts.append([])
        parts[-1].append(word)
    return [Segment(tuple(words)) for words in parts] if len(parts) > 1 else [segment]


def _are_apart(before: Word, word: Word, fills: Sequence[Box]) -> bool:
    """Do two words stand in two cells, each painted for itself, of which neither reaches into the other?"""
    one, other = _home(before, fills), _home(word, fills)
    return one is not None and other is not None and one[2] <= other[0] + SLIP and other[0] > before.middle


def _home(word: Word, fills: Sequence[Box]) -> Box | None:
    """The narrowest painted cell that a word stands in."""
    homes = [box for box in fills if box[0] - SLIP <= word.x0 and word.x1 <= box[2] + SLIP]
    return min(homes, key=lambda box: box[2] - box[0], default=None)
