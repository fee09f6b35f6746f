"""Rules that hang together -> the lattice of rows and columns that they draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.cell_segments import Segment, words_to_rows
from ingest.pdf_rulings import Rule, Rulings
from ingest.pdf_words import Word
from ingest.records import Box

# Rules that miss each other by less than this (points) touch; cell borders are drawn with such slips.
TOUCH = 2.5
# Borders nearer than this (points) are one boundary: double lines, and borders of neighbouring cells.
SAME_BOUNDARY = 3.5
# Share of a cell's side that must be ruled for the side to count.
RULED_SIDE = 0.5
# Rows with a name and a figure in one ruled column before the space between them parts it, and their share of its rows.
FEWEST_PARTED = 4
PARTED_ROWS = 0.7


@dataclass(frozen=True, slots=True)
class Lattice:
    """Rules that hang together, and the boundaries they make."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def box(self) -> Box:
        """Rectangle from first to last boundary."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_lattices(rulings: Rulings) -> list[Lattice]:
    """Groups of crossing rules with at least two rows and two columns."""
    lattices = []
    for across, down in _connected(rulings.across, rulings.down):
        xs = _boundaries(
            [(r.at, r.end - r.start) for r in down], [e for r in across for e in (r.start, r.end)]
        )
        ys = _boundaries(
            [(r.at, r.end - r.start) for r in across], [e for r in down for e in (r.start, r.end)]
        )
        if len(xs) > 2 and len(ys) > 1:
            lattices.append(Lattice(tuple(across), tuple(down), tuple(xs), tuple(ys)))
    return sorted(lattices, key=lambda lattice: lattice.box[1])


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Connected components of rules that touch."""
    parent = list(range(len(across) + len(down)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for j, v in enumerate(down):
        for i, h in enumerate(across):
            if h.at > v.end + TOUCH:
                break
            if v.start - TOUCH <= h.at and h.start - TOUCH <= v.at <= h.end + TOUCH:
                parent[root(len(across) + j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, h in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(v)
    return [(h, v) for h, v in groups.values() if h and v]


def _boundaries(rules: list[tuple[float, float]], ends: list[float]) -> list[float]:
    """Positions of the rules, and the outermost ends of the crossing ones where no rule closes the side."""
    positions: list[list[float]] = []
    for at, _ in sorted(rules):
        if positions and at - positions[-1][-1] <= SAME_BOUNDARY:
            positions[-1].append(at)
        else:
            positions.append([at])
    found = [sum(p) / len(p) for p in positions]
    if ends and found:
        if min(ends) < found[0] - 2 * SAME_BOUNDARY:
            found.insert(0, min(ends))
        if max(ends) > found[-1] + 2 * SAME_BOUNDARY:
            found.append(max(ends))
    return found


def merged_cells(lattice: Lattice) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, column) of each cell's top left place -> (row span, column span)."""
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    walls = [[_wall(lattice, i, j) for j in range(columns)] for i in range(rows)]
    floors = [[_floor(lattice, i, j) for j in range(columns)] for i in range(rows)]
    taken: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(rows):
        for j in range(columns):
            if (i, j) in taken:
                continue
            wide = 1
            while j + wide < columns and not walls[i][j + wide - 1] and (i, j + wide) not in taken:
                wide += 1
            high = 1
            while i + high < rows and _goes_on(i + high, j, wide, walls, floors, taken):
                high += 1
            spans[(i, j)] = (high, wide)
            taken.update((i + a, j + b) for a in range(high) for b in range(wide))
    return spans


def _goes_on(
    i: int, j: int, wide: int, walls: list[list[bool]], floors: list[list[bool]], taken: set[tuple[int, int]]
) -> bool:
    """Is row `i` of these columns the same cell as the row above?"""
    columns = range(j, j + wide)
    if any(floors[i - 1][k] or (i, k) in taken for k in columns):
        return False
    if any(walls[i][k] for k in columns[:-1]):
        return False
    return wide == 1 or j + wide == len(walls[i]) or walls[i][j + wide - 1]


def _wall(lattice: Lattice, i: int, j: int) -> bool:
    """Is the right side of the place ruled?"""
    return _ruled(lattice.down, lattice.xs[j + 1], lattice.ys[i], lattice.ys[i + 1])


def _floor(lattice: Lattice, i: int, j: int) -> bool:
    """Is the lower side of the place ruled?"""
    return _ruled(lattice.across, lattice.ys[i + 1], lattice.xs[j], lattice.xs[j + 1])


def _ruled(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(r.end, end) - max(r.start, start)) for r in rules if abs(r.at - at) <= SAME_BOUNDARY
    )
    return covered >= RULED_SIDE * (end - start)


def with_unruled_walls(lattice: Lattice, words: Sequence[Word]) -> Lattice:
    """The lattice with walls where the space between names and figures parts a ruled column."""
    walls = _unruled_walls(words, lattice)
    down = (*lattice.down, *(Rule(x, lattice.ys[0], lattice.ys[-1]) for x in walls))
    return replace(lattice, xs=tuple(sorted((*lattice.xs, *walls))), down=down)


def _unruled_walls(words: Sequence[Word], lattice: Lattice) -> list[float]:
    """Places where most rows of a ruled column have words to the left and a figure to the right, and none has text."""
    found = []
    rows = words_to_rows(words)
    for start, end in pairwise(lattice.xs):
        lines = [[s for s in row.segments if start < (s.x0 + s.x1) / 2 < end] for row in rows]
        lines = [one for one in lines if one]
        parted = [one for one in lines if len(one) == 2 and _is_named_figure(*one)]
        if len(parted) < FEWEST_PARTED or len(parted) < PARTED_ROWS * len(lines):
            continue
        left, right = max(one[0].x1 for one in parted), min(one[1].x0 for one in parted)
        x = (left + right) / 2
        if right - left > TOUCH and not any(s.x0 < x < s.x1 for one in lines for s in one):
            found.append(x)
    return found


def _is_named_figure(name: Segment, figure: Segment) -> bool:
    return not name.is_number and (figure.is_number or figure.is_year)
