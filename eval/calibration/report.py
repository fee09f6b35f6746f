"""What a calibration found, as tables, as JSON and as the weights that the service reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table

from eval.calibration.measures import (
    Pair,
    area_under_risk,
    bins_of,
    brier_score,
    calibration_error,
)
from eval.calibration.observed import Observed
from service.confidence import CELL, SENTENCE

Stated = tuple[Observed, float]
"""An answer with the confidence that is judged."""

THRESHOLDS = (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)


def group_of(suite: str) -> str:
    """The suites that are held out together: those of one origin share reports or their wording.

    >>> group_of("world-7-pdf"), group_of("corpus-txt")
    ('world', 'corpus')
    """
    return suite.partition("-")[0]


def calibration_to_table(title: str, stated: Sequence[Stated]) -> Table:
    """One row for each suite, one for the mean over suites and one for all answers together."""
    table = Table(title=title, title_justify="left")
    for heading in ("suite", "answers", "right", "stated", "ECE", "Brier", "risk area"):
        table.add_column(heading, justify="left" if heading == "suite" else "right")
    for name, pairs in _by_suite(stated).items():
        table.add_row(name, *_figures(pairs))
    table.add_row("all answers alike", *_figures(to_pairs(stated)), style="bold")
    table.add_row(ALIKE, *_figures(to_pairs(stated), group_weights(stated)), style="bold")
    return table


ALIKE = "all groups alike"
"""The mixture that the weights are fitted to: a group of easy questions does not drown the others by its size."""


def group_weights(stated: Sequence[Stated]) -> list[float]:
    """The weight of each answer when each group weighs alike."""
    size = Counter(group_of(one.suite) for one, _ in stated)
    return [1 / size[group_of(one.suite)] for one, _ in stated]


def _figures(pairs: Sequence[Pair], weights: Sequence[float] | None = None) -> list[str]:
    share = weights or [1.0] * len(pairs)
    right = sum(weight for (_, right), weight in zip(pairs, share, strict=True) if right) / sum(share)
    stated = sum(weight * confidence for (confidence, _), weight in zip(pairs, share, strict=True)) / sum(
        share
    )
    return [
        str(len(pairs)),
        f"{right:.1%}",
        f"{stated:.1%}",
        f"{calibration_error(pairs, weights):.3f}",
        f"{brier_score(pairs, weights):.3f}",
        "" if weights else f"{area_under_risk(pairs):.3f}",
    ]


def _by_suite(stated: Iterable[Stated]) -> dict[str, list[Pair]]:
    suites: dict[str, list[Pair]] = {}
    for one, confidence in stated:
        suites.setdefault(one.suite, []).append((confidence, one.right))
    return suites


def to_pairs(stated: Iterable[Stated]) -> list[Pair]:
    """Confidences with whether the answer was right."""
    return [(confidence, one.right) for one, confidence in stated]


def bins_to_table(title: str, stated: Sequence[Stated]) -> Table:
    """The reliability diagram in figures; each group weighs alike."""
    table = Table(title=title, title_justify="left")
    for heading in ("confidence", "answers", "stated", "right"):
        table.add_column(heading, justify="right")
    for one in bins_of(to_pairs(stated), group_weights(stated)):
        table.add_row(
            f"{one.low:.1f}–{one.high:.1f}", str(one.answers), f"{one.confidence:.1%}", f"{one.right:.1%}"
        )
    return table


def thresholds_to_table(observed: Sequence[Observed], confidences: Mapping[tuple[str, str], float]) -> Table:
    """Score and misleading answers of each group if figures below a confidence were asked back instead."""
    table = Table(title="figures stated only from a confidence on", title_justify="left")
    groups = list(dict.fromkeys(group_of(one.suite) for one in observed))
    table.add_column("from", justify="right")
    for group in groups:
        table.add_column(f"{group}\nscore / misleading", justify="right")
    for threshold in THRESHOLDS:
        cells = []
        for group in groups:
            mine = [one for one in observed if group_of(one.suite) == group]
            score, misleading = _after(mine, confidences, threshold)
            cells.append(f"{score / len(mine):.1%} / {misleading / len(mine):.1%}")
        table.add_row(f"{threshold:.2f}", *cells)
    return table


def _after(
    observed: Sequence[Observed], confidences: Mapping[tuple[str, str], float], threshold: float
) -> tuple[int, int]:
    """Full scores and misleading answers left; an unanswerable question that is asked back counts as right."""
    score = misleading = 0
    for one in observed:
        if one.rests_on in (CELL, SENTENCE) and confidences[one.suite, one.case] < threshold:
            score += one.type == "unanswerable"
        else:
            score += one.score
            misleading += one.misleading
    return score, misleading


def calibration_to_json(stated: Mapping[str, Sequence[Stated]]) -> dict[str, Any]:
    """The same for machines, by sort of answer and suite."""
    return {
        sort: {
            name: {
                "answers": len(pairs),
                "ece": round(calibration_error(pairs), 4),
                "brier": round(brier_score(pairs), 4),
                "risk_area": round(area_under_risk(pairs), 4),
            }
            for name, pairs in {**_by_suite(found), "all answers alike": to_pairs(found)}.items()
        }
        for sort, found in stated.items()
        if found
    }


def weights_to_toml(fitted: Mapping[str, Mapping[str, float]]) -> str:
    """The service's table of weights; parts that say nothing are left out."""
    lines = [
        "# Weights of the parts of evidence in the log odds that an answer is right. Written by",
        "# `python -m eval.calibration fit`, from answers to known questions of which each group of suites counts alike; docs/numbers.md tells how.",
        "# A part is 0 to 1; `alltid` stands alone. None is negative: more evidence never makes an answer less sure.",
    ]
    for sort, weights in fitted.items():
        lines += ["", f"[{sort}]"]
        lines += [f'"{part}" = {weight}' for part, weight in weights.items() if weight or part == "alltid"]
    return "\n".join(lines) + "\n"
