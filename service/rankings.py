"""Which of several rows is largest or smallest: over rows of one sort only, never totals or results among parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.figure_kinds import says_only_kind_and_period
from ingest.records import Cell, FigureKind
from service.arithmetic import Sum
from service.operands import Computed, Operand
from service.question import Operation, Quantity, Question
from service.ranked_changes import direction_of, ranked_changes
from service.reading import CellReading
from service.row_fits import RESULT
from service.row_scores import LABEL_FIT
from service.totals import is_called_whole, sum_among
from service.word_tables import stem, stems_of

AS_MUCH = 0.15  # of the question's words; rows that cover less are about something else than the best one
NAMED_TABLE = 2.0
"""Score of a table that is named for what is ranked ("Not 3 Driftskostnader") over one with a row of that name."""
MOST_SHOWN = 8  # rows of a ranking that are cited


def extreme(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The row with the largest or smallest figure in the best column; of a row that goes by time its column."""
    length = _asked_length(question)
    if length is not None:
        return _extreme_time(question, readings, length)
    if (direction := direction_of(question.plain)) != 0:
        return ranked_changes(question, _rankable(question, readings), direction)
    if Quantity.SHARE in question.quantities:
        # "Störst andel" is no number of them.
        readings = [one for one in readings if one.unit == "procent" or one.kind is FigureKind.SHARE]
    across = _extreme_column(question, readings)
    if across is not None:
        return across
    several = _rankable(question, readings)
    return _computed(question, several[0]) if several else None


def _rankable(question: Question, readings: Sequence[CellReading]) -> list[list[CellReading]]:
    """The columns of rows of one sort, best first."""
    groups: dict[tuple[int, int], list[CellReading]] = {}
    for reading in readings:
        if not reading.cell.is_total and (reading.cell.body is not None or not question.by_body):
            groups.setdefault((id(reading.row.entry), reading.cell.column), []).append(reading)
    kin = [_of_one_sort(question, group) for group in groups.values()]
    several = [group for group in kin if len({one.cell.row for one in group}) > 1]
    return sorted(
        several,
        key=lambda group: max(one.score for one in group) + NAMED_TABLE * _named(question, group),
        reverse=True,
    )


NAMED_ROW = 0.5  # share of a row's label that the question says, for the row to be the measure that is ranked


def _extreme_column(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The column with the largest or smallest figure, where the row is the measure and the columns are what is ranked."""
    best = max(readings, key=lambda one: one.score, default=None)
    if best is None or question.category is None or not best.cell.column_path or question.periods:
        return None
    if best.parts.get("rad", 0.0) < NAMED_ROW * LABEL_FIT or best.parts.get("nämnd", 0.0) > 0:
        return None
    group = [one for one in readings if one.row is best.row and _is_thing(one.cell)]
    group = [one for one in group if (one.unit, one.kind, one.period) == (best.unit, best.kind, best.period)]
    names = {term for one in group for term in stems_of(" ".join(one.cell.column_path))}
    said = {stem(word) for word in question.words}
    if len(group) < FEWEST_COLUMNS or names & said:
        return None
    done = _computed(question, group)
    return replace(done, across=True) if done is not None else None


FEWEST_COLUMNS = 3  # two may be two times, or two kinds of figure
_NO_THING = re.compile(
    r"\d|^(?:totalt?|summa|samtliga|alla|antal|andel|mål\w*|riket\w*|hela \w+|snitt\w*)\b", re.IGNORECASE
)


def _is_thing(cell: Cell) -> bool:
    """Whether a column is named for a thing, not for a time, a kind of figure or the whole."""
    name = " ".join(cell.column_path[-1:])
    return not _NO_THING.search(name) and not says_only_kind_and_period(name)


def _computed(question: Question, group: Sequence[CellReading]) -> Computed | None:
    winner = _pick(question, group)
    if winner is None:
        return None
    operands = [winner, *(one for one in group if one is not winner)]
    done = Sum(winner.number, winner.cell.unit, _ranking(question, group))
    shown = tuple(Operand(one.row, one.cell) for one in operands[:MOST_SHOWN])
    return Computed(winner, done, shown, question.operation, None, rank=question.rank)


_LENGTHS = {"månad": 1, "kvartal": 3, "tertial": 4, "halvår": 6, "år": 12}
"""Months in the times that a ranking may run over."""
_WHICH_TIME = re.compile(r"\b(?:vilken|vilket) (?P<noun>månad|kvartal|tertial|halvår|år)\b")


def _asked_length(question: Question) -> int | None:
    said = _WHICH_TIME.search(question.plain)
    return _LENGTHS[said["noun"]] if said is not None else None


def _extreme_time(question: Question, readings: Sequence[CellReading], length: int) -> Computed | None:
    """The time of that many months at which the best row has its largest or smallest figure."""
    times = [one for one in readings if one.cell.period is not None and one.cell.period.months == length]
    if not times:
        return None
    best = max(times, key=lambda one: one.score)
    alike = [one for one in times if one.unit == best.unit and one.kind is best.kind]
    group = [one for one in alike if one.row is best.row]
    if len({one.period for one in group}) < 2:  # the months are the rows
        group = [
            one for one in alike if one.row.entry is best.row.entry and one.cell.column == best.cell.column
        ]
    return _computed(question, group) if len({one.period for one in group}) > 1 else None


def _of_one_sort(question: Question, group: Sequence[CellReading]) -> list[CellReading]:
    """The rows that may be ranked against each other: no results or sums among parts, no part beside its whole."""
    labels = {one.cell.row_path for one in group}
    rows = [
        one
        for one in group
        if not (len(one.cell.row_path) > 1 and one.cell.row_path[:-1] in labels) and not _is_part(one)
    ]
    if not any(RESULT in word for word in map(stem, question.words)) and question.polarity == 0:
        rows = [one for one in rows if not any(RESULT in term for term in one.row.label)]
    rows = [one for one in rows if not _says_only(question, one)] if len(rows) > 1 else rows
    rows = _without_sums(rows)
    if question.category is not None and question.category.startswith("nämnd"):
        elected = [one for one in rows if _ELECTED.search(" ".join(one.cell.row_path[-1:]).casefold())]
        rows = elected if len(elected) > 1 else rows
    if question.category is not None and _COMPANIES.match(question.category):
        rows = [one for one in rows if _is_of_companies(one)]
    if not rows:
        return []
    first = max(rows, key=lambda one: one.score)
    return [one for one in rows if one.unit == first.unit and one.cover >= first.cover - AS_MUCH]


def _without_sums(rows: list[CellReading]) -> list[CellReading]:
    """The rows less those called totals, and the one that comes to what all the others do together."""
    parts = [one for one in rows if not is_called_whole(" ".join(one.cell.row_path[-1:]))]
    rows = parts if len(parts) > 1 else rows
    place = sum_among([one.number for one in rows])
    return rows if place is None else [*rows[:place], *rows[place + 1 :]]


_COMPANIES = re.compile(r"\w*bolag")


def _is_of_companies(reading: CellReading) -> bool:
    """Whether a row is a company's: by its own name, or by that of its table."""
    table = reading.row.entry.table
    named = " ".join(
        (
            *reading.cell.row_path,
            table.caption or "",
            *table.section[-1:],
            *(table.header[0][:1] if table.header else ()),
        )
    )
    return re.search(r"\bAB\b|aktiebolag|bolag", named) is not None


_ELECTED = re.compile(r"nämnd|styrels|fullmäktig|utskot|beredning|revision")
""" "Vilken nämnd" is not answered by a förvaltning or by finansieringen."""


def _is_part(reading: CellReading) -> bool:
    return reading.cell.row_path[-1:] != () and reading.cell.row_path[-1].casefold().startswith(
        ("varav", "därav")
    )


def _says_only(question: Question, reading: CellReading) -> bool:
    """Whether a row is called just what is ranked: the sum of such rows, not one of them."""
    return question.category is not None and set(reading.row.label) == {stem(question.category)}


def _named(question: Question, group: Sequence[CellReading]) -> float:
    """1 when the table or the rows' common parent is named for what is ranked."""
    if question.category is None:
        return 0.0
    wanted = stem(question.category)
    table = group[0].row.entry.table
    headings = [table.caption or "", *table.section[-1:], *(header[0] for header in table.header if header)]
    headings += [part for one in group for part in one.cell.row_path[:-1]]
    return float(any(wanted in stems_of(heading) for heading in headings))


def _pick(question: Question, group: Sequence[CellReading]) -> CellReading | None:
    key, highest = _order(question, group)
    ordered = sorted(group, key=key, reverse=highest)
    if len(ordered) < question.rank:
        return None
    winner = ordered[question.rank - 1]
    nobody_has_it = question.polarity < 0 and not question.by_merit and winner.number > 0
    return None if nobody_has_it and FigureKind.DEVIATION in question.kinds else winner


def _order(question: Question, group: Sequence[CellReading]) -> tuple[Callable[[CellReading], Decimal], bool]:
    """What the rows are ordered by, and whether the largest comes first."""
    highest = question.operation is Operation.HIGHEST
    signed = any(one.number < 0 for one in group)
    if question.by_merit and (signed or FigureKind.DEVIATION in question.kinds):
        return _signed, highest
    if question.polarity and signed:
        return _signed, (question.polarity < 0) != highest
    costs = signed and all(one.number <= 0 for one in group)
    by_size = costs or FigureKind.DEVIATION in question.kinds
    return (_size if by_size else _signed), highest


def _signed(reading: CellReading) -> Decimal:
    return reading.number


def _size(reading: CellReading) -> Decimal:
    """Costs printed as negative numbers are large by their amount."""
    return abs(reading.number)


def _ranking(question: Question, group: Sequence[CellReading]) -> str:
    name = "störst" if question.operation is Operation.HIGHEST else "minst"
    name = {1: name, 2: f"näst {name}"}.get(question.rank, f"nummer {question.rank} ({name})")
    what = "rader" if _asked_length(question) is None else "tider"
    return f"{name} av {len(group)} {what}"
