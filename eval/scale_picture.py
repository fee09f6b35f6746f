"""Curves of time against size as an SVG picture, both axes by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 20, 40, 50
# Told apart without colours by their dashes, and dark enough on white (contrast over 4.5).
STYLES = (("#00508c", ""), ("#a03c00", "8 4"), ("#2d6a2d", "2 4"))
_FONT = 'font-family="sans-serif" font-size="13"'


def costs_to_svg(sizes: Sequence[int], curves: Mapping[str, Sequence[float]]) -> str:
    """Seconds of each curve at each size; labelled in milliseconds, each point with its value."""
    times = [time * 1000 for curve in curves.values() for time in curve]
    powers = range(math.floor(math.log10(min(times))), math.ceil(math.log10(max(times))) + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" role="img">',
        "<title>Search time against number of passages</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *_axes(sizes, powers),
    ]
    for (name, curve), style, row in zip(curves.items(), STYLES, range(len(curves)), strict=False):
        points = [
            (_across(size, sizes), _down(time * 1000, powers))
            for size, time in zip(sizes, curve, strict=True)
        ]
        parts += _curve(name, points, curve, style, row)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _axes(sizes: Sequence[int], powers: range) -> Iterator[str]:
    for power in powers:
        y = _down(10.0**power, powers)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ccc"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" {_FONT}>{10.0**power:g} ms</text>'
    for size in sizes:
        x = _across(size, sizes)
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 22}" text-anchor="middle" {_FONT}>{size:,}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle" {_FONT}>passages</text>'


def _curve(
    name: str,
    points: Sequence[tuple[float, float]],
    seconds: Sequence[float],
    style: tuple[str, str],
    row: int,
) -> Iterator[str]:
    colour, dashes = style
    line = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
    yield f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" {line}/>'
    for (x, y), time in zip(points, seconds, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
        label = f"{time * 1000:.3g}"
        yield f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle" fill="{colour}" {_FONT}>{label}</text>'
    y = 14 + 0.0
    x = LEFT + row * (WIDTH - LEFT - RIGHT) / len(STYLES)
    yield f'<line x1="{x:.1f}" x2="{x + 24:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    first, _, second = name.partition(", ")
    yield f'<text x="{x + 30:.1f}" y="{y + 4}" fill="{colour}" {_FONT}>{escape(first)}</text>'
    yield f'<text x="{x + 30:.1f}" y="{y + 20}" fill="{colour}" {_FONT}>{escape(second)}</text>'


def _across(size: int, sizes: Sequence[int]) -> float:
    share = math.log10(size / sizes[0]) / math.log10(sizes[-1] / sizes[0])
    return LEFT + 40 + share * (WIDTH - LEFT - RIGHT - 80)


def _down(milliseconds: float, powers: range) -> float:
    share = (math.log10(milliseconds) - powers[0]) / (powers[-1] - powers[0])
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM - 20)
