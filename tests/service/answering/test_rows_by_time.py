"""Rows that go by time, against a target or per something: which of their cells answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal

import pytest

from ingest.periods import Period, month_period, year_period
from ingest.records import FigureKind
from service.answer import Answer, AnswerKind
from service.assistant import Assistant
from tests.service.answering.ekhult import put_reports
from tests.service.answering.small_reports import Column, Grid, Heading, Row, Text, make_report

YEAR = year_period(2031)
OUTCOME = FigureKind.OUTCOME
QUARTERS = Grid(
    "MWh",
    (
        Column(("Kv 1",), OUTCOME, Period((2031, 1), (2031, 3))),
        Column(("Kv 2",), OUTCOME, Period((2031, 4), (2031, 6))),
        Column(("Kv 3",), OUTCOME, Period((2031, 7), (2031, 9))),
        Column(("Helår",), OUTCOME, YEAR),
    ),
    (Row(("Fjärrvärme",), ("620", "280", "110", "1 010")), Row(("Egen solel",), ("8", "42", "37", "87"))),
    caption="Energi per kvartal",
    unit="MWh",
)
MONTHS = Grid(
    "Sjukfrånvaro, %",
    (
        Column(("Sep",), OUTCOME, month_period(2031, 9)),
        Column(("Okt",), OUTCOME, month_period(2031, 10)),
        Column(("Nov",), OUTCOME, month_period(2031, 11)),
        Column(("Snitt",), OUTCOME, YEAR),
    ),
    (Row(("Hela bolaget",), ("5,1", "5,3", "6,0", "5,5")),),
    caption="Sjukfrånvaro månad för månad",
    unit="procent",
)
FORECASTS = Grid(
    "Verksamhet, mkr",
    (
        Column(("Helårsprognos avvikelse", "Mars"), FigureKind.DEVIATION, YEAR),
        Column(("Helårsprognos avvikelse", "Juni"), FigureKind.DEVIATION, YEAR),
    ),
    (Row(("Färjorna",), ("-12", "-18")), Row(("Hamnarna",), ("3", "5"))),
    caption="Verksamheternas helårsprognos",
    unit="mkr",
)
TARGETS = Grid(
    "Station",
    (
        Column(("Mål",), FigureKind.TARGET, YEAR),
        Column(("2031",), None, YEAR),
        Column(("2030",), OUTCOME, YEAR.moved(-1)),
    ),
    (Row(("Ekby",), ("15", "17", "14")), Row(("Norrviken",), ("10", "9", "8"))),
    caption="Tid till första insats, minuter",
    unit="minuter",
)
OWNERS = Grid(
    "Kommun",
    (Column(("Bidrag 2031, tkr",), OUTCOME, YEAR),),
    (Row(("Ekby kommun",), ("4 600",)), Row(("Tallviks kommun",), ("2 100",))),
    caption="Bidrag per kommun",
    unit="tkr",
)
CALLS = Grid(
    "Händelse",
    (Column(("2031",), OUTCOME, YEAR), Column(("2030",), OUTCOME, YEAR.moved(-1))),
    (Row(("Trafikolycka",), ("218", "231")), Row(("Brand i byggnad",), ("97", "111"))),
    caption="Insatser januari-augusti",
    unit="antal",
)
FLATS = Grid(
    "Område",
    (
        Column(("Lägenheter",), OUTCOME, YEAR),
        Column(("Skuld, kr/inv",), OUTCOME, YEAR, unit="kr per invånare"),
    ),
    (Row(("Hela bolaget",), ("209", "11 000")), Row(("Centrum",), ("86", "7 000"))),
    caption="Beståndet",
)
LOANS = Text("Låneskulden uppgår till 604 miljoner kronor, varav 250 miljoner kronor är gröna lån.")


@pytest.fixture(scope="module")
def energy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    report = make_report(
        "e.txt", "Årsredovisning 2031", "Ekby Energi AB", "årsredovisning", YEAR,
        [("1", [Heading("Läget"), QUARTERS, MONTHS, TARGETS, OWNERS, FLATS, Heading("Finansiering"), LOANS])],
    )  # fmt: skip
    with closing(put_reports(tmp_path_factory.mktemp("energy"), report)) as library:
        yield Assistant(library, ask_back_below=0.0)  # which cell is chosen, however sure it is


@pytest.fixture(scope="module")
def rescue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    report = make_report(
        "r.txt", "Delårsrapport augusti 2031", "Räddningstjänstförbundet Norra Dalen", "delårsrapport",
        Period((2031, 1), (2031, 8)), [("1", [Heading("Insatser"), CALLS, Heading("Ekonomi"), FORECASTS])],
    )  # fmt: skip
    with closing(put_reports(tmp_path_factory.mktemp("rescue"), report)) as library:
        yield Assistant(library)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        # the caption says the months, the columns only the year
        ("antal trafikolyckor jan-aug 2030", "231"),
        ("Hur många trafikolyckor var det 2031?", "218"),
    ],
)
def test_the_caption_says_the_months_of_its_years(rescue: Assistant, question: str, right: str) -> None:
    answer = rescue.ask(question)
    assert number(right)(answer), answer.answer


@pytest.mark.parametrize(
    ("question", "right"),
    [
        # the forecast made in that month
        ("Vilken helårsavvikelse trodde man i mars 2031 att färjorna skulle få?", "-12"),
        # the one that is not overtaken
        ("Vad är helårsprognosens avvikelse för färjorna?", "-18"),
    ],
)
def test_forecasts_stand_under_the_months_they_were_made_in(
    rescue: Assistant, question: str, right: str
) -> None:
    answer = rescue.ask(question)
    assert number(right)(answer), answer.answer


def number(text: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.value is not None and answer.value.number == Decimal(text)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        # the quarter, not the rise to it
        ("hur mycket egen solel gjordes andra kvartalet 2031", number("42")),
        # over the times of one row, the whole year left out
        ("vilket kvartal 2031 användes mest fjärrvärme?", number("620")),
        ("vilket kvartal 2031 gav minst egen solel?", number("8")),
        # a mean of the months is no answer for one that is not there
        ("Vad var sjukfrånvaron i oktober 2031?", number("5.3")),
        ("Vad var sjukfrånvaron i december 2031?", lambda answer: answer.kind is AnswerKind.NOT_FOUND),
        # the newest outcome is meant
        ("Hur många minuter över målet ligger Ekby?", number("2")),
        # the rows of the table of municipalities
        ("Vilken kommun betalar minst bidrag?", number("2100")),
        # the whole before its parts; no amount per inhabitant counts anything
        ("Hur många lägenheter har bolaget totalt?", number("209")),
        ("Hur många invånare är det?", lambda answer: answer.value is None),
        # the part that the words behind it name
        ("Hur stora är de gröna lånen?", number("250")),
        ("Hur stor är låneskulden?", number("604")),
    ],
)
def test_the_cell_of_the_time_or_part_that_is_asked_for(
    energy: Assistant, question: str, right: Callable[[Answer], bool]
) -> None:
    answer = energy.ask(question)
    assert right(answer), answer.answer
