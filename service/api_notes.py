"""Routes for what users leave behind: saved answers, judgements, questions without an answer, suite runs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi import Path as InPath

from service.api_guards import require_json
from service.api_questions import answer_to
from service.api_state import ApiState, State
from service.errors import UnknownReportError
from service.feedback_suite import feedback_to_suite, write_suite
from service.http_models import AskRequest
from service.http_note_models import (
    ChangedReportBody,
    FeedbackBody,
    FeedbackRequest,
    SaveAnswerRequest,
    SavedAnswerBody,
    SuiteRunBody,
    UnansweredBody,
    feedback_to_body,
    request_to_feedback,
    run_to_body,
    saved_to_body,
    unanswered_to_body,
)
from service.problems import ApiProblem
from service.saved_answers import SavedAnswer, cited_documents

router = APIRouter()

AnswerId = Annotated[str, InPath(max_length=200)]
NoteId = Annotated[int, InPath(ge=1, le=2**53)]


@router.post("/answers", status_code=201, dependencies=[Depends(require_json)])
def save_answer(body: SaveAnswerRequest, state: State, response: Response) -> SavedAnswerBody:
    """Asks the question and keeps its answer, so that nobody can save an answer that was never given."""
    asked = AskRequest(question=body.question, history=body.history, documents=body.documents)
    answer = answer_to(asked, state)
    contents = {document: _content_of(state, document) for document in sorted(cited_documents(answer))}
    saved = state.notes.answers.keep(body.question, answer, contents, today())
    response.headers["Location"] = f"/answers/{saved.id}"
    return saved_to_body(saved, _changes(state, saved))


@router.get("/answers/{answer_id}")
def get_answer(answer_id: AnswerId, state: State) -> SavedAnswerBody:
    """A saved answer as it was, with the cited reports that have changed since."""
    saved = state.notes.answers.get(answer_id)
    if saved is None:
        raise ApiProblem("okant-svar")
    return saved_to_body(saved, _changes(state, saved))


@router.get("/feedback")
def list_feedback(state: State) -> list[FeedbackBody]:
    return [feedback_to_body(one) for one in state.notes.feedback.all()]


@router.post("/feedback", status_code=201, dependencies=[Depends(require_json)])
def add_feedback(body: FeedbackRequest, state: State) -> FeedbackBody:
    """Keeps a judgement; one with a right answer becomes a question of the user's own suite."""
    kept = state.notes.feedback.keep(request_to_feedback(body), today())
    write_suite(state.data_folder, state.notes.feedback.all())
    return feedback_to_body(kept)


@router.delete("/feedback/{note_id}", status_code=204)
def remove_feedback(note_id: NoteId, state: State) -> Response:
    if not state.notes.feedback.remove(note_id):
        raise ApiProblem("okand-anteckning")
    write_suite(state.data_folder, state.notes.feedback.all())
    return Response(status_code=204)


@router.get("/feedback/suite", response_class=Response)
def get_suite(state: State) -> Response:
    """The judgements with a right answer, as a suite for `belagg eval`."""
    suite = feedback_to_suite(state.notes.feedback.all())
    return Response(suite, media_type="application/jsonl; charset=utf-8")


@router.get("/unanswered")
def list_unanswered(state: State) -> list[UnansweredBody]:
    """Questions that the reports did not answer, personal data masked."""
    return [unanswered_to_body(one) for one in state.notes.unanswered.all()]


@router.delete("/unanswered", status_code=204)
def clear_unanswered(state: State) -> Response:
    state.notes.unanswered.clear()
    return Response(status_code=204)


@router.delete("/unanswered/{note_id}", status_code=204)
def remove_unanswered(note_id: NoteId, state: State) -> Response:
    if not state.notes.unanswered.remove(note_id):
        raise ApiProblem("okand-anteckning")
    return Response(status_code=204)


@router.get("/suite-runs")
def list_suite_runs(state: State) -> list[SuiteRunBody]:
    """Every `belagg eval` over this data folder, oldest first."""
    return [run_to_body(run) for run in state.notes.runs.all()]


def today() -> date:
    return datetime.now(UTC).date()


def _changes(state: ApiState, saved: SavedAnswer) -> list[ChangedReportBody]:
    titles = {
        place.document: place.title
        for place in (
            *saved.answer.citations,
            *saved.answer.see_also,
            *(alternative.citation for alternative in saved.answer.alternatives),
        )
    }
    changed = []
    for document, content in saved.contents.items():
        now = _content_of(state, document)
        if now != content:
            changed.append(
                ChangedReportBody(
                    document=document,
                    title=titles.get(document, ""),
                    state="replaced" if now else "removed",
                )
            )
    return changed


def _content_of(state: ApiState, document: str) -> str:
    try:
        return state.library.document(document).content_hash
    except UnknownReportError:
        return ""
