"""Each other reading carries the question that leads to it, and to nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.alternative_questions import sentence_to_question
from service.answer import AnswerKind
from service.assistant import Assistant
from service.conversation import Turn
from service.knowledge import Knowledge
from service.number_readings import find_numbers_for
from service.pins import take_pins
from service.question import Pins
from service.question_reader import read_question

ASKED = [
    "Hur stor är avvikelsen för HSN?",
    "Vad är årsbudgeten för trafiknämnden?",
    "Hur hög är sjukfrånvaron?",
    "Vad är regionens resultat?",
    "Hur många resor gjordes?",
    "Hur mycket har HSN kostat hittills i år?",
]


@pytest.mark.parametrize("question", ASKED)
def test_the_question_of_an_alternative_has_it_as_its_answer(assistant: Assistant, question: str) -> None:
    for alternative in assistant.ask(question).alternatives:
        assert alternative.question is not None
        answer = assistant.ask(alternative.question)
        assert answer.kind is AnswerKind.VALUE, alternative.question
        assert answer.value is not None
        assert answer.value.number == alternative.value.number, alternative.question
        assert answer.citations[0].page == alternative.citation.page


def test_there_are_several_alternatives_to_try(assistant: Assistant) -> None:
    """Otherwise the test above proves nothing."""
    assert sum(len(assistant.ask(question).alternatives) for question in ASKED) > len(ASKED)


def test_the_question_of_a_sentence_has_its_number_as_the_answer(
    assistant: Assistant, knowledge: Knowledge
) -> None:
    asked = read_question("Vad kostade magnetkameran?", knowledge.surroundings)
    best = find_numbers_for(asked, knowledge, knowledge.surroundings.reports).prose[0]
    question = sentence_to_question(asked, best.sentence)
    answer = assistant.ask(question)
    assert "enligt texten ”Den nya magnetkameran" in question
    assert answer.value is not None
    assert (answer.value.number, answer.citations[0].quote) == (Decimal("18.5"), best.sentence.text)


def test_a_conversation_goes_on_from_an_alternative(assistant: Assistant) -> None:
    chosen = "Vad är budgeten jan–aug 2031 på raden ”Hälso- och sjukvårdsnämnden” på sidan 4?"
    answer = assistant.ask("och för RS?", [Turn(chosen, "")])
    assert answer.value is not None
    assert answer.value.entity == "Regionstyrelsen"


@pytest.mark.parametrize(
    ("text", "pins"),
    [
        # quotes of any make, a page in words or short
        ('Vad står det på raden "Löner 2024" i kolumnen ”Utfall”?', Pins(row="Löner 2024", column="Utfall")),
        ("Vad är resultatet på sidan 31?", Pins(page="31")),
        ("Vad är resultatet, s. 31?", Pins(page="31")),
        ("Vad är resultatet på sidan ”Bilaga 1 s. 28”?", Pins(page="Bilaga 1 s. 28")),
        # a quotation without the word for a place is only a quotation
        ("Vad betyder ”god ekonomisk hushållning”?", Pins()),
        ("Hur många sidor har rapporten 2024?", Pins()),
    ],
)
def test_places_named_in_a_question(text: str, pins: Pins) -> None:
    assert take_pins(text)[0] == pins
