"""The service's own vocabulary: rows of Swedish wording in service/vocabulary, extendable by a user."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import Stemmer

FOLDER = Path(__file__).parent / "vocabulary"

WORD = re.compile(r"[^\W_]+(?:/\d+)+|[^\W_]+(?::[^\W\d_]+)?")
"""A word, number or diary number (RS/196/2025); a hyphen parts words, and so does a stroke between words."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """`stem` is worth `weight` of the asked word, `beside` are the stems that have to stand with it ("särskilt boende")."""

    stem: str
    weight: float
    beside: tuple[str, ...] = ()


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


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of a lower-case word, taken twice.

    Once is not enough: Snowball leaves "resultat" of "resultatet" but "result" of "resultat". A
    word in -sats or -plats keeps its end: "skattesats" is not "skatt", but "försämrats" is "försämra".

    >>> stem("bruttokostnadsutvecklingen") == stem("bruttokostnadsutveckling")
    True
    >>> stem("resultatet") == stem("resultat")
    True
    """
    term = word
    for _ in range(2):
        if term.endswith(("sats", "plats")):
            break
        shorter = _without_neuter(str(_stemmer().stemWord(term)))
        if len(shorter) < SHORTEST_STEM:
            break
        term = shorter
    return term


def stems_of(text: str) -> list[str]:
    """The stems of a text's words in order.

    >>> stems_of("preliminärt administrativt") == stems_of("preliminära administrativ")
    True
    """
    return [stem(word) for word in words_of(text)]


@lru_cache(maxsize=4096)
def stem_strengths(text: str) -> Mapping[str, float]:
    """The stems of a text, each worth all."""
    return dict.fromkeys(stems_of(text), 1.0)


SHORTEST_STEM = 3  # letters; below it different words fall together
_CONSONANTS = frozenset("bdfghjklmnprsvx")
SHORTEST_NEUTER = 6  # letters; in shorter stems the t is mostly the word's own


def _without_neuter(term: str) -> str:
    """Snowball leaves the neuter t of adjectives; taken off every stem alike, so that nouns in -rt still match."""
    neuter = len(term) >= SHORTEST_NEUTER and term[-1] == "t" and term[-2] in _CONSONANTS
    return term[:-1] if neuter else term


@cache
def ignored_words() -> frozenset[str]:
    """Words that ask but don't say what about."""
    return word_list("ignored_words")


@cache
def function_words() -> frozenset[str]:
    """Words that carry no matter of their own in a question answered by a sentence."""
    return word_list("function_words")


@cache
def direction_words() -> frozenset[str]:
    """Words that tell which way something went."""
    return word_list("direction_words")


@cache
def mended_words() -> frozenset[str]:
    """Words of questions that slips of the keyboard are mended to."""
    return word_list("mended_words")


def word_list(name: str) -> frozenset[str]:
    """The words of service/vocabulary/<name>.txt; lines that begin with # are comments."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def folded_ignored_words() -> frozenset[str]:
    """The ignored words as typed without å ä ö: "ar", "for", "nar"."""
    plain = str.maketrans("åäö", "aao")
    return frozenset(word.translate(plain) for word in ignored_words())


@cache
def synonyms() -> dict[str, tuple[Synonym, ...]]:
    """What a stem may be called in reports. A key with a hyphen is a part of a compound: "hyr-".

    >>> [row.stem for row in synonyms()[stem("ftv")]] == [stem("folktandvård")]
    True
    """
    return rows_to_synonyms(word_table("synonyms")["row"])


@cache
def prose_synonyms() -> dict[str, tuple[Synonym, ...]]:
    """What a word of a question about running text may be called there, by stem."""
    return rows_to_synonyms({"weight": PROSE_WEIGHT, **row} for row in word_table("prose_synonyms")["row"])


PROSE_WEIGHT = 0.85  # said otherwise, seldom wholly the same


@cache
def telling_words() -> frozenset[str]:
    """Words of questions about running text, as people write them."""
    return frozenset(
        word for row in word_table("prose_synonyms")["row"] for one in row["words"] for word in one.split()
    )


@cache
def deed_stems() -> frozenset[str]:
    """Stems of words that tell what was done, which reports put in many ways."""
    rows = word_table("prose_synonyms")["row"]
    return frozenset(
        stem(word) for row in rows if row.get("verb") for one in row["words"] for word in one.split()
    )


def rows_to_synonyms(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Synonym, ...]]:
    """Rows with `words`, `means` and `weight` as what each asked stem may be called."""
    found: dict[str, list[Synonym]] = {}
    for row in rows:
        meanings = [_phrase_to_synonym(phrase, row["weight"]) for phrase in row["means"]]
        for asked in row["words"]:
            key = _stem_part(asked)
            found.setdefault(key, []).extend(meaning for meaning in meanings if meaning.stem != key)
    return {key: tuple(meanings) for key, meanings in found.items()}


def _phrase_to_synonym(phrase: str, weight: float) -> Synonym:
    first, *others = phrase.split()
    return Synonym(_stem_part(first), weight, tuple(stem(word) for word in others))


def _stem_part(word: str) -> str:
    return word if word.endswith("-") or " " in word else stem(word)
