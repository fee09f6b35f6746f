"""The wiring to a real model, where one is running: `BELAGG_LLM_URL` and `BELAGG_LLM_MODEL` name it (docs/language-model.md)."""

from __future__ import annotations

import os

import pytest

from service.answer import AnswerKind
from service.assistant import Assistant
from service.fact_check import broken_rule
from service.language_model import LanguageModel, LanguageModelError, settings_to_address
from service.library import Library
from service.rephrasing import NOTE, most_tokens, quote_to_messages, settings_to_rephraser
from service.settings import read_settings
from tests.service.answering.ekhult import TRIPS_REASON

pytestmark = pytest.mark.skipif(not os.environ.get("BELAGG_LLM_URL"), reason="no language model is running")
QUESTION = "Varför har resandet med stadsbussen minskat?"


def test_a_real_model_gives_a_text() -> None:
    """Or one that it can't end, as a small base model does: its reply was understood all the same."""
    address = settings_to_address(read_settings(os.environ))
    assert address is not None
    try:
        assert LanguageModel(address).complete(
            quote_to_messages(QUESTION, TRIPS_REASON), most_tokens(TRIPS_REASON)
        )
    except LanguageModelError as exc:
        assert str(exc) == "a text that is not finished"  # noqa: PT017 - both outcomes prove the wiring


def test_what_a_real_model_says_is_shown_only_when_it_holds(library: Library) -> None:
    rephraser = settings_to_rephraser(read_settings(os.environ))
    answer = Assistant(library, rephraser).ask(QUESTION)
    assert answer.kind is AnswerKind.PASSAGE
    assert TRIPS_REASON in answer.citations[0].quote
    if answer.rephrased:
        assert broken_rule(answer.answer.removesuffix(f"\n{NOTE}"), [answer.citations[0].quote]) is None
    else:
        assert TRIPS_REASON in answer.answer
