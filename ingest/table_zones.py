"""Rules and shaded rows of one width -> zones: heights within which printed rows belong to one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cell_segments import TextRow
from ingest.pdf_rulings import Fill, Rulings
from ingest.records import Box

# Shorter rules (points) are underlines, fraction bars or parts of pictures.
SHORTEST_EDGE = 60.0
# Rules of one table begin and end at the same place within this (points).
SAME_WIDTH = 9.0
# A rule or fill must cover this share of the table's width to part rows.
CUT_WIDTH = 0.6
# A single line of text this wide (share of the zone) is prose, not a cell.
PROSE_WIDTH = 0.62
# A line that begins this far in (share of the zone) stands over its columns, not over its labels.
INNER = 0.25
# Two rules this far apart (points) with nothing between belong to different things.
EMPTY_HEIGHT = 60.0
# Type of a heading between two tables against that of the rows around it.
LARGER = 1.15
# Words from which a wide line that ends like a sentence is prose.
SENTENCE_WORDS = 6
# Lines of one paragraph stand at most this far apart (font sizes).
LEADING = 1.8
# A fill higher than this (points) is a text box or a bar, not a table row.
HIGHEST_ROW = 150.0


@dataclass(frozen=True, slots=True)
class Zone:
    """Rules (or edges of fills) of one width that enclose tabular text; `ys` from top to bottom."""

    x0: float
    x1: float
    ys: tuple[float, ...]

    def holds(self, row: TextRow) -> bool:
        """Does the row stand between the first and the last edge?"""
        y = row.foot - 0.3 * row.size
        return self.ys[0] < y < self.ys[-1] and row.left >= self.x0 - 4 and row.right <= self.x1 + 4


def find_zones(rulings: Rulings, rows: Sequence[TextRow]) -> list[Zone]:
    """Zones of a page, wider ones first."""
    zones: list[Zone] = []
    for group in _edges_by_width(rulings):
        x0, x1 = min(e[1] for e in group), max(e[2] for e in group)
        ys = _thinned(sorted(e[0] for e in group))
        zones += _tabular_stretches(x0, x1, ys, rows)
    return sorted(zones, key=lambda z: z.x0 - z.x1)


def _edges_by_width(rulings: Rulings) -> list[list[tuple[float, float, float]]]:
    edges = [(r.at, r.start, r.end) for r in rulings.across]
    edges += [(y, f.box[0], f.box[2]) for f in row_fills(rulings) for y in (f.box[1], f.box[3])]
    groups: list[list[tuple[float, float, float]]] = []
    for edge in sorted(edges, key=lambda e: e[1]):
        if edge[2] - edge[1] < SHORTEST_EDGE:
            continue
        for group in groups:
            if abs(group[0][1] - edge[1]) <= SAME_WIDTH and abs(group[0][2] - edge[2]) <= SAME_WIDTH:
                group.append(edge)
                break
        else:
            groups.append([edge])
    return [g for g in groups if len(g) > 1]


def _thinned(ys: list[float]) -> list[float]:
    return [y for k, y in enumerate(ys) if k == 0 or y - ys[k - 1] > 1.0]


def _tabular_stretches(x0: float, x1: float, ys: list[float], rows: Sequence[TextRow]) -> list[Zone]:
    """Cut a group of edges where prose or emptiness stands between two of them."""
    stretches: list[list[float]] = [[ys[0]]]
    size = _row_size([r for r in rows if ys[0] < r.foot < ys[-1] and r.left < x1 and r.right > x0])
    for above, below in pairwise(ys):
        inside = [r for r in rows if above < r.foot - 0.3 * r.size < below and r.left < x1 and r.right > x0]
        begins = len(stretches[-1]) == 1
        if begins and not any(len(r.segments) > 1 or r.left > x0 + INNER * (x1 - x0) for r in inside):
            stretches[-1] = [below]
        elif _is_tabular_interval(inside, x0, x1, below - above) and not _is_interrupted(
            inside, x0, x1, size
        ):
            stretches[-1].append(below)
        else:
            stretches.append([below])
    return [Zone(x0, x1, tuple(s)) for s in stretches if len(s) > 1]


def _is_tabular_interval(rows: Sequence[TextRow], x0: float, x1: float, height: float) -> bool:
    if not rows:
        return height < EMPTY_HEIGHT
    if any(r.left < x0 - 6 or r.right > x1 + 6 for r in rows):
        return False
    wide = [r for r in rows if len(r.segments) == 1 and r.right - r.left > PROSE_WIDTH * (x1 - x0)]
    several = [r for r in rows if len(r.segments) > 1]
    if len(rows) == 1:
        return True
    return len(wide) <= len(several) and (bool(several) or len(rows) <= 4)


def _row_size(rows: Sequence[TextRow]) -> float:
    """Usual type of rows with several cells."""
    sizes = sorted(r.size for r in rows if len(r.segments) > 1)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _is_interrupted(rows: Sequence[TextRow], x0: float, x1: float, size: float) -> bool:
    """Does a heading or a paragraph stand between the edges? Then one table ends above and another begins below."""
    lone = [len(r.segments) == 1 for r in rows]
    wide = [one and r.right - r.left > PROSE_WIDTH * (x1 - x0) for one, r in zip(lone, rows, strict=True)]
    for k, row in enumerate(rows):
        if lone[k] and size and row.size > LARGER * size and row.left < x0 + INNER * (x1 - x0):
            return True
        if not wide[k] or len(rows) == 1:
            continue
        if row.text.endswith(".") and len(row.segments[0].words) >= SENTENCE_WORDS:
            return True
        follows = k + 1 < len(rows) and rows[k + 1].foot - row.foot < LEADING * row.size
        if (
            follows
            and lone[k + 1]
            and len(row.segments[0].words) >= SENTENCE_WORDS
            and wide[k + 1 :][:1] == [True]
        ):
            return True
    return False


def row_fills(rulings: Rulings) -> list[Fill]:
    """Fills side by side at one height as one; text boxes and page-wide areas left out."""
    merged: list[Fill] = []
    for fill in sorted(rulings.fills, key=lambda f: (round(f.box[1]), round(f.box[3]), f.box[0])):
        x0, y0, x1, y1 = fill.box
        last = merged[-1].box if merged else None
        if last and abs(last[1] - y0) < 1.5 and abs(last[3] - y1) < 1.5 and x0 - last[2] < 4:
            merged[-1] = Fill((last[0], min(last[1], y0), max(last[2], x1), max(last[3], y1)), fill.colour)
        else:
            merged.append(fill)
    return [f for f in merged if f.box[2] - f.box[0] > SHORTEST_EDGE and f.box[3] - f.box[1] < HIGHEST_ROW]


def row_cuts(rulings: Rulings, box: Box) -> list[float]:
    """Heights inside the box where a rule or the edge of a shaded row parts two table rows."""
    width = box[2] - box[0]
    cuts = [r.at for r in rulings.across if min(r.end, box[2]) - max(r.start, box[0]) >= CUT_WIDTH * width]
    for fill in row_fills(rulings):
        if min(fill.box[2], box[2]) - max(fill.box[0], box[0]) >= CUT_WIDTH * width:
            cuts += [fill.box[1], fill.box[3]]
    inside = sorted(c for c in cuts if box[1] < c < box[3])
    return [c for k, c in enumerate(inside) if k == 0 or c - inside[k - 1] > 2]
