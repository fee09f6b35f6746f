"""What a sentence leaves unsaid of a question whose number it may give.

A number in running text belongs to the words right at it: "av dem som väntat har 118 tackat nej" doesn't count who
waits, and "taxan höjdes med 15 procent" is no answer for what the sentence's first half is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.figure_kinds import find_kind
from ingest.records import FigureKind
from ingest.swedish_numbers import FoundNumber
from ingest.units import COUNT
from service.asked_words import Asked, AskedWord
from service.limits import limits_of, says_limit
from service.prose import SentenceEntry
from service.question import Operation
from service.unsaid import counted_word
from service.word_tables import stem_strengths, stems_of, words_of


def unsaid_by_sentence(
    asked: Asked,
    sentence: SentenceEntry,
    found: FoundNumber,
    kind: FigureKind | None,
    printed: Sequence[FoundNumber] = (),
) -> str:
    """The first thing of the question that a number's own clause does not account for; empty when all is.

    `printed` are all numbers of the sentence.
    """
    if asked.question.pins:
        return ""
    if kind is None and _says_set_kind(asked, sentence, printed):
        return asked.question.kinds[0].value
    plain = sentence.text.casefold()
    limit = next((one for one in limits_of(asked.question.plain) if not says_limit(plain, one)), None)
    if limit is not None:
        return limit.words
    if kind is FigureKind.TARGET and FigureKind.TARGET not in asked.question.kinds:
        return "utfallet" if asked.question.operation is Operation.LOOKUP else ""
    return (
        _of_others(asked, sentence, found)
        or _of_other_place(asked, sentence)
        or _undivided(asked, sentence)
        or _uncounted(asked, sentence, found)
        or _elsewhere(asked, sentence, found)
        or _said_of_the_next(asked, sentence, found, printed)
    )


def _says_set_kind(asked: Asked, sentence: SentenceEntry, printed: Sequence[FoundNumber]) -> bool:
    """Whether a sentence tells the budget, forecast or target asked for beside another figure."""
    kinds = asked.question.kinds
    if len(printed) < 2 or len(kinds) != 1 or kinds[0] in (FigureKind.OUTCOME, FigureKind.DEVIATION):
        return False
    return find_kind(sentence.text) is not None


def _of_other_place(asked: Asked, sentence: SentenceEntry) -> str:
    """A place that the question names, where the sentence itself names another one."""
    own = set(stems_of(sentence.report.publisher or ""))
    places = {match.group(1) for match in _PLACE.finditer(sentence.text)}
    for match in _PLACE.finditer(asked.question.text):
        name = match.group(1)
        terms = set(stems_of(name))
        said = terms & sentence.own or terms & own or name.casefold() not in asked.question.names
        if not said and any(not set(stems_of(place)) & own for place in places):
            return name
    return ""


_PLACE = re.compile(r"\b(?:i|på|för|vid) ([A-ZÅÄÖ][a-zåäöé]{2,})")


def _undivided(asked: Asked, sentence: SentenceEntry) -> str:
    """What a figure is asked per ("per elev", "på varje kurs"), where the sentence divides nothing."""
    asked_per = _PER.search(asked.question.plain)
    return asked_per.group() if asked_per and not _DIVIDES.search(sentence.text) else ""


_PER = re.compile(
    r"\b(?:per|varje|vardera) (?!den\b|\d|jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec|år\b|månad|invånare|capita)[a-zåäö]{3,}"
)
_DIVIDES = re.compile(
    r"\b(?:per|varje|vardera|var|i (?:snitt|genomsnitt|medel)|genomsnittlig\w*|à)\b|/|\w+snitt\w*",
    re.IGNORECASE,
)


def _said_of_the_next(
    asked: Asked, sentence: SentenceEntry, found: FoundNumber, printed: Sequence[FoundNumber]
) -> str:
    """What is asked for, where the sentence says it first behind "och", in what leads up to the next number."""
    behind = [one for one in printed if one.start >= found.end]
    head = next((one for one in asked.words if not one.weak and not one.inherited), None)
    if not behind or head is None or _is_said(head, sentence.text[: found.start]):
        return ""
    between = sentence.text[found.end : behind[0].start]
    joint = _AND.search(between)
    if joint is None or _is_said(head, between[: joint.start()]):
        return ""
    return head.reading.word if _is_said(head, between[joint.end() :]) else ""


def _is_said(word: AskedWord, text: str) -> bool:
    return word.reading.cover(stem_strengths(text)) > LEAST


_AND = re.compile(r",? (?:och|samt|medan|utom|förutom) ")


def _of_others(asked: Asked, sentence: SentenceEntry, found: FoundNumber) -> str:
    """Of whom a figure is ("bland heltidsanställda", "40 procent av professorerna") where the question is of others."""
    for match in _AMONG.finditer(sentence.text):
        if not any(_covers(asked, word) for word in _phrase(sentence.text[match.end() :])):
            return match.group().strip()
    after = _SHARE_OF.match(sentence.text[found.end :]) if found.number.unit == "procent" else None
    if after is not None:
        whole = list(_phrase(sentence.text[found.end + after.end() :]))
        of_all = any(word.casefold().startswith(_ASKED_PEOPLE) for word in whole)
        if not of_all and not any(_covers(asked, word) for word in whole):
            return " ".join(("av", *whole))
    return ""


_AMONG = re.compile(r"\bbland\s", re.IGNORECASE)
_ASKED_PEOPLE = ("respondent", "svarande", "tillfrågade", "deltagarna i enkät")
"""Of all who were asked: nobody is left out by that."""
_SHARE_OF = re.compile(r"\s*av\s", re.IGNORECASE)


def _uncounted(asked: Asked, sentence: SentenceEntry, found: FoundNumber) -> str:
    """What a bare number counts, where that is nothing asked for."""
    if found.number.unit not in (None, COUNT):
        return ""
    rest = sentence.text[found.end :]
    thing = list(_phrase(rest))
    bracketed = _BRACKETED.search(sentence.text[: found.start])
    if bracketed is not None and (head := counted_word(asked)) is not None:
        counted = words_of(bracketed[1])
        people = head.reading.word in _PERSONS and any(word in _PERSONS for word in counted)
        return "" if people or any(_covers(asked, word) for word in counted) else head.reading.word
    if any(_covers(asked, word) for word in thing) or _is_told_from(asked, rest, len(thing)):
        return ""
    before = _WORD_BEFORE.search(sentence.text[: found.start])
    deed = before is not None and _covers(asked, before.group(1))
    of_some = _PARTITIVE.search(sentence.text[: found.start]) is not None
    if deed or ((not thing or thing[0].casefold() in _PEOPLE) and not of_some):
        return ""
    head = counted_word(asked)
    return head.reading.word if head is not None else " ".join(thing)


_BRACKETED = re.compile(r"((?:\w+ )?\w+) \($")
"""What a number in brackets counts stands before them: "fler deltagare (541 st)"."""
_PERSONS = frozenset(
    [
        "barn",
        "elever",
        "unga",
        "ungdomar",
        "personer",
        "människor",
        "deltagare",
        "besökare",
        "medlemmar",
        "anställda",
        "invånare",
    ]
)
"""Those who take part in something are children, pupils or members, too."""
_PEOPLE = frozenset({"personer", "person", "st", "stycken", "individer", "människor", "fall", "totalt"})
"""Behind a number they only say that it counts; what is counted stands before: "kön är 27 personer"."""
_PARTITIVE = re.compile(r"\bav (?:dem|de|dessa|alla|samtliga)\b[^.;]*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)\s*$")


def _phrase(text: str) -> Iterator[str]:
    """The words of the noun phrase that a text begins with: up to a preposition, a joint or a mark."""
    for match in re.finditer(r"\s*(\w+|[^\w\s])", text):
        word = match.group(1)
        if word.casefold() in _OPENS_PHRASE:
            continue
        if not word[0].isalpha() or word.casefold() in _ENDS_PHRASE:
            return
        yield word


_OPENS_PHRASE = frozenset({"den", "det", "de", "våra", "alla", "samtliga"})
_ENDS = (
    "till i på av med för hos från under vid inom om mot än och eller som där vilket medan samt är var har hade ska "
    "en ett jämfört"
)
_ENDS_PHRASE = frozenset(_ENDS.split())


def _is_told_from(asked: Asked, rest: str, thing: int) -> bool:
    """Whether "hur många från X" is told as "48 flyktingar från X": the question leaves open what is counted."""
    words = words_of(rest)[thing : thing + 2]
    opened = _OPEN_COUNT.search(asked.question.plain)
    return opened is not None and len(words) == 2 and words[0] == opened["how"] and _covers(asked, words[1])


_OPEN_COUNT = re.compile(r"\bhur många (?P<how>från|i|på|med|inom|under|till)\b")


def _elsewhere(asked: Asked, sentence: SentenceEntry, found: FoundNumber) -> str:
    """A word of the question, where no word of it stands in the number's own clause."""
    clause = _clause(sentence.text, found)
    if SAME_MEASURE.search(clause):
        return ""
    if not asked.words or any(_covers(asked, word) for word in words_of(clause)):
        return ""
    telling = [one for one in asked.words if not one.weak] or list(asked.words)
    return telling[0].reading.word


SAME_MEASURE = re.compile(r"\bmotsvarande (?:siffr|andel|tal|belopp|värde|resultat)\w*", re.IGNORECASE)
"""The measure of the sentence before, told of another time."""


def _clause(text: str, found: FoundNumber) -> str:
    """The clause that a number stands in, with the one before where it goes on from that ("…, som ger 40 kWh")."""
    starts = [0, *(match.end() for match in _JOINT.finditer(text) if match.end() <= found.start)]
    ends = [match.start() for match in _JOINT.finditer(text) if match.start() >= found.end]
    start = starts[-1]
    while len(starts) > 1 and _GOES_ON.match(text[start:]):
        starts.pop()
        start = starts[-1]
    return text[start : min(ends, default=len(text))]


_JOINT = re.compile(
    r"[;:]\s|,\s|\s(?=(?:eftersom|medan|samtidigt som|trots att|därför att|då)\s)", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\s*(?:som|där|vilket|vilka|varav|därav|vars|och|men|samt|mot|jämfört|motsvarande|dvs|alltså|eller|inklusive|exklusive|\d|en |ett )",
    re.IGNORECASE,
)
"""Clauses that speak of what the one before named."""


def _covers(asked: Asked, word: str) -> bool:
    return any(_is_said(one, word) for one in asked.words)


LEAST = 0.2
"""A part of a compound counts here: "86 ansökningar" of "vindkraftsansökningar"."""
