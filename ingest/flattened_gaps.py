"""Rows with fewer values than columns, where the sums of the table prove that those at the end are not printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import inf

from ingest.flattened_lines import LineFacts, line_to_facts
from ingest.flattened_readings import cell_value, decimals_of, row_readings
from ingest.flattened_rows import MOST_VALUE_WORDS
from ingest.flattened_splits import is_cut_up, names_a_total
from ingest.flattened_values import EMPTY, Piece, joins

# One column may come out by chance where the others are empty; two do not.
_FEWEST_PROOFS = 2
_FEWEST_ROWS = 3  # two and their total
_SURE = 1.0  # of a reading's cost, as for layouts
_MOST_READ = 20


def with_proven_gaps(lines: Sequence[LineFacts], width: int) -> list[LineFacts]:
    """The lines with empty cells at the end of their short rows, where all columns of the total then add up; else nothing."""
    rows = [fact for fact in lines if fact.is_row]
    if len(rows) < _FEWEST_ROWS or not names_a_total(rows[-1].values.label):
        return []
    cells = [_cells(fact, width) for fact in rows[:-1]]
    wordy = any(len(fact.values.behind.split()) > MOST_VALUE_WORDS for fact in rows)
    if wordy or rows[-1].values.behind or width not in {len(row) for row in cells}:
        return []
    total = next((one for one in _totals(rows[-1].values.pieces, width) if _adds_up(cells, one)), None)
    if total is None:
        return []
    missing = {fact.line.number: width - len(row) for fact, row in zip(rows, [*cells, total], strict=True)}
    return [
        _padded(fact, missing[fact.line.number]) if missing.get(fact.line.number, 0) > 0 else fact
        for fact in lines
    ]


def _cells(fact: LineFacts, width: int) -> list[str]:
    """The cells of a row that fills the columns, else those of a short one; a word behind the values is one of them."""
    pieces = fact.values.pieces
    full = _sure_readings(pieces, width)
    if full:
        return list(full[0])
    return [*_whole_cells(pieces), *([fact.values.behind] if fact.values.behind else [])]


def _totals(pieces: tuple[Piece, ...], width: int) -> Iterator[tuple[str, ...]]:
    """Ways to read the total, full ones first."""
    for count in range(width, _FEWEST_PROOFS - 1, -1):
        yield from _sure_readings(pieces, count)


def _sure_readings(pieces: tuple[Piece, ...], count: int) -> list[tuple[str, ...]]:
    """Readings as `count` cells without doubt, those first that cut up the fewest numbers."""
    readings = [one.cells for one in row_readings(pieces, count, whole=True)[:_MOST_READ] if one.cost < _SURE]
    return sorted(readings, key=lambda cells: sum(is_cut_up(a, b) for a, b in pairwise(cells)))


def _padded(fact: LineFacts, count: int) -> LineFacts:
    values = replace(fact.values, pieces=(*fact.values.pieces, *(EMPTY,) * count))
    return line_to_facts(fact.line, values, inf)


def _whole_cells(pieces: Sequence[Piece]) -> list[str]:
    """The cells where every group of three digits goes on the number before it."""
    cells: list[str] = []
    for i, piece in enumerate(pieces):
        if i and joins(pieces[i - 1], piece):
            cells[-1] = f"{cells[-1]} {piece.text}"
        else:
            cells.append(piece.text)
    return cells


def _adds_up(rows: Sequence[Sequence[str]], total: Sequence[str]) -> bool:
    """Whether every amount of the total is the sum of its column."""
    proofs = 0
    for k, printed in enumerate(total):
        value = cell_value(printed)
        if value is None:
            continue
        column = [amount for row in rows if k < len(row) and (amount := cell_value(row[k])) is not None]
        step = Decimal(1).scaleb(-decimals_of(printed))
        if len(column) < 2 or abs(sum(column, Decimal(0)) - value) > step:
            return False
        proofs += 1
    return proofs >= _FEWEST_PROOFS
