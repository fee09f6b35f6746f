"""The sentences that state a figure, in plain Swedish."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.periods import month_period, year_period
from ingest.records import FigureKind
from service.assistant import Assistant
from service.question import AskedPeriod, Question
from service.wording import KIND_NOUNS, LONGEST_NAME, deviation_in_words, shortened, understood


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        # kind, whose, figure, column; a deviation in money also in words
        (
            "Hur stor är avvikelsen för HSN?",
            ("Avvikelsen för Hälso- och sjukvårdsnämnden är −216 mkr", "ack 2031", "216 mkr sämre än budget"),
        ),
        (
            "Vad är avvikelsen för RS?",
            ("Avvikelsen för Regionstyrelsen är 35 mkr", "35 mkr bättre än budget"),
        ),
        # a target with its direction
        ("Vad är målet för sjukfrånvaron?", ("Målet för Sjukfrånvaro", "högst 5,5 procent", "2031")),
        # in another unit: the printed figure and the converted one
        ("Vad kostade hyrläkarna i augusti 2031 i kronor?", ("Läkare", "88,4 mkr", "88 400 000 kr")),
        # a figure in a sentence comes with the sentence
        ("Hur många elbussar köpte nämnden?", ("12", "”Nämnden köpte 12 nya elbussar under våren 2031.”")),
        # calculations state their figures
        (
            "Hur stor andel av de anställda arbetar i trafiknämnden?",
            ("Trafiknämnden", "1,5 procent", "110 / 7 100"),
        ),
        ("Hur mycket ökade låneskulden från 2028 till 2030?", ("Låneskuld", "450 mkr mer", "2 450 − 2 000")),
        (
            "Hur långt från målet är sjukfrånvaron?",
            ("Sjukfrånvaro", "0,7 procentenheter över målet", "6,2 − 5,5"),
        ),
        ("Hur många anställda har RS och HSN tillsammans?", ("6 990", "810 + 6 180")),
        # a verdict, how far off, and the figures behind it
        (
            "Når vi målet för fossilfria fordon?",
            ("Ja, målet är nått", "4 procentenheter över målet", "74 − 70"),
        ),
        # a part of a row names what it is a part of
        ("Vad kostade stafettläkarna i primärvården i augusti 2031?", ("primärvård", "Läkare", "31,0 mkr")),
        # a ranking names the row and its figure
        ("Vilken nämnd har störst underskott?", ("Hälso- och sjukvårdsnämnden", "−216 mkr", "2031")),
    ],
)
def test_an_answer_says_what_matters(assistant: Assistant, question: str, parts: tuple[str, ...]) -> None:
    text = assistant.ask(question).answer
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize(
    "question",
    [
        "Hur stor är avvikelsen för HSN?",
        "Vad är soliditeten?",
        "Vilken nämnd har störst underskott?",
        "Varför?",
    ],
)
def test_an_answer_is_one_tidy_text(assistant: Assistant, question: str) -> None:
    text = assistant.ask(question).answer
    assert text == text.strip()
    assert "  " not in text
    assert "None" not in text
    assert text.endswith((".", "”"))
    assert "\n" not in text


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("-305", "mkr", ", alltså 305 mkr sämre än budget"),
        ("13", "mkr", ", alltså 13 mkr bättre än budget"),
        ("0", "mkr", ""),
        (None, "mkr", ""),
    ],
)
def test_a_deviation_in_words(number: str | None, unit: str, words: str) -> None:
    assert deviation_in_words(Decimal(number) if number is not None else None, unit) == words


def test_a_long_label_is_cut_at_a_word() -> None:
    label = "Andel patienter som har fått en medicinsk bedömning " * 4
    cut = shortened(label)
    assert len(cut) <= LONGEST_NAME
    assert cut.endswith(" …")
    assert label.startswith(cut.removesuffix(" …"))
    assert shortened("Soliditet") == "Soliditet"
    assert shortened("x" * LONGEST_NAME) == "x" * LONGEST_NAME


def test_every_kind_of_figure_has_a_noun() -> None:
    assert set(KIND_NOUNS) == set(FigureKind)


@pytest.mark.parametrize(
    ("question", "latest", "text"),
    [
        (
            Question("", "", bodies=("RS", "HSN"), kinds=(FigureKind.BUDGET,), periods=(AskedPeriod(year_period(2030)),)),
            True,
            "budget, för RS och HSN, 2030",
        ),
        (Question("", "", words=("soliditet",), inherited=("skuld",)), True, "soliditet skuld, senaste uppgiften (augusti 2031)"),
        (Question("", "", words=("soliditet",)), False, "soliditet"),
        (Question("", ""), False, ""),
    ],
)  # fmt: skip
def test_how_a_question_was_read(question: Question, latest: bool, text: str) -> None:
    assert understood(question, month_period(2031, 8) if latest else None) == text
