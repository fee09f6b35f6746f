"""Printed rows of a table without rules between them -> table rows, wrapped cells together."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cell_segments import Segment, TextRow
from ingest.table_columns import Extent, column_of

# Lines of one wrapped cell stand this much closer (share of the usual distance between rows).
TIGHT = 0.86
# Wrapped lines overlap or nearly touch: distance in font sizes when the pitch of the rows says nothing.
WRAP_DISTANCE = 1.32
# Rows that overlap in height by this share (numbers centred beside a two-line label) are one.
OVERLAP = 0.25


@dataclass(slots=True)
class _Strip:
    """A printed row with its place in the table."""

    row: TextRow
    columns: dict[int, list[Segment]]
    band: int

    @property
    def anchors(self) -> bool:
        """Does it hold a figure outside the label column? Each table row has at most one such line."""
        return any(j > 0 and any(s.is_number for s in segments) for j, segments in self.columns.items())

    @property
    def label(self) -> str:
        """Text in the label column."""
        return " ".join(s.text for s in self.columns.get(0, []))


def group_rows(
    rows: Sequence[TextRow], columns: Sequence[Extent], cuts: Sequence[float]
) -> list[list[TextRow]]:
    """Group printed rows into table rows; `cuts` are heights (rules, edges of shading) that no row crosses."""
    strips = [_strip(row, columns, cuts) for row in rows]
    groups: list[list[_Strip]] = []
    for strip in strips:
        groups.append([strip])
    pitch = _row_pitch(strips)
    groups = _join_overlapping(groups)
    per_row_bands = _bands_are_rows(strips, cuts)
    merged = _join_wrapped(groups, pitch, per_row_bands)
    return [[s.row for s in group] for group in merged]


def _strip(row: TextRow, columns: Sequence[Extent], cuts: Sequence[float]) -> _Strip:
    placed: dict[int, list[Segment]] = {}
    for segment in row.segments:
        placed.setdefault(column_of(segment, columns), []).append(segment)
    middle = row.foot - 0.3 * row.size
    return _Strip(row, placed, sum(1 for cut in cuts if cut < middle))


def _row_pitch(strips: Sequence[_Strip]) -> float | None:
    """Usual distance between neighbouring rows that both hold figures."""
    distances = [
        b.row.foot - a.row.foot
        for a, b in itertools.pairwise(strips)
        if a.anchors and b.anchors and b.row.foot - a.row.foot > 0.5 * a.row.size
    ]
    return statistics.median(distances) if distances else None


def _bands_are_rows(strips: Sequence[_Strip], cuts: Sequence[float]) -> bool:
    """Do the cuts part every row? Then everything inside one band is one row."""
    if not cuts:
        return False
    anchors: dict[int, int] = {}
    for strip in strips:
        anchors[strip.band] = anchors.get(strip.band, 0) + strip.anchors
    return len(anchors) > 1 and max(anchors.values()) <= 1 and len(anchors) >= 0.6 * len(strips)


def _join_overlapping(groups: list[list[_Strip]]) -> list[list[_Strip]]:
    """Lines that overlap in height with a line of figures belong to its row."""
    joined: list[list[_Strip]] = []
    for group in groups:
        if joined and _overlaps(joined[-1], group):
            joined[-1] += group
        else:
            joined.append(group)
    return joined


def _overlaps(a: list[_Strip], b: list[_Strip]) -> bool:
    if a[-1].band != b[0].band or (_has_anchor(a) and _has_anchor(b)):
        return False
    last, first = a[-1].row, b[0].row
    size = min(last.size, first.size)
    return last.foot + 0.2 * last.size - (first.foot - 0.75 * first.size) > OVERLAP * size


def _has_anchor(group: list[_Strip]) -> bool:
    return any(s.anchors for s in group)


def _join_wrapped(
    groups: list[list[_Strip]], pitch: float | None, bands_are_rows: bool
) -> list[list[_Strip]]:
    merged: list[list[_Strip]] = []
    for group in groups:
        if merged and _wraps(merged[-1], group, pitch, bands_are_rows):
            merged[-1] = merged[-1] + group
        else:
            merged.append(group)
    return merged


def _wraps(a: list[_Strip], b: list[_Strip], pitch: float | None, bands_are_rows: bool) -> bool:
    """Does the line (or lines) `b` go on with the row `a`?"""
    last, first = a[-1], b[0]
    if last.band != first.band:
        return False
    if bands_are_rows:
        return True
    if _has_anchor(a) and _has_anchor(b):
        return False
    distance = first.row.foot - last.row.foot
    size = max(last.row.size, first.row.size)
    if pitch is not None and pitch > WRAP_DISTANCE * size:
        return distance < TIGHT * pitch and distance <= WRAP_DISTANCE * size
    return distance <= WRAP_DISTANCE * size and _reads_on(last, first)


def _reads_on(last: _Strip, first: _Strip) -> bool:
    """Does the text itself say that the second line continues the first?"""
    before, after = last.label, first.label
    if not after and first.columns:
        return not first.anchors
    if not before or not after:
        return False
    if before.endswith("-") and not before.endswith(" -"):
        return True
    if last.row.segments[0].words[0].bold != first.row.segments[0].words[0].bold:
        return False
    return after[0].islower() or before.endswith(
        (",", "(", "/", " och", " av", " för", " i", " till", " som")
    )
