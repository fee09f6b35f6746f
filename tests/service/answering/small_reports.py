"""Reports written down by hand: what stands on each page, and what each cell of a table means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.periods import Period
from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    CellState,
    FigureKind,
    Line,
    Page,
    Report,
    Span,
    Table,
)
from ingest.report_names import source_to_id, table_id
from ingest.swedish_numbers import parse_number

COLUMN_WIDTH, ROW_HEIGHT = 80.0, 14.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header levels from the top, with what its figures are."""

    path: tuple[str, ...]
    kind: FigureKind | None = None
    period: Period | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its label path, with the texts of its cells."""

    path: tuple[str, ...]
    texts: tuple[str, ...]
    body: str | None = None
    total: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page: the first header cell, the columns and the rows."""

    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    unit: str | None = None
    period: Period | None = None
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a line break parts its printed lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    text: str


Element = Heading | Text | Item | Grid


@dataclass(slots=True)
class Draught:
    """A report in the making: elements become lines, blocks and tables, page by page."""

    source: str
    boxes: bool
    section: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def page(self, label: str, elements: Sequence[Element]) -> None:
        """Set a page with its printed number."""
        index = len(self.pages) + 1
        self.lines = []
        for element in elements:
            match element:
                case Grid():
                    self._grid(element, index, label)
                case Heading(text, level):
                    self.section = (*self.section[: level - 1], text)
                    self._block(BlockKind.HEADING, text, index, level)
                case Text(text):
                    self._block(BlockKind.PARAGRAPH, text, index)
                case Item(text):
                    self._block(BlockKind.LIST_ITEM, text, index)
        size = (595.0, 842.0) if self.boxes else (None, None)
        self.pages.append(Page(index, label, tuple(self.lines), *size))

    def _line(self, text: str) -> Line:
        number = len(self.lines) + 1
        box = (50.0, number * ROW_HEIGHT, 500.0, number * ROW_HEIGHT + 10) if self.boxes else None
        self.lines.append(Line(number, text, box))
        return self.lines[-1]

    def _block(self, kind: BlockKind, text: str, page: int, level: int = 0) -> None:
        spans: list[Span] = []
        start = 0
        for printed in text.split("\n"):
            line = self._line(printed)
            end = min(start + len(printed) + 1, len(text))
            spans.append(Span(start, end, page, line.number, line.box))
            start = end
        self.blocks.append(Block(kind, text.replace("\n", " "), self.section, tuple(spans), level))

    def _grid(self, grid: Grid, page: int, label: str) -> None:
        header = (grid.stub, *(" ".join(column.path) for column in grid.columns))
        first = self._line(" ".join(header)).number
        cells: list[Cell] = []
        for number, row in enumerate(grid.rows):
            line = self._line(" ".join([row.path[-1], *row.texts])).number
            for position, (column, text) in enumerate(zip(grid.columns, row.texts, strict=True), start=1):
                cell = _cell(grid, row, column, text)
                box: Box | None = None
                if self.boxes:
                    left, top = 50 + position * COLUMN_WIDTH, line * ROW_HEIGHT
                    box = (left, top, left + COLUMN_WIDTH, top + ROW_HEIGHT)
                place = {"row": number, "column": position, "page": label, "page_index": page}
                cells.append(replace(cell, **place, box=box, lines=() if self.boxes else (line,)))  # type: ignore[arg-type]
        rows = tuple((row.path[-1], *row.texts) for row in grid.rows)
        self.blocks.append(
            Block(BlockKind.TABLE, "", self.section, (Span(0, 0, page, first),), grid=len(self.tables))
        )
        self.tables.append(
            Table(
                id=table_id(source_to_id(self.source), len(self.tables) + 1),
                caption=grid.caption,
                section=self.section,
                unit=grid.unit,
                header=(header,),
                rows=rows,
                quotes=tuple(" ".join(texts).strip() for texts in rows),
                cells=tuple(cells),
                pages=(label,),
                page_indexes=(page,),
                period=grid.period,
                ocr=grid.ocr,
            )
        )


def _cell(grid: Grid, row: Row, column: Column, text: str) -> Cell:
    number = parse_number(text)
    unit = (number and number.unit) or row.unit or column.unit or grid.unit
    if number is not None:
        state = CellState.NUMBER
    else:
        state = {"": CellState.EMPTY, "-": CellState.DASH}.get(text, CellState.TEXT)
    return Cell(
        row=0,
        column=0,
        text=text,
        state=state,
        page="",
        page_index=0,
        number=number.value if number else None,
        unit=unit if number else None,
        row_path=row.path,
        column_path=column.path,
        period=column.period,
        kind=column.kind,
        bound=number.bound if number else None,
        body=row.body,
        is_total=row.total,
    )


def make_report(
    source: str,
    title: str,
    publisher: str,
    kind: str,
    period: Period,
    pages: Sequence[tuple[str, Sequence[Element]]],
    abbreviations: tuple[tuple[str, str], ...] = (),
) -> Report:
    """A report whose PDF has boxes and whose text extract has line numbers."""
    draught = Draught(source, boxes=source.endswith(".pdf"))
    for label, elements in pages:
        draught.page(label, elements)
    return Report(
        id=source_to_id(source),
        source=source,
        content_hash=source_to_id(source),
        title=title,
        publisher=publisher,
        kind=kind,
        period=period,
        published=None,
        pages=tuple(draught.pages),
        blocks=tuple(draught.blocks),
        tables=tuple(draught.tables),
        abbreviations=abbreviations,
    )


def rows_of(*rows: tuple[str, str], total: str | None = None, bodies: bool = False) -> tuple[Row, ...]:
    """Rows from pairs (label, texts parted by " | "); `bodies`: each label is a body; `total`: label of the total row."""
    return tuple(
        Row(
            (label,),
            tuple(text.strip() for text in texts.split("|")),
            body=label if bodies and label != total else None,
            total=label == total,
        )
        for label, texts in rows
    )


def decimal(text: str) -> Decimal:
    """A number as tests write it."""
    return Decimal(text)
