"""What the name of a report's file says of whose report it is, where its text hardly names its own publisher."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import PurePath

from ingest.report_kinds import find_report_kind
from ingest.vocabulary_files import vocabulary

FOLD = str.maketrans("åäöéüæø", "aaoeuao")

FEWEST_WORDS = 2
"""One word alone may be a subject, an office or a product; only a municipality's is known by itself."""


def name_in_file_name(source: str, text: str) -> str | None:
    """The organisation that a file's name begins with, in the spelling that the text prints.

    >>> text = "Tolkhjälpen Mitt växer. Tolkhjälpen Mitt har 14 medlemmar. Tolkhjälpen Mitts budget höll."
    >>> name_in_file_name("tolkhjalpen-mitt-arsredovisning-2031.pdf", text)
    'Tolkhjälpen Mitt'
    >>> name_in_file_name("arsredovisning-2031.pdf", text) is None
    True
    """
    words = _leading_words(source)
    if len(words) < FEWEST_WORDS or any(
        word.startswith(_OFFICES) or word.endswith(_OFFICES) for word in words
    ):
        return None
    flat = " ".join(text.split())
    pattern = re.compile(rf"(?<!\w){r'[ -]'.join(map(re.escape, words))}(?=s?(?!\w))", re.IGNORECASE)
    printed: Counter[str] = Counter()
    for match in pattern.finditer(flat.translate(_FOLD_ALL)):
        name = flat[match.start() : match.end()]
        first, *_, last = name.split()
        named = last[:1].isupper() or first.casefold().endswith(_SORTS)
        if name[:1].isupper() and not name.isupper() and named:
            printed[name] += 1
    return max(printed, key=lambda one: printed[one], default=None)


def municipality_in_file_name(source: str) -> str | None:
    """The municipality that a file's name begins with, unless it goes on as the name of a company or an association.

    >>> municipality_in_file_name("solleftea-tekniska-namnden-2031.pdf"), municipality_in_file_name("skovde-energi-ab-2031.pdf")
    ('Sollefteå kommun', None)
    >>> municipality_in_file_name("rapport-solleftea.pdf") is None
    True
    """
    words = _leading_words(source)
    for count in range(min(3, len(words)), 0, -1):
        place = _municipalities().get(" ".join(words[:count])) or _municipalities().get(
            " ".join(words[:count]).removesuffix("s")
        )
        other = any(word in _COMPANIES or word.endswith("forbund") for word in words)
        short = len(place or "") < SHORTEST_PLACE and not any(word.startswith(_OFFICES) for word in words)
        if place is not None and not other and not short:
            return f"{_genitive(place)} kommun"
    return None


SHORTEST_PLACE = 5
"""Letters: shorter names of municipalities are words, too ("mark", "berg")."""


_FOLD_ALL = str.maketrans("åäöéüæøÅÄÖÉÜÆØ", "aaoeuaoAAOEUAO")
_OFFICES = ("kommun", "namnd", "namnden", "styrelsen", "forvaltningen", "kontoret", "avdelningen")
_COMPANIES = frozenset(
    [
        "ab",
        "bolag",
        "bolaget",
        "energi",
        "bostader",
        "hem",
        "vatten",
        "fastigheter",
        "forening",
        "stiftelse",
        "hamn",
    ]
)
_SORTS = (
    "myndigheten", "förbundet", "verket", "institutet", "inspektionen", "rådet", "bolaget", "föreningen", "stiftelsen",
)  # fmt: skip
"""Ends of words that begin names whose other words are small: "Myndigheten för …"; "Intern kontroll" is no name."""
_VOWELS = "aeiouyåäö"


def _leading_words(source: str) -> list[str]:
    """The folded words of a file's name before its kind of report, its time or its number."""
    words: list[str] = []
    for word in re.split(r"[\W_]+", PurePath(source).stem.casefold().translate(FOLD)):
        if any(map(str.isdigit, word)) or _is_kind(word):
            break
        words.append(word)
    return words


def _is_kind(word: str) -> bool:
    return any(word.startswith(kind) for kind in _KINDS) or find_report_kind(word) is not None


_KINDS = (
    "arsredo", "arsbok", "arsrapport", "arsberatt", "delars", "tertial", "manads", "kvartal", "bokslut", "budget",
    "verksamhets", "rapport", "gransk", "revision", "plan", "uppfolj",
)  # fmt: skip
"""How kinds of reports begin, as file names spell them."""


@cache
def _municipalities() -> dict[str, str]:
    return {
        name.casefold().translate(FOLD).replace("-", " "): name
        for name in vocabulary("publishers")["municipalities"]
    }


def _genitive(place: str) -> str:
    """The place as it stands before "kommun": "Vetlanda", "Laholms", "Mönsterås"."""
    return place if place[-1] in (*_VOWELS, "s", "x", "z") or place == "Kalmar" else f"{place}s"
