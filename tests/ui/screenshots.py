"""Pictures of the chat over the sample reports, for the documentation: `python -m tests.ui.screenshots FOLDER`."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from service.api import build_app
from service.assistant import Assistant
from service.library import Library
from service.settings import Settings
from tests.ui.running_app import ask, open_chat, running_app, running_browser

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
NUMBER_QUESTION = "hur stor är avvikelsen för HSN?"
REASON_QUESTION = "Varför har Hälso- och sjukvårdsnämnden ett underskott?"
UNKNOWN_QUESTION = "Vad kostade nya fotbollsplaner 2019?"
SETTLE_MS = 3000  # pictures of pages arrive after the answer, and the page scrolls to it


def main(folder: Path) -> None:
    """Read the samples into a library of their own and take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        library = Library.from_settings(settings)
        library.ingest([SAMPLES])
        app = build_app(settings, library, Assistant(library))
        with running_app(app, Path(data) / "chat.log") as running, running_browser() as browser:
            take_wide_pictures(open_chat(browser, running.chat), folder)
            take_narrow_picture(open_chat(browser, running.chat, width=390, height=844), folder)


def take_wide_pictures(page: Page, folder: Path) -> None:
    page.get_by_text("Pröva en fråga").wait_for()
    take(page, folder / "start.png")
    ask(page, NUMBER_QUESTION)
    take(page, folder / "svar.png")
    for button, name in (("Visa på sidan", "sida"), ("Visa tabellen", "tabell")):
        page.get_by_role("button", name=button).first.click()
        page.get_by_role("dialog").wait_for()
        take(page, folder / f"{name}.png")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Nytt samtal").click()
    page.get_by_text("Pröva en fråga").wait_for()
    ask(page, REASON_QUESTION)
    take(page, folder / "text.png")
    ask(page, UNKNOWN_QUESTION)
    take(page, folder / "finns-inte.png")


def take_narrow_picture(page: Page, folder: Path) -> None:
    ask(page, NUMBER_QUESTION)
    take(page, folder / "telefon.png")


def take(page: Page, path: Path) -> None:
    page.wait_for_timeout(SETTLE_MS)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        # 256 colours are enough for a page of text, and a third of the size.
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
