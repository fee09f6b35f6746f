"""Who is asked: the service in this process, or a running one over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from eval.run import Ask, History
from eval.scorers import Response
from service.settings import Settings

if TYPE_CHECKING:
    from service.library import Library

HTTP_TIMEOUT_S = 120.0  # a cold service loads its model at the first question


def service_to_ask(settings: Settings) -> Ask:
    """The assistant over the settings' library, answering as the API does."""
    # Late: scoring, floors and asking over HTTP need neither the service nor its model.
    from service.library import Library

    return library_to_ask(Library.from_settings(settings))


def library_to_ask(library: Library) -> Ask:
    """The assistant over a library, answering as the API does."""
    from service.assistant import Assistant
    from service.conversation import Turn
    from service.http_models import answer_to_body

    assistant = Assistant(library)

    def ask(question: str, history: History) -> Response:
        turns = [Turn(turn["question"], turn["answer"]) for turn in history]
        return answer_to_body(assistant.ask(question, turns)).model_dump(mode="json")

    return ask


def http_to_ask(url: str) -> Ask:
    """A service's `POST /ask`."""
    client = httpx.Client(base_url=url, timeout=HTTP_TIMEOUT_S)

    def ask(question: str, history: History) -> Response:
        reply = client.post("/ask", json={"question": question, "history": history})
        reply.raise_for_status()
        response: Response = reply.json()
        return response

    return ask
