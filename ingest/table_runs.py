"""Printed rows of a page -> runs of rows that look like one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cell_segments import Segment, TextRow
from ingest.raw_tables import is_value
from ingest.reading_order import LEADERS
from ingest.table_columns import MUCH_WIDER_THAN_SPACE, WORD_SPACE
from ingest.table_zones import Zone

# Rows of a table without rules stand at most this far apart (font sizes), else a new table begins.
ROW_REACH = 3.2
# Header lines stand closer to the first row than rows may do to each other.
HEADER_REACH = 2.6
# Label lines (section titles, wrapped labels) in a row between two rows of figures.
LABEL_LINES = 4
MOST_HEADER_LINES = 9
# Distance from header to first row against that between two rows.
WIDE_HEADER = 1.3
# Type of a heading against that of the rows; totals may be set a little larger.
LARGER = 1.15
# A gap (font sizes) between two names of a tight header: table cells have 3–4 points of padding on either side.
TIGHT_GAP = 0.55
# How far left of the label column's right edge a header cell may begin (points).
HEADER_SLACK = 6.0
# Rows of figures from which the place of labels and figures is read.
SHAPE_ROWS = 6
# Labels of one table begin within this much of each other (points).
INDENT = 30.0
# Distance of lines (font sizes): overlapping lines of one row; lines of one wrapped label.
OVERLAPPING = 0.7
WRAPPED = 1.35
LONGEST_ROW = 160
# Rows of one zone may leave this much room (font sizes) for blank rows.
ZONE_REACH = 9.0


@dataclass(frozen=True, slots=True)
class Run:
    """Rows of one table candidate; `zone` when rules or shading enclose it."""

    rows: tuple[TextRow, ...]
    zone: Zone | None


def is_tabular(row: TextRow) -> bool:
    """A label or figure, and after a gap at least one figure with a digit."""
    figures = sum(_is_figure(s) for s in row.segments[1:])
    return figures > 0 and not LEADERS.search(row.text)


def _is_figure(segment: Segment) -> bool:
    """A figure with a digit; a year or date heads a column rather than fills it."""
    return any(c.isdigit() for c in segment.text) and is_value(segment.text)


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


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where labels end and figures begin, read from the first rows of figures."""

    left: float
    label_end: float
    figures_left: float
    size: float
    pitch: float | None
    """Font sizes between the first two rows of figures when nothing stands between them."""


def _shape_from(rows: Sequence[TextRow], start: int) -> _Shape:
    tabular = [r for r in rows[start : start + SHAPE_ROWS] if is_tabular(r)]
    labelled = [r for r in tabular if not r.segments[0].is_number] or tabular
    labels = [r.segments[0] for r in labelled]
    figures = [s.x0 for r in labelled for s in r.segments[1:] if _is_figure(s)]
    second = rows[start + 1] if start + 1 < len(rows) else None
    pitch = None
    if second is not None and is_tabular(second):
        pitch = (second.foot - rows[start].foot) / rows[start].size
    near = min(figures)
    ends = [s.x1 for s in labels if s.x1 <= near] or [labels[0].x1]
    return _Shape(min(s.x0 for s in labels), max(ends), near, rows[start].size, pitch)


def _run_end(rows: Sequence[TextRow], start: int, zones: Sequence[Zone]) -> int:
    """Position after the last row of the run that starts at `start`."""
    last_figures = start
    shape = _shape_from(rows, start)
    position = start + 1
    while position < len(rows):
        row, before = rows[position], rows[position - 1]
        distance = (row.first_foot - before.foot) / max(row.size, before.size)
        shared = _shared(row, rows[start], zones) and distance <= ZONE_REACH
        if not shared and (distance > ROW_REACH or _is_larger(row, rows[start])):
            break
        if is_tabular(row):
            if not shared and not _same_columns(row, rows[start : last_figures + 1]):
                break
            last_figures = position
        elif not shared and (not _may_be_inside(row, shape) or position - last_figures > LABEL_LINES):
            break
        position += 1
    end = last_figures + 1
    while end < position and _closes(rows[end], rows[end - 1], zones, rows[start], shape):
        end += 1
    return end


def _is_larger(row: TextRow, first: TextRow) -> bool:
    """A single line in clearly larger type: a heading between two tables."""
    return len(row.segments) == 1 and row.size > LARGER * first.size


def _same_columns(row: TextRow, before: Sequence[TextRow]) -> bool:
    """Does a figure of the row stand under (overlap in x with) a figure of the last rows?"""
    figures = [s for s in row.segments if _is_figure(s)]
    above = [s for r in before[-SHAPE_ROWS:] for s in r.segments[1:]]
    return any(f.x0 < a.x1 + 3 and f.x1 > a.x0 - 3 for f in figures for a in above)


def _closes(row: TextRow, before: TextRow, zones: Sequence[Zone], first: TextRow, shape: _Shape) -> bool:
    """Is the row below the last figures still in the table: enclosed by its rules, or a wrapped label's end?"""
    if _shared(row, first, zones):
        return True
    if len(row.segments) != 1 or row.right > shape.figures_left or abs(row.left - shape.left) > INDENT:
        return False
    distance = (row.foot - before.foot) / row.size
    return distance < OVERLAPPING or (row.text[:1].islower() and distance < WRAPPED)


def label_edge(row: TextRow) -> float:
    """Left edge of the first figure after the label."""
    return next(s.x0 for s in row.segments[1:] if _is_figure(s))


def _may_be_inside(row: TextRow, shape: _Shape) -> bool:
    """A label without figures, or several cells."""
    if LEADERS.search(row.text):
        return False
    if len(row.segments) > 1:
        return len(row.text) < LONGEST_ROW
    within_label = row.right <= shape.figures_left + 2 and row.left >= shape.left - 12
    return within_label or row.left >= min(shape.label_end, shape.figures_left) - HEADER_SLACK


def _header_height(rows: Sequence[TextRow], start: int, floor: int, zones: Sequence[Zone]) -> int:
    """How many rows above the first figures belong to the table, none above position `floor`."""
    first = rows[start]
    shape = _shape_from(rows, start)
    reach = max(HEADER_REACH, min(WIDE_HEADER * (shape.pitch or 0.0), ROW_REACH))
    count = kept = 0
    while start - count - 1 >= floor and count < MOST_HEADER_LINES:
        row, below = rows[start - count - 1], rows[start - count]
        distance = (below.first_foot - row.foot) / max(row.size, below.size)
        zone = _shared(row, first, zones) and distance <= ZONE_REACH
        if (not zone and distance > reach) or LEADERS.search(row.text) or _is_larger(row, first):
            break
        if zone or _heads_figures(row, shape):
            kept = count + 1
        elif not is_comment_line(row, below, first) and not _stands_over_labels(row, shape):
            break
        count += 1
    return kept


def _heads_figures(row: TextRow, shape: _Shape) -> bool:
    """Does a cell of the row stand over the columns of figures?"""
    beyond = min(shape.label_end, shape.figures_left) - HEADER_SLACK
    if len(row.segments) == 1 and row.left < beyond:
        return _is_tight_header(row, beyond)
    return any((s.x0 + s.x1) / 2 > beyond for s in row.segments) and all(
        len(s.words) <= 8 for s in row.segments
    )


def _is_tight_header(row: TextRow, beyond: float) -> bool:
    """Names that stand nearer than cells do, but in gaps much wider than their spaces, the second over the figures."""
    words = row.segments[0].words
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    wide = [b for a, b in pairwise(words) if b.x0 - a.x1 > TIGHT_GAP * row.size]
    return (
        0 < len(wide) < len(words)
        and gaps[-len(wide)] >= MUCH_WIDER_THAN_SPACE * max(gaps[: -len(wide)], default=WORD_SPACE * row.size)
        and wide[0].x0 >= beyond
        and len(words) <= 8
    )


def is_comment_line(row: TextRow, below: TextRow, first: TextRow) -> bool:
    """Is it a line of a comment to the right of the figures, whose cell is higher than the row that it belongs to?"""
    figures_end = max(s.x1 for s in first.segments[1:] if _is_figure(s))
    near = (below.foot - row.foot) / max(row.size, below.size) < WRAPPED
    return len(row.segments) == 1 and row.left > figures_end and near


def _stands_over_labels(row: TextRow, shape: _Shape) -> bool:
    """A short single line over the labels: the first header cell, wrapped."""
    return len(row.segments) == 1 and row.right <= shape.figures_left and abs(row.left - shape.left) <= INDENT
