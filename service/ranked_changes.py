"""Which of several rows changed most: by the change that the table prints, else worked out row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import FigureKind
from service.arithmetic import Sum
from service.changes import between_periods, wants_percent
from service.operands import Computed, Operand
from service.question import Operation, Question
from service.reading import CellReading

MOST_COLUMNS = 6  # columns tried, best first; deeper ones are of other measures


def direction_of(plain: str) -> int:
    """Which way the change that a lower-case ranking asks for went: 1 up, −1 down, 0 where it asks for none.

    >>> direction_of("vilken linje växte mest?"), direction_of("vilket bibliotek tappade flest besök?")
    (1, -1)
    >>> direction_of("vilken linje har flest resor?")
    0
    """
    if _UP.search(plain):
        return 1
    return -1 if _DOWN.search(plain) else 0


_MOST = r"(?: \w+){0,2} (?:mest|flest|störst)\b"
_UP = re.compile(rf"\b(?:växte|växt|växer|ökade|ökat|ökar|steg|stigit|stiger){_MOST}")
_DOWN = re.compile(
    rf"\b(?:minskade|minskat|minskar|sjönk|sjunkit|tappade|tappat|tappar|föll|fallit|krympte|krympt|backade){_MOST}"
)


def ranked_changes(
    question: Question, columns: Sequence[Sequence[CellReading]], direction: int
) -> Computed | None:
    """The row that changed most in a direction; `columns` are readings of rows of one sort, best first."""
    percent = wants_percent(question)
    for column in columns[:MOST_COLUMNS]:
        if column[0].kind is FigureKind.CHANGE and (column[0].unit == "procent") == percent:
            return _printed(question, column, direction)
    compared = replace(question, operation=Operation.CHANGE_PERCENT if percent else Operation.DIFFERENCE)
    for column in columns[:MOST_COLUMNS]:
        found = [between_periods(compared, [one]) for one in column]
        done = [one for one in found if one is not None]
        if len(done) == len(found):
            ordered = sorted(done, key=lambda one: direction * one.sum.number, reverse=True)
            return ordered[question.rank - 1] if len(ordered) >= question.rank else None
    return None


def _printed(question: Question, column: Sequence[CellReading], direction: int) -> Computed | None:
    """The row with the largest change that the table prints."""
    ordered = sorted(column, key=lambda one: direction * one.number, reverse=True)
    if len(ordered) < question.rank:
        return None
    winner = ordered[question.rank - 1]
    operands = tuple(
        Operand(one.row, one.cell) for one in (winner, *(one for one in ordered if one is not winner))
    )
    which = "ökat mest" if direction > 0 else "minskat mest"
    done = Sum(winner.number, winner.cell.unit, f"{which} av {len(column)} rader")
    return Computed(winner, done, operands[:MOST_SHOWN], question.operation, None, rank=question.rank)


MOST_SHOWN = 8  # rows of a ranking that are cited
