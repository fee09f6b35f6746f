"""The numbers of a text that its sentences state: none that stand there as cells of a row, in a name or as a number of order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.swedish_numbers import FoundNumber, find_numbers


def stated_numbers(text: str) -> list[FoundNumber]:
    """The numbers that may answer a question.

    >>> text = "• Telefoni (1) 2 (5) Staden har 96 växlar i kvarteret Ekbacken 2, och 14 av dem är nya sedan i våras."
    >>> [str(found.number.value) for found in stated_numbers(text)]
    ['96', '14']
    """
    numbers = [
        found
        for found in find_numbers(text)
        if not is_in_name(text, found) and not is_number_of_order(text, found)
    ]
    return [] if _is_of_a_chart(text, len(numbers)) else without_rows(text, numbers)


_FEWEST_IN_A_CHART = 5
_SHARE_IN_A_CHART = (
    0.25  # of its words; a sentence that says what it counts has four words and more for each number
)


def _is_of_a_chart(text: str, numbers: int) -> bool:
    """Whether a text is what stood beside the bars or slices of a chart, where no words tell what a number counts.

    >>> _is_of_a_chart("29% Somaliska 12% Persiska 7% Dari 4%Turkiska 4% Ryska 27% Övriga Figur 3 Språk 2025", 6)
    True
    """
    return numbers >= _FEWEST_IN_A_CHART and numbers > _SHARE_IN_A_CHART * len(text.split())


_FIGURE = r"(?:[-–−+<>≤≥±]?\d[\d.,]*(?:\s?%)?|[-–−])"
_FIGURES_IN_A_ROW = re.compile(rf"(?<!\S){_FIGURE}(?:\s{{1,2}}{_FIGURE})+(?!\S)")
_FEWEST_CELLS = 3  # two numbers may stand side by side in a sentence ("2024 12 800 besök"), three never do


def without_rows(text: str, numbers: Sequence[FoundNumber]) -> list[FoundNumber]:
    """The numbers of a text less those that stand side by side like the cells of a row that no table was made of.

    What such a number is about is said by its column, which a sentence does not show. Beside such a row any number without
    a unit may be a cell ("214 226" one number or two).

    >>> rows = "Kommunstyrelsen 163,5 -27.380 2,3 Ekoteket fick 1 200 500 kr."
    >>> [str(found.number.value) for found in without_rows(rows, find_numbers(rows))]
    ['1200500']
    >>> rows = "Ögon 1 968 214 46 % – Hud 214 226 Lund 29 965"
    >>> without_rows(rows, find_numbers(rows))
    []
    """
    runs = _FIGURES_IN_A_ROW.finditer(text)
    rows = [run.span() for run in runs if _cells_in(run[0]) >= _FEWEST_CELLS]
    if not rows:
        return list(numbers)
    return [
        found
        for found in numbers
        if found.number.unit is not None and not any(start <= found.start < end for start, end in rows)
    ]


def _cells_in(figures: str) -> int:
    """The least number of figures that a run of digits can be, each three digits going on with the one before.

    >>> _cells_in("1 200 500"), _cells_in("163,5 161,2 2,3"), _cells_in("295 -62"), _cells_in("58 46 % –")
    (1, 3, 2, 3)
    """
    parts = re.sub(r"\s%", "%", figures).split()
    goes_on = [
        bool(re.fullmatch(r"\d{3}(?:[.,]\d+)?%?", part))
        and before.lstrip("-–−+<>≤≥±").isdigit()
        and len(before) < 5
        for before, part in pairwise(parts)
    ]
    return len(parts) - sum(goes_on)


_NAME_BEFORE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäöé]+ $")
_LARGEST_IN_NAME = 1000  # properties, schools and wards are numbered in ones and tens


def is_in_name(text: str, found: FoundNumber) -> bool:
    """Whether a number belongs to the name before it, as those of properties do, and counts nothing.

    >>> text = "Föreningen äger fastigheten Ekbacken 2 med 96 lägenheter."
    >>> [is_in_name(text, found) for found in find_numbers(text)]
    [True, False]
    """
    bare = found.number.unit is None and abs(found.number.value) < _LARGEST_IN_NAME
    return bare and _NAME_BEFORE.search(text[: found.start]) is not None


_PAGE_OF = re.compile(r"\s?\(\d{1,3}\)")
_LARGEST_OF_ORDER = 100  # notes, and pages of a memorandum


def is_number_of_order(text: str, found: FoundNumber) -> bool:
    """Whether a number only counts notes or pages: "(1)", "2 (5)".

    >>> text = "Telefoni (1), sidan 2 (5), 7 (av 9) larm"
    >>> [is_number_of_order(text, found) for found in find_numbers(text)]
    [True, True, True, False, False]
    """
    if found.number.unit is not None or abs(found.number.value) >= _LARGEST_OF_ORDER:
        return False
    in_brackets = text[: found.start].endswith("(") and text[found.end : found.end + 1] == ")"
    return in_brackets or _PAGE_OF.match(text[found.end :]) is not None
