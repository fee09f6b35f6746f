"""The loops of one encoder layer, compiled by numba for the processor at hand (AVX-512 with VNNI and BF16).

A block of tokens passes through all that needs no other token while it is in the cache of second level; only attention
wants all tokens of a text.

numba takes a quarter of a second to import, and compiles for seconds the first time on a machine (`NUMBA_CACHE_DIR` keeps
the result): only embedding passages imports this.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

from index.register_tiles import BFLOAT_COLUMNS, BYTE_COLUMNS, TILE_ROWS, bfloat_tile, byte_tile

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

# Tokens that pass through the products together: their bytes and the widest product stay in the cache of second level.
BLOCK = 32
# What a head is wide; the products of attention are made for it.
HEAD_SIZE = 32
# GELU's least value is -0.17; counted from there a byte holds its outputs twice as finely.
GELU_DIP = 0.17
LEAST_SCALE = 1e-6
MIDDLE = 128  # byte that stands for 0 where values have both signs


class Product(NamedTuple):
    """A matrix of bytes in the order that tiles read it, `width` (a multiple of 48) outputs wide."""

    packed: NDArray[np.int32]  # [48 outputs at a time][4 inputs at a time][output], four bytes each
    start: NDArray[np.int32]  # what each output's sum begins with
    scale: Floats
    bias: Floats


class Layer(NamedTuple):
    """The weights of a layer; a norm is its factors above its biases."""

    smoothing: Floats
    inputs: Product
    attended: Product
    attended_norm: Floats
    widened_smoothing: Floats
    widened: Product
    narrowed: Product
    narrowed_norm: Floats


class Scratch(NamedTuple):
    """Room for what lies between the products; one for each thread."""

    narrow: Bytes  # (BLOCK, width)
    wide: Bytes  # (BLOCK, inner width)
    scales: Floats  # (BLOCK,)
    product: Floats  # (BLOCK × widest product,)
    inputs: NDArray[np.uint16]  # (tokens + TILE_ROWS, 3 × width): queries, keys, values
    keys: NDArray[np.uint32]  # pairs of bfloat16 of one head, in the order that tiles read them
    values: NDArray[np.uint32]
    scores: Floats  # (TILE_ROWS, tokens)
    shares: NDArray[np.uint16]  # (TILE_ROWS, tokens)
    rests: Floats  # (TILE_ROWS,)
    attended: Floats  # (tokens + TILE_ROWS, width)


def scratch(tokens: int, width: int, inner: int) -> Scratch:
    """Room for passes of up to so many tokens."""
    padded = -(-tokens // BFLOAT_COLUMNS) * BFLOAT_COLUMNS
    widest = padded_width(max(3 * width, inner))
    return Scratch(
        narrow=np.zeros((BLOCK, width), np.uint8),
        wide=np.zeros((BLOCK, inner), np.uint8),
        scales=np.zeros(BLOCK, np.float32),
        product=np.zeros(BLOCK * widest, np.float32),
        inputs=np.zeros((tokens + TILE_ROWS, padded_width(3 * width)), np.uint16),
        keys=np.zeros(padded * HEAD_SIZE // 2, np.uint32),
        values=np.zeros(padded * HEAD_SIZE // 2, np.uint32),
        scores=np.zeros((TILE_ROWS, padded), np.float32),
        shares=np.zeros((TILE_ROWS, padded), np.uint16),
        rests=np.zeros(TILE_ROWS, np.float32),
        attended=np.zeros((tokens + TILE_ROWS, width), np.float32),
    )


def padded_width(outputs: int) -> int:
    """The next whole number of tiles."""
    return -(-outputs // BYTE_COLUMNS) * BYTE_COLUMNS


# Not "fast": that would let a NaN, which tells of an overflow, become anything.
_FREEDOMS = {"contract", "reassoc", "nsz", "arcp", "afn"}
_Loop = TypeVar("_Loop", bound=Callable[..., Any])


def _compiled(loop: _Loop) -> _Loop:
    return cast(_Loop, njit(nogil=True, error_model="numpy", fastmath=_FREEDOMS)(loop))


def _compiled_once(loop: _Loop) -> _Loop:
    """Kept on disk with all loops that it calls."""
    return cast(_Loop, njit(nogil=True, error_model="numpy", fastmath=_FREEDOMS, cache=True)(loop))


_F = np.float32
_ONE, _HALF, _LEAST, _DIP = _F(1), _F(0.5), _F(LEAST_SCALE), _F(GELU_DIP)
_TO_BYTE = _F(MIDDLE + 0.5)  # a conversion to whole numbers cuts
_SIZE_BITS, _EXPONENT_AT = np.int32(0x7FFFFFFF), np.int32(23)
_BFLOAT_AT, _BFLOAT_HALF = np.uint32(16), np.uint32(0x8000)
# 2 to the power of 0…1 as a polynomial, wrong by 0.02 % at most (bfloat16: 0.2 %).
_E1, _E2, _E3 = _F(0.6951786), _F(0.2269), _F(0.0780)
_LEAST_POWER = _F(-126)  # of 2, that float32 holds at full precision
_GELU_END = _F(3.6)  # beyond, GELU is z or 0 but for 0.0006


def _normal_distribution() -> tuple[np.float32, ...]:
    """Least squares at 400 Chebyshev points: the odd polynomial of the normal distribution less a half."""
    z = (np.cos((np.arange(400) + 0.5) * np.pi / 400) + 1) / 2 * _GELU_END
    wanted = np.array([math.erf(point / math.sqrt(2)) / 2 for point in z])
    weight = z + 0.3  # GELU multiplies by z
    powers = np.stack([z ** (2 * power + 1) for power in range(7)], 1)
    return tuple(_F(c) for c in np.linalg.lstsq(powers * weight[:, None], wanted * weight, rcond=None)[0])


_C0, _C1, _C2, _C3, _C4, _C5, _C6 = _normal_distribution()


@_compiled_once
def run_layer(
    states: Floats, ends: NDArray[np.int64], layer: Layer, heads: int, epsilon: float, room: Scratch
) -> None:
    """Change the states of all tokens, whose texts end at `ends`, to those after the layer."""
    _fill_inputs(states, layer, room)
    start = 0
    for end in ends:
        for head in range(heads):
            _attend(start, end, head, heads, room)
        start = end
    for first in range(0, len(states), BLOCK):
        block = states[first : first + BLOCK]
        count = len(block)
        _to_bytes(room.attended[first : first + count], room.narrow, room.scales)
        product = _multiplied(room.narrow, count, layer.attended, room)
        _add_and_normalise(block, product, layer.attended_norm, epsilon)
        _smoothed_to_bytes(block, layer.widened_smoothing, room.narrow, room.scales)
        product = _multiplied(room.narrow, count, layer.widened, room)
        _gelu_to_bytes(product, count, room.wide, room.scales)
        product = _multiplied(room.wide, count, layer.narrowed, room)
        _add_and_normalise(block, product, layer.narrowed_norm, epsilon)


@_compiled_once
def normalise_rows(states: Floats, norm: Floats, epsilon: float) -> None:
    """Layer norm of each row, in place."""
    for row in range(len(states)):
        _normalise_row(states[row], norm, epsilon)


@_compiled
def _fill_inputs(states: Floats, layer: Layer, room: Scratch) -> None:
    for first in range(0, len(states), BLOCK):
        block = states[first : first + BLOCK]
        _smoothed_to_bytes(block, layer.smoothing, room.narrow, room.scales)
        product = _multiplied(room.narrow, len(block), layer.inputs, room)
        for row in range(len(block)):
            _to_bfloat(product[row], room.inputs[first + row])


@_compiled
def _multiplied(rows: Bytes, count: int, product: Product, room: Scratch) -> Floats:
    width, step = product.bias.size, rows.shape[1] // 4
    for column in range(0, width, BYTE_COLUMNS):
        for row in range(0, count, TILE_ROWS):
            byte_tile(
                rows, row * step, step, step, product.packed, column * step, room.scales, row,
                room.product, row * width + column, width, product.start, product.scale, product.bias, column,
            )  # fmt: skip
    return room.product[: BLOCK * width].reshape((BLOCK, width))


@_compiled
def _attend(start: int, end: int, head: int, heads: int, room: Scratch) -> None:
    """One head of one text: its tokens attend to its own only."""
    count, half = end - start, HEAD_SIZE // 2
    words = room.inputs.view(np.uint32)
    _pack_keys(words[start:end, (heads + head) * half : (heads + head + 1) * half], room.keys)
    place = (2 * heads + head) * HEAD_SIZE
    _pack_values(room.inputs[start:end, place : place + HEAD_SIZE], room.values)
    row_step, width = words.shape[1], room.scores.shape[1]
    for row in range(start, end, TILE_ROWS):
        room.rests[:] = _ONE
        for column in range(0, count, BFLOAT_COLUMNS):
            bfloat_tile(
                words, row * row_step + head * half, row_step, half, room.keys, column * half,
                room.rests, 0, room.scores, column, width,
            )  # fmt: skip
        for query in range(TILE_ROWS):
            room.rests[query] = _ONE / _exponentials(room.scores[query, :count], room.shares[query])
        bfloat_tile(
            room.shares, 0, width // 2, (count + 1) // 2, room.values, 0,
            room.rests, 0, room.attended, row * heads * HEAD_SIZE + head * HEAD_SIZE, heads * HEAD_SIZE,
        )  # fmt: skip


@_compiled
def _pack_keys(keys: NDArray[np.uint32], packed: NDArray[np.uint32]) -> None:
    for token in range(len(keys)):
        first = token // BFLOAT_COLUMNS * BFLOAT_COLUMNS * (HEAD_SIZE // 2) + token % BFLOAT_COLUMNS
        for pair in range(HEAD_SIZE // 2):
            packed[first + pair * BFLOAT_COLUMNS] = keys[token, pair]


@_compiled
def _pack_values(values: NDArray[np.uint16], packed: NDArray[np.uint32]) -> None:
    for pair in range(len(values) // 2):
        even, odd = values[2 * pair], values[2 * pair + 1]
        for n in range(HEAD_SIZE):
            packed[pair * HEAD_SIZE + n] = np.uint32(even[n]) | (np.uint32(odd[n]) << _BFLOAT_AT)
    if len(values) % 2:
        for n in range(HEAD_SIZE):
            packed[len(values) // 2 * HEAD_SIZE + n] = np.uint32(values[-1, n])


@_compiled
def _exponentials(scores: Floats, shares: NDArray[np.uint16]) -> np.float32:
    """2 to the power of the scores less the largest, as bfloat16; returns their sum."""
    top = np.int32(-0x80000000)
    for n in range(scores.size):
        top = max(top, _ordered(_bits(scores[n])))
    largest = _value(_ordered(top))
    total = _F(0)
    for n in range(scores.size):
        x = scores[n] - largest
        x = x if x > _LEAST_POWER else _LEAST_POWER
        whole = np.floor(x)
        rest = x - whole
        part = _ONE + rest * (_E1 + rest * (_E2 + rest * _E3))
        bits = _bits(part) + np.int32(np.int32(whole) << _EXPONENT_AT)
        total += _value(bits)
        shares[n] = np.uint16((np.uint32(bits) + _BFLOAT_HALF) >> _BFLOAT_AT)
    if scores.size % 2:
        shares[scores.size] = np.uint16(0)  # of a pair whose second is no token
    return total


@_compiled
def _add_and_normalise(states: Floats, product: Floats, norm: Floats, epsilon: float) -> None:
    for row in range(len(states)):
        state, more = states[row], product[row]
        for n in range(state.size):
            state[n] += more[n]
        _normalise_row(state, norm, epsilon)


@_compiled
def _normalise_row(state: Floats, norm: Floats, epsilon: float) -> None:
    total = _F(0)
    for n in range(state.size):
        total += state[n]
    mean = total / _F(state.size)
    square = _F(0)
    for n in range(state.size):
        square += (state[n] - mean) * (state[n] - mean)
    factor = _ONE / _F(math.sqrt(square / _F(state.size) + _F(epsilon)))
    factors, biases = norm[0], norm[1]
    for n in range(state.size):
        state[n] = (state[n] - mean) * factor * factors[n] + biases[n]


@_compiled
def _to_bytes(rows: Floats, out: Bytes, scales: Floats) -> None:
    for row in range(len(rows)):
        values = rows[row]
        top = _bits(_LEAST)
        for n in range(values.size):
            top = max(top, _bits(values[n]) & _SIZE_BITS)
        _row_to_bytes(values, _value(top), out[row])
        scales[row] = _value(top) / _F(127)


@_compiled
def _smoothed_to_bytes(rows: Floats, smoothing: Floats, out: Bytes, scales: Floats) -> None:
    smoothed = np.empty(smoothing.size, np.float32)
    for row in range(len(rows)):
        values = rows[row]
        top = _bits(_LEAST)
        for n in range(values.size):
            value = values[n] * smoothing[n]
            smoothed[n] = value
            top = max(top, _bits(value) & _SIZE_BITS)
        _row_to_bytes(smoothed, _value(top), out[row])
        scales[row] = _value(top) / _F(127)


@_compiled
def _row_to_bytes(values: Floats, largest: np.float32, out: Bytes) -> None:
    steps = _F(127) / largest
    for n in range(values.size):
        out[n] = np.uint8(np.int32(values[n] * steps + _TO_BYTE))


@_compiled
def _gelu_to_bytes(product: Floats, count: int, out: Bytes, scales: Floats) -> None:
    width = out.shape[1]
    for row in range(count):
        values = product[row]
        top = np.int32(0)
        for n in range(width):
            x = values[n]
            z = x if x < _GELU_END else _GELU_END
            z = z if z > -_GELU_END else -_GELU_END
            q = z * z
            share = _HALF + z * (_C0 + q * (_C1 + q * (_C2 + q * (_C3 + q * (_C4 + q * (_C5 + q * _C6))))))
            value = x * share
            values[n] = value
            top = max(top, _bits(value))
        span = _value(top) + _DIP
        steps, target = _F(255) / span, out[row]
        least = _DIP * steps + _HALF
        for n in range(width):
            step = values[n] * steps + least
            target[n] = np.uint8(np.int32(step if step > _F(0) else _F(0)))
        scales[row] = span / _F(255)


@_compiled
def _to_bfloat(values: Floats, out: NDArray[np.uint16]) -> None:
    for n in range(out.size):
        out[n] = np.uint16((np.uint32(_bits(values[n])) + _BFLOAT_HALF) >> _BFLOAT_AT)


@_compiled
def _bits(value: np.float32) -> np.int32:
    return np.int32(_F(value).view(np.int32))


@_compiled
def _value(bits: np.int32) -> np.float32:
    return np.int32(bits).view(np.float32)


@_compiled
def _ordered(bits: np.int32) -> np.int32:
    """Whole numbers in the order of the floats whose bits they are; its own inverse."""
    return np.int32(bits ^ ((bits >> np.int32(31)) & _SIZE_BITS))
