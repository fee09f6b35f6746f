"""Swedish compounds come apart: budgetavvikelse into budget and avvikelse.

The cheapest way through the word wins; a part costs its negative log frequency as a part of other compounds.
"""

from __future__ import annotations

import math
from functools import lru_cache

from index.stems import stem
from index.word_lists import read_pairs, read_words

_SHORTEST_PART = 3
# Shorter words are parts themselves; splitting them was wrong more often than right ("budget" as bud + get).
_SHORTEST_COMPOUND = 7
# Cost of one more part: keeps long true parts whole ("kollektiv", not "koll" + "ektiv").
_PART_COST = 2.0
# A stem is at most so much shorter than the last part that it stands for: "styrelsernas" has 8 letters more.
_LONGEST_ENDING = 8


def _costs(name: str) -> dict[str, float]:
    counts = {word: int(count) for word, count in read_pairs(name).items()}
    total = sum(counts.values())
    return {word: _PART_COST - math.log(count / total) for word, count in counts.items()}


_MODIFIERS = _costs("compound_modifiers")
_HEADS = _costs("compound_heads")
_SHORT_HEADS = read_words("compound_short_heads")


@lru_cache(maxsize=50_000)
def split_compound(word: str) -> tuple[str, ...]:
    """Parts of a lower-case compound, modifiers with their linking s; () for a word that is none.

    >>> split_compound("nettokostnadsutvecklingen")
    ('netto', 'kostnads', 'utvecklingen')
    >>> split_compound("budget")
    ()
    """
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return ()
    _, parts = _cheapest(word, 0, {})
    return parts


def is_part(word: str) -> bool:
    """Whether other words are made with this one.

    >>> is_part("vård"), is_part("hsn")
    (True, False)
    """
    return word in _MODIFIERS or word in _HEADS


_Way = tuple[float, tuple[str, ...]]
_NO_WAY: _Way = (math.inf, ())


def _cheapest(word: str, start: int, known: dict[int, _Way]) -> _Way:
    """Cost and parts of the best split of `word[start:]`; `known` remembers ends already solved."""
    if start in known:
        return known[start]
    best = _head(word[start:]) if start else _NO_WAY
    for end in range(start + _SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        modifier = word[start:end]
        if modifier not in _MODIFIERS:
            continue
        cost, parts = _cheapest(word, end, known)
        cost += _MODIFIERS[modifier]
        if cost < best[0]:
            best = (cost, (modifier, *parts))
    known[start] = best
    return best


def _head(rest: str) -> _Way:
    if len(rest) == _SHORTEST_PART and rest not in _SHORT_HEADS:
        return _NO_WAY
    head = stem(rest)
    if head not in _HEADS or len(rest) - len(head) > _LONGEST_ENDING:
        return _NO_WAY
    return (_HEADS[head], (rest,))
