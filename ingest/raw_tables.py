"""A table as geometry gives it: words in cells. Text, captions and page lines are added by `table_grids`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.cell_segments import DATE_LIKE, YEAR_LIKE, group_by_foot, is_number
from ingest.hyphenation import join_lines
from ingest.pdf_words import Word
from ingest.records import Box

_LEADER_TAIL = re.compile(r"(?:\s*[.…]){3,}$")
Colour = tuple[int, int, int]
# Share of bold characters from which a row counts as bold.
BOLD_SHARE = 0.6
MOST_HEADER_ROWS = 5


@dataclass(frozen=True, slots=True)
class RawCell:
    """The words of one cell in any order; `box` is the ruled cell, or the words' own rectangle."""

    words: tuple[Word, ...]
    box: Box | None = None
    column_span: int = 1
    row_span: int = 1

    @property
    def text(self) -> str:
        """Wrapped lines joined and de-hyphenated."""
        text = join_lines([" ".join(w.text for w in line) for line in group_by_foot(self.words)])
        return _LEADER_TAIL.sub("", text)


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of as many places as the table is wide; None is covered by a spanning cell."""

    cells: tuple[RawCell | None, ...]
    colour: Colour | None = None

    @property
    def words(self) -> list[Word]:
        """All words of the row's own cells."""
        return [w for c in self.cells if c is not None for w in c.words]

    @property
    def bold(self) -> bool:
        """Is most of the row printed bold?"""
        words = self.words
        every = sum(len(w.text) for w in words)
        return bool(every) and sum(len(w.text) for w in words if w.bold) >= BOLD_SHARE * every


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of cells in a rectangle of the page; the first `header_rows` name the columns."""

    box: Box
    rows: tuple[RawRow, ...]
    header_rows: int
    column_lefts: tuple[float, ...]
    ruled: bool

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0].cells)

    @property
    def words(self) -> list[Word]:
        """All words of the table."""
        return [w for r in self.rows for w in r.words]


def is_value(text: str) -> bool:
    """Does the cell hold a figure that fills a table, not a year or date that heads a column?

    >>> [is_value(t) for t in ("7 112 mkr", "-0,22 %", "2025-08", "2024", "Mål", "<80 %", "-", "Budget 2025", "(8 mån)")]
    [True, True, False, False, False, True, True, False, False]
    >>> [is_value(t) for t in ("31 aug 2025", "den 1 maj", "31/12 2024", "30 juni", "31 augusti")]
    [False, False, False, False, False]
    """
    text = text.strip()
    if not text or DATE_LIKE.fullmatch(text) or YEAR_LIKE.match(text.strip("*")):
        return False
    if is_number(text):
        return True
    if text.startswith("(") and text.endswith(")") and any(c.isalpha() for c in text):
        return False  # "(95 % KI)", "(8 mån)": what a column shows
    lead = text.lstrip("<>≤≥±+-−– ($€£")
    return len(lead) < 30 and lead[:1].isdigit() and not YEAR_LIKE.match(lead.split(" ")[0].strip("*,.:"))


def count_header_rows(rows: Sequence[RawRow]) -> int:
    """How many rows at the top name the columns: no figures, and one look."""
    title = _title_rows(rows)
    if len(rows) - title < 2 or not _may_head(rows[title]):
        return 0
    first = rows[title]
    count = title + max([1, *(c.row_span for c in first.cells if c is not None)])
    count = next((k for k in range(title + 1, min(count, len(rows))) if _holds_figures(rows[k])), count)
    spans = any(c is not None and c.column_span > 1 for c in first.cells[1:])
    while count < len(rows) - 1 and count - title < MOST_HEADER_ROWS and _may_head(rows[count]):
        row = rows[count]
        same_look = row.bold == first.bold and row.colour == first.colour
        styled = first.bold or first.colour is not None
        if not ((same_look and styled) or (spans and count - title < 2)):
            break
        count += 1
    return min(count, len(rows) - 1)


def _title_rows(rows: Sequence[RawRow]) -> int:
    """Rows at the top with one cell over the whole width, or one with words and the rest merged, when styled names follow."""
    count = 0
    while count < len(rows) - 2 and (_is_full_width(rows[count]) or _is_lone_title(rows[count])):
        count += 1
    if not count:
        return 0
    names, body = rows[count], rows[count + 1]
    if not (names.bold or names.colour is not None) or _is_full_width(body):
        return 0
    return count if (names.bold, names.colour) != (body.bold, body.colour) else 0


def _is_lone_title(row: RawRow) -> bool:
    """Whether only the first cell has words and the others are merged into one empty cell beside it."""
    first, *rest = row.cells
    merged = bool(rest) and rest[0] is not None and rest[0].column_span == len(rest) > 1 and not rest[0].words
    return merged and first is not None and bool(first.words)


def _is_full_width(row: RawRow) -> bool:
    first = row.cells[0]
    return first is not None and first.column_span == len(row.cells) > 1 and bool(first.words)


def _may_head(row: RawRow) -> bool:
    texts = [c.text for c in row.cells[1:] if c is not None]
    return any(texts) and not any(is_value(t) for t in texts)


def _holds_figures(row: RawRow) -> bool:
    """Whether most cells beside the first are figures: a name set upright beside its rows spans them, not the header."""
    texts = [c.text for c in row.cells[1:] if c is not None and c.words]
    return sum(is_number(text) and is_value(text) for text in texts) * 2 > len(texts)


def drop_empty(table: RawTable) -> RawTable | None:
    """Without body rows and columns that hold no words; None when nothing is left."""
    columns = [
        j for j in range(table.width) if any((c := r.cells[j]) is not None and c.words for r in table.rows)
    ]
    rows = [r for i, r in enumerate(table.rows) if r.words or i < table.header_rows]
    if not columns or not any(r.words for r in rows):
        return None
    trimmed = [replace(r, cells=_keep(r.cells, columns)) for r in rows]
    return replace(table, rows=tuple(trimmed), column_lefts=tuple(table.column_lefts[j] for j in columns))


def _keep(cells: tuple[RawCell | None, ...], columns: list[int]) -> tuple[RawCell | None, ...]:
    """The cells of some columns; a spanning cell shrinks to the columns that stay."""
    kept: list[RawCell | None] = []
    for j in columns:
        owner = j
        while owner > 0 and cells[owner] is None:
            owner -= 1
        cell = cells[owner]
        if cell is None or owner + cell.column_span <= j:
            kept.append(cells[j])
            continue
        span = sum(1 for k in columns if owner <= k < owner + cell.column_span)
        first = next(k for k in columns if owner <= k)
        kept.append(replace(cell, column_span=span) if j == first else None)
    return tuple(kept)


def colour_at(fills: Iterable[tuple[Box, Colour]], x: float, y: float) -> Colour | None:
    """Colour of the last fill painted over a point."""
    found = None
    for (x0, y0, x1, y1), colour in fills:
        if x0 <= x <= x1 and y0 <= y <= y1:
            found = colour
    return found
