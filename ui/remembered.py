"""Which notebook belongs to this browser: its key lies in a cookie, so that the page's address can be shared."""

from __future__ import annotations

import streamlit as st

from ui.conversations import Conversation, Notebook, Notebooks

COOKIE = "belagg_minne"
KEY = "notebook_key"


def open_notebook() -> tuple[Notebook, Conversation]:
    """The browser's notebook and the conversation that this page shows."""
    known = st.session_state.get(KEY) or st.context.cookies.get(COOKIE)
    key, notebook = _shared_notebooks().get(known)
    st.session_state[KEY] = key
    if st.context.cookies.get(COOKIE) != key:
        st.html(f'<span class="b-memory b-hidden" data-name="{COOKIE}" data-key="{key}"></span>')
    return notebook, notebook.conversation


@st.cache_resource
def _shared_notebooks() -> Notebooks:
    return Notebooks()
