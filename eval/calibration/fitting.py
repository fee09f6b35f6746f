"""Weights of the parts of evidence: a logistic map, fitted so that each group of suites counts alike and no weight is negative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from eval.calibration.observed import Observed

ALWAYS = "alltid"
"""The name of the constant."""

Weights = Mapping[str, float]
_Vector = npt.NDArray[np.float64]


GroupOf = Callable[[str], str]
"""Suite -> the group of suites of one origin."""


def fit_weights(
    observed: Sequence[Observed], parts: Sequence[str], penalty: float, group_of: GroupOf
) -> dict[str, float]:
    """The weights with the least mean log loss plus penalty; each group's answers weigh as much as any other's together.

    Equal weights keep a large suite of easy questions from setting the odds for all.
    """
    size = Counter(group_of(one.suite) for one in observed)
    evidence = np.array([[one.evidence.get(part, 0.0) for part in parts] for one in observed])
    right = np.array([float(one.right) for one in observed])
    share = np.array([1 / (size[group_of(one.suite)] * len(size)) for one in observed])

    def loss(weights: _Vector) -> tuple[float, _Vector]:
        logit = weights[0] + evidence @ weights[1:]
        error = share * (_sigmoid(logit) - right)
        log_loss = float(share @ (np.logaddexp(0.0, logit) - right * logit))
        slope = np.concatenate([[error.sum()], evidence.T @ error + 2 * penalty * weights[1:]])
        return log_loss + penalty * float(weights[1:] @ weights[1:]), slope

    start = np.zeros(len(parts) + 1)
    bounds = [(None, None), *((0.0, None) for _ in parts)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return dict(zip([ALWAYS, *parts], (round(float(weight), 2) for weight in found.x), strict=True))


def probability(evidence: Mapping[str, float], weights: Weights) -> float:
    """What the map gives."""
    logit = weights[ALWAYS] + sum(weights.get(part, 0.0) * value for part, value in evidence.items())
    return float(_sigmoid(np.array(logit)))


def held_out(
    observed: Sequence[Observed], parts: Sequence[str], penalty: float, group_of: GroupOf
) -> list[tuple[Observed, float]]:
    """Each answer with the probability from weights fitted on the other groups of suites."""
    found = []
    for group in dict.fromkeys(group_of(one.suite) for one in observed):
        others = [one for one in observed if group_of(one.suite) != group]
        weights = fit_weights(others, parts, penalty, group_of)
        found += [
            (one, probability(one.evidence, weights)) for one in observed if group_of(one.suite) == group
        ]
    return found


def log_loss(predicted: Sequence[tuple[Observed, float]], group_of: GroupOf) -> float:
    """Mean log loss, each group weighing alike; in nats."""
    size = Counter(group_of(one.suite) for one, _ in predicted)
    each = [
        -np.log(min(1 - SMALLEST, max(SMALLEST, chance if one.right else 1 - chance)))
        / size[group_of(one.suite)]
        for one, chance in predicted
    ]
    return float(sum(each)) / len(size)


PENALTIES = (0.0003, 0.001, 0.003, 0.01, 0.03)


def choose_penalty(
    observed: Sequence[Observed], parts: Sequence[str], group_of: GroupOf
) -> tuple[float, dict[float, float]]:
    """The penalty with the least log loss on suites left out of the fit, and the loss of each."""
    losses = {
        penalty: round(log_loss(held_out(observed, parts, penalty, group_of), group_of), 4)
        for penalty in PENALTIES
    }
    return min(losses, key=lambda penalty: losses[penalty]), losses


SMALLEST = 1e-3
"""Keeps one sure mistake from deciding all."""


def _sigmoid(logit: _Vector) -> _Vector:
    return np.asarray(1 / (1 + np.exp(-logit)))
