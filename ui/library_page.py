"""The page of the library: reports come in, are looked through, replaced and taken away."""

from __future__ import annotations

from html import escape

import streamlit as st

from service.http_report_models import DocumentBody
from ui.api_client import ApiClient, ApiError
from ui.html_views import names_to_html, report_facts, report_to_html
from ui.page_style import announce
from ui.plain_markdown import plain_markdown
from ui.report_checks import failing_tables, failing_to_text
from ui.report_dialogs import open_correction, open_replacement, open_tables
from ui.uploading import draw_upload, forget_uploaded, watch_job

FEWEST_TO_SEARCH = 8
SHOWN_REPORTS = 30  # each asks the service for its tables
REMOVED = "removed_reports"


def draw_library(client: ApiClient) -> None:
    st.html('<h1 class="b-title">Rapporter</h1>')
    draw_upload(client)
    _draw_removed(client)
    documents = client.documents()
    st.html(f'<h2 class="b-subtitle">I biblioteket ({len(documents)})</h2>')
    if not documents:
        st.text("Inga rapporter än.")
    shown = _narrowed(documents)
    for document in shown[:SHOWN_REPORTS]:
        _draw_report(client, document)
    if len(shown) > SHOWN_REPORTS:
        st.text(
            f"{len(shown) - SHOWN_REPORTS} rapporter till finns. Skriv en del av namnet ovan för att hitta dem."
        )


def _narrowed(documents: list[DocumentBody]) -> list[DocumentBody]:
    """The reports that hold what was typed, once there are so many that one has to look for them."""
    if len(documents) < FEWEST_TO_SEARCH:
        return documents
    typed = (
        st.text_input("Sök bland rapporterna", placeholder="Titel, organisation eller år").casefold().split()
    )
    found = [one for one in documents if all(word in _searched_text(one) for word in typed)]
    if not found:
        st.text("Ingen rapport heter så.")
    return found


def _searched_text(document: DocumentBody) -> str:
    return f"{' '.join(report_facts(document))} {document.title} {document.source}".casefold()


def _draw_report(client: ApiClient, document: DocumentBody) -> None:
    with st.container(border=True, gap="small"):
        st.html(report_to_html(document))
        notes = [
            text for text in (failing_to_text(failing_tables(client, document)), *document.warnings) if text
        ]
        if notes:
            listed = "".join(f"<li>{escape(note)}</li>" for note in notes)
            st.html(f'<div class="b-notes"><p>Att tänka på:</p><ul>{listed}</ul></div>')
        with st.container(horizontal=True, gap="small"):
            if st.button("Tabeller", key=f"tables-{document.id}", icon=":material/table:"):
                open_tables(client, document)
            if st.button("Rätta", key=f"correct-{document.id}", icon=":material/edit:"):
                open_correction(client, document)
            if st.button("Ersätt", key=f"replace-{document.id}", icon=":material/upload_file:"):
                open_replacement(client, document)
            if st.button("Ta bort", key=f"remove-{document.id}", icon=":material/delete:"):
                _remove(client, document)


def _remove(client: ApiClient, document: DocumentBody) -> None:
    try:
        client.remove(document.id)
    except ApiError as exc:
        st.warning(plain_markdown(str(exc)))
        return
    forget_uploaded()
    removed: dict[str, str] = st.session_state.setdefault(REMOVED, {})
    removed[document.id] = document.title
    st.rerun()


def _draw_removed(client: ApiClient) -> None:
    """What was just taken away, each with a way back."""
    removed: dict[str, str] = st.session_state.setdefault(REMOVED, {})
    for document, title in list(removed.items()):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.html(
                f'{names_to_html(title)}<p class="b-status"><b>{escape(title)}</b> är borttagen. '
                "Du kan ångra det inom ett dygn. Filen på din egen dator påverkas inte.</p>"
            )
            announce(f"{title} är borttagen. Du kan ångra det.", f"removed-{document}")
            if st.button("Ångra", key=f"restore-{document}", icon=":material/undo:"):
                try:
                    job = client.restore(document)
                except ApiError as exc:
                    st.warning(plain_markdown(str(exc)))
                else:
                    del removed[document]
                    watch_job(job)
                    st.rerun()
