"""The service's own vocabulary: rows of Swedish wording in service/vocabulary, extendable by a user."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import Stemmer

FOLDER = Path(__file__).parent / "vocabulary"

WORD = re.compile(r"[^\W_]+(?:[:/][^\W_]+)*")
"""A word, number or diary number; a hyphen parts words."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """`stem` is worth `weight` of the asked word. `prefix`/`suffix`: only as the first or last part of a word."""

    stem: str
    weight: float


@cache
def word_table(name: str) -> dict[str, Any]:
    """The parsed rows of service/vocabulary/<name>.toml."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def words_of(text: str) -> list[str]:
    """The lower-case words of a text in order, genitive colons dropped.

    >>> words_of("HSN:s ECT-apparat, RS/196/2025")
    ['hsn', 'ect', 'apparat', 'rs/196/2025']
    """
    return [_plain(match.group()) for match in WORD.finditer(text)]


def _plain(word: str) -> str:
    return re.sub(r":(?:s|n|en|ns|ens)$", "", word.casefold())


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("swedish")


def stem(word: str) -> str:
    """The Snowball stem of a lower-case word.

    >>> stem("bruttokostnadsutvecklingen") == stem("bruttokostnadsutveckling")
    True
    """
    return str(_stemmer().stemWord(word))


def stems_of(text: str) -> list[str]:
    """The stems of a text's words in order."""
    return _stemmer().stemWords(words_of(text))  # type: ignore[no-any-return]


@cache
def ignored_words() -> frozenset[str]:
    """Words that ask but don't say what about."""
    lines = (FOLDER / "ignored_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def synonyms() -> dict[str, tuple[Synonym, ...]]:
    """What a stem may be called in reports. A key with a hyphen is a part of a compound: "hyr-".

    >>> [row.stem for row in synonyms()[stem("ftv")]] == [stem("folktandvård")]
    True
    """
    found: dict[str, list[Synonym]] = {}
    for row in word_table("synonyms")["row"]:
        meanings = [Synonym(_stem_part(word), row["weight"]) for phrase in row["means"] for word in phrase.split()]
        for asked in row["words"]:
            key = _stem_part(asked)
            found.setdefault(key, []).extend(meaning for meaning in meanings if meaning.stem != key)
    return {key: tuple(rows) for key, rows in found.items()}


def _stem_part(word: str) -> str:
    return word if word.endswith("-") or " " in word else stem(word)
