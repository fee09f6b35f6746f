"""Reports on their way in: dropped files, how far each has come, and what was found in them."""

from __future__ import annotations

from html import escape

import streamlit as st

from service.http_report_models import DocumentBody, JobBody, JobFileBody
from service.jobs import JobStatus
from ui.api_client import ApiClient, ApiError
from ui.html_views import report_facts
from ui.page_style import announce
from ui.plain_markdown import plain_markdown
from ui.report_checks import failing_tables, failing_to_text

UPLOAD_JOB = "upload_job"
UPLOAD_ROUND = "upload_round"
UPLOAD_DONE = "upload_done"
POLL_SECONDS = 1.0

_SIGNS = {
    JobStatus.QUEUED: "väntar",
    JobStatus.DONE: "klar",
    JobStatus.FAILED: "kunde inte läsas",
}


def draw_upload(client: ApiClient) -> None:
    """The place to drop files, the files under way, and the last files done."""
    files = st.file_uploader(
        "Välj PDF- eller textfiler, eller släpp dem här",
        type=["pdf", "txt"],
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(UPLOAD_ROUND, 0)}",
    )
    if files and st.button("Läs in", type="primary", width="stretch"):
        try:
            job = client.upload([(file.name, file) for file in files])
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))
        else:
            st.session_state[UPLOAD_ROUND] = st.session_state.get(UPLOAD_ROUND, 0) + 1
            watch_job(job)
            st.rerun()
    if UPLOAD_JOB in st.session_state:
        _draw_progress(client)
    draw_uploaded(client)


def watch_job(job: JobBody) -> None:
    """Follow this upload from now on."""
    st.session_state[UPLOAD_JOB] = job.id
    st.session_state.pop(UPLOAD_DONE, None)


@st.fragment(run_every=POLL_SECONDS)
def _draw_progress(client: ApiClient) -> None:
    """Asks for the job every second until it is done, then shows the new reports."""
    job_id = st.session_state.get(UPLOAD_JOB)
    if job_id is None:
        return
    try:
        job = client.job(job_id)
    except ApiError as exc:
        del st.session_state[UPLOAD_JOB]
        st.warning(plain_markdown(str(exc)))
        return
    st.progress(job.progress, text=f"{round(job.progress * 100)} % klart")
    lines = "".join(f"<li>{escape(file_to_text(file, job))}</li>" for file in job.files)
    st.html(f'<ul class="b-files">{lines}</ul>')
    if job.status in (JobStatus.DONE, JobStatus.FAILED):
        del st.session_state[UPLOAD_JOB]
        st.session_state[UPLOAD_DONE] = job
        st.rerun()


def file_to_text(file: JobFileBody, job: JobBody) -> str:
    """A file with its stage.

    >>> job = JobBody(id="1", job_id="1", status="running", stage="Gör texten sökbar", progress=0.75, files=[])
    >>> file_to_text(JobFileBody(source="a.pdf", status="running", document=None, message=None), job)
    'a.pdf: gör texten sökbar …'
    >>> file_to_text(JobFileBody(source="b.pdf", status="queued", document=None, message=None), job)
    'b.pdf: väntar'
    """
    if file.status is JobStatus.RUNNING:
        stage = job.stage[:1].lower() + job.stage[1:] if job.stage else "läses"
        return f"{file.source}: {stage} …"
    return f"{file.source}: {_SIGNS[file.status]}"


def draw_uploaded(client: ApiClient) -> None:
    """What was found in the files sent last."""
    job: JobBody | None = st.session_state.get(UPLOAD_DONE)
    if job is None:
        return
    known = {document.id: document for document in client.documents()}
    for file in job.files:
        if file.status is JobStatus.FAILED:
            st.warning(plain_markdown(f"{file.source}: {file.message or 'kunde inte läsas'}"))
        elif file.document in known:
            _draw_found(client, known[file.document])
    done = sum(file.status is JobStatus.DONE for file in job.files)
    announce(f"Inläsningen är klar. {done} av {len(job.files)} filer lästes.", job.id)


def _draw_found(client: ApiClient, document: DocumentBody) -> None:
    """What was found in a report that has just been read."""
    facts = " · ".join(report_facts(document))
    told = [f"<p><b>Inläst: {escape(document.title)}</b></p><p>{escape(facts)}</p>"]
    failing = failing_to_text(failing_tables(client, document))
    told += [f"<p>{escape(text)}</p>" for text in (failing, *document.warnings) if text]
    st.html(f'<div class="b-done">{"".join(told)}</div>')


def forget_uploaded() -> None:
    """What was found has been seen."""
    st.session_state.pop(UPLOAD_DONE, None)
