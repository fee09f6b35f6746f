"""Matrix products a tile of registers at a time, for numba's loops to call: bytes by VNNI, bfloat16 by BF16, both AVX-512.

A tile is eight rows of the left matrix times two or three registers of columns of the right one, which is packed in the
order of reading; sums leave the registers scaled. So Goto and van de Geijn, "Anatomy of High-Performance Matrix
Multiplication", TOMS 2008. With 24 sums in the 32 registers 220 thousand million products of bytes a second on a core of
an EPYC (Zen 4); oneDNN reached 195, twelve rows by two registers 205.

All places in arrays are counted in words of four bytes: four bytes, two bfloat16, or one number of 32 bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

TILE_ROWS = 8
_LANES = 16  # words in a register
BYTE_COLUMNS, BFLOAT_COLUMNS = 3 * _LANES, 2 * _LANES

_WORD, _SIZE, _FLOAT = ir.IntType(32), ir.IntType(64), ir.FloatType()
_WORDS, _FLOATS = ir.VectorType(_WORD, _LANES), ir.VectorType(_FLOAT, _LANES)
# LLVM takes both for registers of words as well as for those of bytes and bfloat16.
_VNNI, _BF16 = "llvm.x86.avx512.vpdpbusd.512", "llvm.x86.avx512bf16.dpbf16ps.512"

_OPERANDS = (
    *("rows", "row_at", "row_step", "steps", "packed", "packed_at"),
    *("factors", "factor_at", "out", "out_at", "out_step"),
    *("start", "scale", "bias", "column"),
)

# The intrinsics are called without numba's own first argument.
_Tile = Callable[..., None]


def _byte_tile(  # type: ignore[no-untyped-def]
    _typing, rows, row_at, row_step, steps, packed, packed_at, factors, factor_at, out, out_at, out_step,
    start, scale, bias, column,
):  # fmt: skip
    signature = types.void(
        rows, row_at, row_step, steps, packed, packed_at, factors, factor_at, out, out_at, out_step,
        start, scale, bias, column,
    )  # fmt: skip

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        operands = _Operands(context, builder, signature, values)
        starts, scales, biases = (
            [operands.load(name, operands.place("column", n), of) for n in range(0, BYTE_COLUMNS, _LANES)]
            for name, of in (("start", _WORDS), ("scale", _FLOATS), ("bias", _FLOATS))
        )

        def finished(number: int, total: Any, factor: Any) -> Any:
            scaled = builder.fmul(builder.fmul(builder.sitofp(total, _FLOATS), factor), scales[number])
            return builder.fadd(scaled, biases[number])

        _generate_tile(operands, _VNNI, starts, finished)
        return context.get_dummy_value()

    return signature, generate


def _bfloat_tile(  # type: ignore[no-untyped-def]
    _typing, rows, row_at, row_step, steps, packed, packed_at, factors, factor_at, out, out_at, out_step
):  # fmt: skip
    signature = types.void(
        rows, row_at, row_step, steps, packed, packed_at, factors, factor_at, out, out_at, out_step
    )  # fmt: skip

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        operands = _Operands(context, builder, signature, values)
        starts = [ir.Constant(_FLOATS, [0.0] * _LANES)] * (BFLOAT_COLUMNS // _LANES)
        _generate_tile(operands, _BF16, starts, lambda _, total, factor: builder.fmul(total, factor))
        return context.get_dummy_value()

    return signature, generate


byte_tile: _Tile = intrinsic(_byte_tile)
"""Rows of bytes (0…255) times 48 columns of signed ones.

`steps` words of each of eight rows, which begin at `row_at`, `row_step` apart. What each column's sum begins with, its scale
and its bias stand from `column` on, the rows' factors from `factor_at` on.
"""
bfloat_tile: _Tile = intrinsic(_bfloat_tile)
"""Rows of bfloat16 times 32 columns of them, each row by its factor; otherwise as `byte_tile`."""


class _Operands:
    """The arguments of a tile by name, as code that loads them."""

    def __init__(self, context: Any, builder: Any, signature: Any, values: Sequence[Any]) -> None:
        self.builder, self._context = builder, context
        self._types = dict(zip(_OPERANDS, signature.args, strict=False))
        self._values = dict(zip(_OPERANDS, values, strict=False))

    def place(self, name: str, more: int = 0) -> Any:
        return self.builder.add(self._values[name], _SIZE(more))

    def row_places(self, name: str, step: str | None = None) -> list[Any]:
        between = self._values[step] if step else _SIZE(1)
        return [
            self.builder.add(self._values[name], self.builder.mul(between, _SIZE(row)))
            for row in range(TILE_ROWS)
        ]

    def address(self, name: str, place: Any, of: Any) -> Any:
        array = self._context.make_array(self._types[name])(self._context, self.builder, self._values[name])
        words = self.builder.bitcast(array.data, _WORD.as_pointer())
        return self.builder.bitcast(self.builder.gep(words, [place]), of.as_pointer())

    def load(self, name: str, place: Any, of: Any) -> Any:
        return self.builder.load(self.address(name, place, of), align=4)

    def spread(self, name: str, place: Any, of: Any) -> Any:
        """One word in all lanes."""
        nothing = ir.Constant(ir.VectorType(of, _LANES), ir.Undefined)
        first = self.builder.insert_element(nothing, self.load(name, place, of), _WORD(0))
        return self.builder.shuffle_vector(first, nothing, ir.Constant(_WORDS, [0] * _LANES))


def _generate_tile(
    operands: _Operands, dot_name: str, starts: Sequence[Any], finished: Callable[[int, Any, Any], Any]
) -> None:
    builder = operands.builder
    of = starts[0].type
    dot = cgutils.get_or_insert_function(builder.module, ir.FunctionType(of, [of, _WORDS, _WORDS]), dot_name)
    sums = _generate_sums(operands, dot, starts)
    factor_places, out_places = operands.row_places("factor_at"), operands.row_places("out_at", "out_step")
    for row, factor_at, out_at in zip(sums, factor_places, out_places, strict=True):
        factor = operands.spread("factors", factor_at, _FLOAT)
        for number, total in enumerate(row):
            address = operands.address("out", builder.add(out_at, _SIZE(_LANES * number)), _FLOATS)
            builder.store(finished(number, total, factor), address, align=4)


def _generate_sums(operands: _Operands, dot: Any, starts: Sequence[Any]) -> list[list[Any]]:
    """A loop over the steps: a word of each row, in all lanes, times a register of each column."""
    builder = operands.builder
    row_places = operands.row_places("row_at", "row_step")
    before = builder.block
    body, after = builder.append_basic_block("step"), builder.append_basic_block("sums")
    builder.branch(body)
    builder.position_at_end(body)
    step = builder.phi(_SIZE)
    sums = [[builder.phi(start.type) for start in starts] for _ in row_places]
    packed_at = builder.add(operands.place("packed_at"), builder.mul(step, _SIZE(_LANES * len(starts))))
    columns = [
        operands.load("packed", builder.add(packed_at, _SIZE(_LANES * number)), _WORDS)
        for number in range(len(starts))
    ]
    for row_at, row in zip(row_places, sums, strict=True):
        word = operands.spread("rows", builder.add(row_at, step), _WORD)
        for start, total, column in zip(starts, row, columns, strict=True):
            total.add_incoming(start, before)
            total.add_incoming(builder.call(dot, [total, word, column]), body)
    following = builder.add(step, _SIZE(1))
    step.add_incoming(_SIZE(0), before)
    step.add_incoming(following, body)
    builder.cbranch(builder.icmp_signed("<", following, operands.place("steps")), body, after)
    builder.position_at_end(after)
    return [[total.incomings[1][0] for total in row] for row in sums]
