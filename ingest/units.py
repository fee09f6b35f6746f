"""Units of Swedish reports: which one a label names, and how amounts of money convert."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ingest.vocabulary_files import flat_space, vocabulary


class UnitKind(StrEnum):
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    TIME = "time"
    ENERGY = "energy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    kind: UnitKind
    forms: tuple[str, ...]
    kronor: Decimal | None = None
    """Value of one unit in kronor, for money."""
    loose: bool = False
    """An everyday word that is a unit only where a unit is expected."""


@dataclass(frozen=True, slots=True)
class FoundUnit:
    start: int
    end: int
    unit: str
    expected: bool
    """It stands where a unit is expected: in brackets, after "i" or a comma, alone, or after "antal"."""


@cache
def units() -> dict[str, Unit]:
    """Every known unit by its canonical name."""
    return {
        row["name"]: Unit(
            name=row["name"],
            kind=UnitKind(row["kind"]),
            forms=tuple(row["forms"]),
            kronor=Decimal(row["kronor"]) if "kronor" in row else None,
            loose=row.get("loose", False),
        )
        for row in vocabulary("units")["unit"]
    }


@cache
def _name_of_form() -> dict[str, str]:
    return {_folded(form): unit.name for unit in units().values() for form in unit.forms}


def _folded(form: str) -> str:
    return flat_space(form).casefold()


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches any unit as a whole word, the longest form first."""
    forms = sorted(_name_of_form(), key=len, reverse=True)
    words = "|".join(re.escape(form).replace("\\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![\w/²³])", re.IGNORECASE)


def unit_named(form: str) -> str | None:
    """The canonical unit when the whole text is one of its forms.

    >>> unit_named("MNKR"), unit_named("miljoner  kronor"), unit_named("%"), unit_named("elefant")
    ('mkr', 'mkr', 'procent', None)
    """
    return _name_of_form().get(_folded(form))


def money_factor(unit: str, to: str) -> Decimal | None:
    """What an amount in `unit` is multiplied by to be in `to`; None when either is not money.

    >>> money_factor("mkr", "tkr"), money_factor("kr", "tkr"), money_factor("mkr", "procent")
    (Decimal('1000'), Decimal('0.001'), None)
    """
    one, other = units().get(unit), units().get(to)
    if one is None or other is None or one.kronor is None or other.kronor is None:
        return None
    return one.kronor / other.kronor


def is_money(unit: str | None) -> bool:
    """Whether the unit is an amount of money.

    >>> is_money("tkr"), is_money("kr per invånare"), is_money(None)
    (True, False, False)
    """
    return unit is not None and unit in units() and units()[unit].kind is UnitKind.MONEY
