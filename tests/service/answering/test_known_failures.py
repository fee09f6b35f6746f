"""Answers known to be wrong, worst first. Each is strict: whoever mends one moves it to the tests of what works."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from service.answer import Answer, AnswerKind
from service.assistant import Assistant
from service.conversation import Turn


def number(text: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.value is not None and answer.value.number == Decimal(text)


def refused(answer: Answer) -> bool:
    return answer.kind is AnswerKind.NOT_FOUND


FAILURES: tuple[tuple[str, tuple[str, ...], str, Callable[[Answer], bool], str], ...] = (
    # --- wrong figures stated as answers
    ("reason-of-another-body", (), "Varför är HSN:s underskott så stort?", refused, "quotes why another body has a deficit"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "question", "right"),
    [
        pytest.param(earlier, question, right, id=name, marks=pytest.mark.xfail(strict=True, reason=why))
        for name, earlier, question, right, why in FAILURES
    ],
)
def test_a_question_that_is_not_yet_answered_right(
    assistant: Assistant, earlier: tuple[str, ...], question: str, right: Callable[[Answer], bool]
) -> None:
    assert right(assistant.ask(question, [Turn(one, "") for one in earlier]))
