"""The words of a question with what each may mean in this library, and how much it weighs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.lexicon import Lexicon
from service.question import Question
from service.word_reading import Reading
from service.word_tables import ignored_words

TINTING = frozenset(
    [
        "årets",
        "totala",
        "hela",
        "samlade",
        "nettokostnad",
        "nettokostnaden",
        "nettokostnader",
        "nettokostnaderna",
    ]
)
"""Words that choose between columns and rows without being what a question is about; tables of nämnder and their parts
seldom say that their costs are net."""
WEAK = 0.3  # weight of a word that only names the kind of figure, against one that names the matter
CATEGORY = 0.1  # weight of what a ranking runs over ("vilket kontor"): it parts tables, labels rarely say it
INHERITED = 0.2  # weight of a word taken over from the turn before: it may tip a choice, not rule one out


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One word of a question; a weak one only names the kind of figure or what to do with it."""

    reading: Reading
    weight: float
    weak: bool
    names_kind: bool = False
    """It only names the kind of figure or what to do with it, so a cell of that kind covers it."""
    inherited: bool = False
    """Taken over from the turn before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words with what they may mean in this library."""

    question: Question
    words: tuple[AskedWord, ...]

    @property
    def total(self) -> float:
        """The weight of all words."""
        return sum(one.weight for one in self.words)


def ask_words(question: Question, lexicon: Lexicon) -> Asked:
    """A question's words looked up in the library's lexicon."""
    groups = ((question.words, 1.0), (question.weak_words, WEAK), (question.inherited, INHERITED))
    words: list[AskedWord] = []
    if question.category:
        reading = lexicon.read(question.category)
        words.append(AskedWord(reading, CATEGORY * reading.weight, weak=True))
    said_twice = _said_twice(question, lexicon)
    for group, share in groups:
        for word in group:
            reading = lexicon.read(word)
            done = is_verb_like(word) and word not in question.attributes
            # "VA" tells tables apart; a word that mostly is another ("va") does not answer a question by itself.
            colours = word in TINTING or word in said_twice or word in ignored_words()
            weak = share < 1 or done or colours
            weight = min(share, WEAK) if weak else share
            names_kind = group is question.weak_words
            inherited = group is question.inherited
            words.append(AskedWord(reading, weight * reading.weight, weak, names_kind, inherited))
    return Asked(question, tuple(words))


def _said_twice(question: Question, lexicon: Lexicon) -> frozenset[str]:
    """Of "sopbilar (transportmedel)", which says one thing in two words, the one that the library knows less surely."""
    weaker = set()
    for match in _GLOSS.finditer(question.plain):
        one, other = match["one"], match["other"]
        if one in question.words and other in question.words:
            weaker.add(min(other, one, key=lambda word: lexicon.read(word).sureness))
    return frozenset(weaker)


_GLOSS = re.compile(r"(?P<one>[\w-]{2,}) \((?P<other>[\w-]{2,})\)")


def is_verb_like(word: str) -> bool:
    """Whether a word has the ending of a verb in the past: it tells what was done, seldom what is counted.

    >>> is_verb_like("samlades"), is_verb_like("ryckte"), is_verb_like("matavfall"), is_verb_like("marknadsvärde")
    (True, True, False, False)
    >>> is_verb_like("ärende"), is_verb_like("boende"), is_verb_like("använde")
    (False, False, True)
    """
    return _PAST.search(word) is not None and not word.endswith(NOUN_TAILS)


NOUN_TAILS = ("värde", "ende", "ande")
"""Ends of nouns and present participles that look like the past: "ärende", "resande", not "använde"."""

_PAST = re.compile(r"\w{2}(?:ades?|ckte|[kpls]te|[lgrn]de|dde|ttes?)$")


NAMED = 0.5
"""A proper name that a text covers less than this is not in it."""


def lacks_name(asked: Asked, strengths: Mapping[str, float]) -> bool:
    """Whether a text lacks a proper name that the question gives."""
    names = [one for one in asked.words if one.reading.word in asked.question.names]
    return any(one.reading.cover(strengths) < NAMED for one in names)
