"""The sentences that answer a question in words, chosen from the passages that search finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.records import BlockKind
from service.answer_forms import leans_on_the_one_before
from service.knowledge import Knowledge
from service.prose import SentenceEntry
from service.prose_question import ask_prose
from service.question import Quantity, Question, Want
from service.report_choice import ReportChoice
from service.sentence_worth import WEIGHTS, SentenceWorth, Weights, sentence_worth

PASSAGES = 16  # deep enough that the right one was among them for every development question found at all
ENOUGH_COVER = (
    0.5  # a sentence that covers less of the question, with headings and neighbours, doesn't answer it
)
SAYS_IT_ALL = 0.8  # of the question's words, in the sentence itself
LONGEST = 3  # sentences of an answer, besides list items
MOST_ITEMS = 8
SECOND_MARGIN = 0.8  # another report's or section's sentence this near is quoted beside the first


@dataclass(frozen=True, slots=True)
class PassageReading:
    """A sentence, or a few in a row, that answer."""

    sentences: tuple[SentenceEntry, ...]
    chosen: SentenceEntry
    """The sentence that answers; the others lead in to it or go on from it."""
    score: float
    cover: float
    own: float = 0.0
    """The share of the question's words in the sentence chosen itself."""
    has_form: bool = True
    """Whether it tells a cause, a person or a time, where that is asked for."""
    timely: bool = True
    """Whether it is about the time asked for, where one was."""

    @property
    def first(self) -> SentenceEntry:
        """The sentence that the quote begins with."""
        return self.sentences[0]

    @property
    def text(self) -> str:
        """The sentences one after the other, each item of a list on a line of its own."""
        text = self.first.text
        for sentence in self.sentences[1:]:
            begins_item = sentence.kind is BlockKind.LIST_ITEM and sentence.order == 0
            text += f"\n{as_item(sentence.text)}" if begins_item else f" {sentence.text}"
        return text


_MARK = re.compile(r"[•▪·\-–*\uf0b7]\s")


def as_item(text: str) -> str:
    """An item of a list with a mark before it, as printed or a dash.

    >>> as_item("• Taket tätas."), as_item("Pumpen byts.")
    ('• Taket tätas.', '– Pumpen byts.')
    """
    return text if _MARK.match(text) else f"– {text}"


def find_passages(
    question: Question,
    knowledge: Knowledge,
    reports: ReportChoice,
    weights: Weights = WEIGHTS,
) -> list[PassageReading]:
    """Answers in words, best first; at most one for each block of text."""
    asked = ask_prose(question, knowledge.lexicon)
    carried = [word for word in (*question.words, *question.inherited) if word not in question.plain]
    query = " ".join([question.text, *carried, *question.bodies])
    ranked: list[tuple[SentenceWorth, SentenceEntry]] = []
    for place, passage in enumerate(knowledge.search(query, PASSAGES, reports.documents, dense=True)):
        for sentence in knowledge.sentences([passage]):
            latest = reports.latest_of(sentence.report)
            worth = sentence_worth(asked, sentence, 1 - place / PASSAGES, latest, weights)
            if worth is not None:
                ranked.append((worth, sentence))
    ranked.sort(key=lambda entry: (entry[0].cover < ENOUGH_COVER, not entry[0].has_form, -entry[0].score))
    return _one_for_each_block(question, ranked, knowledge)


def is_answer(question: Question, reading: PassageReading) -> bool:
    """Whether a reading covers enough of a question, and names a person or a time where one is asked for."""
    return reading.cover >= ENOUGH_COVER and (reading.has_form or question.want is Want.REASON)


def tells_a_number(question: Question, reading: PassageReading) -> bool:
    """Whether "hur många" is answered by the sentence chosen: it says nearly all that is asked, with a number, perhaps in letters."""
    counts = Quantity.COUNT in question.quantities and not question.kinds
    timely = reading.timely or not question.periods
    return (
        counts and timely and reading.own >= SAYS_IT_ALL and _NUMBER.search(reading.chosen.text) is not None
    )


_NUMBER = re.compile(
    r"\d|\b(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|ingen|inga|inget|samtliga|båda|hälften|dubbelt)\b",
    re.IGNORECASE,
)


def _one_for_each_block(
    question: Question, ranked: Sequence[tuple[SentenceWorth, SentenceEntry]], knowledge: Knowledge
) -> list[PassageReading]:
    readings: list[PassageReading] = []
    seen: set[tuple[str, int | None, str, int]] = set()
    for worth, sentence in ranked:
        if sentence.unit in seen:
            continue
        taken = (
            *_lead(sentence, knowledge),
            sentence,
            *_same_body(question, _continuation(sentence, knowledge)),
        )
        seen.update(one.unit for one in taken)
        readings.append(
            PassageReading(
                taken, sentence, worth.score, worth.cover, worth.own, worth.has_form, timely=worth.timely
            )
        )
    return readings


LEAD = 2  # sentences before one that leans on them


def _lead(sentence: SentenceEntry, knowledge: Knowledge) -> list[SentenceEntry]:
    """The sentences just before one that can't be understood alone ("Även …", "Detta …")."""
    if sentence.order == 0 or not leans_on_the_one_before(sentence.text):
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
