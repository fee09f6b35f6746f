"""How a figure changed between two times: read where the table prints the change, else worked out from its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.figure_kinds import says_only_kind_and_period
from ingest.periods import Period, without_periods
from ingest.records import Cell, FigureKind
from service.arithmetic import change_percent, difference
from service.cell_catalog import RowEntry
from service.money_sides import Side, cell_side
from service.operands import Computed, Operand, numbers_of, same_time, span_of
from service.question import Operation, Question
from service.reading import CellReading
from service.word_tables import words_of

DIFFERENCES = (FigureKind.DEVIATION, FigureKind.CHANGE, FigureKind.SHARE)
"""Kinds that are themselves compared figures: no levels to compare."""


def between_periods(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The later figure minus the earlier one, in the best row that has both periods."""
    best = max((reading.cover for reading in readings), default=0.0)
    for reading in readings:
        if reading.kind in DIFFERENCES or reading.cover < best - LESS_COVERED:
            continue
        pair = _period_pair(question, reading)
        if pair is None:
            continue
        earlier, later = pair
        before, after = numbers_of((earlier, later))
        if before < 0 and after < 0 and cell_side(later.cell) is Side.COST:
            # Costs printed with a minus grow when they get further below nought.
            before, after = -before, -after
        if wants_percent(question):
            done = change_percent(after, before)
        else:
            done = difference(after, before, later.cell.unit)
        if done is not None:
            return Computed(reading, done, (later, earlier), question.operation, span_of(later))
    return None


LESS_COVERED = 0.2
"""Share of the question's words that a row may cover less than the best: a total is no stand-in for the row asked for. A
budget covers "ökar" 0.15 less than an outcome does, and may hold the two times."""


def wants_percent(question: Question) -> bool:
    """Whether the change is asked for in per cent."""
    return question.operation is Operation.CHANGE_PERCENT or question.unit == "procent"


def printed_change(question: Question, computed: Computed) -> Cell | None:
    """The change that the row of a computed one prints for the same two times, in the unit asked for.

    A table with more times than two doesn't tell which of them its change is between.
    """
    later, earlier = computed.operands[:2]
    level = later.cell
    times = {cell.period for cell in later.row.cells if cell.kind is level.kind and cell.period is not None}
    if len(times) > 2 and not _are_next_to(level, earlier.cell, later.row):
        return None
    if wants_percent(question):
        units: tuple[str | None, ...] = ("procent",)
    else:
        units = ("procentenheter", "procent", None) if level.unit == "procent" else (level.unit,)
    changes = [cell for cell in later.row.cells if cell.kind is FigureKind.CHANGE and cell.number is not None]
    changes = [cell for cell in changes if cell.period in (None, level.period) and cell.unit in units]
    if wants_percent(question) and level.unit == "procent":
        return None
    return changes[0] if len(changes) == 1 else None


def cell_of_period(reading: CellReading, period: Period, *, exactly: bool = False) -> Cell | None:
    """The row's figure of a period: same kind as the reading's where there are several, else a plain outcome."""
    fitting = [
        cell
        for cell in reading.row.cells
        if cell.period is not None
        and _same_measure(cell, reading.cell)
        and (cell.period == period if exactly else same_time(period, cell.period))
        and cell.kind not in DIFFERENCES
    ]
    same = [cell for cell in fitting if cell.kind is reading.kind]
    alike = [cell for cell in fitting if _same_sort(cell.kind, reading.kind)]
    return next(iter(same or alike or ([] if exactly else fitting)), None)


def _are_next_to(later: Cell, earlier: Cell, row: RowEntry) -> bool:
    """Whether a later figure is the row's newest and the earlier one the time before it."""
    ends = sorted({cell.period.end for cell in row.cells if cell.period and cell.kind is later.kind})
    own = (earlier.period.end if earlier.period else None, later.period.end if later.period else None)
    return list(own) == ends[-2:]


def _period_pair(question: Question, reading: CellReading) -> tuple[Operand, Operand] | None:
    asked = sorted((one.period for one in question.periods), key=lambda period: period.end)
    newest = _newest(reading)
    if len(asked) < 2:
        pair = _pair_with(question, reading, asked[0] if asked else None, newest)
        if pair is None:
            return None
        first, last = pair
    else:
        first, last = cell_of_period(reading, asked[0]), cell_of_period(reading, asked[-1])
    if first is None or last is None or first is last or first.unit != last.unit:
        return None
    earlier, later = sorted((first, last), key=lambda cell: cell.period.end if cell.period else (0, 0))
    return Operand(reading.row, earlier), Operand(reading.row, later)


def _pair_with(
    question: Question, reading: CellReading, asked: Period | None, newest: Cell | None
) -> tuple[Cell | None, Cell | None] | None:
    """The two figures meant where one time is named, or none: the newest against it, or it against the one before."""
    if newest is None or newest.period is None:
        return None
    if asked is None:
        return _before(reading, newest), newest
    named = cell_of_period(reading, asked)
    if named is None:
        return None
    if named is newest or not _COMPARES.search(question.plain):
        return (
            (_before(reading, named), named)
            if named is newest or _before(reading, named)
            else (named, newest)
        )
    return named, newest


_COMPARES = re.compile(
    r"\b(?:jämfört|jämförelse|mot|sedan|än|från|jmf|jfr|gentemot|skillnad\w*|skiljer|förhållande)\b"
)
"""The time that follows is the one compared with, not the one asked about."""


def _before(reading: CellReading, later: Cell) -> Cell | None:
    """The row's figure of the same months a year before; else the last one before it of the same length."""
    if later.period is None:
        return None
    year_before = cell_of_period(reading, later.period.moved(-1), exactly=True)
    if year_before is not None:
        return year_before
    earlier = [
        cell
        for cell in _levels(reading)
        if cell.period and cell.period.end < later.period.end and cell.period.months == later.period.months
    ]
    return max(earlier, key=lambda cell: cell.period.end if cell.period else (0, 0), default=None)


def _levels(reading: CellReading) -> list[Cell]:
    """The row's figures that are of the reading's kind and no differences themselves."""
    return [
        cell
        for cell in reading.row.cells
        if cell.period is not None
        and cell.kind not in DIFFERENCES
        and _same_sort(cell.kind, reading.kind)
        and _same_measure(cell, reading.cell)
    ]


def _same_sort(kind: FigureKind | None, other: FigureKind | None) -> bool:
    outcomes = (FigureKind.OUTCOME, None)
    return kind is other or (kind in outcomes and other in outcomes)


def _same_measure(cell: Cell, other: Cell) -> bool:
    """Whether two columns tell the same, their times and kinds aside: "Över 90 dagar" of one year and of another."""
    return _own_names(cell.column_path) == _own_names(other.column_path)


@lru_cache(maxsize=4096)
def _own_names(path: tuple[str, ...]) -> tuple[str, ...]:
    """What the headers of a column say besides time and kind of figure.

    >>> _own_names(("Besök 2025",)), _own_names(("Besök", "Utfall 2025")), _own_names(("Totalt 2024",))
    (('Besök',), ('Besök',), ('Totalt',))
    """
    kept = (part for part in path if not says_only_kind_and_period(part) or TOTALS.search(part))
    return tuple(name for part in kept if (name := without_periods(part)))


def measure_words(cell: Cell) -> frozenset[str]:
    """The words of a cell's column that name neither kind nor time nor unit: "intäkter" of "Utfall intäkter period"."""
    return _measure_words(cell.column_path)


@lru_cache(maxsize=4096)
def _measure_words(path: tuple[str, ...]) -> frozenset[str]:
    words = (word for part in path for word in words_of(part))
    return frozenset(
        word for word in words if not says_only_kind_and_period(word) and not _WHOLE.fullmatch(word)
    )


_WHOLE = re.compile(r"tot\w*|hel[at]|summa|projektets?|slut\w*|beslutad\w*|årets")


TOTALS = re.compile(r"\btotalt?\b|\bsumma\b", re.IGNORECASE)


def _newest(reading: CellReading) -> Cell | None:
    cells = [
        cell
        for cell in reading.row.cells
        if cell.period is not None
        and _same_sort(cell.kind, reading.kind)
        and _same_measure(cell, reading.cell)
    ]
    return max(cells, key=lambda cell: cell.period.end if cell.period else (0, 0), default=None)
