"""The report that a question names as the place to look in: "enligt månadsrapporten mars 2015", "i bokslutet"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.periods import FoundPeriod, Period, find_periods
from ingest.report_identity import MONTHS
from ingest.report_kinds import FoundKind, Tells, report_kind_at

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamedReport:
    """A report as a question names it; what is not said is None."""

    words: str
    """As said: "månadsrapporten mars 2015"."""
    form: str
    """The word for its kind, lower case: "årsbokslutet"."""
    kind: str | None = None
    tells: Tells = Tells.OTHER
    period: Period | None = None
    year_given: bool = True
    """False when only months were said; the year of `period` then means nothing."""
    years_back: int = 0
    """1 for "förra årets årsredovisning"."""


def find_named_report(text: str) -> tuple[NamedReport | None, Span]:
    """The first report that a question names, and where it says so.

    >>> named, (start, end) = find_named_report("Vad kostade HSN enligt tertialrapporten 1 2031 totalt?")
    >>> named.kind, str(named.period), named.words
    ('tertialrapport', '2031-01/2031-04', 'tertialrapporten 1 2031')
    >>> find_named_report("Hur stor är budgeten för 2031?")[0] is None
    True
    >>> find_named_report("Hur växer ramen från budget 2030 till plan 2032?")[0] is None
    True
    """
    for lead in (*_FIRST.finditer(text), *_LEAD.finditer(text)):
        found = _named_after(text, lead)
        if found is not None:
            return found
    return None, (0, 0)


def _named_after(text: str, lead: re.Match[str]) -> tuple[NamedReport, Span] | None:
    """The report named right after a lead such as "enligt förra årets"."""
    at = lead.end()
    kind = report_kind_at(text, at)
    month = _MONTH_REPORT.match(text, at)
    found = _whole_period(month["when"]) if month is not None else None
    if found is None and kind is None:
        return None
    word_end = (
        month.end() if month is not None and found is not None else kind.end if kind is not None else at
    )
    year = re.search(r"\b(?:19|20)\d\d(?= års)", lead.group())
    if year is not None:
        found = find_periods(year.group())[0]
    after = _period_after(text, word_end, kind, found)
    end = after[1] if after is not None else word_end
    if lead.group().casefold().startswith("från") and _TO.match(text, end):
        return None
    named = NamedReport(
        words=" ".join(text[at:end].split()),
        form=text[at:word_end].casefold(),
        kind=kind.name if kind is not None and kind.name != ANY_REPORT else None,
        tells=kind.tells if kind is not None else Tells.OTHER,
        period=after[0].period if after is not None else found.period if found is not None else None,
        year_given=after[0].year_given if after is not None else found is None or found.year_given,
        years_back=int(_YEAR_BEFORE.search(lead.group()) is not None),
    )
    return (named, (lead.start(), end)) if _is_telling(named) else None


_TO = re.compile(r"\s+till\b", re.IGNORECASE)
""" "Från budget 2030 till plan 2032" names two columns, not where to look."""


def _is_telling(named: NamedReport) -> bool:
    """Whether the words choose a document: "enligt rapporten", "enligt budgeten" and "i bokslutet 2031" do not.

    The last two name a kind of figure, which other reports print as well.
    """
    if _FIGURE.fullmatch(named.form):
        return False
    dated = named.period is not None or named.years_back > 0
    if named.kind is None:
        return dated and _TELLS.search(named.form) is not None
    return dated or _BUDGET.fullmatch(named.form) is None


_TELLS = re.compile(r"rapport|uppföljning")
ANY_REPORT = "rapport"
"""The kind of every report that says no more of itself."""
NO_YEAR = 2000
"""Stands for the year that was not said."""
_FIGURE = re.compile(r"(?:års)?bokslut(?:et|ets|s)?|tertial(?:et|en|s)?")
_BUDGET = re.compile(r"budget(?:en|ens|s)?")


def _period_after(
    text: str, end: int, kind: FoundKind | None, months: FoundPeriod | None
) -> tuple[FoundPeriod, int] | None:
    """The period right after a kind word and where it ends; `months` were in the word ("marsrapporten 2031")."""
    joint = _JOINT.match(text, end)
    begin = joint.end() if joint is not None else end
    numbered = _NUMBERED.match(text, begin)
    if numbered is not None and kind is not None and kind.name in _COUNTED:
        number, year = numbered["number"], numbered["year"] or ""
        found = _whole_period(f"{_COUNTED[kind.name]} {number} {year}".strip())
        return (found, numbered.end()) if found is not None else None
    rest = re.sub(r":(?=\s)", " ", text[begin:])
    found = next((one for one in find_periods(rest, NO_YEAR) if one.start == 0), None)
    if found is None:
        return None
    stop = begin + found.end
    if months is not None and not months.year_given and found.period.is_year:
        first, last = months.period.start[1], months.period.end[1]
        words = MONTHS[last - 1] if first == last else f"{MONTHS[first - 1]}–{MONTHS[last - 1]}"
        found = _whole_period(f"{words} {found.period.end[0]}") or found
    return found, stop


def _whole_period(words: str) -> FoundPeriod | None:
    """The period that the words are, and nothing else."""
    found = find_periods(words, NO_YEAR)
    return found[0] if len(found) == 1 and found[0].end - found[0].start == len(words) else None


_COUNTED = {"tertialrapport": "tertial", "kvartalsrapport": "kvartal"}
"""Kinds that are numbered within a year."""
_OWNERS = r"(?:(?:den|det|de|sin|er|vår|samma|hela|senaste|sista|nyaste|nya|förra|föregående|reviderade|(?:19|20)\d\d års|[\wåäö-]+s) ){0,3}"
_LEAD = re.compile(
    rf"(?<!\w)(?:enligt|i|från|ur|utifrån|säger|visar|anger|redovisar) {_OWNERS}", re.IGNORECASE
)
_FIRST = re.compile(r"^(?=[\w ,–-]{5,60}:)")
""" "Årsredovisning 2031: vad blev resultatet?" """
_YEAR_BEFORE = re.compile(r"\b(?:förra|föregående) årets?\b|\bfjolårets\b", re.IGNORECASE)
_JOINT = re.compile(
    r"(?: (?:för|från|per|om|avseende|efter|till och med|t\.?o\.?m\.?|perioden|året|den))*,? ", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?P<number>[1-4])(?:[ ,]+(?:för |år )?(?P<year>(?:19|20)\d\d))?(?![\w.,-])")
_MONTH_REPORT = re.compile(
    r"(?P<when>[TQ][1-4]|tertial ?[1-3]|kvartal ?[1-4]|(?:januari|februari|mars|april|maj|juni|juli|augusti|september"
    r"|oktober|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec))-?"
    r"(?:månads)?(?:rapport|uppföljning|bokslut)(?:en|et|ens|ets|s)?(?!\w)",
    re.IGNORECASE,
)
