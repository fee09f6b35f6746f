"""Cells of text that begin right after a column of figures -> segments of their own.

A figure and the text beside it stand nearer than cells do elsewhere ("2 850  Beställt"): what parts them is that in row
after row the figures end at one place and the text begins at another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.cell_segments import Segment, TextRow, is_number, number_atoms
from ingest.table_columns import MUCH_WIDER_THAN_SPACE, WORD_SPACE

FEWEST_ROWS = 3
"""Rows that must agree; two do by chance (two figures of one width, each with its unit)."""
SAME_PLACE = 1.0
"""Points within which the edges of one column agree; printed ones do to a tenth."""


class _Gap(NamedTuple):
    """Where a figure ends and the text beside it begins."""

    end: float
    start: float


def part_tight_columns(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows, with segments parted where a column of figures and one of text stand tight."""
    wide = MUCH_WIDER_THAN_SPACE * _space(rows)
    gaps = [gap for row in rows for segment in row.segments for _, gap in _gaps(segment, wide)]
    shared = [gap for gap in gaps if sum(_agree(gap, other) for other in gaps) >= FEWEST_ROWS]
    if not shared:
        return list(rows)
    return [
        replace(row, segments=tuple(p for s in row.segments for p in _parted(s, shared, wide)))
        for row in rows
    ]


def _space(rows: Sequence[TextRow]) -> float:
    """The usual space between two words of a label (font sizes): a typewriter's is twice a book's."""
    spaces = [(b.x0 - a.x1) / max(a.size, b.size) for row in rows for a, b in pairwise(row.segments[0].words)]
    return max(WORD_SPACE, median(spaces) if spaces else 0.0)


def _agree(gap: _Gap, other: _Gap) -> bool:
    return abs(gap.end - other.end) <= SAME_PLACE and abs(gap.start - other.start) <= SAME_PLACE


def _gaps(segment: Segment, wide: float) -> Iterator[tuple[int, _Gap]]:
    """Gaps of `wide` font sizes and more after figures, with the position of the word after."""
    position = 0
    atoms = number_atoms(segment)
    for left, right in pairwise(atoms):
        position += len(left)
        gap = _Gap(left[-1].x1, right[0].x0)
        size = max(left[-1].size, right[0].size)
        if is_number(" ".join(w.text for w in left)) and gap.start - gap.end >= wide * size:
            yield position, gap


def _parted(segment: Segment, shared: Sequence[_Gap], wide: float) -> list[Segment]:
    cuts = [position for position, gap in _gaps(segment, wide) if any(_agree(gap, other) for other in shared)]
    return [Segment(segment.words[a:b]) for a, b in pairwise([0, *cuts, len(segment.words)])]
