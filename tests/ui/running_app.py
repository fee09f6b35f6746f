"""API and chat started on free ports of this machine, and a browser to use them with."""

from __future__ import annotations

import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from eval.typeset.browser import ARGUMENTS, CHROMIUM
from ui.launch import chat_environment, streamlit_command

START_SECONDS = 60.0
ANSWER_MS = 60_000


@dataclass(frozen=True, slots=True)
class RunningApp:
    api: str
    chat: str


@contextmanager
def running_api(app: FastAPI) -> Iterator[str]:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{port}"
    wait_for(f"{address}/healthz")
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(START_SECONDS)


@contextmanager
def running_chat(api: str, log: Path) -> Iterator[str]:
    port = free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            streamlit_command("127.0.0.1", port, 100), env=chat_environment(api), stdout=out, stderr=out
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(START_SECONDS)


@contextmanager
def running_app(app: FastAPI, log: Path) -> Iterator[RunningApp]:
    with running_api(app) as api, running_chat(api, log) as chat:
        yield RunningApp(api, chat)


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=list(ARGUMENTS),
        )
        try:
            yield browser
        finally:
            browser.close()


def open_chat(
    browser: Browser, address: str, width: int = 1280, height: int = 900, *, heading: str = "Belägg"
) -> Page:
    """A page of a fresh browser profile, ready to be typed into; `heading` is its first."""
    page = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE").new_page()
    page.set_default_timeout(ANSWER_MS)
    page.goto(address)
    page.get_by_role("heading", name=heading, exact=True).wait_for()
    return page


def check_no_error(page: Page) -> None:
    """Streamlit shows a fault of ours as a red box, and leaves out the rest of the page."""
    assert page.locator("[data-testid=stException], [data-testid=stAlertContentError]").count() == 0


def ask(page: Page, question: str) -> None:
    """Type a question and wait until its answer stands there."""
    answers = page.locator(".b-understood")
    before = answers.count()
    box = page.get_by_placeholder("Ställ en fråga om rapporterna")
    box.fill(question)
    box.press("Enter")
    answers.nth(before).wait_for()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
