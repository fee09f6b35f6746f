"""Pieces of a page (segments of prose, whole tables) -> the order in which a reader takes them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from ingest.records import Box

T = TypeVar("T")

# Dots or lines that lead the eye from a title to its page number, or a form's empty line.
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")

# Two columns of prose are parted by at least this (points); narrower gaps are wide spaces.
GUTTER = 9.0
# Rows that both columns must fill; two short lists side by side on a slide have three.
FEWEST_ROWS = 3
# A left column narrower than this (points) holds bullets or margin notes.
NARROWEST_COLUMN = 60.0
# Left edges tried as columns: a page in three columns has three; drawings have hundreds.
MOST_GUTTERS = 30
# Lines of two columns need not stand level: half a line and a heading more or less (points).
ROW_SLACK = 20.0
# Average letters that a piece of a real text column has; bullets, list numbers and figures have fewer.
FEWEST_LETTERS = 14.0


class Piece(NamedTuple, Generic[T]):
    """Something with a place on the page; `weight` is the number of its letters, `rows` of its lines."""

    box: Box
    weight: int
    what: T
    rows: int = 1


def reading_order(pieces: Sequence[Piece[T]]) -> list[Piece[T]]:
    """Pieces in reading order: columns one after the other, otherwise by row, left to right."""
    return [piece for zone in column_zones(pieces) for piece in _by_rows(zone)]


def column_zones(pieces: Sequence[Piece[T]]) -> list[list[Piece[T]]]:
    """Zones without side-by-side columns, in reading order."""
    split = _widest_column_zone(pieces)
    if split is None:
        return [list(pieces)] if pieces else []
    gutter, top, bottom = split
    above = [p for p in pieces if _middle(p) < top]
    below = [p for p in pieces if _middle(p) > bottom]
    inside = [p for p in pieces if top <= _middle(p) <= bottom]
    left = [p for p in inside if (p.box[0] + p.box[2]) / 2 < gutter]
    right = [p for p in inside if (p.box[0] + p.box[2]) / 2 >= gutter]
    return [zone for part in (above, left, right, below) for zone in column_zones(part)]


def _middle(piece: Piece[T]) -> float:
    return (piece.box[1] + piece.box[3]) / 2


def _widest_column_zone(pieces: Sequence[Piece[T]]) -> tuple[float, float, float] | None:
    """The gutter that the most rows respect: its x, and top and bottom of the rows."""
    best: tuple[int, float, float, float] | None = None
    ordered = sorted(pieces, key=_middle)
    middles = [_middle(p) for p in ordered]
    for gutter in _gutter_candidates(pieces):
        for rows, top, bottom in _uncrossed(ordered, middles, gutter):
            if best is None or rows > best[0]:
                best = (rows, gutter, top, bottom)
    return best[1:] if best is not None else None


def _gutter_candidates(pieces: Sequence[Piece[T]]) -> list[float]:
    """Left edges that several pieces share, a little to the left of each."""
    lefts: dict[int, int] = {}
    for piece in pieces:
        lefts[round(piece.box[0] / 3)] = lefts.get(round(piece.box[0] / 3), 0) + 1
    leftmost = min((p.box[0] for p in pieces), default=0.0)
    shared = [k for k, n in lefts.items() if n >= FEWEST_ROWS and 3 * k - leftmost > NARROWEST_COLUMN]
    return [3 * k - 4.0 for k in sorted(shared, key=lambda k: -lefts[k])[:MOST_GUTTERS]]


def _uncrossed(
    pieces: Sequence[Piece[T]], middles: Sequence[float], gutter: float
) -> Iterator[tuple[int, float, float]]:
    """Stretches of height where nothing crosses the gutter and both sides hold text."""
    crossing = [
        (p.box[1], p.box[3]) for p in pieces if p.box[0] < gutter - 1 and p.box[2] > gutter - GUTTER / 2
    ]
    for top, bottom in _between(crossing):
        inside = pieces[bisect_left(middles, top) : bisect_right(middles, bottom)]
        left = [p for p in inside if p.box[2] <= gutter]
        right = [p for p in inside if p.box[0] >= gutter - 1]
        if _is_text_column(left) and _is_text_column(right):
            rows = _shared_rows(left, right)
            if rows >= FEWEST_ROWS:
                yield rows, min(p.box[1] for p in inside), max(p.box[3] for p in inside)


def _between(intervals: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The heights that no interval covers, from the top of the page to its foot."""
    reached = 0.0
    for top, bottom in sorted(intervals):
        if top > reached:
            yield reached, top
        reached = max(reached, bottom)
    yield reached, float("inf")


def _shared_rows(left: Sequence[Piece[T]], right: Sequence[Piece[T]]) -> int:
    """Rows of the shorter side at heights where both sides hold text."""
    low = max(min(p.box[1] for p in side) for side in (left, right)) - ROW_SLACK
    high = min(max(p.box[3] for p in side) for side in (left, right)) + ROW_SLACK
    return min(sum(p.rows for p in side if low <= _middle(p) <= high) for side in (left, right))


def _is_text_column(pieces: Sequence[Piece[T]]) -> bool:
    if sum(p.rows for p in pieces) < FEWEST_ROWS:
        return False
    if any(p.rows > 1 for p in pieces):
        return True
    return sum(p.weight for p in pieces) / len(pieces) >= FEWEST_LETTERS


def _by_rows(pieces: Sequence[Piece[T]]) -> list[Piece[T]]:
    rows: list[list[Piece[T]]] = []
    for piece in sorted(pieces, key=_middle):
        row = rows[-1] if rows else None
        if row and _same_row(row[0], piece):
            row.append(piece)
        else:
            rows.append([piece])
    return [p for row in rows for p in sorted(row, key=lambda p: p.box[0])]


def _same_row(a: Piece[T], b: Piece[T]) -> bool:
    height = min(a.box[3] - a.box[1], b.box[3] - b.box[1])
    return min(a.box[3], b.box[3]) - max(a.box[1], b.box[1]) > 0.55 * height


def letters(text: str) -> int:
    """How many letters a text has: figures don't make a column of prose.

    >>> letters("3 601 613"), letters("Hälso- och")
    (0, 8)
    """
    return sum(c.isalpha() for c in text)
