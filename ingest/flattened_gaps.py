"""Rows with fewer values than columns, where the sums of the table prove that those at the end are not printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import inf

from ingest.flattened_lines import LineFacts, line_to_facts
from ingest.flattened_readings import cell_value, decimals_of
from ingest.flattened_splits import names_a_total
from ingest.flattened_values import EMPTY, Piece, joins

# One column may come out by chance where the others are empty; two do not.
_FEWEST_PROOFS = 2


def with_proven_gaps(lines: Sequence[LineFacts], width: int) -> list[LineFacts]:
    """The lines with empty cells at the end of their short rows, where all columns of the total then add up; else nothing."""
    rows = [fact for fact in lines if fact.is_row]
    cells = [_whole_cells(fact.values.pieces) for fact in rows]
    counts = {len(row) for row in cells}
    if len(counts) < 2 or max(counts) != width or not rows or not names_a_total(rows[-1].values.label):
        return []
    if any(fact.values.behind for fact in rows) or not _adds_up(cells[:-1], cells[-1]):
        return []
    missing = {fact.line.number: width - len(row) for fact, row in zip(rows, cells, strict=True)}
    return [
        _padded(fact, missing[fact.line.number]) if missing.get(fact.line.number) else fact for fact in lines
    ]


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
