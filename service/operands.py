"""What calculations are made of: cells as operands, and a calculation done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.periods import Period, compatible
from ingest.records import Bound, Cell
from service.arithmetic import Sum
from service.cell_catalog import RowEntry
from service.question import AskedPeriod, Operation
from service.reading import CellReading


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
    verdict: str | None = None
    """The report's own judgement of a target, as printed."""
    assumed: bool = False
    """The report doesn't say whether less or more is better; the measure's name does."""
    rank: int = 1
    """Which from the end a ranking wanted."""
    across: bool = False
    """A ranking of a row's columns: the column is what is named."""
    several: bool = False
    """The operands are things that the question names side by side."""


def first_operand(row: RowEntry, test: Callable[[Cell], bool]) -> Operand | None:
    """The row's first cell that passes a test."""
    return next((Operand(row, cell) for cell in row.cells if test(cell)), None)


def fits_time(asked: Sequence[AskedPeriod], cell: Cell) -> bool:
    """Whether a cell is of one of the times asked for; true where none is or the cell has none."""
    return not asked or cell.period is None or any(same_time(one.period, cell.period) for one in asked)


def same_time(asked: Period, period: Period) -> bool:
    """Whether a figure's period is the one asked for, or lies in the year asked for."""
    return compatible(asked, period) or (asked.is_year and asked.end[0] == period.end[0] == period.start[0])


def numbers_of(operands: Iterable[Operand]) -> list[Decimal]:
    """The numbers of operands, in order."""
    return [operand.number for operand in operands]


def span_of(operand: Operand) -> str:
    """The operand's period in words; empty without one."""
    return str(operand.cell.period) if operand.cell.period else ""


def spans_of(operands: Sequence[Operand]) -> str | None:
    """The periods of operands, each once."""
    return "/".join(dict.fromkeys(span_of(operand) for operand in operands)) or None
