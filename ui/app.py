"""The web chat: run by Streamlit from top to bottom on every action of the user."""

from __future__ import annotations

import os
from collections.abc import Callable

import streamlit as st

from ui.api_client import ApiClient, ApiSlowError, ApiUnreachableError
from ui.chat import draw_chat
from ui.help_page import draw_help
from ui.launch import API_VARIABLE
from ui.library_page import draw_library
from ui.page_style import apply_page_style, draw_page_icon
from ui.plain_markdown import plain_markdown
from ui.staff_page import draw_staff

DEFAULT_API = "http://127.0.0.1:8000"

DrawPage = Callable[[ApiClient], None]


@st.cache_resource
def shared_client() -> ApiClient:
    return ApiClient(os.environ.get(API_VARIABLE, DEFAULT_API))


def main() -> None:
    st.set_page_config(page_title="Belägg", page_icon=draw_page_icon(), initial_sidebar_state="auto")
    apply_page_style()
    page = st.navigation(
        [
            st.Page(
                _guarded(draw_chat), title="Fråga", icon=":material/chat:", url_path="fraga", default=True
            ),
            st.Page(
                _guarded(draw_library),
                title="Rapporter",
                icon=":material/library_books:",
                url_path="rapporter",
            ),
            st.Page(lambda: draw_help(), title="Hjälp", icon=":material/help:", url_path="hjalp"),
            st.Page(
                _guarded(draw_staff),
                title="För förvaltare",
                icon=":material/monitoring:",
                url_path="forvaltare",
            ),
        ]
    )
    page.run()


def _guarded(draw: DrawPage) -> Callable[[], None]:
    """The page, or what to do when its service is gone."""

    def draw_or_tell() -> None:
        client = shared_client()
        try:
            draw(client)
        except ApiUnreachableError:
            _draw_no_service(client)
        except ApiSlowError as exc:
            _draw_slow_service(str(exc))

    return draw_or_tell


def _draw_no_service(client: ApiClient) -> None:
    _draw_trouble(
        "Tjänsten svarar inte",
        "Chatten når inte den tjänst som läser rapporterna. Starta den med <code>belagg serve</code> och försök igen.",
    )
    st.caption(f"Adress: {plain_markdown(client.address)}")
    if st.button("Försök igen"):
        st.rerun()


def _draw_slow_service(told: str) -> None:
    _draw_trouble("Tjänsten är upptagen", f"{told} Dina frågor och svar finns kvar.")
    if st.button("Försök igen"):
        st.rerun()


def _draw_trouble(title: str, told: str) -> None:
    st.html('<h1 class="b-title">Belägg</h1>')
    st.html(
        f'<div class="b-notfound" role="alert"><p class="b-notfound-title">{title}</p><p>{told}</p></div>'
    )


main()
