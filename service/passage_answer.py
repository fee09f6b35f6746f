"""The sentences that answer a question in words, chosen from the passages that search finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from ingest.records import BlockKind
from service.knowledge import Knowledge
from service.leaning import concludes, leans_on_the_one_before, points_back, speaks_of_the_body_before
from service.prose import SentenceEntry
from service.prose_question import AskedProse, ask_prose
from service.question import Quantity, Question, Want
from service.report_choice import ReportChoice
from service.sentence_worth import WEIGHTS, SentenceWorth, Weights, sentence_worth
from service.yes_no import is_sure

PASSAGES = 16  # deep enough that the right one was among them for every development question found at all
ENOUGH_COVER = (
    0.5  # a sentence that covers less of the question, with headings and neighbours, doesn't answer it
)
LIKENED = 12  # sentences compared with the question by meaning; each costs some milliseconds
LIKENESS_WORTH = 20.0
"""What a cosine of 1 adds to a score. The bundled model's cosines of sentences near a topic lie within a tenth."""
LIKE = 0.84
"""A sentence this like the question by the bundled model may answer it in other words …"""
LIKE_COVER = 0.2
"""… where it has this share of the question's words, …"""
AHEAD = 0.5
"""… its words put it this far before all other places, …"""
STANDS_OUT = 0.02
"""… and it is this much more like the question than the other sentences are.

Found on 174 questions of reports that this was not written for, and 338 asked of reports that don't tell: 4 more right, 3 more wrong.
"""
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
    says_the_same: bool = False
    """Whether it says in other words what is asked: alike in meaning and before all others."""

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
            latest = reports.latest_of(sentence.report.publisher)
            worth = sentence_worth(asked, sentence, 1 - place / PASSAGES, latest, weights)
            if worth is not None:
                ranked.append((worth, sentence))
    ranked.sort(key=lambda entry: (entry[0].cover < ENOUGH_COVER, not entry[0].has_form, -entry[0].score))
    likened = _likened(question, ranked, knowledge)
    return _one_for_each_block(asked, [*likened, *((*entry, False) for entry in ranked[LIKENED:])], knowledge)


def _likened(
    question: Question, ranked: Sequence[tuple[SentenceWorth, SentenceEntry]], knowledge: Knowledge
) -> list[tuple[SentenceWorth, SentenceEntry, bool]]:
    """The first of the ranked sentences in the order of words and meaning together, and which say what is asked in other words."""
    first = ranked[:LIKENED]
    alike = knowledge.likeness(question.text, [_as_understood(sentence, knowledge) for _, sentence in first])
    usual = fmean(alike) if alike else 0.0
    entries: list[tuple[SentenceWorth, SentenceEntry, bool]] = []
    for (worth, sentence), cosine in zip(first, alike, strict=True):
        others = (other.score for other, place in ranked if place.unit != sentence.unit)
        same = (
            cosine >= max(LIKE, usual + STANDS_OUT)
            and worth.cover >= LIKE_COVER
            and worth.score >= max(others, default=0.0) + AHEAD
        )
        score = worth.score + LIKENESS_WORTH * (cosine - usual)
        entries.append((replace(worth, score=score), sentence, same))
    return sorted(entries, key=lambda entry: (not entry[0].has_form, -entry[0].score))


def _as_understood(sentence: SentenceEntry, knowledge: Knowledge) -> str:
    """A sentence with the one before it where it can't be understood alone: "Skälet är …"."""
    before = knowledge.before(sentence, 1) if leans_on_the_one_before(sentence.text) else []
    return " ".join(one.text for one in (*before, sentence))


def is_answer(question: Question, reading: PassageReading) -> bool:
    """Whether a reading covers enough of a question, and names a cause, a person or a time where one is asked for."""
    settled = question.want is not Want.YES_NO or is_sure(reading.chosen.text)
    return (reading.cover >= ENOUGH_COVER or reading.says_the_same) and reading.has_form and settled


def tells_a_number(question: Question, reading: PassageReading) -> bool:
    """Whether a question for a number is answered by words: it is counted in letters, lasts until a day, or is explained.

    The sentence chosen says nearly all that is asked.
    """
    if reading.own < SAYS_IT_ALL or (question.periods and not reading.timely):
        return False
    text = reading.chosen.text
    if question.plain.startswith("hur länge "):
        return _UNTIL.search(text) is not None
    if question.plain.startswith(_MEANINGS):
        return _MEANS.search(text) is not None
    counts = Quantity.COUNT in question.quantities and not question.kinds
    return counts and _NUMBER.search(text) is not None


_MEANINGS = ("vad är ", "vad betyder ", "vad menas ", "vad innebär ")
_MEANS = re.compile(
    r"\b(?:det vill säga|dvs\.?|d\.v\.s\.?|det betyder|innebär|menas|definieras)(?!\w)", re.IGNORECASE
)
_UNTIL = re.compile(
    r"\b(?:till och med|t\.?o\.?m\.?|fram till|till den|tills|längst|senast|förlängs|förlängts|löper)\b.*\d{4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|ingen|inga|inget|samtliga|båda|hälften|dubbelt)\b",
    re.IGNORECASE,
)


def _one_for_each_block(
    asked: AskedProse, ranked: Sequence[tuple[SentenceWorth, SentenceEntry, bool]], knowledge: Knowledge
) -> list[PassageReading]:
    question = asked.question
    readings: list[PassageReading] = []
    seen: set[tuple[str, int | None, str, int]] = set()
    for worth, sentence, says_the_same in ranked:
        if sentence.unit in seen:
            continue
        taken = (
            *_lead(question, sentence, worth, knowledge),
            sentence,
            *_same_body(question, _continuation(asked, sentence, knowledge)),
        )
        seen.update(one.unit for one in taken)
        readings.append(
            PassageReading(
                taken,
                sentence,
                worth.score,
                worth.cover,
                worth.own,
                worth.has_form,
                worth.timely,
                says_the_same,
            )
        )
    return readings


LEAD = 2  # sentences before one that leans on them


def _lead(
    question: Question, sentence: SentenceEntry, worth: SentenceWorth, knowledge: Knowledge
) -> list[SentenceEntry]:
    """The sentences just before one that can't be understood alone ("Även …", "Detta …"), or that tell its cause ("… därför …")."""
    if sentence.order == 0:
        return []
    if question.want is Want.REASON and concludes(sentence.text):
        return knowledge.before(sentence, 1)
    says_of_what = worth.own >= SAYS_IT_ALL and not points_back(sentence.text)
    if says_of_what or not leans_on_the_one_before(sentence.text):
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


def _continuation(asked: AskedProse, sentence: SentenceEntry, knowledge: Knowledge) -> list[SentenceEntry]:
    """What belongs to a sentence: the next ones of its paragraph as long as they go on about it, and the list it leads in to."""
    following = knowledge.following(sentence, LONGEST + MOST_ITEMS)
    same: list[SentenceEntry] = []
    for other in following[: LONGEST - 1]:
        if other.unit != sentence.unit or not _goes_on(asked, same[-1] if same else sentence, other):
            break
        same.append(other)
    items = [other for other in following if other.unit != sentence.unit]
    leads_in = (same[-1] if same else sentence).text.rstrip().endswith(":")
    return same + (items[:MOST_ITEMS] if leads_in else [])


GOES_ON = 0.25  # of the question's words; a verb that the next sentence happens to share is less


def _goes_on(asked: AskedProse, sentence: SentenceEntry, other: SentenceEntry) -> bool:
    """Whether the next sentence is about the same: it leans on this one, or has a word of the question in it."""
    leans = leans_on_the_one_before(other.text) or speaks_of_the_body_before(other.text)
    return (
        leans or sentence.text.rstrip().endswith(":") or asked.cover(dict.fromkeys(other.own, 1.0)) >= GOES_ON
    )
