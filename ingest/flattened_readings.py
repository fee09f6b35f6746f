"""All ways to read the value pieces of one table row as a given number of cells, each with its cost."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest.flattened_values import Piece, PieceKind, joins
from ingest.swedish_numbers import parse_number

# Costs are in the same coin as the evidence in `flattened_splits`: 1 is a slight hint, 10 near proof.
# Set by hand on invented tables and kept at round values; the order between them is what matters.
NUMBER_LEFT_IN_LABEL = 3.0
SMALL_LEFT_IN_LABEL = 0.9  # "Bro 12", "Not 5"
YEAR_LEFT_IN_LABEL = 0.5
EMPTY_IGNORED = 2.5
CELL_MISSING = 4.0
CELL_MISSING_LEFT = (
    0.2  # of two places for a lone number the right one is likelier: sums and results stand there
)
SIGN_APART = 0.5
BAD_HEAD = 8.0  # "090" begins no number
_SHORT_APART = 1.5  # "4 419" read as two cells; such pairs all through a table speak for fewer columns
_DECIMALS_APART = 3.0  # "16 500,00" read as two cells
_LONG_APART = 0.5  # "624 653" read as two cells
MOST_READINGS = 4000


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a row."""

    cells: tuple[str, ...]
    in_label: int
    """Pieces at the front that belong to the label after all."""
    cost: float


@lru_cache(maxsize=20_000)
def row_readings(pieces: tuple[Piece, ...], width: int, *, whole: bool = False) -> tuple[Reading, ...]:
    """Every reading of the pieces as `width` cells, cheapest first.

    `whole`: no piece may be given back to the label (the line has none).

    >>> from ingest.flattened_values import line_to_values
    >>> pieces = line_to_values("Styrelsen 15 000 16 400 -1 400", spaced=True).pieces
    >>> row_readings(pieces, 3)[0].cells
    ('15 000', '16 400', '-1 400')
    """
    found: list[Reading] = []
    for start in range(len(pieces) + 1):
        if start and whole:
            break
        given_back = pieces[:start]
        if any(piece.kind is PieceKind.EMPTY for piece in given_back):
            break
        if start and start < len(pieces) and joins(pieces[start - 1], pieces[start]) and start < len(pieces):
            extra = 1.0
        else:
            extra = 0.0
        cost = extra + sum(_label_cost(piece) for piece in given_back)
        for cells, more in _cells(pieces[start:], width):
            found.append(Reading(cells, start, cost + more))
            if len(found) >= MOST_READINGS:
                break
    if not found or min(reading.cost for reading in found) >= CELL_MISSING:
        found += _with_gaps(pieces, width)
    found.sort(key=lambda reading: reading.cost)
    return tuple(found)


def _label_cost(piece: Piece) -> float:
    if piece.kind in (PieceKind.YEAR, PieceKind.DATE):
        return YEAR_LEFT_IN_LABEL
    return SMALL_LEFT_IN_LABEL if piece.text.isdigit() and len(piece.text) < 3 else NUMBER_LEFT_IN_LABEL


def _cells(pieces: tuple[Piece, ...], width: int) -> Iterator[tuple[tuple[str, ...], float]]:
    """Ways to cut the pieces into exactly `width` cells."""
    if not pieces:
        if width == 0:
            yield (), 0.0
        return
    if width == 0:
        if all(piece.kind is PieceKind.EMPTY for piece in pieces):
            yield (), EMPTY_IGNORED * len(pieces)
        return
    most = len(pieces)
    fewest = sum(
        1
        for i, piece in enumerate(pieces)
        if piece.kind is not PieceKind.EMPTY and not (i and _may_join(pieces, i))
    )
    if not fewest <= width <= most:
        return
    first = pieces[0]
    if first.kind is PieceKind.EMPTY:
        for rest, cost in _cells(pieces[1:], width - 1):
            yield ("", *rest), cost
        for rest, cost in _cells(pieces[1:], width):
            yield rest, cost + EMPTY_IGNORED
        return
    end = 1
    cost = 0.0 if first.head else BAD_HEAD
    while True:
        text = " ".join(piece.text for piece in pieces[:end])
        for rest, more in _cells(pieces[end:], width - 1):
            yield (text, *rest), cost + more
        if end >= len(pieces) or not _may_join(pieces, end):
            return
        if pieces[end - 1].kind is PieceKind.DASH:
            cost += SIGN_APART
        end += 1


def _may_join(pieces: tuple[Piece, ...], i: int) -> bool:
    left, right = pieces[i - 1], pieces[i]
    if left.kind is PieceKind.DASH and right.kind is PieceKind.NUMBER and right.text[0].isdigit():
        return True
    return joins(left, right) or (left.tail and left.open and right.tail)


def apart_cost(pieces: tuple[Piece, ...], cells: int) -> float:
    """What it costs to read as `cells` cells pieces that could be fewer: long numbers would stand cut up."""
    pairs = [
        _DECIMALS_APART
        if decimals_of(right.text) and not decimals_of(left.text)
        else _SHORT_APART
        if len(left.text.strip("-−–+")) < 3
        else _LONG_APART
        for left, right in itertools.pairwise(pieces)
        if joins(left, right)
    ]
    merged = len(pieces) - cells
    return sum(sorted(pairs)[: max(0, len(pairs) - merged)])


def _with_gaps(pieces: tuple[Piece, ...], width: int) -> list[Reading]:
    """Readings with fewer numbers than columns, the unprinted cells put in every place."""
    printed = tuple(piece for piece in pieces if piece.kind is not PieceKind.EMPTY)
    found: list[Reading] = []
    for count in range(max(0, width - 3), width):
        for cells, cost in _cells(printed, count):
            for places in _places(count, width):
                row = [""] * width
                for place, cell in zip(places, cells, strict=True):
                    row[place] = cell
                shift = sum(width - count + i - place for i, place in enumerate(places))
                found.append(
                    Reading(tuple(row), 0, cost + CELL_MISSING * (width - count) + CELL_MISSING_LEFT * shift)
                )
                if len(found) >= MOST_READINGS:
                    return found
    return found


def _places(count: int, width: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        yield ()
        return
    for last in range(width - 1, count - 2, -1):
        for front in _places(count - 1, last):
            yield (*front, last)


@lru_cache(maxsize=50_000)
def cell_value(text: str) -> Decimal | None:
    """The number in a cell, or None."""
    number = parse_number(text) if text else None
    return number.value if number is not None else None


@lru_cache(maxsize=50_000)
def decimals_of(text: str) -> int:
    """Digits behind the decimal mark."""
    digits = text.rstrip(" %*,)")
    return len(digits) - digits.rfind(",") - 1 if "," in digits else 0


def magnitude(text: str) -> float | None:
    """Order of magnitude, None for no number or nought."""
    value = cell_value(text)
    return math.log10(abs(value)) if value else None
