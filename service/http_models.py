"""Bodies of the HTTP API's requests and responses, and how the service's records become them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ingest.records import Box
from service.answer import Alternative, Answer, Calculation, Citation, Explanation, Value
from service.explanation import PART_NAMES

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
    ask_id: Text | None = Field(default=None, min_length=8, max_length=64)
    """Chosen by the asker, who may follow the question by it while it is on its way."""


class StageBody(Body):
    stage: str


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
    publisher: str | None = None
    """Whose report it is."""


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
    chosen: bool = False


class ReadingRowBody(Body):
    name: str
    text: str


class ExplanationBody(Body):
    reading: list[ReadingRowBody]
    why: str
    part_names: dict[str, str]
    """What each part of a candidate's score weighs, in words."""


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
    would_have: str = ""
    """Which report would answer, in Swedish, when none at hand is of the time or organisation asked for."""
    follow_ups: list[str] = []
    """Questions that lie near at hand after this one."""
    candidates: list[CandidateBody] | None = None
    """How the readings were weighed; only when the request asks for it with `explain`."""
    explanation: ExplanationBody | None = None
    """How the question was read and why the winner won; only with `explain`."""
    rephrased: bool = False
    """The words are a language model's, checked against the quotes."""


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


def answer_to_body(answer: Answer, *, follow_ups: Sequence[str] = ()) -> AskResponse:
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
        would_have=answer.would_have,
        follow_ups=list(follow_ups),
        candidates=_candidates_to_body(answer.explanation) if answer.explanation else None,
        explanation=_explanation_to_body(answer.explanation) if answer.explanation else None,
        rephrased=answer.rephrased,
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
        publisher=citation.publisher,
    )


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


def _candidates_to_body(explanation: Explanation) -> list[CandidateBody]:
    return [
        CandidateBody(
            label=candidate.label,
            value=candidate.value,
            source=candidate.source,
            page=candidate.page,
            score=candidate.score,
            parts=dict(candidate.parts),
            chosen=candidate.chosen,
        )
        for candidate in explanation.candidates
    ]


def _explanation_to_body(explanation: Explanation) -> ExplanationBody:
    used = dict.fromkeys(name for candidate in explanation.candidates for name, _ in candidate.parts)
    return ExplanationBody(
        reading=[ReadingRowBody(name=name, text=text) for name, text in explanation.reading],
        why=explanation.why,
        part_names={name: PART_NAMES.get(name, name) for name in used},
    )
