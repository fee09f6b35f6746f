"""The period of a report."""

from __future__ import annotations

import pytest

from ingest.report_kinds import Tells, find_report_kind, interim_kind, text_tells
from ingest.report_periods import text_period, text_year, title_period


@pytest.mark.parametrize(
    ("title", "tells", "period"),
    [
        ("Delårsrapport augusti 2025", Tells.PART, "2025-01/2025-08"),
        ("Delårsrapport januari–augusti 2025", Tells.PART, "2025-01/2025-08"),
        ("Delårsrapport 2025-08-31", Tells.PART, "2025-01/2025-08"),
        ("Tertialrapport 1, 2024", Tells.PART, "2024-01/2024-04"),
        ("Tertialrapport T2 2024", Tells.PART, "2024-01/2024-08"),
        ("Kvartalsrapport 3 kvartal 3 2024", Tells.PART, "2024-01/2024-09"),
        ("Halvårsrapport första halvåret 2024", Tells.PART, "2024-01/2024-06"),
        ("Årsredovisning 2024", Tells.YEAR, "2024"),
        ("Mål och budget 2026 med plan 2027–2028", Tells.PLAN, "2026"),
        ("Strategisk plan 2025-2027", Tells.PLAN, "2025-01/2027-12"),
        ("Delårsrapport 2025", Tells.PART, None),  # which part, the title does not say
        ("Innehåll", Tells.YEAR, None),
    ],
)
def test_titles_give_their_period(title: str, tells: Tells, period: str | None) -> None:
    found = title_period(title, tells)
    assert (str(found) if found else None) == period


def test_the_year_of_a_text_is_the_latest_it_speaks_of_much() -> None:
    assert text_year(["2023 2023 2024 2024 2024 2030"]) == 2024
    assert text_year(["2023 2023 2023 2024 2024"]) == 2024  # a short report names last year more often
    assert text_year(["utan årtal"]) is None


def test_spans_from_january_decide_the_month() -> None:
    texts = ["Under jan–apr 2024 sjönk kostnaden.", "I februari 2024 och i februari beslutades om jan-apr."]
    assert str(text_period(texts, Tells.PART)) == "2024-01/2024-04"
    assert str(text_period(texts, Tells.YEAR)) == "2024"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Delårsbokslut augusti", "delårsrapport"),
        ("Verksamhetsberättelse 2024", "verksamhetsberättelse"),
        ("Uppföljning av plan och budget 2024", "uppföljning"),
        ("Nämndplan 2026", "verksamhetsplan"),
        ("Mål och budget 2026", "budget"),
        ("Sammanträdesprotokoll", "protokoll"),
        ("Klimatrapport 2024", "rapport"),
    ],
)
def test_titles_name_their_kind(title: str, kind: str) -> None:
    found = find_report_kind(title)
    assert found is not None
    assert found.name == kind


def test_the_words_of_a_text_tell_what_it_is_about() -> None:
    assert text_tells("Ackumulerat utfall per augusti och helårsprognos. Tertialet.") is Tells.PART
    assert (
        text_tells("Verksamhetsplanen: nämnden ska spara, ska växa och ska följa målvärdena.") is Tells.PLAN
    )
    assert text_tells("") is Tells.OTHER


def test_the_law_s_interim_report_covers_six_to_eight_months() -> None:
    periods = {
        month: title_period(f"Rapport januari–{name} 2025", Tells.PART)
        for month, name in ((3, "mars"), (6, "juni"))
    }
    assert (interim_kind(periods[3]), interim_kind(periods[6]), interim_kind(None)) == (
        "månadsrapport",
        "delårsrapport",
        "delårsrapport",
    )
