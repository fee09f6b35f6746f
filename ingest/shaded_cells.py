"""Cells drawn as shaded rectangles side by side -> the rules that would stand between them.

Word processors shade the cells of a table one by one and draw no rules: the edges of the shades are the borders.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.cell_segments import words_to_rows
from ingest.pdf_rulings import Rule, Rulings, join_rules
from ingest.pdf_words import Word
from ingest.records import Box
from ingest.table_columns import find_columns

# Shades of neighbouring cells meet within this (points).
MEET = 1.5
# Narrower or lower rectangles (points) are borders, bars and margins of cells.
NARROWEST = 8.0
LOWEST = 7.0
# Cells and rows of the smallest block: fewer shades side by side are boxes round text, or bars of a chart.
FEWEST_CELLS = 3
FEWEST_ROWS = 3
# Share of the rows that must have a wall before it parts the columns.
SHARED_WALL = 0.5
# A wall of one row this near (points) to one of all is the same: the merged cells of a header are not set as exactly.
SAME_WALL = 20.0
# An unshaded row between two shaded ones is at most so many times as high as the higher of them.
WHITE_ROW = 1.6
# How far (heights of the lowest row) beyond the shades a row of cells still belongs to the table.
BESIDE = 1.2

Band = tuple[Box, ...]


def with_shaded_cells(rulings: Rulings, words: Sequence[Word]) -> Rulings:
    """The rules of a page with those that shaded cells stand for, where they are all of a table."""
    across, down = list(rulings.across), list(rulings.down)
    for block in _blocks(_bands(rulings)):
        if not _is_whole(block, words) or _shows_columns(block, words):
            continue
        rows = _with_white_rows([_walled(band, _shared_walls(block)) for band in block])
        for walls, top, bottom in rows:
            down += [Rule(x, top, bottom) for x in walls]
            across += [Rule(y, walls[0], walls[-1]) for y in (top, bottom)]
    if len(down) == len(rulings.down):
        return rulings
    return Rulings(tuple(join_rules(across)), tuple(join_rules(down)), rulings.fills)


def _is_whole(block: Sequence[Band], words: Sequence[Word]) -> bool:
    """Whether no row of cells stands right above or below: a header or a total that is not shaded, or in other cells."""
    left, top, right, bottom = block[0][0][0], block[0][0][1], block[0][-1][2], block[-1][0][3]
    reach = BESIDE * min(band[0][3] - band[0][1] for band in block)
    near = [
        word
        for word in words
        if left <= word.middle <= right
        and (top - reach < word.foot <= top or bottom <= word.top < bottom + reach)
    ]
    return all(len(row.segments) < 2 for row in words_to_rows(near))


def _shows_columns(block: Sequence[Band], words: Sequence[Word]) -> bool:
    """Whether white space parts as many columns as the shades do: then the words tell more of headers and rows."""
    left, top, right, bottom = block[0][0][0], block[0][0][1], block[0][-1][2], block[-1][0][3]
    inside = [word for word in words if left <= word.middle <= right and top < word.foot <= bottom]
    rows = [row.segments for row in words_to_rows(inside) if any(one.is_number for one in row.segments)]
    seen = find_columns(rows)
    return len(seen) >= len(_shared_walls(block)) - 1


Row = tuple[tuple[float, ...], float, float]
"""Walls from left to right, top and bottom."""


def _bands(rulings: Rulings) -> list[Band]:
    """Shades that stand side by side at one height, top to bottom; shades inside others are their paragraphs."""
    boxes = [
        fill.box
        for fill in rulings.fills
        if fill.box[2] - fill.box[0] >= NARROWEST and fill.box[3] - fill.box[1] >= LOWEST
    ]
    at: dict[tuple[int, int], list[Box]] = {}
    for box in boxes:
        at.setdefault((round(box[1]), round(box[3])), []).append(box)
    bands = [tuple(band) for boxes in at.values() for band in _tiled(sorted(set(boxes)))]
    bands = [band for band in bands if len(band) >= FEWEST_CELLS]
    outer = [one for one in bands if not any(_holds(other, one) for other in bands)]
    return sorted(outer, key=lambda band: (band[0][0], band[0][1]))


def _tiled(boxes: Sequence[Box]) -> list[list[Box]]:
    tiled: list[list[Box]] = []
    for box in boxes:
        if tiled and abs(box[0] - tiled[-1][-1][2]) <= MEET:
            tiled[-1].append(box)
        else:
            tiled.append([box])
    return tiled


def _holds(outer: Band, inner: Band) -> bool:
    higher = outer[0][3] - outer[0][1] > inner[0][3] - inner[0][1] + MEET
    within = outer[0][1] <= inner[0][1] + MEET and inner[0][3] <= outer[0][3] + MEET
    return higher and within and outer[0][0] <= inner[0][0] + MEET and inner[-1][2] <= outer[-1][2] + MEET


def _blocks(bands: Sequence[Band]) -> list[list[Band]]:
    """Bands of one width that follow on each other, with at most an unshaded row between."""
    blocks: list[list[Band]] = []
    for band in bands:
        last = blocks[-1][-1] if blocks else None
        if last is not None and _follows(last, band):
            blocks[-1].append(band)
        else:
            blocks.append([band])
    return [
        block for block in blocks if len(block) >= FEWEST_ROWS and len(_shared_walls(block)) > FEWEST_CELLS
    ]


def _follows(above: Band, below: Band) -> bool:
    same = abs(above[0][0] - below[0][0]) <= 2 * MEET and abs(above[-1][2] - below[-1][2]) <= 2 * MEET
    heights = max(above[0][3] - above[0][1], below[0][3] - below[0][1])
    return same and -MEET <= below[0][1] - above[0][3] <= WHITE_ROW * heights


def _walls(band: Band) -> list[float]:
    return [band[0][0], *(box[2] for box in band)]


def _shared_walls(block: Sequence[Band]) -> list[float]:
    """Places where most bands have a wall."""
    every = sorted(x for band in block for x in _walls(band))
    groups: list[list[float]] = []
    for x in every:
        if groups and x - groups[-1][-1] <= MEET:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [sum(group) / len(group) for group in groups if len(group) >= SHARED_WALL * len(block)]


def _walled(band: Band, shared: Sequence[float]) -> Row:
    """The band with its walls moved to those of all where they are nearly the same."""
    walls = set()
    for x in _walls(band):
        nearest = min(shared, key=lambda one: abs(one - x))
        if abs(nearest - x) <= SAME_WALL:
            walls.add(nearest)
    return tuple(sorted(walls)), band[0][1], band[0][3]


def _with_white_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows and, where two stand apart, the unshaded one between with the walls that both have."""
    found = [*rows]
    for (walls, _, bottom), (others, top, _) in pairwise(rows):
        if top - bottom > LOWEST:
            found.append((tuple(x for x in walls if x in others), bottom, top))
    return sorted(found, key=lambda row: row[1])
