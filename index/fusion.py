"""Several rankings of the same things become one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from statistics import pstdev
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

# Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
# methods", SIGIR 2009: k = 60 was best in their pilot and near-optimal on every TREC collection they tried.
RRF_K = 60
# Digits kept of a score: what a sum of floats leaves beyond them must not order equals.
PLACES = 9
# Share of the highest score below which a deviation is what 32-bit sums leave, not a difference: they keep seven digits.
NOISE = 1e-6


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[Item]], weights: Sequence[float] | None = None, k: int = RRF_K
) -> list[tuple[Item, float]]:
    """Sum `weight / (k + rank)` over the rankings (best first, ranks from 1); best first, ties in order of sight.

    >>> reciprocal_rank_fusion([["a", "b"], ["b", "c"]], k=1)
    [('b', 0.8333333333333333), ('a', 0.5), ('c', 0.3333333333333333)]
    """
    scores: dict[Item, float] = {}
    for weight, ranking in zip(weights or [1.0] * len(rankings), rankings, strict=True):
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def score_fusion(
    scorings: Sequence[Mapping[Item, float]], weights: Sequence[float] | None = None
) -> list[tuple[Item, float]]:
    """Sum the scores, each scoring counted in its standard deviations above its lowest; an item that one lacks gets 0.

    Montague and Aslam, "Relevance score normalization for metasearch", CIKM 2001: unit variance is moved less by one
    outlier than stretching to 0–1 is.

    >>> score_fusion([{"a": 3.0, "b": 1.0}, {"b": 0.9, "c": 0.4}], weights=[1, 2])
    [('b', 4.0), ('a', 2.0), ('c', 0.0)]
    >>> score_fusion([{"a": 0.9999999, "b": 1.0}])
    [('a', 1.0), ('b', 1.0)]
    >>> score_fusion([{"c": 5.9}, {"a": 1.0, "b": 0.9, "c": 0.8}])[0]
    ('c', 2.449489743)
    """
    counted = [_in_deviations(scoring) for scoring in scorings]
    # One hit alone, or scores that are all alike, are as sure as the best that the others have.
    best = max((count for counts in counted if counts for count in counts.values()), default=1.0)
    scores: dict[Item, float] = {}
    for weight, scoring, counts in zip(weights or [1.0] * len(scorings), scorings, counted, strict=True):
        for item in scoring:
            scores[item] = scores.get(item, 0.0) + weight * (counts[item] if counts else best)
    return sorted(scores.items(), key=lambda pair: -pair[1])


def _in_deviations(scoring: Mapping[Item, float]) -> dict[Item, float] | None:
    """Each score in standard deviations above the lowest; None where nothing tells the scores apart."""
    if not scoring:
        return None
    lowest, deviation = min(scoring.values()), pstdev(scoring.values())
    if deviation <= NOISE * max(map(abs, scoring.values())):
        return None
    return {item: round((score - lowest) / deviation, PLACES) for item, score in scoring.items()}


def blend_rankings(scorings: Sequence[Mapping[Item, float]]) -> list[tuple[Item, float]]:
    """Rank fusion and score fusion summed, as shares of the best; each scoring lists its items best first.

    Rank fusion alone forgets how clear a first place was, score fusion alone trusts one outlier.

    >>> blended = blend_rankings([{"a": 9.0, "b": 2.0, "c": 1.0}, {"b": 0.9, "a": 0.8}])
    >>> [(item, round(score, 2)) for item, score in blended]
    [('b', 1.0), ('a', 0.99), ('c', 0.23)]
    """
    by_rank = reciprocal_rank_fusion([list(scoring) for scoring in scorings])
    by_score = dict(score_fusion(scorings))
    summed = {item: rank_sum * (RRF_K + 1) + by_score[item] for item, rank_sum in by_rank}
    best = max(summed.values(), default=1.0)
    return sorted(((item, score / best) for item, score in summed.items()), key=lambda pair: -pair[1])
