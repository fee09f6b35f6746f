"""Periods as reports print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.periods import Period, PeriodShape, find_periods, parse_period, says_accumulated

REPORT = Period((2025, 1), (2025, 8))


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2024", "2024"),
        ("2025-08", "2025-08"),
        ("2025-08-31", "2025-08"),
        ("31 aug 2025", "2025-08"),
        ("per 31 aug", "2025-08"),
        ("per apr 2024", "2024-04"),
        ("31/12 2024", "2024-12"),
        ("31/8", "2025-08"),
        ("augusti 2025", "2025-08"),
        ("2025 Augusti", "2025-08"),
        ("Aug-25", "2025-08"),
        ("Utfall 202508", "2025-08"),
        ("jan–aug 2025", "2025-01/2025-08"),
        ("januari-augusti", "2025-01/2025-08"),
        ("januari till och med augusti 2024", "2024-01/2024-08"),
        ("sept 2024–aug 2025", "2024-09/2025-08"),
        ("Ack. 2025-08", "2025-01/2025-08"),
        ("Ack utfall aug 2025", "2025-01/2025-08"),
        ("Utfall 2024-08 ack", "2024-01/2024-08"),
        ("t.o.m. augusti 2025", "2025-01/2025-08"),
        ("Budget ack 2025", "2025-01/2025-08"),
        ("tertial 1 2024", "2024-01/2024-04"),
        ("T1", "2025-01/2025-04"),
        ("första tertialet", "2025-01/2025-04"),
        ("kvartal 2", "2025-04/2025-06"),
        ("Q3 2024", "2024-07/2024-09"),
        ("andra halvåret 2024", "2024-07/2024-12"),
        ("årets första fyra månader", "2025-01/2025-04"),
        ("helår 2024", "2024"),
        ("2201-2212", "2022"),
        ("2025–2027", "2025-01/2027-12"),
        ("Utfall ack fg år", "2024-01/2024-08"),
        ("föregående år", "2024-01/2024-08"),
        ("Årsbudget", "2025"),
        ("Helårsprognos", "2025"),
        ("Plan 2026", "2026"),
        ("Bokslut 2024", "2024"),
        ("delår", "2025-01/2025-08"),
        ("Avvikelse utfall mot budget ack 2025", "2025-01/2025-08"),
    ],
)
def test_labels_give_their_period(label: str, period: str) -> None:
    assert str(parse_period(label, REPORT)) == period


@pytest.mark.parametrize(
    "label",
    [
        "Nettokostnad",
        "Förändring jmft fg år",
        "Förändring jmft 1 mar 2025",
        "KS/31/2025",
        "2025:14",
        "1 234",
        "2 025",
        "",
    ],
)
def test_other_labels_give_none(label: str) -> None:
    assert parse_period(label, REPORT) is None


def test_a_label_without_a_year_needs_the_report() -> None:
    assert parse_period("augusti") is None
    assert parse_period("fg år") is None
    assert parse_period("augusti 2024") == Period((2024, 8), (2024, 8))


def test_prose_gives_all_periods_in_order() -> None:
    found = find_periods("Under januari–augusti 2025 blev det bättre än T1 2024 (per 2024-04-30).")
    assert [(str(one.period), one.shape) for one in found] == [
        ("2025-01/2025-08", PeriodShape.RANGE),
        ("2024-01/2024-04", PeriodShape.TERTIAL),
        ("2024-04", PeriodShape.DAY),
    ]
    assert [one.accumulated for one in found] == [True, False, False]


def test_two_years_side_by_side_are_two_periods() -> None:
    assert [str(one.period) for one in find_periods("2023 2024")] == ["2023", "2024"]


def test_the_year_may_stand_before_its_part() -> None:
    found = [str(one.period) for one in find_periods("2024 T1 2023 T1 2024 kv 3")]
    assert found == ["2024-01/2024-04", "2023-01/2023-04", "2024-07/2024-09"]


def test_digits_of_an_amount_are_no_year() -> None:
    assert find_periods("14 980 2024") == []


def test_accumulation_is_said_in_words() -> None:
    assert says_accumulated("Ackumulerat utfall")
    assert not says_accumulated("Backlog")


@given(
    st.integers(1990, 2049),
    st.integers(1, 12),
    st.sampled_from(
        ["{y:04d}-{m:02d}", "{y:04d}-{m:02d}-28", "{name} {y}", "28 {name} {y}", "28/{m} {y}", "{y} {name}"]
    ),
)
def test_every_way_of_printing_a_month_gives_the_same_period(year: int, month: int, form: str) -> None:
    names = (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    )
    text = form.format(y=year, m=month, name=names[month - 1])
    assert parse_period(text) == Period((year, month), (year, month))


@given(st.text(max_size=60))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for found in find_periods(text, 2025):
        assert 0 <= found.start < found.end <= len(text)
        assert found.period.start <= found.period.end
