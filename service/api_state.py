"""What every route shares: one library, one assistant, one queue of uploads, one set of figures."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from service.api_metrics import Metrics
from service.assistant import Assistant
from service.example_questions import ExampleQuestions
from service.jobs import UploadJobs
from service.library import Library
from service.notes import Notes
from service.page_images import PageImages
from service.problems import ApiProblem
from service.removed_reports import RemovedReports
from service.stages import AskedNow


@dataclass(frozen=True, slots=True)
class ApiState:
    library: Library
    assistant: Assistant
    jobs: UploadJobs
    images: PageImages
    examples: ExampleQuestions
    metrics: Metrics
    notes: Notes
    removed: RemovedReports
    asked_now: AskedNow
    data_folder: Path
    upload_folder: Path
    max_upload_bytes: int
    unanswered_days: int
    warm: threading.Event
    """Set once the first question would be answered at full speed."""

    def require_reports(self) -> None:
        if not self.library.documents():
            raise ApiProblem("inga-rapporter")


def request_to_state(request: Request) -> ApiState:
    return cast(ApiState, request.app.state.belagg)


State = Annotated[ApiState, Depends(request_to_state)]
