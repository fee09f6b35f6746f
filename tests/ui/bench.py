"""How long a user waits beyond the service itself: `python -m tests.ui.bench`, on a quiet machine.

For each of twenty known questions about the sample reports: from Enter to the answer's figure or sentence on the page,
less what the same question takes at `POST /ask` in the same run; when the whole card with its picture of the source
stands there; then from a press on "Visa på sidan" to the drawn page. The page's own clock tells the first two.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Page
from rich.console import Console
from rich.table import Table

from eval.cases import load_suite
from service.api import build_app
from service.assistant import Assistant
from service.library import Library
from service.settings import Settings
from tests.ui.running_app import ask, open_chat, running_app, running_browser

SAMPLES = Path(__file__).parents[2] / "samples"
QUESTIONS = 20
PAGES = 5
MOST_OVERHEAD = 0.5  # seconds, median: what the chat may add to an answer
MOST_FOR_A_PAGE = 1.0  # seconds, median
ASK_SECONDS = 120.0


# Notes when the first figure or sentence of an answer stands on the page after Enter, and when its last line does.
_WATCH = """() => {
  const note = () => {
    const now = performance.now() - window.began;
    if (window.shown === null && document.querySelector(".b-value, .b-passage, .b-notfound")) window.shown = now;
    if (window.whole === null && document.querySelector(".b-understood")) window.whole = now;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") [window.began, window.shown, window.whole] = [performance.now(), null, null];
  }, true);
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
}"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds for each question or page."""

    shown: list[float]
    whole: list[float]
    asked: list[float]
    pages: list[float]

    @property
    def overhead(self) -> float:
        """Median of what the chat adds."""
        return statistics.median(shown - asked for shown, asked in zip(self.shown, self.asked, strict=True))


def main() -> int:
    """Print the medians; 1 when one is above its bound."""
    questions = [case.question for case in load_suite(SAMPLES / "suite.jsonl") if not case.previous][
        :QUESTIONS
    ]
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        library = Library.from_settings(settings)
        library.ingest([SAMPLES / "reports"])
        app = build_app(settings, library, Assistant(library))
        with running_app(app, Path(data) / "chat.log") as running, running_browser() as browser:
            wait_until_ready(running.api)
            waits = measure(open_chat(browser, running.chat), running.api, questions)
    print_waits(waits)
    return int(waits.overhead > MOST_OVERHEAD or statistics.median(waits.pages) > MOST_FOR_A_PAGE)


def wait_until_ready(api: str) -> None:
    until = time.monotonic() + ASK_SECONDS
    while httpx.get(f"{api}/readyz", trust_env=False).is_error and time.monotonic() < until:
        time.sleep(0.5)


def measure(page: Page, api: str, questions: list[str]) -> Waits:
    """Each question in a conversation of its own, so that a long page does not slow the later ones."""
    waits = Waits([], [], [], [])
    page.evaluate(_WATCH)
    page.get_by_text("Pröva en fråga").wait_for()
    for question in questions:
        began = time.perf_counter()
        httpx.post(f"{api}/ask", json={"question": question}, timeout=ASK_SECONDS, trust_env=False)
        waits.asked.append(time.perf_counter() - began)
        ask(page, question)
        shown, whole = page.evaluate("[window.shown, window.whole]")
        waits.shown.append(shown / 1000)
        waits.whole.append(whole / 1000)
        if len(waits.pages) < PAGES and page.locator(".b-value").count():
            waits.pages.append(time_page(page))
        page.get_by_role("button", name="Nytt samtal").click()
        page.get_by_text("Pröva en fråga").wait_for()
    return waits


def time_page(page: Page) -> float:
    page.locator(".b-image img").first.wait_for()
    began = time.perf_counter()
    page.get_by_role("button", name="Visa på sidan").first.click()
    page.get_by_role("dialog").get_by_role("img").first.wait_for()
    waited = time.perf_counter() - began
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    return waited


def print_waits(waits: Waits) -> None:
    table = Table("what", "median", "most", "bound")
    for name, seconds, bound in (
        ("POST /ask", waits.asked, None),
        ("Enter to answer", waits.shown, None),
        ("Enter to whole card", waits.whole, None),
        ("page image", waits.pages, MOST_FOR_A_PAGE),
    ):
        limit = "" if bound is None else f"{bound:.2f} s"
        table.add_row(name, f"{statistics.median(seconds):.2f} s", f"{max(seconds):.2f} s", limit)
    table.add_row("added by the chat", f"{waits.overhead:.2f} s", "", f"{MOST_OVERHEAD:.2f} s")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
