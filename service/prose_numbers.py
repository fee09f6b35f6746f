"""Numbers in running text that may answer a question which no table answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal

from ingest.figure_kinds import find_kind
from ingest.periods import FoundPeriod, Period, PeriodShape, find_periods
from ingest.records import FigureKind
from ingest.swedish_numbers import FoundNumber
from ingest.units import is_time
from service.asked_words import Asked, lacks_name
from service.fits import WRONG_UNIT, kind_fit, newest_fit, period_fit, unit_fit
from service.prose import SentenceEntry
from service.question import Operation, Quantity, Question
from service.report_choice import ReportChoice
from service.row_fits import GROUP, asks_group, asks_shortfall, says_shortfall
from service.row_scores import BODY, COVER, KIND, NEWEST, PERIOD, UNIT
from service.stated_numbers import stated_numbers
from service.unsaid_in_prose import SAME_MEASURE, unsaid_by_sentence
from service.word_tables import WORD, stem

NEAR = 1.6  # a number beside the asked words against one elsewhere in the sentence
FAR = 90  # characters; further off counts as elsewhere
PROSE = -1.5  # a table's cell is the better evidence where both answer equally well
NO_WORDS = 0.6  # cover of a question whose words all name a kind or a time
DATE_REACH = 60  # characters; a date further off belongs to another part of the sentence
AFTER = 12  # characters: "20 rena elbilar" puts the noun right behind its number


@dataclass(frozen=True, slots=True)
class ProseReading:
    """A number in a sentence, read as an answer."""

    sentence: SentenceEntry
    number: Decimal
    unit: str | None
    period: Period | None
    kind: FigureKind | None
    score: float
    parts: Mapping[str, float]
    cover: float
    is_change: bool = False
    """How much something went up or down, not what it is."""
    unsaid: str = ""
    """What of the question the number's own clause doesn't account for; then it is no answer."""


def find_prose_numbers(
    asked: Asked, sentences: Sequence[SentenceEntry], reports: ReportChoice
) -> list[ProseReading]:
    """Readings of the numbers of sentences, best first."""
    in_question = {one.number.value for one in stated_numbers(asked.question.text)}
    found = [
        reading
        for sentence in sentences
        for reading in _readings(asked, sentence, reports.latest_of(sentence.report.publisher), in_question)
    ]
    return sorted(found, key=lambda reading: -reading.score)


def _readings(
    asked: Asked, sentence: SentenceEntry, latest: Period | None, in_question: Set[Decimal]
) -> list[ProseReading]:
    body = _body_fit(asked.question, sentence)
    numbers = stated_numbers(sentence.text)
    if body is None or not numbers or sentence.whole_row:
        return []
    if lacks_what_is_said(asked.question, sentence):
        return []
    cover = sentence_cover(asked, sentence)
    if lacks_name(asked, sentence.strengths):
        return []
    default_year = sentence.report.period.end[0] if sentence.report.period else None
    periods = find_periods(sentence.text, default_year)
    places = _word_places(asked, sentence.text)
    readings = []
    for found in numbers:
        period = _period_of(found, periods, sentence)
        time = _time_fit(asked.question, period, sentence, latest)
        unit = unit_fit(asked.question.quantities, found.number.unit)
        if time <= 0 or unit <= WRONG_UNIT or is_other_measure(asked.question, found.number.unit):
            continue
        if found.number.unit is None and found.number.value in in_question:
            continue  # "hus 40" of the question is no figure of it
        kind = kind_of_number(asked.question, sentence.text, found, numbers)
        if not asked.question.words and asked.question.kinds and kind not in asked.question.kinds:
            continue
        parts = {
            "ord": COVER * cover,
            "nära": _standing(asked.question, sentence, found, places),
            "nämnd": BODY * body,
            "period": (PERIOD if asked.question.periods else NEWEST) * time,
            "slag": KIND * max(0.5, kind_fit(asked.question.kinds, kind)),
            "enhet": UNIT * unit,
            "löptext": PROSE,
        }
        readings.append(
            ProseReading(
                sentence,
                found.number.value,
                found.number.unit,
                period,
                kind,
                sum(parts.values()),
                parts,
                cover,
                is_change(sentence.text, found),
                unsaid_by_sentence(asked, sentence, found, kind, numbers),
            )
        )
    return readings


def _standing(
    question: Question, sentence: SentenceEntry, found: FoundNumber, places: Sequence[tuple[int, int, float]]
) -> float:
    """The score for where in its sentence a number stands: near the asked words, and as what is asked for."""
    deviation = FigureKind.DEVIATION in question.kinds and is_against_budget(sentence.text, found)
    return (
        NEAR * _nearness(found, places)
        + _BEFORE * is_part_asked(sentence.text, found, places)
        - _BEFORE * _beside_the_point(question, sentence, found, places)
        + _BEFORE * deviation
    )


def kind_of_number(
    question: Question, text: str, found: FoundNumber, printed: Sequence[FoundNumber]
) -> FigureKind | None:
    """The kind of figure that the words around a number name; the words beyond another number are that one's.

    >>> from ingest.swedish_numbers import find_numbers
    >>> text = "Resultatet blev 27 mkr mot budgeterade 14 mkr."
    >>> asked = Question("", "vad var budgeten?", kinds=(FigureKind.BUDGET,))
    >>> [kind_of_number(asked, text, one, find_numbers(text)) for one in find_numbers(text)]
    [None, <FigureKind.BUDGET: 'budget'>]
    """
    around = text[max(0, found.start - FAR) : found.end + FAR // 3]
    if len(printed) < 2 or not set(question.kinds) & _SET:
        return find_kind(around)
    own = _kind_before(text, found, printed)
    if own is not None or not any(_kind_before(text, one, printed) in question.kinds for one in printed):
        return own or find_kind(around)
    return None


def _kind_before(text: str, found: FoundNumber, printed: Sequence[FoundNumber]) -> FigureKind | None:
    """The kind that the words between the number before and this one name."""
    before = max((one.end for one in printed if one.end <= found.start), default=0)
    return find_kind(text[max(before, found.start - FAR) : found.start])


_SET = frozenset(
    {FigureKind.BUDGET, FigureKind.ANNUAL_BUDGET, FigureKind.FORECAST, FigureKind.TARGET, FigureKind.PLAN}
)
"""Kinds that a sentence sets against an outcome."""


def lacks_what_is_said(question: Question, sentence: SentenceEntry) -> bool:
    """Whether a question about a shortfall or a group of companies is offered a sentence about something else."""
    if asks_shortfall(question) and not (
        says_shortfall(sentence.text.casefold()) or "resultat" in sentence.text.casefold()
    ):
        return True
    return asks_group(question.plain) and not any(GROUP in term for term in sentence.strengths)


_MEASURES = ("timmar", "minuter")
"""Measures of time; days and weeks are left out, since "väntat mer än 90 dagar" counts patients."""


def asked_measures(question: Question) -> tuple[str, ...]:
    """The measures that the question's own words end in: "sjuktimmar" -> timmar."""
    return tuple(measure for word in question.words for measure in _MEASURES if word.endswith(measure))


def is_other_measure(question: Question, unit: str | None) -> bool:
    """Whether a question that names its measure ("hur många sjuktimmar") is offered another one.

    In running text a sum of money always has its unit, years are an age or a time, and "över 90 dagar" is no number
    of those who waited so long.
    """
    named = asked_measures(question)
    if question.operation is Operation.SHARE and Quantity.SHARE in question.quantities:
        return unit != "procent"
    if unit is None:
        return question.quantities == (Quantity.MONEY,)
    if unit == "år" and Quantity.TIME not in question.quantities:
        return True
    counts = question.quantities == (Quantity.COUNT,)
    if counts and is_time(unit) and not any(word.endswith(unit) for word in question.words):
        return True
    return bool(named) and unit not in named


_BEFORE = 0.7  # enough to lose to the number that "till" or the whole gives
_FROM_TO = re.compile(r"\bfrån\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_PART = re.compile(r"\b(?:varav|därav|jämfört med|mot|av dessa|av vilka)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


_CHANGE = re.compile(
    r"\b(?:minsk|ök|sjunk|sjönk|stig|steg|förbättr|försämr|höj|sänk|reducer|väx|krymp|förändr|gått (?:upp|ner))\w*\s+(?:\w+\s+){0,3}?(?:med|på|om|uppgår till)\s+(?:\w+\s+){0,2}$"
    r"|\bytterligare\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def is_change(text: str, found: FoundNumber) -> bool:
    """Whether a number tells how much something went up or down.

    >>> text = "Kostnaden minskade med 14 mkr till 42 mkr."
    >>> [is_change(text, found) for found in stated_numbers(text)]
    [True, False]
    """
    return (
        _CHANGE.search(text[: found.start]) is not None or _CHANGE_AFTER.match(text[found.end :]) is not None
    )


_CHANGE_AFTER = re.compile(
    r"\s*(?:\w+\s){0,2}?(?:fler|färre|mer|mindre|högre|lägre|bättre|sämre|dyrare|billigare|större) än\b",
    re.IGNORECASE,
)


_AGAINST_BUDGET = re.compile(
    r"\s*(?:bättre|sämre|lägre|högre|mer|mindre|över|under)\s+(?:än\s+)?(?:\w+\s+)?budget", re.IGNORECASE
)


def is_against_budget(text: str, found: FoundNumber) -> bool:
    """Whether the words right behind a number say that it is the distance to the budget.

    >>> text = "Underskottet är 494 mkr, alltså 194 miljoner sämre än budget."
    >>> [is_against_budget(text, found) for found in stated_numbers(text)]
    [False, True]
    """
    return _AGAINST_BUDGET.match(text[found.end :]) is not None


def _beside_the_point(
    question: Question, sentence: SentenceEntry, found: FoundNumber, places: Sequence[tuple[int, int, float]]
) -> bool:
    """Whether a number is a change where a level is asked for, or the other way round."""
    changed = _CHANGE.search(sentence.text[: found.start]) is not None
    wants_change = question.operation in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT)
    beside = is_before_or_part(sentence.text, found) and not is_part_asked(sentence.text, found, places)
    return beside or (changed and not wants_change)


def is_before_or_part(text: str, found: FoundNumber) -> bool:
    """Whether a number is where something came from, a part of another one, or what is compared with.

    >>> text = "Timmarna minskar från 366 timmar till 353 timmar, varav 12 på natten."
    >>> [is_before_or_part(text, found) for found in stated_numbers(text)]
    [True, False, True]
    """
    before = text[: found.start]
    if re.match(r"\s?[-–]\s?\d", text[found.end :]):
        return True
    goes_on = re.match(r"[^.;]{0,40}?\btill\b", text[found.end :]) is not None
    return bool(_PART.search(before) or (goes_on and _FROM_TO.search(before)))


def is_part_asked(text: str, found: FoundNumber, places: Sequence[tuple[int, int, float]]) -> bool:
    """Whether the part that a number behind "varav" counts is what is asked for: most asked words follow it alone.

    >>> text = "Skulden är 604 mkr, varav 250 mkr är gröna lån."
    >>> found = stated_numbers(text)[1]
    >>> is_part_asked(text, found, [(35, 40, 0.6), (41, 44, 0.4)]), is_part_asked(text, found, [(0, 7, 1.0)])
    (True, False)
    >>> text = "Bolaget har 468 hem, varav 7 hem är egna."  # a word said of the whole as well parts nothing
    >>> is_part_asked(text, stated_numbers(text)[1], [(16, 19, 0.6), (29, 32, 0.6)])
    False
    """
    if _PART_OF.search(text[: found.start]) is None:
        return False
    clause = re.match(r"[^.,;]*", text[found.end :])
    end = found.end + (clause.end() if clause else 0)
    before = {text[start:stop].casefold() for start, stop, _ in places if start < found.start}
    behind = sum(
        share
        for start, stop, share in places
        if found.end <= start < end and text[start:stop].casefold() not in before
    )
    return behind > ASKED_BEHIND * sum(share for _, _, share in places)


ASKED_BEHIND = 0.5  # of the question's words that the sentence says
_PART_OF = re.compile(r"\b(?:varav|därav|av dessa|av vilka)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def sentence_cover(asked: Asked, sentence: SentenceEntry) -> float:
    """The share of the question's words that a sentence covers with what stands around it, 0–1."""
    if asked.total == 0:
        return NO_WORDS
    # Where every word only tints the meaning, a sentence has to say them: else any would do.
    has_matter = any(not one.weak for one in asked.words)
    gained = sum(
        one.weight * (1.0 if one.weak and has_matter else one.reading.cover(sentence.strengths))
        for one in asked.words
    )
    return gained / asked.total


def _body_fit(question: Question, sentence: SentenceEntry) -> float | None:
    if not question.bodies:
        return 0.0
    return 1.0 if sentence.bodies & set(question.bodies) else None


def _time_fit(
    question: Question, period: Period | None, sentence: SentenceEntry, latest: Period | None
) -> float:
    report = sentence.report.period
    if not question.periods:
        return newest_fit(period, report, latest)
    return max(period_fit(asked, period, None, report) for asked in question.periods)


def _period_of(found: FoundNumber, periods: Sequence[FoundPeriod], sentence: SentenceEntry) -> Period | None:
    """The period named nearest to the number; None when the sentence names none."""
    own = [period for period in periods if not _is_compared(period, sentence.text)]
    near = [one for one in own if _gap(one.start, one.end, found.start, found.end) <= DATE_REACH]
    near = near or [one for one in own if _OPENING.fullmatch(sentence.text[: one.start])]
    if not near:
        return None
    return min(near, key=lambda period: _gap(period.start, period.end, found.start, found.end)).period


_OPENING = re.compile(
    r"\W*(?:(?:i|under|vid|per|för|från|sedan|år|den|till och med|t\.?o\.?m\.?)\b\s*(?:\w+\s+){0,3})?",
    re.IGNORECASE,
)
""" "I juli 2031 …", "Vid utgången av 2031 …" date their whole sentence."""

_COMPARED = re.compile(
    r"\b(?:jämfört med|jfr|jmft?)\b[^.;)]*$|\b(?:mot|än|sedan|från)(?:\s+\w+){0,3}\s*$", re.IGNORECASE
)


def _is_compared(found: FoundPeriod, text: str) -> bool:
    """Whether a period is only what is compared with: "2 procent färre än föregående år"."""
    return found.shape is PeriodShape.RELATIVE or _COMPARED.search(text[: found.start]) is not None


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(0, other_start - end, start - other_end)


def _word_places(asked: Asked, text: str) -> list[tuple[int, int, float]]:
    """Where the question's words stand in a text: (start, end, share of the question's weight)."""
    places = []
    for match in WORD.finditer(text):
        own = {stem(match.group().casefold()): 1.0}
        gained = sum(one.weight * one.reading.cover(own) for one in asked.words)
        if gained > 0:
            places.append((match.start(), match.end(), gained / (asked.total or 1.0)))
    places += [(match.start(), match.end(), STANDS_FOR) for match in SAME_MEASURE.finditer(text)]
    return places


STANDS_FOR = 0.8
"""Of the question's words: "motsvarande siffra" stands for what the sentence before measures."""


def _nearness(found: FoundNumber, places: Sequence[tuple[int, int, float]]) -> float:
    """How close the asked words stand to a number, 0–1; a noun right behind its number counts most."""
    near = 0.0
    for start, end, share in places:
        gap = _gap(start, end, found.start, found.end)
        behind = 0 <= start - found.end <= AFTER
        near += share * (1.3 if behind else max(0.0, 1 - gap / FAR))
    return min(1.0, near)
