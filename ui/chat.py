"""The web chat: run by Streamlit from top to bottom on every action of the user."""

from __future__ import annotations

import os

import streamlit as st

from service.http_report_models import DocumentBody
from ui.answer_card import draw_answer
from ui.api_client import ApiClient, ApiError, ApiUnreachableError
from ui.conversations import Conversation, Notebook, Notebooks, Turn
from ui.html_views import searched_to_html
from ui.launch import API_VARIABLE
from ui.library_panel import draw_library_panel
from ui.page_style import apply_page_style, draw_page_icon, show_last_question
from ui.plain_markdown import plain_markdown

DEFAULT_API = "http://127.0.0.1:8000"
NOTEBOOK_KEY = "minne"
QUESTION_KEY = "fraga"
PENDING = "pending_question"
ASKED_LINK = "asked_link"
SHOWN_EXAMPLES = 6


@st.cache_resource
def shared_client() -> ApiClient:
    return ApiClient(os.environ.get(API_VARIABLE, DEFAULT_API))


@st.cache_resource
def shared_notebooks() -> Notebooks:
    return Notebooks()


def main() -> None:
    st.set_page_config(page_title="Belägg", page_icon=draw_page_icon(), initial_sidebar_state="auto")
    apply_page_style()
    client = shared_client()
    try:
        draw_chat(client)
    except ApiUnreachableError:
        draw_no_service(client)


def draw_chat(client: ApiClient) -> None:
    documents = client.documents()
    notebook = open_notebook()
    chosen = draw_library_panel(client, documents, notebook)
    conversation = notebook.conversation
    draw_heading(bool(conversation.turns))
    for message in st.session_state.pop("upload_result", []):
        st.warning(plain_markdown(message))
    if not documents:
        draw_no_reports()
        return
    for position, turn in enumerate(conversation.turns):
        draw_turn(client, turn, f"turn-{notebook.current}-{position}")
    if conversation.turns:
        show_last_question(len(conversation.turns))
    take_linked_question()
    if not conversation.turns and PENDING not in st.session_state:
        draw_examples(client, documents)
    typed = st.chat_input("Ställ en fråga om rapporterna", max_chars=2000)
    question = typed or st.session_state.pop(PENDING, None)
    if question and question.strip():
        searched = tuple(report.title for report in documents if chosen is None or report.id in chosen)
        answer_question(client, conversation, question.strip(), chosen, searched)


def open_notebook() -> Notebook:
    """The notebook that the page's address names; a new key is written into the address."""
    key, notebook = shared_notebooks().get(st.query_params.get(NOTEBOOK_KEY))
    if st.query_params.get(NOTEBOOK_KEY) != key:
        st.query_params[NOTEBOOK_KEY] = key
    return notebook


def take_linked_question() -> None:
    """A link with a question in it asks that question, once."""
    linked = st.query_params.get(QUESTION_KEY)
    if linked:
        del st.query_params[QUESTION_KEY]
        ask_again(linked)


def ask_again(question: str) -> None:
    st.session_state[PENDING] = question


def ask_from_button(question: str) -> None:
    ask_again(question)
    st.rerun()


def answer_question(
    client: ApiClient,
    conversation: Conversation,
    question: str,
    chosen: list[str] | None,
    searched: tuple[str, ...],
) -> None:
    with st.chat_message("user"):
        st.text(question)
    with st.chat_message("assistant"), st.spinner("Söker i rapporterna …"):
        try:
            answer = client.ask(question, conversation.history(), chosen)
            turn = Turn(question, answer, searched=searched)
        except ApiError as exc:
            turn = Turn(question, None, str(exc))
    conversation.turns.append(turn)
    st.rerun()


def draw_turn(client: ApiClient, turn: Turn, key: str) -> None:
    with st.chat_message("user"):
        st.text(turn.question)
    with st.chat_message("assistant"):
        if turn.response is None:
            st.warning(plain_markdown(turn.error or "Frågan kunde inte besvaras."))
        else:
            draw_answer(client, turn.question, turn.response, key, ask_from_button)
            if turn.response.kind == "not_found":
                st.html(searched_to_html(turn.searched))


def draw_heading(has_turns: bool) -> None:
    lead = "" if has_turns else '<p class="b-lead">Svar ur dina rapporter, med källan utpekad.</p>'
    st.html(f'<h1 class="b-title">Belägg</h1>{lead}')


def draw_examples(client: ApiClient, documents: list[DocumentBody]) -> None:
    """Questions to begin with, taken from the reports."""
    with st.spinner("Hämtar exempel ur rapporterna …"):
        try:
            examples = load_examples(client, tuple(sorted(document.id for document in documents)))
        except ApiError:
            examples = []
    if not examples:
        st.text("Skriv en fråga nedan, till exempel om utfall, budget, avvikelse eller orsaker.")
        return
    st.html('<h2 class="b-subtitle">Pröva en fråga</h2>')
    for number, example in enumerate(examples[:SHOWN_EXAMPLES]):
        if st.button(plain_markdown(example), key=f"example-{number}", width="stretch"):
            ask_from_button(example)


@st.cache_data(show_spinner=False, ttl=600)
def load_examples(_client: ApiClient, documents: tuple[str, ...]) -> list[str]:  # noqa: ARG001 - the cache's key
    return _client.examples()


def draw_no_reports() -> None:
    st.html(
        '<div class="b-notfound"><p class="b-notfound-title">Det finns inga rapporter än</p>'
        "<p>Lägg till en delårsrapport, årsredovisning, plan eller presentation i sidofältet. "
        "Belägg läser PDF och text, och inget lämnar datorn.</p></div>"
    )


def draw_no_service(client: ApiClient) -> None:
    st.html('<h1 class="b-title">Belägg</h1>')
    st.html(
        '<div class="b-notfound"><p class="b-notfound-title">Tjänsten svarar inte</p>'
        "<p>Chatten når inte den tjänst som läser rapporterna. Starta den med <code>belagg serve</code> "
        "och försök igen.</p></div>"
    )
    st.caption(f"Adress: {plain_markdown(client.address)}")
    if st.button("Försök igen"):
        st.rerun()


main()
