"""Explanations over the small library of Ekhult: the reading, the candidates, and the reason."""

from __future__ import annotations

import pytest

from service.assistant import Assistant
from service.explanation import CANDIDATES_SHOWN, PART_NAMES
from tests.service.answering.ekhult import INTERIM_SOURCE

HSN = "Hälso- och sjukvårdsnämnden"


def explained(assistant: Assistant, question: str) -> tuple[dict[str, str], str]:
    explanation = assistant.ask(question, explained=True).explanation
    assert explanation is not None
    return dict(explanation.reading), explanation.why


def test_nothing_is_explained_unasked(assistant: Assistant) -> None:
    assert assistant.ask("Hur stor är avvikelsen för HSN?").explanation is None


def test_a_figure_shows_the_readings_that_were_weighed(assistant: Assistant) -> None:
    answer = assistant.ask("Hur stor är avvikelsen för HSN?", explained=True)
    assert answer.explanation is not None
    candidates = answer.explanation.candidates
    best = candidates[0]
    assert best.label == f"{HSN} × Avvikelse utfall mot budget ack 2031"
    assert (best.value, best.source, best.page) == ("−216 mkr", INTERIM_SOURCE, "4")
    assert [candidate.chosen for candidate in candidates] == [True] + [False] * (len(candidates) - 1)
    assert len(candidates) <= CANDIDATES_SHOWN
    scores = [candidate.score for candidate in candidates]
    assert scores == sorted(scores, reverse=True)
    for candidate in candidates:
        assert candidate.score == pytest.approx(sum(part for _, part in candidate.parts), abs=0.01)
        assert {name for name, _ in candidate.parts} <= PART_NAMES.keys()


def test_the_reading_says_what_was_taken_for_granted(assistant: Assistant) -> None:
    reading, _ = explained(assistant, "Hur stor är avvikelsen för HSN?")
    assert reading["Nämnd"] == HSN
    assert reading["Slag av siffra"] == "avvikelse"
    assert reading["Tid"] == "den senaste uppgiften (jan–aug 2031), eftersom frågan inte nämner någon tid"


def test_the_reason_names_the_nearest_other_figure_and_what_decided(assistant: Assistant) -> None:
    _, why = explained(assistant, "Hur stor är avvikelsen för HSN?")
    assert why.startswith("Närmast efter kommer ”")
    assert "Svaret vann på " in why


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        # a calculation
        ("Vilken nämnd har störst underskott?", "uträknat ur tabellernas celler"),
        # words that no report has
        ("Hur många giraffer har regionen?", "Ingen siffra gäller det som frågan nämner"),
        # an organisation without a report
        ("Vad blev resultatet för Region Norrland?", "organisation som inte har någon rapport"),
    ],
)
def test_the_reason_for_other_kinds_of_answer(assistant: Assistant, question: str, reason: str) -> None:
    assert reason in explained(assistant, question)[1]


def test_an_answer_in_words_shows_its_sentences(assistant: Assistant) -> None:
    answer = assistant.ask("Varför har resandet med stadsbussen minskat?", explained=True)
    assert answer.explanation is not None
    assert answer.kind.value == "passage"
    assert answer.explanation.candidates[0].chosen
    assert answer.explanation.candidates[0].value == ""
    assert "procent av frågans ord" in answer.explanation.why
