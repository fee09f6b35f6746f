"""Notebooks: kept by key, forgotten when there are too many."""

from __future__ import annotations

from service.http_models import AskResponse
from ui.conversations import (
    HISTORY_TURNS,
    MAX_CONVERSATIONS,
    MAX_NOTEBOOKS,
    Conversation,
    Notebook,
    Notebooks,
    Turn,
)


def answered(number: int) -> Turn:
    response = AskResponse(
        kind="not_found",
        answer=f"svar {number}",
        value=None,
        calculation=None,
        citations=[],
        alternatives=[],
        confidence=0.0,
        took_ms=0,
    )
    return Turn(f"fråga {number}", response)


def test_history_holds_the_latest_answered_turns_oldest_first() -> None:
    turns = [answered(number) for number in range(HISTORY_TURNS + 2)]
    turns.insert(3, Turn("trasig", None, "fel"))
    history = Conversation(turns).history()
    assert len(history) == HISTORY_TURNS
    assert history[0] == {"question": "fråga 2", "answer": "svar 2"}
    assert history[-1] == {"question": "fråga 11", "answer": "svar 11"}


def test_a_notebook_is_found_by_its_key_and_by_no_other() -> None:
    notebooks = Notebooks()
    key, notebook = notebooks.get(None)
    notebook.conversation.turns.append(answered(1))
    assert notebooks.get(key) == (key, notebook)
    other_key, other = notebooks.get("gissad")
    assert other_key not in (key, "gissad")
    assert other.conversation.turns == []


def test_the_notebook_used_longest_ago_is_forgotten_first() -> None:
    notebooks = Notebooks()
    first, _ = notebooks.get(None)
    second, _ = notebooks.get(None)
    notebooks.get(first)
    for _ in range(MAX_NOTEBOOKS - 1):
        notebooks.get(None)
    assert notebooks.get(first)[0] == first
    assert notebooks.get(second)[0] != second


def test_a_new_conversation_is_begun_only_after_a_question() -> None:
    notebook = Notebook()
    notebook.start_new()
    assert len(notebook.conversations) == 1
    notebook.conversation.turns.append(answered(1))
    notebook.start_new()
    assert (len(notebook.conversations), notebook.current, notebook.conversation.title) == (
        2,
        1,
        "Nytt samtal",
    )
    notebook.open(0)
    assert notebook.conversation.title == "fråga 1"


def test_a_notebook_keeps_its_latest_conversations() -> None:
    notebook = Notebook()
    for number in range(MAX_CONVERSATIONS + 5):
        notebook.conversation.turns.append(answered(number))
        notebook.start_new()
    assert len(notebook.conversations) == MAX_CONVERSATIONS
    assert notebook.current == MAX_CONVERSATIONS - 1
    assert notebook.conversation.turns == []


def test_history_stops_before_a_turn() -> None:
    conversation = Conversation([answered(number) for number in range(3)])
    assert [turn["question"] for turn in conversation.history(2)] == ["fråga 0", "fråga 1"]


def test_a_forgotten_conversation_is_gone_and_the_shown_one_stays() -> None:
    first, second = Conversation([answered(0)]), Conversation([answered(1)])
    notebook = Notebook([first, second], current=1)
    notebook.forget(0)
    assert (notebook.conversations, notebook.conversation) == ([second], second)
    notebook.forget(0)
    assert notebook.conversation.turns == []
