"""The bundled model's forward pass over many texts at once, with matrices of 8-bit whole numbers.

Three things make it fast. Matrices are products of bytes (VNNI), twice as fast as bfloat16: each token has its own scale,
each output its own, as in Dettmers et al., "LLM.int8()", NeurIPS 2022. The tokens of all texts stand in one matrix without
padding; only attention goes text by text. And what lies between the products is compiled with them (`compiled_bert`).

Some inputs of attention and of the widening product are tenfold the others, and a token's scale would follow them. They are
shrunk, and their weights grown, by a factor found on one text: Xiao et al., "SmoothQuant", ICML 2023.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

    from index.compiled_bert import Floats, Layer, Product, Scratch

# Of 0.4, 0.5, 0.65 and 0.8, tried on 24 passages for attention and on 40 for widening, these kept the vectors nearest: least
# cosine 0.9995 (0.9991 without) with the first, 0.9997 (0.9989 without) with the second as well.
ATTENTION_SMOOTHING, WIDENING_SMOOTHING = 0.65, 0.5
# A channel that the calibration text hardly uses is not blown up to the largest.
LEAST_SHARE_OF_MEDIAN = 0.1
# Tokens in one pass of one thread.
TOKENS_AT_ONCE = 512
_LEAST_WEIGHT = 1e-6


class IntegerBert:
    """A BERT encoder (learned positions, GELU, heads of 32) with mean pooling; gives vectors of length 1."""

    def __init__(
        self, weights: Mapping[str, Tensor], heads: int, epsilon: float, calibration: Sequence[int]
    ) -> None:
        self._heads, self._epsilon = heads, epsilon
        self._words = _array(weights["embeddings.word_embeddings.weight"])
        self._positions = _array(
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._width = self._words.shape[1]
        self._inner = len(weights["encoder.layer.0.intermediate.dense.bias"])
        self._norm = _norm(weights, "embeddings")
        self._layers: list[Layer] = []
        states, room = self._embedded([calibration]), self._scratch(len(calibration))
        while (prefix := f"encoder.layer.{len(self._layers)}.") + "output.dense.weight" in weights:
            self._layers.append(_layer(weights, prefix, heads, epsilon, states))
            self._run(self._layers[-1], states, [len(calibration)], room)

    def encode(self, token_ids: Sequence[Sequence[int]], threads: int = 1) -> NDArray[np.float32]:
        """One row a text, in the order given; NaN where a text does not fit in floats."""
        vectors = np.empty((len(token_ids), self._width), np.float32)
        order = sorted(range(len(token_ids)), key=lambda number: -len(token_ids[number]))
        batches = list(_batches(order, token_ids))

        def encode_share(share: int) -> None:
            room = self._scratch(max(TOKENS_AT_ONCE, len(token_ids[order[0]])))
            for batch in batches[share::threads]:
                vectors[batch] = self._pooled([token_ids[number] for number in batch], room)

        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(encode_share, range(min(threads, len(batches)))))
        return vectors

    def _pooled(self, token_ids: Sequence[Sequence[int]], room: Scratch) -> Floats:
        lengths = [len(ids) for ids in token_ids]
        states = self._embedded(token_ids)
        for layer in self._layers:
            self._run(layer, states, lengths, room)
        starts = np.cumsum([0, *lengths[:-1]])
        # Sums for means: their length is made 1.
        vectors: Floats = np.add.reduceat(states, starts, axis=0)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _embedded(self, token_ids: Sequence[Sequence[int]]) -> Floats:
        from index.compiled_bert import normalise_rows

        states: Floats = self._words[np.concatenate([np.array(ids) for ids in token_ids])]
        states += np.concatenate([self._positions[: len(ids)] for ids in token_ids])
        normalise_rows(states, self._norm, self._epsilon)
        return states

    def _run(self, layer: Layer, states: Floats, lengths: Sequence[int], room: Scratch) -> None:
        from index.compiled_bert import run_layer

        run_layer(states, np.cumsum(lengths), layer, self._heads, self._epsilon, room)

    def _scratch(self, tokens: int) -> Scratch:
        from index.compiled_bert import scratch

        return scratch(tokens, self._width, self._inner)


def _layer(
    weights: Mapping[str, Tensor], prefix: str, heads: int, epsilon: float, calibration: Floats
) -> Layer:
    from index.compiled_bert import GELU_DIP, HEAD_SIZE, Layer, normalise_rows

    queries, keys, values = (
        _part(weights, f"{prefix}attention.self.{name}") for name in ("query", "key", "value")
    )
    dense = _part(weights, f"{prefix}attention.output.dense")
    width = len(keys[1])
    if width != heads * HEAD_SIZE:
        raise ValueError(f"heads must be {HEAD_SIZE} wide, not {width // heads}")
    # The softmax is computed in powers of 2.
    root = np.float32(HEAD_SIZE**-0.5 * math.log2(math.e))
    inputs = np.concatenate([queries[0] * root, keys[0], values[0]])
    # A constant added to all keys changes no softmax. Keys around 0 give small scores, which bfloat16 holds finely.
    centre = -(calibration @ keys[0].T).mean(0)
    biases = np.concatenate([queries[1] * root, centre, values[1]])
    smoothing = _smoothing(calibration, inputs, ATTENTION_SMOOTHING)
    attended = _attended(calibration @ inputs.T + biases, heads)
    after = calibration + attended @ dense[0].T + dense[1]
    norm = _norm(weights, f"{prefix}attention.output")
    normalise_rows(after, norm, epsilon)
    widened, bias = _part(weights, f"{prefix}intermediate.dense")
    widened_smoothing = _smoothing(after, widened, WIDENING_SMOOTHING)
    return Layer(
        smoothing,
        _product(cast("Floats", inputs / smoothing), biases),
        _product(*dense),
        norm,
        widened_smoothing,
        _product(cast("Floats", widened / widened_smoothing), bias),
        _product(*_part(weights, f"{prefix}output.dense"), least=-GELU_DIP),
        _norm(weights, f"{prefix}output"),
    )


def _product(weights: Floats, bias: Floats, least: float = 0.0) -> Product:
    """The matrix in bytes. `least`: what the byte 0 of a row stands for, else 128 is 0."""
    from index.compiled_bert import MIDDLE, Product, padded_width
    from index.register_tiles import BYTE_COLUMNS

    outputs, inputs = weights.shape
    missing = padded_width(outputs) - outputs
    scale = np.maximum(np.abs(weights).max(1) / np.float32(127), np.float32(_LEAST_WEIGHT))
    whole = np.zeros((outputs + missing, inputs), np.int8)
    whole[:outputs] = np.rint(weights / scale[:, None])
    sums = whole.sum(1, dtype=np.int32)
    scale, bias = np.pad(scale, (0, missing)), np.pad(bias, (0, missing))
    words = whole.view(np.int32).reshape(-1, BYTE_COLUMNS, inputs // 4).transpose(0, 2, 1).reshape(-1)
    if least:
        return Product(
            words, np.zeros_like(sums), scale, bias + np.float32(least) * scale * sums.astype(np.float32)
        )
    return Product(words, -MIDDLE * sums, scale, bias)


def _attended(inputs: Floats, heads: int) -> Floats:
    """What the tokens of one text make of each other, in floats: queries in powers of 2, keys and values side by side."""
    queries, keys, values = inputs.reshape(len(inputs), 3, heads, -1).transpose(1, 2, 0, 3)
    scores = queries @ keys.transpose(0, 2, 1)
    shares = np.exp2(scores - scores.max(2, keepdims=True))
    attended: Floats = (shares / shares.sum(2, keepdims=True)) @ values
    return attended.transpose(1, 0, 2).reshape(len(inputs), -1)


def _smoothing(states: Floats, weights: Floats, exponent: float) -> Floats:
    """By what to multiply each channel: the less, the larger its largest value is against its largest weight."""
    largest = np.abs(states).max(0)
    largest = np.maximum(largest, np.median(largest) * np.float32(LEAST_SHARE_OF_MEDIAN))
    factors = np.abs(weights).max(0) ** (1 - exponent) / largest**exponent
    smoothing: Floats = (factors / np.median(factors)).astype(np.float32)
    return smoothing


def _batches(order: Sequence[int], token_ids: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    batch: list[int] = []
    tokens = 0
    for number in order:
        if batch and tokens + len(token_ids[number]) > TOKENS_AT_ONCE:
            yield batch
            batch, tokens = [], 0
        batch.append(number)
        tokens += len(token_ids[number])
    if batch:
        yield batch


def _norm(weights: Mapping[str, Tensor], name: str) -> Floats:
    norm: Floats = np.stack(_part(weights, f"{name}.LayerNorm"))
    return norm


def _part(weights: Mapping[str, Tensor], name: str) -> tuple[Floats, Floats]:
    return _array(weights[f"{name}.weight"]), _array(weights[f"{name}.bias"])


def _array(tensor: Tensor) -> Floats:
    array: Floats = tensor.detach().numpy()
    return array
