"""What a report is made of: the records that ingest emits and every later layer reads.

Coordinates are PDF points from the page's top left corner. Rows, columns and offsets count from 0;
`page_index` and line numbers count from 1. A text extract (TXT) has no boxes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ingest.periods import Period

Box = tuple[float, float, float, float]


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class CellState(StrEnum):
    """What stands in a cell; an empty one, a dash and a nought mean different things."""

    NUMBER = "number"
    TEXT = "text"
    DASH = "dash"
    EMPTY = "empty"


class FigureKind(StrEnum):
    OUTCOME = "utfall"
    BUDGET = "budget"
    ANNUAL_BUDGET = "årsbudget"
    FORECAST = "prognos"
    PLAN = "plan"
    TARGET = "mål"
    DEVIATION = "avvikelse"
    CHANGE = "förändring"
    SHARE = "andel"


class Bound(StrEnum):
    """The direction of a target: reached when the outcome is at least, at most, above or below it."""

    AT_LEAST = "minst"
    AT_MOST = "högst"
    ABOVE = "över"
    BELOW = "under"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `number` is the line of the file (TXT) or of the page (PDF), from 1."""

    number: int
    text: str
    box: Box | None = None
    size: float | None = None
    bold: bool = False
    word_edges: tuple[float, ...] = ()
    """x0, x1 of each space-separated word of `text` in turn; empty for TXT."""


@dataclass(frozen=True, slots=True)
class Page:
    index: int
    label: str
    """The printed number where it is known ("31", "Bilaga 1 s. 28"), else the position in the file."""
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a block's text stand on this line of this page."""

    start: int
    end: int
    page_index: int
    line: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table in reading order.

    `text` is de-hyphenated and joined; `spans` lead every character back to its printed line.
    `section` is the path of headings above, for a heading including itself.
    """

    kind: BlockKind
    text: str
    section: tuple[str, ...]
    spans: tuple[Span, ...]
    level: int = 0
    grid: int | None = None
    """For a table block: position of its grid in `Draft.grids` and of its table in `Report.tables`."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell before anything is known of its meaning. Wrapped lines are joined and de-hyphenated."""

    text: str
    page_index: int
    box: Box | None = None
    lines: tuple[int, ...] = ()
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of exactly `Grid.width` places; None is a place covered by a spanning neighbour."""

    cells: tuple[GridCell | None, ...]
    quote: str
    """The row verbatim as printed (TXT: its lines joined by a space)."""
    indent: int = 0
    """0 for the outermost row labels, 1, 2 … for labels printed further in."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as found on the page: header rows, body rows, and the words around it."""

    header: tuple[GridRow, ...]
    rows: tuple[GridRow, ...]
    caption: str | None
    """A caption or the heading that names the table; None when nothing does."""
    section: tuple[str, ...]
    before: tuple[str, ...] = ()
    """Up to three blocks of text right above, nearest last: where a scale may stand."""
    notes: tuple[str, ...] = ()
    """Footnotes below."""
    ocr: bool = False

    @property
    def width(self) -> int:
        """Number of columns."""
        rows = self.header or self.rows
        return len(rows[0].cells) if rows else 0

    @property
    def stub(self) -> str:
        """The words over the labels: the first cell of every header row."""
        firsts = [row.cells[0] for row in self.header if row.cells]
        return " ".join(cell.text for cell in firsts if cell is not None and cell.text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file read but not yet understood: what the PDF and TXT readers both give."""

    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    grids: tuple[Grid, ...]
    metadata_title: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its meaning. `row`/`column` point into `Table.rows`."""

    row: int
    column: int
    text: str
    state: CellState
    page: str
    page_index: int
    number: Decimal | None = None
    unit: str | None = None
    unit_source: str | None = None
    """Where the unit stood: cell, row, column, caption, text, section or document; None when unknown."""
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    period: Period | None = None
    kind: FigureKind | None = None
    bound: Bound | None = None
    body: str | None = None
    """Full name of the nämnd, board or unit that the figure belongs to, when the row, column or section names one."""
    is_total: bool = False
    box: Box | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell that breaks a sum or difference: what its operands come to, and what is printed."""

    row: int
    column: int
    computed: Decimal
    printed: Decimal


@dataclass(frozen=True, slots=True)
class Check:
    """A sum or difference inside a table. Columns are named by position in the row, label column = 0."""

    rule: str
    holds: int
    almost: int
    fails: int
    failing_rows: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """The cells that break it, one for each of `fails`."""


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    caption: str | None
    section: tuple[str, ...]
    unit: str | None
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    quotes: tuple[str, ...]
    """One verbatim quote per row of `rows`."""
    cells: tuple[Cell, ...]
    """Every cell outside the label column that is not covered by a spanning one, row by row."""
    pages: tuple[str, ...]
    page_indexes: tuple[int, ...]
    period: Period | None = None
    body: str | None = None
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One report as the library keeps it."""

    id: str
    source: str
    """The ingested file's name, without folders."""
    content_hash: str
    title: str
    publisher: str | None
    kind: str | None
    """delårsrapport, tertialrapport, årsredovisning, verksamhetsplan, budget, presentation, protokoll …"""
    period: Period | None
    """The period that the report reports on (delårsrapport augusti 2025: 2025-01/2025-08)."""
    published: date | None
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Pairs (abbreviation, full name) that the report itself introduces."""
    warnings: tuple[str, ...] = field(default=())
