"""Bodies of the HTTP API that show reports: their pages, tables, cells and uploads."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ingest.correction import Correction
from ingest.period import text_to_period
from ingest.records import Box, Cell, Line, Page, Table
from ingest.store import ReportSummary
from service.http_models import Body, Text, decimal_to_text
from service.jobs import JobStatus

MAX_TITLE_CHARS = 300  # no title on a cover is longer


def check_period(text: str) -> str:
    """A period in the form of `str(Period)`."""
    if text_to_period(text) is None:
        raise PydanticCustomError("period_parsing", "not a period")
    return text


class DocumentBody(Body):
    id: str
    source: str
    title: str
    kind: str | None
    publisher: str | None
    period: str | None
    pages: int
    tables: int
    warnings: list[str]
    format: Literal["pdf", "txt"]


class LineBody(Body):
    number: int
    text: str
    box: Box | None


class PageBody(Body):
    document: str
    source: str
    title: str
    page: str
    page_index: int
    width: float | None
    height: float | None
    has_image: bool
    lines: list[LineBody]


class CellBody(Body):
    row: int
    column: int
    text: str
    number: str | None
    unit: str | None
    row_path: list[str]
    column_path: list[str]
    period: str | None
    kind: str | None
    page: str
    page_index: int
    box: Box | None
    lines: list[int] = Field(default_factory=list)
    body: str | None = None
    is_total: bool = False
    state: str = "text"
    """number, text, dash or empty: four different things."""
    unit_source: str | None = None
    bound: str | None = None
    """minst, högst, över or under, for a target."""


class GapBody(Body):
    row: int
    column: int
    computed: str
    printed: str


class CheckBody(Body):
    rule: str
    holds: int
    fails: int
    almost: int = 0
    failing_rows: list[int] = Field(default_factory=list)
    gaps: list[GapBody] = Field(default_factory=list)


class TableBody(Body):
    id: str
    document: str
    pages: list[str]
    page_indexes: list[int]
    caption: str | None
    section: list[str]
    unit: str | None
    header: list[list[str]]
    rows: list[list[str]]
    cells: list[CellBody]
    checks: list[CheckBody]
    ocr: bool
    notes: list[str] = Field(default_factory=list)


class TableSummaryBody(Body):
    """A table in the list of a report's tables: everything but its cells."""

    id: str
    document: str
    pages: list[str]
    page_indexes: list[int]
    caption: str | None
    section: list[str]
    unit: str | None
    columns: int
    rows: int
    ocr: bool
    checked: int = 0
    """Sums and differences inside the table that were tried."""
    fails: int = 0


class CorrectionRequest(Body):
    """What a report is said to be; what is left out stays as it was read."""

    title: Annotated[Text, Field(max_length=MAX_TITLE_CHARS)] | None = None
    period: Annotated[str, AfterValidator(check_period)] | None = None


class JobFileBody(Body):
    source: str
    status: JobStatus
    document: str | None
    message: str | None


class JobBody(Body):
    id: str
    job_id: str
    status: JobStatus
    stage: str
    progress: float
    files: list[JobFileBody]


def request_to_correction(body: CorrectionRequest) -> Correction:
    """An empty title is none."""
    title = " ".join((body.title or "").split())
    return Correction(title or None, text_to_period(body.period) if body.period else None)


def summary_to_body(summary: ReportSummary) -> DocumentBody:
    """A report in a list of reports."""
    return DocumentBody(
        id=summary.id,
        source=summary.source,
        title=summary.title,
        kind=summary.kind,
        publisher=summary.publisher,
        period=None if summary.period is None else str(summary.period),
        pages=summary.page_count,
        tables=summary.table_count,
        warnings=list(summary.warnings),
        format=summary.format.value,
    )


def table_to_body(table: Table, document: str) -> TableBody:
    return TableBody(
        id=table.id,
        document=document,
        pages=list(table.pages),
        page_indexes=list(table.page_indexes),
        caption=table.caption,
        section=list(table.section),
        unit=table.unit,
        header=[list(row) for row in table.header],
        rows=[list(row) for row in table.rows],
        cells=[_cell_to_body(cell) for cell in table.cells],
        checks=[
            CheckBody(
                rule=check.rule,
                holds=check.holds,
                fails=check.fails,
                almost=check.almost,
                failing_rows=list(check.failing_rows),
                gaps=[
                    GapBody(
                        row=gap.row, column=gap.column, computed=str(gap.computed), printed=str(gap.printed)
                    )
                    for gap in check.gaps
                ],
            )
            for check in table.checks
        ],
        ocr=table.ocr,
        notes=list(table.notes),
    )


def table_to_summary(table: Table, document: str) -> TableSummaryBody:
    return TableSummaryBody(
        id=table.id,
        document=document,
        pages=list(table.pages),
        page_indexes=list(table.page_indexes),
        caption=table.caption,
        section=list(table.section),
        unit=table.unit,
        columns=len(table.rows[0]) if table.rows else 0,
        rows=len(table.rows),
        ocr=table.ocr,
        checked=sum(check.holds + check.almost + check.fails for check in table.checks),
        fails=sum(check.fails for check in table.checks),
    )


def page_to_body(page: Page, *, document: str, source: str, title: str, has_image: bool) -> PageBody:
    return PageBody(
        document=document,
        source=source,
        title=title,
        page=page.label,
        page_index=page.index,
        width=page.width,
        height=page.height,
        has_image=has_image,
        lines=[_line_to_body(line) for line in page.lines],
    )


def _cell_to_body(cell: Cell) -> CellBody:
    return CellBody(
        row=cell.row,
        column=cell.column,
        text=cell.text,
        number=None if cell.number is None else decimal_to_text(cell.number),
        unit=cell.unit,
        row_path=list(cell.row_path),
        column_path=list(cell.column_path),
        period=None if cell.period is None else str(cell.period),
        kind=None if cell.kind is None else cell.kind.value,
        page=cell.page,
        page_index=cell.page_index,
        box=cell.box,
        lines=list(cell.lines),
        body=cell.body,
        is_total=cell.is_total,
        state=cell.state.value,
        unit_source=cell.unit_source,
        bound=None if cell.bound is None else cell.bound.value,
    )


def _line_to_body(line: Line) -> LineBody:
    return LineBody(number=line.number, text=line.text, box=line.box)
