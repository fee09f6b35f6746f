"""One source of an answer: where it stands in words, and the place itself."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from service.http_models import CitationBody
from service.page_images import Marks
from ui.api_client import ApiClient, ApiError
from ui.cell_tints import cell_to_tints
from ui.html_views import image_to_html, page_to_words, quote_to_html, source_to_html
from ui.loaded_tables import load_table
from ui.page_excerpt import Excerpt, crop_to_marks, header_band
from ui.source_groups import Source
from ui.table_view import rows_to_html

PAGE_SCALE = 2.0  # 144 dots an inch: small type is readable, and a page is some 400 kB

Open = Callable[[ApiClient, Source], None]


def draw_source(
    client: ApiClient,
    source: Source,
    heading: str,
    key: str,
    *,
    with_excerpt: bool,
    with_quote: bool = False,
    open_page: Open,
    open_table: Open,
) -> None:
    """The place in words and as a strip of its page, with the buttons that open page and table.

    `with_quote` has the report's own words beside the strip, where the answer is not in them.
    """
    with st.container(border=True):
        st.html(source_to_html(source, heading))
        if with_quote:
            st.html(quote_to_html(source.main.quote))
        has_excerpt = with_excerpt and source.main.boxes and _draw_excerpt(client, source)
        if not has_excerpt and not with_quote:
            st.html(_words_of(client, source))
        with st.container(horizontal=True):
            if st.button("Visa på sidan", key=f"{key}-page", icon=":material/description:"):
                open_page(client, source)
            if source.main.table and st.button("Visa tabellen", key=f"{key}-table", icon=":material/table:"):
                open_table(client, source)


def tints_of(client: ApiClient, citation: CitationBody) -> tuple[tuple[float, float, float, float], ...]:
    """Strips over the cited row and column; a table that can't be had leaves the cell marked alone."""
    if citation.table is None:
        return ()
    try:
        return cell_to_tints(load_table(client, citation.table.id), citation)
    except ApiError:
        return ()


def _draw_excerpt(client: ApiClient, source: Source) -> bool:
    """The place itself, cut out of the page; whether there is a picture of it."""
    marked = source.marked
    try:
        strip = _load_excerpt(client, marked.model_dump_json())
    except ApiError:
        return False  # the words say it too, and the buttons say what is wrong
    if strip is None:
        return False
    told = f"Utdrag ur {page_to_words(marked.page)}. Det citerade stället är markerat med gult."
    st.html(
        image_to_html(strip.png, told, (strip.mark, 0.5), quote=" ".join(cell.quote for cell in source.cells))
    )
    return True


@st.cache_data(show_spinner="Hämtar sidan …", max_entries=100)
def _load_excerpt(_client: ApiClient, marked: str) -> Excerpt | None:
    """The strip of the page where a citation (as JSON) stands, marked; None when the page's width is unknown."""
    citation = CitationBody.model_validate_json(marked)
    page = _client.page(citation.document, citation.page_index)
    if not page.has_image or not page.width or not citation.boxes:
        return None
    marks = Marks(tuple(citation.boxes), tints_of(_client, citation))
    png = _client.page_image(citation.document, citation.page_index, marks, PAGE_SCALE)
    band = None
    if citation.table is not None:
        band = header_band(load_table(_client, citation.table.id), page)
    return crop_to_marks(png, page, citation.boxes, band)


def _words_of(client: ApiClient, source: Source) -> str:
    """The cited rows of a table, else the report's own words."""
    table = source.main.table
    if table is not None:
        try:
            return rows_to_html(load_table(client, table.id), source.places)
        except ApiError:
            pass  # gone since: the quote is kept in the answer
    return quote_to_html(source.main.quote)
