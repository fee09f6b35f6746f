"""What a request must pass before any route sees it: where it comes from, how often, how large.

The API has no log-in: it is meant for the machine it runs on. A page on the web can still make the user's browser
send requests here, so names from the public web and writes from other sites are turned away.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.problems import ApiProblem, problem_response

UPLOAD_PATH = "/documents"
# The longest question and fifty turns of history are under 1.1 MB of UTF-8 text; more can't be a question.
MAX_JSON_BYTES = 2 * 1024 * 1024
# Boundaries, part headers and names around the files of an upload.
MULTIPART_SLACK_BYTES = 64 * 1024
# Addresses that are remembered for the rate; a machine of one team has a handful.
MAX_REMEMBERED_CLIENTS = 10_000

_LIMITED_ROUTES = frozenset({("POST", "/ask"), ("GET", "/search"), ("POST", "/documents")})
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class GuardSettings:
    max_upload_bytes: int
    requests_per_minute: int = 0
    """For each client address on questions, searches and uploads; 0 is no limit."""
    allowed_hosts: tuple[str, ...] = ()
    """Public names that the service answers to, as behind a proxy; `*` is any."""
    allowed_origins: tuple[str, ...] = ()
    """Origins whose pages may write, as https://example.org."""


async def require_json(request: Request) -> None:
    """A body of another kind could come from a form on another site, without the browser asking first."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json":
        raise ApiProblem("fel-format", "Skicka uppgifterna som application/json.")


class RateLimit:
    """A token bucket for each client: a minute's worth may come at once, then they come back evenly."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def seconds_to_wait(self, client: str) -> float:
        """Takes one token and gives 0, or gives the time until there is one."""
        now = self._clock()
        per_second = self._per_minute / 60
        with self._lock:
            tokens, since = self._left.get(client, (float(self._per_minute), now))
            tokens = min(float(self._per_minute), tokens + (now - since) * per_second)
            if tokens < 1:
                self._left[client] = (tokens, now)
                return (1 - tokens) / per_second
            if client not in self._left and len(self._left) >= MAX_REMEMBERED_CLIENTS:
                del self._left[next(iter(self._left))]
            self._left[client] = (tokens - 1, now)
        return 0.0


class RequestGuards:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, settings: GuardSettings) -> None:
        self.app = app
        self._settings = settings
        self._rate = RateLimit(settings.requests_per_minute) if settings.requests_per_minute else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            limit = self._check(scope)
        except ApiProblem as problem:
            response = problem_response(problem.kind, str(problem.detail), problem.headers)
            await response(scope, receive, _never_sniffed(send))
            return
        await self.app(scope, _counted(receive, limit), _never_sniffed(send))

    def _check(self, scope: Scope) -> int:
        """Raise the problem that stops the request, or give the number of bytes that its body may have."""
        headers = Headers(scope=scope)
        self._check_host(headers.get("host", ""))
        if scope["method"] not in _SAFE_METHODS:
            self._check_origin(headers)
        self._check_rate(scope)
        limit = MAX_JSON_BYTES
        if scope["path"].rstrip("/") == UPLOAD_PATH:
            limit = self._settings.max_upload_bytes + MULTIPART_SLACK_BYTES
        _check_length(headers.get("content-length"), limit)
        return limit

    def _check_host(self, host: str) -> None:
        """A public name that points here without being told to is another site's trick (DNS rebinding)."""
        name = _host_to_name(host)
        allowed = self._settings.allowed_hosts
        if name is not None and ("*" in allowed or name in allowed or _is_local_name(name)):
            return
        raise ApiProblem("fel-ursprung", "Adressen i begäran hör inte till den här tjänsten.")

    def _check_origin(self, headers: Headers) -> None:
        origin = headers.get("origin")
        if origin is None or origin in self._settings.allowed_origins:
            return
        if urlsplit(origin).netloc != headers.get("host"):
            raise ApiProblem("fel-ursprung", "En annan webbplats får inte ändra något här.")

    def _check_rate(self, scope: Scope) -> None:
        if self._rate is None or (scope["method"], scope["path"].rstrip("/")) not in _LIMITED_ROUTES:
            return
        client = scope["client"][0] if scope.get("client") else ""
        wait = self._rate.seconds_to_wait(client)
        if wait > 0:
            raise ApiProblem("for-manga-fragor", headers={"Retry-After": str(int(wait) + 1)})


def _host_to_name(host: str) -> str | None:
    """The name without its port; None when it can't be read.

    >>> _host_to_name("localhost:8000"), _host_to_name("[::1]:8000"), _host_to_name(""), _host_to_name("[::1")
    ('localhost', '::1', '', None)
    """
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return None


def _is_local_name(name: str) -> bool:
    """An address in figures, or a name without a dot: no public site has either.

    >>> [_is_local_name(name) for name in ("localhost", "127.0.0.1", "::1", "evil.example", "")]
    [True, True, True, False, True]
    """
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return "." not in name
    return True


def _check_length(declared: str | None, limit: int) -> None:
    if declared is None:
        return
    if not (declared.isascii() and declared.isdigit()):
        raise ApiProblem("trasig-begaran", "Content-Length ska vara ett heltal.")
    if int(declared) > limit:
        raise ApiProblem("for-stor", too_large_sentence(limit))


def _counted(receive: Receive, limit: int) -> Receive:
    """The same stream, stopped when it turns out longer than it may be: a chunked body declares no length."""
    received = 0

    async def receive_counted() -> Message:
        nonlocal received
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received > limit:
                raise ApiProblem("for-stor", too_large_sentence(limit))
        return message

    return receive_counted


def _never_sniffed(send: Send) -> Send:
    """A text extract that looks like a web page must not be run as one."""

    async def send_with_header(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).setdefault("X-Content-Type-Options", "nosniff")
        await send(message)

    return send_with_header


def too_large_sentence(limit: int) -> str:
    """
    >>> too_large_sentence(2 * 1024 * 1024)
    'Högst 2 MB tas emot.'
    """
    return f"Högst {limit // (1024 * 1024)} MB tas emot."
