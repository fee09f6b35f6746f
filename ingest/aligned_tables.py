"""Aligned text -> table cells: tables with horizontal rules only, with shading, or with white space alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.cell_segments import Segment, TextRow, join_centred, without_leaders, words_box, words_to_rows
from ingest.figure_kinds import find_kind
from ingest.painted_cells import part_at_paint
from ingest.pdf_rulings import Rule, Rulings
from ingest.pdf_words import Word
from ingest.raw_tables import RawCell, RawRow, RawTable, colour_at, is_value
from ingest.reading_order import Piece, column_zones, letters
from ingest.records import Box
from ingest.side_by_side import split_side_by_side
from ingest.table_columns import Extent, column_of, find_columns, split_figures, split_names
from ingest.table_doubts import Candidate, convinces
from ingest.table_header_columns import with_header_columns
from ingest.table_header_levels import header_levels, header_to_rows
from ingest.table_rows import group_rows
from ingest.table_runs import Run, find_runs, is_comment_line, is_tabular, label_edge
from ingest.table_zones import Zone, find_zones, row_cuts
from ingest.tight_columns import part_tight_columns

FEWEST_ROWS = 2
# Columns named 1, 2, 3 … are at least this many.
COUNTED = 4
# Rules in a header that are shorter than this (points) are underlines of a word.
SHORTEST_SPANNER = 15.0
# Levels of a header stand no further apart than this (in usual row distances).
LEVEL_DISTANCE = 1.3
# Distance to the row above (in usual row distances) from which a second header begins another table.
APART = 1.5


def find_aligned_tables(words: Sequence[Word], rulings: Rulings) -> list[RawTable]:
    """Tables that alignment shows, top to bottom."""
    page_rows = part_at_paint(join_centred(words_to_rows(without_leaders(words))), rulings)
    zones = find_zones(rulings, page_rows)
    tables = []
    for rows in _page_columns(page_rows, zones):
        for run in find_runs(rows, zones):
            for part in _split_at_headers(run, rulings):
                for half in split_side_by_side(part):
                    table = _run_to_table(half, rulings)
                    if table is not None:
                        tables.append(table)
    return tables


def _page_columns(rows: list[TextRow], zones: Sequence[Zone]) -> list[list[TextRow]]:
    """Rows of each column of a page set in columns; rows between rules of one width are never cut."""
    pieces: list[Piece[Segment | None]] = [Piece(zone_box(z), 0, None) for z in zones]
    enclosed: list[TextRow] = []
    for row in rows:
        if any(z.holds(row) for z in zones):
            enclosed.append(row)
            continue
        pieces += [Piece(words_box(s.words), letters(s.text), s) for s in row.segments]
    found = column_zones(pieces)
    if len(found) < 2:
        return [rows]
    columns = []
    for zone in found:
        words = [w for p in zone if p.what is not None for w in p.what.words]
        boxes = [p.box for p in zone if p.what is None]
        words += [
            w
            for r in enclosed
            if any(b[1] < r.foot < b[3] + 4 and b[0] - 6 <= r.left for b in boxes)
            for s in r.segments
            for w in s.words
        ]
        columns.append(join_centred(words_to_rows(dict.fromkeys(words))))
    return columns


def _split_at_headers(run: Run, rulings: Rulings) -> list[Run]:
    """Part a run where a row of column names in its midst begins another table."""
    first = _first_values(run.rows)
    if first is None:
        return [run]
    rows = run.rows
    parts: list[tuple[int, int]] = []
    start = 0
    known = {s.text for r in rows[:first] for s in r.segments}
    pitch = _pitch(rows[first:])
    for k in range(first + 1, len(rows) - 1):
        names = rows[k].segments if rows[k].segments[0].is_year else rows[k].segments[1:]
        if not _names_columns(rows[k]):
            continue
        top = k
        while top - 1 > first and _is_header_piece(rows[top - 1], rows[top], rows[k], pitch):
            top -= 1
        end = top
        while (
            end - 1 > first and len(rows[end - 1].segments) == 1 and rows[end].top - rows[end - 1].bottom > 0
        ):
            end -= 1
        if {s.text for s in names} <= known and end == top:
            continue  # the same names again without a title above: the header repeated inside one table
        if not any(is_tabular(r) for r in rows[start:end]) or not any(is_tabular(r) for r in rows[k + 1 :]):
            continue
        apart = rows[end].foot - rows[end - 1].foot >= APART * pitch
        colour = _colour_of(rows[k], rulings)
        if apart or (colour is not None and colour != _colour_of(rows[top - 1], rulings)):
            parts.append((start, end if apart else top))
            start = top
            known |= {s.text for s in rows[k].segments}
    parts.append((start, len(rows)))
    return [Run(rows[a:b], run.zone) for a, b in parts]


def _colour_of(row: TextRow, rulings: Rulings) -> tuple[int, int, int] | None:
    fills = [(f.box, f.colour) for f in rulings.fills]
    return colour_at(fills, row.left + 1, row.foot - 0.3 * row.size)


def _names_columns(row: TextRow) -> bool:
    """Several cells, no figures but years."""
    names = [s for s in row.segments if not is_value(s.text)]
    return len(names) == len(row.segments) and (len(names) > 2 or (len(names) == 2 and names[0].is_year))


def _is_header_piece(above: TextRow, below: TextRow, names: TextRow, pitch: float) -> bool:
    """Does a line above belong to the header whose last line is `names`? A lone name stands beyond the label column."""
    near = below.foot - above.foot < max(1.4 * max(above.size, below.size), LEVEL_DISTANCE * pitch)
    beyond = len(above.segments) > 1 or above.left > names.segments[0].x1
    return near and beyond and not any(is_value(s.text) for s in above.segments[1:])


def _pitch(rows: Sequence[TextRow]) -> float:
    distances = sorted(b.foot - a.foot for a, b in pairwise(rows))
    return distances[len(distances) // 2] if distances else 0.0


def _first_values(rows: Sequence[TextRow]) -> int | None:
    """Position of the first row with figures, or with one word for each; numbers counting up (months) are names."""
    return next(
        (
            k
            for k, r in enumerate(rows)
            if (any(is_value(s.text) for s in r.segments[1:]) and not _counts_up(r))
            or (k and _says_the_same(r))
        ),
        None,
    )


def _says_the_same(row: TextRow) -> bool:
    """Does a row say one word in all its columns instead of figures ("Stängt", "saknas")? "Utfall" over years names them."""
    said = {s.text for s in row.segments[1:]}
    return len(row.segments) > FEWEST_SAID and len(said) == 1 and find_kind(said.pop()) is None


FEWEST_SAID = 3


def _counts_up(row: TextRow) -> bool:
    texts = [s.text for s in row.segments if s.text.isdigit() and len(s.text) < 3]
    if len(texts) < COUNTED or len(texts) < len(row.segments) - 2:
        return False
    return all(int(b) - int(a) == 1 for a, b in pairwise(texts))


def _run_to_table(run: Run, rulings: Rulings) -> RawTable | None:
    header, body = _part_header(run, rulings)
    if not body:
        return None
    body = part_tight_columns(body)
    columns = find_columns([r.segments for r in body], [r.segments for r in header])
    header = [_split_row(r, columns) for r in header]
    spanners = _spanners(rulings, header)
    fills = [(f.box, f.colour) for f in rulings.fills]
    levels = header_levels(header, columns, spanners, fills) if columns else []
    columns = with_header_columns(columns, levels[-1] if levels else [])
    if len(columns) < 2 or not convinces(Candidate(header, body, columns, run.zone is not None), rulings):
        return None
    rows = [*header, *body]
    box = words_box([w for r in rows for s in r.segments for w in s.words])
    raw_rows = header_to_rows(header, body, columns, spanners, fills)
    header_count = len(raw_rows)
    raw_rows += [
        _group_to_row(g, columns, rulings, box) for g in group_rows(body, columns, row_cuts(rulings, box))
    ]
    lefts = tuple(_body_left(j, raw_rows[header_count:], c[0]) for j, c in enumerate(columns))
    return RawTable(box, tuple(raw_rows), header_count, lefts, ruled=False)


def _body_left(j: int, rows: Sequence[RawRow], otherwise: float) -> float:
    """Where a column's text begins below its name, by which its other half on the next page is known."""
    return min((w.x0 for r in rows if (c := r.cells[j]) is not None for w in c.words), default=otherwise)


def _split_row(row: TextRow, columns: Sequence[Extent]) -> TextRow:
    if not columns:
        return row
    return replace(row, segments=tuple(p for s in row.segments for p in split_names(s, columns)))


def _part_header(run: Run, rulings: Rulings) -> tuple[list[TextRow], list[TextRow]]:
    """Rows that name the columns, and the rest."""
    rows = list(run.rows)
    first = _first_values(rows)
    if first is None:
        return _part_text_header(run)
    figures = rows[first]
    while first and is_tabular(figures) and is_comment_line(rows[first - 1], rows[first], figures):
        first -= 1  # a comment begins above its row where the cells are centred in height
    names = [k for k in range(first) if len(rows[k].segments) > 1 or _beyond_label(rows[k], figures)]
    if not names:
        return [], rows
    last = names[-1]
    split = last + 1
    while (
        split < first
        and not _cut_between(rows[last], rows[split], rulings, run)
        and _overlaps(rows[split - 1], rows[split])
    ):
        split += 1
    return rows[:split], rows[split:]


def _beyond_label(row: TextRow, first: TextRow) -> bool:
    return is_tabular(first) and row.left > label_edge(first) - 40


def _overlaps(above: TextRow, below: TextRow) -> bool:
    """Do two lines stand so close that one cell holds both?"""
    return below.foot - above.foot < 1.3 * max(above.size, below.size)


def _part_text_header(run: Run) -> tuple[list[TextRow], list[TextRow]]:
    """A table of words only: its header ends at the first edge below the first line."""
    if run.zone is None:
        return [], []
    ys = [y for y in run.zone.ys if y > run.rows[0].foot - 0.3 * run.rows[0].size]
    header = [r for r in run.rows if ys and r.foot - 0.3 * r.size < ys[0]]
    body = [r for r in run.rows if r not in header]
    several = [r for r in body if len(r.segments) > 1]
    if len(several) < FEWEST_ROWS or not any(len(r.segments) > 1 for r in header):
        return [], []
    return header, body


def _cut_between(a: TextRow, b: TextRow, rulings: Rulings, run: Run) -> bool:
    left, right = min(r.left for r in run.rows), max(r.right for r in run.rows)
    y0, y1 = a.foot - 0.3 * a.size, b.foot - 0.3 * b.size
    return any(y0 < c < y1 for c in row_cuts(rulings, (left, a.top - 20, right, b.bottom + 20)))


def _spanners(rulings: Rulings, header: Sequence[TextRow]) -> list[Rule]:
    """Rules inside the header: they part its levels, and short ones show which columns a cell heads."""
    if not header:
        return []
    top, bottom = header[0].top, header[-1].foot
    return [r for r in rulings.across if top < r.at < bottom and r.end - r.start > SHORTEST_SPANNER]


def _group_to_row(group: Sequence[TextRow], columns: Sequence[Extent], rulings: Rulings, box: Box) -> RawRow:
    words: list[list[Word]] = [[] for _ in columns]
    segments: list[Segment] = [p for row in group for s in row.segments for p in split_figures(s, columns)]
    for segment in segments:
        words[column_of(segment, columns)].extend(segment.words)
    fills = [(f.box, f.colour) for f in rulings.fills]
    colour = colour_at(fills, box[0] + 1, group[0].foot - 0.3 * group[0].size)
    return RawRow(tuple(RawCell(tuple(ws)) for ws in words), colour)


def zone_box(zone: Zone) -> Box:
    """The zone as a rectangle, for drawing."""
    return (zone.x0, zone.ys[0], zone.x1, zone.ys[-1])
