"""The HTTP API as functions: the only way the chat reaches reports and answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO
from urllib.parse import quote

import httpx

from service.http_models import AskResponse, ExamplesResponse, StageBody
from service.http_note_models import (
    FeedbackBody,
    FeedbackRequest,
    SavedAnswerBody,
    SuiteRunBody,
    UnansweredBody,
)
from service.http_report_models import DocumentBody, JobBody, PageBody, TableBody, TableSummaryBody
from service.page_images import Marks, boxes_to_text

ASK_SECONDS = 120.0  # the first question of a cold service loads its model
QUICK_SECONDS = 10.0
UPLOAD_SECONDS = 300.0


class ApiError(Exception):
    """The API answered with a problem; the text may be shown."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind


class ApiUnreachableError(ApiError):
    """Nothing answers at the API's address."""

    def __init__(self, address: str) -> None:
        super().__init__(0, "ingen-tjanst", f"Ingen tjänst svarar på {address}.")


class ApiSlowError(ApiError):
    """Something listens at the API's address, but did not answer in time."""

    def __init__(self) -> None:
        super().__init__(
            0,
            "langsam-tjanst",
            "Tjänsten hann inte svara, den kan vara upptagen. Vänta en stund och försök igen.",
        )


class ApiClient:
    """Talks to one API; safe to share between threads."""

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        self.address = address
        self._http = httpx.Client(
            base_url=address, timeout=QUICK_SECONDS, transport=transport, trust_env=False
        )

    def documents(self) -> list[DocumentBody]:
        return [DocumentBody.model_validate(row) for row in self._get("/documents").json()]

    def document(self, document: str) -> DocumentBody:
        return DocumentBody.model_validate(self._get(f"/documents/{document}").json())

    def examples(self) -> list[str]:
        found = ExamplesResponse.model_validate(self._get("/examples", seconds=ASK_SECONDS).json())
        return [example.question for example in found.examples]

    def ask(
        self,
        question: str,
        history: Sequence[dict[str, str]],
        documents: Sequence[str] | None,
        *,
        explain: bool = False,
        ask_id: str | None = None,
    ) -> AskResponse:
        body = {
            "question": question,
            "history": list(history),
            "documents": list(documents) if documents else None,
            "explain": explain,
            "ask_id": ask_id,
        }
        return AskResponse.model_validate(self._send("POST", "/ask", seconds=ASK_SECONDS, json=body).json())

    def stage(self, ask_id: str) -> str:
        """What is being done for a question on its way; empty for one that is not."""
        try:
            return StageBody.model_validate(self._get(f"/asks/{ask_id}").json()).stage
        except (ApiUnreachableError, ApiSlowError):
            raise
        except ApiError:
            return ""

    def is_ready(self) -> bool:
        """Whether a question would be answered at full speed."""
        try:
            self._get("/readyz")
        except (ApiUnreachableError, ApiSlowError):
            raise
        except ApiError:
            return False
        return True

    def save_answer(
        self, question: str, history: Sequence[dict[str, str]], documents: Sequence[str] | None
    ) -> SavedAnswerBody:
        body = {
            "question": question,
            "history": list(history),
            "documents": list(documents) if documents else None,
        }
        return SavedAnswerBody.model_validate(
            self._send("POST", "/answers", seconds=ASK_SECONDS, json=body).json()
        )

    def saved_answer(self, answer_id: str) -> SavedAnswerBody:
        return SavedAnswerBody.model_validate(self._get(f"/answers/{quote(answer_id, safe='')}").json())

    def send_feedback(self, feedback: FeedbackRequest) -> FeedbackBody:
        body = feedback.model_dump(mode="json")
        return FeedbackBody.model_validate(self._send("POST", "/feedback", json=body).json())

    def feedback(self) -> list[FeedbackBody]:
        return [FeedbackBody.model_validate(row) for row in self._get("/feedback").json()]

    def remove_feedback(self, note_id: int) -> None:
        self._send("DELETE", f"/feedback/{note_id}")

    def feedback_suite(self) -> bytes:
        return self._get("/feedback/suite").content

    def unanswered(self) -> list[UnansweredBody]:
        return [UnansweredBody.model_validate(row) for row in self._get("/unanswered").json()]

    def remove_unanswered(self, note_id: int) -> None:
        self._send("DELETE", f"/unanswered/{note_id}")

    def clear_unanswered(self) -> None:
        self._send("DELETE", "/unanswered")

    def suite_runs(self) -> list[SuiteRunBody]:
        return [SuiteRunBody.model_validate(row) for row in self._get("/suite-runs").json()]

    def upload(self, files: Sequence[tuple[str, BinaryIO]]) -> JobBody:
        parts = [("file", (name, file)) for name, file in files]
        return JobBody.model_validate(
            self._send("POST", "/documents", seconds=UPLOAD_SECONDS, files=parts).json()
        )

    def job(self, job_id: str) -> JobBody:
        return JobBody.model_validate(self._get(f"/jobs/{job_id}").json())

    def remove(self, document: str) -> None:
        self._send("DELETE", f"/documents/{document}")

    def correct(self, document: str, title: str | None, period: str | None) -> JobBody:
        """Says what a report is; gives the job that reads it in again by that."""
        body = {"title": title, "period": period}
        return JobBody.model_validate(
            self._send("POST", f"/documents/{document}/correction", json=body).json()
        )

    def restore(self, document: str) -> JobBody:
        """Takes a removed report back; gives the job that reads it in again."""
        return JobBody.model_validate(self._send("POST", f"/documents/{document}/restore").json())

    def tables(self, document: str) -> list[TableSummaryBody]:
        return [
            TableSummaryBody.model_validate(row) for row in self._get(f"/documents/{document}/tables").json()
        ]

    def page(self, document: str, page_index: int) -> PageBody:
        return PageBody.model_validate(self._get(f"/documents/{document}/pages/{page_index}").json())

    def page_image(self, document: str, page_index: int, marks: Marks, scale: float) -> bytes:
        query = {
            "boxes": boxes_to_text(marks.boxes),
            "tints": boxes_to_text(marks.tints),
            "scale": f"{scale:g}",
        }
        address = f"/documents/{document}/pages/{page_index}.png"
        return self._get(address, params=query, seconds=ASK_SECONDS).content

    def file(self, document: str) -> bytes:
        return self._get(f"/documents/{document}/file", seconds=UPLOAD_SECONDS).content

    def table(self, table_id: str) -> TableBody:
        return TableBody.model_validate(self._get(f"/tables/{table_id}").json())

    def table_file(self, table_id: str, kind: str) -> bytes:
        """`kind`: csv, csv-excel or xlsx."""
        return self._get(f"/tables/{table_id}", params={"format": kind}).content

    def _get(
        self, path: str, *, seconds: float = QUICK_SECONDS, params: dict[str, str] | None = None
    ) -> httpx.Response:
        return self._send("GET", path, seconds=seconds, params=params)

    def _send(self, method: str, path: str, *, seconds: float = QUICK_SECONDS, **more: Any) -> httpx.Response:
        try:
            response = self._http.request(method, path, timeout=seconds, **more)
        except httpx.TimeoutException as exc:
            raise ApiSlowError from exc
        except httpx.TransportError as exc:
            raise ApiUnreachableError(self.address) from exc
        if response.is_error:
            raise _response_to_error(response)
        return response


def _response_to_error(response: httpx.Response) -> ApiError:
    try:
        problem = response.json()
        kind = str(problem["type"]).rsplit(":", 1)[-1]
        return ApiError(response.status_code, kind, str(problem["detail"]))
    except (ValueError, KeyError, TypeError):
        return ApiError(response.status_code, "internt-fel", "Tjänsten svarade med ett fel.")
