"""Routes for reports: list, add, remove, their pages, files and tables."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from starlette.datastructures import UploadFile

from ingest.file_format import FileFormat
from ingest.store import ReportSummary
from service.api_guards import require_json
from service.api_state import ApiState, State
from service.http_report_models import (
    CorrectionRequest,
    DocumentBody,
    JobBody,
    JobFileBody,
    PageBody,
    TableBody,
    TableSummaryBody,
    page_to_body,
    request_to_correction,
    summary_to_body,
    table_to_body,
    table_to_summary,
)
from service.jobs import AlreadyUploadingError, Job, QueueFullError
from service.page_images import (
    DEFAULT_SCALE,
    MAX_SCALE,
    MIN_SCALE,
    BadBoxesError,
    Marks,
    PageImageError,
    PagePlace,
    image_tag,
    text_to_boxes,
)
from service.problems import ApiProblem
from service.table_export import CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE, export_name, table_to_csv, table_to_xlsx
from service.uploads import MAX_FILES_PER_UPLOAD, check_upload, keep_uploads, name_to_safe_name

router = APIRouter()

DocumentId = Annotated[str, InPath(max_length=200)]
# No report has a million pages; the bound keeps the number within what the database can hold.
PageIndex = Annotated[int, InPath(ge=1, le=1_000_000)]
TableFormat = Literal["json", "csv", "csv-excel", "xlsx"]

_MEDIA_TYPES = {FileFormat.PDF: "application/pdf", FileFormat.TXT: "text/plain; charset=utf-8"}
_FORMAT_BY_MEDIA_TYPE: dict[str, TableFormat] = {
    "application/json": "json",
    "text/csv": "csv",
    XLSX_MEDIA_TYPE: "xlsx",
}
# Ask again each time: a report may be replaced by a newer version under the same address.
_REVALIDATE = "private, no-cache"


@router.get("/documents")
def list_documents(state: State) -> list[DocumentBody]:
    return [summary_to_body(summary) for summary in state.library.documents()]


@router.post("/documents", status_code=202)
async def add_documents(request: Request, response: Response, state: State) -> JobBody:
    """Takes one or more files (multipart, any field name) and reads them in the background."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise ApiProblem("fel-format", "Skicka filen som multipart/form-data.")
    async with request.form(max_files=MAX_FILES_PER_UPLOAD, max_fields=MAX_FILES_PER_UPLOAD) as form:
        files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        job = await run_in_threadpool(_take_uploads, state, files)
    response.headers["Location"] = f"/jobs/{job.id}"
    return _job_to_body(job)


@router.get("/jobs/{job_id}")
def get_job(job_id: DocumentId, state: State) -> JobBody:
    job = state.jobs.get(job_id)
    if job is None:
        raise ApiProblem("okant-jobb")
    return _job_to_body(job)


@router.get("/documents/{document}")
def get_document(document: DocumentId, state: State) -> DocumentBody:
    return summary_to_body(state.library.document(document))


@router.delete("/documents/{document}", status_code=204)
def remove_document(document: DocumentId, state: State) -> Response:
    summary = state.library.document(document)
    _refuse_while_read(state, summary)
    file = state.library.file(document)
    if file.is_file():
        state.removed.keep(document, file, summary.source)
    state.library.remove(document)
    return Response(status_code=204)


@router.post("/documents/{document}/correction", status_code=202, dependencies=[Depends(require_json)])
def correct_document(
    document: DocumentId, body: CorrectionRequest, response: Response, state: State
) -> JobBody:
    """Says what title or period a report has, and reads it again by that."""
    summary = state.library.document(document)
    _refuse_while_read(state, summary)
    original = _file_of(state, summary)
    state.library.correct(document, request_to_correction(body))
    inbox = state.upload_folder / uuid.uuid4().hex
    inbox.mkdir(parents=True)
    job = _submit(state, [Path(shutil.copyfile(original, inbox / summary.source))], inbox)
    response.headers["Location"] = f"/jobs/{job.id}"
    return _job_to_body(job)


@router.post("/documents/{document}/restore", status_code=202)
def restore_document(document: DocumentId, response: Response, state: State) -> JobBody:
    """Reads a report that was removed within a day in again."""
    taken = state.removed.take_out(document, state.upload_folder)
    if taken is None:
        raise ApiProblem("kan-inte-angras")
    path, inbox = taken
    job = _submit(state, [path], inbox)
    response.headers["Location"] = f"/jobs/{job.id}"
    return _job_to_body(job)


@router.get("/documents/{document}/pages/{page_index}.png", response_class=Response)
def get_page_image(
    document: DocumentId,
    page_index: PageIndex,
    state: State,
    boxes: Annotated[str, Query(max_length=10_000)] = "",
    tints: Annotated[str, Query(max_length=10_000)] = "",
    scale: Annotated[float, Query(ge=MIN_SCALE, le=MAX_SCALE, allow_inf_nan=False)] = DEFAULT_SCALE,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The page as an image; `boxes=x0,y0,x1,y1;…` frames places, in PDF points from the top left corner, `tints` tints them."""
    summary = state.library.document(document)
    try:
        marks = Marks(text_to_boxes(boxes), text_to_boxes(tints))
    except BadBoxesError as exc:
        raise ApiProblem("ogiltiga-uppgifter", str(exc)) from exc
    page = state.library.page(document, page_index)
    if summary.format is not FileFormat.PDF:
        raise ApiProblem("ingen-sidbild")
    place = PagePlace(_file_of(state, summary), summary.content_hash, page_index)
    headers = {"ETag": image_tag(place, scale, marks), "Cache-Control": _REVALIDATE}
    if if_none_match is not None and headers["ETag"] in if_none_match:
        return Response(status_code=304, headers=headers)
    try:
        png = state.images.png(place, scale, marks, page.width)
    except PageImageError as exc:
        raise ApiProblem("sidbild-misslyckades") from exc
    return Response(png, media_type="image/png", headers=headers)


@router.get("/documents/{document}/pages/{page_index}")
def get_page(document: DocumentId, page_index: PageIndex, state: State) -> PageBody:
    """The page's lines, for reports without page images."""
    summary = state.library.document(document)
    page = state.library.page(document, page_index)
    has_image = summary.format is FileFormat.PDF
    return page_to_body(
        page, document=document, source=summary.source, title=summary.title, has_image=has_image
    )


@router.get("/documents/{document}/file", response_class=FileResponse)
def get_file(document: DocumentId, state: State) -> FileResponse:
    summary = state.library.document(document)
    return FileResponse(
        _file_of(state, summary),
        media_type=_MEDIA_TYPES[summary.format],
        filename=summary.source,
        content_disposition_type="inline",
    )


@router.get("/documents/{document}/tables")
def list_tables(document: DocumentId, state: State) -> list[TableSummaryBody]:
    return [table_to_summary(table, document) for table in state.library.tables(document)]


@router.get("/tables/{table_id}", response_model=TableBody)
def get_table(
    table_id: DocumentId,
    state: State,
    wanted: Annotated[TableFormat | None, Query(alias="format")] = None,
    accept: Annotated[str, Header()] = "",
) -> TableBody | Response:
    """A table as JSON, CSV or XLSX, by `format` or by the Accept header."""
    document, table = state.library.table(table_id)
    chosen = wanted or accept_to_format(accept)
    if chosen == "json":
        return table_to_body(table, document)
    suffix = "xlsx" if chosen == "xlsx" else "csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{export_name(table)}.{suffix}"',
        "Vary": "Accept",
    }
    if chosen == "xlsx":
        return Response(table_to_xlsx(table), media_type=XLSX_MEDIA_TYPE, headers=headers)
    return Response(
        table_to_csv(table, for_excel=chosen == "csv-excel"), media_type=CSV_MEDIA_TYPE, headers=headers
    )


def accept_to_format(accept: str) -> TableFormat:
    """The format that an Accept header likes best; JSON when it names none of ours (RFC 9110, 12.5.1).

    >>> accept_to_format("text/csv"), accept_to_format(""), accept_to_format("text/html, */*;q=0.8")
    ('csv', 'json', 'json')
    >>> accept_to_format("text/csv;q=0.5, application/json"), accept_to_format("text/csv;q=0")
    ('json', 'json')
    """
    liked: list[tuple[float, TableFormat]] = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = _parameters_to_weight(parameters)
        if weight > 0 and media_type in _FORMAT_BY_MEDIA_TYPE:
            liked.append((weight, _FORMAT_BY_MEDIA_TYPE[media_type]))
    return max(liked, key=lambda pair: pair[0])[1] if liked else "json"


def _parameters_to_weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0


def _take_uploads(state: ApiState, files: list[UploadFile]) -> Job:
    if not files:
        raise ApiProblem("ogiltiga-uppgifter", "Skicka minst en fil.")
    names = [name_to_safe_name(file.filename or "") for file in files]
    if len(set(names)) < len(names):
        raise ApiProblem("ogiltiga-uppgifter", "Två filer har samma namn.")
    for name, file in zip(names, files, strict=True):
        check_upload(name, file.file)
    uploads = [(name, file.file) for name, file in zip(names, files, strict=True)]
    inbox, paths = keep_uploads(uploads, state.upload_folder, state.max_upload_bytes)
    return _submit(state, paths, inbox)


def _refuse_while_read(state: ApiState, summary: ReportSummary) -> None:
    if state.jobs.is_busy_with(summary.source):
        raise ApiProblem("pagar-redan", f"{summary.source} läses in just nu. Vänta tills det är klart.")


def _submit(state: ApiState, paths: list[Path], inbox: Path) -> Job:
    try:
        return state.jobs.submit(paths, inbox)
    except AlreadyUploadingError as exc:
        shutil.rmtree(inbox, ignore_errors=True)
        raise ApiProblem("pagar-redan", str(exc)) from exc
    except QueueFullError as exc:
        shutil.rmtree(inbox, ignore_errors=True)
        raise ApiProblem("full-ko", str(exc), {"Retry-After": "30"}) from exc


def _file_of(state: ApiState, summary: ReportSummary) -> Path:
    path = state.library.file(summary.id)
    if not path.is_file():
        raise ApiProblem("ingen-fil")
    return path


def _job_to_body(job: Job) -> JobBody:
    return JobBody(
        id=job.id,
        job_id=job.id,
        status=job.status,
        stage=job.stage,
        progress=round(job.progress, 3),
        files=[
            JobFileBody(source=file.source, status=file.status, document=file.document, message=file.message)
            for file in job.files
        ],
    )
