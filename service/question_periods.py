"""The periods that a question names: dates, years, "förra året", and what two of them together mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.periods import FoundPeriod, Period, PeriodShape, find_periods, month_period, year_period
from service.question import AskedPeriod, Operation
from service.question_cues import fitting, operation_of


def find_asked_periods(
    text: str, plain: str, latest: Period | None
) -> tuple[tuple[AskedPeriod, ...], list[tuple[int, int]]]:
    """The periods asked for and the places in `text` of the words that name them.

    `plain` is the text in lower case; `latest` is the newest report's period, from which "i år" is measured.
    """
    default_year = latest.end[0] if latest else None
    turned = _YEARS_TURN.search(text)
    if turned is not None:
        end = month_period(int(turned["year"]), LAST_MONTH)
        return (AskedPeriod(end),), [turned.span()]
    if latest is not None and (counted := _months_so_far(plain, text, latest)) is not None:
        return (AskedPeriod(latest),), [counted]
    found = find_periods(text, default_year)
    found = [one for one in found if one.shape is not PeriodShape.RELATIVE]
    spans = [(one.start, one.end) for one in found]
    found = _with_years_shared(_moved_by_words(found, plain))
    full_year = any(name == "whole_year" for name, _ in fitting("relative", plain))
    asked = [AskedPeriod(one.period, one.shape is PeriodShape.YEAR, full_year) for one in found]
    if asked:
        asked += _year_before(plain, asked)
    elif latest is not None:
        relative = _relative(plain, latest)
        asked = [relative] if relative else []
    asked = _both_ends(plain, _words_of_periods(text, found), asked)
    asked = _same_months(plain, asked, latest)
    if len(asked) == 2 and asked[0].year_only != asked[1].year_only:
        asked = _aligned(asked)
    return tuple(dict.fromkeys(asked)), spans


LAST_MONTH = 12
_YEARS_TURN = re.compile(
    r"(?:vid )?årsskiftet (?P<year>(?:19|20)\d\d)\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)\b", re.IGNORECASE
)
""" "Vid årsskiftet 2024/2025" is the last of December."""


def _months_so_far(plain: str, text: str, latest: Period) -> tuple[int, int] | None:
    """Where a question tells the newest report's months by their number: "efter tio månader" of one on January–October."""
    said = _MONTHS_COUNTED.search(text)
    if said is None or operation_of(plain) in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT):
        return None
    word = said["count"].casefold()
    count = int(word) if word.isdigit() else _COUNTS.index(word) + 2
    so_far = latest.start[1] == 1 and latest.months == count
    return said.span() if so_far else None


_COUNTS = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva")
_MONTHS_COUNTED = re.compile(
    rf"\b(?:efter|de första|årets första) (?P<count>{'|'.join(_COUNTS)}|\d\d?) månader(?:na)?\b",
    re.IGNORECASE,
)


def _moved_by_words(found: list[FoundPeriod], plain: str) -> list[FoundPeriod]:
    """ "Augusti förra året" and "i fjol, jan–aug" are months of the year that the words name."""
    if len(found) != 1 or found[0].year_given:
        return found
    moves = {"previous_year": -1, "two_years_before": -2, "next_year": 1}
    by = next((moves[name] for name, _ in fitting("relative", plain) if name in moves), 0)
    if not by or (
        operation_of(plain) in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT)
        and not _ONE_TIME.search(plain)
    ):
        return found
    return [replace(found[0], period=found[0].period.moved(by), year_given=True)]


_ONE_TIME = re.compile(
    r"\b(?:jan\w*|feb\w*|mars?|apr\w*|maj|jun\w*|jul\w*|aug\w*|sep\w*|okt\w*|nov\w*|dec\w*) (?:förra året|i fjol|ifjol|året innan|föregående år)"
)


def _with_years_shared(found: list[FoundPeriod]) -> list[FoundPeriod]:
    """ "2024, jan–aug" is one period: months without a year take the one year that stands beside them."""
    years = [one for one in found if one.shape is PeriodShape.YEAR]
    open_months = [one for one in found if not one.year_given]
    if len(years) != 1 or len(open_months) != 1:
        return [one for one in found if one.year_given] or found
    months, year = open_months[0], years[0]
    moved = months.period.moved(year.period.end[0] - months.period.end[0])
    rest = [one for one in found if one not in (months, year)]
    return [*rest, replace(months, period=moved, year_given=True)]


def _aligned(asked: list[AskedPeriod]) -> list[AskedPeriod]:
    """ "jan–aug 2025 jämfört med 2024" compares the same months: the bare year takes the months of the other."""
    months = next(one for one in asked if not one.year_only)
    if months.period.start[0] != months.period.end[0]:
        return asked
    return [
        AskedPeriod(months.period.moved(one.period.end[0] - months.period.end[0])) if one.year_only else one
        for one in asked
    ]


def _words_of_periods(text: str, found: Sequence[FoundPeriod]) -> tuple[str, ...]:
    """The words of each period found."""
    return tuple(text[one.start : one.end].casefold() for one in found)


def _both_ends(plain: str, words: Sequence[str], asked: list[AskedPeriod]) -> list[AskedPeriod]:
    """ "från augusti 2024 till augusti 2025", where a change is asked for, names two months."""
    changes = operation_of(plain) in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT)
    one = asked[0].period if len(asked) == 1 and len(words) == 1 else None
    if one is None or not changes or " till " not in words[0] or one.start == one.end or one.is_year:
        return asked
    return [AskedPeriod(month_period(*one.start)), AskedPeriod(month_period(*one.end))]


def _same_months(plain: str, asked: list[AskedPeriod], latest: Period | None) -> list[AskedPeriod]:
    """ "samma period 2024" are the months of the newest report, of that year."""
    if latest is None or len(asked) != 1 or not asked[0].year_only or not _SAME_MONTHS.search(plain):
        return asked
    return [AskedPeriod(latest.moved(asked[0].period.end[0] - latest.end[0]))]


_SAME_MONTHS = re.compile(r"\b(?:samma|motsvarande) (?:period|tid|månader)\b")


def _year_before(plain: str, asked: list[AskedPeriod]) -> list[AskedPeriod]:
    """ "augusti 2025 jämfört med året innan" names two periods."""
    compares = operation_of(plain) in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT)
    if len(asked) != 1 or not compares or not _AGAINST_YEAR_BEFORE.search(plain):
        return []
    return [replace(asked[0], period=asked[0].period.moved(-1))]


CLOSED_YEAR = "closed_year"
"""How `Question.relative` tells a year that `says_closed_year`."""


def says_closed_year(plain: str, latest: Period) -> bool:
    """Whether "förra året" is the year that the newest report is on: an annual report is read in the year after.

    >>> says_closed_year("vad kostade elen förra året?", year_period(2031))
    True
    >>> says_closed_year("vad kostade elen året innan?", year_period(2031))
    False
    """
    said = _LAST_YEAR.search(plain)
    return said is not None and latest.is_year and operation_of(plain) is Operation.LOOKUP


_LAST_YEAR = re.compile(r"(?<!jämfört med )(?<!än )(?<!mot )(?<!sedan )\b(?:förra året|i fjol|ifjol)\b")

_AGAINST_YEAR_BEFORE = re.compile(
    r"(?:jämfört med|jmf(?:r| med)?|jfr(?: med)?|mot|sedan|än)(?: (?:samma|motsvarande) (?:period|tid|månader|månad|tidpunkt))?"
    r" (?:året (?:innan|före)|förra året|föregående år|fg år|i fjol|ifjol|fjolåret)"
)


def _relative(plain: str, latest: Period) -> AskedPeriod | None:
    year = latest.end[0]
    for name, _ in fitting("relative", plain):
        if name == "previous_year" and says_closed_year(plain, latest):
            return AskedPeriod(latest, year_only=True)
        if name == "previous_year":
            return AskedPeriod(year_period(year - 1), year_only=True)
        if name == "two_years_before":
            return AskedPeriod(year_period(year - 2), year_only=True)
        if name == "this_year":
            return AskedPeriod(year_period(year), year_only=True)
        if name == "next_year":
            return AskedPeriod(year_period(year + 1), year_only=True)
        if name == "whole_year":
            return AskedPeriod(year_period(year), year_only=True, full_year=True)
        if name == "year_end":
            ended = (
                latest.end[1] == LAST_MONTH
            )  # a report on a whole year ends with the turn that it tells of
            return AskedPeriod(month_period(year if ended else year - 1, LAST_MONTH))
    return None
