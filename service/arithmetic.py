"""Sums over cited figures, in Decimal; each states its expression and how it was rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ingest.units import money_factor
from service.swedish_format import format_number

PERCENT_STEP = Decimal("0.1")
"""A computed share or change is given to one decimal: the figures behind it are rounded themselves."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The outcome of a calculation; `expression` is in figures as the reports print them."""

    number: Decimal
    unit: str | None
    expression: str
    rounding: str | None = None


def difference(later: Decimal, earlier: Decimal, unit: str | None) -> Sum:
    """How much the first is above the second; percentages differ by percentage points.

    >>> difference(Decimal("41"), Decimal("98"), "mkr")
    Sum(number=Decimal('-57'), unit='mkr', expression='41 − 98', rounding=None)
    """
    expression = f"{format_number(later)} − {_inner(earlier)}"
    return Sum(later - earlier, "procentenheter" if unit == "procent" else unit, expression)


def change_percent(later: Decimal, earlier: Decimal) -> Sum | None:
    """The change from the second to the first in percent of the second's size; None from nought.

    >>> change_percent(Decimal("110"), Decimal("100")).number
    Decimal('10.0')
    """
    if earlier == 0:
        return None
    exact = (later - earlier) / abs(earlier) * 100
    expression = f"({format_number(later)} − {_inner(earlier)}) / {format_number(abs(earlier))}"
    return _percent(exact, expression)


def share(part: Decimal, whole: Decimal) -> Sum | None:
    """The part in percent of the whole; None of nought.

    >>> share(Decimal("3610"), Decimal("4512"))
    Sum(number=Decimal('80.0'), unit='procent', expression='3 610 / 4 512', rounding='avrundat till en decimal')
    """
    if whole == 0:
        return None
    return _percent(part / whole * 100, f"{format_number(part)} / {_inner(whole)}")


def total(numbers: Sequence[Decimal], unit: str | None) -> Sum:
    """The sum of several figures.

    >>> total([Decimal("-210.4"), Decimal("-95.3")], "mkr")
    Sum(number=Decimal('-305.7'), unit='mkr', expression='−210,4 + (−95,3)', rounding=None)
    """
    first, *rest = numbers
    expression = " + ".join([format_number(first), *map(_inner, rest)])
    return Sum(sum(numbers, Decimal(0)), unit, expression)


def mean(numbers: Sequence[Decimal], unit: str | None) -> Sum:
    """The arithmetic mean, to one decimal more than the figures have.

    >>> mean([Decimal(10), Decimal(15)], "antal").number
    Decimal('12.5')
    """
    summed = total(numbers, unit)
    finest = max(max(0, -int(number.as_tuple().exponent)) for number in numbers) + 1
    step = Decimal(1).scaleb(-finest)
    number = (summed.number / len(numbers)).quantize(step, ROUND_HALF_UP)
    return Sum(number, unit, f"({summed.expression}) / {len(numbers)}", "avrundat")


def in_unit(number: Decimal, unit: str | None, wanted: str) -> Decimal | None:
    """An amount of money in another unit of money; None when either isn't one.

    >>> in_unit(Decimal("-305"), "mkr", "kr")
    Decimal('-305000000')
    """
    factor = money_factor(unit or "", wanted)
    if factor is None:
        return None
    moved = number * factor
    return moved.quantize(Decimal(1)) if moved == moved.to_integral_value() else moved.normalize()


def _percent(exact: Decimal, expression: str) -> Sum:
    rounded = exact.quantize(PERCENT_STEP, ROUND_HALF_UP)
    return Sum(rounded, "procent", expression, None if rounded == exact else "avrundat till en decimal")


def _inner(number: Decimal) -> str:
    """A figure inside an expression; a negative one in brackets."""
    return f"({format_number(number)})" if number < 0 else format_number(number)
