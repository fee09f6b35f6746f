"""Bodies of the HTTP API's requests and responses, and how the service's records become them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ingest.records import Box, Cell, Line, Page, Table
from ingest.report_rows import ReportSummary
from service.answer import Alternative, Answer, Calculation, Citation, Value
from service.jobs import JobStatus

MAX_QUESTION_CHARS = 2_000  # fixed by the contract
MAX_HISTORY_TURNS = 50  # a conversation of an hour; older turns never decide how a follow-up is read
MAX_ANSWER_CHARS = 20_000  # ten times the longest answer the service gives
MAX_DOCUMENTS_IN_FILTER = 1_000


class Body(BaseModel):
    """Base of all bodies: unknown fields in a request are ignored, so that newer clients can talk to us."""

    model_config = ConfigDict(frozen=True)


def check_encodable(text: str) -> str:
    """JSON can name half of a character ("\\ud800"), which no answer, log or database could hold."""
    try:
        text.encode()
    except UnicodeEncodeError as exc:
        raise PydanticCustomError("string_unicode", "not encodable") from exc
    return text


Text = Annotated[str, AfterValidator(check_encodable)]


class TurnBody(Body):
    question: Text = Field(max_length=MAX_ANSWER_CHARS)
    answer: Text = Field(max_length=MAX_ANSWER_CHARS)


class AskRequest(Body):
    question: Text
    """Its length is checked in the route: too long is a 400 by contract, not a 422."""
    history: list[TurnBody] = Field(default_factory=list, max_length=MAX_HISTORY_TURNS)
    documents: list[Text] | None = Field(default=None, max_length=MAX_DOCUMENTS_IN_FILTER)
    explain: bool = False


class ValueBody(Body):
    number: str
    unit: str | None
    entity: str | None
    measure: str | None
    period: str | None


class TableRefBody(Body):
    id: str
    caption: str | None
    row: str
    column: str
    row_index: int
    column_index: int


class CitationBody(Body):
    document: str
    source: str
    title: str
    page: str
    page_index: int
    section: list[str]
    table: TableRefBody | None
    quote: str
    boxes: list[Box] | None
    lines: list[int] = []
    ocr: bool = False


class CalculationBody(Body):
    expression: str
    operands: list[CitationBody]
    rounding: str | None = None


class AlternativeBody(Body):
    value: ValueBody
    citation: CitationBody
    why: str
    question: str | None = None


class CandidateBody(Body):
    label: str
    value: str
    source: str
    page: str
    score: float
    parts: dict[str, float]


class AskResponse(Body):
    kind: Literal["value", "computed", "passage", "not_found"]
    answer: str
    value: ValueBody | None
    calculation: CalculationBody | None
    citations: list[CitationBody]
    alternatives: list[AlternativeBody]
    confidence: float
    took_ms: int
    understood: str = ""
    see_also: list[CitationBody] = []
    follow_ups: list[str] = []
    """Questions that lie near at hand after this one."""
    candidates: list[CandidateBody] | None = None
    """How the readings were weighed; only when the request asks for it with `explain`."""


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
    lines: list[int] = []
    body: str | None = None


class CheckBody(Body):
    rule: str
    holds: int
    fails: int
    almost: int = 0
    failing_rows: list[int] = []


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
    notes: list[str] = []


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


class SearchResult(Body):
    document: str
    source: str
    title: str
    page: str
    page_index: int
    section: list[str]
    text: str
    table: str | None
    score: float


class SearchResponse(Body):
    results: list[SearchResult]


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


class ExampleBody(Body):
    question: str
    document: str
    title: str


class ExamplesResponse(Body):
    examples: list[ExampleBody]


class HealthResponse(Body):
    status: Literal["ok"]
    version: str


class ReadyResponse(Body):
    status: Literal["ready"]
    documents: int


def decimal_to_text(number: Decimal) -> str:
    """A decimal string with '.' as mark and never an exponent.

    >>> decimal_to_text(Decimal("-1.480E+3"))
    '-1480'
    >>> decimal_to_text(Decimal("83.0"))
    '83.0'
    """
    return format(number, "f")


def answer_to_body(answer: Answer, *, follow_ups: Sequence[str] = (), explain: bool = False) -> AskResponse:
    """The `/ask` response, also what `belagg ask --json` prints."""
    return AskResponse(
        kind=answer.kind.value,
        answer=answer.answer,
        value=None if answer.value is None else value_to_body(answer.value),
        calculation=None if answer.calculation is None else _calculation_to_body(answer.calculation),
        citations=[citation_to_body(citation) for citation in answer.citations],
        alternatives=[_alternative_to_body(alternative) for alternative in answer.alternatives],
        confidence=answer.confidence,
        took_ms=answer.took_ms,
        understood=answer.understood,
        see_also=[citation_to_body(citation) for citation in answer.see_also],
        follow_ups=list(follow_ups),
        candidates=_candidates_to_body(answer) if explain else None,
    )


def value_to_body(value: Value) -> ValueBody:
    return ValueBody(
        number=decimal_to_text(value.number),
        unit=value.unit,
        entity=value.entity,
        measure=value.measure,
        period=value.period,
    )


def citation_to_body(citation: Citation) -> CitationBody:
    table = citation.table
    return CitationBody(
        document=citation.document,
        source=citation.source,
        title=citation.title,
        page=citation.page,
        page_index=citation.page_index,
        section=list(citation.section),
        table=None
        if table is None
        else TableRefBody(
            id=table.id,
            caption=table.caption,
            row=table.row,
            column=table.column,
            row_index=table.row_index,
            column_index=table.column_index,
        ),
        quote=citation.quote,
        boxes=None if citation.boxes is None else list(citation.boxes),
        lines=list(citation.lines),
        ocr=citation.ocr,
    )


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
    )


def _line_to_body(line: Line) -> LineBody:
    return LineBody(number=line.number, text=line.text, box=line.box)


def _calculation_to_body(calculation: Calculation) -> CalculationBody:
    return CalculationBody(
        expression=calculation.expression,
        operands=[citation_to_body(operand) for operand in calculation.operands],
        rounding=calculation.rounding,
    )


def _alternative_to_body(alternative: Alternative) -> AlternativeBody:
    return AlternativeBody(
        value=value_to_body(alternative.value),
        citation=citation_to_body(alternative.citation),
        why=alternative.why,
        question=alternative.question,
    )


def _candidates_to_body(answer: Answer) -> list[CandidateBody]:
    return [
        CandidateBody(
            label=candidate.label,
            value=candidate.value,
            source=candidate.source,
            page=candidate.page,
            score=candidate.score,
            parts=dict(candidate.parts),
        )
        for candidate in answer.candidates
    ]
