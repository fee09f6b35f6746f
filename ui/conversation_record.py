"""A conversation as plain parts, the same for every kind of file."""

from __future__ import annotations

from dataclasses import dataclass

from service.http_models import AskResponse, CitationBody
from ui.conversations import Conversation, Turn
from ui.html_views import citation_to_source_line
from ui.value_wording import keep_figures_whole


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


def conversation_to_record(conversation: Conversation) -> list[RecordedTurn]:
    return [_turn_to_record(turn) for turn in conversation.turns]


def _turn_to_record(turn: Turn) -> RecordedTurn:
    if turn.response is None:
        return RecordedTurn(turn.question, turn.error or "", "", (), ())
    answer = turn.response
    return RecordedTurn(
        turn.question,
        keep_figures_whole(answer.answer),
        keep_figures_whole(answer.calculation.expression.replace("-", "−")) if answer.calculation else "",
        tuple(QuotedSource(citation_to_source_line(one), one.quote) for one in _sources(answer)),
        tuple(
            f"{one.value.number.replace('-', '−')} {one.value.unit or ''} – {one.why}, "
            f"{citation_to_source_line(one.citation)}"
            for one in answer.alternatives
        ),
    )


def _sources(answer: AskResponse) -> list[CitationBody]:
    """Operands first, each place once."""
    operands = answer.calculation.operands if answer.calculation else []
    return operands + [citation for citation in answer.citations if citation not in operands]
