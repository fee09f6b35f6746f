"""The bundled model's forward pass over many texts at once, with matrices of 8-bit whole numbers.

Three things make it fast. Matrices are products of bytes (VNNI, through oneDNN), twice as fast as bfloat16: each token has
its own scale, each output its own, as in Dettmers et al., "LLM.int8()", NeurIPS 2022. The tokens of all texts stand in one
matrix without padding; only attention goes text by text. The softmax takes no maximum first: the scores of this
model lie far from where bfloat16 overflows, and a text that does overflow comes out as NaN and is for the caller to redo.

Some inputs of attention are tenfold the others, and a token's scale would follow them. They are shrunk, and their weights
grown, by a factor found on one text: Xiao et al., "SmoothQuant", ICML 2023.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import Tensor

# Of 0.4, 0.5, 0.65 and 0.8, tried on 24 passages, 0.65 and 0.8 kept the vectors nearest (cosine 0.9995 at least; without, 0.9991).
SMOOTHING = 0.65
# A channel that the calibration text hardly uses is not blown up to the largest.
LEAST_SHARE_OF_MEDIAN = 0.1
# Tokens in one pass: at 512 the widest matrix (3 MB) stays in the cache, and calls still cost little.
TOKENS_AT_ONCE = 512
# GELU's least value is -0.17; counted from there a byte holds its outputs twice as finely.
GELU_DIP = 0.17
_MIDDLE = 128  # byte that stands for 0 where values have both signs
_LEAST_SCALE = 1e-6
# glibc keeps freed memory up to twice the largest block that it has seen freed (32 MB counts at most) and fetches the rest anew:
# 517 page faults a passage of 128 tokens, 4 after a block of this size.
_LARGEST_BLOCK = 31 << 20


class IntegerBert:
    """A BERT encoder (learned positions, GELU) with mean pooling; gives vectors of length 1."""

    def __init__(
        self, weights: Mapping[str, Tensor], heads: int, epsilon: float, calibration: Sequence[int]
    ) -> None:
        import torch

        self._heads, self._epsilon = heads, epsilon
        self._words = weights["embeddings.word_embeddings.weight"]
        self._positions = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        self._width = self._words.shape[1]
        self._norm = _part(weights, "embeddings.LayerNorm")
        torch.empty(_LARGEST_BLOCK, dtype=torch.uint8)  # freed at once, which is what it is for
        self._layers: list[_Layer] = []
        with torch.inference_mode():
            states = self._embedded([calibration])
            while (prefix := f"encoder.layer.{len(self._layers)}.") + "output.dense.weight" in weights:
                layer = _Layer(weights, prefix, heads, epsilon, states)
                self._layers.append(layer)
                states = layer(states, [len(calibration)])

    def encode(self, token_ids: Sequence[Sequence[int]]) -> Tensor:
        """One row a text, in the order given; NaN where a text does not fit in bfloat16."""
        import torch

        vectors = torch.empty(len(token_ids), self._width)
        order = sorted(range(len(token_ids)), key=lambda number: -len(token_ids[number]))
        with torch.inference_mode():
            for batch in _batches(order, token_ids):
                vectors[batch] = self._pooled([token_ids[number] for number in batch])
        return vectors

    def _pooled(self, token_ids: Sequence[Sequence[int]]) -> Tensor:
        import torch
        from torch.nn.functional import normalize

        lengths = [len(ids) for ids in token_ids]
        states = self._embedded(token_ids)
        for layer in self._layers:
            states = layer(states, lengths)
        return normalize(torch.stack([part.mean(0) for part in torch.split(states, lengths)]))

    def _embedded(self, token_ids: Sequence[Sequence[int]]) -> Tensor:
        import torch
        from torch.nn.functional import layer_norm

        states = self._words[torch.tensor([token for ids in token_ids for token in ids])]
        states += torch.cat([self._positions[: len(ids)] for ids in token_ids])
        return layer_norm(states, (self._width,), *self._norm, self._epsilon)


class _Layer:
    """One layer of the encoder, for tokens of several texts in one matrix."""

    def __init__(
        self, weights: Mapping[str, Tensor], prefix: str, heads: int, epsilon: float, calibration: Tensor
    ) -> None:
        import torch

        queries, keys, values = (
            _part(weights, f"{prefix}attention.self.{name}") for name in ("query", "key", "value")
        )
        width = len(keys[1])
        self._heads, self._epsilon = heads, epsilon
        root = (width // heads) ** -0.5
        inputs = torch.cat([queries[0] * root, keys[0], values[0]])
        # A constant added to all keys changes no softmax. Keys around 0 give small scores, which bfloat16 holds finely.
        centre = -(calibration @ keys[0].T).mean(0)
        biases = torch.cat([queries[1] * root, centre, values[1]])
        self._smoothing = _smoothing(calibration, inputs).reciprocal()
        self._inputs = _Product(inputs / self._smoothing, biases)
        self._attended = _Product(*_part(weights, f"{prefix}attention.output.dense"))
        self._attended_norm = _part(weights, f"{prefix}attention.output.LayerNorm")
        self._widened = _Product(*_part(weights, f"{prefix}intermediate.dense"))
        self._narrowed = _Product(*_part(weights, f"{prefix}output.dense"), least=-GELU_DIP)
        self._narrowed_norm = _part(weights, f"{prefix}output.LayerNorm")

    def __call__(self, states: Tensor, lengths: Sequence[int]) -> Tensor:
        import torch

        inputs = self._inputs(*_signed_bytes(states * self._smoothing))
        attended = self._attention(inputs, lengths)
        states = self._added(states, self._attended, _signed_bytes(attended), self._attended_norm)
        wide = torch.ops.aten.gelu_(self._widened(*_signed_bytes(states)))
        return self._added(states, self._narrowed, _gelu_bytes(wide), self._narrowed_norm)

    def _added(
        self,
        states: Tensor,
        product: _Product,
        operand: tuple[Tensor, Tensor],
        norm: tuple[Tensor, Tensor],
    ) -> Tensor:
        from torch.nn.functional import layer_norm

        return layer_norm(product(*operand).add_(states), states.shape[1:], *norm, self._epsilon)

    def _attention(self, inputs: Tensor, lengths: Sequence[int]) -> Tensor:
        """Each text's tokens attend to its own only. `inputs`: queries, keys and values side by side."""
        import torch

        count, heads = len(inputs), self._heads
        size = inputs.shape[1] // (3 * heads)
        parts = inputs.view(count, 3 * heads, size).transpose(0, 1)
        asking = torch.empty(2 * heads, count, size, dtype=torch.bfloat16).copy_(parts[: 2 * heads])
        queries, keys = asking[:heads], asking[heads:].transpose(1, 2)
        # A column of ones after the values: the product gives the sum of the weights along with the weighted sum.
        values = torch.ones(heads, count, size + 1, dtype=torch.bfloat16)
        values[:, :, :size] = parts[2 * heads :]
        sums = torch.empty(heads, count, size + 1)
        ends = [0, *torch.tensor(lengths).cumsum(0).tolist()]
        for start, end in pairwise(ends):
            scores = torch.bmm(queries[:, start:end], keys[:, :, start:end])
            sums[:, start:end] = torch.bmm(scores.exp_(), values[:, start:end])
        attended = torch.empty(count, heads, size)
        torch.div(sums[:, :, :size].transpose(0, 1), sums[:, :, size:].transpose(0, 1), out=attended)
        return attended.view(count, heads * size)


class _Product:
    """Rows of bytes times a matrix of bytes, plus a bias. `least`: what the byte 0 of a row stands for, else 128 is 0."""

    def __init__(self, weights: Tensor, bias: Tensor, least: float = 0.0) -> None:
        import torch

        self._scale = (weights.abs().amax(1) / 127).clamp_min(_LEAST_SCALE)
        whole = (weights / self._scale[:, None]).round()
        self._zero_points = torch.zeros(len(bias), dtype=torch.int32)
        self._packed = torch.ops.onednn.qlinear_prepack(whole.to(torch.int8), None)
        self._middle = 0 if least else _MIDDLE
        self._bias = bias + least * (whole * self._scale[:, None]).sum(1)

    def __call__(self, rows: Tensor, scales: Tensor) -> Tensor:
        import torch

        product = torch.ops.onednn.qlinear_pointwise(
            rows, 1.0, self._middle, self._packed, self._scale, self._zero_points,
            None, 1.0, 0, torch.float32, "none", [], "",
        )  # fmt: skip
        result: Tensor = torch.addcmul(self._bias, product, scales, out=product)
        return result


def _signed_bytes(values: Tensor) -> tuple[Tensor, Tensor]:
    """Rows as bytes, 128 standing for 0, and what one step of each row is worth."""
    import torch

    largest = torch.maximum(values.amax(1, keepdim=True), values.amin(1, keepdim=True).neg_())
    scales = largest.clamp_min_(_LEAST_SCALE).div_(127)
    return _to_bytes(values * scales.reciprocal()), scales


def _gelu_bytes(values: Tensor) -> tuple[Tensor, Tensor]:
    """Rows of GELU's outputs as bytes, 0 standing for its least value; `values` are used up."""
    scales = values.amax(1, keepdim=True).add_(GELU_DIP).div_(255)
    steps = scales.reciprocal()
    # Two passes: with two factors that are constant along a row, one pass of addcmul is three times slower.
    return _to_bytes(values.mul_(steps).add_(steps * GELU_DIP - _MIDDLE)), scales


def _to_bytes(values: Tensor) -> Tensor:
    """-128…127 as 0…255, rounded; by way of int8, which PyTorch converts to nine times faster than to uint8."""
    import torch

    return values.round_().to(torch.int8).view(torch.uint8).bitwise_xor_(_MIDDLE)


def _smoothing(states: Tensor, weights: Tensor) -> Tensor:
    """By what to divide each channel: between its largest value and its largest weight."""
    largest = states.abs().amax(0)
    largest = largest.clamp_min(float(largest.median()) * LEAST_SHARE_OF_MEDIAN)
    factors = largest.pow(SMOOTHING) / weights.abs().amax(0).pow(1 - SMOOTHING)
    return factors / factors.median()


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


def _part(weights: Mapping[str, Tensor], name: str) -> tuple[Tensor, Tensor]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
