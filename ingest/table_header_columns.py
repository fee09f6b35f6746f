"""The names of a header's last level -> where the columns are: text of figures alone shows only the widest figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.cell_segments import TextRow
from ingest.table_columns import Extent

# A name stands over a column that it comes this near to (points).
NEAR = 2.0


def with_header_columns(columns: Sequence[Extent], header: Sequence[TextRow]) -> list[Extent]:
    """Columns widened to their names, and those that only the header fills."""
    names = _names(header)
    widened = [_widened(k, columns, names) for k in range(len(columns))]
    extra = [name for name in names if not any(_touches(name, c) for c in widened)]
    unnamed = [c for c in widened[1:] if not any(_touches(name, c) for name in names)]
    return _pair_names(sorted([*widened, *extra]), extra, unnamed)


def _names(header: Sequence[TextRow]) -> list[Extent]:
    """Extents of the names: lines that stand under each other are one name."""
    names: list[Extent] = []
    for a, b in sorted((s.x0, s.x1) for row in header for s in row.segments):
        if names and a < names[-1][1]:
            names[-1] = (names[-1][0], max(b, names[-1][1]))
        else:
            names.append((a, b))
    return names


def _widened(k: int, columns: Sequence[Extent], names: Sequence[Extent]) -> Extent:
    """A column with the one name that stands over it, and over no other."""
    own = [name for name in names if _touches(name, columns[k])]
    if len(own) != 1:
        return columns[k]
    wide = (min(columns[k][0], own[0][0]), max(columns[k][1], own[0][1]))
    others = [c for j, c in enumerate(columns) if j != k] + [name for name in names if name != own[0]]
    return columns[k] if any(_touches(wide, other) for other in others) else wide


def _touches(name: Extent, column: Extent) -> bool:
    return name[0] < column[1] + NEAR and name[1] > column[0] - NEAR


def _pair_names(
    extents: Sequence[Extent], names: Sequence[Extent], unnamed: Sequence[Extent]
) -> list[Extent]:
    """Names set otherwise than their figures (left over right-aligned ones): each with the column beside it.

    Between two columns whose names stand over them there are as many names as columns without one, by turns.
    """
    paired: list[Extent] = []
    stretch: list[Extent] = []
    for extent in [*extents, None]:
        if extent is not None and (extent in names or extent in unnamed):
            stretch.append(extent)
            continue
        kinds = [e in names for e in stretch]
        if kinds and len(kinds) % 2 == 0 and all(a != b for a, b in pairwise(kinds)):
            paired += [(a[0], b[1]) for a, b in zip(stretch[::2], stretch[1::2], strict=True)]
        else:
            paired += stretch
        paired += [extent] if extent is not None else []
        stretch = []
    return paired
