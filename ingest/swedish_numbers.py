"""Numbers as Swedish reports print them: "-2 371", "1 234,5", ">67%", "Minst 88 %", "1,5 miljoner kronor"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ingest.periods import find_periods
from ingest.records import Bound
from ingest.table_words import names_counted
from ingest.units import unit_named, unit_pattern, units
from ingest.vocabulary_files import flat_space, vocabulary


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    unit: str | None
    """Canonical unit printed with the number; None when the text holds only digits."""
    raw: str
    """The text as printed."""
    bound: Bound | None = None


def parse_number(text: str) -> Number | None:
    """The number that the whole text is, or None when it is anything else (words, a date, a range, two numbers).

    >>> [str(parse_number(text).value) for text in ("-2 371", "−12,3", "+12,3", "108 ,", "4 318 *", "1.234.567")]
    ['-2371', '-12.3', '12.3', '108', '4318', '1234567']
    >>> number = parse_number("Minst 88 %")
    >>> number.value, number.unit, number.bound
    (Decimal('88'), 'procent', <Bound.AT_LEAST: 'minst'>)
    >>> parse_number("275 mkr").unit, parse_number("1,5 miljoner kronor").unit
    ('mkr', 'mkr')

    Brackets do not make a number negative: Swedish public reports print last year's figure in them.

    >>> parse_number("(12)").value
    Decimal('12')

    A dot before exactly three digits can be a thousands or a decimal mark, so nothing is guessed:

    >>> [parse_number(text) for text in ("1.234", "2025-08", "12 34", "3-5", "-", "", "2 av 5")]
    [None, None, None, None, None, None, None]
    """
    flat = flat_space(text)
    if not flat or len(flat) > LONGEST_NUMBER_TEXT or not any(map(str.isdigit, flat)):
        return None
    if flat.startswith("(") and flat.endswith(")"):
        flat = flat[1:-1].strip()
    match = _whole().fullmatch(flat)
    if match is None:
        return None
    value = digits_to_decimal(match["digits"])
    if value is None:
        return None
    if "-" in (match["sign"] or "") and "+" not in match["sign"]:
        value = -value
    unit = unit_named(match["unit"] or match["before_unit"] or "")
    return Number(value, unit, text.strip(), _bound_of(match))


LONGEST_NUMBER_TEXT = 60
"""Characters; the longest plausible cell, "Minst 1 234 567,89 miljoner kronor eller mer *", has 47."""


def digits_to_decimal(digits: str) -> Decimal | None:
    """The value of unsigned digits with Swedish separators; None when the separators can be read two ways.

    >>> digits_to_decimal("1 234,5"), digits_to_decimal("1.5"), digits_to_decimal("1,234.5")
    (Decimal('1234.5'), Decimal('1.5'), Decimal('1234.5'))
    >>> digits_to_decimal("1.234"), digits_to_decimal("0.234"), digits_to_decimal("0123")
    (None, Decimal('0.234'), None)
    """
    plain = digits.replace(" ", "").rstrip(",")
    for shape, thousands, decimal in _SHAPES:
        if shape.fullmatch(plain):
            return Decimal(plain.replace(thousands, "").replace(decimal, "."))
    return None


_SHAPES = (
    # shape, thousands mark, decimal mark
    (re.compile(r"(?:0|[1-9]\d*)(?:,\d+)?"), " ", ","),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+"), ",", "."),
    (re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}"), ",", "."),
    (re.compile(r"0\.\d+"), " ", "."),
    (re.compile(r"[1-9]\d*\.(?:\d{1,2}|\d{4,})"), " ", "."),
)

DIGITS = r"(?:\d{1,3}(?: \d{3}){1,6}(?!\d| \d(?!\)))|\d{1,3}(?:[.,]\d{3}){2,}|\d{1,3}[.,]\d{3}(?=[.,]\d)|\d+)(?: ?[.,] ?\d+| ?,(?!\d))?"
"""Unsigned digits: groups of three parted by a space, or by dots or commas, then decimals; a stray "108 ," too."""

FOOTNOTE = r"(?: ?\*+\)?| ?[¹²³⁴⁵⁶⁷⁸⁹]+\)?| \d\))?"
"""A footnote mark behind the number: a star, a raised digit, or "1)"."""


@cache
def _whole() -> re.Pattern[str]:
    unit = unit_pattern().pattern
    before = "|".join(form for row in _bounds() for form in row["forms"])
    after = "|".join(form for row in _bounds() for form in row["after"])
    return re.compile(
        rf"(?P<before>{before})? ?(?:ca\.? |cirka |c:a |ca: )?(?:(?P<before_unit>{unit}) ?)?"
        rf"(?P<sign>\+/-|-/\+|±|[-+])? ?(?P<digits>{DIGITS}){FOOTNOTE}"
        rf" ?(?P<unit>{unit})?\.?{FOOTNOTE}(?: (?P<after>{after}))?",
        re.IGNORECASE,
    )


def _bounds() -> list[dict[str, list[str]]]:
    rows: list[dict[str, list[str]]] = vocabulary("bounds")["bound"]
    return rows


def _bound_of(match: re.Match[str]) -> Bound | None:
    for part in ("before", "after"):
        for row in vocabulary("bounds")["bound"]:
            forms = row["forms" if part == "before" else "after"]
            if match[part] and any(re.fullmatch(form, match[part], re.IGNORECASE) for form in forms):
                return Bound(row["name"])
    return None


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in `text[start:end]`, its unit included."""

    start: int
    end: int
    number: Number


def find_numbers(text: str, years: bool = False) -> list[FoundNumber]:
    """Every number in prose with its unit; none inside dates, diary numbers, paragraphs, and years only when asked.

    >>> text = "Enligt KS/31/2025 och 6 kap. 5 § blev resultatet minus 184 miljoner kronor, 87 mkr sämre (31 aug 2025)."
    >>> [(str(found.number.value), found.number.unit) for found in find_numbers(text)]
    [('-184', 'mkr'), ('87', 'mkr')]
    >>> [str(found.number.value) for found in find_numbers("1 345 678 resor år 2024, -2,4 % och 10–12 dagar")]
    ['1345678', '-2.4', '10', '12']
    """
    taken = [(found.start, found.end) for found in find_periods(text, ANY_YEAR)]
    found = []
    for match in _in_prose().finditer(text):
        start, end = match.span("digits")
        overlapped = [span for span in taken if span[0] < end and start < span[1]]
        only_digits = any(text[span[0] : span[1]].isdigit() and span == (start, end) for span in overlapped)
        # "1950 mkr" and "250131 kr" are amounts, whatever date their digits could be.
        if overlapped and not (only_digits and (years or match["unit"])):
            continue
        number = _prose_number(match, text[match.end() : match.end() + 30])
        if number is not None:
            found.append(FoundNumber(match.start(), match.end(), number))
    return found


ANY_YEAR = 2000
"""A stand-in so that "31 augusti" without a year is seen as a date."""


def _prose_number(match: re.Match[str], following: str) -> Number | None:
    value = digits_to_decimal(flat_space(match["digits"]))
    if value is None:
        return None
    if match["sign"]:
        value = -value
    unit = unit_named(match["unit"] or "")
    scale = flat_space(match["unit"] or "").casefold()
    if (
        unit is not None
        and scale in _BARE_SCALES
        and names_counted(following.split(maxsplit=1)[0] if following.split() else "")
    ):
        return Number(value * (units()[unit].kronor or 1), "antal", match[0], _bound_of(match))
    return Number(value, unit, match[0], _bound_of(match))


_BARE_SCALES = frozenset({"miljoner", "miljon", "miljarder", "miljard"})
"""Words of scale that mean kronor ("3 miljoner sämre") unless a thing counted follows ("3 miljoner resor")."""


@cache
def _in_prose() -> re.Pattern[str]:
    space = r"[ \u00a0\u202f\u2009\u2007]"
    digits = (
        rf"(?:\d{{1,3}}(?:{space}\d{{3}}){{1,6}}(?!{space}?\d)|\d{{1,3}}(?:[.]\d{{3}}){{2,}}|\d+)(?:[.,]\d+)?"
    )
    before = "|".join(form.replace(r"\.?", r"\.?") for row in _bounds() for form in row["forms"])
    after = "|".join(form for row in _bounds() for form in row["after"])
    unit = unit_pattern().pattern
    return re.compile(
        rf"(?:(?<!\w)(?P<before>{before})\s?)?"
        rf"(?:(?P<sign>(?<![\w\d])[-−–](?=\d)|(?<!\w)minus{space})|(?<![\w/§:]))(?<![\w/:.,]\b)(?<![^\W\d]-)(?<!kl\. )(?<!kl )(?P<digits>{digits})"
        rf"(?![\d/:]|[.,]\d|-\d{{4,}}|\s?(?:§|kap\b|st\.\s|:\w))(?:\s?(?P<unit>{unit}))?(?:\s(?P<after>{after}))?",
        re.IGNORECASE,
    )
