"""What can be done with an answer: copy it, link to it, say whether it is right."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from service.feedback import Verdict
from service.http_models import AskResponse
from ui.api_client import ApiClient, ApiError
from ui.conversations import Conversation
from ui.feedback_form import open_feedback_form, send_verdict
from ui.html_views import citation_to_source_line, copy_button_to_html
from ui.page_style import announce
from ui.plain_markdown import plain_markdown

COPIED_SOURCES = 3  # the main evidence and what it leans on; a sum of twelve cells would bury the answer
LINKS = "answer_links"
JUDGED = "judged_answers"


def draw_actions(client: ApiClient, conversation: Conversation, position: int, key: str) -> None:
    """A row of buttons, and what the pressed ones gave."""
    turn = conversation.turns[position]
    assert turn.response is not None
    links: dict[str, str] = st.session_state.setdefault(LINKS, {})
    judged: dict[str, str] = st.session_state.setdefault(JUDGED, {})
    with st.container(horizontal=True, gap="small", key=f"{key}-actions"):
        if turn.response.kind != "not_found":
            st.html(copy_button_to_html("Kopiera svaret", answer_to_text(turn.response)), width="content")
        if st.button("Länk till svaret", key=f"{key}-link", icon=":material/link:"):
            _make_link(client, conversation, position, key, links)
        if st.button("Stämmer", key=f"{key}-right", icon=":material/check:"):
            judged[key] = send_verdict(client, conversation, position, Verdict.RIGHT)
        if st.button("Stämmer inte", key=f"{key}-wrong", icon=":material/close:"):
            open_feedback_form(client, conversation, position, lambda told: judged.update({key: told}))
    if key in links:
        _draw_link(links[key])
        announce("Länken är klar och kan kopieras.", f"{key}-link")
    if key in judged:
        st.html(f'<div class="b-done"><p>{judged[key]}</p></div>')
        announce(judged[key], f"{key}-judged")


def answer_to_text(response: AskResponse) -> str:
    """The answer with its source lines, for a motion or minutes."""
    lines = [response.answer]
    lines += [
        f"Källa: {citation_to_source_line(citation)}" for citation in response.citations[:COPIED_SOURCES]
    ]
    return "\n".join(lines)


def _make_link(
    client: ApiClient, conversation: Conversation, position: int, key: str, links: dict[str, str]
) -> None:
    turn = conversation.turns[position]
    try:
        saved = client.save_answer(turn.question, conversation.history(position), turn.documents)
    except ApiError as exc:
        st.warning(plain_markdown(str(exc)))
        return
    base = (st.context.url or "").split("?")[0]
    links[key] = f"{base.rstrip('/')}/?{urlencode({'svar': saved.id})}"


def _draw_link(link: str) -> None:
    st.html(
        '<div class="b-link"><p>Länken öppnar det här svaret med sin källa, för den som når den här datorn.</p>'
        f'<p class="b-link-address">{link}</p>{copy_button_to_html("Kopiera länken", link)}</div>'
    )
