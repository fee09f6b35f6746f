"""Kinds of reports: which one a title names, and which one a text without a title speaks as."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ingest.period import Period
from ingest.vocabulary_files import vocabulary


class Tells(StrEnum):
    """What a kind of report tells about."""

    PART = "part"
    YEAR = "year"
    PLAN = "plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FoundKind:
    start: int
    end: int
    name: str
    tells: Tells


def find_report_kind(text: str) -> FoundKind | None:
    """The kind that a title names: the first in the order of the table.

    >>> find_report_kind("Delårsrapport augusti 2025").name, find_report_kind("Regionplan med budget 2025-2027").name
    ('delårsrapport', 'budget')
    >>> find_report_kind("Innehåll") is None
    True
    """
    for name, tells, pattern in _kinds():
        match = pattern.search(text)
        if match is not None:
            return FoundKind(match.start(), match.end(), name, tells)
    return None


def report_kind_at(text: str, start: int) -> FoundKind | None:
    """The kind that a text names right at a place.

    >>> report_kind_at("enligt månadsrapporten mars", 7).name, report_kind_at("enligt månadsrapporten mars", 0)
    ('månadsrapport', None)
    """
    for name, tells, pattern in _kinds():
        match = pattern.match(text, start)
        if match is not None:
            return FoundKind(match.start(), match.end(), name, tells)
    return None


def kind_tells(name: str | None) -> Tells:
    """What a kind tells about.

    >>> kind_tells("tertialrapport"), kind_tells(None)
    (<Tells.PART: 'part'>, <Tells.OTHER: 'other'>)
    """
    return next((tells for kind, tells, _ in _kinds() if kind == name), Tells.OTHER)


@cache
def _kinds() -> tuple[tuple[str, Tells, re.Pattern[str]], ...]:
    return tuple(
        (
            row["name"],
            Tells(row["tells"]),
            re.compile(rf"(?<!\w)(?:{'|'.join(row['forms'])})(?:en|ens|et|ets|s|er)?(?!\w)", re.IGNORECASE),
        )
        for row in vocabulary("report_kinds")["kind"]
    )


PLAN_WEIGHT = 0.5
"""Plan words ("ska", "kommer att", "målvärde") stand in every report; in plans they outnumber the words of time past
by far, in interim reports they stay below twice their number."""


def text_tells(text: str) -> Tells:
    """What a text without a title tells about, from the words it uses most."""
    counts = {
        tells: float(len(pattern.findall(text)))
        for tells, pattern in ((Tells(name), one) for name, one in _evidence())
    }
    counts[Tells.PLAN] *= PLAN_WEIGHT
    best = max(counts, key=lambda tells: counts[tells])
    return best if counts[best] else Tells.OTHER


@cache
def _evidence() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE))
        for name, forms in vocabulary("report_kinds")["evidence"].items()
    )


def interim_kind(period: Period | None) -> str:
    """The kind of a report on part of a year: the law's interim report covers six to eight months.

    >>> interim_kind(Period((2025, 1), (2025, 8))), interim_kind(Period((2025, 1), (2025, 4)))
    ('delårsrapport', 'tertialrapport')
    """
    months = period.months if period is not None else 8
    if months == 4:
        return "tertialrapport"
    return "delårsrapport" if 6 <= months <= 8 else "månadsrapport"
