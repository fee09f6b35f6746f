"""Passages ranked so that each page comes once before any comes again, and pages with several good passages come first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

# A page's second passage counts this share of its score, the third the share of that, and so on. Of 0, 0.15, 0.2, 0.3, 0.4 and 0.5,
# tried on 120 questions to five text extracts and 66 to the samples, 0.3 and 0.4 had the best recall@5, 0.2 and 0.3 the best recall@1.
SUPPORT = 0.3
# The page's best passage and three more: beyond, the share is under a hundredth.
SUPPORTING = 3


def rank_by_page(
    ranked: Sequence[tuple[Item, float]], pages_of: Callable[[Item], Collection[Hashable]]
) -> list[tuple[Item, float]]:
    """The best item of each page, scored by all of the page's; then the others. Scores never rise down the list.

    >>> pages = {"a": [1], "b": [1], "c": [2], "d": [3], "e": [3]}
    >>> rank_by_page([("a", 1.0), ("b", 0.9), ("c", 0.8), ("d", 0.7), ("e", 0.5)], pages.__getitem__)
    [('a', 1.27), ('d', 0.85), ('c', 0.8), ('b', 0.8), ('e', 0.5)]
    """
    by_page: dict[Hashable, list[tuple[Item, float]]] = {}
    for item, score in sorted(ranked, key=lambda pair: -pair[1]):
        for page in pages_of(item):
            by_page.setdefault(page, []).append((item, score))
    leaders: dict[Item, float] = {}
    for entries in by_page.values():
        leader = entries[0][0]
        leaders[leader] = max(_page_score([score for _, score in entries]), leaders.get(leader, 0.0))
    first = sorted(leaders.items(), key=lambda pair: -pair[1])
    least = first[-1][1] if first else float("inf")
    rest = sorted(
        ((item, min(score, least)) for item, score in ranked if item not in leaders),
        key=lambda pair: -pair[1],
    )
    return [*first, *rest]


def _page_score(scores: Sequence[float]) -> float:
    """`scores`: of the page's passages, best first."""
    return sum(score * SUPPORT**rank for rank, score in enumerate(scores[: 1 + SUPPORTING]))
