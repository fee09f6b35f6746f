"""What every family of tables shares: numbers drawn at random, the places where a scale is printed, a looked-up question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TypeVar

from eval.cases import CaseType
from eval.typeset.asks import Ask, At
from eval.typeset.elements import Look, NumberStyle, Row, TableElement, TrueCell
from eval.world.speech import Measured

SCALE_WORDS = {
    "mkr": ("mnkr", "mkr", "Mkr", "miljoner kronor"),
    "tkr": ("tkr", "Tkr", "tusen kronor", "i tkr"),
    "kr": ("kr", "kronor"),
    "antal": ("antal",),
    "ton": ("ton",),
    "procent": ("%", "procent"),
}
STYLES = (
    NumberStyle(),
    NumberStyle(thousands="\u00a0", minus="\u2013"),
    NumberStyle(thousands="\u202f", minus="\u2212"),
    NumberStyle(thousands=".", minus="-"),
    NumberStyle(thousands="\u00a0", minus="\u2212"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A table with the questions that it answers."""

    table: TableElement
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table of one unit stands: its caption and first header cell, one of which names the scale."""

    caption: str | None
    corner: str


def draw(rng: Random, low: float, high: float, decimals: int) -> Decimal:
    """A number between low and high with so many decimals."""
    step = 10**decimals
    return (
        Decimal(rng.randint(int(low * step), int(high * step))) / step
        if decimals
        else Decimal(rng.randint(int(low), int(high)))
    )


TRIES = 50
"""Draws before a step counts as too small; far more than a step with a free value ever took."""


def draw_measured(rng: Random, measured: Measured, times: int) -> list[Decimal]:
    """A series that moves by at most a tenth of its range from one time to the next; no value twice.

    Where so small a step holds no value that is free, the step grows until it does.
    """
    width = (measured.high - measured.low) / 10
    tries = 0
    series = [draw(rng, measured.low, measured.high, measured.decimals)]
    while len(series) < times:
        near = (
            max(measured.low * 0.8, float(series[-1]) - width),
            min(measured.high * 1.2, float(series[-1]) + width),
        )
        number = draw(rng, near[0], max(near[1], near[0] + 1), measured.decimals)
        tries += 1
        if number not in series:
            series.append(number)
        elif tries % TRIES == 0:
            width *= 2
    return series


def fixed(number: Decimal, decimals: int) -> Decimal:
    """The number with exactly so many decimals, as a table prints it."""
    return number.quantize(Decimal(1).scaleb(-decimals))


def frame(rng: Random, title: str, corner: str, unit: str) -> Frame:
    """Name the scale in the caption or in the corner, worded one way or another."""
    word = rng.choice(SCALE_WORDS[unit])
    if rng.random() < 0.5:
        return Frame(rng.choice((f"{title} ({word})", f"{title}, {word}")), corner)
    return Frame(title, rng.choice((f"{corner} ({word})", f"{corner}, {word}", f"({word})")))


def looks(rng: Random) -> tuple[Look, NumberStyle]:
    return rng.choice(tuple(Look)), rng.choice(STYLES)


def number_row(
    label: str, numbers: Sequence[Decimal | None], *, bold: bool = False, unit: str | None = None
) -> Row:
    """A row of plain numbers; None is an empty cell."""
    cells = tuple(TrueCell(number, None if number is not None else "") for number in numbers)
    return Row(label, cells, bold, 0, unit)


def lookup(question: str, at: At, kind: CaseType = CaseType.LOOKUP) -> Ask:
    return Ask(kind, question, (at,))


T = TypeVar("T")


def some(rng: Random, items: Sequence[T], count: int) -> list[T]:
    """So many of the items, in random order."""
    return rng.sample(list(items), min(count, len(items)))
