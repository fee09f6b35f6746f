"""A conversation as plain parts, the same for every kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from service.http_models import AskResponse, CitationBody
from ui.conversations import Conversation, Turn
from ui.html_views import citation_to_source_line, missing_to_text
from ui.value_wording import expression_to_text, keep_figures_whole, value_to_text


@dataclass(frozen=True, slots=True)
class QuotedSource:
    line: str
    """Report, page, table, row and column."""
    quote: str


@dataclass(frozen=True, slots=True)
class RecordedTurn:
    question: str
    answer: str
    calculation: str
    sources: tuple[QuotedSource, ...]
    readings: tuple[str, ...]
    """Other readings that the reports support."""
    nearest: tuple[str, ...] = ()
    """What is nearest where nothing answers: the words and where they stand."""


def conversation_to_record(conversation: Conversation) -> list[RecordedTurn]:
    return [_turn_to_record(turn) for turn in conversation.turns]


def _turn_to_record(turn: Turn) -> RecordedTurn:
    if turn.response is None:
        return RecordedTurn(turn.question, turn.error or "", "", (), ())
    answer = turn.response
    return RecordedTurn(
        turn.question,
        keep_figures_whole(" ".join(filter(None, (answer.answer, missing_to_text(answer.would_have))))),
        _calculation_to_text(answer),
        tuple(QuotedSource(citation_to_source_line(one), one.quote) for one in _sources(answer)),
        tuple(
            f"{value_to_text(one.value.number, one.value.unit)} – {one.why}, {citation_to_source_line(one.citation)}"
            for one in answer.alternatives
        ),
        tuple(f"”{one.quote}”, {citation_to_source_line(one)}" for one in answer.see_also),
    )


def _calculation_to_text(answer: AskResponse) -> str:
    counted, value = answer.calculation, answer.value
    if counted is None or value is None:
        return ""
    text = expression_to_text(counted.expression, value.number, value.unit, rounded=bool(counted.rounding))
    return keep_figures_whole(text)


def _sources(answer: AskResponse) -> list[CitationBody]:
    """Operands first, each place once."""
    operands = answer.calculation.operands if answer.calculation else []
    return operands + [citation for citation in answer.citations if citation not in operands]
