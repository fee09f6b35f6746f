"""Two tables without rules beside each other -> each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.cell_segments import Segment, TextRow
from ingest.raw_tables import is_value
from ingest.table_columns import Extent, column_of, find_columns
from ingest.table_runs import Run

# Share of a column's cells that are words for it to hold row labels.
LABEL_SHARE = 0.7
# The white between two tables against the widest white between columns of figures.
WIDER = 1.5


def split_side_by_side(run: Run) -> list[Run]:
    """The run itself, or its left and right table where labels and figures alternate twice."""
    body = [r for r in run.rows if any(is_value(s.text) for s in r.segments)]
    columns = find_columns([r.segments for r in body])
    second = _second_label_column(body, columns)
    if second is None or not (_header_repeats(run.rows, columns, second) or _wide_gap(columns, second)):
        return [run]
    left = _keep(run.rows, columns, range(second))
    right = _keep(run.rows, columns, range(second, len(columns)))
    return [Run(tuple(left), run.zone), Run(tuple(right), run.zone)]


def _second_label_column(body: Sequence[TextRow], columns: Sequence[Extent]) -> int | None:
    """The column where the pattern label, figures, … begins once more; both tables equally wide."""
    half = len(columns) // 2
    if len(columns) < 4 or len(columns) % 2:
        return None
    kinds = [_is_label_column(body, columns, j) for j in range(len(columns))]
    return half if kinds[:half] == kinds[half:] and kinds[0] and not any(kinds[1:half]) else None


def _is_label_column(body: Sequence[TextRow], columns: Sequence[Extent], j: int) -> bool:
    cells = [s for r in body for s in r.segments if column_of(s, columns) == j]
    words = [s for s in cells if not s.is_number and not is_value(s.text)]
    return bool(cells) and len(words) >= LABEL_SHARE * len(cells)


def _header_repeats(rows: Sequence[TextRow], columns: Sequence[Extent], second: int) -> bool:
    """Are the names over the figures the same on both sides?"""
    for row in rows:
        if any(is_value(s.text) for s in row.segments):
            return False
        names: list[list[str]] = [[], []]
        for s in row.segments:
            j = column_of(s, columns)
            if j % second:
                names[j >= second].append(s.text)
        if names[0] and names[0] == names[1]:
            return True
    return False


def _wide_gap(columns: Sequence[Extent], second: int) -> bool:
    gaps = [b[0] - a[1] for a, b in pairwise(columns)]
    between_figures = [g for k, g in enumerate(gaps) if k + 1 != second and k not in (0, second)]
    return second > 2 and gaps[second - 1] >= WIDER * max(between_figures, default=1e9)


def _keep(rows: Sequence[TextRow], columns: Sequence[Extent], wanted: range) -> list[TextRow]:
    kept = []
    for row in rows:
        segments: tuple[Segment, ...] = tuple(s for s in row.segments if column_of(s, columns) in wanted)
        if segments:
            kept.append(TextRow(segments, row.foot, row.size))
    return kept
