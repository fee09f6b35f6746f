"""Swedish text becomes search terms: stems, compound parts, numbers and diary numbers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.compounds import split_compound
from index.stems import stem
from index.word_lists import read_pairs, read_words

STOP_WORDS = read_words("stop_words")
SHORT_FORMS = read_pairs("short_forms")

_TOKEN = re.compile(
    r"""
    \d{1,3}(?:[\ \u00a0\u202f\u2009]\d{3})+(?![\d])(?:,\d+)?   # 1 222 921 and 1 222 921,5
    | [^\W\d_]+(?:/\d+)+(?:-\d+)?                  # RS/196/2025
    | \d+(?:[.,/:-]\d+)*                           # 12,3  2025-08  1177  24/7
    | [^\W\d_]+(?:[.:][^\W\d_]+)*                  # words, bl.a, HSN:s
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s")
_FOLD = str.maketrans("åäöéèüæø", "aaoeeuao")


def to_terms(text: str) -> list[str]:
    """Stems of the words and of their compound parts, numbers without spaces; stop words left out.

    >>> to_terms("Regionens budgetavvikelse är 1 222 921 kr, dnr RS/196/2025")
    ['region', 'budgetavvik', 'budg', 'avvik', '1222921', 'kr', 'dnr', 'rs/196/2025']
    """
    return [term for group in to_term_groups(text) for term in group]


def to_term_groups(text: str) -> list[tuple[str, ...]]:
    """The terms of each word, number or diary number that is not a stop word: the whole first, then its parts."""
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())
    return [group for token in tokens if (group := _token_to_terms(token))]


@lru_cache(maxsize=100_000)
def _token_to_terms(token: str) -> tuple[str, ...]:
    if token[0].isdigit():
        return (_SPACES.sub("", token),)
    if "/" in token:
        return (token,)
    # "HSN:s" is the genitive of HSN; "bl.a" loses its stops.
    word = token.split(":")[0].replace(".", "")
    if word in STOP_WORDS:
        return ()
    if word in SHORT_FORMS:
        return tuple(stem(part) for part in SHORT_FORMS[word].split())
    whole = stem(word)
    parts = tuple(stem(part) for part in split_compound(word))
    return (whole, *(part for part in parts if part != whole))


def fold(term: str) -> str:
    """The term without its dots and rings, for questions typed without them.

    >>> fold("hälsö")
    'halso'
    """
    return term.translate(_FOLD)
