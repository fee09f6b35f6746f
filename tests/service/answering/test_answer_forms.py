"""Sentences that have the form of what is asked for: the cause of the right thing, a person, a list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.answer_forms import cause_fit, list_fit, person_fit
from service.assistant import Assistant
from service.prose_question import AskedProse, ask_prose
from service.question_reader import read_question
from tests.service.answering.ekhult import INTERIM


def asked(assistant: Assistant, question: str) -> AskedProse:
    knowledge = assistant.knowledge()
    return ask_prose(read_question(question, knowledge.surroundings), knowledge.lexicon)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        # the effect stands before "på grund av" and "eftersom" …
        (
            "Resandet minskade på grund av att bron är avstängd.",
            "Bron stängdes på grund av det minskade resandet.",
        ),
        ("Resandet minskade eftersom bron är avstängd.", "Bron stängdes eftersom resandet minskade."),
        # … and after "gör att" and "orsaken till"
        ("Den stängda bron gör att resandet minskar.", "Det minskade resandet gör att bron stängs."),
        ("Orsaken till att resandet minskar är bron.", "Orsaken till köerna är renoveringen."),
        # a plain statement tells no cause
        ("Resandet minskade p.g.a. bron.", "Resandet minskade under hösten."),
    ],
)
def test_the_cause_of_what_is_asked_is_told_from_other_causes(
    assistant: Assistant, better: str, worse: str
) -> None:
    question = asked(assistant, "Varför har resandet minskat?")
    assert cause_fit(question, better, 0.0) > cause_fit(question, worse, 0.0)


def test_a_sentence_that_leans_on_the_one_before_tells_its_cause(assistant: Assistant) -> None:
    question = asked(assistant, "Varför har resandet minskat?")
    leaning, other = "Det beror på bron.", "Köerna beror på bron."
    assert cause_fit(question, leaning, 1.0) > cause_fit(question, other, 1.0)


def test_a_list_of_what_is_asked_is_better_than_another_list(assistant: Assistant) -> None:
    question = asked(assistant, "Vilka åtgärder genomförs?")
    listed = "Åtgärderna är kvällsmottagning, en ny sal och digitala återbesök."
    assert list_fit(question, listed) > list_fit(question, "Personalen köpte bussar, spårvagnar och cyklar.")
    assert list_fit(question, listed) > list_fit(question, "Åtgärderna har börjat.")


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Maja Lindros tillträdde.", 1.0),
        ("Qvarna Tall (C) leder arbetet.", 1.0),
        ("Förvaltningschefen leder arbetet.", 0.5),
        ("Arbetet går vidare.", 0.0),
        ("Region Norra Ekhult växer.", 0.0),
    ],
)
def test_who_is_answered_by_a_name_or_an_office(assistant: Assistant, text: str, fit: float) -> None:
    knowledge = assistant.knowledge()
    passages = knowledge.search("regiondirektör", 1, [INTERIM.id], dense=False)
    sentence = next(iter(knowledge.sentences(passages)))
    bare = replace(sentence, text=text, bodies=frozenset())
    assert person_fit(asked(assistant, "Vem leder arbetet?"), bare) == fit
