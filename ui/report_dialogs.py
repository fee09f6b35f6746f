"""Dialogs about one report: its tables with their sums, and a newer version of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from ingest.period import Period, text_to_period
from service.http_report_models import DocumentBody, JobBody, TableSummaryBody
from service.swedish_format import MONTHS
from ui.api_client import ApiClient, ApiError
from ui.html_views import page_to_words
from ui.loaded_tables import load_tables
from ui.plain_markdown import plain_markdown
from ui.table_checks import checks_to_html
from ui.table_view import table_to_html
from ui.uploading import watch_job


def open_tables(client: ApiClient, document: DocumentBody) -> None:
    """Every table that was found, those that don't add up first to be seen, each to be opened."""

    @st.dialog(plain_markdown(f"Tabeller i {document.title}"), width="large")
    def show() -> None:
        try:
            tables = load_tables(client, document.id)
            if not tables:
                st.text("Inga tabeller hittades i rapporten.")
                return
            chosen = st.selectbox("Tabell", tables, format_func=table_to_label)
            table = client.table(chosen.id)
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))
            return
        st.html(table_to_html(table, ()))
        st.html(checks_to_html(table))

    show()


def table_to_label(table: TableSummaryBody) -> str:
    """What a table is called, where it stands, and whether it adds up."""
    name = table.caption or (table.section[-1] if table.section else "Tabell")
    mark = " – summerar inte" if table.fails else ""
    return f"{page_to_words(table.pages[0])}: {name}{mark}"


def open_replacement(client: ApiClient, document: DocumentBody) -> None:
    """A newer file under the old one's name, so that links and choices keep to the report."""

    @st.dialog("Ersätt rapporten")
    def show() -> None:
        st.text(f"{document.title} ({document.source})")
        st.text("Den nya filen tar den gamlas plats. Sparade svar säger till att rapporten är ersatt.")
        file = st.file_uploader("Ny version", type=[document.format], key=f"replacement-{document.id}")
        if file is not None and st.button("Läs in den nya versionen", type="primary"):
            _follow(lambda: client.upload([(document.source, file)]))

    show()


def open_correction(client: ApiClient, document: DocumentBody) -> None:
    """Title and period by hand; the report is read again by them, since its figures take their period from it."""

    @st.dialog("Rätta titel eller period")
    def show() -> None:
        title = st.text_input("Titel", document.title, max_chars=300)
        read = text_to_period(document.period or "")
        this_year = datetime.now(UTC).year
        start, end = (read.start, read.end) if read else ((this_year, 1), (this_year, 12))
        with st.container(horizontal=True):
            first = _draw_month("Från", start, f"from-{document.id}")
            last = _draw_month("Till", end, f"to-{document.id}")
        st.caption(
            "Rapporten läses om, så att tabellernas siffror får rätt period. Det tar ungefär en minut."
        )
        if st.button("Spara och läs om", type="primary"):
            if first > last:
                st.warning("Perioden slutar innan den börjar.")
                return
            said = Period(first, last)
            new_title = title if title.strip() != document.title else None
            _follow(lambda: client.correct(document.id, new_title, str(said) if said != read else None))

    show()


def _follow(start: Callable[[], JobBody]) -> None:
    """Starts a job of the API, lets the page watch it and closes the dialog; what goes wrong is said in it."""
    try:
        job = start()
    except ApiError as exc:
        st.warning(plain_markdown(str(exc)))
    else:
        watch_job(job)
        st.rerun()


def _draw_month(label: str, month: tuple[int, int], key: str) -> tuple[int, int]:
    with st.container():
        name = st.selectbox(
            f"{label}: månad",
            range(1, 13),
            month[1] - 1,
            format_func=lambda one: MONTHS[one - 1],
            key=f"{key}-month",
        )
        year = st.number_input(f"{label}: år", 1900, 2200, month[0], key=f"{key}-year")
    return int(year), name
