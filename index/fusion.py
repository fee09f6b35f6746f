"""Several rankings of the same things become one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

# Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and individual rank learning
# methods", SIGIR 2009: k = 60 was best in their pilot and near-optimal on every TREC collection they tried.
RRF_K = 60


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
    """Sum the scores after stretching each scoring to 0–1; an item that a scoring lacks gets 0 from it.

    >>> score_fusion([{"a": 3.0, "b": 1.0}, {"b": 0.9, "c": 0.4}], weights=[1, 2])
    [('b', 2.0), ('a', 1.0), ('c', 0.0)]
    """
    scores: dict[Item, float] = {}
    for weight, scoring in zip(weights or [1.0] * len(scorings), scorings, strict=True):
        if not scoring:
            continue
        low, high = min(scoring.values()), max(scoring.values())
        for item, score in scoring.items():
            stretched = (score - low) / (high - low) if high > low else 1.0
            scores[item] = scores.get(item, 0.0) + weight * stretched
    return sorted(scores.items(), key=lambda pair: -pair[1])


def blend_rankings(scorings: Sequence[Mapping[Item, float]]) -> list[tuple[Item, float]]:
    """Rank fusion and score fusion in equal parts; each scoring lists its items best first.

    Rank fusion alone forgets how clear a first place was, score fusion alone trusts one outlier.

    >>> blend_rankings([{"a": 9.0, "b": 2.0, "c": 1.0}, {"b": 0.9, "a": 0.8}])
    [('b', 0.777217741935484), ('a', 0.745967741935484), ('c', 0.24206349206349204)]
    """
    by_rank = reciprocal_rank_fusion([list(scoring) for scoring in scorings])
    by_score = dict(score_fusion(scorings))
    best_rank_sum = len(scorings) / (RRF_K + 1)
    blended = [
        (item, (rank_sum / best_rank_sum + by_score[item] / len(scorings)) / 2) for item, rank_sum in by_rank
    ]
    return sorted(blended, key=lambda pair: -pair[1])
