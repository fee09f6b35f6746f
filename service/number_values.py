"""A reading as a value: its number in the unit asked for, and what it is a number of."""

from __future__ import annotations

from decimal import Decimal

from ingest.units import UnitKind, units
from service.answer import Value
from service.arithmetic import in_unit
from service.citing import column_name, row_name
from service.prose_numbers import ProseReading
from service.question import Quantity, Question
from service.reading import CellReading


def reading_to_value(question: Question, reading: CellReading | ProseReading) -> Value:
    """The value of a reading as printed, not moved to another unit."""
    unit = unit_of(question, reading.unit, whole=is_whole(reading.number))
    if isinstance(reading, ProseReading):
        return Value(reading.number, unit, named_body(reading), None, period_text(reading))
    return Value(reading.number, unit, entity_of(reading), measure_of(reading), period_text(reading))


def unit_of(question: Question, unit: str | None, *, whole: bool = False) -> str | None:
    """A count without a printed unit is a number of things; `whole` tells that it has no decimals."""
    if (
        unit in units()
        and unit != THOUSANDS
        and units()[unit].kind is UnitKind.COUNT
        and Quantity.COUNT in question.quantities
    ):
        return "antal"
    money_or_share = Quantity.MONEY in question.quantities or Quantity.SHARE in question.quantities
    counts = Quantity.COUNT in question.quantities or (whole and not question.quantities)
    return "antal" if unit is None and counts and not money_or_share else unit


THOUSANDS = "tusental"
"""A count in thousands stays one: 1 812 of them are not 1 812."""


def is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value() and int(number.as_tuple().exponent) >= 0


def in_asked_unit(question: Question, number: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    if question.unit is None or question.unit == unit:
        return number, unit
    moved = in_unit(number, unit, question.unit)
    return (moved, question.unit) if moved is not None else (number, unit)


def entity_of(reading: CellReading) -> str | None:
    return reading.cell.body or row_name(reading.cell) or None


def measure_of(reading: CellReading) -> str | None:
    column = column_name(reading.cell)
    if reading.cell.body and reading.cell.body != row_name(reading.cell):
        return ", ".join(filter(None, [row_name(reading.cell), column])) or None
    return column or (reading.cell.kind.value if reading.cell.kind else None)


def period_text(reading: CellReading | ProseReading) -> str | None:
    return str(reading.period) if reading.period else None


def named_body(reading: ProseReading) -> str | None:
    return next(iter(sorted(reading.sentence.bodies)), None) if len(reading.sentence.bodies) == 1 else None
