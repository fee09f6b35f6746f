"""The archive: the same seed gives the same, figures agree between its reports, and each question has one answer in it."""

from __future__ import annotations

import re
from random import Random

import pytest

from eval.bench_archive import LEAST_SCORE, MOST_MISLEADING, asks_of_newest, chosen_report, holds
from eval.cases import CaseType
from eval.run import Tally
from eval.typeset.asks import At, Shelf
from eval.typeset.txt import report_to_txt
from eval.world.archive import (
    FIRST_YEAR,
    INTERIM,
    LAST_YEAR,
    REVISED,
    Issue,
    archive_asks,
    element_pages,
    make_archive,
)
from eval.world.archive_asks import NO_REPORT, asks_beyond
from eval.world.archive_rows import BOARDS

SEEDS = (1, 7)


@pytest.fixture(scope="module", params=SEEDS)
def archive(request: pytest.FixtureRequest) -> list[Issue]:
    return make_archive(request.param)


def shelf_of(archive: list[Issue]) -> Shelf:
    return Shelf({issue.report.name: issue.report for issue in archive})


def test_two_hundred_reports_with_names_of_their_own(archive: list[Issue]) -> None:
    names = [issue.report.name for issue in archive]
    assert len(names) == len(set(names)) == 200
    assert len({issue.report.title for issue in archive}) == 200
    years = LAST_YEAR - FIRST_YEAR + 1
    assert len(names) == years * (len(INTERIM) + 2) + len(REVISED)


def test_the_same_seed_gives_the_same_and_another_gives_other_figures(archive: list[Issue]) -> None:
    assert make_archive(SEEDS[0]) == make_archive(SEEDS[0])
    assert make_archive(SEEDS[0]) != make_archive(SEEDS[1])
    assert archive_asks(archive, 50, Random(3)) == archive_asks(archive, 50, Random(3))


def test_what_a_report_prints_of_the_year_before_is_what_its_last_version_said(archive: list[Issue]) -> None:
    shelf = shelf_of(archive)
    for year in range(FIRST_YEAR + 1, LAST_YEAR + 1):
        before = f"almsjo-{year - 1}-arsredovisning"
        if (year - 1, 12) in REVISED:
            before += "-reviderad"
        if (year - 1 < 2013) != (year < 2013):
            continue  # counted in tkr the one year and in mkr the next
        for board in BOARDS:
            again = shelf.fact(
                At(f"almsjo-{year}-arsredovisning", "money", board.plain, f"Utfall {year - 1}")
            )
            own = shelf.fact(At(before, "money", board.plain, f"Utfall {year - 1}"))
            assert again.number == own.number


def test_every_figure_asked_for_stands_on_its_page(archive: list[Issue]) -> None:
    shelf = shelf_of(archive)
    for issue in archive[::9]:
        pages = element_pages(issue.report)
        printed = report_to_txt(issue.report, pages).split("\f")
        for ask in issue.asks:
            (place,) = ask.cells
            assert place.report == issue.report.name
            digits = re.sub(r"\D", "", str(abs(shelf.fact(place).number or 0)))
            assert digits in re.sub(r"[^\d\n]", "", printed[pages[place.table] - 1])


def test_what_was_revised_is_asked_of_the_revision_only(archive: list[Issue]) -> None:
    asked = {issue.report.name: issue.asks for issue in archive}
    revised = [name for name in asked if name.endswith("-reviderad")]
    assert len(revised) == len(REVISED)
    assert all(asked[name] and not asked[name.removesuffix("-reviderad")] for name in revised)


def test_questions_beyond_have_no_report_or_no_time(archive: list[Issue]) -> None:
    newest = archive[-1].report.name
    asks = asks_beyond(newest, FIRST_YEAR, LAST_YEAR, Random(1))
    titles = [issue.report.title.casefold() for issue in archive]
    assert not any(NO_REPORT in title for title in titles)
    for ask in asks:
        years = [int(year) for year in re.findall(r"20\d\d", ask.question)]
        match ask.note:
            case "no time":
                assert (years, ask.cells[0].report) == ([], newest)
                assert shelf_of(archive).fact(ask.cells[0]).number is not None
            case "no such report":
                assert f"månadsrapporten {NO_REPORT} {years[0]}" in ask.question
            case _:
                assert min(years) > LAST_YEAR
    refused = [ask for ask in asks if ask.type is CaseType.UNANSWERABLE]
    assert refused
    assert not any(ask.cells for ask in refused)


def test_timed_questions_are_answered_by_the_newest_reports(archive: list[Issue]) -> None:
    asks = asks_beyond(archive[-1].report.name, FIRST_YEAR, LAST_YEAR, Random(1))
    groups = asks_of_newest(archive, asks)
    assert all(len(group) > 10 for group in groups.values())
    assert not any(re.search(r"\d", question) for question in groups["without"])
    assert all(re.search(r"20\d\d", question) for question in groups["with a time"])


@pytest.mark.parametrize(
    ("source", "doc", "what"),
    [
        ("almsjo-2019-budget.txt", "almsjo-2019-budget", "right"),
        ("almsjo-2019-delarsrapport-08.txt", "almsjo-2019-delarsrapport-08-reviderad", "another revision"),
        ("almsjo-2018-budget.txt", "almsjo-2019-budget", "another year"),
        ("almsjo-2019-arsredovisning.txt", "almsjo-2019-budget", "another kind"),
        ("almsjo-2018-arsredovisning.txt", "almsjo-2019-budget", "another kind and year"),
    ],
)
def test_which_report_was_chosen(source: str, doc: str, what: str) -> None:
    assert chosen_report(doc, {"citations": [{"source": source}]}) == what


def test_no_answer_chooses_none() -> None:
    assert chosen_report("almsjo-2019-budget", {"citations": []}) == "none"


def test_the_bars() -> None:
    def tally(score: int, misleading: int) -> Tally:
        return Tally(asked=1000, right=score, cited=score, score=score, misleading=misleading)

    enough, few = round(1000 * LEAST_SCORE), round(1000 * MOST_MISLEADING)
    assert holds(tally(enough, few))
    assert not holds(tally(enough - 1, few))
    assert not holds(tally(enough, few + 1))
