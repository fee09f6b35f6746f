"""A language model behind an OpenAI-compatible address: one request, one text, within a set time.

Any server that speaks `POST {address}/chat/completions` will do. httpx is enough for the one call, and bounds what the `openai` client
leaves open: the whole time (its time limit starts over with every byte), the size of a reply, and retries.
"""

from __future__ import annotations

import asyncio
import json
import logging
import queue
import ssl
import threading
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from service.errors import SettingsError
from service.settings import Settings

if TYPE_CHECKING:
    import httpx

logger = logging.getLogger(__name__)

MAX_REPLY_BYTES = 256 * 1024  # a hundred times the longest text that is asked for
GRACE_SECONDS = 0.5  # for the loop to end by itself; a look-up of a name in the network can't be stopped
REST_SECONDS = 30.0  # after a model that is slow, busy or gone; each question would wait for it anew


class LanguageModelError(Exception):
    """The model gave no usable text; `tired`: it is slow, busy or gone, and asking again at once won't help."""

    def __init__(self, reason: str, *, tired: bool = False) -> None:
        super().__init__(reason)
        self.tired = tired


@dataclass(frozen=True, slots=True)
class ModelAddress:
    """Where a model is, and for how long it is waited for."""

    url: str
    model: str
    key: str = field(repr=False)
    seconds: float


def settings_to_address(settings: Settings) -> ModelAddress | None:
    """The model that the settings name; None where they name none.

    Raises SettingsError for an address that is none, and for one without the name of a model.
    """
    if not settings.llm_url:
        return None
    parts = urlsplit(settings.llm_url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            "BELAGG_LLM_URL ska vara en adress som http://127.0.0.1:8080/v1 (till och med /v1)."
        )
    if not settings.llm_model:
        raise SettingsError("BELAGG_LLM_URL är satt, men inte BELAGG_LLM_MODEL: ange modellens namn.")
    return ModelAddress(
        settings.llm_url.rstrip("/"), settings.llm_model, settings.llm_key, float(settings.llm_seconds)
    )


class LanguageModel:
    """One model; safe to use from several threads."""

    def __init__(self, address: ModelAddress, rest_seconds: float = REST_SECONDS) -> None:
        # Here, so that the first question's time doesn't pay for it; and nowhere else: a service without a model does without.
        import httpx  # noqa: F401

        self._address = address
        self._rest_seconds = rest_seconds
        self._rests_until = 0.0

    def complete(self, messages: Sequence[dict[str, str]], max_tokens: int) -> str:
        """The text that the model gives for some messages (`role`, `content`).

        Raises LanguageModelError when there is none within the time.
        """
        if time.monotonic() < self._rests_until:
            raise LanguageModelError("it failed a moment ago and is left alone for a while")
        try:
            return self._within_the_time(messages, max_tokens)
        except LanguageModelError as exc:
            if exc.tired:
                self._rests_until = time.monotonic() + self._rest_seconds
            raise

    def _within_the_time(self, messages: Sequence[dict[str, str]], max_tokens: int) -> str:
        """Asks in a thread of its own, so that nothing (a name server, a socket) can hold the caller longer."""
        outcome: queue.SimpleQueue[str | LanguageModelError] = queue.SimpleQueue()

        def work() -> None:
            try:
                outcome.put(asyncio.run(_ask(self._address, messages, max_tokens)))
            except LanguageModelError as exc:
                outcome.put(exc)

        threading.Thread(target=work, name="belagg-language-model", daemon=True).start()
        try:
            given = outcome.get(timeout=self._address.seconds + GRACE_SECONDS)
        except queue.Empty:
            raise LanguageModelError("no reply within the time", tired=True) from None
        if isinstance(given, LanguageModelError):
            raise given
        return given


async def _ask(address: ModelAddress, messages: Sequence[dict[str, str]], max_tokens: int) -> str:
    import httpx

    body = {
        "model": address.model,
        "messages": list(messages),
        "temperature": 0,
        "max_tokens": max_tokens,
        "stream": False,
    }
    # Without this a packed reply could grow a thousandfold while it is unpacked.
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if address.key:
        headers["Authorization"] = f"Bearer {address.key}"
    verify: ssl.SSLContext | bool = address.url.startswith("https:")
    try:
        # The time is for all of it; those of httpx begin anew with each byte.
        async with (
            asyncio.timeout(address.seconds),
            httpx.AsyncClient(timeout=None, verify=verify) as client,
            client.stream("POST", f"{address.url}/chat/completions", json=body, headers=headers) as reply,
        ):
            _check_head(reply)
            content = await _read(reply)
    except TimeoutError:
        raise LanguageModelError("no reply within the time", tired=True) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as exc:
        # Only the kind: a message may hold the address, and an address a password.
        raise LanguageModelError(f"no connection ({type(exc).__name__})", tired=True) from None
    return reply_to_text(content)


BUSY = frozenset({408, 425, 429})


def _check_head(reply: httpx.Response) -> None:
    status = reply.status_code
    if status != 200:
        raise LanguageModelError(f"status {status}", tired=status in BUSY or status >= 500)
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        raise LanguageModelError(f"a reply of type {kind[:60]!r}")
    if reply.headers.get("content-encoding", "identity") != "identity":
        raise LanguageModelError("a packed reply")


async def _read(reply: httpx.Response) -> bytes:
    content = bytearray()
    async for chunk in reply.aiter_raw():
        content += chunk
        if len(content) > MAX_REPLY_BYTES:
            raise LanguageModelError("a reply too long to be one")
    return bytes(content)


def reply_to_text(content: bytes) -> str:
    """The text of a chat completion.

    >>> reply_to_text(b'{"choices": [{"finish_reason": "stop", "message": {"content": " Bron stod klar. "}}]}')
    'Bron stod klar.'

    Raises LanguageModelError for anything else, for a text cut short and for characters that don't print.
    """
    try:
        choice: Any = json.loads(content)["choices"][0]
        text, end = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise LanguageModelError("a reply of another form") from None
    if end not in (None, "stop"):
        raise LanguageModelError("a text that is not finished")
    if not isinstance(text, str) or not text.strip():
        raise LanguageModelError("no text")
    plain = " ".join(text.split())
    if any(unicodedata.category(char)[0] == "C" for char in plain):
        raise LanguageModelError("characters that don't print")
    return plain
