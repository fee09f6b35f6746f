"""A server that speaks the protocol of OpenAI's chat completions, and ways for it to answer well and badly."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["Exchange"], None]


@dataclass
class ModelServer:
    """What it does next, and what it has been asked."""

    respond: Respond
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class Exchange(BaseHTTPRequestHandler):
    """One request; `respond` writes what it wants."""

    model: ModelServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.model.requests.append(json.loads(self.rfile.read(length)))
        self.model.headers.append({name.casefold(): value for name, value in self.headers.items()})
        self.model.paths.append(self.path)
        with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
            self.model.respond(self)
        self.close_connection = True

    def send(self, content: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """One whole reply."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def wait(self, seconds: float) -> bool:
        """Wait, but no longer than the test; false when it is over."""
        return not self.model.closing.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test's output is not for access logs."""


@contextmanager
def model_server(respond: Respond) -> Iterator[ModelServer]:
    """A running server on a free port of this machine."""
    model = ModelServer(respond)
    handler = type("OneExchange", (Exchange,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        model.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def completion(text: object, end: str = "stop") -> bytes:
    """A reply as a real server gives it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": end}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def says(text: object, end: str = "stop") -> Respond:
    return lambda exchange: exchange.send(completion(text, end))


def sends(content: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Respond:
    return lambda exchange: exchange.send(content, status, kind, **headers)


def stalls(exchange: Exchange) -> None:
    """Takes the request and says nothing."""
    exchange.wait(60)


def drips_its_body(exchange: Exchange) -> None:
    """A byte now and then, so that no single read is slow."""
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.end_headers()
    _drip(exchange, completion("Bron. " * 100))


def drips_its_head(exchange: Exchange) -> None:
    exchange.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(exchange, b"a" * 1000)


def _drip(exchange: Exchange, content: bytes) -> None:
    for byte in content:
        if not exchange.wait(0.1):
            return
        exchange.wfile.write(bytes([byte]))
        exchange.wfile.flush()


def never_ends(exchange: Exchange) -> None:
    """A body without a length that goes on for as long as it is read."""
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.end_headers()
    end = time.monotonic() + 30
    while time.monotonic() < end and exchange.wait(0):
        exchange.wfile.write(b'{"choices": [' + b" " * 65_536)


def hangs_up(exchange: Exchange) -> None:
    """Half a reply, and gone."""
    exchange.send_response(200)
    exchange.send_header("Content-Type", "application/json")
    exchange.send_header("Content-Length", "500")
    exchange.end_headers()
    exchange.wfile.write(b'{"choices": [{"mess')
