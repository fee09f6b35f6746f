"""Header lines of a table without crossing rules -> header rows, with cells that span columns."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cell_segments import Segment, TextRow
from ingest.pdf_rulings import Rule
from ingest.pdf_words import Word
from ingest.raw_tables import Colour, RawCell, RawRow, colour_at
from ingest.records import Box
from ingest.table_columns import Extent, column_of, columns_covered

# A spanning cell has its own line of names below it: text under at least two of its columns.
FEWEST_NAMES_BELOW = 2
# A cell centred over two columns is off their middle by at most this share of their width: figures are
# flush right in cells of unknown width, so the middle of the text is not quite that of the cells.
CENTRED = 0.2


def header_to_rows(
    header: Sequence[TextRow],
    columns: Sequence[Extent],
    spanners: Sequence[Rule],
    fills: Sequence[tuple[Box, Colour]],
) -> list[RawRow]:
    """Levels from top to bottom: lines with spanning cells, then the lines with the column names."""
    last_spanning = -1
    for k, row in enumerate(header):
        below = [s for r in header[k + 1 :] for s in r.segments]
        named = [_with_names(c, j, columns, below) for j, c in enumerate(columns)]
        if any(_span_of(s, named, below, spanners) for s in row.segments):
            last_spanning = k
    top, bottom = header[: last_spanning + 1], header[last_spanning + 1 :]
    rows = []
    if top:
        below = [s for r in bottom for s in r.segments]
        named = [_with_names(c, j, columns, below) for j, c in enumerate(columns)]
        rows.append(_level(top, named, below, spanners, fills))
    if bottom:
        rows.append(_level(bottom, columns, (), spanners, fills))
    return rows


def _with_names(column: Extent, j: int, columns: Sequence[Extent], names: Sequence[Segment]) -> Extent:
    """The column with the names that stand directly over it alone."""
    a, b = column
    for segment in names:
        if column_of(segment, columns) == j and len(columns_covered(segment, columns)) < 2:
            left = columns[j - 1][1] if j else -1e9
            right = columns[j + 1][0] if j + 1 < len(columns) else 1e9
            if left < segment.x0 and segment.x1 < right:
                a, b = min(a, segment.x0), max(b, segment.x1)
    return (a, b)


def _level(
    lines: Sequence[TextRow],
    columns: Sequence[Extent],
    below: Sequence[Segment],
    spanners: Sequence[Rule],
    fills: Sequence[tuple[Box, Colour]],
) -> RawRow:
    words: dict[int, list[Word]] = {}
    spans: dict[int, int] = {}
    for segment in (s for line in lines for s in line.segments):
        covered = _span_of(segment, columns, below, spanners)
        if covered:
            words.setdefault(covered[0], []).extend(segment.words)
            spans[covered[0]] = max(spans.get(covered[0], 1), covered[-1] - covered[0] + 1)
        else:
            words.setdefault(column_of(segment, columns), []).extend(segment.words)
    cells: list[RawCell | None] = [
        RawCell(tuple(words.get(j, ())), None, spans.get(j, 1)) for j in range(len(columns))
    ]
    for j, span in spans.items():
        for k in range(j + 1, j + span):
            if words.get(k):
                cells[j] = RawCell(tuple(words[j]), None, k - j)
                break
            cells[k] = None
    x = min(line.left for line in lines) + 1
    y = lines[0].foot - 0.3 * lines[0].size
    return RawRow(tuple(cells), colour_at(fills, x, y))


def _span_of(
    segment: Segment, columns: Sequence[Extent], below: Sequence[Segment], spanners: Sequence[Rule]
) -> list[int]:
    """Columns that the cell heads when they are several: by a rule under it, or by its own width."""
    if not below or segment.is_number:
        return []
    foot = segment.words[0].foot
    size = segment.words[0].size
    middle = (segment.x0 + segment.x1) / 2
    for rule in spanners:
        if 0 <= rule.at - foot < 1.2 * size and rule.start - 3 <= segment.x0 and segment.x1 <= rule.end + 3:
            covered = [j for j, (a, b) in enumerate(columns) if rule.start - 3 <= (a + b) / 2 <= rule.end + 3]
            return covered if 1 < len(covered) < len(columns) else []
    covered = [j for j in columns_covered(segment, columns) if j > 0]
    if len(covered) < 2:
        covered = _centred_over(middle, columns, below)
    names = {column_of(s, columns) for s in below if s.words[0].foot > foot}
    return covered if len(names & set(covered)) >= FEWEST_NAMES_BELOW else []


def _centred_over(middle: float, columns: Sequence[Extent], below: Sequence[Segment]) -> list[int]:
    """Two neighbouring columns whose gutter the middle of a narrow cell stands over."""
    for j in range(1, len(columns) - 1):
        left, right = columns[j], columns[j + 1]
        if left[1] < middle < right[0]:
            centre = (left[0] + right[1]) / 2
            if abs(middle - centre) < CENTRED * (right[1] - left[0]) and below:
                return [j, j + 1]
    return []
