"""Bars: what was measured, what was asked of it, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bar:
    """One measured line of a benchmark."""

    subject: str
    reached: str
    wanted: str = ""
    holds: bool | None = None
    """None where nothing is asked: a peer's figure, or a part that could not run."""

    @property
    def verdict(self) -> str:
        return {True: "OK", False: "FAIL", None: ""}[self.holds]


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """What every section of the benchmark is told."""

    corpus: Path
    icdar: Path | None
    wrong: bool = False
    """List what is not exact."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the benchmark: its name, and the bars that it measures one by one."""

    name: str
    measure: Callable[[BenchOptions], Iterator[Bar]]


def at_least(subject: str, value: float, floor: float, unit: str = "", reached: str = "") -> Bar:
    """A figure that may not fall below its floor.

    >>> at_least("cells", 99.7, 99.5, " %").verdict, at_least("parts", 24, 25).verdict
    ('OK', 'FAIL')
    """
    return Bar(subject, reached or f"{value:.4g}{unit}", f"≥ {floor:g}{unit}", value >= floor)


def at_most(subject: str, value: float, ceiling: float, unit: str = "", reached: str = "") -> Bar:
    """A figure that may not rise above its ceiling."""
    return Bar(subject, reached or f"{value:.4g}{unit}", f"≤ {ceiling:g}{unit}", value <= ceiling)


def skipped(subject: str, why: str) -> Bar:
    """A part that could not run here, and what it needs."""
    return Bar(subject, f"skipped: {why}")


def bar_to_line(bar: Bar) -> str:
    """A bar as printed.

    >>> bar_to_line(Bar("cells exact", "100 %", "≥ 99.5 %", True))
    '  cells exact                       100 %  (≥ 99.5 %)  OK'
    """
    wanted = f"  ({bar.wanted})" if bar.wanted else ""
    return f"  {bar.subject:32}  {bar.reached}{wanted}  {bar.verdict}".rstrip()
