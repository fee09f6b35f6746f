"""A question's words as sentences are matched with: verbs and adjectives count, too, but less than what it is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from service.asked_words import is_verb_like
from service.firm_names import asked_firm
from service.lexicon import Lexicon
from service.prose import TITLE, SentenceEntry
from service.question import Question, Want
from service.word_reading import Reading
from service.word_tables import (
    WORD,
    deed_stems,
    direction_words,
    ignored_words,
    prose_synonyms,
    stem,
    words_of,
)

# Shares of a word's weight; their order matters more than the figures.
MATTER = 1.0
TINT = 0.5  # names a kind of figure: "prognos"
DIRECTION = 0.7  # "sämre", "färre"
BODY = 0.5  # a body stands in headings as often as in the sentence
LEAST_WORDS = 0.25  # a sentence under the body's heading that says nothing of the matter
PARTS = 0.7  # both halves of a compound, but apart: "sjukvårdsminister … regionen" is not "sjukvårdsregionen"
MANNER = 0.35  # verbs and general words, which reports say in many ways


@dataclass(frozen=True, slots=True)
class ProseWord:
    reading: Reading
    weight: float
    matter: bool = True
    """Whether it says what the question is about, not only what was done or how."""


@dataclass(frozen=True, slots=True)
class AskedProse:
    """A question with its words looked up in the library's lexicon."""

    question: Question
    words: tuple[ProseWord, ...]

    @property
    def total(self) -> float:
        """The weight of all words."""
        return sum(word.weight for word in self.words)

    def cover(self, strengths: Mapping[str, float]) -> float:
        """The share of the question's words that stems with strengths cover, 0–1."""
        if not self.words:
            return 0.0
        return sum(word.weight * _word_cover(word.reading, strengths) for word in self.words) / self.total

    def cover_of(self, sentence: SentenceEntry) -> float:
        """The share of the question that a sentence covers with what stands around it; a body asked for is a word, too."""
        return self._with_bodies(self.cover(sentence.strengths), sentence.bodies)

    def own_cover_of(self, sentence: SentenceEntry) -> float:
        """The share of the question in the sentence itself; a body may be known by the heading."""
        return self._with_bodies(self.cover(dict.fromkeys(sentence.own, 1.0)), sentence.bodies)

    def _with_bodies(self, words: float, bodies: Collection[str]) -> float:
        if not self.question.bodies or words < LEAST_WORDS:
            return words
        named = float(bool(set(self.question.bodies) & set(bodies)))
        return (words * self.total + BODY * named) / (self.total + BODY)

    def near_cover(self, sentence: SentenceEntry) -> float:
        """The share of the question in a sentence, the ones before it and its headings, without the report's title and subject."""
        near = {term: worth for term, worth in sentence.strengths.items() if worth > TITLE}
        return self._with_bodies(self.cover(near), sentence.bodies)

    def places(self, text: str) -> list[tuple[int, int, float]]:
        """Where its words stand in a text: (start, end, share of the question's weight)."""
        found = []
        for match in WORD.finditer(text):
            share = self.cover({stem(match.group().casefold()): 1.0})
            if share > 0:
                found.append((match.start(), match.end(), share))
        return found

    def deeds(self) -> AskedProse:
        """The same question with only the words that tell what was done."""
        return replace(
            self, words=tuple(word for word in self.words if stem(word.reading.word) in deed_stems())
        )


def ask_prose(question: Question, lexicon: Lexicon) -> AskedProse:
    """A question's words with their weights."""
    words = []
    explained = explained_words(question.plain, lexicon)
    firm = asked_firm(question.plain)
    for word in (
        *question.prose_words,
        *(one for one in question.inherited if one not in question.prose_words),
    ):
        if word in explained:
            continue
        if firm is not None and word == firm[0]:
            # Its name answers; what it is called after is asked about: of a "bussbolag" the buses.
            if len(firm[1]) < SHORTEST_HEAD:
                continue
            word = firm[1]
        reading = said_otherwise(lexicon.read(word), lexicon)
        share = _share(question, word, known=reading.known)
        words.append(ProseWord(reading, share * reading.weight, matter=share > MANNER))
    return AskedProse(question, tuple(words))


SHORTEST_HEAD = 3  # letters


def explained_words(plain: str, lexicon: Lexicon) -> frozenset[str]:
    """Words that the reports lack and that the question itself says in others: "bokbuss (mobilt bibliotek)"."""
    known = [word for word in words_of(plain) if lexicon.read(word).known]
    return frozenset(
        word
        for match in _IN_OTHER_WORDS.finditer(plain)
        for said, other in (("one", "other"), ("other", "one"))
        if all(word in known for word in words_of(match[other]))
        for word in words_of(match[said])
        if word not in known
    )


_IN_OTHER_WORDS = re.compile(
    r"(?P<one>[\w-]+) \((?:dvs\.? |alltså |det vill säga )?(?P<other>[^()\d]{3,40})\)"
)

ITS_OFFICE, ONLY_OFFICE = 0.8, 0.7
_OFFICE = re.compile(r"(\w{3,})(?:förvaltning|kontor)(?:en|et|ens|ets)?")


def said_otherwise(reading: Reading, lexicon: Lexicon) -> Reading:
    """A word with what running text may call it: "krävt" is also "begärt"."""
    whole = dict(reading.whole)
    if (office := _OFFICE.fullmatch(reading.word)) is not None:
        # A nämnd's förvaltning, and a förvaltning that the report calls only that.
        for name, worth in ((f"{office[1]}nämnd", ITS_OFFICE), ("förvaltning", ONLY_OFFICE)):
            whole.update({term: worth for term in lexicon.forms_of(stem(name)) if term not in whole})
    for meaning in prose_synonyms().get(stem(reading.word), ()):
        for term, worth in lexicon.forms_of(meaning.stem).items():
            whole[term] = max(whole.get(term, 0.0), worth * meaning.weight)
    return replace(reading, whole=whole)


def _share(question: Question, word: str, *, known: bool) -> float:
    if word in question.weak_words:
        return DIRECTION if word in direction_words() else TINT
    if word in direction_words():
        return DIRECTION
    if stem(word) in deed_stems():
        # "Ska regionen höja skatten?" is about the raising; "varför" and "när" presume it.
        return DIRECTION if question.want is Want.YES_NO else MANNER
    if is_verb_like(word) or word in ignored_words() or (not known and stands_as_verb(question, word)):
        return MANNER
    return MATTER


def stands_as_verb(question: Question, word: str) -> bool:
    """Whether a word stands where a question has its verb; for words that no report has, so that nothing else can tell.

    "Varför *drar* nämnden över?", "*Strular* tågen?", "Har fler *sökt* dispens?", "Ska tåget *dras* in?"
    """
    before = question.plain.partition(word)[0].strip()
    if _ASKS.fullmatch(before) or (question.want is Want.YES_NO and not before):
        return True
    after_aux = re.search(
        rf"\b(?:har|hade|ska|skall|kan|vill|bör|måste|får|kommer)\b.*\b{re.escape(word)}\b", question.plain
    )
    return after_aux is not None and _NON_FINITE.search(word) is not None


_ASKS = re.compile(r"(?:och |men )?(?:varför|när|hur|vem|vad)")
_NON_FINITE = re.compile(r"(?:[^e]ts?|as?)$")
"""Supines and infinitives; a definite neuter ("resultatet") ends in -et."""


def _word_cover(reading: Reading, strengths: Mapping[str, float]) -> float:
    """How much of a word is there; the parts of a compound count less when they stand apart."""
    whole = max(
        (worth * strengths[term] for term, worth in reading.whole.items() if term in strengths), default=0.0
    )
    return max(whole, PARTS * reading.cover(strengths))
