"""What kind of figure a header or a row label announces: utfall, budget, avvikelse, mål …"""

from __future__ import annotations

import re
from functools import cache

from ingest.periods import find_periods
from ingest.records import FigureKind
from ingest.units import unit_pattern
from ingest.vocabulary_files import flat_space, vocabulary

FULL_YEAR_KINDS = frozenset(
    {FigureKind.ANNUAL_BUDGET, FigureKind.FORECAST, FigureKind.PLAN, FigureKind.TARGET}
)
"""Kinds whose figures are about the whole year even in a report on a part of it."""

LONGEST_LABEL = 100
"""Characters; a longer label says more than a kind and a period."""

ANY_YEAR = 2000
"""A stand-in so that "augusti" without a year is seen as a period."""


def find_kind(text: str) -> FigureKind | None:
    """The kind of figure that a column header names, or None.

    >>> for header in ("Ack utfall aug 2025", "Bud-Utf Diff", "Årsbudget", "Förändring jmft fg år", "Prognos avvikelse"):
    ...     print(header, "->", find_kind(header))
    Ack utfall aug 2025 -> utfall
    Bud-Utf Diff -> avvikelse
    Årsbudget -> årsbudget
    Förändring jmft fg år -> förändring
    Prognos avvikelse -> avvikelse
    >>> find_kind("Avvikelse 2024"), find_kind("Avvikelse mot 2024")
    (<FigureKind.DEVIATION: 'avvikelse'>, <FigureKind.CHANGE: 'förändring'>)
    >>> find_kind("Ram inkl. förändringar"), find_kind("Utfall exklusive avvikelse")
    (<FigureKind.BUDGET: 'budget'>, <FigureKind.OUTCOME: 'utfall'>)
    >>> find_kind("2024-08"), find_kind("Regionstyrelsen"), find_kind("Målvärde")
    (None, None, <FigureKind.TARGET: 'mål'>)
    """
    flat = flat_space(text)
    bare = _INCLUDED.sub(" ", flat)
    for kind, pattern in _patterns():
        if pattern.search(bare if re.search(r"\w", bare) else flat):
            return kind
    return None


_INCLUDED = re.compile(r"(?<!\w)(?:inkl|exkl)(?:\.|usive)? .*", re.IGNORECASE)
"""What a figure takes in or leaves out is not what it is: "Ram inkl. förändringar" is no change."""


def row_kind(label: str) -> FigureKind | None:
    """The kind of figure that a row label names when it says nothing else, as in a transposed table.

    >>> row_kind("Utfall jan–aug 2025"), row_kind("Budget, mkr"), row_kind("Avvikelse mot budget")
    (<FigureKind.OUTCOME: 'utfall'>, <FigureKind.BUDGET: 'budget'>, <FigureKind.DEVIATION: 'avvikelse'>)
    >>> row_kind("Förändring av likvida medel"), row_kind("Andel ekologiska livsmedel")
    (None, None)
    """
    kind = find_kind(label)
    return kind if kind is not None and says_only_kind_and_period(label) else None


def says_only_kind_and_period(label: str) -> bool:
    """Whether a row label holds nothing but a kind, a period, a unit and words that go with them.

    >>> says_only_kind_and_period("Utfall 2024-08"), says_only_kind_and_period("Lån upptagna 2024")
    (True, False)
    """
    if len(label) > LONGEST_LABEL:
        return False
    rest = flat_space(label)
    for found in reversed(find_periods(rest, ANY_YEAR)):
        rest = rest[: found.start] + " " + rest[found.end :]
    rest = unit_pattern().sub(" ", rest)
    for _, pattern in _patterns():
        rest = pattern.sub(" ", rest)
    rest = _fillers().sub(" ", rest)
    return not re.search(r"\w", rest)


@cache
def _patterns() -> tuple[tuple[FigureKind, re.Pattern[str]], ...]:
    return tuple(
        (FigureKind(row["name"]), re.compile(rf"(?<!\w)(?:{'|'.join(row['forms'])})(?!\w)", re.IGNORECASE))
        for row in vocabulary("figure_kinds")["kind"]
    )


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(vocabulary('figure_kinds')['fillers']['forms'])})(?!\w)", re.IGNORECASE
    )
