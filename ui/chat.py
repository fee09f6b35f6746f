"""The page where questions are asked and answered."""

from __future__ import annotations

import streamlit as st

from service.http_report_models import DocumentBody
from ui.answer_card import draw_answer, spoken_answer
from ui.api_client import ApiClient, ApiError
from ui.asking import asking_now, start_asking, wait_for_answer
from ui.chat_panel import draw_chat_panel
from ui.conversation_files import draw_conversation_files
from ui.conversations import Conversation, Turn
from ui.html_views import changed_to_html, question_to_html
from ui.page_style import announce, show_last_question
from ui.plain_markdown import plain_markdown
from ui.remembered import open_notebook
from ui.report_names import document_name
from ui.uploading import draw_upload, draw_uploaded

QUESTION_KEY = "fraga"
ANSWER_KEY = "svar"
PENDING = "pending_question"
SHOWN_EXAMPLES = 6


def draw_chat(client: ApiClient) -> None:
    documents = client.documents()
    notebook, conversation = open_notebook()
    conversation = _open_linked_answer(client, conversation)
    chosen = draw_chat_panel(documents, notebook, conversation)
    _draw_heading(bool(conversation.turns))
    if not documents:
        _draw_no_reports(client)
        return
    for position, turn in enumerate(conversation.turns):
        _draw_turn(client, conversation, position, turn)
    if conversation.turns:
        show_last_question(len(conversation.turns))
        draw_conversation_files(conversation)
    _take_linked_question()
    typed = st.chat_input("Ställ en fråga om rapporterna", max_chars=2000)
    question = typed or st.session_state.pop(PENDING, None)
    asking = asking_now()
    if question and question.strip():
        searched = tuple(
            document_name(report) for report in documents if chosen is None or report.id in chosen
        )
        asking = start_asking(client, conversation, question.strip(), chosen, searched)
    if asking is not None:
        wait_for_answer(client, asking)
    elif not conversation.turns:
        draw_uploaded(client)
        _draw_examples(client, documents)


def ask_again(question: str) -> None:
    """Puts a question as if it had been typed."""
    st.session_state[PENDING] = question


def _ask_from_button(question: str) -> None:
    ask_again(question)
    st.rerun()


def _take_linked_question() -> None:
    """A link with a question in it asks that question, once."""
    linked = st.query_params.get(QUESTION_KEY)
    if linked:
        del st.query_params[QUESTION_KEY]
        ask_again(linked)


def _open_linked_answer(client: ApiClient, conversation: Conversation) -> Conversation:
    """A link to a saved answer opens it as the first turn of a conversation of its own, once."""
    linked = st.query_params.get(ANSWER_KEY)
    if not linked:
        return conversation
    del st.query_params[ANSWER_KEY]
    notebook, _ = open_notebook()
    opened = notebook.start_new()
    try:
        saved = client.saved_answer(linked)
    except ApiError as exc:
        if exc.status != 404:
            raise
        opened.turns.append(Turn("Sparat svar", None, str(exc)))
    else:
        opened.turns.append(
            Turn(saved.question, saved.answer, saved=saved.saved, changed=tuple(saved.changed))
        )
    return opened


def _draw_turn(client: ApiClient, conversation: Conversation, position: int, turn: Turn) -> None:
    key = f"{conversation.key}-{position}"
    with st.chat_message("user"):
        st.html(question_to_html(turn.question))
    with st.chat_message("assistant"):
        if turn.saved is not None:
            st.html(changed_to_html(turn.saved, turn.changed))
        if turn.response is None:
            st.warning(plain_markdown(turn.error or "Frågan kunde inte besvaras."))
            if turn.saved is None and st.button("Fråga igen", key=f"{key}-again"):
                _ask_from_button(turn.question)
        else:
            draw_answer(client, conversation, position, key, _ask_from_button)
            if position == len(conversation.turns) - 1:
                announce(f"Svar: {spoken_answer(turn.response)}", key)


def _draw_heading(has_turns: bool) -> None:
    lead = "" if has_turns else '<p class="b-lead">Svar ur dina rapporter, med källan utpekad.</p>'
    st.html(f'<h1 class="b-title">Belägg</h1>{lead}')


def _draw_examples(client: ApiClient, documents: list[DocumentBody]) -> None:
    """Questions to begin with, taken from the reports."""
    with st.spinner("Hämtar exempel ur rapporterna …"):
        try:
            examples = _load_examples(client, tuple(sorted(document.id for document in documents)))
        except ApiError:
            examples = []
    if not examples:
        st.text("Skriv en fråga nedan, till exempel om utfall, budget, avvikelse eller orsaker.")
        return
    st.html('<h2 class="b-subtitle">Pröva en fråga</h2>')
    for number, example in enumerate(examples[:SHOWN_EXAMPLES]):
        if st.button(plain_markdown(example), key=f"example-{number}", width="stretch"):
            _ask_from_button(example)


@st.cache_data(show_spinner=False, ttl=600)
def _load_examples(_client: ApiClient, documents: tuple[str, ...]) -> list[str]:  # noqa: ARG001 - the cache's key
    return _client.examples()


def _draw_no_reports(client: ApiClient) -> None:
    st.html(
        '<div class="b-notfound"><p class="b-notfound-title">Det finns inga rapporter än</p>'
        "<p>Lägg till en delårsrapport, årsredovisning, plan eller presentation här. "
        "Belägg läser PDF och text, och inget lämnar datorn.</p></div>"
    )
    draw_upload(client)
