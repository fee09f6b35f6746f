"""A refusal says what is missing, from the most telling reason to the least, and where to look instead."""

from __future__ import annotations

import pytest

from ingest.periods import Period, month_period, year_period
from ingest.records import FigureKind
from service.answer import AnswerKind
from service.knowledge import Knowledge
from service.number_readings import find_numbers_for
from service.passage_answer import find_passages
from service.question import AskedPeriod, Question
from service.question_reader import read_question
from service.refusal import MOST_SEE_ALSO, refuse


def asked(**more: object) -> Question:
    return Question("", "", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        # a stranger comes before all else
        (
            asked(strangers=("Region Solvik",), periods=(AskedPeriod(year_period(2019)),)),
            "Det finns ingen rapport från Region Solvik; rapporterna här kommer från Region Ekhult, Tallviks kommun.",
        ),
        # a time to come, with how far the reports reach
        (
            asked(periods=(AskedPeriod(month_period(2031, 12)),)),
            "För december 2031 finns ingen uppgift; den senaste rapporten gäller jan–aug 2031.",
        ),
        # a time gone by
        (asked(periods=(AskedPeriod(Period((2020, 1), (2020, 4))),)), "Det finns ingen sådan uppgift för jan–april 2020."),
        # a word that no report has
        (asked(words=("soliditeten", "giraffer")), "Inget i rapporterna handlar om ”giraffer”."),
        # a body
        (asked(bodies=("Kulturnämnden",)), "Det finns ingen sådan uppgift för Kulturnämnden."),
        # nothing to go by
        (asked(), "Pröva att fråga med rapportens egna ord."),
    ],
)  # fmt: skip
def test_the_reason(knowledge: Knowledge, question: Question, reason: str) -> None:
    answer = refuse(question, knowledge, knowledge.surroundings.reports)
    assert answer.kind is AnswerKind.NOT_FOUND
    assert answer.answer == f"Det står inte i rapporterna. {reason}"
    assert (answer.value, answer.citations, answer.see_also) == (None, (), ())


def test_the_nearest_places_are_shown(knowledge: Knowledge) -> None:
    question = read_question("Vad är soliditeten?", knowledge.surroundings)
    found = find_numbers_for(question, knowledge, knowledge.surroundings.reports)
    passages = find_passages(question, knowledge, knowledge.surroundings.reports)
    answer = refuse(question, knowledge, knowledge.surroundings.reports, found, passages)
    assert 0 < len(answer.see_also) <= MOST_SEE_ALSO
    assert len(set(answer.see_also)) == len(answer.see_also)
    only_figures = refuse(question, knowledge, knowledge.surroundings.reports, found)
    assert [one.table.row for one in only_figures.see_also if one.table] == ["Soliditet, %"]


@pytest.mark.parametrize(
    ("question", "report"),
    [
        # a year that no report is of
        (asked(periods=(AskedPeriod(year_period(2019)),)), "årsredovisningen för 2019"),
        # a year that one of the reports is of: it should have been there
        (asked(periods=(AskedPeriod(year_period(2031)),)), ""),
        # a year to come is in a budget only if a plan is asked for
        (asked(periods=(AskedPeriod(year_period(2040)),), kinds=(FigureKind.BUDGET,)), "budgeten för 2040"),
        (asked(periods=(AskedPeriod(year_period(2040)),)), "årsredovisningen för 2040"),
        # an organisation without reports, with and without a time
        (asked(strangers=("Region Solvik",)), "en rapport från Region Solvik"),
        (
            asked(strangers=("Region Solvik",), periods=(AskedPeriod(Period((2031, 1), (2031, 8))),)),
            "delårsrapporten för jan–aug 2031 från Region Solvik",
        ),
        # an organisation with reports, of other times
        (
            asked(publishers=("Region Ekhult",), periods=(AskedPeriod(month_period(2020, 3)),)),
            "månadsrapporten för mars 2020 från Region Ekhult",
        ),
        # a month that the reports at hand tell of together with those before it
        (asked(periods=(AskedPeriod(month_period(2020, 8)),)), "delårsrapporten för jan–aug 2020"),
        # no time: nothing tells which report
        (asked(words=("giraffer",)), ""),
    ],
)
def test_a_refusal_names_the_report_that_would_have_it(
    knowledge: Knowledge, question: Question, report: str
) -> None:
    assert refuse(question, knowledge, knowledge.surroundings.reports).would_have == report
