"""A follow-up question made whole with what the turn before said."""

from __future__ import annotations

from dataclasses import replace

from service.question import AskedPeriod, Operation, Question, Want
from service.question_cues import fitting
from service.question_periods import CLOSED_YEAR


def leans_on_history(question: Question) -> bool:
    """Whether a question needs the turn before to be understood ("och för KTN?", "Varför så få?").

    "Vilken nämnd hade störst underskott?" is whole: it runs over all bodies.
    """
    if not question.words and not ((question.bodies or question.by_body) and question.kinds):
        return True
    return len(question.words) <= 2 and any(True for _ in fitting("followup", question.plain))


def completed(question: Question, before: Question) -> Question:
    """A follow-up with what it leaves out taken from the turn before."""
    own_words = question.words
    whole = replace(
        question,
        words=own_words or before.words,
        inherited=before.words if own_words else before.inherited,
        weak_words=question.weak_words or before.weak_words,
        prose_words=tuple(dict.fromkeys([*question.prose_words, *(() if own_words else before.prose_words)])),
        bodies=question.bodies or (() if own_words else before.bodies),
        publishers=question.publishers or before.publishers,
        periods=_periods_after(question, before),
        kinds=question.kinds or (() if _asks_anew(question) else before.kinds),
        quantities=question.quantities or before.quantities,
        want=_want_of_followup(question, before),
        report=question.report or (None if question.periods or question.relative else before.report),
        operation=question.operation,
        by_body=question.by_body,
        names=question.names or before.names,
    )
    return replace(
        whole,
        repeats=question.text != before.text
        and all(getattr(whole, name) == getattr(before, name) for name in _TOLD),
    )


_TOLD = (
    "words", "weak_words", "bodies", "publishers", "periods", "kinds", "quantities", "want", "report", "operation",
    "unit", "polarity", "category", "pins",
)  # fmt: skip
"""What two questions may differ in that leads to another answer."""


def _asks_anew(question: Question) -> bool:
    """Whether the kind of figure spoken of before is left: for its reason, or for how it has changed."""
    return question.want is Want.REASON or question.operation in (
        Operation.DIFFERENCE,
        Operation.CHANGE_PERCENT,
    )


def _periods_after(question: Question, before: Question) -> tuple[AskedPeriod, ...]:
    """The periods of a follow-up: "året innan" is the year before the one just spoken of."""
    moves = {"previous_year": -1, CLOSED_YEAR: -1, "two_years_before": -2, "next_year": 1}
    spoken_of = before.periods[-1:] or _time_of_report(before)
    if question.relative in moves and spoken_of:
        return tuple(replace(one, period=one.period.moved(moves[question.relative])) for one in spoken_of)
    if question.relative == CLOSED_YEAR:  # the year just spoken of is the newest
        return tuple(replace(one, period=one.period.moved(-1)) for one in question.periods)
    return question.periods or before.periods


def _time_of_report(question: Question) -> tuple[AskedPeriod, ...]:
    """The period of the report that was named, which its figures are of when no other is."""
    named = question.report
    if named is None or named.period is None or not named.year_given:
        return ()
    return (AskedPeriod(named.period, year_only=named.period.is_year),)


def _want_of_followup(question: Question, before: Question) -> Want:
    open_want = question.want is Want.EITHER or (question.want is Want.TEXT and not question.words)
    return before.want if open_want and before.want is not Want.REASON else question.want
