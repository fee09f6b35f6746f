"""The HTTP API: `create_app` joins the routes, the guards, the errors and the figures."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import metadata
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from ingest.errors import BelaggError, UnreadableFileError
from ingest.limits import MEGABYTE
from service import api_documents, api_notes, api_questions
from service.api_guards import GuardSettings, RequestGuards
from service.api_metrics import MeasureRequests, Metrics
from service.api_state import ApiState, State
from service.assistant import Assistant
from service.example_questions import ExampleQuestions
from service.http_models import HealthResponse, ReadyResponse
from service.ingest_outcome import Progress, Step
from service.jobs import ReportProgress, UploadJobs
from service.library import Library
from service.notes import Notes
from service.page_images import PageImages
from service.problems import ApiProblem, install_problem_handlers
from service.removed_reports import RemovedReports
from service.rephrasing import settings_to_rephraser
from service.settings import Settings
from service.stages import AskedNow

logger = logging.getLogger(__name__)

# Step of the reading of one file -> what the user sees, and the shares of the work between which it lies.
# Reading takes about two thirds of the time of a PDF with tables (measured on a report of 50 pages).
_STAGES = {
    Step.READING: ("Läser sidor och tabeller", 0.05, 0.65),
    Step.INDEXING: ("Gör texten sökbar", 0.65, 1.0),
}

KEPT_INBOX_SECONDS = 24 * 3600.0  # no queue of uploads is a day long

WARM_UP_SECONDS = 30.0  # loading the model takes 6 to 28 s, the latter while reports are being read beside it


def create_app(settings: Settings) -> FastAPI:
    """The application over the library in the settings' data folder."""
    library = Library.from_settings(settings)
    return build_app(settings, library, Assistant(library, settings_to_rephraser(settings)))


def build_app(settings: Settings, library: Library, assistant: Assistant) -> FastAPI:
    """The application over a library and an assistant that are there already."""
    state = _new_state(settings, library, assistant)
    app = FastAPI(
        title="Belägg",
        version=_version(),
        # The interactive pages load scripts from the web; the description itself is at /openapi.json.
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.belagg = state
    app.include_router(api_questions.router)
    app.include_router(api_documents.router)
    app.include_router(api_notes.router)
    _add_system_routes(app)
    install_problem_handlers(app)
    _add_middleware(app, settings, state.metrics)
    return app


def _new_state(settings: Settings, library: Library, assistant: Assistant) -> ApiState:
    uploads = settings.data / "uploads"
    remove_old_inboxes(uploads, time.time())
    return ApiState(
        library=library,
        assistant=assistant,
        jobs=UploadJobs(lambda path, report: read_into_library(library, path, report)),
        images=PageImages(settings.data / "page-images"),
        examples=ExampleQuestions(library, lambda question: assistant.ask(question, (), None)),
        metrics=Metrics(),
        notes=Notes(settings.data),
        removed=RemovedReports(settings.data / "removed"),
        asked_now=AskedNow(),
        data_folder=settings.data,
        upload_folder=uploads,
        max_upload_bytes=settings.max_upload_mb * MEGABYTE,
        unanswered_days=settings.unanswered_days,
        warm=threading.Event(),
    )


def remove_old_inboxes(uploads: Path, now: float) -> None:
    """Take away what an interrupted run left; another process over the same folder may be reading a newer one."""
    for inbox in uploads.iterdir() if uploads.is_dir() else ():
        if now - inbox.stat().st_mtime > KEPT_INBOX_SECONDS:
            shutil.rmtree(inbox, ignore_errors=True)


def read_into_library(library: Library, path: Path, report: ReportProgress) -> str:
    """Read one uploaded file; gives the report's id or raises the reason."""

    def tell(progress: Progress) -> None:
        if progress.step in _STAGES:
            stage, start, end = _STAGES[progress.step]
            report(stage, start + (end - start) * progress.share)

    [outcome] = library.ingest([path], tell)
    if outcome.document is None:
        raise UnreadableFileError(outcome.reason or "Filen kunde inte läsas.")
    return outcome.document


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state: ApiState = app.state.belagg
    warming = threading.Thread(target=_warm_up, args=(state,), name="belagg-warm-up", daemon=True)
    warming.start()
    yield
    state.jobs.close()
    # A process that ends while the model is being loaded is aborted by the library that loads it.
    warming.join(WARM_UP_SECONDS)
    state.notes.close()
    state.library.close()


def _warm_up(state: ApiState) -> None:
    """Load what the first question needs before anyone asks it."""
    try:
        state.examples.get()
        if state.library.documents():
            # Examples are answered from cells; this loads the model that questions about the text need.
            state.library.index.search("vad har hänt och varför", 1)
    except BelaggError as exc:
        logger.warning("Warming up failed: %s", exc)
    finally:
        state.warm.set()


def _add_system_routes(app: FastAPI) -> None:
    @app.get("/healthz")
    def healthz() -> HealthResponse:
        return HealthResponse(status="ok", version=app.version)

    @app.get("/readyz")
    def readyz(state: State) -> ReadyResponse:
        if not state.warm.is_set():
            raise ApiProblem("inte-redo", headers={"Retry-After": "2"})
        return ReadyResponse(status="ready", documents=len(state.library.documents()))

    @app.get("/metrics", response_class=Response)
    def metrics(request: Request) -> Response:
        state: ApiState = request.app.state.belagg
        state.metrics.documents.set(len(state.library.documents()))
        return Response(generate_latest(state.metrics.registry), media_type=CONTENT_TYPE_LATEST)


def _add_middleware(app: FastAPI, settings: Settings, metrics: Metrics) -> None:
    """The one added last sees a request first."""
    guards = GuardSettings(
        max_upload_bytes=settings.max_upload_mb * MEGABYTE,
        requests_per_minute=settings.requests_per_minute,
        allowed_hosts=_listed(settings.allowed_hosts),
        allowed_origins=_listed(settings.allowed_origins),
    )
    app.add_middleware(RequestGuards, settings=guards)
    if guards.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(guards.allowed_origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Content-Type"],
        )
    app.add_middleware(MeasureRequests, metrics=metrics)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _version() -> str:
    try:
        return metadata.version("belagg")
    except metadata.PackageNotFoundError:
        return "0"
