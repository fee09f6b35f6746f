"""A question becomes weighted search terms: its own, and close spellings of those that no report has."""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.bm25 import Bm25
from index.swedish_terms import fold, to_term_groups

# A folded or misspelt form counts less than the word itself.
FOLDED_WEIGHT = 0.8
MISSPELT_WEIGHT = 0.6
# Shorter stems have too many neighbours: "ram" is one letter from "rad".
SHORTEST_MISSPELT = 4
# Length of a stem -> slips forgiven: one in "avik", two in "regionstyrls", three in "energianvändnng".
_SLIPS = ((13, 3), (8, 2), (SHORTEST_MISSPELT, 1))


def question_to_terms(question: str, index: Bm25) -> dict[str, float]:
    """Term -> weight; a word of which the index has no part is replaced by the nearest that it has."""
    weights: dict[str, float] = {}
    for group in to_term_groups(question):
        known = [(term, 1.0) for term in group if term in index] or _near_terms(group[0], index)
        for term, weight in known:
            weights[term] = max(weight, weights.get(term, 0.0))
    return weights


def _near_terms(term: str, index: Bm25) -> list[tuple[str, float]]:
    if not term.isalpha():
        return []
    folded = index.folded.get(fold(term))
    if folded:
        return [(known, FOLDED_WEIGHT) for known in folded]
    slips = next((slips for length, slips in _SLIPS if len(term) >= length), 0)
    if not slips:
        return []
    near = process.extract(term, index.words, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=3)
    return [(known, MISSPELT_WEIGHT) for known, distance, _ in near if distance == near[0][1]]
