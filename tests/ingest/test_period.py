"""Periods of whole months."""

from __future__ import annotations

import pytest

from ingest.period import Period, compatible, month_period, year_period


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        (month_period(2025, 8), Period((2025, 1), (2025, 8)), True),
        (Period((2025, 1), (2025, 8)), month_period(2025, 8), True),
        (month_period(2024, 12), year_period(2024), True),
        (month_period(2025, 8), year_period(2025), False),
        (month_period(2025, 8), Period((2024, 9), (2025, 8)), False),  # rolling, not from January
        (month_period(2025, 8), month_period(2024, 8), False),
        (Period((2025, 1), (2025, 4)), Period((2025, 1), (2025, 8)), False),
    ],
)
def test_a_month_fits_the_months_up_to_it(one: Period, other: Period, fits: bool) -> None:
    assert compatible(one, other) is fits


def test_periods_say_their_length_and_move() -> None:
    part = Period((2024, 11), (2025, 2))
    assert part.months == 4
    assert part.moved(-1) == Period((2023, 11), (2024, 2))
    assert month_period(2025, 8).from_january() == Period((2025, 1), (2025, 8))
    assert year_period(2025).is_year
    assert not part.is_year
