from __future__ import annotations

import numpy as np
import pytest

from index.vectors import VectorIndex, vector_ids

EAST, NORTH, BETWEEN = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]


def rows(*vectors: list[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    return np.array(vectors, dtype=np.float16)


def found(index: VectorIndex, query: list[float], count: int = 5) -> list[tuple[int, int]]:
    return [(segment, row) for segment, row, _ in index.search(np.array(query, dtype=np.float32), count)]


@pytest.fixture
def index() -> VectorIndex:
    index = VectorIndex(2)
    index.sync({1: rows(EAST, NORTH), 7: rows(BETWEEN)})
    return index


def test_score_is_the_cosine(index: VectorIndex) -> None:
    hits = index.search(np.array(EAST, dtype=np.float32), 3)
    assert [(segment, row) for segment, row, _ in hits] == [(1, 0), (7, 0), (1, 1)]
    assert [score for _, _, score in hits] == pytest.approx([1.0, 0.6, 0.0], abs=1e-3)


def test_removed_segment_is_gone_and_the_others_stay(index: VectorIndex) -> None:
    index.sync({7: rows(BETWEEN)})
    assert found(index, EAST) == [(7, 0)]
    assert len(index) == 1


def test_segment_added_later_is_found(index: VectorIndex) -> None:
    index.sync({1: rows(EAST, NORTH), 7: rows(BETWEEN), 8: rows([0.8, 0.6])})
    assert found(index, [0.8, 0.6], 1) == [(8, 0)]


def test_only_allowed_vectors_are_found(index: VectorIndex) -> None:
    allowed = np.concatenate([vector_ids(1, [1]), vector_ids(7, [0])])
    hits = index.search(np.array(EAST, dtype=np.float32), 5, allowed)
    assert [(segment, row) for segment, row, _ in hits] == [(7, 0), (1, 1)]


def test_nothing_allowed_finds_nothing(index: VectorIndex) -> None:
    assert index.search(np.array(EAST, dtype=np.float32), 5, np.array([], dtype=np.int64)) == []


def test_empty_index_finds_nothing() -> None:
    assert found(VectorIndex(2), EAST) == []
