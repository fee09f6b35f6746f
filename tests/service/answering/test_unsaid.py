"""A figure that leaves something of the question unsaid is no answer: the reader is asked back with the nearest ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.periods import Period
from ingest.records import FigureKind
from service.answer import AnswerKind
from service.asked_words import ask_words
from service.assistant import Assistant
from service.cell_catalog import CellCatalog, ReportFacts
from service.conversation import Turn
from service.lexicon import Lexicon
from service.question import Question
from service.reading import CellReading
from service.unsaid import unsaid_by_cell
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Row, Text, make_report

MONTHS = Period((2031, 1), (2031, 4))
YEAR = Period((2031, 1), (2031, 12))

HOMES = Grid(
    "Boende",
    (
        Column(("Platser",), FigureKind.OUTCOME, MONTHS, "antal"),
        Column(("Beläggning",), FigureKind.OUTCOME, MONTHS, "procent"),
        Column(("Dygnskostnad kr",), FigureKind.OUTCOME, MONTHS, "kr"),
    ),
    (
        Row(("Tallgården",), ("54", "75,9", "2 610")),
        Row(("Strandliden",), ("30", "100,0", "2 195")),
        Row(("Granbacken",), ("48", "95,8", "2 345")),
        Row(("Lindhemmet",), ("36", "100,0", "2 290")),
        Row(("Boendena ihop",), ("168", "92,3", "2 360")),
    ),
    caption="Äldreboenden",
)
PUPILS = Grid(
    "Verksamhet",
    (
        Column(("Tallvik 2031",), FigureKind.OUTCOME, YEAR, "kr"),
        Column(("Liknande kommuner 2031",), FigureKind.OUTCOME, YEAR, "kr"),
        Column(("Riket 2031",), FigureKind.OUTCOME, YEAR, "kr"),
    ),
    (
        Row(("Grundskola, per elev",), ("146 250", "139 950", "135 600")),
        Row(("Förskola, per barn",), ("178 400", "169 300", "172 800")),
    ),
    caption="Kostnad per person, kronor",
)
FORECASTS = Grid(
    "Enhet",
    (
        Column(("Helår", "Prognos"), FigureKind.FORECAST, YEAR, "tkr"),
        Column(("Prognos feb",), FigureKind.FORECAST, YEAR, "tkr"),
    ),
    (Row(("Simhallen",), ("29 500", "28 900")), Row(("Ishallen",), ("12 100", "12 300"))),
    caption="Prognoser, tkr",
)
COMMITTEES = Grid(
    "Nämnd",
    (
        Column(("Utfall 2031",), FigureKind.OUTCOME, YEAR, "mkr"),
        Column(("Avvikelse 2031",), FigureKind.DEVIATION, YEAR, "mkr"),
    ),
    (
        Row(("Skolnämnden",), ("607,1", "-8,9"), body="Skolnämnden"),
        Row(("Omsorgsnämnden",), ("487,0", "-15,5"), body="Omsorgsnämnden"),
        Row(("Fritidsnämnden",), ("58,0", "0,3"), body="Fritidsnämnden"),
    ),
    caption="Så gick det för nämnderna, mkr",
)
VACANT = Grid(
    "Nyckeltal",
    (Column(("2031",), FigureKind.OUTCOME, YEAR, "antal"),),
    (Row(("Outhyrda lägenheter vid årets slut",), ("34",)),),
    caption="Fem år i sammandrag",
)
SAVINGS = Grid(
    "Åtgärd",
    (
        Column(("Beslutat 2031",), None, YEAR, "tkr"),
        Column(("Genomfört apr",), FigureKind.OUTCOME, MONTHS, "tkr"),
        Column(("Prognos 2031",), FigureKind.FORECAST, YEAR, "tkr"),
    ),
    (
        Row(("Färre timvikarier",), ("3 200", "2 650", "3 400")),
        Row(("Digital tillsyn",), ("1 900", "580", "900")),
        Row(("Summa",), ("5 100", "3 230", "4 300"), total=True),
    ),
    caption="Besparingar, tkr",
)
GRANTS = Grid(
    "Insatsområde",
    (
        Column(("Beviljat tkr",), FigureKind.OUTCOME, YEAR, "tkr"),
        Column(("Utbetalt tkr",), FigureKind.OUTCOME, YEAR, "tkr"),
    ),
    (Row(("Digital infrastruktur",), ("19 700", "4 300")), Row(("Besöksnäring",), ("6 850", "6 210"))),
    caption="Projektmedel",
)
TRIPS = Grid(
    "Trafikslag",
    (
        Column(("2031",), FigureKind.OUTCOME, YEAR, "tusental"),
        Column(("Förändr. %",), FigureKind.CHANGE, YEAR, "procent"),
        Column(("Kostnadstäckning %",), FigureKind.OUTCOME, YEAR, "procent"),
    ),
    (
        Row(("Buss",), ("600", "5,1", "51")),
        Row(("Tåg",), ("200", "15,3", "63")),
        Row(("Alla resor",), ("800", "7,0", "54")),
    ),
    caption="Resor, tusental",
)
SERVICES = Grid(
    "Tjänst",
    (
        Column(("Utfall intäkter period",), FigureKind.OUTCOME, MONTHS, "mkr"),
        Column(("Utfall kostnader period",), FigureKind.OUTCOME, MONTHS, "mkr"),
        Column(("Budget kostnader period",), FigureKind.BUDGET, MONTHS, "mkr"),
    ),
    (Row(("Måltider",), ("7,6", "-6,9", "-12,0")), Row(("Städning",), ("2,1", "-1,9", "-2,0"))),
    caption="Gemensamma tjänster",
)
TEXT = (
    "Av dem som väntat över 90 dagar på bedömning har 118 tackat nej till en tid. "
    "Sjukfrånvaron bland heltidsanställda var 3,2 procent. "
    "Målet är att restiden ska vara högst 40 minuter. "
    "Biblioteken fick 61 nya låntagare. "
    "Kostnaden för sotning ökade eftersom taxan höjdes med 15 procent. "
    "Kommunen tog emot 48 skyddsbehövande från Ukraina. Norrservice sköter boendena."
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    report = make_report(
        "norrservice-tertialrapport.txt", "Tertialrapport 1 2031", "Tallviks kommun", "tertialrapport", MONTHS,
        [("1", [Heading("Läget"), Text(TEXT), HOMES, PUPILS]), ("2", [FORECASTS, COMMITTEES, VACANT]),
         ("3", [SAVINGS, GRANTS]), ("4", [TRIPS, SERVICES])],
    )  # fmt: skip
    with closing(put_reports(tmp_path_factory.mktemp("tallvik"), report)) as library:
        yield Assistant(library)


@pytest.mark.parametrize(
    "question",
    [
        # a count of something else: the column's, the sentence's
        "Hur många bor på Tallgården?",
        "Hur många väntar på bedömning?",
        "Hur många har väntat på bedömning?",
        # a limit that nothing has
        "Hur många har väntat mer än ett år på bedömning?",
        # others than those asked about
        "Hur hög är sjukfrånvaron?",
        # a target for an outcome
        "Hur lång är restiden?",
        # a number of the clause beside
        "Hur många procent kostar sotning?",
        # the opposite
        "Hur många lägenheter finns det?",
    ],
)
def test_no_figure_is_given_where_a_part_of_the_question_is_unsaid(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.value is None, answer.answer


def test_the_nearest_readings_are_offered_with_what_is_missing(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många har väntat mer än ett år på bedömning?")
    assert answer.kind is AnswerKind.NOT_FOUND
    assert "mer än ett år" in answer.answer
    assert [choice.value.number for choice in answer.alternatives] == [Decimal(118)]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        # all is said
        ("Hur många platser har Tallgården?", "54"),
        ("Hur många har tackat nej till en tid av dem som väntat över 90 dagar?", "118"),
        ("Hur hög är sjukfrånvaron bland heltidsanställda?", "3.2"),
        ("Hur många från Ukraina tog kommunen emot?", "48"),
        ("Vad är målet för restiden?", "40"),
        ("Hur många outhyrda lägenheter finns det?", "34"),
        # the month that a forecast was made in
        ("Vad var prognosen för simhallen i februari?", "28900"),
        # a difference between columns, not one of them
        ("Hur många kronor dyrare är en grundskoleelev i Tallvik 2031 än i liknande kommuner?", "6300"),
        # the second most, by the deviation and not the cost
        ("Vilken nämnd gick näst mest back 2031?", "-8.9"),
        # a row that comes to the others together is none of them
        ("Vilket boende har näst flest platser?", "48"),
        # what is left of a figure when another of its row is taken away, by two columns that the question names
        ("Hur mycket av de beslutade besparingarna 2031 ser inte ut att bli av enligt prognosen?", "800"),
        # a share of the column named as the whole, not of the total of the part's column
        ("Hur stor del av de beviljade pengarna till digital infrastruktur är utbetald?", "21.8"),
        # a share of the row that is called the whole, not the one printed of something else
        ("Hur stor del av alla resor gjordes med tåg 2031?", "25.0"),
        # costs, not income
        ("Vad kostade måltiderna?", "-6.9"),
        # costs against the budget of costs
        ("Vad är avvikelsen mot budget för måltiderna?", "5.1"),
    ],
)
def test_a_figure_is_given_where_all_is_said(assistant: Assistant, question: str, number: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is not None, answer.answer
    assert answer.value.number == Decimal(number), answer.answer


def test_a_name_that_only_the_file_has_is_whose_report_it_is(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många platser har Tallgården i Norrservice?")
    assert answer.value is not None, answer.answer
    assert answer.value.number == Decimal(54)


def test_a_followup_that_changes_nothing_known_is_asked_back(assistant: Assistant) -> None:
    before = "Hur många platser har Tallgården?"
    answer = assistant.ask("och för den långa?", [Turn(before, assistant.ask(before).answer)])
    assert answer.value is None
    assert "följdfrågan" in answer.answer


def test_what_the_file_is_called_after_is_whose_report_it_is() -> None:
    report = make_report(
        "servicekontoret-2031.txt", "Rapport", "Tallviks kommun", "tertialrapport", MONTHS, [("1", [HOMES])]
    )
    catalog = CellCatalog()
    catalog.add(
        ReportFacts(report.id, report.source, report.title, report.publisher, report.kind, MONTHS),
        report.tables,
    )
    lexicon = Lexicon(catalog.texts())
    row = catalog.rows[0]

    def unsaid(name: str) -> str:
        question = Question("", f"hur många platser har {name}?", words=("platser", name), names=(name,))
        return unsaid_by_cell(ask_words(question, lexicon), CellReading(row, row.cells[0], 1.0, {}, 1.0))

    assert (unsaid("servicekontoret"), unsaid("miljökontoret")) == ("", "miljökontoret")


CASES = Grid(
    "Yrke",
    (
        Column(("Avgjorda",), FigureKind.OUTCOME, YEAR, "antal"),
        Column(("Inkomna",), FigureKind.OUTCOME, YEAR, "antal"),
        Column(("Öppna 31 dec 2031",), FigureKind.OUTCOME, Period((2031, 12), (2031, 12)), "antal"),
    ),
    (Row(("Dykare",), ("352", "388", "97")), Row(("Sprängare",), ("61", "70", "12"))),
    caption="Ärenden om yrkesbevis 2031",
)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Hur många ärenden om yrkesbevis för dykare kom in 2031?", "388"),  # "kom in" is "inkomna"
        (
            "Hur många inspektioner gjordes hos dykare 2031?",
            None,
        ),  # the year in "Öppna 31 dec 2031" says nothing of it
    ],
)
def test_a_column_is_said_by_its_word_not_by_its_time(
    tmp_path: Path, question: str, number: str | None
) -> None:
    report = make_report(
        "m.txt", "Årsredovisning 2031", "Yrkesprövningen", "årsredovisning", YEAR, [("1", [CASES])]
    )
    with closing(put_reports(tmp_path, report)) as library:
        answer = Assistant(library).ask(question)
    value = None if answer.value is None else answer.value.number
    assert value == (None if number is None else Decimal(number)), answer.answer
