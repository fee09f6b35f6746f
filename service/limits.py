"""Limits that a question sets: "mer än ett år", "över 90 dagar", "högst 30 minuter"."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBERS = {
    "en": "1", "ett": "1", "två": "2", "tre": "3", "fyra": "4", "fem": "5", "sex": "6", "sju": "7", "åtta": "8",
    "nio": "9", "tio": "10", "tolv": "12",
}  # fmt: skip
NOUNS = {
    "dag": r"(?:dag|dgr|dar\b|dygn)", "dygn": r"(?:dygn|dag|dgr)", "år": r"(?:år|mån)", "månad": r"(?:mån|år)",
    "timm": r"(?:tim|\bh\b)", "minut": r"min", "veck": r"veck", "procent": r"(?:procent|%)", "meter": r"m",
    "kilometer": r"(?:km|kilom)", "km": r"(?:km|kilom)", "kilo": r"k(?:g|ilo)", "kg": r"k(?:g|ilo)",
}  # fmt: skip
"""How a noun of measure may be printed, by its beginning in a question."""


@dataclass(frozen=True, slots=True)
class Limit:
    words: str
    """As asked."""
    number: str
    noun: str
    """A pattern of what is measured."""


def limits_of(plain: str) -> list[Limit]:
    """The limits of a lower-case question.

    >>> [limit.words for limit in limits_of("hur många har väntat mer än ett år på operation inom 90 dar?")]
    ['mer än ett år', 'inom 90 dar']
    >>> limits_of("hur mycket mer än 2024 blev det?"), limits_of("resultatet inom ett par år")
    ([], [])
    """
    found = []
    for match in _LIMIT.finditer(plain):
        number = NUMBERS.get(match["number"], match["number"])
        noun = next(
            pattern for name, pattern in NOUNS.items() if match["noun"].startswith(_SHORT.get(name, name))
        )
        found.append(Limit(match.group(), number, noun))
    return found


_SHORT = {"dag": "da"}
_LIMIT = re.compile(
    r"\b(?:över|mer än|fler än|längre än|äldre än|minst|under|mindre än|färre än|kortare än|yngre än|högst|max|inom)"
    rf" (?P<number>\d+|{'|'.join(NUMBERS)}) "
    r"(?P<noun>dagar?|dar|dygn|år|månader|månad|timm\w+|minuter|minut|veckor|vecka|procent|meter|kilometer|km|kilo|kg)\b"
)


def says_limit(text: str, limit: Limit) -> bool:
    """Whether a lower-case text gives the number of a limit, with its measure.

    >>> limit = limits_of("hur många väntade över 90 dagar?")[0]
    >>> says_limit("väntat > 90 dagar", limit), says_limit("inom 30 dagar", limit), says_limit("90 platser", limit)
    (True, False, False)
    """
    numbers = [limit.number, *(word for word, number in NUMBERS.items() if number == limit.number)]
    if limit.noun.startswith("(?:år") and limit.number.isdigit():
        numbers.append(str(12 * int(limit.number)))
    pattern = rf"(?<![\d,.])(?:{'|'.join(numbers)})(?![\d])(?:[-–]\d+)?\s?(?:\w+ )?{limit.noun}"
    return re.search(pattern, text) is not None
