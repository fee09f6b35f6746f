"""Inflected Swedish words get one stem."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from index.word_lists import read_pairs

# Snowball's Swedish rules leave these: räntan beside ränta, utfallet beside utfall, minskning beside minskade.
_MORE_ENDINGS = ("ning", "an", "et")
_SHORTEST_STEM = 3

_IRREGULAR = read_pairs("irregular_forms")
_SNOWBALL = Stemmer.Stemmer("swedish")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word. Snowball is applied until nothing changes, since its rules stop halfway:

    "kostnad" became "kostn", but "kostnader" only "kostnad".

    >>> {stem(word) for word in ("kostnad", "kostnader", "kostnadernas")}
    {'kostn'}
    >>> {stem(word) for word in ("ränta", "räntan", "räntorna")}
    {'ränt'}
    """
    word = _IRREGULAR.get(word, word)
    while True:
        shorter = _without_ending(_SNOWBALL.stemWord(word))
        if shorter == word:
            return word
        word = shorter


def _without_ending(word: str) -> str:
    for ending in _MORE_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
