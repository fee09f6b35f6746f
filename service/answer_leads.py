"""The word or two that answer before the evidence: ja or nej, who, when."""

from __future__ import annotations

import re
from functools import cache

from service.firm_names import asked_firm, find_firms
from service.passage_answer import PassageReading
from service.person_names import find_names
from service.prose_question import AskedProse
from service.question import Want
from service.word_tables import words_of
from service.yes_no import is_sure, is_turned_round, negations

SURE_OWN = 0.6
"""Of the question's words, in the sentence itself: with fewer it may speak of something near, and neither yes nor no is said."""


def lead_of(asked: AskedProse, reading: PassageReading) -> str:
    """What stands before the quote, with its full stop; empty where the quote speaks for itself."""
    match asked.question.want:
        case Want.YES_NO:
            lead = _yes_or_no(asked, reading)
        case Want.PERSON:
            lead = _nearest(asked, reading.chosen.text, _those_named(asked, reading.chosen.text))
        case Want.TIME:
            lead = _nearest(
                asked, reading.chosen.text, [one.span() for one in _date().finditer(reading.chosen.text)]
            )
        case _:
            lead = ""
    begins_so = reading.text.casefold().startswith(lead.casefold())
    return "" if not lead or begins_so else f"{lead[0].upper()}{lead[1:]}."


def _yes_or_no(asked: AskedProse, reading: PassageReading) -> str:
    text = reading.chosen.text
    question = set(words_of(asked.question.plain))
    if reading.own < SURE_OWN or not is_sure(text) or question & negations():
        return ""
    if question & _ALL and not set(words_of(text)) & _ALL:
        return ""  # "alla mål" is not settled by two of six
    clauses = [part for part in _CLAUSE.split(text) if asked.places(part)]
    words = {word for part in clauses for word in words_of(part)}
    negative = bool(words & negations()) != is_turned_round(question, words)
    return "Nej" if negative else "Ja"


_ALL = frozenset({"alla", "samtliga", "allt", "hela"})
_CLAUSE = re.compile(r"[;:,]\s| – |\b(?:och|men|medan|eftersom|samtidigt som|trots att)\b", re.IGNORECASE)


def _those_named(asked: AskedProse, text: str) -> list[tuple[int, int]]:
    plain = asked.question.plain
    return find_firms(text, plain) if asked_firm(plain) else _people(text)


def _people(text: str) -> list[tuple[int, int]]:
    """Where people are named, else whoever did it: "togs fram av Byggkonsult Ek"."""
    return find_names(text) or [one.span("who") for one in _DOER.finditer(text)]


_DOER = re.compile(r"\bav (?P<who>[A-ZÅÄÖ][\w-]+(?: (?:&|och)? ?[A-ZÅÄÖ][\w-]+){0,3})")


def _nearest(asked: AskedProse, text: str, spans: list[tuple[int, int]]) -> str:
    """The one of several places that stands nearest to what is asked; nothing where none is near.

    What was done tells more than what with: "efter Ek som går i pension" is about Ek, whoever becomes chef.
    """
    if len(spans) < 2:
        return text[spans[0][0] : spans[0][1]] if spans else ""
    words = asked.deeds().places(text) or asked.places(text)

    def distance(span: tuple[int, int]) -> int:
        gaps = [
            max(start - span[1], span[0] - end) for start, end, _ in words if not span[0] <= start < span[1]
        ]
        return min(gaps, default=0)

    start, end = min(spans, key=distance)
    return text[start:end] if distance((start, end)) <= NEAR else ""


NEAR = 60  # characters; farther away in a sentence with several names or dates it is a guess


@cache
def _date() -> re.Pattern[str]:
    """A time as one writes it: a day, a month, a season or a part of a year with its year, a date in figures, a year."""
    month = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    part = "våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet|(?:första|andra|tredje|fjärde) (?:kvartalet|halvåret|tertialet)"
    return re.compile(
        rf"\b(?:senast )?(?:i )?(?:den \d{{1,2}} (?:{month})(?: \d{{4}})?|\d{{1,2}} (?:{month})(?: \d{{4}})?|(?:{month})(?: \d{{4}})?"
        rf"|(?:{part})(?: \d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}|\d{{6}}|(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )
