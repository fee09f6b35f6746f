"""Sums over figures: exact values, how they are written, and what always holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.arithmetic import PERCENT_STEP, change_percent, difference, in_unit, mean, share, total

FIGURES = st.decimals(-10_000_000, 10_000_000, allow_nan=False, allow_infinity=False, places=1)
WHOLES = FIGURES.filter(lambda number: number != 0)


@pytest.mark.parametrize(
    ("later", "earlier", "unit", "number", "shown_unit", "expression"),
    [
        ("53", "116", "mkr", "-63", "mkr", "53 − 116"),
        # a negative figure taken away stands in brackets
        ("-2363", "-2058", "mkr", "-305", "mkr", "−2 363 − (−2 058)"),
        # the finer of two figures decides the decimals
        ("6.2", "5", "antal", "1.2", "antal", "6,2 − 5"),
        # shares differ by percentage points
        ("31.4", "27.0", "procent", "4.4", "procentenheter", "31,4 − 27,0"),
        ("8", "16", None, "-8", None, "8 − 16"),
    ],
)
def test_a_difference(
    later: str, earlier: str, unit: str | None, number: str, shown_unit: str | None, expression: str
) -> None:
    done = difference(Decimal(later), Decimal(earlier), unit)
    assert (done.number, done.unit, done.expression) == (Decimal(number), shown_unit, expression)
    assert done.rounding is None


@pytest.mark.parametrize(
    ("later", "earlier", "number", "rounding"),
    [
        ("110", "100", "10.0", None),
        # half a step goes away from nought
        ("1000.5", "1000", "0.1", "avrundat till en decimal"),
        ("999.5", "1000", "-0.1", "avrundat till en decimal"),
        # costs printed as negative numbers: a larger cost is a fall
        ("-110", "-100", "-10.0", None),
        # from a loss to a profit
        ("50", "-100", "150.0", None),
        ("0", "80", "-100.0", None),
    ],
)
def test_a_change_in_percent(later: str, earlier: str, number: str, rounding: str | None) -> None:
    done = change_percent(Decimal(later), Decimal(earlier))
    assert done is not None
    assert (str(done.number), done.unit, done.rounding) == (number, "procent", rounding)


def test_a_change_from_nought_has_no_percent() -> None:
    assert change_percent(Decimal(5), Decimal(0)) is None


@pytest.mark.parametrize(
    ("part", "whole", "number", "expression"),
    [
        ("3820", "4683", "81.6", "3 820 / 4 683"),
        ("1", "3", "33.3", "1 / 3"),
        ("110", "110", "100.0", "110 / 110"),
        ("131250", "120500", "108.9", "131 250 / 120 500"),
        ("0", "7", "0.0", "0 / 7"),
    ],
)
def test_a_share(part: str, whole: str, number: str, expression: str) -> None:
    done = share(Decimal(part), Decimal(whole))
    assert done is not None
    assert (str(done.number), done.unit, done.expression) == (number, "procent", expression)


def test_a_share_of_nought_is_none() -> None:
    assert share(Decimal(5), Decimal(0)) is None


@pytest.mark.parametrize(
    ("numbers", "number", "expression"),
    [
        (["1"], "1", "1"),
        (["810", "6180"], "6990", "810 + 6 180"),
        (["-512.1", "-493.7"], "-1005.8", "−512,1 + (−493,7)"),
        (["0.1", "0.2", "0.3"], "0.6", "0,1 + 0,2 + 0,3"),
    ],
)
def test_a_total(numbers: list[str], number: str, expression: str) -> None:
    done = total([Decimal(text) for text in numbers], "mkr")
    assert (done.number, done.unit, done.expression) == (Decimal(number), "mkr", expression)


@pytest.mark.parametrize(
    ("numbers", "number", "expression"),
    [
        # one decimal more than the finest figure
        (["2450", "2300", "2000"], "2250.0", "(2 450 + 2 300 + 2 000) / 3"),
        (["31.4", "29.8"], "30.60", "(31,4 + 29,8) / 2"),
        (["1", "1", "2"], "1.3", "(1 + 1 + 2) / 3"),
    ],
)
def test_a_mean(numbers: list[str], number: str, expression: str) -> None:
    done = mean([Decimal(text) for text in numbers], "procent")
    assert (str(done.number), done.unit, done.expression) == (number, "procent", expression)
    assert done.rounding == "avrundat"


@pytest.mark.parametrize(
    ("number", "unit", "wanted", "moved"),
    [
        ("-305", "mkr", "kr", "-305000000"),
        ("88.4", "mkr", "tkr", "88400"),
        ("265", "tkr", "mkr", "0.265"),
        ("1.5", "mdkr", "mkr", "1500"),
        # what is no money stays as it is
        ("6.2", "procent", "kr", None),
        ("6180", "antal", "tkr", None),
        ("12", None, "kr", None),
    ],
)
def test_an_amount_in_another_unit(number: str, unit: str | None, wanted: str, moved: str | None) -> None:
    assert in_unit(Decimal(number), unit, wanted) == (Decimal(moved) if moved else None)


def test_a_converted_amount_is_written_out() -> None:
    """Not 2.45E+9, which the figure would become by itself."""
    assert str(in_unit(Decimal("2450"), "mkr", "kr")) == "2450000000"


@given(FIGURES, FIGURES)
def test_a_difference_taken_back_gives_the_first_figure(later: Decimal, earlier: Decimal) -> None:
    assert difference(later, earlier, "mkr").number + earlier == later


@given(WHOLES)
def test_a_whole_is_all_of_itself(whole: Decimal) -> None:
    done = share(whole, whole)
    assert done is not None
    assert done.number == 100


@given(FIGURES, WHOLES)
def test_share_and_change_are_the_same_fraction(part: Decimal, whole: Decimal) -> None:
    """A change in percent is the share of the difference, for a positive base."""
    base = abs(whole)
    change, moved = change_percent(part, base), share(part - base, base)
    assert change is not None
    assert moved is not None
    assert change.number == moved.number
    assert abs(moved.number / 100 * base - (part - base)) <= base * PERCENT_STEP / 200


@given(st.lists(FIGURES, min_size=1, max_size=8))
def test_a_total_does_not_depend_on_order(numbers: list[Decimal]) -> None:
    assert total(numbers, "mkr").number == total(numbers[::-1], "mkr").number
    assert min(numbers) <= mean(numbers, "mkr").number <= max(numbers)
