"""Bodies of the HTTP API for what users leave behind: saved answers, judgements, unanswered questions, suite runs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from service.feedback import Expected, ExpectedKind, Feedback, KeptFeedback, Verdict
from service.http_models import (
    MAX_ANSWER_CHARS,
    MAX_DOCUMENTS_IN_FILTER,
    MAX_HISTORY_TURNS,
    AskResponse,
    Body,
    Text,
    TurnBody,
)
from service.saved_answers import SavedAnswer
from service.suite_runs import SuiteRun
from service.unanswered import Unanswered

MAX_COMMENT_CHARS = 4_000
MAX_FACT_CHARS = 500  # a unit, a page, a file name, a phrase to be found in the answer


def check_decimal(text: str) -> str:
    """A figure as the API has them: digits with '.' as mark."""
    try:
        finite = Decimal(text).is_finite()
    except InvalidOperation:
        finite = False
    if not finite:
        raise PydanticCustomError("decimal_parsing", "not a number")
    return text


Fact = Annotated[Text, Field(max_length=MAX_FACT_CHARS)]


class SaveAnswerRequest(Body):
    question: Text
    history: list[TurnBody] = Field(default_factory=list, max_length=MAX_HISTORY_TURNS)
    documents: list[Text] | None = Field(default=None, max_length=MAX_DOCUMENTS_IN_FILTER)


class ChangedReportBody(Body):
    document: str
    title: str
    state: Literal["removed", "replaced"]


class SavedAnswerBody(Body):
    id: str
    question: str
    saved: date
    answer: AskResponse
    changed: list[ChangedReportBody]
    """Cited reports that are no longer what they were when the answer was saved."""


class ExpectedBody(Body):
    kind: ExpectedKind
    number: Annotated[Fact, AfterValidator(check_decimal)] | None = None
    unit: Fact | None = None
    text: Fact | None = None
    source: Fact | None = None
    page: Fact | None = None

    @model_validator(mode="after")
    def check_it_can_be_scored(self) -> Self:
        """A known question needs what is right and the report that has it."""
        needed = {
            ExpectedKind.NUMBER: (self.number, self.source),
            ExpectedKind.TEXT: (self.text, self.source),
            ExpectedKind.NOT_FOUND: (),
        }[self.kind]
        if not all(needed):
            raise PydanticCustomError("missing", "needs its answer and its report")
        return self


class FeedbackRequest(Body):
    question: Text
    previous: list[Text] = Field(default_factory=list, max_length=MAX_HISTORY_TURNS)
    answer: Annotated[Text, Field(max_length=MAX_ANSWER_CHARS)]
    verdict: Verdict
    comment: Annotated[Text, Field(max_length=MAX_COMMENT_CHARS)] = ""
    expected: ExpectedBody | None = None


class FeedbackBody(FeedbackRequest):
    id: int
    day: date


class UnansweredBody(Body):
    id: int
    question: str
    reason: str
    times: int
    last_day: date


class SuiteRunBody(Body):
    name: str
    ended: datetime
    asked: int
    score: int
    misleading: int


def request_to_feedback(body: FeedbackRequest) -> Feedback:
    expected = None
    if body.expected is not None:
        one = body.expected
        expected = Expected(one.kind, one.number, one.unit, one.text, one.source, one.page)
    return Feedback(
        body.question, tuple(body.previous), body.answer, body.verdict, body.comment.strip(), expected
    )


def feedback_to_body(kept: KeptFeedback) -> FeedbackBody:
    one, expected = kept.feedback, kept.feedback.expected
    return FeedbackBody(
        id=kept.id,
        day=kept.day,
        question=one.question,
        previous=list(one.previous),
        answer=one.answer,
        verdict=one.verdict,
        comment=one.comment,
        expected=None
        if expected is None
        else ExpectedBody(
            kind=expected.kind,
            number=expected.number,
            unit=expected.unit,
            text=expected.text,
            source=expected.source,
            page=expected.page,
        ),
    )


def saved_to_body(saved: SavedAnswer, changed: list[ChangedReportBody]) -> SavedAnswerBody:
    return SavedAnswerBody(
        id=saved.id, question=saved.question, saved=saved.saved, answer=saved.answer, changed=changed
    )


def unanswered_to_body(one: Unanswered) -> UnansweredBody:
    return UnansweredBody(
        id=one.id, question=one.question, reason=one.reason, times=one.times, last_day=one.last_day
    )


def run_to_body(run: SuiteRun) -> SuiteRunBody:
    return SuiteRunBody(
        name=run.name, ended=run.ended, asked=run.asked, score=run.score, misleading=run.misleading
    )
