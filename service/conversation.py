"""A conversation's last question, made whole with what earlier turns said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.records import FigureKind
from service.follow_up import completed, leans_on_history
from service.question import Question
from service.question_reader import read_question
from service.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Turn:
    question: str
    answer: str


def read_in_context(text: str, history: Sequence[Turn], around: Surroundings) -> Question:
    """The question with what it leaves out filled in from the turns before it."""
    before: Question | None = None
    for turn in history:
        before = _after(turn.question, before, around)
    return _after(text, before, around)


def _after(text: str, before: Question | None, around: Surroundings) -> Question:
    question = read_question(text, around)
    if before is None or not leans_on_history(question):
        return question
    if before.publishers and not question.publishers and question.floating:
        # "Och året innan?" is counted from the newest report of the publisher spoken of.
        question = read_question(text, replace(around, reports=around.choose(before.publishers, None)))
    whole = completed(question, before)
    asks_deviation_of_forecast = (
        FigureKind.DEVIATION in question.kinds and FigureKind.FORECAST in before.kinds
    )
    if asks_deviation_of_forecast:
        return replace(whole, kinds=(FigureKind.DEVIATION, FigureKind.FORECAST))
    return whole
