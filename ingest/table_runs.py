"""Printed rows of a page -> runs of rows that look like one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cell_segments import Segment, TextRow
from ingest.raw_tables import is_value
from ingest.reading_order import LEADERS
from ingest.table_zones import Zone

# Rows of a table without rules stand at most this far apart (font sizes), else a new table begins.
ROW_REACH = 3.2
# Header lines stand closer to the first row than rows may do to each other.
HEADER_REACH = 2.6
# Label lines (section titles, wrapped labels) in a row between two rows of figures.
LABEL_LINES = 4
MOST_HEADER_LINES = 9
# Type of a heading against that of the rows; totals may be set a little larger.
LARGER = 1.15
# How far left of the label column's right edge a header cell may begin (points).
HEADER_SLACK = 10.0
# Rows of one zone may leave this much room (font sizes) for blank rows.
ZONE_REACH = 9.0


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one table candidate; `zone` when rules or shading enclose it."""

    rows: tuple[TextRow, ...]
    zone: Zone | None


def is_tabular(row: TextRow) -> bool:
    """A label or figure, and after a gap at least one figure with a digit."""
    return (
        len(row.segments) > 1
        and any(_is_figure(s) for s in row.segments[1:])
        and not LEADERS.search(row.text)
    )


def _is_figure(segment: Segment) -> bool:
    text = segment.text
    return any(c.isdigit() for c in text) and (segment.is_number or segment.is_year or is_value(text))


def find_runs(rows: Sequence[TextRow], zones: Sequence[Zone]) -> list[Run]:
    """Runs around rows of figures, then zones of several columns that hold text only."""
    runs: list[Run] = []
    position, floor = 0, 0
    while position < len(rows):
        if not is_tabular(rows[position]):
            position += 1
            continue
        start = position - _header_height(rows, position, floor, zones)
        end = _run_end(rows, position, zones)
        runs.append(Run(tuple(rows[start:end]), _zone_of(rows[position], zones)))
        position = floor = end
    used = {id(r) for run in runs for r in run.rows}
    for zone in zones:
        inside = [r for r in rows if zone.holds(r)]
        if len(zone.ys) > 2 and inside and not any(id(r) in used for r in inside):
            runs.append(Run(tuple(inside), zone))
            used |= {id(r) for r in inside}
    return runs


def _zone_of(row: TextRow, zones: Sequence[Zone]) -> Zone | None:
    return next((z for z in zones if z.holds(row)), None)


def _shared(a: TextRow, b: TextRow, zones: Sequence[Zone]) -> bool:
    return any(z.holds(a) and z.holds(b) for z in zones)


def _run_end(rows: Sequence[TextRow], start: int, zones: Sequence[Zone]) -> int:
    """Position after the last row of the run that starts at `start`."""
    last_figures = start
    label_right = label_edge(rows[start])
    position = start + 1
    while position < len(rows):
        row, before = rows[position], rows[position - 1]
        distance = (row.foot - before.foot) / max(row.size, before.size)
        shared = _shared(row, rows[start], zones) and distance <= ZONE_REACH
        if not shared and (distance > ROW_REACH or _is_larger(row, rows[start])):
            break
        if is_tabular(row):
            if not shared and not _same_columns(row, rows[start : last_figures + 1]):
                break
            last_figures = position
            label_right = max(label_right, label_edge(row)) if shared else label_right
        elif not shared and (
            not _may_be_inside(row, label_right, rows[start]) or position - last_figures > LABEL_LINES
        ):
            break
        position += 1
    end = last_figures + 1
    while end < position and _closes(rows[end], rows[end - 1], zones, rows[start], label_right):
        end += 1
    return end


def _is_larger(row: TextRow, first: TextRow) -> bool:
    """A single line in clearly larger type: a heading between two tables."""
    return len(row.segments) == 1 and row.size > LARGER * first.size


def _same_columns(row: TextRow, before: Sequence[TextRow]) -> bool:
    """Does a figure of the row stand under (overlap in x with) a figure of the last rows?"""
    figures = [s for s in row.segments[1:] if _is_figure(s)]
    above = [s for r in before[-6:] for s in r.segments[1:]]
    return any(f.x0 < a.x1 + 3 and f.x1 > a.x0 - 3 for f in figures for a in above)


def _closes(row: TextRow, before: TextRow, zones: Sequence[Zone], first: TextRow, label_right: float) -> bool:
    """Is the row below the last figures still in the table: enclosed by its rules, or a wrapped label's end?"""
    if _shared(row, first, zones):
        return True
    overlap = before.foot + 0.2 * before.size - (row.foot - 0.75 * row.size)
    if len(row.segments) != 1 or row.right > label_right:
        return False
    return overlap > 0.25 * row.size or (row.text[:1].islower() and overlap > -0.15 * row.size)


def label_edge(row: TextRow) -> float:
    """Left edge of the first figure after the label."""
    return next(s.x0 for s in row.segments[1:] if _is_figure(s))


def _may_be_inside(row: TextRow, label_right: float, first: TextRow) -> bool:
    """A label without figures, or several cells."""
    if LEADERS.search(row.text):
        return False
    if len(row.segments) > 1:
        return len(row.text) < 160
    within_label = row.right <= label_right + 2 and row.left >= first.left - 12
    return within_label or row.left >= label_right - 40


def _header_height(rows: Sequence[TextRow], start: int, floor: int, zones: Sequence[Zone]) -> int:
    """How many rows above the first figures belong to the table, none above position `floor`."""
    first = rows[start]
    label_right = label_edge(first)
    count = kept = 0
    while start - count - 1 >= floor and count < MOST_HEADER_LINES:
        row, below = rows[start - count - 1], rows[start - count]
        distance = (below.foot - row.foot) / max(row.size, below.size)
        zone = _shared(row, first, zones) and distance <= ZONE_REACH
        if (not zone and distance > HEADER_REACH) or LEADERS.search(row.text) or _is_larger(row, first):
            break
        if zone:
            kept = count + 1
        elif len(row.segments) == 1 and row.left < label_right - HEADER_SLACK:
            if row.right > label_right or abs(row.left - first.left) > 30:
                break
        elif not any((s.x0 + s.x1) / 2 > label_right - HEADER_SLACK for s in row.segments) or any(
            len(s.words) > 8 for s in row.segments
        ):
            break
        else:
            kept = count + 1
        count += 1
    return kept
