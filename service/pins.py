"""Printed names that a question points at: "på raden ”Löner” i tabellen ”Kostnader” på sidan 31"."""

from __future__ import annotations

import re

from service.question import Pins


def take_pins(text: str) -> tuple[Pins, str]:
    """The printed names that a question gives, and the question without them.

    >>> pins, rest = take_pins("Vad är budgeten på raden ”Löner 2024” på sidan 31 i rapporten ”Bokslut”?")
    >>> pins.row, pins.page, pins.report, " ".join(rest.split())
    ('Löner 2024', '31', 'Bokslut', 'Vad är budgeten ?')
    """
    names: dict[str, str] = {}
    for match in _PIN.finditer(text):
        field = _FIELDS[(match["name"] or match["page"]).casefold()]
        names.setdefault(field, match["quoted"] or match["number"])
    return Pins(**names), _PIN.sub(" ", text)


def printed(text: str) -> str:
    """A printed name as a question can quote it: on one line, without quotation marks.

    >>> printed("Löner och \\n”arvoden” ")
    'Löner och arvoden'
    """
    return " ".join(re.sub(r"[”\"“]", "", text).split())


_FIELDS = {
    "raden": "row",
    "kolumnen": "column",
    "tabellen": "table",
    "texten": "text",
    "rapporten": "report",
    "sidan": "page",
    "sida": "page",
    "s.": "page",
}
_PIN = re.compile(
    r"""(?:\b(?:på|i|enligt)\s+)?(?<!\w)
    (?:(?P<name>raden|kolumnen|tabellen|texten|rapporten|sidan)\s+[”"“](?P<quoted>[^”"“]+)[”"“]
     |(?P<page>sidan|sida|s\.)\s(?P<number>\d{1,4})(?!\w))""",
    re.VERBOSE | re.IGNORECASE,
)
