"""The period that a report is about, from its title or from the periods that its text speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.periods import FoundPeriod, Period, PeriodShape, find_periods, year_period
from ingest.report_kinds import Tells

FROM_JANUARY_WEIGHT = 3
"""A span from January ("jan–aug") says more about the report's period than a month in passing."""
UP_TO_WEIGHT = 2
"""So does a month after "per", "t.o.m." or "till och med"."""
_UP_TO = ("per ", "t.o.m. ", "tom ", "till och med ", "per den ", "ack ", "ack. ", "efter ")


def title_period(title: str, tells: Tells, default_year: int | None = None) -> Period | None:
    """The period of a title; an interim report's month is the end of January to that month.

    >>> str(title_period("Delårsrapport augusti 2025", Tells.PART)), str(title_period("Årsredovisning 2024", Tells.YEAR))
    ('2025-01/2025-08', '2024')
    >>> str(title_period("Tertialrapport 2 2024", Tells.PART)), title_period("Delårsrapport 2025", Tells.PART)
    ('2024-01/2024-08', None)
    >>> title_period("Årsredovisning 2025-03-27", Tells.YEAR), str(title_period("Bokslut per 2024-12-31", Tells.YEAR))
    (None, '2024')
    """
    found = find_periods(_numbered(title) if tells is Tells.PART else title, default_year)
    if not found:
        return None
    if tells is Tells.PART:
        parts = [
            one
            for one in found
            if one.shape is not PeriodShape.YEAR and one.shape is not PeriodShape.RELATIVE
        ]
        return parts[-1].period.from_january() if parts else None
    wide = [one for one in found if one.shape in (PeriodShape.YEAR, PeriodShape.RANGE)]
    if wide or tells is Tells.OTHER:
        return (wide or found)[0].period
    return _year_of(found[0])


def _year_of(found: FoundPeriod) -> Period | None:
    """The year that ends on a day ("per 2024-12-31"); another day or month is when a report on a year was written."""
    return year_period(found.period.end[0]) if found.period.end[1] == 12 else None


def _numbered(title: str) -> str:
    """ "Tertialrapport 2 2024" as "tertial 2 2024", which the period grammar reads."""
    words = title.split()
    for position, word in enumerate(words[:-1]):
        if word.casefold().startswith("tertial") and words[position + 1].rstrip(",") in ("1", "2", "3"):
            return " ".join((*words[:position], "tertial", *words[position + 1 :]))
    return title


def text_year(texts: Sequence[str]) -> int | None:
    """The year that the text is about: the latest of those it names about as often as any.

    >>> text_year(["Målet 2030 nås inte.", "Senast 2030 ska allt vara klart.", "Beslutet den 3 maj 2024 gäller 2030."])
    2024
    """
    years: Counter[int] = Counter()
    dated: set[int] = set()
    for text in texts:
        spoken_of = [found for found in find_periods(text) if found.period.months <= 12]
        years.update(found.period.end[0] for found in spoken_of)
        dated.update(
            found.period.end[0] for found in spoken_of if found.year_given and found.period.months == 1
        )
    for year in [year for year in years if dated and year > max(dated) + 1]:
        del years[year]  # a target ("till 2030"): no report is about a time long after the last date in it
    most = max(years.values(), default=0)
    return max((year for year, count in years.items() if count >= YEAR_SHARE * most), default=None)


YEAR_SHARE = 0.6
"""A report compares with the year before, which a short one may name more often than its own; years to come are
named under a quarter as often in reports on outcomes, and under a third in plans of one year."""


def text_period(texts: Sequence[str], tells: Tells) -> Period | None:
    """The period that a text without a telling title speaks of most."""
    year = text_year(texts)
    if year is None or tells is not Tells.PART:
        return year_period(year) if year is not None else None
    votes: Counter[int] = Counter()
    for text in texts:
        for found in find_periods(text, year):
            if found.period.end[0] == year:
                votes[found.period.end[1]] += _weight(found, text)
    votes.pop(12, None)
    if not votes:
        return year_period(year)
    return Period((year, 1), (year, votes.most_common(1)[0][0]))


def _weight(found: FoundPeriod, text: str) -> int:
    if found.shape in (PeriodShape.YEAR, PeriodShape.RELATIVE):
        return 0
    if found.accumulated:
        return FROM_JANUARY_WEIGHT
    before = text[max(0, found.start - 15) : found.start].casefold()
    return UP_TO_WEIGHT if before.endswith(_UP_TO) else 1
