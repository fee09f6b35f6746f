"""Targets: how far the outcome is from one, and whether it is reached, with the direction that the target has."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

from ingest.records import Bound, Cell, FigureKind
from ingest.swedish_numbers import find_numbers
from service.arithmetic import difference
from service.cell_catalog import RowEntry
from service.operands import Computed, Operand, first_operand, span_of
from service.question import Question
from service.reading import CellReading
from service.word_tables import word_table


def target_gap(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Outcome minus target, in the best row that has both."""
    outcomes = [one for one in readings if one.cell.kind in (FigureKind.OUTCOME, None)]
    for reading in outcomes:
        if not question.periods and _has_newer(reading, outcomes):
            continue
        outcome = Operand(reading.row, reading.cell)
        target = first_operand(reading.row, lambda cell: cell.kind is FigureKind.TARGET)
        if target is not None and target.cell.unit in (outcome.cell.unit, None):
            gap = difference(outcome.number, target.number, outcome.cell.unit)
            bound = target.cell.bound or direction_of(" ".join(reading.cell.row_path))
            reached = is_reached(outcome.number, target.number, bound)
            verdict = printed_verdict(reading.row) if _is_newest(reading) else None
            return Computed(
                reading,
                gap,
                (outcome, target),
                question.operation,
                span_of(outcome),
                reached=reached if verdict is None else verdict_to_reached(verdict),
                bound=bound,
                verdict=verdict,
                assumed=target.cell.bound is None and verdict is None,
            )
        in_label = target_in_label(outcome.cell)
        if in_label is not None:
            gap = difference(outcome.number, in_label, outcome.cell.unit)
            bound = direction_of(" ".join(reading.cell.row_path))
            reached = is_reached(outcome.number, in_label, bound)
            return Computed(
                reading,
                gap,
                (outcome,),
                question.operation,
                span_of(outcome),
                reached=reached,
                bound=bound,
                assumed=True,
            )
    return None


def _has_newer(reading: CellReading, outcomes: Sequence[CellReading]) -> bool:
    """Whether the row has the newest outcome among those that may answer, and this is an older one."""
    return not _is_newest(reading) and any(one.row is reading.row and _is_newest(one) for one in outcomes)


def target_in_label(cell: Cell) -> Decimal | None:
    """The target that a row label itself states ("… Mål 2023: 187 kWh/m2"), or None."""
    label = " ".join(cell.row_path)
    place = label.casefold().find("mål")
    numbers = [found for found in find_numbers(label) if found.start > place >= 0]
    return numbers[0].number.value if numbers else None


def is_reached(outcome: Decimal, target: Decimal, bound: Bound | None) -> bool | None:
    """Whether a target is reached, by its direction; None when there is none.

    >>> is_reached(Decimal("70.8"), Decimal(67), Bound.ABOVE), is_reached(Decimal(8), Decimal(16), None)
    (True, None)
    """
    tests: dict[Bound, Callable[[], bool]] = {
        Bound.AT_LEAST: lambda: outcome >= target,
        Bound.AT_MOST: lambda: outcome <= target,
        Bound.ABOVE: lambda: outcome > target,
        Bound.BELOW: lambda: outcome < target,
    }
    return tests[bound]() if bound is not None else None


def direction_of(label: str) -> Bound | None:
    """Whether less or more is better of what a row measures, by the words of directions.toml; None when they don't tell.

    >>> direction_of("Sjukfrånvaro, %"), direction_of("Andel nöjda elever"), direction_of("Antal möten")
    (<Bound.AT_MOST: 'högst'>, <Bound.AT_LEAST: 'minst'>, None)
    >>> direction_of("Andel väntande inom 90 dagar"), direction_of("Väntetid, dagar")
    (<Bound.AT_LEAST: 'minst'>, <Bound.AT_MOST: 'högst'>)
    """
    plain = label.casefold()
    for name, pattern in _directions():
        if pattern.search(plain):
            return Bound(name)
    return None


@cache
def _directions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["bound"], re.compile("|".join(rf"(?<!\w){pattern}(?!\w)" for pattern in row["patterns"])))
        for row in word_table("directions")["direction"]
    )


def printed_verdict(row: RowEntry) -> str | None:
    """What the row itself says of its target ("Ej uppfyllt"), or None."""
    texts = [cell.text for cell in row.entry.table.cells if cell.row == row.row and cell.number is None]
    return next((text for text in texts if _VERDICT.search(text.casefold())), None)


_VERDICT = re.compile(
    r"^\W*(?:(?:helt |delvis |ej |inte |icke |nästan )*(?:uppfyll|uppnå|nå(?:s|tt|dd|r)\b)\w*)\W*$"
)
_NOT = re.compile(r"\b(?:ej|inte|icke|delvis|nästan)\b")


def verdict_to_reached(verdict: str) -> bool:
    """Whether a printed judgement says that the target is reached; in part is not.

    >>> verdict_to_reached("Uppfyllt"), verdict_to_reached("Ej uppfyllt"), verdict_to_reached("Delvis uppfyllt")
    (True, False, False)
    """
    return _NOT.search(verdict.casefold()) is None


def _is_newest(reading: CellReading) -> bool:
    """Whether no other outcome of the row is newer: the printed judgement is of the newest."""
    ends = [
        cell.period.end
        for cell in reading.row.cells
        if cell.period and cell.kind in (FigureKind.OUTCOME, None)
    ]
    return reading.period is None or not ends or reading.period.end >= max(ends)
