"""How well stated probabilities agree with what turned out: pure functions of (confidence, right) pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Pair = tuple[float, bool]
"""The confidence stated, 0–1, and whether the answer was right."""

BINS = 10
"""Of equal width; with 15 some would hold fewer than a dozen answers of the smaller suites."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence lies in one tenth of the scale."""

    low: float
    high: float
    answers: int
    weight: float
    """Their share of the weight of all answers."""
    confidence: float
    """Mean of what was stated."""
    right: float
    """Share that was right."""


def bins_of(pairs: Sequence[Pair], weights: Sequence[float] | None = None, bins: int = BINS) -> list[Bin]:
    """The bins that hold answers, lowest first; the last one holds confidence 1. Without `weights` all answers weigh alike.

    >>> [(one.low, one.answers, one.right) for one in bins_of([(0.52, True), (0.58, False), (1.0, True)])]
    [(0.5, 2, 0.5), (0.9, 1, 1.0)]
    """
    groups: dict[int, list[tuple[float, bool, float]]] = {}
    for (confidence, right), weight in zip(pairs, weights or [1.0] * len(pairs), strict=True):
        groups.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right, weight))
    whole = sum(weights or [1.0] * len(pairs))
    return [_to_bin(number, group, whole, bins) for number, group in sorted(groups.items())]


def _to_bin(number: int, group: Sequence[tuple[float, bool, float]], whole: float, bins: int) -> Bin:
    weight = sum(one for _, _, one in group)
    return Bin(
        number / bins,
        (number + 1) / bins,
        len(group),
        weight / whole,
        sum(confidence * one for confidence, _, one in group) / weight,
        sum(right * one for _, right, one in group) / weight,
    )


def calibration_error(pairs: Sequence[Pair], weights: Sequence[float] | None = None) -> float:
    """Expected calibration error: the mean distance between stated and true share over bins (Guo et al. 2017).

    >>> round(calibration_error([(0.9, True), (0.9, False), (0.2, False), (0.2, False)]), 3)
    0.3
    """
    return sum(one.weight * abs(one.confidence - one.right) for one in bins_of(pairs, weights))


def brier_score(pairs: Sequence[Pair], weights: Sequence[float] | None = None) -> float:
    """Mean squared distance between stated probability and outcome (Brier 1950).

    >>> round(brier_score([(0.8, True), (0.4, False)]), 3)
    0.1
    """
    share = weights or [1.0] * len(pairs)
    return sum(
        weight * (confidence - right) ** 2 for (confidence, right), weight in zip(pairs, share, strict=True)
    ) / sum(share)


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """What answering only from a confidence on would give."""

    confidence: float
    coverage: float
    """Share of the answers that are given."""
    risk: float
    """Share of those that is wrong."""


def risk_coverage(pairs: Sequence[Pair]) -> list[RiskPoint]:
    """The risk–coverage curve (El-Yaniv & Wiener 2010), from the surest answers to all.

    >>> [(point.coverage, point.risk) for point in risk_coverage([(0.9, True), (0.5, False)])]
    [(0.5, 0.0), (1.0, 0.5)]
    """
    return list(_risk_points(sorted(pairs, key=lambda pair: -pair[0])))


def _risk_points(ordered: Sequence[Pair]) -> Iterator[RiskPoint]:
    wrong = 0
    for number, (confidence, right) in enumerate(ordered, start=1):
        wrong += not right
        if number == len(ordered) or ordered[number][0] < confidence:
            yield RiskPoint(confidence, number / len(ordered), wrong / number)


def area_under_risk(pairs: Sequence[Pair]) -> float:
    """The mean risk over all coverages; the smaller, the better the confidence parts right from wrong.

    >>> area_under_risk([(0.9, True), (0.5, False)])
    0.25
    """
    points = risk_coverage(pairs)
    before = [0.0, *(point.coverage for point in points)]
    return sum(point.risk * (point.coverage - start) for point, start in zip(points, before, strict=False))
