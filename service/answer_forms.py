"""Whether a sentence has the form of what is asked for: a cause of the right thing, a date, a name, a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.periods import find_periods
from service.firm_names import asked_firm, find_firms
from service.leaning import leans_on_the_one_before
from service.person_names import find_names
from service.prose import SentenceEntry
from service.prose_question import AskedProse
from service.question import Question, Want
from service.word_tables import word_table

NEAR_COPULA = 40  # characters between the subject and the verb that leads to its list
LEANS_WITHIN = 45  # characters: "Detta beror till största delen på" leans on the sentence before
ROLE = 0.5  # "vem" may ask for a body or an office
CAUSE_ABOVE = (
    0.3  # "Ovan nämnda förhållanden gör att …" at the head of a paragraph: the cause stands elsewhere
)
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
            fit = cause_fit(asked, sentence.text, asked.near_cover(sentence))
            return fit * (CAUSE_ABOVE if _ABOVE.match(sentence.text) and sentence.order == 0 else 1.0)
        case Want.PERSON:
            return person_fit(asked, sentence)
        case Want.LIST:
            return list_fit(asked, sentence.text)
        case Want.TIME:
            return time_fit(asked.question, sentence)
        case Want.EITHER | Want.TEXT:
            return 0.5 * _copula_fit(asked, sentence.text)
        case want:
            pattern = _cue_patterns().get(want)
            return float(bool(pattern and pattern.search(sentence.text)))


def time_fit(question: Question, sentence: SentenceEntry) -> float:
    """How well a time in a sentence fits the question's tense: what is to come has a time after the report's, best with a month."""
    pattern = _cue_patterns()[Want.TIME]
    if pattern.search(sentence.text) is None:
        return 0.0
    report = sentence.report.period
    ends = [one.period.end for one in find_periods(sentence.text, report.end[0] if report else None)]
    to_come = _TO_COME.search(question.plain) is not None
    if report is not None and to_come and ends and max(ends) <= report.end:
        return LEAST_TIME
    if (
        not to_come
        and _PASSED.search(question.plain)
        and report is not None
        and ends
        and min(ends) > report.end
    ):
        return LEAST_TIME
    exact = _EXACT.search(sentence.text) is not None
    if to_come and "senast" in question.plain and "senast" not in sentence.text.casefold():
        return NO_DEADLINE
    return 1.0 if exact else ONLY_A_YEAR


LEAST_TIME = (
    0.2  # a time that the tense of the question rules out, unless the sentence's own words say otherwise
)
_ABOVE = re.compile(r"(?:mot bakgrund av )?(?:det |de )?ovan", re.IGNORECASE)
NO_DEADLINE = 0.5
ONLY_A_YEAR = 0.8
_TO_COME = re.compile(
    r"\b(?:ska|skall|kommer|är det (?:tänkt|planerat)|planeras|väntas|beräknas|bör|senast (?:ska|lämna))\b"
)
_PASSED = re.compile(r"^när (?:\w+(?:des|ade|dde|ts)|blev|var|fick|hade|kom|tog|gick|skedde)\b")
_EXACT = re.compile(
    r"\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b(?:våren|sommaren|hösten|vintern|kvartalet|halvåret|årsskiftet)\b",
    re.IGNORECASE,
)


def person_fit(asked: AskedProse, sentence: SentenceEntry) -> float:
    """Whether a sentence names a person; half as much where it names another body, or an office by its title."""
    if asked_firm(asked.question.plain):
        return (
            ROLE + ROLE * float(" AB" in sentence.text)
            if find_firms(sentence.text, asked.question.plain)
            else 0.0
        )
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
