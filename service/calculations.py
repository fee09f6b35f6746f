"""Calculations over cells of one table: which operands an operation needs, and what comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from ingest.records import Cell, FigureKind
from service.arithmetic import difference, mean, total
from service.changes import between_periods, cell_of_period
from service.money_sides import are_of_one_side
from service.operands import Computed, Operand, first_operand, fits_time, span_of, spans_of
from service.question import Operation, Question
from service.rankings import extreme
from service.reading import CellReading
from service.rests import rest_asked, rest_of_row
from service.shares import BUDGET_KINDS, share_of_whole
from service.targets import target_gap

NEAR_BEST = 1.0  # a row this much below the best by score is still taken as one of several asked for


def compute(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The calculation that the question asks for, over the best row that holds all its operands."""
    if question.operation is Operation.LOOKUP and rest_asked(question.plain):
        return rest_of_row(question, readings)
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
            operands = _named_rows(reading, readings)
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


def _named_rows(best: CellReading, readings: Sequence[CellReading]) -> tuple[Operand, ...]:
    """The rows of the best cell's column that the question names one by one."""
    column = [
        reading
        for reading in readings
        if reading.row.entry is best.row.entry
        and reading.cell.column == best.cell.column
        and not reading.cell.is_total
    ]
    column = [reading for reading in column if reading.score > best.score - NEAR_BEST]
    return without_whole([Operand(reading.row, reading.cell) for reading in column])


def without_whole(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The rows to be added up, less one that is already what all the others come to."""
    total = sum((operand.number for operand in operands), Decimal(0))
    wholes = [operand for operand in operands if operand.number and 2 * operand.number == total]
    return tuple(one for one in operands if len(wholes) != 1 or one is not wholes[0])


def _deviation(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """Outcome or forecast minus budget, where the table prints no deviation of that kind."""
    forecast = FigureKind.FORECAST in question.kinds
    kind = FigureKind.FORECAST if forecast else FigureKind.OUTCOME
    for reading in sorted(readings, key=lambda one: one.kind is not kind):
        whole = _of_whole_project(reading) if forecast and not question.periods else None
        if whole is not None:
            return whole
        pair = _against_budget(question, reading, kind)
        if pair is None:
            continue
        result, budget = pair
        done = difference(result.number, budget.number, result.cell.unit)
        return Computed(
            reading, done, (result, budget), Operation.DIFFERENCE, span_of(result), against_budget=True
        )
    return None


def _against_budget(
    question: Question, reading: CellReading, kind: FigureKind
) -> tuple[Operand, Operand] | None:
    """The first outcome or forecast of a row that a budget of the same time, side and unit stands beside."""
    for cell in reading.row.cells:
        if cell.kind is not kind or not fits_time(question.periods, cell):
            continue
        result = Operand(reading.row, cell)
        budget = first_operand(reading.row, _budget_for(result, kind is FigureKind.FORECAST))
        if budget is not None and budget.cell.unit == cell.unit:
            return result, budget
    return None


def _of_whole_project(reading: CellReading) -> Computed | None:
    """What a project that runs over years is thought to cost in all, minus all that was granted for it."""
    found = {}
    for kind in (FigureKind.FORECAST, FigureKind.BUDGET):
        cells = [cell for cell in reading.row.cells if cell.kind is kind and cell.number is not None]
        of_whole = [cell for cell in cells if _WHOLE_PROJECT.search(" ".join(cell.column_path))]
        found[kind] = Operand(reading.row, of_whole[0]) if len(of_whole) == 1 else None
    result, budget = found[FigureKind.FORECAST], found[FigureKind.BUDGET]
    if result is None or budget is None or result.cell.unit != budget.cell.unit:
        return None
    done = difference(result.number, budget.number, result.cell.unit)
    return Computed(
        reading, done, (result, budget), Operation.DIFFERENCE, span_of(result), against_budget=True
    )


_WHOLE_PROJECT = re.compile(
    r"\b(?:total\w*|hela|projektbudget|projektets|slut\w*|beslutad\w*)\b", re.IGNORECASE
)


def _budget_for(result: Operand, forecast: bool) -> Callable[[Cell], bool]:
    kinds = BUDGET_KINDS if forecast else (FigureKind.BUDGET,)

    def fits(cell: Cell) -> bool:
        same = cell.period == result.cell.period or (forecast and cell.kind is FigureKind.ANNUAL_BUDGET)
        return cell.kind in kinds and same and are_of_one_side(cell, result.cell)

    return fits


_WORKERS: dict[Operation, Callable[[Question, Sequence[CellReading]], Computed | None]] = {
    Operation.DIFFERENCE: between_periods,
    Operation.CHANGE_PERCENT: between_periods,
    Operation.SUM: _summed,
    Operation.MEAN: _summed,
    Operation.SHARE: share_of_whole,
    Operation.TARGET_GAP: target_gap,
    Operation.TARGET_REACHED: target_gap,
    Operation.HIGHEST: extreme,
    Operation.LOWEST: extreme,
}
