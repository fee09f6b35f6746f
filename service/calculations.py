"""Calculations over cells of one table: which operands an operation needs, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.periods import Period
from ingest.records import Cell, FigureKind
from service.arithmetic import difference, mean, share, total
from service.changes import between_periods, cell_of_period
from service.operands import Computed, Operand, first_operand, fits_time, span_of, spans_of
from service.question import Operation, Question
from service.rankings import extreme
from service.reading import CellReading
from service.targets import target_gap

BUDGET_KINDS = (FigureKind.ANNUAL_BUDGET, FigureKind.BUDGET)
NEAR_BEST = 1.0  # a row this much below the best by score is still taken as one of several asked for


def compute(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The calculation that the question asks for, over the best row that holds all its operands."""
    for operation, worker in _WORKERS.items():
        if question.operation is operation:
            return worker(question, readings)
    if FigureKind.DEVIATION in question.kinds:
        return _deviation(question, readings)
    return None


def _summed(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Several periods of one row, or several rows of one column, added up."""
    found: list[Computed] = []
    for reading in readings:
        if len(question.periods) > 1:
            cells = [cell_of_period(reading, one.period) for one in question.periods]
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
        found.append(Computed(reading, done, operands, question.operation, spans_of(operands)))
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
            return Computed(reading, done, (part, whole), Operation.SHARE, span_of(part))
    return None


def _budget_of(question: Question, reading: CellReading) -> Operand | None:
    used = FigureKind.BUDGET in question.kinds or FigureKind.ANNUAL_BUDGET in question.kinds
    if not used or not any(
        word in question.plain for word in ("gick åt", "gått åt", "använts", "använt", "förbrukat")
    ):
        return None
    asked = [kind for kind in BUDGET_KINDS if kind in question.kinds]
    for kinds in (asked, BUDGET_KINDS):
        found = _of_kinds(question, reading, kinds)
        if found is not None:
            return found
    return None


def _of_kinds(question: Question, reading: CellReading, kinds: Sequence[FigureKind]) -> Operand | None:
    return first_operand(reading.row, lambda cell: cell.kind in kinds and fits_time(question.periods, cell))


def _outcome_of(reading: CellReading) -> Operand | None:
    return first_operand(
        reading.row, lambda cell: cell.kind is FigureKind.OUTCOME and cell.period == _budget_period(reading)
    ) or first_operand(reading.row, lambda cell: cell.kind is FigureKind.OUTCOME)


def _budget_period(reading: CellReading) -> Period | None:
    budget = first_operand(reading.row, lambda cell: cell.kind in BUDGET_KINDS)
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


def _deviation(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Outcome or forecast minus budget, where the table prints no deviation of that kind."""
    forecast = FigureKind.FORECAST in question.kinds
    kind = FigureKind.FORECAST if forecast else FigureKind.OUTCOME
    for reading in sorted(readings, key=lambda one: one.kind is not kind):
        result = first_operand(
            reading.row, lambda cell: cell.kind is kind and fits_time(question.periods, cell)
        )
        budget = first_operand(reading.row, _budget_for(result, forecast)) if result else None
        if result is None or budget is None or result.cell.unit != budget.cell.unit:
            continue
        done = difference(result.number, budget.number, result.cell.unit)
        return Computed(
            reading, done, (result, budget), Operation.DIFFERENCE, span_of(result), against_budget=True
        )
    return None


def _budget_for(result: Operand, forecast: bool) -> Callable[[Cell], bool]:
    kinds = BUDGET_KINDS if forecast else (FigureKind.BUDGET,)

    def fits(cell: Cell) -> bool:
        same = cell.period == result.cell.period or (forecast and cell.kind is FigureKind.ANNUAL_BUDGET)
        return cell.kind in kinds and same

    return fits


_WORKERS: dict[Operation, Callable[[Question, Sequence[CellReading]], Computed | None]] = {
    Operation.DIFFERENCE: between_periods,
    Operation.CHANGE_PERCENT: between_periods,
    Operation.SUM: _summed,
    Operation.MEAN: _summed,
    Operation.SHARE: _share,
    Operation.TARGET_GAP: target_gap,
    Operation.TARGET_REACHED: target_gap,
    Operation.HIGHEST: extreme,
    Operation.LOWEST: extreme,
}
