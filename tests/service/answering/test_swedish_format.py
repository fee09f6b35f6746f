"""Numbers, amounts and periods as Swedish readers expect them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.periods import Period
from ingest.swedish_numbers import parse_number
from service.swedish_format import format_amount, format_number, format_period


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("-2363", "−2 363"),
        ("1222921", "1 222 921"),
        # printed decimals stay, also noughts
        ("7.40", "7,40"),
        ("-0.5", "−0,5"),
        ("999", "999"),
        ("1000", "1 000"),
        ("2450000000", "2 450 000 000"),
        # an exponent is written out
        ("2.45E+9", "2 450 000 000"),
    ],
)
def test_a_number(number: str, text: str) -> None:
    assert format_number(Decimal(number)) == text


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=2))
def test_a_number_written_is_read_again(number: Decimal) -> None:
    read = parse_number(format_number(number))
    assert read is not None
    assert read.value == number


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_written_is_read_again(number: int) -> None:
    read = parse_number(format_number(Decimal(number)))
    assert read is not None
    assert read.value == number


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("-305", "mkr", "−305 mkr"),
        ("7.4", "procent", "7,4 procent"),
        ("0.7", "procentenheter", "0,7 procentenheter"),
        # what is counted is named by its row
        ("165", "antal", "165"),
        ("-12", None, "−12"),
        ("172", "kWh/m2", "172 kWh/m2"),
    ],
)
def test_an_amount(number: str, unit: str | None, text: str) -> None:
    assert format_amount(Decimal(number), unit) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (None, ""),
        (Period((2031, 1), (2031, 12)), "2031"),
        (Period((2031, 8), (2031, 8)), "augusti 2031"),
        (Period((2031, 1), (2031, 8)), "jan–aug 2031"),
        (Period((2031, 3), (2031, 4)), "mars–april 2031"),
        # whole years, and from one year into another
        (Period((2031, 1), (2033, 12)), "2031–2033"),
        (Period((2030, 9), (2031, 8)), "sept 2030–aug 2031"),
    ],
)
def test_a_period(period: Period | None, text: str) -> None:
    assert format_period(period) == text
