"""Segments of several rows -> the columns they stand in, by the white gutters between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.cell_segments import Segment, is_number, number_atoms
from ingest.pdf_words import Word

Extent = tuple[float, float]
# A gutter narrower than this (points) is chance; the tightest real one seen is 3 points in a 7-point table.
NARROWEST_GUTTER = 1.5
# Rows whose text may run over a gutter (long labels, section titles inside the table).
CROSSING_SHARE = 0.12
# A space between words (font sizes), and how much wider the gap between two names is.
WORD_SPACE = 0.28
WIDER_THAN_SPACE = 1.3
MUCH_WIDER_THAN_SPACE = 1.8
# A header name set flush with its column is off by at most this (points).
FLUSH = 2.0


def find_columns(body: Sequence[Sequence[Segment]], header: Sequence[Sequence[Segment]] = ()) -> list[Extent]:
    """Extents of the columns, left to right."""
    rows = [_apart(row) for row in body if len(row) > 1] or [list(row) for row in body]
    segments = [(s, i) for i, row in enumerate(rows) for s in row]
    if not segments:
        return []
    columns = _components([s for s, _ in segments])
    budget = max(1, int(CROSSING_SHARE * len(rows))) if len(rows) > 2 else 0
    while budget:
        better = _without_one_crossing(segments, columns)
        if better is None:
            break
        segments, columns = better
        budget -= 1
    return _merge_alternating(columns, [*rows, *header])


def _apart(row: Sequence[Segment]) -> list[Segment]:
    """Figures that stand as tight as words apart, where a sign shows that the second is one of its own: `0 -1 000`."""
    parted: list[Segment] = []
    for segment in row:
        atoms = [Segment(tuple(atom)) for atom in number_atoms(segment)]
        signed = (
            len(atoms) > 1
            and all(a.is_number for a in atoms)
            and all(_SIGNED.match(a.text) for a in atoms[1:])
        )
        parted += atoms if signed else [segment]
    return parted


_SIGNED = re.compile(r"[-+−–]\d")


def _components(segments: Sequence[Segment]) -> list[Extent]:
    columns: list[list[float]] = []
    for segment in sorted(segments, key=lambda s: s.x0):
        if columns and segment.x0 < columns[-1][1] + NARROWEST_GUTTER:
            columns[-1][1] = max(columns[-1][1], segment.x1)
        else:
            columns.append([segment.x0, segment.x1])
    return [(a, b) for a, b in columns]


def _without_one_crossing(
    segments: list[tuple[Segment, int]], columns: list[Extent]
) -> tuple[list[tuple[Segment, int]], list[Extent]] | None:
    """Drop the one text segment whose absence opens a gutter that at least two rows respect."""
    widest = sorted(
        (k for k, (s, _) in enumerate(segments) if len(s.words) > 1 or not s.is_number),
        key=lambda k: segments[k][0].x0 - segments[k][0].x1,
    )
    for k in widest[:12]:
        rest = segments[:k] + segments[k + 1 :]
        found = _components([s for s, _ in rest])
        if len(found) > len(columns) and _new_gutters_hold(rest, columns, found):
            return rest, found
    return None


def _new_gutters_hold(segments: list[tuple[Segment, int]], old: list[Extent], new: list[Extent]) -> bool:
    for a, b in pairwise(new):
        if any(o[0] <= a[1] and b[0] <= o[1] for o in old):
            left = {i for s, i in segments if a[0] <= s.x0 <= a[1]}
            right = {i for s, i in segments if b[0] <= s.x0 <= b[1]}
            if len(left & right) < 2:
                return False
    return True


def _merge_alternating(columns: list[Extent], rows: Sequence[Sequence[Segment]]) -> list[Extent]:
    """Join neighbours that no row fills both of: one column with two alignments."""
    merged = list(columns)
    k = 0
    while k + 1 < len(merged):
        a, b = merged[k], merged[k + 1]
        both = any(_fills(row, a) and _fills(row, b) and not _same(row, a, b) for row in rows)
        if both:
            k += 1
        else:
            merged[k : k + 2] = [(a[0], b[1])]
    return merged


def _fills(row: Sequence[Segment], column: Extent) -> bool:
    return any(s.x0 < column[1] and s.x1 > column[0] for s in row)


def _same(row: Sequence[Segment], a: Extent, b: Extent) -> bool:
    """Are both columns filled by one and the same segment only?"""
    in_a = [s for s in row if s.x0 < a[1] and s.x1 > a[0]]
    in_b = [s for s in row if s.x0 < b[1] and s.x1 > b[0]]
    return len(in_a) == 1 and in_a == in_b


def column_of(segment: Segment, columns: Sequence[Extent]) -> int:
    """The column that a segment stands in: most overlap, else nearest."""
    best = max(range(len(columns)), key=lambda j: _overlap(segment, columns[j]))
    if _overlap(segment, columns[best]) > 0:
        return best
    middle = (segment.x0 + segment.x1) / 2
    return min(
        range(len(columns)), key=lambda j: min(abs(middle - columns[j][0]), abs(middle - columns[j][1]))
    )


def split_figures(segment: Segment, columns: Sequence[Extent]) -> list[Segment]:
    """Part a segment whose figures stand so tight that they read as one run: each goes to its column."""
    pieces: list[list[Word]] = []
    last = -1
    for atom in number_atoms(segment):
        j = column_of(Segment(tuple(atom)), columns)
        text = " ".join(w.text for w in atom)
        if pieces and (j == last or not is_number(text)):
            pieces[-1].extend(atom)
        else:
            pieces.append(list(atom))
            last = j
    return [Segment(tuple(p)) for p in pieces]


def split_names(segment: Segment, columns: Sequence[Extent]) -> list[Segment]:
    """Part a header segment that holds the names of several columns: wide gaps between, or each flush with its column."""
    pieces: list[list[Word]] = []
    last = -1
    for word in segment.words:
        j = column_of(Segment((word,)), columns)
        if pieces and j == last:
            pieces[-1].append(word)
        else:
            pieces.append([word])
            last = j
    parts = [Segment(tuple(p)) for p in pieces]
    if len(parts) < 2:
        return [segment]
    inner = [b.x0 - a.x1 for p in parts for a, b in pairwise(p.words)]
    outer = [b.x0 - a.x1 for a, b in pairwise(parts)]
    widest = max(inner, default=WORD_SPACE * segment.words[0].size)
    flush = all(_flush(p, columns[column_of(p, columns)]) for p in parts)
    return (
        parts if min(outer) >= (WIDER_THAN_SPACE if flush else MUCH_WIDER_THAN_SPACE) * widest else [segment]
    )


def _flush(segment: Segment, column: Extent) -> bool:
    middle = (segment.x0 + segment.x1 - column[0] - column[1]) / 2
    return min(abs(segment.x0 - column[0]), abs(segment.x1 - column[1]), abs(middle)) <= FLUSH


def columns_covered(segment: Segment, columns: Sequence[Extent]) -> list[int]:
    """All columns whose extent the segment overlaps by a real part of the column."""
    return [
        j
        for j, (a, b) in enumerate(columns)
        if min(segment.x1, b) - max(segment.x0, a) > 0.35 * min(b - a, segment.x1 - segment.x0)
    ]


def _overlap(segment: Segment, column: Extent) -> float:
    return min(segment.x1, column[1]) - max(segment.x0, column[0])
