"""The same question said otherwise leads to the same figure: courtesies, shouting, keyboards without dots, slips, word order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answer import AnswerKind
from service.assistant import Assistant
from service.conversation import Turn
from service.phrasing import straightened


@pytest.mark.parametrize(
    ("question", "number", "unit"),
    [
        # courtesies around it
        ("Hej! Kan du hjälpa mig? Hur stor är avvikelsen för HSN?", "-216", "mkr"),
        ("En fråga inför fullmäktige: hur stor är avvikelsen för HSN? Tack på förhand!", "-216", "mkr"),
        ("Jag undrar en sak. Hur hög är sjukfrånvaron?", "6.2", "procent"),
        ("Kan du säga hur mycket HSN har kostat hittills i år?", "-4118", "mkr"),
        # shouted, whispered
        ("HUR STOR ÄR AVVIKELSEN FÖR HSN?", "-216", "mkr"),
        ("hsn avvikelse", "-216", "mkr"),
        # without å, ä, ö, also in the words that ask
        ("hur stor ar avvikelsen for halso- och sjukvardsnamnden", "-216", "mkr"),
        ("Hur manga anstallda hade HSN forra aret i augusti 2030?", "6050", "antal"),
        ("vad ar malet for sjukfranvaron", "5.5", "procent"),
        # a slip inside a compound, a letter twice
        ("Vad kostade hyrläkkarna i augusti 2031?", "88.4", "mkr"),
        ("Hur många ressor gjordes med stadsbussen?", "1840", "antal"),
        ("Vad kostade bemmaningssköterskorna i augusti 2031?", "27.5", "mkr"),
        # the time first
        ("I augusti 2031, vad kostade hyrläkarna?", "88.4", "mkr"),
        ("2029, vad blev årets resultat?", "118", "mkr"),
        # everyday words
        ("hur mycket back gick HSN mot budget?", "-216", "mkr"),
        ("Vad är skillnaden mot budget för HSN?", "-216", "mkr"),
        ("Hur många jobbar på HSN?", "6180", "antal"),
        ("Hur stort minus har HSN?", "-216", "mkr"),
        ("Går HSN plus eller minus mot budget?", "-216", "mkr"),
        ("vad tror man att HSN landar på i år, enligt prognosen?", "-6190", "mkr"),
        ("Vad för mål har vi för sjukfrånvaron?", "5.5", "procent"),
    ],
)
def test_the_figure_is_the_same(assistant: Assistant, question: str, number: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is not None, answer.answer
    assert (answer.value.number, answer.value.unit) == (Decimal(number), unit)


@pytest.mark.parametrize(
    ("question", "number", "name"),
    [
        ("Vilken nämnd gick sämst mot budget?", "-216", "Hälso- och sjukvårdsnämnden"),
        ("vem gick bäst mot budget av nämnderna?", "35", "Regionstyrelsen"),
        ("I augusti 2031, vilken nämnd hade flest anställda?", "6180", "Hälso- och sjukvårdsnämnden"),
        ("nämnd störst underskott", "-216", "Hälso- och sjukvårdsnämnden"),
    ],
)
def test_the_one_at_the_end_is_found(assistant: Assistant, question: str, number: str, name: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is not None, answer.answer
    assert (answer.value.number, answer.value.entity) == (Decimal(number), name)


@pytest.mark.parametrize(
    ("question", "number", "expression"),
    [
        ("Vad kostade läkare och sjuksköterskor tillsammans i augusti 2031?", "115.9", "88,4 + 27,5"),
        (
            "Hur mycket investerades i medicinteknisk utrustning och fastigheter sammanlagt?",
            "166950",
            "35 700 + 131 250",
        ),
    ],
)
def test_rows_that_are_named_side_by_side_are_added(
    assistant: Assistant, question: str, number: str, expression: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.COMPUTED, answer.answer
    assert answer.value is not None
    assert answer.calculation is not None
    assert (answer.value.number, answer.calculation.expression) == (Decimal(number), expression)


@pytest.mark.parametrize(
    "question",
    [
        # a level is no answer to how much something changed
        "Hur mycket har medicinteknisk utrustning ökat sedan 2028?",
        # a name that no report has, whatever the other words find
        "Vad blev årets resultat för Katrinetorp 2030?",
        # the total of a table that is not about it
        "Vad är prognosen för simhallen 2031?",
    ],
)
def test_another_figure_is_not_given_instead(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).kind is AnswerKind.NOT_FOUND


def test_how_it_changed_leaves_the_kind_spoken_of_before(assistant: Assistant) -> None:
    answer = assistant.ask(
        "hur var det i augusti 2030?", [Turn("Vad kostade hyrläkarna i augusti 2031?", "")]
    )
    assert answer.value is not None
    assert answer.value.number == Decimal("104.1")


@pytest.mark.parametrize("text", ["Hej", "Tack!", "", "???", "hejaramaskin"])
def test_what_is_only_a_courtesy_stays(text: str) -> None:
    assert straightened(text) == text
