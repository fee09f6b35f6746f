"""How sure an answer says it is, and what happens when that is too little."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answer import AnswerKind, Evidence
from service.assistant import Assistant
from service.confidence import PARTS, confidence
from service.word_tables import word_table
from tests.service.answering.ekhult import REPORTS, put_reports

SHARES = st.floats(0, 1)


@given(st.sampled_from(sorted(PARTS)), st.data())
def test_more_evidence_never_makes_an_answer_less_sure(rests_on: str, data: st.DataObject) -> None:
    less = {part: data.draw(SHARES, part) for part in PARTS[rests_on]}
    more = {part: data.draw(st.floats(share, 1), part) for part, share in less.items()}
    low, high = (confidence(Evidence(rests_on, tuple(parts.items()))) for parts in (less, more))
    assert 0 <= low <= high <= 1


def test_the_table_of_weights_knows_only_parts_that_are_worked_out() -> None:
    table = word_table("confidence")
    assert {name: set(weights) - {"alltid"} - set(PARTS[name]) for name, weights in table.items()} == {
        name: set() for name in PARTS
    }


@pytest.fixture(name="assistant_of")
def _assistant_of(tmp_path: Path):  # type: ignore[no-untyped-def]
    with closing(put_reports(tmp_path, *REPORTS)) as library:
        yield lambda below: Assistant(library, ask_back_below=below)


PLAIN = "Vad är avvikelsen för HSN i augusti 2031?"


def test_a_plain_question_is_surer_than_a_vague_one(assistant_of) -> None:  # type: ignore[no-untyped-def]
    assistant = assistant_of(0.0)
    plain = assistant.ask(PLAIN)
    vague = assistant.ask("hur mycket kostade det")
    assert plain.confidence > 0.8
    assert vague.confidence < plain.confidence


def test_an_unsure_figure_is_asked_back_with_itself_to_choose(assistant_of) -> None:  # type: ignore[no-untyped-def]
    stated = assistant_of(0.0).ask(PLAIN)
    assert stated.value is not None
    asked = assistant_of(1.01).ask(PLAIN, explained=True)
    assert (asked.kind, asked.value, asked.confidence) == (AnswerKind.NOT_FOUND, None, 0.0)
    assert str(abs(stated.value.number)) not in asked.answer
    first = asked.alternatives[0]
    assert (first.value.number, first.citation) == (stated.value.number, stated.citations[0])
    assert first.question is not None
    assert assistant_of(0.0).ask(first.question).value == stated.value
    assert asked.explanation is not None
    assert "osäker" in asked.explanation.why


def test_a_chosen_reading_is_sure(assistant_of) -> None:  # type: ignore[no-untyped-def]
    first = assistant_of(1.01).ask(PLAIN).alternatives[0]
    assert first.question is not None
    assert assistant_of(0.0).ask(first.question).confidence > 0.8
