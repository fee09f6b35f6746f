"""The side panel of the chat: which reports are searched, and what was asked before."""

from __future__ import annotations

from html import escape

import streamlit as st

from service.http_report_models import DocumentBody
from ui.conversations import Conversation, Notebook
from ui.plain_markdown import plain_markdown
from ui.value_wording import period_to_text

LEFT_OUT = "reports_left_out"
# More reports than this scroll in a box of their own, so that earlier conversations stay in reach.
MOST_UNFOLDED = 8
LIST_HEIGHT = 420  # pixels: eight reports
FEWEST_FOR_ALL = 4  # fewer boxes are ticked one by one
UNKNOWN_PUBLISHER = "Okänd avsändare"


def draw_chat_panel(
    documents: list[DocumentBody], notebook: Notebook, conversation: Conversation
) -> list[str] | None:
    """The whole panel; gives the reports to search in, None for all."""
    with st.sidebar:
        if st.button("Nytt samtal", key="new-conversation", icon=":material/add:", width="stretch"):
            notebook.start_new()
            st.rerun()
        chosen = _draw_choice(documents)
        _draw_earlier(notebook, conversation)
    return chosen


def _draw_choice(documents: list[DocumentBody]) -> list[str] | None:
    if not documents:
        return None
    st.html(f'<h2 class="b-panel-title">Sök i {_count_to_text(len(documents))}</h2>')
    left_out: set[str] = st.session_state.setdefault(LEFT_OUT, set())
    if len(documents) >= FEWEST_FOR_ALL:
        with st.container(horizontal=True, gap="small", key="choose-many"):
            st.button(
                "Välj alla", key="choose-all", type="tertiary", on_click=_choose_all, args=(documents, True)
            )
            st.button(
                "Välj ingen",
                key="choose-none",
                type="tertiary",
                on_click=_choose_all,
                args=(documents, False),
            )
    groups = _by_publisher(documents)
    with st.container(height=LIST_HEIGHT if len(documents) > MOST_UNFOLDED else "content", border=False):
        for publisher, reports in groups.items():
            if len(groups) > 1:
                st.html(f'<h3 class="b-choice-title">{escape(publisher)}</h3>')
            for report in reports:
                _draw_box(report, chosen=report.id not in left_out)
    chosen = [document.id for document in documents if document.id not in left_out]
    if not chosen:
        st.caption("Ingen rapport är vald. Då söker Belägg i alla.")
    return chosen if 0 < len(chosen) < len(documents) else None


def _by_publisher(documents: list[DocumentBody]) -> dict[str, list[DocumentBody]]:
    """Reports of each organisation together, since titles alone don't tell them apart."""
    groups: dict[str, list[DocumentBody]] = {}
    for document in documents:
        groups.setdefault(document.publisher or UNKNOWN_PUBLISHER, []).append(document)
    return groups


def _draw_box(document: DocumentBody, *, chosen: bool) -> None:
    period = period_to_text(document.period)
    label = f"{document.title} ({period})" if period and not _says_when(document) else document.title
    key = f"choose-{document.id}"
    st.session_state[key] = chosen
    st.checkbox(plain_markdown(label), key=key, on_change=_choose, args=(document.id,))


def _choose(document: str) -> None:
    # The choice outlives the boxes, which are gone while another page is shown.
    left_out: set[str] = st.session_state[LEFT_OUT]
    if st.session_state[f"choose-{document}"]:
        left_out.discard(document)
    else:
        left_out.add(document)


def _choose_all(documents: list[DocumentBody], chosen: bool) -> None:
    st.session_state[LEFT_OUT] = set() if chosen else {document.id for document in documents}


def _says_when(document: DocumentBody) -> bool:
    return any(char.isdigit() for char in document.title)


def _count_to_text(count: int) -> str:
    return "1 rapport" if count == 1 else f"{count} rapporter"


def _draw_earlier(notebook: Notebook, conversation: Conversation) -> None:
    earlier = [
        (position, one)
        for position, one in enumerate(notebook.conversations)
        if one.turns and one is not conversation
    ]
    if not earlier:
        return
    st.html('<h2 class="b-panel-title">Tidigare samtal</h2>')
    for position, one in reversed(earlier):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="small", key=f"earlier-{one.key}"
        ):
            label = plain_markdown(one.title)
            if st.button(label, key=f"open-{one.key}", type="tertiary", width="stretch"):
                notebook.open(position)
                st.rerun()
            if st.button(
                "Glöm",
                key=f"forget-{one.key}",
                type="tertiary",
                help=plain_markdown(f"Ta bort samtalet {one.title}"),
            ):
                notebook.forget(position)
                st.rerun()
