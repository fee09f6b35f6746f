"""Routes that answer: ask, search and the examples to begin with."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from index.hybrid import Hit
from ingest.errors import LibraryError
from ingest.store import ReportSummary
from service.answer import Answer, AnswerKind
from service.api_guards import require_json
from service.api_state import ApiState, State
from service.conversation import Turn
from service.follow_ups import cell_to_follow_ups
from service.http_models import (
    MAX_DOCUMENTS_IN_FILTER,
    AskRequest,
    AskResponse,
    ExampleBody,
    ExamplesResponse,
    SearchResponse,
    SearchResult,
    StageBody,
    answer_to_body,
)
from service.library import Library
from service.page_search import search_pages
from service.problems import ApiProblem
from service.settings import MAX_QUESTION_CHARS

logger = logging.getLogger(__name__)

router = APIRouter()

MAX_RESULTS = 100  # fixed by the contract
DEFAULT_RESULTS = 10


@router.post("/ask", dependencies=[Depends(require_json)])
def ask(body: AskRequest, state: State) -> AskResponse:
    """One answer with its evidence."""
    with state.asked_now.following(body.ask_id):
        answer = answer_to(body, state)
    if answer.kind == AnswerKind.NOT_FOUND.value:
        note_unanswered(body.question, answer.answer, state)
    return answer


@router.get("/asks/{ask_id}")
def stage_of(ask_id: str, state: State) -> StageBody:
    """What is being done for a question that is on its way."""
    stage = state.asked_now.stage(ask_id)
    if stage is None:
        raise ApiProblem("okand-fraga")
    return StageBody(stage=stage.value)


def answer_to(body: AskRequest, state: ApiState) -> AskResponse:
    """The answer to a request that may still turn out to be none."""
    check_question(body.question)
    for document in body.documents or ():
        state.library.document(document)
    state.require_reports()
    history = [Turn(turn.question, turn.answer) for turn in body.history]
    answer = state.assistant.ask(body.question, history, body.documents or None, explained=body.explain)
    state.metrics.answers.labels(answer.kind.value).inc()
    return answer_to_body(answer, follow_ups=follow_ups_of(answer, state.library))


def note_unanswered(question: str, reason: str, state: ApiState) -> None:
    """For the staff view; a note that can't be written must not cost the answer."""
    try:
        state.notes.unanswered.note(question, reason, datetime.now(UTC).date(), state.unanswered_days)
    except LibraryError as exc:
        logger.warning("A question without an answer was not noted: %s", exc)


@router.get("/search")
def search(
    state: State,
    q: Annotated[str, Query()],
    k: Annotated[int, Query(ge=1, le=MAX_RESULTS)] = DEFAULT_RESULTS,
    document: Annotated[list[str] | None, Query(max_length=MAX_DOCUMENTS_IN_FILTER)] = None,
) -> SearchResponse:
    """The passages and tables nearest to some words, best first; the best of each page before the second of any.

    Where a figure is asked for, the table where it stands comes first.
    """
    check_question(q)
    for one in document or ():
        state.library.document(one)
    state.require_reports()
    hits = search_pages(q, k, state.library.index, state.assistant.knowledge(), document or None)
    # A report removed since the search began has no summary any more, and no place in the answer.
    reports = {summary.id: summary for summary in state.library.documents()}
    known = [(hit, reports[hit.passage.document]) for hit in hits if hit.passage.document in reports]
    return SearchResponse(results=[hit_to_result(hit, summary) for hit, summary in known])


@router.get("/examples")
def examples(state: State) -> ExamplesResponse:
    """Questions that the reports at hand answer, to begin with."""
    return ExamplesResponse(
        examples=[
            ExampleBody(question=example.question, document=example.document, title=example.title)
            for example in state.examples.get()
        ]
    )


def check_question(question: str) -> None:
    if not question.strip():
        raise ApiProblem("tom-fraga")
    if len(question) > MAX_QUESTION_CHARS:
        raise ApiProblem("for-lang-fraga", f"Frågan får ha högst {MAX_QUESTION_CHARS} tecken.")


def follow_ups_of(answer: Answer, library: Library) -> tuple[str, ...]:
    """What lies near at hand after a figure from a table."""
    place = answer.citations[0].table if answer.citations else None
    if answer.kind is not AnswerKind.VALUE or place is None:
        return ()
    tables = library.tables(answer.citations[0].document)
    table = next((table for table in tables if table.id == place.id), None)
    return () if table is None else cell_to_follow_ups(table, place)


def hit_to_result(hit: Hit, summary: ReportSummary) -> SearchResult:
    passage = hit.passage
    return SearchResult(
        document=summary.id,
        source=summary.source,
        title=summary.title,
        page=passage.pages[0],
        page_index=passage.page_indexes[0],
        section=list(passage.section),
        text=passage.text,
        table=passage.table_id,
        score=hit.score,
    )
