"""Answers in words: what stands before the quote, how far the quote goes, what stands beside it, and when nothing answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.periods import Period, year_period
from service.answer import AnswerKind
from service.assistant import Assistant
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Heading, Item, Text, make_report

AUGUST = Period((2031, 1), (2031, 8))
INTERIM = make_report(
    "tallvik-delår.txt", "Delårsrapport augusti 2031", "Tallviks kommun", "delårsrapport", AUGUST,
    [
        ("2", [
            Heading("Sammanfattning"),
            Text(
                "Kulturnämnden redovisar ett underskott på 4,1 mkr. Det beror främst på att simhallen stängdes i mars. "
                "Nämnden har begärt ett tillskott. Byggnadsnämnden väntar på en ny taxa."
            ),
            Text("Kommunchef Gunnar Alm beslutade den 3 juni 2031 om anställningsstopp. Effekten väntas först nästa år."),
            Text("Årsavgifterna i hamnen höjdes i januari. Hamnstyrelsen planerar en höjning till. Höjningarna beror på muddringen."),
        ]),
        ("3", [
            Heading("Byggnadsnämnden"),
            Text("Nämnden hyr inte in några arkitekter. Rekryteringen av lantmätare är fortsatt svår."),
            Text("Bygget av skolan i Norrsele stod klart den 14 maj 2031. En höjning av taxan skulle ge 2 mkr."),
            Text("Översiktsplanen togs fram av Planbyrån Kvist och gäller till 2040. Avtalet med Planbyrån löper till och med den 31 mars 2033."),
            Text("Skadan kostade 221 000 kronor, varav försäkringen ersatte allt utom självrisken på 56 000 kronor."),
            Text("Ny stadsarkitekt, Rut Holm, tillträder i maj efter Ove Kvist som går i pension."),
            Text("Svarsgraden, det vill säga andelen som har svarat, var god."),
        ]),
    ],
)  # fmt: skip
ANNUAL = make_report(
    "tallvik-år.txt", "Årsredovisning 2030", "Tallviks kommun", "årsredovisning", year_period(2030),
    [("5", [Heading("Skolan"), Text("Lokalerna i Norrsele är slitna eftersom taket läcker.")])],
)  # fmt: skip
FOREST = make_report(
    "skogby.txt", "Årsredovisning 2031", "Skogby kommun", "årsredovisning", year_period(2031),
    [("1", [
        Heading("Skolan"),
        Text("Skolan i Ekdal byggs om eftersom lokalerna var slitna. Kommunchef Stina Berg gick i pension."),
        Text("Lokalerna i Norrsele är slitna eftersom bidraget till bygdegården drogs in."),
        Item("Taket tätas."),
    ])],
)  # fmt: skip

REPORTS = (INTERIM, ANNUAL, FOREST)


@pytest.fixture(scope="module")
def tallvik(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with closing(put_reports(Path(tmp_path_factory.mktemp("tallvik")), *REPORTS)) as library:
        yield Assistant(library)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        # ja and nej
        ("Hyr byggnadsnämnden in arkitekter?", "Nej. "),
        ("Har kulturnämnden ett underskott?", "Ja. "),
        ("Är det lätt att rekrytera lantmätare?", "Nej. "),
        ("Är det svårt att rekrytera lantmätare?", "Ja. "),
        # who
        ("Vem beslutade om anställningsstopp?", "Gunnar Alm. Kommunchef"),
        ("Vem har gjort översiktsplanen?", "Planbyrån Kvist. Översiktsplanen togs"),
        # two people, and what was done tells which
        ("Vem slutar som stadsarkitekt?", "Ove Kvist. Ny stadsarkitekt"),
        # a verb that no report has is not mended to one that asks
        ("Täckte försäkringen skadan?", "Ja. Skadan kostade"),
        # when, the date nearest to what is asked
        ("När stod bygget av skolan i Norrsele klart?", "Den 14 maj 2031. Bygget"),
        ("När beslutades anställningsstopp?", "Den 3 juni 2031. Kommunchef"),
        # a question that says "inte" can't be told yes or no
        ("Hyr inte byggnadsnämnden in arkitekter?", "Nämnden hyr inte in"),
        # no question for one word
        ("Varför är lokalerna i Norrsele slitna enligt Tallviks kommun?", "Lokalerna i Norrsele"),
    ],
)
def test_what_was_asked_for_stands_first(tallvik: Assistant, question: str, begins: str) -> None:
    answer = tallvik.ask(question)
    assert answer.kind is AnswerKind.PASSAGE, answer.answer
    assert answer.answer.startswith(begins)
    printed = " ".join(block.text for report in REPORTS for block in report.blocks)
    assert answer.answer.endswith(answer.citations[0].quote)
    assert answer.citations[0].quote in printed


@pytest.mark.parametrize(
    ("question", "said", "left_out"),
    [
        # "det" and "nämnden" are the body of the sentence before, and the next body is another matter
        (
            "Varför har kulturnämnden ett underskott?",
            "Det beror främst på att simhallen stängdes",
            "Byggnadsnämnden",
        ),
        # two sentences before the reason
        ("Varför höjdes avgifterna i hamnen?", "Höjningarna beror på muddringen", "anställningsstopp"),
        # a sentence about something else ends the quote
        ("När stod bygget av skolan i Norrsele klart?", "den 14 maj 2031", "taxan"),
        # said otherwise
        ("Vad har kulturnämnden krävt?", "begärt ett tillskott", "taxa"),
        ("Hur länge gäller avtalet med Planbyrån?", "31 mars 2033", "Svarsgraden"),
        ("vad är svarsgrad?", "andelen som har svarat", "Planbyrån"),
    ],
)
def test_the_quote_goes_as_far_as_the_answer(
    tallvik: Assistant, question: str, said: str, left_out: str
) -> None:
    answer = tallvik.ask(question)
    assert answer.kind is AnswerKind.PASSAGE, answer.answer
    assert said in answer.answer
    assert said in answer.citations[0].quote
    assert left_out not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Varför slutade kommunchef Gunnar Alm?",  # he is named, but no reason
        "Ska taxan höjas av byggnadsnämnden?",  # a thing thought of
        "Vem är ordförande i hamnstyrelsen?",
        "När öppnar simhallen i Norrsele?",
    ],
)
def test_nothing_near_is_passed_off_as_an_answer(tallvik: Assistant, question: str) -> None:
    answer = tallvik.ask(question)
    assert answer.kind is AnswerKind.NOT_FOUND, answer.answer
    assert answer.citations == ()
    assert answer.see_also


def test_reports_that_say_different_things_stand_side_by_side(tallvik: Assistant) -> None:
    answer = tallvik.ask("Varför är lokalerna i Norrsele slitna?")
    first, second = answer.answer.split("\n")
    assert {first.rpartition(": ")[2], second.rpartition(": ")[2]} == {
        "Lokalerna i Norrsele är slitna eftersom taket läcker.",
        "Lokalerna i Norrsele är slitna eftersom bidraget till bygdegården drogs in.",
    }
    assert second.startswith(("Årsredovisning 2030: ", "Årsredovisning 2031: "))
    assert {citation.source for citation in answer.citations} == {"tallvik-år.txt", "skogby.txt"}


def test_the_organisation_that_is_named_answers_alone(tallvik: Assistant) -> None:
    answer = tallvik.ask("Varför är lokalerna i Norrsele slitna enligt Skogby?")
    assert answer.answer == "Lokalerna i Norrsele är slitna eftersom bidraget till bygdegården drogs in."
    assert {citation.source for citation in answer.citations} == {"skogby.txt"}


def test_a_refusal_says_what_is_told_and_what_is_not(tallvik: Assistant) -> None:
    answer = tallvik.ask("Varför slutade kommunchef Gunnar Alm?")
    assert answer.answer == "Det står inte i rapporterna. Det nämns, men inte varför."
    assert "Gunnar Alm" in answer.see_also[0].quote


def test_a_refusal_does_not_put_the_blame_on_a_verb(tallvik: Assistant) -> None:
    """No report has "strular" either; what nobody wrote about are the trams."""
    assert "”spårvagnarna”" in tallvik.ask("Varför strular spårvagnarna?").answer
