"""The proof of an answer, beside it: the cited page with the place marked, and the cited table with the cell marked."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from service.http_models import CitationBody
from service.http_report_models import DocumentBody, PageBody, TableBody
from service.page_images import Marks
from ui.api_client import ApiClient, ApiError
from ui.figure_charts import draw_table_charts
from ui.html_views import image_to_html, lines_to_html, page_to_words
from ui.page_excerpt import boxes_to_mark
from ui.plain_markdown import plain_markdown
from ui.report_names import cited_name
from ui.source_card import PAGE_SCALE, tints_of
from ui.source_groups import Source
from ui.table_checks import checks_to_html
from ui.table_view import table_to_html

SHOWN_PAGE = "evidence_page"
ZOOMS = (100, 150, 200, 300)
SHARPEST = 150  # percent: above that the picture grows, not its number of dots
BESIDE = '<span class="b-evidence b-hidden"></span>'  # the style sheet sets such a dialog beside the answer
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}


def show_page(client: ApiClient, citation: CitationBody) -> None:
    """A dialog with the cited page; its neighbours are a button away."""
    st.session_state[SHOWN_PAGE] = citation.page_index

    @st.dialog(plain_markdown(f"{cited_name(citation)}, {page_to_words(citation.page)}"), width="large")
    def show() -> None:
        st.html(BESIDE)
        try:
            _draw_page(client, citation)
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))

    show()


def open_table(client: ApiClient, source: Source) -> None:
    """A dialog with the cited table as it was read."""
    citation = source.main

    @st.dialog(plain_markdown(f"{cited_name(citation)}, {page_to_words(citation.page)}"), width="large")
    def show() -> None:
        st.html(BESIDE)
        try:
            _draw_table(client, source)
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))

    show()


def _draw_page(client: ApiClient, citation: CitationBody) -> None:
    shown = int(st.session_state.get(SHOWN_PAGE, citation.page_index))
    page = client.page(citation.document, shown)
    is_cited = shown == citation.page_index
    _draw_page_steps(client, citation, page)
    if page.has_image:
        boxes = citation.boxes if is_cited and citation.boxes else []
        told = f"{cited_name(citation)}, {page_to_words(page.page)}."
        if boxes:
            told += " Det citerade stället är markerat med gult."
        zoom = _draw_zoom()
        marks = Marks(tuple(boxes), tints_of(client, citation) if boxes else ())
        png = client.page_image(citation.document, shown, marks, PAGE_SCALE * min(zoom, SHARPEST) / 100)
        quote = citation.quote if boxes else ""
        st.html(image_to_html(png, told, boxes_to_mark(boxes, page), zoom, quote=quote))
    else:
        st.html(lines_to_html(page.lines, citation.lines if is_cited else []))
    with st.container(horizontal=True):
        if link := page_to_link(client.address, st.context.url or "", citation, shown, page.has_image):
            st.link_button("Öppna PDF:en på sidan", link, icon=":material/open_in_new:")
        st.download_button(
            "Hämta originalfilen",
            data=lambda: client.file(citation.document),
            file_name=citation.source,
            on_click="ignore",
            icon=":material/download:",
        )


def _draw_zoom() -> int:
    """How wide the page is shown, in percent of the dialog."""
    chosen: int | None = st.segmented_control(
        "Förstoring", ZOOMS, default=ZOOMS[0], format_func=lambda zoom: f"{zoom} %", key="evidence_zoom"
    )
    return chosen or ZOOMS[0]


def page_to_link(api: str, chat: str, citation: CitationBody, page_index: int, is_pdf: bool) -> str | None:
    """The file at a page, straight from the API, for a browser on the same machine as the API; else None.

    A browser elsewhere reaches the chat and not the API, which listens to its own machine.
    """
    hosts = {urlsplit(api).hostname, urlsplit(chat).hostname}
    if not is_pdf or not hosts <= LOOPBACK_HOSTS:
        return None
    return f"{api}/documents/{citation.document}/file#page={page_index}"


def _draw_page_steps(client: ApiClient, citation: CitationBody, page: PageBody) -> None:
    last = _page_count(client, citation.document)
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, step, off in (
            ("Föregående sida", -1, page.page_index <= 1),
            ("Nästa sida", 1, page.page_index >= last),
        ):
            st.button(label, disabled=off, on_click=_show_page, args=(page.page_index + step,))
        if page.page_index != citation.page_index:
            st.button("Till det citerade stället", on_click=_show_page, args=(citation.page_index,))


def _show_page(page_index: int) -> None:
    st.session_state[SHOWN_PAGE] = page_index


def _page_count(client: ApiClient, document: str) -> int:
    found: DocumentBody = client.document(document)
    return found.pages


def _draw_table(client: ApiClient, source: Source) -> None:
    citation = source.main
    assert citation.table is not None
    table: TableBody = client.table(citation.table.id)
    st.html(table_to_html(table, source.places))
    for note in table.notes:
        st.text(note)
    st.html(checks_to_html(table))
    draw_table_charts(table, citation, f"table-{table.id}")
    name = f"{citation.title} {page_to_words(citation.page)}".replace("/", " ")
    with st.container(horizontal=True):
        for label, kind, suffix in (
            ("Hämta som Excel", "xlsx", "xlsx"),
            ("Hämta som CSV", "csv-excel", "csv"),
        ):
            st.download_button(
                label,
                data=lambda kind=kind: client.table_file(table.id, kind),  # type: ignore[misc]
                file_name=f"{name}.{suffix}",
                on_click="ignore",
                icon=":material/download:",
            )
