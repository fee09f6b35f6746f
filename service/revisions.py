"""Reports that a revision has taken the place of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.store import ReportSummary


def superseded_reports(summaries: Iterable[ReportSummary]) -> frozenset[str]:
    """Ids of the reports that are there once more, revised: same publisher, kind, period and title but for saying so."""
    groups: dict[tuple[object, ...], list[ReportSummary]] = {}
    for one in summaries:
        same = (one.publisher, one.kind, one.period, plain_title(one.title))
        groups.setdefault(same, []).append(one)
    return frozenset(
        one.id
        for group in groups.values()
        if any(says_revised(other.title) for other in group)
        for one in group
        if not says_revised(one.title)
    )


def says_revised(title: str) -> bool:
    """Whether a title says that the report replaces an earlier one.

    >>> says_revised("Delårsrapport augusti 2031, reviderad"), says_revised("Revisionsrapport 2031")
    (True, False)
    """
    return _REVISED.search(title) is not None


def plain_title(title: str) -> str:
    """A title without what says that it is revised.

    >>> plain_title("Delårsrapport augusti 2031 (rättad version)") == plain_title("Delårsrapport augusti 2031")
    True
    """
    return " ".join(re.findall(r"\w+", _REVISED.sub(" ", title.casefold())))


_REVISED = re.compile(
    r"\b(?:reviderad|rättad|korrigerad|omarbetad|uppdaterad)(?:e|t)?(?:[ ]version(?:en)?)?\b|\bny version\b",
    re.IGNORECASE,
)
