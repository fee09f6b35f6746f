"""The proof of an answer: the cited page with the place marked, and the cited table with the cell marked."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

import streamlit as st

from ingest.records import Box
from service.http_models import CitationBody
from service.http_report_models import CheckBody, DocumentBody, PageBody, TableBody
from service.page_images import Marks
from ui.api_client import ApiClient, ApiError
from ui.cell_tints import cell_to_tints
from ui.check_wording import gap_to_words
from ui.figure_charts import draw_table_charts
from ui.html_views import citation_to_html, image_to_html, lines_to_html, page_to_words, table_to_html
from ui.loaded_tables import load_table
from ui.page_excerpt import Excerpt, boxes_to_mark, crop_to_marks
from ui.plain_markdown import plain_markdown

PAGE_SCALE = 2.0  # 144 dots an inch: small type is readable, and a page is some 400 kB
SHOWN_PAGE = "evidence_page"
ZOOMS = (100, 150, 200, 300)
SHARPEST = 150  # percent: above that the picture grows, not its number of dots
LOOPBACK_HOSTS = {"127.0.0.1", "localhost", "::1"}


def draw_citation(
    client: ApiClient, citation: CitationBody, heading: str, key: str, *, with_excerpt: bool = False
) -> None:
    """One citation with the buttons that open its page and its table."""
    with st.container(border=True):
        st.html(citation_to_html(citation, heading))
        if with_excerpt and citation.boxes:
            _draw_excerpt(client, citation)
        with st.container(horizontal=True):
            if st.button("Visa på sidan", key=f"{key}-page", icon=":material/description:"):
                show_page(client, citation)
            if citation.table and st.button("Visa tabellen", key=f"{key}-table", icon=":material/table:"):
                open_table(client, citation)


def _draw_excerpt(client: ApiClient, citation: CitationBody) -> None:
    """The place itself, cut out of the page."""
    assert citation.boxes
    try:
        marks = Marks(tuple(citation.boxes), _tints_of(client, citation))
        strip = load_excerpt(client, citation.document, citation.page_index, marks.boxes, marks.tints)
    except ApiError:
        return  # the quote says it too, and the buttons say what is wrong
    if strip is not None:
        told = f"Utdrag ur {page_to_words(citation.page)}. Det citerade stället är markerat med gult."
        st.html(image_to_html(strip.png, told, strip.mark))


@st.cache_data(show_spinner="Hämtar sidan …", max_entries=100)
def load_excerpt(
    _client: ApiClient, document: str, page_index: int, boxes: tuple[Box, ...], tints: tuple[Box, ...]
) -> Excerpt | None:
    """The strip of the page where the boxes stand, marked; None when the page's width is unknown."""
    page = _client.page(document, page_index)
    if not page.has_image or not page.width:
        return None
    png = _client.page_image(document, page_index, Marks(boxes, tints), PAGE_SCALE)
    return crop_to_marks(png, boxes, page.width)


def _tints_of(client: ApiClient, citation: CitationBody) -> tuple[Box, ...]:
    """The cited row and column; a table that can't be had leaves the cell marked alone."""
    if citation.table is None:
        return ()
    try:
        return cell_to_tints(load_table(client, citation.table.id), citation)
    except ApiError:
        return ()


def show_page(client: ApiClient, citation: CitationBody) -> None:
    """A dialog with the cited page; its neighbours are a button away."""
    st.session_state[SHOWN_PAGE] = citation.page_index

    @st.dialog(plain_markdown(f"{citation.title}, {page_to_words(citation.page)}"), width="large")
    def show() -> None:
        try:
            _draw_page(client, citation)
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))

    show()


def open_table(client: ApiClient, citation: CitationBody) -> None:
    """A dialog with the cited table as it was read."""

    @st.dialog(plain_markdown(f"{citation.title}, {page_to_words(citation.page)}"), width="large")
    def show() -> None:
        try:
            _draw_table(client, citation)
        except ApiError as exc:
            st.warning(plain_markdown(str(exc)))

    show()


def checks_to_text(checks: list[CheckBody]) -> str:
    """What the sums inside the table say of how it was read.

    >>> checks_to_text([CheckBody(rule="a", holds=9, fails=1), CheckBody(rule="b", holds=1, fails=0, almost=1)])
    'Kontrollräkning: 11 av 12 summor och skillnader i tabellen stämmer. 1 stämmer inte i rapporten.'
    >>> checks_to_text([])
    ''
    """
    holds = sum(check.holds + check.almost for check in checks)
    fails = sum(check.fails for check in checks)
    if not holds + fails:
        return ""
    text = f"Kontrollräkning: {holds} av {holds + fails} summor och skillnader i tabellen stämmer."
    return f"{text} {fails} stämmer inte i rapporten." if fails else text


def gaps_to_lines(table: TableBody) -> list[str]:
    """A line for each figure of the report that its own sums or differences contradict."""
    return [
        gap_to_words(check.rule, table.rows[gap.row][0], Decimal(gap.computed), Decimal(gap.printed))
        for check in table.checks
        for gap in check.gaps
    ]


def _draw_page(client: ApiClient, citation: CitationBody) -> None:
    shown = int(st.session_state.get(SHOWN_PAGE, citation.page_index))
    page = client.page(citation.document, shown)
    is_cited = shown == citation.page_index
    _draw_page_steps(client, citation, page)
    if page.has_image:
        boxes = citation.boxes if is_cited and citation.boxes else []
        told = f"{citation.title}, {page_to_words(page.page)}."
        if boxes:
            told += " Det citerade stället är markerat med gult."
        zoom = _draw_zoom()
        marks = Marks(tuple(boxes), _tints_of(client, citation) if boxes else ())
        png = client.page_image(citation.document, shown, marks, PAGE_SCALE * min(zoom, SHARPEST) / 100)
        st.html(image_to_html(png, told, boxes_to_mark(boxes, page.width), zoom))
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


def _draw_table(client: ApiClient, citation: CitationBody) -> None:
    assert citation.table is not None
    table: TableBody = client.table(citation.table.id)
    st.html(table_to_html(table, {(citation.table.row_index, citation.table.column_index)}))
    draw_table_charts(table, citation, f"table-{table.id}")
    for note in table.notes:
        st.text(note)
    if told := checks_to_text(table.checks):
        st.caption(told)
    for line in gaps_to_lines(table):
        st.caption(plain_markdown(line))
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
