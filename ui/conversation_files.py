"""The conversation to take along: as Markdown and as PDF."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.conversation_markdown import conversation_to_markdown
from ui.conversations import Conversation

FILE_NAME = "samtal-i-belagg"


def draw_conversation_files(conversation: Conversation) -> None:
    """Two buttons; the files are made when they are pressed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="conversation-files"):
        st.html('<p class="b-status">Spara samtalet:</p>', width="content")
        _draw_file("PDF", lambda: _to_pdf(conversation), "pdf", "application/pdf")
        _draw_file("Markdown", lambda: conversation_to_markdown(conversation), "md", "text/markdown")


def _draw_file(label: str, make: Callable[[], bytes | str], suffix: str, media_type: str) -> None:
    st.download_button(
        label,
        data=make,
        file_name=f"{FILE_NAME}.{suffix}",
        mime=media_type,
        on_click="ignore",
        icon=":material/download:",
        key=f"save-{label.lower()}",
    )


def _to_pdf(conversation: Conversation) -> bytes:
    # Late: the library takes a while to import, and most conversations are never saved.
    from ui.conversation_pdf import conversation_to_pdf

    return conversation_to_pdf(conversation)
