"""A report named as the place to look in is told from a kind of figure, and its time from the time asked for."""

from __future__ import annotations

import pytest

from service.named_report import find_named_report


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("Vad kostade HSN enligt månadsrapporten mars 2031?", "månadsrapport", "2031-03"),
        ("i delårsrapporten per augusti 2031", "delårsrapport", "2031-08"),
        ("enligt delårsrapporten för januari–augusti 2031?", "delårsrapport", "2031-01/2031-08"),
        ("i kommunens årsredovisning för 2030", "årsredovisning", "2030"),
        ("enligt 2030 års årsredovisning", "årsredovisning", "2030"),
        ("TN:s budget 2033 enligt budgeten för 2032?", "budget", "2032"),
        # numbered within a year
        ("i tertialrapporten 1 2031", "tertialrapport", "2031-01/2031-04"),
        ("enligt tertialrapport 2 för 2031", "tertialrapport", "2031-05/2031-08"),
        # the months in the word itself
        ("i marsrapporten 2031", None, "2031-03"),
        ("enligt T1-rapporten 2031", None, "2031-01/2031-04"),
        # first, with a colon
        ("Årsredovisning 2030: vad blev resultatet?", "årsredovisning", "2030"),
        # a kind alone
        ("Vad säger delårsrapporten om köerna?", "delårsrapport", None),
    ],
)
def test_named(text: str, kind: str | None, period: str | None) -> None:
    named, (start, end) = find_named_report(text)
    assert named is not None
    assert (named.kind, named.period and str(named.period)) == (kind, period)
    assert named.year_given
    assert named.words in text[start:end]


@pytest.mark.parametrize(
    "text",
    [
        "Hur stor är budgeten för 2032?",
        "Vad är utfallet enligt budgeten?",
        # a kind of figure that later reports print as well
        "Hur stora var skatteintäkterna i bokslutet 2030?",
        "Hur hög var sjukfrånvaron enligt tertialen april 2031?",
        "Vad står i rapporten?",
        "Vem är ansvarig för årsredovisningen?",
        "Vad kostade HSN i mars 2031?",
    ],
)
def test_not_named(text: str) -> None:
    assert find_named_report(text)[0] is None


def test_months_without_a_year() -> None:
    named, _ = find_named_report("enligt majrapporten")
    assert named is not None
    assert named.period is not None
    assert (named.period.end[1], named.year_given) == (5, False)


def test_the_year_before() -> None:
    named, _ = find_named_report("i förra årets årsredovisning")
    assert named is not None
    assert (named.period, named.years_back) == (None, 1)
