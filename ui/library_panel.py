"""The side panel: which reports are searched, how they are added and removed, and what was asked before."""

from __future__ import annotations

import streamlit as st

from service.http_report_models import DocumentBody, JobBody
from service.jobs import JobStatus
from ui.api_client import ApiClient, ApiError
from ui.conversations import Notebook
from ui.html_views import report_to_html
from ui.plain_markdown import plain_markdown

UPLOAD_JOB = "upload_job"
UPLOAD_ROUND = "upload_round"
POLL_SECONDS = 1.0
# More reports than this scroll in a box of their own, so that the upload stays in reach.
MOST_UNFOLDED = 4
LIST_HEIGHT = 520  # pixels: three reports


def draw_library_panel(
    client: ApiClient, documents: list[DocumentBody], notebook: Notebook
) -> list[str] | None:
    """The whole panel; gives the reports to search in, None for all."""
    with st.sidebar:
        if st.button("Nytt samtal", icon=":material/add:", width="stretch"):
            notebook.start_new()
            st.rerun()
        chosen = _draw_reports(client, documents)
        _draw_upload(client)
        _draw_earlier(notebook)
    return chosen


def _draw_reports(client: ApiClient, documents: list[DocumentBody]) -> list[str] | None:
    st.html(f'<h2 class="b-panel-title">Rapporter ({len(documents)})</h2>')
    if not documents:
        st.caption("Inga rapporter än.")
        return None
    st.caption("Sökningen gäller de rapporter som är förkryssade.")
    with st.container(height=LIST_HEIGHT if len(documents) > MOST_UNFOLDED else "content", border=False):
        chosen = [document.id for document in documents if _draw_report(client, document)]
    if not chosen:
        st.caption("Ingen rapport är vald: alla genomsöks.")
    return chosen if 0 < len(chosen) < len(documents) else None


def _draw_report(client: ApiClient, document: DocumentBody) -> bool:
    with st.container(border=True, gap="small"):
        chosen = st.checkbox(plain_markdown(document.title), value=True, key=f"choose-{document.id}")
        st.html(report_to_html(document))
        if document.warnings:
            with st.expander(
                f"{len(document.warnings)} anmärkningar" if len(document.warnings) > 1 else "1 anmärkning"
            ):
                for warning in document.warnings:
                    st.text(warning)
        if st.button("Ta bort", key=f"remove-{document.id}", type="tertiary", icon=":material/delete:"):
            _confirm_removal(client, document)
    return chosen


def _confirm_removal(client: ApiClient, document: DocumentBody) -> None:
    @st.dialog("Ta bort rapporten?")
    def ask() -> None:
        st.text(f"{document.title} ({document.source})")
        st.text("Rapporten tas bort ur biblioteket. Filen på din dator påverkas inte.")
        with st.container(horizontal=True):
            if st.button("Ta bort rapporten", type="primary"):
                try:
                    client.remove(document.id)
                except ApiError as exc:
                    st.warning(plain_markdown(str(exc)))
                else:
                    st.rerun()
            if st.button("Behåll den"):
                st.rerun()

    ask()


def _draw_upload(client: ApiClient) -> None:
    st.html('<h2 class="b-panel-title">Lägg till rapporter</h2>')
    files = st.file_uploader(
        "Välj PDF- eller textfiler",
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
            st.session_state[UPLOAD_JOB] = job.id
            st.session_state[UPLOAD_ROUND] = st.session_state.get(UPLOAD_ROUND, 0) + 1
            st.rerun()
    if UPLOAD_JOB in st.session_state:
        _draw_progress(client)


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
    st.progress(job.progress, text=job_to_text(job))
    if job.status in (JobStatus.DONE, JobStatus.FAILED):
        del st.session_state[UPLOAD_JOB]
        st.session_state["upload_result"] = [failure_to_text(job, position) for position in failed_files(job)]
        st.rerun()


def job_to_text(job: JobBody) -> str:
    """The stage, which file it is at when there are several, and how much is done.

    >>> from service.http_report_models import JobFileBody
    >>> file = JobFileBody(source="a.pdf", status="done", document=None, message=None)
    >>> job = JobBody(id="1", job_id="1", status="running", stage="Läser", progress=0.25, files=[file])
    >>> job_to_text(job)
    'Läser (25 %)'
    >>> job_to_text(job.model_copy(update={"files": [file, file.model_copy(update={"status": "running"})]}))
    'Läser, fil 2 av 2 (25 %)'
    """
    current = [number for number, file in enumerate(job.files, start=1) if file.status == JobStatus.RUNNING]
    which = f", fil {current[0]} av {len(job.files)}" if current and len(job.files) > 1 else ""
    return f"{job.stage}{which} ({round(job.progress * 100)} %)"


def failed_files(job: JobBody) -> list[int]:
    return [position for position, file in enumerate(job.files) if file.status is JobStatus.FAILED]


def failure_to_text(job: JobBody, position: int) -> str:
    file = job.files[position]
    return f"{file.source}: {file.message or 'kunde inte läsas'}"


def _draw_earlier(notebook: Notebook) -> None:
    earlier = [
        (position, conversation)
        for position, conversation in enumerate(notebook.conversations)
        if conversation.turns and position != notebook.current
    ]
    if not earlier:
        return
    st.html('<h2 class="b-panel-title">Tidigare samtal</h2>')
    for position, conversation in reversed(earlier):
        label = plain_markdown(conversation.title)
        if st.button(label, key=f"conversation-{position}", type="tertiary", width="stretch"):
            notebook.open(position)
            st.rerun()
