"""Organisations that a question names: those with reports in the library, and strangers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.lexicon import FOLD
from service.surroundings import Surroundings
from service.word_tables import words_of


def find_strangers(text: str, around: Surroundings) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Organisations that have no report here, and the places of the names of those that do."""
    spans: list[tuple[int, int]] = []
    folded = text.casefold()
    for name in (*around.publishers, *around.publisher_short):
        for match in re.finditer(rf"(?<!\w){re.escape(name.casefold())}s?(?!\w)", folded):
            spans.append(match.span())
    strangers = []
    for match in _ORGANISATION.finditer(text):
        inside = any(start <= match.start("name") and match.end("name") <= end + 1 for start, end in spans)
        mine = any(_same_name(match["name"], name) for name in around.publishers)
        if not inside and not mine:
            strangers.append(match.group().strip())
    return tuple(strangers), spans


_SORTS = (
    (re.compile(r"\b(?:kommunal)?förbundet?s?\b"), "förbund"),
    (re.compile(r"\bkommunens?\b"), "kommun"),
    (re.compile(r"\bregionens?\b"), "region"),
    (re.compile(r"\binspektionens?\b"), "inspektion"),
    (re.compile(r"\bmyndighetens?\b"), "myndighet"),
    (re.compile(r"\bföreningens?\b"), "förening"),
)
"""What an organisation is called for short; it names the one publisher of that sort."""

_COMMON = frozenset(
    [
        "region",
        "regionen",
        "kommun",
        "kommunen",
        "stad",
        "staden",
        "kommunalförbund",
        "kommunalförbundet",
        "och",
        "i",
        "för",
        "ab",
    ]
)


def find_publishers(text: str, around: Surroundings) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Publishers named by the word that is theirs alone ("i Ekmora"), and where."""
    if len(around.publishers) < 2:
        return (), []
    named: list[str] = []
    spans: list[tuple[int, int]] = []
    for publisher in around.publishers:
        others = {word for name in around.publishers if name != publisher for word in words_of(name)}
        for word in set(words_of(publisher)) - _COMMON - others:
            for match in re.finditer(rf"(?<!\w){re.escape(word)}s?(?!\w)", text.casefold()):
                named.append(publisher)
                spans.append(match.span())
    if not named:
        named, spans = _of_sort(text.casefold(), around.publishers)
    return tuple(dict.fromkeys(named)), spans


def _of_sort(lower: str, publishers: Sequence[str]) -> tuple[list[str], list[tuple[int, int]]]:
    for pattern, sort in _SORTS:
        if pattern.search(lower):
            spans = [match.span() for match in pattern.finditer(lower)]
            fitting_names = [
                name
                for name in publishers
                if sort in name.casefold() and ("förbund" in name.casefold()) == (sort == "förbund")
            ]
            return (fitting_names, spans) if len(fitting_names) == 1 else ([], [])
    return [], []


_ORGANISATION = re.compile(r"\bRegion(?:en)? (?P<name>(?!Väst\b(?!\w))[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*)")


def _same_name(asked: str, publisher: str) -> bool:
    fold = asked.casefold().translate(FOLD).removesuffix("s")
    return fold in publisher.casefold().translate(FOLD)
