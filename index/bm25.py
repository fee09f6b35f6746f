"""The sparse index: rank-bm25's Okapi weighting over inverted lists, so that a search reads only its own terms."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.swedish_terms import fold

# Usual values (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
K1 = 1.5
B = 0.75
# rank-bm25 gives a term that stands in over half of the passages this share of the mean idf instead of a negative one.
EPSILON = 0.25
# That share is nought or less in an index of one or two passages, and a word that is there would not be found.
LEAST_IDF = 0.05


@dataclass(frozen=True, slots=True)
class Postings:
    """Inverted lists of one segment: term number t stands in `units[starts[t]:starts[t + 1]]`, `weights` times.

    A passage is matched by its units, at least one; those of passage p begin at `first_units[p]`.
    """

    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    units: NDArray[np.int32]
    weights: NDArray[np.float32]
    lengths: NDArray[np.float32]
    """Sum of the weights of each unit."""
    first_units: NDArray[np.int64]

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """In how many units each term stands, in the order of `terms`."""
        return np.diff(self.starts)

    def of(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Units and weights of a term that the segment holds."""
        number = self.terms[term]
        part = slice(self.starts[number], self.starts[number + 1])
        return self.units[part], self.weights[part]


def count_postings(passages: Sequence[Sequence[Mapping[str, float]]]) -> Postings:
    """Inverted lists of passages, each given by its units as term -> weighted count."""
    units = [unit for passage in passages for unit in passage]
    by_term: dict[str, list[tuple[int, float]]] = {}
    for number, counts in enumerate(units):
        for term, weight in counts.items():
            by_term.setdefault(term, []).append((number, weight))
    terms = sorted(by_term)
    flat = [pair for term in terms for pair in by_term[term]]
    return Postings(
        terms={term: number for number, term in enumerate(terms)},
        starts=np.cumsum([0, *(len(by_term[term]) for term in terms)], dtype=np.int64),
        units=np.array([unit for unit, _ in flat], dtype=np.int32),
        weights=np.array([weight for _, weight in flat], dtype=np.float32),
        lengths=np.array([sum(counts.values()) for counts in units], dtype=np.float32),
        first_units=np.cumsum([0, *(len(passage) for passage in passages)], dtype=np.int64)[:-1],
    )


def save_postings(postings: Postings, folder: Path) -> None:
    """Write `terms.json` and `postings.npz`."""
    (folder / "terms.json").write_text(json.dumps(list(postings.terms), ensure_ascii=False), encoding="utf-8")
    np.savez(
        folder / "postings.npz",
        starts=postings.starts,
        units=postings.units,
        weights=postings.weights,
        lengths=postings.lengths,
        first_units=postings.first_units,
    )


def load_postings(folder: Path) -> Postings:
    """Read what `save_postings` wrote."""
    terms: list[str] = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    # Opened here: numpy leaves the file open when it turns out to be damaged.
    with (folder / "postings.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Postings(
            dict(zip(terms, range(len(terms)), strict=True)),
            arrays["starts"],
            arrays["units"],
            arrays["weights"],
            arrays["lengths"],
            arrays["first_units"],
        )


KEPT_TERMS = 2000  # terms whose places are kept together: what people ask with, 12 bytes a place


class Vocabulary:
    """Terms by number, and in how many units each stands. Numbers are only ever added, so that two states share them."""

    def __init__(self, numbers: defaultdict[str, int], frequencies: NDArray[np.int64]) -> None:
        self._numbers = numbers
        self._frequencies = frequencies

    @classmethod
    def empty(cls) -> Vocabulary:
        """No terms at all."""
        return cls(defaultdict(count().__next__), np.zeros(0, np.int64))

    def changed(self, gone: Sequence[Postings], new: Sequence[Postings]) -> Vocabulary:
        """Without the terms of some segments and with those of others: work in proportion to these."""
        numbers = [self._numbers_of(segment) for segment in new]
        frequencies = np.zeros(len(self._numbers), np.int64)
        frequencies[: len(self._frequencies)] = self._frequencies
        for segment, at in zip(new, numbers, strict=True):
            frequencies[at] += segment.frequencies
        for segment in gone:
            frequencies[self._numbers_of(segment)] -= segment.frequencies
        return Vocabulary(self._numbers, frequencies)

    def __contains__(self, term: str) -> bool:
        number = self._numbers.get(term, len(self._frequencies))
        return number < len(self._frequencies) and self._frequencies[number] > 0

    def frequencies(self) -> dict[str, int]:
        """Term -> units that it stands in, in the order of the alphabet."""
        pairs = zip(list(self._numbers), self._frequencies.tolist(), strict=False)
        return {term: units for term, units in sorted(pairs) if units}

    def _numbers_of(self, segment: Postings) -> NDArray[np.int64]:
        return np.fromiter(map(self._numbers.__getitem__, segment.terms), np.int64, len(segment.terms))


class Bm25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 is untyped
    """BM25Okapi over the units of all segments; a passage scores as its best unit.

    Passages are numbered by row: those of a segment follow those of the one before, from `bases[segment]`.
    """

    def __init__(self, segments: Sequence[Postings], previous: Bm25 | None = None) -> None:
        """`previous` holds most of these segments already; only what differs from it is counted."""
        # Not super().__init__: it wants the passages as token lists and keeps a dictionary for each.
        self.segments = tuple(segments)
        self.k1, self.b, self.epsilon = K1, B, EPSILON
        self.doc_len = np.concatenate([segment.lengths for segment in segments] or [np.zeros(0, np.float32)])
        self.corpus_size = len(self.doc_len)
        self.avgdl = float(self.doc_len.mean()) if self.corpus_size else 0.0
        self.bases = np.cumsum([0, *(len(segment.first_units) for segment in segments)])
        self._unit_bases = np.cumsum([0, *(len(segment.lengths) for segment in segments)])
        self._first_units = np.concatenate(
            [segment.first_units + base for segment, base in zip(segments, self._unit_bases, strict=False)]
            or [np.zeros(0, np.int64)]
        )
        # On the instance: a cache on the class would keep old indexes alive.
        self._everywhere = lru_cache(maxsize=KEPT_TERMS)(self._gather)
        before = previous.segments if previous else ()
        vocabulary: Vocabulary = previous.vocabulary if previous else Vocabulary.empty()
        self.vocabulary: Vocabulary = vocabulary.changed(
            gone=_missing_from(before, self.segments), new=_missing_from(self.segments, before)
        )

    def __contains__(self, term: str) -> bool:
        return term in self.vocabulary

    def get_scores(self, query: Mapping[str, float] | Sequence[str]) -> NDArray[np.float32]:
        """One score a passage; `query` gives terms, or terms with weights."""
        weights = query if isinstance(query, Mapping) else Counter(query)
        scores = np.zeros(self.corpus_size, dtype=np.float32)
        if not self.corpus_size:
            return scores
        norms = self._length_norms
        for term, weight in weights.items():
            if term not in self.vocabulary:
                continue
            factor = weight * self.term_weights[term] * (self.k1 + 1)
            at, counts = self._everywhere(term)
            scores[at] += factor * counts / (counts + norms[at])
        best: NDArray[np.float32] = np.maximum.reduceat(scores, self._first_units)
        return best

    def _gather(self, term: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Units of all segments that hold a term, and its weights there: a question's terms come again and again."""
        found = [
            (*segment.of(term), base)
            for segment, base in zip(self.segments, self._unit_bases[:-1], strict=True)
            if term in segment.terms
        ]
        units = np.concatenate([units + base for units, _, base in found])
        return units.astype(np.int64), np.concatenate([counts for _, counts, _ in found])

    @cached_property
    def term_weights(self) -> dict[str, float]:
        """Term -> inverse document frequency; counted at the first search, not at each change."""
        self.idf: dict[str, float] = {}
        if frequencies := self.vocabulary.frequencies():
            self._calc_idf(frequencies)
        return {term: max(weight, LEAST_IDF) for term, weight in self.idf.items()}

    @cached_property
    def words(self) -> list[str]:
        """All terms that are words."""
        return [term for term in self.term_weights if term.isalpha()]

    @cached_property
    def folded(self) -> dict[str, list[str]]:
        """Words by their form without dots and rings."""
        forms: dict[str, list[str]] = {}
        for word in self.words:
            forms.setdefault(fold(word), []).append(word)
        return forms

    @cached_property
    def _length_norms(self) -> NDArray[np.float32]:
        norms: NDArray[np.float32] = (self.k1 * (1 - self.b + self.b * self.doc_len / self.avgdl)).astype(
            np.float32
        )
        return norms


def _missing_from(segments: Sequence[Postings], others: Sequence[Postings]) -> list[Postings]:
    """The segments that are not among the others; a segment is never changed, so the object itself tells."""
    known = {id(other) for other in others}
    return [segment for segment in segments if id(segment) not in known]


def best_rows(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Rows of the highest scores above 0, best first, ties by row."""
    candidates = np.flatnonzero(scores > 0)
    if len(candidates) > count:
        kept = np.argpartition(-scores[candidates], count - 1)[:count]
        floor = scores[candidates[kept]].min()
        # All rows that tie with the last one stay until the final order is made: the result is deterministic.
        candidates = candidates[scores[candidates] >= floor]
    order = np.lexsort((candidates, -scores[candidates]))
    best: NDArray[np.int64] = candidates[order][:count]
    return best
