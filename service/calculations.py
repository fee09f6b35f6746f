"""Calculations over cells of one table: which operands an operation needs, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.periods import Period, compatible
from ingest.records import Bound, Cell, FigureKind
from ingest.swedish_numbers import find_numbers
from service.arithmetic import Sum, change_percent, difference, mean, share, total
from service.cell_catalog import RowEntry
from service.question import AskedPeriod, Operation, Question
from service.reading import CellReading

BUDGET_KINDS = (FigureKind.ANNUAL_BUDGET, FigureKind.BUDGET)
AS_MUCH = 0.15  # of the question's words; rows that cover less are about something else than the best one
NEAR_BEST = 1.0  # a row this much below the best by score is still taken as one of several asked for


@dataclass(frozen=True, slots=True)
class Operand:
    row: RowEntry
    cell: Cell

    @property
    def number(self) -> Decimal:
        """The cell's number."""
        return self.cell.number if self.cell.number is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Computed:
    """A calculation done: the sum, the cells in it, main one first in `operands`, and how its words go."""

    reading: CellReading
    """The reading that led to it: its words, row and score."""
    sum: Sum
    operands: tuple[Operand, ...]
    operation: Operation
    period: str | None
    against_budget: bool = False
    reached: bool | None = None
    bound: Bound | None = None
    several: bool = False
    """The operands are things that the question names side by side."""


def compute(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The calculation that the question asks for, over the best row that holds all its operands."""
    for operation, worker in _WORKERS.items():
        if question.operation is operation:
            return worker(question, readings)
    if FigureKind.DEVIATION in question.kinds:
        return _deviation(question, readings)
    return None


def _between_periods(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The later figure minus the earlier one, in the best row that has both periods."""
    for reading in readings:
        pair = _period_pair(question, reading)
        if pair is None:
            continue
        earlier, later = pair
        before, after = _numbers((earlier, later))
        if question.operation is Operation.CHANGE_PERCENT or question.unit == "procent":
            done = change_percent(after, before)
        else:
            done = difference(after, before, later.cell.unit)
        if done is not None:
            return Computed(reading, done, (later, earlier), question.operation, _span(later))
    return None


def _period_pair(question: Question, reading: CellReading) -> tuple[Operand, Operand] | None:
    asked = sorted((one.period for one in question.periods), key=lambda period: period.end)
    if not asked:
        return None
    if len(asked) == 1:
        newest = _newest(reading.row, reading.kind)
        if newest is None:
            return None
        later = newest.period
        asked = [asked[0], later] if later is not None else asked
    first = _cell_of_period(reading, asked[0])
    last = _cell_of_period(reading, asked[-1])
    if first is None or last is None or first is last:
        return None
    if first.unit != last.unit:
        return None
    pair = sorted((first, last), key=lambda cell: cell.period.end if cell.period else (0, 0))
    return Operand(reading.row, pair[0]), Operand(reading.row, pair[1])


def _cell_of_period(reading: CellReading, period: Period) -> Cell | None:
    """The row's figure of a period: same kind as the reading's where there are several, else a plain outcome."""
    fitting = [
        cell
        for cell in reading.row.cells
        if cell.period is not None and _same_time(period, cell.period) and cell.kind not in _DIFFERENCES
    ]
    same = [cell for cell in fitting if cell.kind is reading.cell.kind]
    return next(iter(same or fitting), None)


_DIFFERENCES = (FigureKind.DEVIATION, FigureKind.CHANGE, FigureKind.SHARE)


def _same_time(asked: Period, period: Period) -> bool:
    return compatible(asked, period) or (asked.is_year and asked.end[0] == period.end[0] == period.start[0])


def _newest(row: RowEntry, kind: FigureKind | None) -> Cell | None:
    cells = [cell for cell in row.cells if cell.period is not None and cell.kind is kind]
    return max(cells, key=lambda cell: cell.period.end if cell.period else (0, 0), default=None)


def _summed(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Several periods of one row, or several rows of one column, added up."""
    found: list[Computed] = []
    for reading in readings:
        if len(question.periods) > 1:
            cells = [_cell_of_period(reading, one.period) for one in question.periods]
            operands = tuple(Operand(reading.row, cell) for cell in cells if cell is not None)
            if len(operands) != len(question.periods):
                continue
        else:
            operands = _named_rows(question, reading, readings)
            if len(operands) < 2:
                continue
        if len({operand.cell.unit for operand in operands}) > 1:
            continue
        worker = mean if question.operation is Operation.MEAN else total
        done = worker([operand.number for operand in operands], operands[0].cell.unit)
        found.append(Computed(reading, done, operands, question.operation, _spans(operands)))
    return max(
        found, key=lambda one: one.reading.score + EXACT * _exactness(question, one.operands), default=None
    )


EXACT = 1.5  # score that operands of just the asked periods are worth over others within the same years


def _exactness(question: Question, operands: Sequence[Operand]) -> float:
    """The share of the operands whose period is one of those asked for, to the month."""
    asked = {one.period for one in question.periods}
    return sum(1 for operand in operands if operand.cell.period in asked) / max(1, len(operands))


def _named_rows(
    question: Question, best: CellReading, readings: Sequence[CellReading]
) -> tuple[Operand, ...]:
    """The rows of the best cell's column that the question names one by one."""
    column = [
        reading
        for reading in readings
        if reading.row.entry is best.row.entry
        and reading.cell.column == best.cell.column
        and not reading.cell.is_total
    ]
    if len(question.bodies) > 1:
        column = [reading for reading in column if reading.cell.body in question.bodies]
    else:
        column = [reading for reading in column if reading.score > best.score - NEAR_BEST]
    return tuple(Operand(reading.row, reading.cell) for reading in column)


def _share(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """A row of its column's total, or of the budget what was used."""
    for reading in readings:
        if reading.cell.unit == "procent":
            continue
        whole = _budget_of(question, reading) or _total_of(reading)
        if whole is None or whole.cell.unit != reading.cell.unit:
            continue
        same_row = whole.cell.row == reading.cell.row
        part = _outcome_of(reading) if same_row else Operand(reading.row, reading.cell)
        done = share(abs(part.number), abs(whole.number)) if part is not None else None
        if part is not None and done is not None:
            return Computed(reading, done, (part, whole), Operation.SHARE, _span(part))
    return None


def _budget_of(question: Question, reading: CellReading) -> Operand | None:
    used = FigureKind.BUDGET in question.kinds or FigureKind.ANNUAL_BUDGET in question.kinds
    if not used or not any(
        word in question.plain for word in ("gick åt", "gått åt", "använts", "använt", "förbrukat")
    ):
        return None
    asked = [kind for kind in BUDGET_KINDS if kind in question.kinds]
    for kinds in (asked, BUDGET_KINDS):
        found = _first(reading.row, lambda cell: cell.kind in kinds and _fits_time(question.periods, cell))  # noqa: B023
        if found is not None:
            return found
    return None


def _outcome_of(reading: CellReading) -> Operand | None:
    return _first(
        reading.row, lambda cell: cell.kind is FigureKind.OUTCOME and cell.period == _budget_period(reading)
    ) or _first(reading.row, lambda cell: cell.kind is FigureKind.OUTCOME)


def _budget_period(reading: CellReading) -> Period | None:
    budget = _first(reading.row, lambda cell: cell.kind in BUDGET_KINDS)
    return budget.cell.period if budget else None


def _total_of(reading: CellReading) -> Operand | None:
    """The total of a cell's column: the nearest total row below it."""
    if reading.cell.is_total:
        return None
    cells = [
        cell
        for cell in reading.row.entry.table.cells
        if cell.column == reading.cell.column and cell.is_total and cell.number is not None
    ]
    below = [cell for cell in cells if cell.row > reading.cell.row]
    chosen = next(iter(below or cells), None)
    return Operand(reading.row, chosen) if chosen is not None else None


def _target_gap(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Outcome minus target, in the best row that has both."""
    for reading in readings:
        if reading.cell.kind not in (FigureKind.OUTCOME, None):
            continue
        outcome = Operand(reading.row, reading.cell)
        target = _first(reading.row, lambda cell: cell.kind is FigureKind.TARGET)
        if target is not None and target.cell.unit in (outcome.cell.unit, None):
            gap = difference(outcome.number, target.number, outcome.cell.unit)
            reached = is_reached(outcome.number, target.number, target.cell.bound)
            return Computed(
                reading,
                gap,
                (outcome, target),
                question.operation,
                _span(outcome),
                reached=reached,
                bound=target.cell.bound,
            )
        in_label = target_in_label(outcome.cell)
        if in_label is not None:
            gap = difference(outcome.number, in_label, outcome.cell.unit)
            return Computed(reading, gap, (outcome,), question.operation, _span(outcome))
    return None


def target_in_label(cell: Cell) -> Decimal | None:
    """The target that a row label itself states ("… Mål 2023: 187 kWh/m2"), or None."""
    label = " ".join(cell.row_path)
    place = label.casefold().find("mål")
    numbers = [found for found in find_numbers(label) if found.start > place >= 0]
    return numbers[0].number.value if numbers else None


def is_reached(outcome: Decimal, target: Decimal, bound: Bound | None) -> bool | None:
    """Whether a target is reached, by its direction; None when the report gives none.

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


def _deviation(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Outcome or forecast minus budget, where the table prints no deviation of that kind."""
    forecast = FigureKind.FORECAST in question.kinds
    kind = FigureKind.FORECAST if forecast else FigureKind.OUTCOME
    for reading in sorted(readings, key=lambda one: one.kind is not kind):
        result = _first(reading.row, lambda cell: cell.kind is kind and _fits_time(question.periods, cell))
        budget = _first(reading.row, _budget_for(result, forecast)) if result else None
        if result is None or budget is None or result.cell.unit != budget.cell.unit:
            continue
        done = difference(result.number, budget.number, result.cell.unit)
        return Computed(
            reading, done, (result, budget), Operation.DIFFERENCE, _span(result), against_budget=True
        )
    return None


def _budget_for(result: Operand, forecast: bool) -> Callable[[Cell], bool]:
    kinds = BUDGET_KINDS if forecast else (FigureKind.BUDGET,)

    def fits(cell: Cell) -> bool:
        same = cell.period == result.cell.period or (forecast and cell.kind is FigureKind.ANNUAL_BUDGET)
        return cell.kind in kinds and same

    return fits


def _extreme(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The row with the largest or smallest figure in the best column."""
    groups: dict[tuple[int, int], list[CellReading]] = {}
    for reading in readings:
        if not reading.cell.is_total and (reading.cell.body is not None or not question.by_body):
            groups.setdefault((id(reading.row.entry), reading.cell.column), []).append(reading)
    several = [group for group in groups.values() if len({one.cell.row for one in group}) > 1]
    if not several:
        return None
    best = max(several, key=lambda group: max(one.score for one in group))
    first = max(best, key=lambda one: one.score)
    group = [one for one in best if one.unit == first.unit and one.cover >= first.cover - AS_MUCH]
    if len(group) < 2:
        return None
    winner = _pick(question, group)
    operands = [winner, *(one for one in group if one is not winner)]
    unit = winner.cell.unit
    done = Sum(winner.number, unit, _ranking(question, group))
    return Computed(
        winner,
        done,
        tuple(Operand(one.row, one.cell) for one in operands[:8]),
        question.operation,
        None,
    )


def _pick(question: Question, group: Sequence[CellReading]) -> CellReading:
    highest = question.operation is Operation.HIGHEST
    signed = any(one.number < 0 for one in group)
    if question.by_merit and (signed or FigureKind.DEVIATION in question.kinds):
        return max(group, key=_signed) if highest else min(group, key=_signed)
    if question.polarity and signed:
        largest_loss = (question.polarity < 0) == highest
        return min(group, key=_signed) if largest_loss else max(group, key=_signed)
    if FigureKind.DEVIATION in question.kinds:
        return max(group, key=_size) if highest else min(group, key=_size)
    costs = signed and all(one.number <= 0 for one in group)
    key = _size if costs else _signed
    return max(group, key=key) if highest else min(group, key=key)


def _signed(reading: CellReading) -> Decimal:
    return reading.number


def _size(reading: CellReading) -> Decimal:
    """Costs printed as negative numbers are large by their amount."""
    return abs(reading.number)


def _ranking(question: Question, group: Sequence[CellReading]) -> str:
    name = "störst" if question.operation is Operation.HIGHEST else "minst"
    return f"{name} av {len(group)} rader"


def _first(row: RowEntry, test: Callable[[Cell], bool]) -> Operand | None:
    return next((Operand(row, cell) for cell in row.cells if test(cell)), None)


def _fits_time(asked: Sequence[AskedPeriod], cell: Cell) -> bool:
    return not asked or cell.period is None or any(_same_time(one.period, cell.period) for one in asked)


def _numbers(operands: Iterable[Operand]) -> list[Decimal]:
    return [operand.number for operand in operands]


def _span(operand: Operand) -> str:
    return str(operand.cell.period) if operand.cell.period else ""


def _spans(operands: Sequence[Operand]) -> str | None:
    return "/".join(dict.fromkeys(_span(operand) for operand in operands)) or None


_WORKERS: dict[Operation, Callable[[Question, Sequence[CellReading]], Computed | None]] = {
    Operation.DIFFERENCE: _between_periods,
    Operation.CHANGE_PERCENT: _between_periods,
    Operation.SUM: _summed,
    Operation.MEAN: _summed,
    Operation.SHARE: _share,
    Operation.TARGET_GAP: _target_gap,
    Operation.TARGET_REACHED: _target_gap,
    Operation.HIGHEST: _extreme,
    Operation.LOWEST: _extreme,
}
