"""Aligned text -> table cells: tables with horizontal rules only, with shading, or with white space alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cell_segments import Segment, TextRow, words_to_rows
from ingest.pdf_rulings import Rulings
from ingest.pdf_words import Word
from ingest.raw_tables import RawCell, RawRow, RawTable, colour_at, is_value
from ingest.records import Box
from ingest.table_columns import Extent, column_of, columns_covered, find_columns
from ingest.table_rows import group_rows

# Rows of a table without rules stand at most this far apart (font sizes), else a new table begins.
ROW_REACH = 3.2
# Label lines in a row (section titles, wrapped labels) between two rows of figures.
LABEL_LINES = 4
# A rule or fill must cover this share of the table's width to part rows.
CUT_WIDTH = 0.6
FEWEST_ROWS = 2
LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")


@dataclass(frozen=True, slots=True)
class _Zone:
    """Height between the first and last rule (or fill) of one width: rows there belong together."""

    x0: float
    x1: float
    ys: tuple[float, ...]

    def holds(self, row: TextRow) -> bool:
        """Does the row stand between the first and last rule?"""
        y = row.foot - 0.3 * row.size
        box = row.box
        return self.ys[0] < y < self.ys[-1] and box[0] >= self.x0 - 4 and box[2] <= self.x1 + 4


def find_aligned_tables(words: Sequence[Word], rulings: Rulings) -> list[RawTable]:
    """Tables that alignment shows, top to bottom."""
    rows = words_to_rows(words)
    zones = _zones(rulings)
    tables = []
    for run in _runs(rows, zones):
        table = _run_to_table(run, rulings)
        if table is not None:
            tables.append(table)
    return tables


def is_tabular(row: TextRow) -> bool:
    """A label or figure followed by at least one figure after a gap."""
    return (
        len(row.segments) > 1
        and any(s.is_number and any(c.isdigit() for c in s.text) for s in row.segments[1:])
        and not LEADERS.search(row.text)
    )


def _zones(rulings: Rulings) -> list[_Zone]:
    groups: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    edges = [(r.at, r.start, r.end) for r in rulings.across if r.end - r.start > 60]
    edges += [
        (y, f.box[0], f.box[2]) for f in _row_fills(rulings) for y in (f_y for f_y in (f.box[1], f.box[3]))
    ]
    for at, start, end in edges:
        groups.setdefault((round(start / 12), round(end / 12)), []).append((at, start, end))
    return [
        _Zone(min(s for _, s, _ in g), max(e for _, _, e in g), tuple(sorted(a for a, _, _ in g)))
        for g in groups.values()
        if len(g) > 1
    ]


@dataclass(frozen=True, slots=True)
class _RowFill:
    box: Box


def _row_fills(rulings: Rulings) -> list[_RowFill]:
    """Fills side by side at one height as one."""
    merged: list[list[float]] = []
    for fill in sorted(rulings.fills, key=lambda f: (round(f.box[1]), round(f.box[3]), f.box[0])):
        x0, y0, x1, y1 = fill.box
        last = merged[-1] if merged else None
        if last and abs(last[1] - y0) < 1.5 and abs(last[3] - y1) < 1.5 and x0 - last[2] < 4:
            last[2] = max(last[2], x1)
        else:
            merged.append([x0, y0, x1, y1])
    return [_RowFill((a, b, c, d)) for a, b, c, d in merged if c - a > 60 and d - b < 120]


def _runs(rows: list[TextRow], zones: list[_Zone]) -> list[list[TextRow]]:
    """Stretches of rows around rows of figures."""
    runs: list[list[TextRow]] = []
    position = 0
    while position < len(rows):
        if not is_tabular(rows[position]):
            position += 1
            continue
        floor = position - _header_height(rows, position, zones, runs)
        end = _run_end(rows, position, zones)
        runs.append(rows[floor:end])
        position = end
    return runs


def _run_end(rows: list[TextRow], start: int, zones: list[_Zone]) -> int:
    """Position after the last row of the run that starts at `start`."""
    last_figures = start
    label_right = _label_right(rows[start])
    position = start + 1
    while position < len(rows):
        row, before = rows[position], rows[position - 1]
        near = row.foot - before.foot <= ROW_REACH * max(row.size, before.size)
        shared = any(z.holds(row) and z.holds(rows[start]) and _unbroken(z, before, row) for z in zones)
        if not near and not shared:
            break
        if is_tabular(row):
            last_figures = position
        elif (not shared and not _may_be_inside(row, label_right, rows[start])) or position - last_figures > LABEL_LINES:
            break
        position += 1
    end = last_figures + 1
    while end < position and _closes(rows[end], rows[end - 1], zones, rows[start], label_right):
        end += 1
    return end


def _unbroken(zone: _Zone, before: TextRow, row: TextRow) -> bool:
    return row.foot - before.foot <= 3 * ROW_REACH * row.size


def _closes(row: TextRow, before: TextRow, zones: list[_Zone], first: TextRow, label_right: float) -> bool:
    """Is the row below the last figures still in the table: enclosed by its rules, or a wrapped label's end?"""
    if any(z.holds(row) and z.holds(first) for z in zones):
        return True
    overlap = before.foot + 0.2 * before.size - (row.foot - 0.75 * row.size)
    return len(row.segments) == 1 and row.segments[0].x1 <= label_right and overlap > 0.25 * row.size


def _label_right(row: TextRow) -> float:
    return next(s.x0 for s in row.segments[1:] if s.is_number)


def _may_be_inside(row: TextRow, label_right: float, first: TextRow) -> bool:
    """A label without figures, or more than one short cell."""
    if len(row.segments) > 1:
        return not LEADERS.search(row.text)
    segment = row.segments[0]
    return (
        (segment.x1 <= label_right + 2
        and segment.x0 >= first.segments[0].x0 - 12)
        or segment.x0 >= label_right - 40
    )


def _header_height(rows: list[TextRow], start: int, zones: list[_Zone], runs: list[list[TextRow]]) -> int:
    """How many rows above the first figures belong to the table."""
    used = {id(r) for run in runs for r in run}
    label_right = _label_right(rows[start])
    left = rows[start].segments[0].x0
    count, kept = 0, 0
    while start - count - 1 >= 0 and count < 8:
        row, below = rows[start - count - 1], rows[start - count]
        if id(row) in used:
            break
        zone = any(z.holds(row) and z.holds(rows[start]) and _unbroken(z, row, below) for z in zones)
        near = below.foot - row.foot <= 2.4 * max(row.size, below.size)
        if not zone and not near:
            break
        if zone:
            count += 1
            kept = count
            continue
        right = [s for s in row.segments if (s.x0 + s.x1) / 2 > label_right - 10]
        if len(row.segments) == 1 and row.segments[0].x0 < label_right - 10:
            if row.segments[0].x1 > label_right or abs(row.segments[0].x0 - left) > 30:
                break
            count += 1
            continue
        if not right or LEADERS.search(row.text):
            break
        count += 1
        kept = count
    return kept


def _run_to_table(rows: list[TextRow], rulings: Rulings) -> RawTable | None:
    first = next((k for k, r in enumerate(rows) if _holds_values(r)), None)
    if first is None:
        return None
    header, body = rows[:first], rows[first:]
    while header and len(header[-1].segments) == 1 and header[-1].segments[0].x1 < _label_right_of(body):
        if _cut_between(header[-1], body[0], rulings):
            break
        body.insert(0, header.pop())
    columns = find_columns([r.segments for r in body], [r.segments for r in header])
    columns = _with_header_columns(columns, header)
    if len(columns) < 2 or not _convinces(body, header, columns):
        return None
    box = _box_of(rows)
    cuts = _cuts(rulings, box)
    fills = [(f.box, f.colour) for f in rulings.fills]
    raw_rows = _header_rows(header, columns, rulings, fills, box)
    header_count = len(raw_rows)
    for group in group_rows(body, columns, cuts):
        raw_rows.append(_group_to_row(group, columns, fills, box))
    lefts = tuple(c[0] for c in columns)
    return RawTable(box, tuple(raw_rows), header_count, lefts, ruled=False)


def _holds_values(row: TextRow) -> bool:
    return is_tabular(row) and any(is_value(s.text) for s in row.segments[1:])


def _label_right_of(body: list[TextRow]) -> float:
    return min(_label_right(r) for r in body if is_tabular(r))


def _cut_between(a: TextRow, b: TextRow, rulings: Rulings) -> bool:
    y0, y1 = a.foot - 0.3 * a.size, b.foot - 0.3 * b.size
    if any(y0 < r.at < y1 and r.end - r.start > 60 for r in rulings.across):
        return True
    return any(f.box[1] < y0 < f.box[3] <= y1 for f in rulings.fills if f.box[2] - f.box[0] > 30)


def _with_header_columns(columns: list[Extent], header: list[TextRow]) -> list[Extent]:
    """Add columns that only the header fills (a column of empty cells)."""
    extra = [
        (s.x0, s.x1)
        for row in header
        for s in row.segments
        if not any(s.x0 < b + 2 and s.x1 > a - 2 for a, b in columns)
    ]
    merged: list[list[float]] = []
    for a, b in sorted(extra):
        if merged and a < merged[-1][1] + 2:
            merged[-1][1] = max(b, merged[-1][1])
        else:
            merged.append([a, b])
    return sorted([*columns, *((a, b) for a, b in merged)])


def _convinces(body: list[TextRow], header: list[TextRow], columns: list[Extent]) -> bool:
    """Enough rows of figures in columns for a table rather than prose, a list or a contents page."""
    tabular = [r for r in body if is_tabular(r)]
    if len(tabular) < FEWEST_ROWS and not header:
        return False
    if len(tabular) < FEWEST_ROWS and len(columns) < 3:
        return False
    if not header and len(columns) < 3 and len(tabular) < 3:
        return False
    if len(columns) == 2 and _rising_page_numbers(tabular):
        return False
    words = [len(s.words) for r in tabular for s in r.segments]
    return sum(words) / len(words) < 7


def _rising_page_numbers(rows: list[TextRow]) -> bool:
    """One column of whole numbers that never falls, small at that: a contents page."""
    numbers = [r.segments[-1].text for r in rows]
    if not all(n.isdigit() and len(n) < 4 for n in numbers):
        return False
    values = [int(n) for n in numbers]
    return len(values) > 2 and all(a <= b for a, b in itertools.pairwise(values))


def _box_of(rows: list[TextRow]) -> Box:
    boxes = [r.box for r in rows]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _cuts(rulings: Rulings, box: Box) -> list[float]:
    width = box[2] - box[0]
    cuts = [r.at for r in rulings.across if min(r.end, box[2]) - max(r.start, box[0]) >= CUT_WIDTH * width]
    for fill in _row_fills(rulings):
        if min(fill.box[2], box[2]) - max(fill.box[0], box[0]) >= CUT_WIDTH * width:
            cuts += [fill.box[1], fill.box[3]]
    inside = sorted(c for c in cuts if box[1] < c < box[3])
    return [c for k, c in enumerate(inside) if k == 0 or c - inside[k - 1] > 2]


def _group_to_row(
    group: list[TextRow], columns: list[Extent], fills: list[tuple[Box, tuple[int, int, int]]], box: Box
) -> RawRow:
    words: list[list[Word]] = [[] for _ in columns]
    for row in group:
        for segment in row.segments:
            words[column_of(segment, columns)].extend(segment.words)
    y = group[0].foot - 0.3 * group[0].size
    return RawRow(tuple(RawCell(tuple(ws)) for ws in words), colour_at(fills, box[0] + 1, y))


def _header_rows(
    header: list[TextRow],
    columns: list[Extent],
    rulings: Rulings,
    fills: list[tuple[Box, tuple[int, int, int]]],
    box: Box,
) -> list[RawRow]:
    """Header lines in levels: those with a cell over several columns, and the column names under them."""
    last_spanning = -1
    for k, row in enumerate(header):
        if any(len(_covers(s, columns, header[k + 1 :])) > 1 for s in row.segments):
            last_spanning = k
    levels = [header[: last_spanning + 1], header[last_spanning + 1 :]]
    rows = []
    for level in levels:
        if not level:
            continue
        cells: list[RawCell | None] = [RawCell(()) for _ in columns]
        words: dict[int, list[Word]] = {}
        spans: dict[int, int] = {}
        for row in level:
            for segment in row.segments:
                covered = _covers(segment, columns, ()) if level is levels[0] and last_spanning >= 0 else []
                j = covered[0] if len(covered) > 1 else column_of(segment, columns)
                words.setdefault(j, []).extend(segment.words)
                if len(covered) > 1:
                    spans[j] = max(spans.get(j, 1), covered[-1] - covered[0] + 1)
        for j, ws in words.items():
            cells[j] = RawCell(tuple(ws), None, spans.get(j, 1))
        for j, span in spans.items():
            for k in range(j + 1, j + span):
                cells[k] = None
        y = level[0].foot - 0.3 * level[0].size
        rows.append(RawRow(tuple(cells), colour_at(fills, box[0] + 1, y)))
    return rows


def _covers(segment: Segment, columns: list[Extent], below: Sequence[TextRow]) -> list[int]:
    covered = [j for j in columns_covered(segment, columns) if j > 0]
    return covered if len(covered) > 1 and not segment.is_number else []
