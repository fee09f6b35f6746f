"""A question on its way: asked beside the page, so that it can be watched and stopped."""

from __future__ import annotations

import secrets
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import streamlit as st

from service.http_models import AskResponse
from ui.api_client import ApiClient, ApiError, ApiSlowError
from ui.conversations import Conversation, Turn
from ui.html_views import question_to_html
from ui.page_style import announce
from ui.uploading import forget_uploaded

ASKING = "asking"
MOST_AT_ONCE = 16  # questions on their way from all browsers; the service answers a handful at a time

# Nearly all answers come within a second; a status that flashes by would only disturb.
QUIET_SECONDS = 0.7
LOOK_SECONDS = 0.2  # how soon a press on "Avbryt" is noticed
SLOW_SECONDS = 4.0

STAGE_SECONDS = 0.4  # how often the service is asked what it is doing

LOOKING = "Söker i rapporterna"
LOADING = (
    "Tjänsten har nyss startat och laddar sin sökmodell. Det tar upp till en halv minut, bara första gången …"
)
BUSY = "Tjänsten är upptagen. Svaret kommer när den hinner …"
STOPPED = "Du avbröt frågan innan svaret kom."


@dataclass(frozen=True, slots=True)
class Asking:
    conversation: Conversation
    question: str
    documents: tuple[str, ...] | None
    searched: tuple[str, ...]
    ask_id: str
    future: Future[AskResponse]
    began: float


def asking_now() -> Asking | None:
    """The question that this page waits for."""
    asking: Asking | None = st.session_state.get(ASKING)
    return asking


def start_asking(
    client: ApiClient,
    conversation: Conversation,
    question: str,
    documents: list[str] | None,
    searched: tuple[str, ...],
) -> Asking:
    """Send the question; one that was still on its way is given up."""
    forget_uploaded()
    ask_id = secrets.token_urlsafe(12)
    future = _askers().submit(client.ask, question, conversation.history(), documents, ask_id=ask_id)
    asked = None if documents is None else tuple(documents)
    asking = Asking(conversation, question, asked, searched, ask_id, future, time.monotonic())
    st.session_state[ASKING] = asking
    return asking


def wait_for_answer(client: ApiClient, asking: Asking) -> None:
    """Show the question and how it goes; ends with a new run of the page that shows the answer."""
    with st.chat_message("user"):
        st.html(question_to_html(asking.question))
    with st.chat_message("assistant"):
        wait([asking.future], timeout=QUIET_SECONDS)
        if not asking.future.done():
            _watch(client, asking)
    st.session_state.pop(ASKING, None)
    asking.conversation.turns.append(_to_turn(asking))
    st.rerun()


def _watch(client: ApiClient, asking: Asking) -> None:
    # Each text sent to the page is also where Streamlit notices that a button was pressed.
    status, speaker = st.empty(), st.empty()
    st.button("Avbryt", key="stop-asking", icon=":material/stop_circle:", on_click=_stop, args=(asking,))
    told, looked = "", 0.0
    while not asking.future.done():
        if time.monotonic() - looked > STAGE_SECONDS:
            looked = time.monotonic()
            now = _status_text(client, asking)
            if now != told:
                told = now
                with speaker:
                    announce(told, f"{asking.ask_id}-{told}")
        status.html(f'<p class="b-status">{told}</p>')
        wait([asking.future], timeout=LOOK_SECONDS)


def _status_text(client: ApiClient, asking: Asking) -> str:
    """What is being done for the question, in the service's own words, and why it takes time."""
    try:
        stage = client.stage(asking.ask_id) or LOOKING
        if time.monotonic() - asking.began < SLOW_SECONDS:
            return f"{stage} …"
        if not client.is_ready():
            return LOADING
    except ApiSlowError:
        return BUSY
    return f"{stage} … Det tar längre tid än vanligt."


def _stop(asking: Asking) -> None:
    st.session_state.pop(ASKING, None)
    asking.future.cancel()
    asking.conversation.turns.append(Turn(asking.question, None, STOPPED))


def _to_turn(asking: Asking) -> Turn:
    try:
        answer = asking.future.result()
    except ApiError as exc:
        return Turn(asking.question, None, str(exc))
    return Turn(asking.question, answer, searched=asking.searched, documents=asking.documents)


@st.cache_resource
def _askers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="belagg-ask")
