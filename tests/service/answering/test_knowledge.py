"""What is known of a library as a whole: whose reports, of when, about what."""

from __future__ import annotations

import pytest

from ingest.bodies import Bodies
from ingest.periods import Period, year_period
from ingest.records import Report
from service.cell_catalog import ReportFacts
from service.knowledge import (
    Knowledge,
    own_body,
    publisher_abbreviations,
    report_subjects,
    words_before_tables,
)
from service.report_choice import latest_period
from tests.service.answering.ekhult import (
    ANNUAL,
    INTERIM,
    MUNICIPALITY,
    REGION,
    REPORTS,
    SO_FAR,
    TALLVIK,
    TRAFFIC,
)
from tests.service.answering.small_reports import Column, Grid, Heading, Text, make_report, rows_of


def facts(kind: str | None, period: Period | None) -> ReportFacts:
    return ReportFacts("id", "s.txt", "T", "P", kind, period)


def test_the_library_is_known_by_its_reports(knowledge: Knowledge) -> None:
    assert set(knowledge.reports) == {report.id for report in REPORTS}
    assert set(knowledge.surroundings.publishers) == {REGION, MUNICIPALITY}
    assert knowledge.surroundings.reports.latest == SO_FAR
    assert knowledge.surroundings.bodies.abbreviations["SN"] == "Socialnämnden"


@pytest.mark.parametrize(
    ("reports", "latest"),
    [
        ([], None),
        ([facts(None, None)], None),
        ([facts("årsredovisning", year_period(2030)), facts("delårsrapport", SO_FAR)], SO_FAR),
        # a plan tells of later years, not how it went
        ([facts("verksamhetsplan", year_period(2033)), facts("delårsrapport", SO_FAR)], SO_FAR),
        # unless there is nothing else
        ([facts("verksamhetsplan", year_period(2033))], year_period(2033)),
    ],
)
def test_the_newest_outcome(reports: list[ReportFacts], latest: Period | None) -> None:
    assert latest_period(reports) == latest


def test_a_report_of_one_body_is_known_by_its_title_or_its_text() -> None:
    bodies = Bodies.general()
    assert own_body(TRAFFIC, bodies) == "Trafiknämnden"
    assert own_body(INTERIM, bodies) is None
    assert own_body(told_of("Valnämnden räknade rösterna.", 6), bodies) == "Valnämnden"
    assert own_body(told_of("Valnämnden räknade rösterna.", 2), bodies) is None


def test_a_nämnd_that_stands_below_the_title_owns_the_report() -> None:
    def fronted(*lines: str) -> str | None:
        pages = [("1", [Text(line) for line in lines])]
        report = make_report("f.txt", "Delårsrapport", REGION, "delårsrapport", SO_FAR, pages)
        return own_body(report, Bodies.general())

    assert fronted("Delårsrapport", f"Valnämnden, {REGION}") == "Valnämnden"
    assert (
        fronted("Delårsrapport", "Status: Klar Rapportperiod: 2031-08-31 Organisation: Valnämnden")
        == "Valnämnden"
    )
    # those who send or adopt a report on the whole, a sentence, and a list of all
    assert fronted("Delårsrapport", "Regionstyrelsen") is None
    assert fronted("Delårsrapport", "Valnämnden räknade rösterna") is None
    assert fronted("Innehåll", "Valnämnden", "Trafiknämnden") is None


def test_whose_a_report_is_stands_behind_a_cover_with_its_title_alone() -> None:
    pages = [("1", [Text("Årsbokslut")]), ("2", [Text("Organisation: Valnämnden"), Text("Innehåll")])]
    report = make_report("f.txt", "Årsbokslut", REGION, "delårsrapport", SO_FAR, pages)
    assert own_body(report, Bodies.general()) == "Valnämnden"


def told_of(text: str, times: int) -> Report:
    return make_report(
        "v.txt", "Delårsrapport", REGION, "delårsrapport", SO_FAR, [("1", [Text(text)] * times)]
    )


def test_words_right_above_a_table_belong_to_it() -> None:
    grid = Grid("Nämnd", (Column(("2031",)), Column(("2030",))), rows_of(("Summa", "1 | 2")))
    report = make_report(
        "b.txt", "T", REGION, "delårsrapport", SO_FAR,
        [("1", [Heading("Avsnitt"), Text("Långt bort."), Text("Strax före."), Text("Just ovan."), grid, grid])],
    )  # fmt: skip
    above = words_before_tables(report)
    assert above[report.tables[0].id].endswith("Just ovan.")
    assert "Långt bort." not in above[report.tables[0].id]
    assert "Summa" not in above[report.tables[1].id]


def test_what_runs_through_one_report_only_is_its_subject() -> None:
    texts = {
        "bad": [["badhus", "vatten"]] * 4 + [["vatten"]] * 4,
        "skola": [["elev", "vatten"]] * 8,
    }
    assert report_subjects(texts) == {"bad": ("badhus",), "skola": ("elev",)}


@pytest.mark.parametrize(
    ("publishers", "pairs", "short"),
    [
        (["Region Norra Hede"], [], {"RNH": "Region Norra Hede"}),
        # what a report introduces for its own publisher
        (["Region Ekhult"], [("REK", "Region Ekhult"), ("SN", "Socialnämnden")], {"REK": "Region Ekhult"}),
        # two letters are more often a nämnd's
        (["Region Ekhult"], [], {}),
    ],
)
def test_short_forms_of_publishers(
    publishers: list[str], pairs: list[tuple[str, str]], short: dict[str, str]
) -> None:
    assert publisher_abbreviations(publishers, pairs) == short


def test_passages_and_their_sentences_are_found(knowledge: Knowledge) -> None:
    passages = knowledge.search("familjehem", 3, dense=False)
    assert passages[0].document == TALLVIK.id
    found = list(knowledge.sentences(passages[:1]))
    assert found[0].text.startswith("Socialnämnden (SN) redovisar")
    assert all(
        passage.document == ANNUAL.id
        for passage in knowledge.search("tvätteriet", 3, [ANNUAL.id], dense=False)
    )
