"""An encoder that can be read: the vector of a text counts its words, one place a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class WordCountEncoder:
    """Place i of a vector counts word i of `words`; the last place counts all other words, and 1 for none at all."""

    def __init__(self, words: str, name: str = "word-count") -> None:
        self.words = words.split()
        self.name = name
        self.encoded: list[str] = []

    @property
    def width(self) -> int:
        return len(self.words) + 1

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.width)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded.extend(texts)
        return self.encode_queries(texts)

    def _vector(self, text: str) -> NDArray[np.float64]:
        found = text.lower().split()
        counts = [found.count(word) for word in self.words]
        vector = np.array([*counts, len(found) - sum(counts) or (0 if sum(counts) else 1)], dtype=float)
        length: np.float64 = np.linalg.norm(vector)
        return vector / length
