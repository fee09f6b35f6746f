"""Whether a sentence has the form of what is asked for: a cause of the right thing, a date, a name, a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from service.leaning import leans_on_the_one_before
from service.person_names import find_names
from service.prose import SentenceEntry
from service.prose_question import AskedProse
from service.question import Want
from service.word_tables import word_table

NEAR_COPULA = 40  # characters between the subject and the verb that leads to its list
LEANS_WITHIN = 45  # characters: "Detta beror till största delen på" leans on the sentence before
ROLE = 0.5  # "vem" may ask for a body or an office
LEAST_CAUSE = 0.3  # a cause of a little of what is asked is nearer to a reason than a plain statement
BOTH_SIDES = 0.3  # the matter stands on the side of the cause
CONTEXT = 0.75  # what stands before a sentence that leans on it


@dataclass(frozen=True, slots=True)
class CauseWords:
    """Words that tie an effect to a cause, and whether the effect stands before them."""

    pattern: re.Pattern[str]
    before: bool
    weight: float


def form_fit(asked: AskedProse, sentence: SentenceEntry) -> float:
    """How well the form of a sentence fits what is asked for, 0–1."""
    match asked.question.want:
        case Want.REASON:
            return cause_fit(asked, sentence.text, asked.near_cover(sentence))
        case Want.PERSON:
            return person_fit(asked, sentence)
        case Want.LIST:
            return list_fit(asked, sentence.text)
        case Want.EITHER | Want.TEXT:
            return 0.5 * _copula_fit(asked, sentence.text)
        case want:
            pattern = _cue_patterns().get(want)
            return float(bool(pattern and pattern.search(sentence.text)))


def person_fit(asked: AskedProse, sentence: SentenceEntry) -> float:
    """Whether a sentence names a person; half as much where it names another body, or an office by its title."""
    if find_names(sentence.text):
        return 1.0
    other_body = bool(sentence.bodies - set(asked.question.bodies))
    named = _OFFICE.search(sentence.text) or _DOER.search(sentence.text)
    return ROLE * float(other_body or named is not None)


_DOER = re.compile(r"\b(?:av|hos|från) [A-ZÅÄÖ][\w-]+")
""" "Planen togs fram av Byggkonsult Ek": whoever did it, a person or a firm."""


_OFFICE = re.compile(
    r"\w*(?:chef|direktör|ordförande|ledare|revisor|strateg|handläggare|minister|råd)(?:en|n|er|na)?\b"
)


def cause_fit(asked: AskedProse, text: str, cover: float) -> float:
    """How surely a sentence tells the cause of what is asked about, not of something else.

    `cover` is how much of the question the sentence covers with its surroundings: one that begins "Detta beror på" tells
    the cause of what stands before it.
    """
    places = asked.places(text)
    leans = leans_on_the_one_before(text)
    best = 0.0
    for cause in _causes():
        for match in cause.pattern.finditer(text):
            before = sum(share for _, end, share in places if end <= match.start())
            after = sum(share for start, _, share in places if start >= match.end())
            effect, other = (before, after) if cause.before else (after, before)
            explained = max(effect, BOTH_SIDES * other)
            if leans and match.start() <= LEANS_WITHIN:
                explained = max(explained, CONTEXT * cover)
            if explained > 0:
                best = max(best, cause.weight * (LEAST_CAUSE + (1 - LEAST_CAUSE) * min(1.0, explained)))
    return best


def list_fit(asked: AskedProse, text: str) -> float:
    """Whether a sentence lists things, best of all as "the asked is A, B and C"."""
    lists = text.rstrip().endswith(":") or _LIST.search(text) is not None
    item = _ITEM.match(text) is not None
    return (
        0.5 * float(lists) + 0.2 * float(item and not lists) + 0.5 * float(lists) * _copula_fit(asked, text)
    )


_LIST = re.compile(r"(?:[^,;]+,){1,}.* (?:och|samt|eller) ", re.DOTALL)
_ITEM = re.compile(r"[•▪·\-–\uf0b7]\s")


def _copula_fit(asked: AskedProse, text: str) -> float:
    """The greatest share of the question's words that stands right before a verb of being."""
    best = 0.0
    places = asked.places(text)
    for match in _copula().finditer(text):
        near = sum(share for _, end, share in places if 0 <= match.start() - end <= NEAR_COPULA)
        best = max(best, near)
    return min(1.0, best)


@cache
def _causes() -> tuple[CauseWords, ...]:
    return tuple(
        CauseWords(
            re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in row["patterns"]), re.IGNORECASE),
            row["effect"] == "before",
            row["weight"],
        )
        for row in word_table("answer_cues")["cause"]
    )


@cache
def _copula() -> re.Pattern[str]:
    patterns = [one for row in word_table("answer_cues")["copula"] for one in row["patterns"]]
    return re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in patterns), re.IGNORECASE)


@cache
def _cue_patterns() -> dict[Want, re.Pattern[str]]:
    return {
        Want(row["want"]): re.compile("|".join(row["patterns"]), re.IGNORECASE if row.get("fold") else 0)
        for row in word_table("answer_cues")["cue"]
    }
