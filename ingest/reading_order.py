"""Pieces of a page (segments of prose, whole tables) -> the order in which a reader takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from ingest.records import Box

T = TypeVar("T")

# Dots or lines that lead the eye from a title to its page number, or a form's empty line.
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")

# Two columns of prose are parted by at least this (points); narrower gaps are wide spaces.
GUTTER = 9.0
# Rows that both columns must fill; two short lists side by side on a slide have three.
FEWEST_ROWS = 3
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
    for gutter in _gutter_candidates(pieces):
        for rows, top, bottom in _uncrossed(pieces, gutter):
            if best is None or rows > best[0]:
                best = (rows, gutter, top, bottom)
    return best[1:] if best is not None else None


def _gutter_candidates(pieces: Sequence[Piece[T]]) -> list[float]:
    """Left edges that several pieces share, a little to the left of each."""
    lefts: dict[int, int] = {}
    for piece in pieces:
        lefts[round(piece.box[0] / 3)] = lefts.get(round(piece.box[0] / 3), 0) + 1
    leftmost = min((p.box[0] for p in pieces), default=0.0)
    return [3 * k - 4.0 for k, n in lefts.items() if n >= FEWEST_ROWS and 3 * k - leftmost > 60]


def _uncrossed(pieces: Sequence[Piece[T]], gutter: float) -> list[tuple[int, float, float]]:
    """Stretches of height where nothing crosses the gutter and both sides hold text."""
    crossing = sorted(
        (p.box[1], p.box[3]) for p in pieces if p.box[0] < gutter - 1 and p.box[2] > gutter - GUTTER / 2
    )
    heights = [0.0, *(y for pair in crossing for y in pair), 1e9]
    found = []
    for top, bottom in zip(heights[::2], heights[1::2], strict=True):
        inside = [p for p in pieces if top <= _middle(p) <= bottom]
        left = [p for p in inside if p.box[2] <= gutter]
        right = [p for p in inside if p.box[0] >= gutter - 1]
        if _is_text_column(left) and _is_text_column(right):
            low, high = (
                max(min(p.box[1] for p in s) for s in (left, right)),
                min(max(p.box[3] for p in s) for s in (left, right)),
            )
            rows = min(sum(p.rows for p in s if low - 20 <= _middle(p) <= high + 20) for s in (left, right))
            if rows >= FEWEST_ROWS:
                found.append((rows, min(p.box[1] for p in inside), max(p.box[3] for p in inside)))
    return found


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

    >>> letters("2 900 196"), letters("Hälso- och")
    (0, 8)
    """
    return sum(c.isalpha() for c in text)
