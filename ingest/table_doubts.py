"""What looks like a table without rules but is prose, a list, a contents page or a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.cell_segments import Segment, TextRow
from ingest.pdf_rulings import Rulings
from ingest.swedish_numbers import parse_number
from ingest.table_columns import Extent, column_of
from ingest.table_runs import is_tabular

FEWEST_ROWS = 2
ROWS_WITHOUT_HEADER = 3
# Average words in a cell of a table of figures; prose pieces have more.
MOST_WORDS = 7.0
# Share of rows with figures that need a name (or a year) in the first column.
NAMED_ROWS = 0.5
# Named columns that a table needs whose row labels are figures.
FEWEST_NAMED_COLUMNS = 2
# Share of different widths from which fills behind figures are bars, not cells.
VARIED_BARS = 0.6
# Words in a piece of running text beside a table or chart, and in the name of a column of comments.
PROSE_WORDS = 5
NAME_WORDS = 4
PROSE_ROWS = 0.6
# Figures in even steps through nought that make the scale of a chart.
SCALE_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of rows with the columns found in it."""

    header: Sequence[TextRow]
    body: Sequence[TextRow]
    columns: Sequence[Extent]
    enclosed: bool
    """Do rules or shading enclose it?"""


def convinces(candidate: Candidate, rulings: Rulings) -> bool:
    """Is it a table?"""
    tabular = [r for r in candidate.body if is_tabular(r)]
    if not tabular:
        return candidate.enclosed and not _is_axis(candidate.body)
    if not candidate.enclosed and not _enough_rows(tabular, candidate):
        return False
    if len(candidate.columns) == 2 and _rising_page_numbers(tabular):
        return False
    if not _labels_are_named(tabular, candidate) or _is_chart(tabular, candidate, rulings):
        return False
    if _has_prose_column(candidate):
        return False
    words = [len(s.words) for r in tabular for s in r.segments]
    return sum(words) / len(words) < MOST_WORDS


def _enough_rows(tabular: Sequence[TextRow], candidate: Candidate) -> bool:
    if len(tabular) >= ROWS_WITHOUT_HEADER:
        return True
    if not candidate.header or len(candidate.columns) < 3:
        return False
    bold = all(w.bold for r in candidate.header for s in r.segments for w in s.words)
    return len(tabular) >= FEWEST_ROWS or (bold and len(candidate.columns) > 3)


def _rising_page_numbers(rows: Sequence[TextRow]) -> bool:
    """One column of small whole numbers that never falls: a contents page."""
    numbers = [r.segments[-1].text for r in rows]
    if len(numbers) < 3 or not all(n.isdigit() and len(n) < 4 for n in numbers):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(numbers))


def _labels_are_named(tabular: Sequence[TextRow], candidate: Candidate) -> bool:
    """Rows begin with words or a year; figures may label the rows where the header says what they are."""
    named = [r for r in tabular if not r.segments[0].is_number or r.segments[0].is_year]
    if len(named) >= NAMED_ROWS * len(tabular):
        return True
    words = [s for r in candidate.header for s in r.segments if any(c.isalpha() for c in s.text)]
    if len({column_of(s, candidate.columns) for s in words}) < FEWEST_NAMED_COLUMNS:
        return False
    return min(s.x0 for s in words) <= candidate.columns[0][1] + 2


def _is_chart(tabular: Sequence[TextRow], candidate: Candidate, rulings: Rulings) -> bool:
    if _stands_in_bars(tabular, rulings, len(candidate.columns)) or _repeats_labels(tabular):
        return True
    if any(_is_scale(r.segments) for r in (candidate.body[0], candidate.body[-1])):
        return True
    alone = [r for r in candidate.body if len(r.segments) == 1 and r.segments[0].is_number]
    return len(alone) > len(tabular)  # the scale of an upright axis


def _is_axis(body: Sequence[TextRow]) -> bool:
    return sum(all(s.is_number for s in r.segments) for r in body) > len(body) / 2


def _stands_in_bars(tabular: Sequence[TextRow], rulings: Rulings, columns: int) -> bool:
    """Do the figures stand in filled rectangles of ever new widths, more than the painted cells of the columns have?

    Then they label the bars of a chart.
    """
    figures = [s for r in tabular for s in r.segments if s.is_number]
    homes = []
    for s in figures:
        y = s.words[0].foot - 0.3 * s.words[0].size
        inside = [
            f.box for f in rulings.fills if f.box[0] <= s.x0 and s.x1 <= f.box[2] and f.box[1] < y < f.box[3]
        ]
        if inside:
            box = min(inside, key=lambda b: b[2] - b[0])
            homes.append((round(box[0] / 2), round(box[2] / 2)))
    return (
        len(homes) >= 4
        and len(homes) > len(figures) / 2
        and len(set(homes)) > max(columns, VARIED_BARS * len(homes))
    )


def _repeats_labels(tabular: Sequence[TextRow]) -> bool:
    """Rows such as `450 … 450`: the scales of two charts side by side."""
    same = [r for r in tabular if r.segments[0].is_number and r.segments[-1].text == r.segments[0].text]
    return len(same) >= ROWS_WITHOUT_HEADER and len(same) > len(tabular) / 2


def _is_scale(segments: Sequence[Segment]) -> bool:
    """Figures in even steps through nought."""
    figures = [parse_number(s.text.rstrip(" %")) for s in segments if s.is_number]
    values = [f.value for f in figures if f is not None]
    if len(values) < SCALE_FIGURES or len(values) < len(segments) - 3 or 0 not in values:
        return False
    return len({b - a for a, b in pairwise(values)}) == 1 and values[0] != values[1]


def _has_prose_column(candidate: Candidate) -> bool:
    """A column of running text that no short name heads: an article set beside a chart."""
    for j in range(1, len(candidate.columns)):
        cells = [s for r in candidate.body for s in r.segments if column_of(s, candidate.columns) == j]
        prose = [s for s in cells if len(s.words) >= PROSE_WORDS and not s.is_number]
        names = [s for r in candidate.header for s in r.segments if column_of(s, candidate.columns) == j]
        headed = names and all(len(s.words) <= NAME_WORDS for s in names)
        if len(prose) > PROSE_ROWS * len(cells) and not headed:
            return True
    return False
