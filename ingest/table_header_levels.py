"""Header lines of a table without crossing rules -> header rows, with cells that span columns.

A level is what stands in one row of the header; lines of one wrapped name stand closer than two levels do.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.cell_segments import Segment, TextRow
from ingest.pdf_rulings import Rule
from ingest.pdf_words import Word
from ingest.raw_tables import Colour, RawCell, RawRow, colour_at
from ingest.records import Box
from ingest.table_cell_edges import cell_edges
from ingest.table_columns import Extent, column_of, columns_covered

# Lines of one name stand at most this far apart (font sizes); word processors set 1.15–1.3.
SAME_NAME = 1.36
# The middle of a spanning cell's text is off the middle of its columns by at most this share of a column.
OFF_MIDDLE = 0.36
# How far (points) a spanning name that is set flush left may begin from its first column.
FLUSH_LEFT = 2.5
# Flush right is exact: a centred name comes as near by chance more often than a printed edge is off.
FLUSH_RIGHT = 0.5


class Option(NamedTuple):
    """First and last column of a stretch, and how far (points) a name's middle is off its middle."""

    columns: tuple[int, int]
    off: float
    flush: bool = False
    """Is it the one column that the name is set flush with, against wider stretches that it is centred over?"""


def header_to_rows(
    header: Sequence[TextRow],
    body: Sequence[TextRow],
    columns: Sequence[Extent],
    rulings: Sequence[Rule],
    fills: Sequence[tuple[Box, Colour]],
) -> list[RawRow]:
    """Header rows from top to bottom; all but the last may hold cells over several columns."""
    levels = header_levels(header, columns, rulings, fills)
    edges = cell_edges(columns, body)
    rows = []
    for k, level in enumerate(levels):
        below = [s for lower in levels[k + 1 :] for line in lower for s in line.segments]
        rows.append(_level_row(level, below, columns, edges, rulings, fills))
    return rows


def header_levels(
    header: Sequence[TextRow],
    columns: Sequence[Extent],
    rulings: Sequence[Rule],
    fills: Sequence[tuple[Box, Colour]] = (),
) -> list[list[TextRow]]:
    """Lines grouped into levels by the distance of their figures' names; label lines go with the nearest.

    A line with a name in a shaded cell over several columns is a level of its own.
    """
    named = [r for r in header if any(column_of(s, columns) > 0 for s in r.segments)]
    if not named:
        return [list(header)] if header else []
    levels = [[named[0]]]
    for above, line in pairwise(named):
        apart = line.foot - above.foot > SAME_NAME * max(line.size, above.size)
        ruled = any(above.foot - 1 < r.at < line.foot - 0.3 * line.size for r in rulings)
        shaded = _is_shaded_over_several(above, columns, fills)
        if apart or ruled or shaded or _heads_groups(levels[-1], line, columns):
            levels.append([line])
        else:
            levels[-1].append(line)
    for line in header:
        if line not in named:
            nearest = min(levels, key=lambda lv: min(abs(line.foot - x.foot) for x in lv))
            nearest.append(line)
    return [sorted(level, key=lambda r: r.foot) for level in levels]


def _is_shaded_over_several(
    line: TextRow, columns: Sequence[Extent], fills: Sequence[tuple[Box, Colour]]
) -> bool:
    """Does a name of the line stand in a shaded cell of its own that is as wide as several columns?"""
    names = [s for s in line.segments if column_of(s, columns) > 0]
    covered = (_filled_columns([s], [o for o in names if o is not s], fills, columns) for s in names)
    return any(len(columns_under) > 1 for columns_under in covered)


def _heads_groups(above: Sequence[TextRow], line: TextRow, columns: Sequence[Extent]) -> bool:
    """Do fewer names stand above, one of them over no single name? Lines of one name stand over each other."""
    upper = [s for r in above for s in r.segments if column_of(s, columns) > 0]
    lower = [s for s in line.segments if column_of(s, columns) > 0]
    every = len(lower) >= len(columns) - 1
    return len(upper) < len(lower) and any(_is_group(s, lower, every) for s in upper)


def _is_group(name: Segment, lower: Sequence[Segment], every: bool) -> bool:
    """Does a name stand across names below, or, where `every` column has one, between two of them?"""
    over = [s for s in lower if s.x0 < name.x1 and s.x1 > name.x0]
    if over:
        return len(over) > 1
    return every and any(s.x1 <= name.x0 for s in lower) and any(s.x0 >= name.x1 for s in lower)


def _level_row(
    lines: Sequence[TextRow],
    below: Sequence[Segment],
    columns: Sequence[Extent],
    edges: Sequence[Extent],
    rulings: Sequence[Rule],
    fills: Sequence[tuple[Box, Colour]],
) -> RawRow:
    words: dict[int, list[Word]] = {}
    spans: dict[int, int] = {}
    names = _names(lines, columns)
    options = [_options(name, names, below, columns, edges, rulings, fills) for name in names]
    shared = share_columns(options)
    if len({len(stretch) for stretch in shared if len(stretch) > 1}) > 1:
        # Uneven groups: names flush with one column head that column, however well they are centred over more.
        shared = share_columns([_alone_if_flush(o) for o in options])
    for name, covered in zip(names, shared, strict=True):
        for segment in name:
            words.setdefault(covered[0], []).extend(segment.words)
        spans[covered[0]] = max(spans.get(covered[0], 1), len(covered))
    cells: list[RawCell | None] = [RawCell(tuple(words.get(j, ()))) for j in range(len(columns))]
    for j, span in spans.items():
        reach = next((k for k in range(j + 1, j + span) if k in words), j + span)
        cells[j] = RawCell(tuple(words[j]), None, reach - j)
        cells[j + 1 : reach] = [None] * (reach - j - 1)
    x = min(line.left for line in lines) + 1
    return RawRow(tuple(cells), colour_at(fills, x, lines[0].foot - 0.3 * lines[0].size))


def _names(lines: Sequence[TextRow], columns: Sequence[Extent]) -> list[list[Segment]]:
    """Segments that make up one name: those over the same column, line under line."""
    names: dict[int, list[Segment]] = {}
    for segment in (s for line in lines for s in line.segments):
        names.setdefault(column_of(segment, columns), []).append(segment)
    return [names[j] for j in sorted(names)]


def _options(
    name: Sequence[Segment],
    names: Sequence[Sequence[Segment]],
    below: Sequence[Segment],
    columns: Sequence[Extent],
    edges: Sequence[Extent],
    rulings: Sequence[Rule],
    fills: Sequence[tuple[Box, Colour]],
) -> list[Option]:
    """Stretches of columns that a name may head, with how far its middle is off theirs."""
    home = column_of(name[0], columns)
    alone = Option((home, home), 0.0)
    if not below or home == 0:
        return [alone]
    x0, x1 = min(s.x0 for s in name), max(s.x1 for s in name)
    others = [s for n in names if n is not name for s in n]
    drawn = _filled_columns(name, others, fills, columns) or _ruled_columns(name, others, rulings, edges)
    if drawn:
        return [Option((drawn[0], drawn[-1]), 0.0)]
    named = {column_of(s, columns) for s in below} - {0}
    free = _free_columns(home, others, columns, named)
    over_one = _stands_over_one(name, home, columns, below)
    left = [] if over_one else _flush_left(x0, home, free, columns, below)
    if left:
        return [Option((left[0], last), 0.0) for last in left]
    wide = [j for s in name for j in columns_covered(s, columns) if j in free]
    width = sum(b - a for a, b in edges[1:]) / max(1, len(edges) - 1)
    found = []
    for first in free:
        for last in free:
            off = abs((x0 + x1) / 2 - (edges[first][0] + edges[last][1]) / 2)
            if (
                first <= min(wide, default=home)
                and max(wide, default=home) <= last
                and off <= OFF_MIDDLE * width
            ):
                found.append(Option((first, last), off))
    return [*found, Option((home, home), 0.0, flush=True)] if over_one else found or [alone]


def _alone_if_flush(options: Sequence[Option]) -> Sequence[Option]:
    return [o for o in options if o.flush] or options


def share_columns(options: Sequence[Sequence[Option]]) -> list[list[int]]:
    """One stretch for each name, none overlapping: most columns headed, then the evenest, then the best centred.

    >>> share_columns([[Option((0, 0), 0.0)], [Option((1, 3), 4.0), Option((2, 2), 4.0)], [Option((4, 5), 4.0), Option((3, 6), 4.0)]])
    [[0], [1, 2, 3], [4, 5]]
    """
    partial: dict[int, tuple[tuple[int, int, float], list[Option]]] = {-1: ((0, 0, 0.0), [])}
    for choices in options:
        following: dict[int, tuple[tuple[int, int, float], list[Option]]] = {}
        for end, (score, chosen) in partial.items():
            for option in choices:
                first, last = option.columns
                if first <= end:
                    continue
                size = last - first + 1
                new = (score[0] + size, score[1] - size * size, score[2] - option.off)
                if last not in following or new > following[last][0]:
                    following[last] = (new, [*chosen, option])
        if not following:  # names too wide to stand apart: each keeps the column it stands over
            return [[c[0].columns[0]] for c in options]
        partial = following
    best = max(partial.values(), key=lambda item: item[0])
    return [list(range(o.columns[0], o.columns[1] + 1)) for o in best[1]]


def _free_columns(
    home: int, others: Sequence[Segment], columns: Sequence[Extent], named: set[int]
) -> list[int]:
    """Columns around `home` that have a name below and none beside it on this level."""
    taken = {column_of(s, columns) for s in others}
    first = last = home
    while first - 1 in named and first - 1 not in taken:
        first -= 1
    while last + 1 in named and last + 1 not in taken:
        last += 1
    return list(range(first, last + 1))


def _stands_over_one(
    name: Sequence[Segment], home: int, columns: Sequence[Extent], below: Sequence[Segment]
) -> bool:
    """Is the name set flush right with one column, as the figures and the name below are?"""
    rights = [s.x1 for s in below if column_of(s, columns) == home] + [columns[home][1]]
    return all(abs(s.x1 - right) < FLUSH_RIGHT for s in name for right in rights)


def _flush_left(
    x0: float, home: int, free: Sequence[int], columns: Sequence[Extent], below: Sequence[Segment]
) -> list[int]:
    """Columns from the one that the name begins flush with, when a name below begins there too."""
    for first in (j for j in free if j <= home):
        lefts = [columns[first][0], *(s.x0 for s in below if column_of(s, columns) == first)]
        if len(lefts) > 1 and all(abs(x0 - left) <= FLUSH_LEFT for left in (lefts[0], min(lefts[1:]))):
            return [j for j in free if j >= first]
    return []


def _filled_columns(
    name: Sequence[Segment],
    others: Sequence[Segment],
    fills: Sequence[tuple[Box, Colour]],
    columns: Sequence[Extent],
) -> list[int]:
    """Columns under the shaded cell that holds the name alone; none where the whole row is shaded as one."""
    foot, size = name[-1].words[0].foot, name[-1].words[0].size
    x0, x1 = min(s.x0 for s in name), max(s.x1 for s in name)
    for (left, top, right, bottom), _ in fills:
        if not (left <= x0 and x1 <= right and top < foot - 0.3 * size < bottom):
            continue
        if any(left < (s.x0 + s.x1) / 2 < right for s in others):
            continue
        covered = [j for j, (a, b) in enumerate(columns) if left <= (a + b) / 2 <= right]
        if covered and 0 not in covered:
            return covered
    return []


def _ruled_columns(
    name: Sequence[Segment],
    others: Sequence[Segment],
    rulings: Sequence[Rule],
    edges: Sequence[Extent],
) -> list[int]:
    """Columns over which a short rule under the name, and under no other, runs."""
    foot, size = name[-1].words[0].foot, name[-1].words[0].size
    x0, x1 = min(s.x0 for s in name), max(s.x1 for s in name)
    for rule in rulings:
        if any(rule.start < (s.x0 + s.x1) / 2 < rule.end for s in others):
            continue  # borders of cells side by side, read as one rule
        if 0 <= rule.at - foot < 1.2 * size and rule.start - 3 <= x0 and x1 <= rule.end + 3:
            covered = [j for j, (a, b) in enumerate(edges) if rule.start - 3 <= (a + b) / 2 <= rule.end + 3]
            if covered and len(covered) < len(edges):
                return covered
    return []
