"""Many passages become vectors, with progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.encoder import Encoder, Vectors

# Passages embedded between two reports of progress: some seconds of work, and several of the encoder's batches.
EMBED_AT_ONCE = 64


def embed_passages(encoder: Encoder, texts: Sequence[str], count: Callable[[int], None]) -> Vectors:
    """Vectors in the order of the texts, embedded longest first, so that a batch holds texts of about one length."""
    order = sorted(range(len(texts)), key=lambda number: -len(texts[number]))
    vectors = np.zeros((0, 0), dtype=np.float32)
    for start in range(0, len(order), EMBED_AT_ONCE):
        chunk = order[start : start + EMBED_AT_ONCE]
        embedded = encoder.encode_passages([texts[number] for number in chunk])
        if not len(vectors):
            vectors = np.zeros((len(texts), embedded.shape[1]), dtype=np.float32)
        vectors[chunk] = embedded
        count(len(chunk))
    return vectors
