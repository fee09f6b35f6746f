"""How people ask: rows of a table with the words for them, and phrasings for the usual columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from eval.typeset.elements import plain_label


@dataclass(frozen=True, slots=True)
class Name:
    """A row's printed label, and what people call it in the middle of a sentence."""

    label: str
    spoken: tuple[str, ...]

    @property
    def plain(self) -> str:
        return plain_label(self.label)


def names(*pairs: tuple[str, str]) -> tuple[Name, ...]:
    """Rows with one spoken form each."""
    return tuple(Name(label, (spoken,)) for label, spoken in pairs)


@dataclass(frozen=True, slots=True)
class Measured:
    """A row that measures something: its label, unit, range of values, and whole questions with `{when}`."""

    label: str
    unit: str
    low: float
    high: float
    decimals: int
    questions: tuple[str, ...]
    bound: str = ""
    """Word before a target: `Minst`, `Högst` …"""

    @property
    def plain(self) -> str:
        return plain_label(self.label)


@dataclass(frozen=True, slots=True)
class Span:
    """A time as headings print it and as people say it; `earlier` is the same span a year before."""

    head: str
    spoken: tuple[str, ...]
    earlier_head: str
    earlier_spoken: tuple[str, ...]


OUTCOME = (
    "Vad blev utfallet för {row} {when}?",
    "hur mycket har {row} gjort av med {when}?",
    "{row}: utfall {when}?",
    "Vad landade {row} på {when}?",
    "Vilket utfall redovisas för {row} {when}?",
    "Vad kostade {row} {when}?",
)
DEVIATION = (
    "Hur stor är budgetavvikelsen för {row} {when}?",
    "Vad är {rows} avvikelse mot budget {when}?",
    "hur ligger {row} till mot budget {when}?",
    "Vilken avvikelse mot budget har {row} {when}?",
    "Går {row} plus eller minus mot budgeten {when}, och med hur mycket?",
)
BUDGET = (
    "Hur stor budget har {row} {when}?",
    "Vilken budget hade {row} {when}?",
    "budget för {row} {when}",
    "Hur mycket var budgeterat för {row} {when}?",
)
FORECAST = (
    "Vad är prognosen för {row} helåret {year}?",
    "Hur mycket räknar man med att {row} kostar hela {year}?",
    "{rows} helårsprognos {year}?",
)
PLAN = (
    "Hur mycket pengar får {row} {year}?",
    "Vilken ram har {row} {year}?",
    "Vad är planerat för {row} {year}?",
    "{rows} budget {year}?",
)
NEXT_ROW = ("och för {row}?", "Och {row}?", "hur är det för {row} då?", "Samma för {row}?")
NEXT_TIME = ("och {when}?", "Hur var det {when}?", "Och hur såg det ut {when}?")


def pick(
    rng: Random, phrases: Sequence[str], name: Name | None = None, when: str = "", year: str = ""
) -> str:
    """One phrasing, filled in."""
    row = rng.choice(name.spoken) if name else ""
    text = rng.choice(phrases).format(row=row, rows=genitive(row), when=when, year=year)
    text = re.sub(r"\s+([?.,]|$)", r"\1", " ".join(text.split()))
    # Some people begin with a capital, some never do.
    return text[:1].upper() + text[1:] if rng.random() < 0.7 else text


def genitive(name: str) -> str:
    """A name in the genitive.

    >>> genitive("SBN"), genitive("socialnämnden"), genitive("Ekås")
    ('SBN:s', 'socialnämndens', 'Ekås')
    """
    if name.isupper():
        return f"{name}:s"
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
