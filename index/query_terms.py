"""A question becomes weighted search terms: its own, and close spellings of those that no report has."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.bm25 import Bm25
from index.swedish_terms import fold, to_terms

# A folded or misspelt form counts less than the word itself.
FOLDED_WEIGHT = 0.8
MISSPELT_WEIGHT = 0.6
# Shorter words have too many neighbours: "ram" is one letter from "rad".
SHORTEST_MISSPELT = 5
# One slip in a short word, two in a long one.
LONG_WORD = 9


def question_to_terms(question: str, index: Bm25) -> dict[str, float]:
    """Term -> weight; terms that the index lacks are replaced by the nearest that it has."""
    weights: dict[str, float] = {}
    for term in to_terms(question):
        for known, weight in _known_terms(term, index):
            weights[known] = max(weight, weights.get(known, 0.0))
    return weights


def _known_terms(term: str, index: Bm25) -> Iterable[tuple[str, float]]:
    if term in index:
        return [(term, 1.0)]
    if not term.isalpha():
        return []
    folded = index.folded.get(fold(term))
    if folded:
        return [(known, FOLDED_WEIGHT) for known in folded]
    if len(term) < SHORTEST_MISSPELT:
        return []
    slips = 2 if len(term) >= LONG_WORD else 1
    near = process.extract(term, index.words, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=3)
    return [(known, MISSPELT_WEIGHT) for known, distance, _ in near if distance == near[0][1]]
