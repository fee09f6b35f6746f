"""Calculations over things that a question names side by side: their cells in one table, added or compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import product

from service.arithmetic import Sum, change_percent, difference, mean, total
from service.operands import Computed, Operand
from service.parts import Parts, ways_to_part
from service.question import Operation, Question
from service.reading import CellReading

FindCells = Callable[[Question], Sequence[CellReading]]
MOST_OF_EACH = 8  # readings weighed for each thing; deeper ones stand in other tables
SEVERAL = (Operation.SUM, Operation.MEAN, Operation.DIFFERENCE, Operation.CHANGE_PERCENT)


def compute_several(question: Question, find: FindCells) -> Computed | None:
    """The sum, mean or difference of the things that a question names, each with a cell of its own in one table.

    `find` gives the readings that are enough of an answer to a part, best first.
    """
    if question.operation not in SEVERAL or len(question.periods) > 1:
        return None
    found = [chosen for parts in ways_to_part(question) if (chosen := _in_one_table(parts, find)) is not None]
    if not found:
        return None
    best = max(found, key=lambda cells: sum(cell.score for cell in cells) / len(cells))
    done = _calculated(question, best)
    if done is None:
        return None
    operands = tuple(Operand(cell.row, cell.cell) for cell in best)
    period = "/".join(dict.fromkeys(str(cell.period) for cell in best if cell.period)) or None
    return Computed(best[0], done, operands, question.operation, period, several=True)


def _in_one_table(parts: Parts, find: FindCells) -> tuple[CellReading, ...] | None:
    """The best cell of each part: all in one table, of one kind, unit and time, no cell twice."""
    readings = [list(find(part))[:MOST_OF_EACH] for part in parts]
    if not all(readings):
        return None
    matching = [cells for cells in product(*readings) if _belong_together(cells)]
    return max(matching, key=lambda cells: sum(cell.score for cell in cells), default=None)


def _belong_together(cells: Sequence[CellReading]) -> bool:
    first = cells[0]
    same = all(
        cell.row.entry is first.row.entry
        and (cell.unit, cell.kind, cell.period) == (first.unit, first.kind, first.period)
        for cell in cells
    )
    places = {(cell.cell.row, cell.cell.column) for cell in cells}
    in_line = len({row for row, _ in places}) == 1 or len({column for _, column in places}) == 1
    return same and in_line and len(places) == len(cells)


def _calculated(question: Question, cells: Sequence[CellReading]) -> Sum | None:
    numbers = [cell.number for cell in cells]
    match question.operation:
        case Operation.SUM:
            return total(numbers, cells[0].unit)
        case Operation.MEAN:
            return mean(numbers, cells[0].unit)
        case Operation.DIFFERENCE if len(cells) == 2:
            return _gap(question, cells)
        case Operation.CHANGE_PERCENT if len(cells) == 2:
            return change_percent(numbers[0], numbers[1])
    return None


def _gap(question: Question, cells: Sequence[CellReading]) -> Sum:
    """How much the first is above the second; the "skillnad" of two has no side, and of two costs the larger is more."""
    first, second = (cell.number for cell in cells)
    if _SIDELESS.search(question.plain):
        return difference(max(first, second), min(first, second), cells[0].unit)
    if first < 0 and second < 0:
        return difference(-first, -second, cells[0].unit)
    return difference(first, second, cells[0].unit)


_SIDELESS = re.compile(r"\b(?:skillnad\w*|skiljer|skilja|gapet|differensen)\b")


def names_bodies(question: Question) -> bool:
    """Whether bodies are added or set against each other: each has one figure, the rows that are parts of it none."""
    return question.operation in SEVERAL and len(question.bodies) > 1 and len(question.periods) < 2
