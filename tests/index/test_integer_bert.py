"""A small BERT with random weights against the same calculation in float32."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from index.encoder import has_fast_bytes
from index.integer_bert import TOKENS_AT_ONCE, IntegerBert

WIDTH, HEADS, INNER, WORDS, POSITIONS, LAYERS = 64, 2, 128, 50, 300, 2

# The loops can't be compiled for other processors, and the encoder does not ask for them there.
pytestmark = pytest.mark.skipif(not has_fast_bytes(), reason="the processor has no VNNI or no BF16")


@pytest.fixture(scope="module")
def weights() -> dict[str, Tensor]:
    made = torch.Generator().manual_seed(1)
    shapes = {
        "embeddings.word_embeddings.weight": (WORDS, WIDTH),
        "embeddings.position_embeddings.weight": (POSITIONS, WIDTH),
        "embeddings.token_type_embeddings.weight": (1, WIDTH),
    }
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}."
        for name in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{prefix}attention.{name}.weight"] = (WIDTH, WIDTH)
        shapes[f"{prefix}intermediate.dense.weight"] = (INNER, WIDTH)
        shapes[f"{prefix}output.dense.weight"] = (WIDTH, INNER)
    found = {name: torch.randn(shape, generator=made) * 0.2 for name, shape in shapes.items()}
    found |= {
        name.replace("weight", "bias"): torch.randn(shape[0], generator=made) * 0.1
        for name, shape in shapes.items()
        if name.startswith("encoder.")
    }
    norms = [f"encoder.layer.{n}.{part}" for n in range(LAYERS) for part in ("attention.output", "output")]
    for name in ("embeddings", *norms):
        found[f"{name}.LayerNorm.weight"] = torch.rand(WIDTH, generator=made) + 0.5
        found[f"{name}.LayerNorm.bias"] = torch.randn(WIDTH, generator=made) * 0.1
    return found


@pytest.fixture(scope="module")
def texts() -> list[list[int]]:
    made = torch.Generator().manual_seed(2)
    return [torch.randint(0, WORDS, (length,), generator=made).tolist() for length in (30, 3, 290, 1, 120)]


@pytest.fixture(scope="module")
def bert(weights: dict[str, Tensor], texts: list[list[int]]) -> IntegerBert:
    return IntegerBert(weights, HEADS, 1e-12, texts[0])


def in_floats(weights: dict[str, Tensor], ids: list[int]) -> Tensor:
    """The textbook calculation, one text alone."""

    def dense(states: Tensor, name: str) -> Tensor:
        return functional.linear(states, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def norm(states: Tensor, name: str) -> Tensor:
        part = f"{name}.LayerNorm"
        return functional.layer_norm(
            states, (WIDTH,), weights[f"{part}.weight"], weights[f"{part}.bias"], 1e-12
        )

    states = weights["embeddings.word_embeddings.weight"][ids]
    states = states + weights["embeddings.position_embeddings.weight"][: len(ids)]
    states = norm(states + weights["embeddings.token_type_embeddings.weight"][0], "embeddings")
    for layer in range(LAYERS):
        prefix = f"encoder.layer.{layer}"
        queries, keys, values = (
            dense(states, f"{prefix}.attention.self.{part}").view(len(ids), HEADS, -1).transpose(0, 1)
            for part in ("query", "key", "value")
        )
        attended = functional.scaled_dot_product_attention(queries, keys, values).transpose(0, 1).flatten(1)
        states = norm(
            states + dense(attended, f"{prefix}.attention.output.dense"), f"{prefix}.attention.output"
        )
        wide = functional.gelu(dense(states, f"{prefix}.intermediate.dense"))
        states = norm(states + dense(wide, f"{prefix}.output.dense"), f"{prefix}.output")
    return functional.normalize(states.mean(0), dim=0)


def cosines(vectors: NDArray[np.float32], exact: Tensor) -> list[float]:
    return (torch.from_numpy(vectors) * exact).sum(1).tolist()


def test_vectors_are_those_of_float_arithmetic(
    bert: IntegerBert, weights: dict[str, Tensor], texts: list[list[int]]
) -> None:
    exact = torch.stack([in_floats(weights, ids) for ids in texts])
    # A text of one or three tokens has nothing that rounding could cancel against.
    assert cosines(bert.encode(texts), exact) == pytest.approx([1] * len(texts), abs=2e-3)


def test_a_text_has_the_same_vector_in_any_company(bert: IntegerBert, texts: list[list[int]]) -> None:
    assert sum(map(len, texts)) < TOKENS_AT_ONCE
    alone = np.vstack([bert.encode([ids]) for ids in texts])
    many = bert.encode(texts * 3)
    assert np.abs(many.reshape(3, len(texts), WIDTH) - alone).max() < 1e-5


def test_threads_share_the_texts(bert: IntegerBert, texts: list[list[int]]) -> None:
    many = [ids for ids in texts for _ in range(5)]
    assert np.array_equal(bert.encode(many, threads=3), bert.encode(many))
    assert bert.encode([], threads=3).shape == (0, WIDTH)


def test_queries_and_keys_that_agree_far_too_well_spoil_no_text(
    weights: dict[str, Tensor], texts: list[list[int]]
) -> None:
    # Only the longest text has positions from 250 on; there scores come to thousands, whose exponentials fit in no float.
    pattern = torch.ones(WIDTH)
    pattern[::2] = -1
    odd = {name: tensor.clone() for name, tensor in weights.items()}
    odd["embeddings.position_embeddings.weight"][250:] = 100 * pattern
    for part in ("query", "key"):
        odd[f"encoder.layer.0.attention.self.{part}.weight"][0] += pattern
    exact = torch.stack([in_floats(odd, ids) for ids in texts])
    found = IntegerBert(odd, HEADS, 1e-12, texts[0]).encode(texts)
    assert cosines(found, exact) == pytest.approx([1] * len(texts), abs=2e-3)


def test_a_text_with_an_infinite_weight_is_told_apart(
    weights: dict[str, Tensor], texts: list[list[int]]
) -> None:
    odd = dict(weights)
    odd["embeddings.position_embeddings.weight"] = weights["embeddings.position_embeddings.weight"].clone()
    odd["embeddings.position_embeddings.weight"][250, 3] = torch.inf
    vectors = IntegerBert(odd, HEADS, 1e-12, texts[0]).encode(texts)
    assert np.isfinite(vectors).all(axis=1).tolist() == [len(ids) <= 250 for ids in texts]


def test_heads_of_another_width_are_refused(weights: dict[str, Tensor], texts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="32 wide"):
        IntegerBert(weights, 4, 1e-12, texts[0])
