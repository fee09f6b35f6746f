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
    after_comma: bool = False
    """One of its forms is a letter with other meanings: in a label a unit only after a comma or "i"."""


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
            after_comma=row.get("after_comma", False),
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
    """Matches any unit as a whole word, the longest form first; "%" also where a word is glued to it, money per something.

    >>> [match[0] for match in unit_pattern().finditer("4%Ukrainska, 12 % av 5 mkr, kr/ton, tkr/inv")]
    ['%', '%', 'mkr', 'kr', 'ton', 'tkr/inv']
    """
    forms = sorted(_name_of_form(), key=len, reverse=True)
    words = "|".join(map(_form_pattern, forms))
    money = "|".join(_form_pattern(form) for form in forms if is_money(_name_of_form()[form]))
    rated = rf"(?:{money})(?=/[^\W\d_]{{2,}}(?![\w/]))"
    return re.compile(rf"(?<![^\W\d_])(?:(?:{words})(?![\w/²³])|{rated}|%(?=[^\W\d_]))", re.IGNORECASE)


def _form_pattern(form: str) -> str:
    """A single letter only as a small one, and not in "m.fl."."""
    if len(form) == 1 and form.isalpha():
        return rf"(?-i:{form})(?!\.\w)"
    return re.escape(form).replace("\\ ", r"\s+")


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


def is_time(unit: str | None) -> bool:
    """Whether the unit measures how long something takes.

    >>> is_time("dagar"), is_time("antal"), is_time(None)
    (True, False, False)
    """
    return unit is not None and unit in units() and units()[unit].kind is UnitKind.TIME


def is_share(unit: str | None) -> bool:
    """Whether the unit is a part of a whole or a change of one.

    >>> is_share("procent"), is_share("procentenheter"), is_share("mkr"), is_share(None)
    (True, True, False, False)
    """
    return unit is not None and unit in units() and units()[unit].kind is UnitKind.SHARE


def find_units(text: str) -> list[FoundUnit]:
    """Every unit that a label names; a quantity such as "60 dagar" or "5 mkr" and "per dag" name none.

    >>> [found.unit for found in find_units("Utfall 2025 mkr, projekt över 5 tkr, kostnad per timme i %")]
    ['mkr', 'procent']
    """
    found = []
    for match in unit_pattern().finditer(text):
        before = text[max(0, match.start() - NEAR) : match.start()]
        number = _NUMBER_BEFORE.search(before)
        if (number and not _YEAR.fullmatch(number[0].strip())) or _PER_BEFORE.search(before):
            continue
        unit = unit_named(match[0])
        if unit is not None:
            if units()[unit].after_comma and len(match[0]) == 1:
                expected = _AFTER_COMMA.search(before) is not None
            else:
                expected = _EXPECTED_AFTER.search(before) is not None or _stands_alone(text, match)
            found.append(FoundUnit(match.start(), match.end(), unit, expected))
    return found


def find_unit(text: str) -> str | None:
    """The one unit that a label or caption gives its figures; None when it gives none or several.

    >>> for label in ("Verksamhet per nämnd (miljoner kronor)", "Totalt antal resor", "Antal timmar bokad tid", "mkr och %"):
    ...     print(label, "->", find_unit(label))
    Verksamhet per nämnd (miljoner kronor) -> mkr
    Totalt antal resor -> antal
    Antal timmar bokad tid -> timmar
    mkr och % -> None
    >>> find_unit("Sjukfrånvaro mer än 60 dagar"), find_unit("Räntebindning (i år)"), find_unit("Snittränta senaste året")
    (None, 'år', None)
    >>> find_unit("Siktdjup, m"), find_unit("Vice ordförande (M)"), find_unit("Totalfosfor (µg/l)"), find_unit("Sjömätt yta, km²")
    ('m', None, 'µg/l', 'km2')
    >>> find_unit("Beviljade hemtjänsttimmar"), find_unit("Framkomsttid, medianminuter"), find_unit("Nöjd-kund-index")
    ('timmar', 'minuter', 'index')
    """
    found = find_units(text)
    firm = [one for one in found if not units()[one.unit].loose]
    for group in (firm, [one for one in firm if one.expected], [one for one in found if one.expected]):
        names = {one.unit for one in group} - {COUNT}
        if len(names) == 1:
            return names.pop()
    if firm:
        return None
    compound = _COMPOUND.search(text)
    if compound is not None:
        return unit_named(compound[1])
    return COUNT if any(one.unit == COUNT for one in found) else None


COUNT = "antal"
"""The unit of things counted; every other unit of a label goes before it."""

_COMPOUND = re.compile(
    r"(?<!per )(?<![\w-])\w[\w-]{2,}(timmar|minuter|sekunder|index)(?![\w-])", re.IGNORECASE
)
"""A word that ends in what it is measured in. Weeks and days so compounded are counted: "deltagarveckor"."""

NEAR = 40
"""Characters before a unit that can tell whether it is meant as one; a bound that keeps long texts quick."""
_NUMBER_BEFORE = re.compile(r"(?<![\w-])\d[\d\s]*(?:[.,]\d+)?\s?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PER_BEFORE = re.compile(r"(?:\b(?:per|varje|samma|varannan)\s|/\s?|\d-)$", re.IGNORECASE)
_EXPECTED_AFTER = re.compile(
    r"(?:[(\[,:;]\s*|\bi\s+|\bantal(?:et)?\s+(?:\w+\s)?|[(\[]\s?i\s+)$", re.IGNORECASE
)
_AFTER_COMMA = re.compile(r"(?:,\s*|\bi\s+)$", re.IGNORECASE)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """The unit is all of the text, or a plural that ends it ("Arbetade timmar")."""
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    plural = match[0].casefold().endswith(("ar", "er", "or", "arbetare"))
    ends = not re.search(r"\w", after)
    return ends and (plural or not re.search(r"\w", before))
