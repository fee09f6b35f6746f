"""Numbers are read exactly as printed, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Bound
from ingest.swedish_numbers import find_numbers, parse_number

SPACES = (" ", "\u00a0", "\u202f", "\u2009")
MINUSES = ("-", "\u2212", "\u2013")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7416", "7416"),
        ("0", "0"),
        ("1 234", "1234"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1\u202f234,5", "1234.5"),
        ("12,30", "12.30"),  # printed digits are kept
        ("-317", "-317"),
        ("− 317", "-317"),
        ("–1 213,4", "-1213.4"),
        ("+12,3", "12.3"),
        ("±0", "0"),
        ("108 ,", "108"),  # a stray space before a comma without decimals
        ("108 ,3", "108.3"),
        ("4 318 *", "4318"),
        ("4 318**", "4318"),
        ("17 ¹", "17"),
        ("2 040 1)", "2040"),
        ("(12)", "12"),  # last year's figure, not a negative one
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.5", "1.5"),
        ("1,234,567.8", "1234567.8"),
        ("1,234", "1.234"),  # a comma is a decimal mark
        ("0.250", "0.250"),
        ("ca 50", "50"),
        ("12.", "12"),
    ],
)
def test_whole_text_is_one_number(text: str, value: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert str(number.value) == value
    assert number.raw == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "–",
        "Regionstyrelsen",
        "2025-08",
        "2201-2212",
        "31 dec",
        "12 34",  # two numbers
        "1 2345",
        "3 410 3 620",
        "614 633 642 655 13",
        "12-13",
        "16 (12)",
        "8 av 10",
        "33 mkr (12)",
        "1.234",  # thousands or decimals: not guessed
        "0123",
        "8:30",
        "RS/1/2025",
        "1)",
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        (">67%", "67", "procent", Bound.ABOVE),
        ("<16 %", "16", "procent", Bound.BELOW),
        ("≥ 90 %", "90", "procent", Bound.AT_LEAST),
        ("Minst 88 %", "88", "procent", Bound.AT_LEAST),
        ("Max 200", "200", None, Bound.AT_MOST),
        ("max. 35 %", "35", "procent", Bound.AT_MOST),
        ("högst 4,5", "4.5", None, Bound.AT_MOST),
        ("88 % eller mer", "88", "procent", Bound.AT_LEAST),
        ("275 mkr", "275", "mkr", None),
        ("1,5 miljoner kronor", "1.5", "mkr", None),
        ("12 MNKR", "12", "mkr", None),
        ("5 000 kr", "5000", "kr", None),
        ("SEK 1 200", "1200", "kr", None),
        ("-0,4 procentenheter", "-0.4", "procentenheter", None),
        ("3,5 %-enheter", "3.5", "procentenheter", None),
        ("120 kWh/m2", "120", "kWh/m2", None),
        ("12 dagar", "12", "dagar", None),
    ],
)
def test_unit_and_bound_are_read_with_the_number(
    text: str, value: str, unit: str | None, bound: Bound | None
) -> None:
    number = parse_number(text)
    assert number is not None
    assert (str(number.value), number.unit, number.bound) == (value, unit, bound)


@st.composite
def printed_numbers(draw: st.DrawFn) -> tuple[Decimal, str]:
    """A decimal and one of the ways in which a Swedish report prints it."""
    whole = draw(st.integers(min_value=0, max_value=10**12))
    decimals = draw(st.text("0123456789", max_size=3))
    separator = draw(st.sampled_from(("", *SPACES)))
    negative = draw(st.booleans())
    digits = f"{whole:,}".replace(",", separator)
    text = digits + ("," + decimals if decimals else "")
    value = Decimal(f"{whole}.{decimals}" if decimals else str(whole))
    if negative:
        text = draw(st.sampled_from(MINUSES)) + draw(st.sampled_from(("", " "))) + text
        value = -value
    return value, text + draw(st.sampled_from(("", " *", "*", " ", "\u00a0")))


@given(printed_numbers())
def test_every_way_of_printing_gives_the_same_value(pair: tuple[Decimal, str]) -> None:
    value, text = pair
    number = parse_number(text)
    assert number is not None
    assert number.value == value


@given(
    printed_numbers(),
    st.sampled_from([("mkr", "mkr"), ("tkr", "tkr"), ("%", "procent"), ("miljoner kronor", "mkr")]),
)
def test_numbers_in_prose_keep_value_and_unit(pair: tuple[Decimal, str], unit: tuple[str, str]) -> None:
    value, text = pair
    printed, name = unit
    bare = (
        text.rstrip("* \u00a0")
        .replace("- ", "-")
        .replace("\u2212 ", "-")
        .replace("\u2013 ", "-")
        .replace("\u2212", "-")
    )
    found = find_numbers(f"Resultatet blev {bare} {printed} under perioden.")
    assert [(one.number.value, one.number.unit) for one in found] == [(value, name)]


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(text: str) -> None:
    number = parse_number(text)
    assert number is None or number.value.is_finite()
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("uppgår till minus 184 miljoner kronor, 87 mkr sämre", [("-184", "mkr"), ("87", "mkr")]),
        ("-17 miljoner, alltså 188 miljoner sämre", [("-17", "mkr"), ("188", "mkr")]),
        ("3 miljoner resor", [("3000000", "antal")]),
        ("9,3% (10,8%)", [("9.3", "procent"), ("10.8", "procent")]),
        ("den 31 augusti 2025 var 4 711 anställda", [("4711", None)]),
        ("beslut KS/31/2025 och SOU 2023:58 enligt 6 kap. 5 §", []),
        ("perioden 2024–2026 och tertial 1", []),
        ("minst 35% av inköpen", [("35", "procent")]),
        ("90-99 procent", [("90", None), ("99", "procent")]),
        ("COVID-19 kl. 10.30", []),
    ],
)
def test_prose_gives_its_amounts_and_no_dates(text: str, numbers: list[tuple[str, str | None]]) -> None:
    assert [(str(one.number.value), one.number.unit) for one in find_numbers(text)] == numbers


def test_years_are_numbers_only_when_asked_for() -> None:
    assert find_numbers("under 2024") == []
    assert [str(one.number.value) for one in find_numbers("under 2024", years=True)] == ["2024"]
