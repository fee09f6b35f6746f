"""The conversation to take along: as Markdown and as PDF."""

from __future__ import annotations

import streamlit as st

from ui.conversation_markdown import conversation_to_markdown
from ui.conversations import Conversation

FILE_NAME = "samtal-i-belagg"


def draw_conversation_files(conversation: Conversation) -> None:
    """Two buttons; the files are made when they are pressed."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="conversation-files"):
        st.html('<p class="b-status">Spara samtalet:</p>', width="content")
        st.download_button(
            "PDF",
            data=lambda: _to_pdf(conversation),
            file_name=f"{FILE_NAME}.pdf",
            mime="application/pdf",
            on_click="ignore",
            icon=":material/download:",
            key="save-pdf",
        )
        st.download_button(
            "Markdown",
            data=lambda: conversation_to_markdown(conversation),
            file_name=f"{FILE_NAME}.md",
            mime="text/markdown",
            on_click="ignore",
            icon=":material/download:",
            key="save-markdown",
        )


def _to_pdf(conversation: Conversation) -> bytes:
    # Late: the library takes a while to import, and most conversations are never saved.
    from ui.conversation_pdf import conversation_to_pdf

    return conversation_to_pdf(conversation)
