"""What a sentence is worth as an answer in words: a sum of named parts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.periods import Period, find_periods
from service.answer_forms import form_fit
from service.fits import period_fit
from service.numbered_things import is_other_numbered
from service.prose import SentenceEntry
from service.prose_question import AskedProse
from service.question import Question, Want


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part may give. Found on half of the questions written for this; the other half agreed."""

    cover: float = 4.0
    own: float = 2.0  # words in the sentence itself, not in its surroundings
    found: float = 1.2  # how search ranked its passage
    body: float = 1.0
    period: float = 0.8
    form: float = 1.5
    newest: float = 0.3
    day: float = 1.5  # the very day that the question names


WEIGHTS = Weights()
STRICT_FORMS = (Want.REASON, Want.PERSON, Want.TIME)
STRICT = 2.0  # without a cause, a name or a time such a question is not answered at all
OTHER_TIME = -0.3  # a sentence that names only other times than the one asked for
OTHER_BODY = -0.3  # a body is asked for and the sentence names none


@dataclass(frozen=True, slots=True)
class SentenceWorth:
    score: float
    cover: float
    own: float
    """The share of the question's words in the sentence itself."""
    has_form: bool
    """Whether it tells a cause, a person or a time, where that is asked for."""
    timely: bool
    """Whether it is about the time asked for, where one was."""


def sentence_worth(
    asked: AskedProse,
    sentence: SentenceEntry,
    found: float,
    latest: Period | None,
    weights: Weights = WEIGHTS,
) -> SentenceWorth | None:
    """A sentence's worth as an answer; None when it is about another body, time or organisation.

    `found` is how well search found its passage, 0–1.
    """
    question = asked.question
    if question.publishers and sentence.report.publisher not in question.publishers:
        return None
    time = _time(question, sentence)
    named = sentence.bodies & set(question.bodies)
    if time is None or (question.bodies and sentence.bodies and not named):
        return None
    if is_other_numbered(question.plain, sentence.text):
        return None
    cover, own = asked.cover_of(sentence), asked.own_cover_of(sentence)
    form = form_fit(asked, sentence)
    strict = question.want in STRICT_FORMS
    body = 0.0 if not question.bodies else (1.0 if named else OTHER_BODY)
    score = (
        weights.cover * cover
        + weights.own * own
        + weights.found * found
        + weights.body * body
        + weights.period * time
        + weights.form * form * (STRICT if strict else 1.0)
        + weights.day * _same_day(question, sentence)
        + weights.newest * _newness(question, sentence, latest)
    )
    return SentenceWorth(score, cover, own, form > 0 or not strict, time > 0)


def _newness(question: Question, sentence: SentenceEntry, latest: Period | None) -> float:
    if latest is None or sentence.report.period is None or question.periods:
        return 0.0
    return float(sentence.report.period.end == latest.end)


def _time(question: Question, sentence: SentenceEntry) -> float | None:
    """How well the sentence's time fits: its own periods, else its report's; None when it can't be meant."""
    if not question.periods:
        return 0.5
    report = sentence.report.period
    default_year = report.end[0] if report else None
    own = [found.period for found in find_periods(sentence.text, default_year)]
    best = max(
        (period_fit(asked, period, None, None) for asked in question.periods for period in own), default=0.0
    )
    if best > 0:
        return best
    if own:
        return OTHER_TIME
    whole = max(period_fit(asked, report, None, None) for asked in question.periods) if report else 0.0
    same_year = report is not None and any(
        asked.period.end[0] in (report.start[0], report.end[0]) for asked in question.periods
    )
    if whole > 0:
        return 0.8 * whole
    return 0.3 if same_year else -0.6


_DAY = re.compile(
    r"\b(\d{1,2}) (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
)


def _same_day(question: Question, sentence: SentenceEntry) -> float:
    asked = set(_DAY.findall(question.plain))
    return float(bool(asked & set(_DAY.findall(sentence.text.casefold()))))
