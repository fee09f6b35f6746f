"""A question becomes weighted search terms: its own, and close spellings of those that no report has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.abbreviations import Abbreviations
from index.bm25 import Bm25
from index.swedish_terms import fold, to_term_groups, to_terms
from index.word_lists import read_lines

# A folded or misspelt form counts less than the word itself.
FOLDED_WEIGHT = 0.8
MISSPELT_WEIGHT = 0.6
# Shorter stems have too many neighbours: "ram" is one letter from "rad".
SHORTEST_MISSPELT = 4
# The words of an abbreviation's full name, the abbreviation of a name, and a near synonym.
FULL_NAME_WEIGHT = 1.0
SHORT_NAME_WEIGHT = 0.7
SYNONYM_WEIGHT = 0.5
# Length of a stem -> slips forgiven: one in "avik", two in "regionstyrls", three in "energianvändnng".
_SLIPS = ((13, 3), (8, 2), (SHORTEST_MISSPELT, 1))


def question_to_terms(question: str, index: Bm25, abbreviations: Abbreviations) -> dict[str, float]:
    """Term -> weight; a word of which the index has no part is replaced by the nearest that it has."""
    weights: dict[str, float] = {}
    for group in to_term_groups(question):
        whole = group[0]
        known = [(term, 1.0) for term in group if term in index]
        if whole not in index:
            known += _folded_terms(whole, index) or ([] if known else _misspelt_terms(whole, index))
        related = [(term, SYNONYM_WEIGHT) for term in synonyms().get(whole, ())]
        _raise(weights, [*known, *related])
    for _, name in abbreviations.names_in(question):
        _raise(weights, [(term, FULL_NAME_WEIGHT) for term in to_terms(name)])
    for short in abbreviations.shorts_in(question):
        _raise(weights, [(term, SHORT_NAME_WEIGHT) for term in to_terms(short)])
    return weights


def _raise(weights: dict[str, float], found: Iterable[tuple[str, float]]) -> None:
    for term, weight in found:
        weights[term] = max(weight, weights.get(term, 0.0))


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Term -> the terms that mean about the same, from a table of general public-finance words."""
    table: dict[str, set[str]] = {}
    for line in read_lines("synonyms"):
        stems = [to_term_groups(word.strip())[0][0] for word in line.split("=")]
        for term in stems:
            table.setdefault(term, set()).update(other for other in stems if other != term)
    return {term: tuple(sorted(others)) for term, others in table.items()}


def _folded_terms(term: str, index: Bm25) -> list[tuple[str, float]]:
    return [(known, FOLDED_WEIGHT) for known in index.folded.get(fold(term), ())]


def _misspelt_terms(term: str, index: Bm25) -> list[tuple[str, float]]:
    slips = next((slips for length, slips in _SLIPS if len(term) >= length), 0)
    if not slips or not term.isalpha():
        return []
    near = process.extract(term, index.words, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=3)
    return [(known, MISSPELT_WEIGHT) for known, distance, _ in near if distance == near[0][1]]
