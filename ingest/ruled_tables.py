"""Crossing rules -> table cells: lattices of horizontal and vertical lines, with merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.cell_segments import TextRow, number_atoms, words_to_rows
from ingest.lattices import TOUCH, Lattice, find_lattices, merged_cells, with_unruled_walls
from ingest.pdf_rulings import Rulings
from ingest.pdf_words import Word
from ingest.raw_tables import RawCell, RawRow, RawTable, colour_at, count_header_rows, drop_empty
from ingest.records import Box
from ingest.shaded_cells import with_shaded_cells
from ingest.table_rows import group_rows

# Filled cells of the smallest table: a row of names and one row with its figure missing.
FEWEST_CELLS = 3
# Share of rows with text: maps and charts make lattices that are nearly empty.
FILLED_ROWS = 0.5
# Cells with letters that a table has at least: a name for its rows and one for its columns.
FEWEST_NAMES = 2
# Share of the rows with figures that have them side by side in one cell, from which a lattice does not show the columns.
CROWDED_ROWS = 0.4


def find_ruled_tables(words: Sequence[Word], rulings: Rulings) -> list[RawTable]:
    """Tables drawn with crossing rules, top to bottom."""
    tables = []
    for lattice in find_lattices(with_shaded_cells(rulings, words)):
        table = lattice_to_table(lattice, words, rulings)
        if table is not None:
            tables.append(table)
    return tables


def lattice_to_table(lattice: Lattice, words: Sequence[Word], rulings: Rulings) -> RawTable | None:
    """The lattice's cells with their words; None when it is no table."""
    inside = [w for w in words if _within(w, lattice.box)]
    if not inside:
        return None
    lattice = with_unruled_walls(lattice, inside)
    spans = merged_cells(lattice)
    placed = _place_words(inside, lattice, spans)
    fills = [(f.box, f.colour) for f in rulings.fills]
    if _divide_spans(spans, placed, lattice, [box for box, _ in fills]):
        placed = _place_words(inside, lattice, spans)
    if len([1 for ws in placed.values() if ws]) < FEWEST_CELLS:
        return None
    bands = [_band_rows(i, lattice, spans, placed, fills) for i in range(len(lattice.ys) - 1)]
    rows = _with_whole_spans(bands)
    if len(rows) < 2 or sum(1 for r in rows if r.words) < FILLED_ROWS * len(rows):
        return None
    if _is_underdivided(rows) or not _names_something(rows):
        return None
    table = RawTable(lattice.box, tuple(rows), 0, lattice.xs[:-1], ruled=True)
    table = RawTable(table.box, table.rows, count_header_rows(table.rows), table.column_lefts, ruled=True)
    trimmed = drop_empty(table)
    return trimmed if trimmed is not None and trimmed.width > 1 and len(trimmed.rows) > 1 else None


def _within(word: Word, box: Box) -> bool:
    y = word.foot - 0.3 * word.size
    return box[0] - 1 <= word.middle <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _divide_spans(
    spans: dict[tuple[int, int], tuple[int, int]],
    placed: dict[tuple[int, int], list[Word]],
    lattice: Lattice,
    fills: Sequence[Box],
) -> bool:
    """Part cells that no vertical rule parts although their text stands in the columns that rules show elsewhere."""
    divided = False
    for (i, j), (high, wide) in list(spans.items()):
        xs = lattice.xs[j : j + wide + 1]
        if wide > 1 and _stands_in_columns(placed[(i, j)], xs):
            parts = _shaded_parts(xs, lattice.ys[i], lattice.ys[i + high], fills)
            spans.update({(i, j + first): (high, count) for first, count in parts})
            divided = True
    return divided


def _shaded_parts(
    xs: Sequence[float], top: float, bottom: float, fills: Sequence[Box]
) -> list[tuple[int, int]]:
    """First column and number of columns of the cells in a band without rules: what one shade covers is one cell.

    >>> _shaded_parts([0, 50, 90, 130, 170], 0, 20, [(0, 0, 50, 20), (50, 0, 130, 20), (0, 30, 170, 50)])
    [(0, 1), (1, 2), (3, 1)]
    >>> _shaded_parts([0, 50, 90], 0, 20, [(0, 0, 90, 20)])
    [(0, 1), (1, 1)]
    """
    middle = (top + bottom) / 2
    shades = [
        (left, right)
        for left, above, right, below in fills
        if above < middle < below and (left > xs[0] + TOUCH or right < xs[-1] - TOUCH)
    ]
    walls = [x for x in xs[1:-1] if not any(left < x - TOUCH and x + TOUCH < right for left, right in shades)]
    starts = [xs.index(x) for x in (xs[0], *walls)]
    return [(start, end - start) for start, end in pairwise([*starts, len(xs) - 1])]


def _stands_in_columns(words: list[Word], xs: Sequence[float]) -> bool:
    """Does every piece of text keep within one column, with pieces of two columns side by side somewhere?"""
    side_by_side = False
    for row in words_to_rows(words):
        columns = set()
        for segment in row.segments:
            k = _slot(xs, (segment.x0 + segment.x1) / 2)
            if segment.x0 < xs[k] - TOUCH or segment.x1 > xs[k + 1] + TOUCH:
                return False
            columns.add(k)
        side_by_side = side_by_side or len(columns) > 1
    return side_by_side


def _is_underdivided(rows: Sequence[RawRow]) -> bool:
    """Do cells hold several figures beside each other? Then white space parts the columns, not the rules."""
    crowded = figured = 0
    for row in rows:
        lines = [line for c in row.cells if c is not None for line in words_to_rows(c.words)]
        figures = [sum(s.is_number for s in line.segments) for line in lines]
        figured += any(figures)
        crowded += any(count > 1 for count in figures)
    return crowded > 0 and crowded >= CROWDED_ROWS * figured


def _names_something(rows: Sequence[RawRow]) -> bool:
    """Does some text stand in the table? Bars of a chart with their figures make lattices without any."""
    named = sum(
        any(ch.isalpha() for ch in c.text) for r in rows for c in r.cells if c is not None and c.words
    )
    return named >= FEWEST_NAMES


def _place_words(
    words: list[Word], lattice: Lattice, spans: dict[tuple[int, int], tuple[int, int]]
) -> dict[tuple[int, int], list[Word]]:
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for (i, j), (high, wide) in spans.items():
        for a in range(high):
            for b in range(wide):
                owner[(i + a, j + b)] = (i, j)
    placed: dict[tuple[int, int], list[Word]] = {key: [] for key in spans}
    for row in words_to_rows(words):
        for segment in row.segments:
            for atom in number_atoms(segment):
                middle = (atom[0].x0 + atom[-1].x1) / 2
                i = _slot(lattice.ys, atom[0].foot - 0.3 * atom[0].size)
                placed[owner[(i, _slot(lattice.xs, middle))]].extend(atom)
    return placed


def _slot(boundaries: Sequence[float], at: float) -> int:
    for k in range(1, len(boundaries) - 1):
        if at < boundaries[k]:
            return k - 1
    return len(boundaries) - 2


def _band_rows(
    i: int,
    lattice: Lattice,
    spans: dict[tuple[int, int], tuple[int, int]],
    placed: dict[tuple[int, int], list[Word]],
    fills: list[tuple[Box, tuple[int, int, int]]],
) -> list[RawRow]:
    """The row or, where rules part only the columns, the rows of one band."""
    columns = len(lattice.xs) - 1
    cells: list[RawCell | None] = []
    for j in range(columns):
        span = spans.get((i, j))
        if span is None:
            cells.append(None)
            continue
        high, wide = span
        box = (lattice.xs[j], lattice.ys[i], lattice.xs[j + wide], lattice.ys[i + high])
        cells.append(RawCell(tuple(placed[(i, j)]), box, wide, high))
    x = (lattice.xs[0] + lattice.xs[1]) / 2
    y = (lattice.ys[i] + lattice.ys[i + 1]) / 2
    row = RawRow(tuple(cells), colour_at(fills, x, y))
    return _parted(row, lattice) or [row]


def _with_whole_spans(bands: Sequence[Sequence[RawRow]]) -> list[RawRow]:
    """The rows of all bands; a first cell that spans bands spans all the rows that they were parted into."""
    rows: list[RawRow] = []
    for number, band in enumerate(bands):
        head = band[0].cells[0]
        if head is not None and head.row_span > 1:
            high = sum(len(one) for one in bands[number : number + head.row_span])
            band = [replace(band[0], cells=(replace(head, row_span=high), *band[0].cells[1:])), *band[1:]]
        rows += band
    return rows


def _parted(row: RawRow, lattice: Lattice) -> list[RawRow] | None:
    """Several rows in one band: figures stacked in at least two columns, or in one beside stacked labels.

    A first cell that spans bands stands upright beside the labels; the rows are parted to the right of it.
    """
    beside = row.cells[0] is None or row.cells[0].row_span > 1
    own = row.cells[1:] if beside else row.cells
    if len(own) < 2 or any(c is None or c.row_span > 1 for c in own):
        return None
    stacked = [len(_figure_lines(c)) for c in own[1:] if c is not None]
    first = own[0]
    labels = len(words_to_rows(first.words)) if first is not None else 0
    most = max(stacked, default=0)
    if most < 2 or (sum(1 for n in stacked if n > 1) < 2 and labels < most):
        return None
    if (labels < most or min(filter(None, stacked)) < most) and _are_wrapped(own):
        return None
    extents = list(zip(lattice.xs, lattice.xs[1:], strict=False))
    parted: list[RawRow] = []
    for group in group_rows(words_to_rows([w for c in own if c for w in c.words]), extents, ()):
        words = {w for line in group for s in line.segments for w in s.words}
        cells: list[RawCell | None] = [
            RawCell(tuple(w for w in c.words if w in words), None, c.column_span) if c is not None else None
            for c in own
        ]
        if beside:
            cells.insert(0, None if parted else row.cells[0])
        parted.append(RawRow(tuple(cells), row.colour))
    return parted


_HEAD, _TAIL = re.compile(r"[-+−–]?\d{1,3}(?: \d{3})*"), re.compile(r"\d{3}(?: \d{3})*(?:,\d+)?\s?%?")


def _are_wrapped(row: Sequence[RawCell | None]) -> bool:
    """Are all figures on several lines single ones that a narrow cell broke between thousands ("104" over "167")?"""
    lines = [
        [" ".join(s.text for s in r.segments) for r in _figure_lines(c)] for c in row[1:] if c is not None
    ]
    return all(
        _HEAD.fullmatch(first) and all(_TAIL.fullmatch(one) for one in rest)
        for first, *rest in filter(None, lines)
        if rest
    )


def _figure_lines(cell: RawCell) -> list[TextRow]:
    return [r for r in words_to_rows(cell.words) if all(s.is_number or s.is_year for s in r.segments)]
