"""Drawn paths of a PDF page -> horizontal and vertical rules and filled rectangles."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.records import Box

# A filled rectangle this thin (points) is drawn as a line; the thickest table rules seen are 2.25 points.
RULE_THICKNESS = 2.6
# Two rules nearer than this (points) are one; double rules stand 1–1.5 points apart.
SAME_POSITION = 1.6
# Pieces of one rule may have gaps up to this (points): cell borders meet within it, dashes leave more.
JOIN_GAP = 3.0
SHORTEST_RULE = 5.0
# A page of maps or vector art may hold a million path points; tables need a few thousand.
MAX_PATH_POINTS = 60_000
MAX_FORM_DEPTH = 6
# Far above the 200 rules and 600 shaded cells of the densest table pages seen.
MOST_RULES = 800
MOST_FILLS = 3000
WHITE = 0.985
SLIP = 0.5  # how far (points) a corner of a rectangle may be off
STRAIGHT = 0.8  # how far (points) a stroke may lean and still be a rule


class Rule(NamedTuple):
    """A straight line: `at` is y for a horizontal one and x for a vertical one."""

    at: float
    start: float
    end: float


class Fill(NamedTuple):
    """A filled rectangle and its colour."""

    box: Box
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is drawn on a page besides text and images."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()


Transform = Callable[[float, float], tuple[float, float]]
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class _Collector:
    """Gathers strokes and fills while the page's objects are walked."""

    width: float
    height: float
    across: list[Rule]
    down: list[Rule]
    fills: list[Fill]
    points_left: int = MAX_PATH_POINTS

    def stroke(self, a: tuple[float, float], b: tuple[float, float]) -> None:
        """Keep a stroke that is level or upright."""
        (ax, ay), (bx, by) = a, b
        if abs(ay - by) <= STRAIGHT and abs(ax - bx) > STRAIGHT:
            self.across.append(Rule((ay + by) / 2, max(0.0, min(ax, bx)), min(self.width, max(ax, bx))))
        elif abs(ax - bx) <= STRAIGHT and abs(ay - by) > STRAIGHT:
            self.down.append(Rule((ax + bx) / 2, max(0.0, min(ay, by)), min(self.height, max(ay, by))))

    def rectangle(self, box: Box, colour: tuple[int, int, int]) -> None:
        """Keep a filled rectangle, as a rule when it is thin."""
        x0, y0, x1, y1 = max(0.0, box[0]), max(0.0, box[1]), min(self.width, box[2]), min(self.height, box[3])
        if x1 <= x0 or y1 <= y0:
            return
        if y1 - y0 <= RULE_THICKNESS and x1 - x0 > y1 - y0:
            self.across.append(Rule((y0 + y1) / 2, x0, x1))
        elif x1 - x0 <= RULE_THICKNESS:
            self.down.append(Rule((x0 + x1) / 2, y0, y1))
        elif min(colour) < 255 * WHITE and (x1 - x0) * (y1 - y0) < 0.6 * self.width * self.height:
            self.fills.append(Fill((x0, y0, x1, y1), colour))


def page_rulings(page: Any, to_view: Transform, width: float, height: float) -> Rulings:
    """Rules and fills of a page, pieces joined, in view coordinates."""
    found = _Collector(width, height, [], [], [])
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        _walk(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, to_view, found, 0)
        if found.points_left <= 0:
            break
    across, down = _longest(join_rules(found.across)), _longest(join_rules(found.down))
    return Rulings(tuple(across), tuple(down), tuple(found.fills[:MOST_FILLS]))


def _longest(rules: list[Rule]) -> list[Rule]:
    """A table has tens of rules; a drawing may have thousands, of which the short ones go first."""
    if len(rules) <= MOST_RULES:
        return rules
    return sorted(sorted(rules, key=lambda r: r.start - r.end)[:MOST_RULES])


def _walk(item: Any, outer: _Matrix, to_view: Transform, found: _Collector, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _read_path(item, outer, to_view, found)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
        inner = _multiply(_matrix_of(item), outer)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            if found.points_left <= 0:
                return
            _walk(pdfium.FPDFFormObj_GetObject(item, index), inner, to_view, found, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        a, b, c, d, e, f = _multiply(_matrix_of(item), outer)
        box = _bounds([to_view(e, f), to_view(a + c + e, b + d + f)])
        if min(box[2] - box[0], box[3] - box[1]) <= RULE_THICKNESS:  # a line drawn as a picture
            found.rectangle(box, (0, 0, 0))


def _matrix_of(item: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return _IDENTITY
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _multiply(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _read_path(item: Any, outer: _Matrix, to_view: Transform, found: _Collector) -> None:
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill_mode), ctypes.byref(stroke)):
        return
    colour = _fill_colour(item) if fill_mode.value else None
    if not stroke.value and colour is None:
        return
    matrix = _multiply(_matrix_of(item), outer)
    found.points_left -= pdfium.FPDFPath_CountSegments(item)
    for points, curved in _subpaths(item, matrix, to_view):
        if colour is not None and not curved and _is_rectangle(points):
            found.rectangle(_bounds(points), colour)
        if stroke.value and not curved:
            for a, b in pairwise(points):
                found.stroke(a, b)


def _fill_colour(item: Any) -> tuple[int, int, int] | None:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    got = pdfium.FPDFPageObj_GetFillColor(
        item, ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha)
    )
    if not got:
        return (128, 128, 128)  # a pattern or shading
    return None if alpha.value == 0 else (red.value, green.value, blue.value)


def _subpaths(
    item: Any, matrix: _Matrix, to_view: Transform
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_PATH_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = to_view(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [point], False
        else:
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Level and upright sides through all four corners; points on the sides are allowed."""
    x0, y0, x1, y1 = _bounds(points)
    corners = {(x0, y0), (x0, y1), (x1, y0), (x1, y1)}
    if not all(any(_near(p, c) for p in points) for c in corners):
        return False
    closed = points if _near(points[0], points[-1]) else [*points, points[0]]
    return all(abs(a[0] - b[0]) < SLIP or abs(a[1] - b[1]) < SLIP for a, b in pairwise(closed))


def _near(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return abs(a[0] - b[0]) < SLIP and abs(a[1] - b[1]) < SLIP


def _bounds(points: list[tuple[float, float]]) -> Box:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def join_rules(rules: list[Rule]) -> list[Rule]:
    """Join pieces and doubles of the same rule, drop the very short."""
    joined: list[Rule] = []
    for group in _by_position(rules):
        at = sum(r.at * (r.end - r.start) for r in group) / (sum(r.end - r.start for r in group) or 1)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start <= end + JOIN_GAP:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        joined.append(Rule(at, start, end))
    return sorted(r for r in joined if r.end - r.start >= SHORTEST_RULE)


def _by_position(rules: list[Rule]) -> Iterator[list[Rule]]:
    """Groups at the same position, each sorted by start."""
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.at - group[0].at > SAME_POSITION:
            yield sorted(group, key=lambda r: (r.start, r.end))
            group = []
        group.append(rule)
    if group:
        yield sorted(group, key=lambda r: (r.start, r.end))
