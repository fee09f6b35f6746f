"""Periods of time as Swedish reports write them: "jan–aug 2025", "tertial 1 2024", "per 31 aug", "Utfall ack fg år"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ingest.period import Period, compatible, month_period, year_period
from ingest.vocabulary_files import flat_space, vocabulary

__all__ = [
    "FoundPeriod",
    "Period",
    "PeriodShape",
    "compatible",
    "find_periods",
    "month_period",
    "parse_period",
    "says_accumulated",
    "year_period",
]


class PeriodShape(StrEnum):
    DAY = "day"
    MONTH = "month"
    RANGE = "range"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF = "half"
    YEAR = "year"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period named in `text[start:end]`."""

    start: int
    end: int
    period: Period
    shape: PeriodShape
    accumulated: bool = False
    """The words say that it counts from January: "ack", "t.o.m.", "jan–aug"."""
    year_given: bool = True
    """False when the year was taken from the caller."""


def find_periods(text: str, default_year: int | None = None) -> list[FoundPeriod]:
    """Every period named in a text, in order; those without a year only when `default_year` is given.

    >>> [str(found.period) for found in find_periods("Från 31/12 2023 till jan–aug 2025, jfr T1 2024 och 2201-2212.")]
    ['2023-12', '2025-01/2025-08', '2024-01/2024-04', '2022']
    >>> find_periods("Dnr KS/31/2025 och 2025:14, 2 025 kr")
    []
    >>> [str(found.period) for found in find_periods("2024-01-01 2024-12-31, 2024-12-31 2023-12-31")]
    ['2024', '2024-12', '2023-12']
    >>> [str(found.period) for found in find_periods("2024 T1, 2023 kv 2, 2022 halvår 1")]
    ['2024-01/2024-04', '2023-04/2023-06', '2022-01/2022-06']
    >>> [str(found.period) for found in find_periods("per augusti, föregående år", default_year=2025)]
    ['2025-08', '2024']
    """
    found = []
    for match in _any_period().finditer(text):
        one = _match_to_period(match, default_year)
        if one is not None:
            found.append(one)
    return found


def parse_period(text: str, report_period: Period | None = None) -> Period | None:
    """The period that a label (column header, row label, caption) gives its figures, or None.

    >>> report = Period((2025, 1), (2025, 8))
    >>> for label in ("2025-08", "Ack utfall aug 2025", "Utfall ack fg år", "Budget ack 2025", "Årsbudget", "Plan 2026"):
    ...     print(label, "->", parse_period(label, report))
    2025-08 -> 2025-08
    Ack utfall aug 2025 -> 2025-01/2025-08
    Utfall ack fg år -> 2024-01/2024-08
    Budget ack 2025 -> 2025-01/2025-08
    Årsbudget -> 2025
    Plan 2026 -> 2026

    >>> str(parse_period("Bokslut fg år", report)), str(parse_period("26/27", report))
    ('2024', '2026-07/2027-06')

    What is compared with is not the figure's own period:

    >>> parse_period("Förändring jmft fg år", report), parse_period("Nettokostnad", report)
    (None, None)
    """
    default_year = report_period.end[0] if report_period else None
    own = own_part(text)
    found = find_periods(own, default_year)
    if found:
        return _as_label(found[0], own, report_period)
    year = _SHORT_YEAR.search(own.strip())
    if year is not None:
        return year_period(2000 + int(year[1]))
    school = _SHORT_SCHOOL_YEAR.fullmatch(own.strip())
    if school is not None and int(school[2]) == int(school[1]) + 1:
        return Period((2000 + int(school[1]), 7), (2000 + int(school[2]), 6))
    short = _SHORT_MONTH.fullmatch(own.strip())
    if short is not None:
        return month_period(2000 + int(short[1]), int(short[2]))
    if report_period is not None and _ROLLING.search(own):
        return Period((report_period.end[0] - 1, report_period.end[1]), report_period.end).shortened()
    if report_period is not None and _OWN_YEAR.search(own):
        return year_period(report_period.end[0])
    if report_period is not None and _DELAR.search(own):
        return report_period
    return None


def says_accumulated(text: str) -> bool:
    """Whether a label says that its figures count from January.

    >>> says_accumulated("Utfall ack 2025"), says_accumulated("Back-up 2025")
    (True, False)
    """
    return _accumulated().search(text) is not None


def says_full_year(text: str) -> bool:
    """Whether a label says that its figures are about all of a year; a bokslut is, a delårsbokslut is not.

    >>> says_full_year("Helår"), says_full_year("Bokslut fg år"), says_full_year("Delårsbokslut fg år"), says_full_year("Utfall fg år")
    (True, True, False, False)
    """
    return _FULL_YEAR.search(text) is not None


def without_periods(label: str) -> str:
    """A label less the times in it.

    >>> without_periods("Besök 2025"), without_periods("Elever totalt, okt 2024"), without_periods("Antal")
    ('Besök', 'Elever totalt', 'Antal')
    """
    for found in reversed(find_periods(label)):
        label = label[: found.start] + label[found.end :]
    return " ".join(label.split()).strip(" ,:–-")


def own_part(label: str) -> str:
    """The label without what it is compared with, where that is another time.

    >>> own_part("Förändring jmft 1 mar 2025"), own_part("Avvikelse utfall mot budget ack 2025")
    ('Förändring', 'Avvikelse utfall mot budget ack 2025')
    """
    match = _COMPARED.search(label)
    if match is None or _PLANNED.search(label, match.end()):
        return label
    return label[: match.start()].rstrip()


_COMPARED = re.compile(
    r"\b(?:jmft?|jämf\w*|jfr|mot|kontra|vs|sedan)\b\.?|(?<=\w)\s?-\s?(?=(?:ack\s)?f\.?g\.?\sår)"
    r"|\b(?:diff\w*|avvikelse|förändring\w*)\.?\s(?=f\.?\s?g\b|föreg|förra)",
    re.IGNORECASE,
)
_SHORT_SCHOOL_YEAR = re.compile(r"(?:läsår(?:et)?\s|lå\s)?(1[3-9]|[2-4]\d)/([1-4]\d)", re.IGNORECASE)
"""A school year as "26/27"; one that could be a day of a month ("11/12") is left to the days."""
_SHORT_MONTH = re.compile(
    r"(?:(?:utfall|budget|prognos|ack\.?|per)\s)?([1-3]\d)(0[1-9]|1[0-2])", re.IGNORECASE
)
"""A month as "2304": only alone or after a word that calls for one, else it is an amount."""
_SHORT_YEAR = re.compile(r"\b(?:budget|utfall|plan|prognos|bokslut|vp)\s'?([1-3]\d)$", re.IGNORECASE)
"""A year as "Budget 25"."""
_ROLLING = re.compile(r"\br ?12\b|\b(?:rullande|senaste) (?:12|tolv)\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:budget|prognos|plan|mål)", re.IGNORECASE)
_OWN_YEAR = re.compile(
    r"\b(?:hel)?års(?:budget|prognos|utfall|plan|bokslut|mål|ram)|\bhelår|\bhela året|\bbudget helår",
    re.IGNORECASE,
)
_FULL_YEAR = re.compile(rf"{_OWN_YEAR.pattern}|\bbokslut", re.IGNORECASE)
_DELAR = re.compile(r"\bdelår|\bperioden\b", re.IGNORECASE)


def _as_label(found: FoundPeriod, text: str, report_period: Period | None) -> Period:
    """A found period as a label means it: "ack 2025" and "fg år" follow the months of the report."""
    period = found.period
    accumulated = says_accumulated(text)
    follows_report = found.shape is PeriodShape.RELATIVE or (found.shape is PeriodShape.YEAR and accumulated)
    if follows_report and report_period is not None and not _FULL_YEAR.search(text):
        return report_period.moved(period.end[0] - report_period.end[0])
    if accumulated and period.months == 1:
        return period.from_january()
    return period


@cache
def _accumulated() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(vocabulary('periods')['accumulated']['forms'])})(?!\w)", re.IGNORECASE
    )


def _words(table: str) -> dict[str, int]:
    return {form: int(number) for number, forms in vocabulary("periods")[table].items() for form in forms}


@cache
def _months() -> dict[str, int]:
    return _words("months")


def _alternatives(forms: dict[str, int]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


YEAR = r"(?:19[5-9]|20[0-4])\d"
"""1950–2049: what reports speak of; other four-digit numbers are amounts."""

_DASH = r"\s?(?:--?|–|−|—|till(?: och med)?|t\.?\s?o\.?\s?m\.?|tom)\s?"


@cache
def _any_period() -> re.Pattern[str]:
    month = rf"(?:{_alternatives(_months())})\.?"
    ordinal = _alternatives(_words("ordinals"))
    count = _alternatives(_words("counts"))
    relative = "|".join(form for row in vocabulary("periods")["relative"] for form in row["forms"])
    ack = rf"(?:(?P<ack>{'|'.join(vocabulary('periods')['accumulated']['forms'])})\s(?:(?:utfall|budget|prognos|resultat|för|per)\s)?)?"
    year = rf"(?:,?\s|\s?-\s?|\s?/\s?)?(?:år\s)?(?P<{{}}>{YEAR}|'?[123]\d(?![\d:.,%/]|\s?\d|\s?(?:%|kr|mkr|tkr)))"
    tail = rf"(?:{year})?"
    rows = (
        # The first of a month over the last of one heads a column of accounts: no dash is printed between the lines.
        rf"(?P<iy1>{YEAR})-(?P<im1>0[1-9]|1[0-2])(?:(?:-\d\d)?{_DASH}|-01\s(?=[\d-]{{8}}(?:2[89]|3[01])))(?P<iy2>{YEAR})-(?P<im2>0[1-9]|1[0-2])(?:-\d\d)?",
        rf"(?P<iy>{YEAR})[-.](?P<im>0[1-9]|1[0-2])(?P<iday>[-.](?:0[1-9]|[12]\d|3[01]))?",
        r"(?P<ty1>[0-4]\d)(?P<tm1>0[1-9]|1[0-2])[0-3]\d\s?[-–]\s?(?P<ty2>[0-4]\d)(?P<tm2>0[1-9]|1[0-2])[0-3]\d",
        rf"(?P<cy1>{YEAR})(?P<cm1>0[1-9]|1[0-2])\s?[-–]\s?(?P<cy2>{YEAR})(?P<cm2>0[1-9]|1[0-2])",
        r"(?P<sy1>[0-4]\d)(?P<sm1>0[1-9]|1[0-2])\s?[-–]\s?(?P<sy2>[0-4]\d)(?P<sm2>0[1-9]|1[0-2])",
        rf"(?P<fy>{YEAR})(?P<fm>0[1-9]|1[0-2])(?P<fday>0[1-9]|[12]\d|3[01])?",
        r"(?P<zy>[1-3]\d)(?P<zm>0[1-9]|1[0-2])(?P<zday>0[1-9]|[12]\d|3[01])",
        rf"(?:(?:[12]?\d|3[01])\s)?(?P<month1>{month})(?:\s(?P<myear1>{YEAR}))?{_DASH}(?:(?:[12]?\d|3[01])\s)?(?P<month2>{month}){tail.format('myear')}",
        rf"(?P<day>(?:[12]?\d|3[01])(?:\s?[-–]\s?(?:[12]?\d|3[01]))?(?::?e)?)\s?(?P<dmonth>{month}){tail.format('dyear')}",
        rf"(?P<slashday>[12]?\d|3[01])/(?P<slashmonth>1[0-2]|[1-9])(?:\s?-?\s?(?P<slashyear>{YEAR}))?",
        rf"(?P<headyear>{YEAR})\s(?P<headmonth>{month})",
        rf"(?P<tyear0>{YEAR})\s(?:tertial\s?|T\s?)(?P<tnum0>[1-3])",
        rf"(?P<kyear0>{YEAR})\s(?:kvartal\s?|kv\.?\s?|Q)(?P<knum0>[1-4])",
        rf"(?P<hyear0>{YEAR})\s(?:halvår\s?|H)(?P<hnum0>[12])",
        rf"(?P<month>{month}){tail.format('year')}",
        rf"(?P<tord>{ordinal})\stertialet(?:s)?{tail.format('tyear1')}",
        rf"(?:tertial(?:et)?\s?|T\s?)(?P<tnum>[1-3]){tail.format('tyear2')}",
        rf"(?P<kord>{ordinal})\skvartalet(?:s)?{tail.format('kyear1')}",
        rf"(?:kvartal(?:et)?\s?|kv\.?\s?|Q)(?P<knum>[1-4]){tail.format('kyear2')}",
        rf"(?P<hord>{ordinal})\shalvåret(?:s)?{tail.format('hyear1')}",
        rf"(?:halvår(?:et)?\s|H)(?P<hnum>[12]){tail.format('hyear2')}",
        rf"(?:årets|de)\s(?:första\s(?P<n1>{count})|(?P<n2>{count})\sförsta)\smånader(?:na)?(?:\s(?P<nyear>{YEAR}))?",
        rf"(?P<term>vt|ht|vårterminen|höstterminen)\s?(?P<termyear>{YEAR}|'?[0-4]\d)",
        rf"(?P<sy>{YEAR})/(?P<sy_next>{YEAR}|\d\d)",
        rf"(?P<ry1>{YEAR})\s?[-–]\s?(?P<ry2>{YEAR}|\d\d)",
        rf"(?P<alone>{YEAR})",
        rf"(?P<relative>{relative})",
    )
    body = "|".join(f"(?:{row})" for row in rows)
    return re.compile(
        rf"(?<![\w/:.,%€-])(?<!(?<!\d)\d{{3}}\s){ack}(?:{body})(?![\w/:%]|-\d|[.,]\d)", re.IGNORECASE
    )


def _match_to_period(match: re.Match[str], default_year: int | None) -> FoundPeriod | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    accumulated = groups.pop("ack", None) is not None
    read = _read_dated(groups) or _read_named(groups, default_year) or _read_parts(groups, default_year)
    if read is None:
        return None
    period, shape, year_given = read
    if accumulated and period.months == 1:
        period = period.from_january()
    from_january = shape is PeriodShape.RANGE and period.start == (period.end[0], 1) and not period.is_year
    return FoundPeriod(match.start(), match.end(), period, shape, accumulated or from_january, year_given)


_Read = tuple[Period, PeriodShape, bool]


def _read_dated(groups: dict[str, str]) -> _Read | None:
    """Periods written in digits: 2025-08-31, 202501-202508, 2201-2212, 2025–2027, 2024."""
    for a, b, c, d in (
        ("iy1", "im1", "iy2", "im2"),
        ("cy1", "cm1", "cy2", "cm2"),
        ("sy1", "sm1", "sy2", "sm2"),
        ("ty1", "tm1", "ty2", "tm2"),
    ):
        if a in groups:
            start = _full_year(groups[a]), int(groups[b])
            end = _full_year(groups[c]), int(groups[d])
            return (Period(start, end), PeriodShape.RANGE, True) if start <= end else None
    for year, month, day in (("iy", "im", "iday"), ("fy", "fm", "fday"), ("zy", "zm", "zday")):
        if year in groups:
            shape = PeriodShape.DAY if day in groups else PeriodShape.MONTH
            return month_period(_full_year(groups[year]), int(groups[month])), shape, True
    if "sy" in groups:
        first, last = int(groups["sy"]), _full_year(groups["sy_next"])
        return (Period((first, 7), (last, 6)), PeriodShape.RANGE, True) if last == first + 1 else None
    if "term" in groups:
        begins, ends = (1, 6) if groups["term"][0].casefold() == "v" else (8, 12)
        of_term = _full_year(groups["termyear"])
        return Period((of_term, begins), (of_term, ends)), PeriodShape.HALF, True
    if "ry1" in groups:
        first, last = int(groups["ry1"]), _full_year(groups["ry2"])
        return (Period((first, 1), (last, 12)), PeriodShape.RANGE, True) if first < last else None
    if "alone" in groups:
        return year_period(int(groups["alone"])), PeriodShape.YEAR, True
    return None


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits.lstrip("'"))


def _read_named(groups: dict[str, str], default_year: int | None) -> _Read | None:
    """Periods with the name of a month."""
    if "month1" in groups:
        year, given = _year_of(groups, ("myear",), default_year)
        if year is None:
            return None
        start = int(groups.get("myear1", year)), _month_number(groups["month1"])
        end = year, _month_number(groups["month2"])
        return (Period(start, end), PeriodShape.RANGE, given) if start <= end else None
    for name, years, shape in (
        ("dmonth", ("dyear",), PeriodShape.DAY),
        ("slashmonth", ("slashyear",), PeriodShape.DAY),
        ("headmonth", ("headyear",), PeriodShape.MONTH),
        ("month", ("year",), PeriodShape.MONTH),
    ):
        if name in groups:
            year, given = _year_of(groups, years, default_year)
            return None if year is None else (month_period(year, _month_number(groups[name])), shape, given)
    return None


def _month_number(word: str) -> int:
    plain = word.rstrip(".").casefold()
    return int(plain) if plain.isdigit() else _months()[plain]


def _year_of(groups: dict[str, str], names: tuple[str, ...], default: int | None) -> tuple[int | None, bool]:
    for name in names:
        if name in groups:
            return _full_year(groups[name]), True
    return default, False


_PARTS = (
    # group of an ordinal word, group of a digit, groups of the year, months, shape; "2024 T1" has the year first
    ("", "tnum0", ("tyear0",), 4, PeriodShape.TERTIAL),
    ("", "knum0", ("kyear0",), 3, PeriodShape.QUARTER),
    ("tord", "tnum", ("tyear1", "tyear2"), 4, PeriodShape.TERTIAL),
    ("kord", "knum", ("kyear1", "kyear2"), 3, PeriodShape.QUARTER),
    ("hord", "hnum", ("hyear1", "hyear2"), 6, PeriodShape.HALF),
    ("", "hnum0", ("hyear0",), 6, PeriodShape.HALF),
)


def _read_parts(groups: dict[str, str], default_year: int | None) -> _Read | None:
    """Tertials, quarters, halves, the first months of a year, and years counted from now."""
    for word, digit, years, months, shape in _PARTS:
        if word in groups or digit in groups:
            number = int(groups[digit]) if digit in groups else _words("ordinals")[groups[word].casefold()]
            year, given = _year_of(groups, years, default_year)
            if year is None or number * months > 12:
                return None
            return Period((year, (number - 1) * months + 1), (year, number * months)), shape, given
    if "n1" in groups or "n2" in groups:
        count = _words("counts")[(groups.get("n1") or groups["n2"]).casefold()]
        year, given = _year_of(groups, ("nyear",), default_year)
        return None if year is None else (Period((year, 1), (year, count)), PeriodShape.RANGE, given)
    if "relative" in groups and default_year is not None:
        return year_period(default_year + _relative_years(groups["relative"])), PeriodShape.RELATIVE, False
    return None


def _relative_years(words: str) -> int:
    for row in vocabulary("periods")["relative"]:
        if any(re.fullmatch(form, flat_space(words), re.IGNORECASE) for form in row["forms"]):
            return int(row["years"])
    raise LookupError(words)
