"""Two pictures of a calibration: stated against true share, and risk by coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from eval.calibration.measures import Pair, bins_of, risk_coverage

INK, MUTED = "#1b1b1b", "#767676"
COLOURS = ("#767676", "#00629b")
"""The earlier measure in grey, the confidence in blue; told apart by their marks as well."""
MARKS = ("s", "o")
LINES = ("--", "-")
FEWEST = 5
"""Answers of a bin that is drawn; fewer show chance."""


def draw_calibration(
    reliability: Mapping[str, tuple[Sequence[Pair], Sequence[float]]],
    risk: Mapping[str, Sequence[Pair]],
    path: Path,
) -> None:
    """Draw named measures of confidence: answers with their weights on the left, answers by risk on the right.

    The file's ending says the form of the picture.
    """
    figure = Figure(figsize=(9, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.plot([0, 1], [0, 1], color=MUTED, linewidth=0.8, linestyle=":")
    for (name, (pairs, weights)), colour, mark in zip(reliability.items(), COLOURS, MARKS, strict=False):
        bins = [one for one in bins_of(pairs, weights) if one.answers >= FEWEST]
        stated, true = [one.confidence for one in bins], [one.right for one in bins]
        left.plot(stated, true, color=colour, marker=mark, label=name)
    for (name, pairs), colour, line in zip(risk.items(), COLOURS, LINES, strict=False):
        points = risk_coverage(pairs)
        coverage, wrong = [point.coverage for point in points], [point.risk for point in points]
        right.plot(coverage, wrong, color=colour, linestyle=line, label=name)
    left.set(xlabel="angiven säkerhet", ylabel="andel rätta svar", xlim=(0, 1.02), ylim=(0, 1.02))
    left.set_title("Stämmer den angivna säkerheten?", loc="left", color=INK, fontsize=11)
    right.set(xlabel="andel av svaren som ges, säkrast först", ylabel="andel fel bland dem", xlim=(0, 1.02))
    right.set_ylim(bottom=0)
    right.set_title("Risk och täckning", loc="left", color=INK, fontsize=11)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="#e4e4e4", linewidth=0.6)
        axes.legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150)
