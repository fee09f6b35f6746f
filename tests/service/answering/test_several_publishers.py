"""Reports of several publishers and times in one library: each question is answered from the reports that it means."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from ingest.periods import Period, year_period
from ingest.records import FigureKind, Report
from service.answer import AnswerKind
from service.assistant import Assistant
from service.conversation import Turn
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Text, make_report, rows_of

OUTCOME, BUDGET, DEVIATION = FigureKind.OUTCOME, FigureKind.BUDGET, FigureKind.DEVIATION
TOWN, HOUSES, BOARD = "Ekmora kommun", "HSB Brf Alen", "Vinsta kommun"
MAY = Period((2032, 1), (2032, 5))


def years(*rows: tuple[str, str], newest: int) -> Grid:
    columns = tuple(Column((str(year),), OUTCOME, year_period(year)) for year in (newest, newest - 1))
    return Grid("Nyckeltal", columns, rows_of(*rows))


def annual(source: str, publisher: str, year: int, title: str, *rows: tuple[str, str]) -> Report:
    return make_report(
        source, title, publisher, "årsredovisning", year_period(year),
        [("1", [Text(title), Text(publisher)]), ("2", [Heading("Nyckeltal"), years(*rows, newest=year)])],
    )  # fmt: skip


TOWN_YEAR = annual(
    "ekmora-2030.txt", TOWN, 2030, "Årsredovisning 2030", ("Soliditet, %", "41 | 43"), ("Skatteintäkter, mkr", "988 | 951")
)  # fmt: skip
TOWN_OLDER = annual("ekmora-2029.txt", TOWN, 2029, "Årsredovisning 2029", ("Soliditet, %", "43 | 44"))
TOWN_REVISED = annual(
    "ekmora-2029-r.txt", TOWN, 2029, "Årsredovisning 2029, reviderad", ("Soliditet, %", "42 | 44")
)
HOUSES_YEAR = annual(
    "alen-2031.txt", HOUSES, 2031, "Årsredovisning 2031", ("Soliditet, %", "27 | 25"), ("Årsavgift per kvm, kr", "812 | 790")
)  # fmt: skip
BOARD_MONTH = make_report(
    "vinsta-maj.txt", "Månadsuppföljning maj 2032", BOARD, "månadsrapport", MAY,
    [
        ("1", [Text("Månadsuppföljning maj 2032"), Text(f"Socialnämnden, {BOARD}")]),
        ("2", [
            Heading("Ekonomi per verksamhet"),
            Grid(
                "Verksamhet (tkr)",
                (Column(("Budget ack",), BUDGET, MAY), Column(("Utfall ack",), OUTCOME, MAY), Column(("Avvikelse",), DEVIATION, MAY)),
                rows_of(("Äldreomsorg", "10 400 | 10 900 | -500"), ("Summa", "14 600 | 15 400 | -800"), total="Summa"),
                unit="tkr", period=MAY,
            ),
            Text("Kön till särskilt boende har minskat eftersom ett nytt boende öppnade i maj."),
        ]),
    ],
)  # fmt: skip
NOTE = "Uppgiften finns också för"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    library = put_reports(
        tmp_path_factory.mktemp("publishers"), TOWN_YEAR, TOWN_OLDER, TOWN_REVISED, HOUSES_YEAR, BOARD_MONTH
    )
    yield Assistant(library)
    library.close()


@pytest.mark.parametrize(
    ("question", "report", "number"),
    [
        # by name, by sort, by the words that are theirs alone
        ("Vilken soliditet har Ekmora?", TOWN_YEAR, "41"),
        ("Vad är föreningens soliditet?", HOUSES_YEAR, "27"),
        ("Vad är soliditeten i Alen?", HOUSES_YEAR, "27"),
        # the time is counted from the newest report of the publisher asked about …
        ("Vad var soliditeten i Ekmora året innan?", TOWN_REVISED, "42"),
        # … or of the only one that tells of it; an annual report is read in the year after
        ("Hur stora var skatteintäkterna förra året?", TOWN_YEAR, "988"),
        ("Vad är årsavgiften per kvm i år?", HOUSES_YEAR, "812"),
        # by the report named; the revised one goes before the first
        ("Vilken soliditet hade Ekmora enligt årsredovisningen 2030?", TOWN_YEAR, "41"),
        ("Vilken soliditet hade Ekmora enligt årsredovisningen 2029?", TOWN_REVISED, "42"),
        # the board whose report it is, by name and in another's genitive
        ("Hur stort underskott har socialnämnden i Vinsta till och med maj?", BOARD_MONTH, "-800"),
        ("Vad är Vinsta socialnämnds avvikelse för äldreomsorg?", BOARD_MONTH, "-500"),
    ],
)
def test_answered_from_the_report_meant(
    assistant: Assistant, question: str, report: Report, number: str
) -> None:
    answer = assistant.ask(question)
    assert answer.value is not None, answer.answer
    assert (answer.citations[0].source, answer.value.number) == (report.source, Decimal(number))
    assert NOTE not in answer.answer


def test_where_nothing_chooses_the_answer_says_whose_it_is(assistant: Assistant) -> None:
    answer = assistant.ask("Vad är soliditeten?")
    assert {answer.citations[0].publisher, answer.alternatives[0].citation.publisher} == {TOWN, HOUSES}
    other = answer.alternatives[0]
    assert f"{NOTE} {other.citation.publisher}" in answer.answer
    assert (other.citation.publisher or "") in other.why
    # the question of the alternative leads there
    assert other.question is not None
    led = assistant.ask(other.question)
    assert led.value is not None
    assert (led.citations[0].publisher, led.value.number) == (other.citation.publisher, other.value.number)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vilken soliditet hade Ekmora enligt årsredovisningen 2024?", ("årsredovisningen 2024", "Årsredovisning 2030")),
        ("Vad blev soliditeten i Ekmora 2031?", ("2031", TOWN, "2030")),
        ("Vad är avvikelsen för Vinsta i augusti?", ("augusti 2032", BOARD, "jan–maj 2032")),
        ("Vad är soliditeten i Region Söderås?", ("Region Söderås",)),
    ],
)  # fmt: skip
def test_what_is_not_there_is_named_with_the_nearest(
    assistant: Assistant, question: str, said: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.NOT_FOUND
    assert all(words in answer.answer for words in said), answer.answer


def test_a_follow_up_stays_with_the_publisher(assistant: Assistant) -> None:
    answer = assistant.ask("Och året innan?", [Turn("Vad är soliditeten i Alen?", "27 procent")])
    assert answer.value is not None
    assert (answer.citations[0].source, answer.value.number) == (HOUSES_YEAR.source, Decimal(25))


def test_last_year_after_the_newest_is_the_year_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("Och förra året?", [Turn("Hur stora är skatteintäkterna?", "988 mkr")])
    assert answer.value is not None
    assert answer.value.number == Decimal(951)


def test_only_the_reports_asked_of_count(assistant: Assistant) -> None:
    answer = assistant.ask("Vad är soliditeten?", documents=[HOUSES_YEAR.id])
    assert answer.citations[0].source == HOUSES_YEAR.source
    assert NOTE not in answer.answer
