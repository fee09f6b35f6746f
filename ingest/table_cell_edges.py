"""Where the cells of a column begin and end, guessed from how its figures are set."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median, pstdev

from ingest.cell_segments import TextRow
from ingest.table_columns import Extent, column_of


def cell_edges(columns: Sequence[Extent], body: Sequence[TextRow]) -> list[Extent]:
    """Left and right edge of each column's cells: text alone shows only where the widest figure stands."""
    segments = [s for row in body for s in row.segments]
    placed = [[s for s in segments if column_of(s, columns) == j] for j in range(len(columns))]
    spread = {"right": 0.0, "left": 0.0, "middle": 0.0}
    for cells in placed[1:]:
        if len(cells) > 1:
            spread["right"] += pstdev(s.x1 for s in cells)
            spread["left"] += pstdev(s.x0 for s in cells)
            spread["middle"] += pstdev((s.x0 + s.x1) / 2 for s in cells)
    setting = min(spread, key=lambda k: spread[k])
    anchors = [_anchor(c, setting) for c in columns]
    steps = [b - a for a, b in pairwise(anchors[1:])]
    usual = median(steps) if steps else columns[-1][1] - columns[-1][0]
    edges = [columns[0]]
    for j in range(1, len(columns)):
        before = anchors[j] - anchors[j - 1] if j > 1 else usual
        after = anchors[j + 1] - anchors[j] if j + 1 < len(columns) else usual
        if setting == "right":
            edges.append((anchors[j] - before, anchors[j]))
        elif setting == "left":
            edges.append((anchors[j], anchors[j] + after))
        else:
            edges.append((anchors[j] - before / 2, anchors[j] + after / 2))
    return edges


def _anchor(column: Extent, setting: str) -> float:
    return {"right": column[1], "left": column[0], "middle": (column[0] + column[1]) / 2}[setting]
