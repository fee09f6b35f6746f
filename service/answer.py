"""What the service answers: values, citations and the other readings, as later layers show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.records import Box


class AnswerKind(StrEnum):
    VALUE = "value"
    COMPUTED = "computed"
    PASSAGE = "passage"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Value:
    """A number with what it is a number of; `period` in the form of `str(Period)`."""

    number: Decimal
    unit: str | None
    entity: str | None
    measure: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class TableRef:
    """The cell that a citation points at; `row_index`/`column_index` point into the table's rows."""

    id: str
    caption: str | None
    row: str
    column: str
    row_index: int
    column_index: int


@dataclass(frozen=True, slots=True)
class Citation:
    document: str
    source: str
    title: str
    page: str
    page_index: int
    section: tuple[str, ...]
    table: TableRef | None
    quote: str
    """Verbatim from the report."""
    boxes: tuple[Box, ...] | None
    """PDF points from the page's top left corner; None for a text extract."""
    lines: tuple[int, ...] = ()
    """Line numbers on the page (`Line.number`), for marking text extracts."""
    ocr: bool = False
    publisher: str | None = None
    """Whose report it is."""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A sum that was done: `expression` in figures, one citation for each operand in order."""

    expression: str
    operands: tuple[Citation, ...]
    rounding: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    value: Value
    citation: Citation
    why: str
    """A short Swedish phrase that tells this reading from the answer's."""
    question: str | None = None
    """The question that has this reading as its answer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer, as far as it tells how often such answers are right."""

    rests_on: str
    """A table of confidence.toml: cell, sentence or passage."""
    parts: tuple[tuple[str, float], ...]
    """Names, each with 0 (nothing speaks for the answer) to 1 (all does)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading that was weighed, with the parts of its score."""

    label: str
    value: str
    source: str
    page: str
    score: float
    parts: tuple[tuple[str, float], ...]
    chosen: bool = False
    """The answer was read from it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an answer is what it is; made only when asked for."""

    reading: tuple[tuple[str, str], ...]
    """How the question was read: heading and text of each thing that it says."""
    candidates: tuple[Candidate, ...]
    """Best first."""
    why: str
    """Why the winner won, or why nothing answers."""


@dataclass(frozen=True, slots=True)
class Answer:
    kind: AnswerKind
    answer: str
    value: Value | None = None
    calculation: Calculation | None = None
    citations: tuple[Citation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    confidence: float = 0.0
    """The probability that the answer is right, 0–1; 0 when nothing answers."""
    evidence: Evidence | None = None
    """What the confidence is worked out from."""
    took_ms: int = 0
    understood: str = ""
    """How the question was read, in Swedish: what was looked for."""
    see_also: tuple[Citation, ...] = ()
    """The nearest places when nothing answers."""
    would_have: str = ""
    """Which report would answer, in Swedish, when none at hand is of the time or organisation asked for."""
    explanation: Explanation | None = None
    """Only when asked for."""
    rephrased: bool = False
    """The words are a language model's, checked against the quotes; never a figure's."""
