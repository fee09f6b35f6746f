"""The sentences that answer a question in words, chosen from the passages that search finds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.periods import Period, find_periods
from service.cell_search import Asked, ask_words
from service.fits import period_fit
from service.knowledge import Knowledge
from service.prose import SentenceEntry
from service.prose_numbers import sentence_cover
from service.question import Question, Want
from service.word_tables import word_table

PASSAGES = 16  # deep enough that the right one was among them for every development question found at all

# Parts of a sentence's score, from reading the misses of the development suite.
COVER = 4.0
OWN = 1.5  # words in the sentence itself, not in its surroundings
RANK = 1.2  # first passage against the last
BODY = 1.0
PERIOD = 0.8
CUE = 1.5

ENOUGH_COVER = 0.5  # below it the reports don't speak of the matter
OTHER_TIME = -0.3  # a sentence that names only other times than the one asked for
LONGEST = 3  # sentences of an answer, besides list items
MOST_ITEMS = 8
SECOND_MARGIN = 0.8  # another report's or section's sentence this near is quoted beside the first


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A sentence, or a few in a row, that answer."""

    sentences: tuple[SentenceEntry, ...]
    score: float
    cover: float
    timely: bool = True
    """Whether it is about the time asked for, where one was."""

    @property
    def first(self) -> SentenceEntry:
        """The sentence that the quote begins with."""
        return self.sentences[0]

    @property
    def text(self) -> str:
        """The sentences as one quote."""
        return " ".join(sentence.text for sentence in self.sentences)


def find_passages(
    question: Question, knowledge: Knowledge, documents: Collection[str] | None
) -> list[PassageReading]:
    """Answers in words, best first; at most one for each block of text."""
    asked = ask_words(question, knowledge.lexicon)
    carried = [word for word in (*question.words, *question.inherited) if word not in question.plain]
    query = " ".join([question.text, *carried, *question.bodies])
    passages = knowledge.search(query, PASSAGES, documents, dense=True)
    ranked: list[tuple[float, float, SentenceEntry]] = []
    for place, passage in enumerate(passages):
        rank = 1 - place / PASSAGES
        for sentence in knowledge.sentences([passage]):
            cover = sentence_cover(asked, sentence)
            score = _score(asked, sentence, cover, rank, knowledge.latest)
            if score is not None:
                ranked.append((score, cover, sentence))
    ranked.sort(key=lambda entry: -entry[0])
    return _one_for_each_block(question, ranked, knowledge)


def _is_timely(question: Question, sentence: SentenceEntry) -> bool:
    time = _time(question, sentence)
    return time is not None and time > 0


def _one_for_each_block(
    question: Question, ranked: Sequence[tuple[float, float, SentenceEntry]], knowledge: Knowledge
) -> list[PassageReading]:
    readings: list[PassageReading] = []
    seen: set[tuple[str, int | None, str, int]] = set()
    for score, cover, sentence in ranked:
        if sentence.unit in seen:
            continue
        taken = (
            *_lead(sentence, knowledge),
            sentence,
            *_same_body(question, _continuation(sentence, knowledge)),
        )
        seen.update(one.unit for one in taken)
        readings.append(PassageReading(taken, score, cover, timely=_is_timely(question, sentence)))
    return readings


_LEANS = re.compile(
    r"(?:även|också|detta|denna|dessa|det|den|de|dessutom|vidare|därtill|därför|samtidigt|dock|men|utredningen)\b",
    re.IGNORECASE,
)
LEAD = 2  # sentences before one that leans on them


def _lead(sentence: SentenceEntry, knowledge: Knowledge) -> list[SentenceEntry]:
    """The sentences just before one that can't be understood alone ("Även …", "Detta …")."""
    if sentence.order == 0 or not _LEANS.match(sentence.text):
        return []
    return knowledge.before(sentence, LEAD)


def _same_body(question: Question, sentences: Sequence[SentenceEntry]) -> Iterator[SentenceEntry]:
    """The sentences up to the first that goes on to another body than the one asked about; none for who and when."""
    if question.want in (Want.PERSON, Want.TIME):
        return
    for sentence in sentences:
        if question.bodies and sentence.bodies and not sentence.bodies & set(question.bodies):
            return
        yield sentence


def _continuation(sentence: SentenceEntry, knowledge: Knowledge) -> list[SentenceEntry]:
    """What belongs to a sentence: the next ones of its paragraph, and the list that it leads in to."""
    following = knowledge.following(sentence, LONGEST + MOST_ITEMS)
    same = [other for other in following if other.unit == sentence.unit][: LONGEST - 1]
    items = [other for other in following if other.unit != sentence.unit]
    leads_in = (same[-1] if same else sentence).text.rstrip().endswith(":")
    return same + (items[:MOST_ITEMS] if leads_in else [])


def _score(
    asked: Asked, sentence: SentenceEntry, cover: float, rank: float, latest: Period | None
) -> float | None:
    """A sentence's worth as an answer; None when it is about another body or time."""
    question = asked.question
    named = sentence.bodies & set(question.bodies)
    own_strengths = dict.fromkeys(sentence.own, 1.0)
    own = sum(one.weight * one.reading.cover(own_strengths) for one in asked.words) / (asked.total or 1.0)
    time = _time(question, sentence)
    if time is None:
        return None
    if question.bodies and sentence.bodies and not named:
        return None
    body = 0.0 if not question.bodies else (1.0 if named else -0.3)
    newness = 0.0
    if latest is not None and sentence.report.period is not None and not question.periods:
        newness = 0.3 if sentence.report.period.end == latest.end else 0.0
    return (
        COVER * cover
        + OWN * own
        + RANK * rank
        + BODY * body
        + PERIOD * time
        + CUE * _cue(question, sentence)
        + newness
    )


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


def _cue(question: Question, sentence: SentenceEntry) -> float:
    """1 when the sentence has the form of what is asked for: a reason, a date, a name."""
    pattern = _cue_patterns().get(question.want)
    return float(bool(pattern and pattern.search(sentence.text)))


@cache
def _cue_patterns() -> dict[Want, re.Pattern[str]]:
    return {
        Want(row["want"]): re.compile("|".join(row["patterns"]), re.IGNORECASE if row.get("fold") else 0)
        for row in word_table("answer_cues")["cue"]
    }
