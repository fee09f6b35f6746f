"""The dense index: FAISS, exact, inner product. Vectors have length 1, so the inner product is the cosine."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A vector's id is its segment's number and its row: segment << ROW_BITS | row.
ROW_BITS = 32


class VectorIndex:
    """Vectors of numbered segments; a segment comes or goes without touching the others' vectors."""

    def __init__(self, width: int) -> None:
        import faiss

        # Exact and with the metric stated: 100,000 passages take some 15 ms, and nothing is ever missed.
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(width))
        self._segments: set[int] = set()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def sync(self, segments: Mapping[int, NDArray[np.floating[Any]]]) -> None:
        """Hold exactly these segments."""
        with self._lock:
            for number in self._segments - segments.keys():
                self._remove(number)
            for number in segments.keys() - self._segments:
                self._add(number, segments[number])

    def search(
        self, query: NDArray[np.float32], count: int, allowed: NDArray[np.int64] | None = None
    ) -> list[tuple[int, int, float]]:
        """(segment, row, cosine) of the nearest vectors, nearest first; `allowed` holds ids made by `vector_ids`."""
        import faiss

        with self._lock:
            count = min(count, len(self) if allowed is None else len(allowed))
            if count == 0:
                return []
            parameters = selector = None
            if allowed is not None:
                # The parameters hold a bare pointer: `selector` must live until the search is done.
                selector = faiss.IDSelectorBatch(np.sort(allowed))
                parameters = faiss.SearchParameters()
                parameters.sel = selector
            scores, ids = self._index.search(
                query.reshape(1, -1).astype(np.float32), count, params=parameters
            )
        return [
            (int(i) >> ROW_BITS, int(i) & ((1 << ROW_BITS) - 1), float(score))
            for i, score in zip(ids[0], scores[0], strict=True)
            if i >= 0
        ]

    def _add(self, number: int, vectors: NDArray[np.floating[Any]]) -> None:
        if len(vectors):  # a report without text has none, and no width either
            ids = vector_ids(number, range(len(vectors)))
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)
        self._segments.add(number)

    def _remove(self, number: int) -> None:
        import faiss

        self._index.remove_ids(faiss.IDSelectorRange(number << ROW_BITS, (number + 1) << ROW_BITS))
        self._segments.discard(number)


def vector_ids(segment: int, rows: Iterable[int]) -> NDArray[np.int64]:
    """Ids of rows of a segment."""
    return (np.int64(segment) << ROW_BITS) + np.fromiter(rows, dtype=np.int64)
