"""Questions that words answer: the sentence, verbatim, with its page and lines; and figures that stand in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.answer import AnswerKind
from service.assistant import Assistant
from service.conversation import Turn
from tests.service.answering.asked import assert_backed
from tests.service.answering.ekhult import (
    ANNUAL_SOURCE,
    DIRECTOR,
    INTERIM,
    INTERIM_SOURCE,
    LIST_ITEMS,
    LIST_LEAD,
    TALLVIK_SOURCE,
    TRAFFIC_SOURCE,
    TRIPS_REASON,
    WARD_REASON,
)


@pytest.mark.parametrize(
    ("question", "source", "page", "sentence"),
    [
        # reasons
        ("Varför har vårdplatserna blivit färre?", INTERIM_SOURCE, "7", WARD_REASON),
        ("Varför har resandet med stadsbussen minskat?", TRAFFIC_SOURCE, "2", TRIPS_REASON),
        ("Vad beror det på att resandet med stadsbussen minskar?", TRAFFIC_SOURCE, "2", TRIPS_REASON),
        ("Varför skrevs tvätteriet ned?", ANNUAL_SOURCE, "3", "Orsaken är att driften flyttas."),
        ("Varför redovisar socialnämnden ett underskott?", TALLVIK_SOURCE, "2", "fler barn har placerats i familjehem."),
        # a person, a time
        ("Vem är regiondirektör?", INTERIM_SOURCE, "3", DIRECTOR),
        ("När tillträdde regiondirektören?", INTERIM_SOURCE, "3", DIRECTOR),
        ("När öppnar bron?", TRAFFIC_SOURCE, "2", "Bron väntas öppna i maj 2032."),
        # a list with what leads in to it
        ("Vilka åtgärder genomförs mot köerna?", INTERIM_SOURCE, "3", LIST_LEAD),
    ],
)  # fmt: skip
def test_a_question_is_answered_by_a_sentence(
    assistant: Assistant, question: str, source: str, page: str, sentence: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.PASSAGE, answer.answer
    assert sentence in answer.answer
    first = answer.citations[0]
    assert (first.source, first.page) == (source, page)
    assert sentence in first.quote
    assert_backed(answer)


def test_a_list_comes_whole(assistant: Assistant) -> None:
    answer = assistant.ask("Vilka åtgärder genomförs mot köerna?")
    assert all(item in answer.answer for item in LIST_ITEMS)


def test_a_sentence_is_cited_by_its_own_lines_of_a_text_extract(assistant: Assistant) -> None:
    """Three sentences on three lines; the second answers, and the third may be quoted with it."""
    citation = assistant.ask("Varför har resandet med stadsbussen minskat?").citations[0]
    assert (citation.page_index, citation.boxes) == (2, None)
    assert citation.lines[0] == 3
    assert set(citation.lines) <= {3, 4}
    assert citation.section == ("Analys",)


def test_a_sentence_is_cited_by_its_box_of_a_pdf(assistant: Assistant) -> None:
    citation = assistant.ask("Vem är regiondirektör?").citations[0]
    assert (citation.page, citation.page_index) == ("3", 1)
    assert citation.boxes is not None
    assert citation.boxes[0] == INTERIM.pages[0].lines[1].box


@pytest.mark.parametrize(
    ("question", "number", "unit", "period", "page"),
    [
        ("Vad kostade magnetkameran i Norrsele?", "18.5", "mkr", "2031-06", "3"),
        ("vad kostade magnetkameran i tkr?", "18500", "tkr", "2031-06", "3"),
        ("Hur mycket skrevs tvätteriet ned med?", "9.4", "mkr", "2030", "3"),
        ("Hur många elbussar köpte nämnden?", "12", "antal", "2031", "2"),
    ],
)
def test_a_figure_in_a_sentence_is_quoted_with_it(
    assistant: Assistant, question: str, number: str, unit: str, period: str, page: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.VALUE, answer.answer
    assert answer.value is not None
    assert (answer.value.number, answer.value.unit, answer.value.period) == (Decimal(number), unit, period)
    assert answer.citations[0].table is None
    assert answer.citations[0].page == page
    assert answer.citations[0].quote in answer.answer
    assert_backed(answer)


@pytest.mark.parametrize("question", ["varför?", "Varför så få?", "Vad beror det på?"])
def test_a_reason_asked_for_after_a_figure_is_the_reason_for_it(assistant: Assistant, question: str) -> None:
    earlier = "Hur många vårdplatser har vi?"
    first = assistant.ask(earlier)
    answer = assistant.ask(question, [Turn(earlier, first.answer)])
    assert answer.kind is AnswerKind.PASSAGE, answer.answer
    assert WARD_REASON in answer.answer
