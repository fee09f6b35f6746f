"""The reports that a question is about, chosen by publisher, kind and time."""

from __future__ import annotations

import pytest

from ingest.periods import Period, year_period
from service.cell_catalog import ReportFacts
from service.named_report import find_named_report
from service.report_choice import ReportChoice, choose_reports


def facts(name: str, kind: str, period: Period, publisher: str | None = "Ekmora kommun") -> ReportFacts:
    return ReportFacts(name, f"{name}.txt", name.capitalize(), publisher, kind, period)


def so_far(year: int, month: int) -> Period:
    return Period((year, 1), (year, month))


PLAN = facts("budget 2031 och plan 2032–2033", "budget", Period((2031, 1), (2033, 12)))
NEXT_PLAN = facts("budget 2032 och plan 2033–2034", "budget", Period((2032, 1), (2034, 12)))
ANNUAL = facts("årsredovisning 2030", "årsredovisning", year_period(2030))
OLDER = facts("årsredovisning 2029", "årsredovisning", year_period(2029))
MARCH = facts("månadsuppföljning mars 2031", "månadsrapport", so_far(2031, 3))
LAST_MARCH = facts("månadsuppföljning mars 2030", "månadsrapport", so_far(2030, 3))
AUGUST = facts("delårsrapport augusti 2031", "delårsrapport", so_far(2031, 8))
HOUSES = facts("brf-redovisning", "årsredovisning", year_period(2030), "Brf Eken")
MUNICIPAL = (PLAN, NEXT_PLAN, ANNUAL, OLDER, MARCH, LAST_MARCH, AUGUST)
ALL = ReportChoice((*MUNICIPAL, HOUSES))


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("i månadsrapporten mars 2031", (MARCH,)),
        # no year: the newest of that month
        ("i marsrapporten", (MARCH,)),
        ("i delårsrapporten", (AUGUST,)),
        # another kind of the same time tells the same
        ("enligt tertialrapporten augusti 2031", (AUGUST,)),
        ("enligt årsredovisningen 2029", (OLDER,)),
        ("i förra årets årsredovisning", (ANNUAL,)),
        # the plan made for the year, before one that also covers it
        ("enligt budgeten för 2032", (NEXT_PLAN,)),
        ("enligt budgeten för 2034", (NEXT_PLAN,)),
        ("i rapporten för 2030", (ANNUAL,)),
    ],
)
def test_the_report_named(words: str, chosen: tuple[ReportFacts, ...]) -> None:
    choice = choose_reports(ALL, ["Ekmora kommun"], find_named_report(words)[0])
    assert choice.reports == chosen
    assert choice.documents == {one.id for one in chosen}
    assert choice.missing is None


def test_a_report_that_is_not_there_is_missed() -> None:
    choice = choose_reports(ALL, ["Ekmora kommun"], find_named_report("enligt årsredovisningen 2024")[0])
    assert choice.missing is not None
    assert choice.missing.words == "årsredovisningen 2024"
    assert choice.reports == MUNICIPAL
    # what was planned stands in other reports as well
    assert choose_reports(ALL, [], find_named_report("enligt budgeten för 2024")[0]).missing is None


def test_a_publisher_has_its_own_now() -> None:
    assert ALL.documents is None
    assert ALL.latest == so_far(2031, 8)
    assert ALL.latest_of("Brf Eken") == year_period(2030)
    assert ALL.times == {so_far(2031, 8), year_period(2030)}
    theirs = choose_reports(ALL, ["Brf Eken"])
    assert (theirs.reports, theirs.latest) == ((HOUSES,), year_period(2030))


def test_where_one_publisher_is_known_a_nameless_report_may_be_its_own() -> None:
    nameless = facts("årsredovisning 2028", "årsredovisning", year_period(2028), None)
    library = ReportChoice((ANNUAL, nameless))
    assert choose_reports(library, ["Ekmora kommun"]).reports == (ANNUAL, nameless)
