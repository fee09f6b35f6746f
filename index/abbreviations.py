"""What the abbreviations of a question stand for, by the reports' own words and the table of public bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from index.compounds import is_part
from index.swedish_terms import STOP_WORDS
from ingest.bodies import Bodies

_WORD = re.compile(r"(?<![\w/-])[^\W\d_]{2,8}(?=(?::?s)?(?![\w/]))")


class Abbreviations:
    """Abbreviation -> full name. A report's own meaning is kept beside the general one: both are searched."""

    def __init__(self, introduced: Iterable[tuple[str, str]] = (), general: bool = True) -> None:
        self._names: dict[str, list[str]] = {}
        self._shorts: dict[str, list[str]] = {}
        for short, name in [*(_general().items() if general else ()), *introduced]:
            _append(self._names, short.casefold(), name)
            _append(self._shorts, name.casefold(), short)

    def names_in(self, question: str) -> list[tuple[int, str]]:
        """(end of the abbreviation, full name) for each one; also typed in lower case, unless that is a word.

        >>> Abbreviations().names_in("vad kostade hsn?")
        [(15, 'Hälso- och sjukvårdsnämnden')]
        >>> Abbreviations([("SEN", "Servicenämnden")]).names_in("sen då?")
        []
        """
        return [
            (match.end(), name)
            for match in _WORD.finditer(question)
            if match.group().isupper() or not _is_word(match.group().casefold())
            for name in self._names.get(match.group().casefold(), ())
        ]

    def shorts_in(self, question: str) -> list[str]:
        """Abbreviations of the full names that the question spells out.

        >>> Abbreviations().shorts_in("kollektivtrafiknämndens utfall")
        ['KTN']
        """
        named = {
            found.name.casefold() for found in _bodies().find_bodies(question) if found.abbreviation is None
        }
        return [short for name, shorts in self._shorts.items() if name in named for short in shorts]

    def spelled_out(self, question: str) -> str:
        """The question with each abbreviation's full name behind it, for a model that does not know them.

        >>> Abbreviations().spelled_out("Vad är KTN:s utfall?")
        'Vad är KTN (Kollektivtrafiknämnden):s utfall?'
        """
        for end, name in reversed(self.names_in(question)):
            question = f"{question[:end]} ({name}){question[end:]}"
        return question


def _append(table: dict[str, list[str]], key: str, value: str) -> None:
    values = table.setdefault(key, [])
    if value not in values:
        values.append(value)


def _is_word(word: str) -> bool:
    return word in STOP_WORDS or is_part(word)


@cache
def _bodies() -> Bodies:
    return Bodies.general()


def _general() -> Mapping[str, str]:
    return _bodies().abbreviations
