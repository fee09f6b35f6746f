"""Pictures of every page and state of the chat over the sample reports: `python -m tests.ui.screenshots FOLDER [ALL]`.

FOLDER gets those that the documentation shows, ALL (default build/screenshots/states) the others, to be looked at.
"""

from __future__ import annotations

import io
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from service.api import build_app
from service.assistant import Assistant
from service.library import Library
from service.notes import Notes
from service.settings import Settings
from service.suite_runs import SuiteRun
from tests.ui.running_app import ask, check_no_error, open_chat, running_app, running_browser

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
STATES = Path("build") / "screenshots" / "states"
NUMBER_QUESTION = "hur stor är avvikelsen för HSN?"
SUM_QUESTION = "Vad är summan av utfallet för Regionstyrelsen och Patientnämnden jan–aug 2025?"
REASON_QUESTION = "Varför har Hälso- och sjukvårdsnämnden ett underskott?"
UNKNOWN_QUESTION = "Vad kostade nya fotbollsplaner 2019?"
RANKING_QUESTION = "Vilken nämnd har störst underskott?"
YEARS_QUESTION = "Vad var soliditeten 2024?"
SETTLE_MS = 3000  # pictures of pages arrive after the answer, and the page scrolls to it
READ_MS = 600_000  # also on a machine that is busy with other things


def main(folder: Path, states: Path) -> None:
    """Take every picture, from the first visit on."""
    for place in (folder, states):
        place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(data=Path(data))
        library = Library.from_settings(settings)
        app = build_app(settings, library, Assistant(library))
        with running_app(app, Path(data) / "chat.log") as running, running_browser() as browser:
            take_first_visit(browser, running.chat, states)
            note_runs(Path(data))
            take_answers(open_chat(browser, running.chat), folder, states)
            take_library(open_chat(browser, running.chat), folder, states)
            take_narrow(open_chat(browser, running.chat, width=390, height=844), folder, states)


def take_first_visit(browser: Browser, chat: str, states: Path) -> None:
    """No report, files on their way in, and what was found."""
    page = open_chat(browser, chat)
    page.get_by_text("Det finns inga rapporter än").wait_for()
    take(page, states / "forsta-besoket.png")
    page.locator("input[type=file]").set_input_files(sorted(SAMPLES.glob("*.pdf")))
    page.get_by_role("button", name="Läs in").click()
    page.get_by_text("klart").wait_for()
    take(page, states / "inlasning.png")
    page.get_by_text("Inläst:").first.wait_for(timeout=READ_MS)
    take(page, states / "inlast.png")
    page.context.close()


def note_runs(data: Path) -> None:
    """Runs of two suites over some weeks, as `belagg eval` leaves them."""
    notes = Notes(data)
    start = datetime(2026, 9, 1, 12, tzinfo=UTC)
    for week, (samples, own) in enumerate(((33, 4), (35, 6), (38, 6), (40, 7))):
        notes.runs.keep(SuiteRun("Exempelfrågor", start + timedelta(weeks=week), 40, samples, 1))
        notes.runs.keep(SuiteRun("Egna frågor", start + timedelta(weeks=week), 8, own, 0))
    notes.close()


def take_answers(page: Page, folder: Path, states: Path) -> None:
    """The start, the answers, and what opens from them."""
    page.get_by_text("Pröva en fråga").wait_for()
    take(page, folder / "start.png")
    ask(page, NUMBER_QUESTION)
    take(page, folder / "svar.png")
    page.get_by_role("button", name="Länk till svaret").click()
    page.locator(".b-link").wait_for()
    page.locator(".b-save-chart").scroll_into_view_if_needed()
    take(page, states / "diagram.png")
    page.get_by_text("Spara samtalet").scroll_into_view_if_needed()
    take(page, states / "svar-nedtill.png")
    for button, name in (("Visa på sidan", "sida"), ("Visa tabellen", "tabell")):
        page.get_by_role("button", name=button).first.click()
        page.get_by_role("dialog").wait_for()
        take(page, folder / f"{name}.png")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Stämmer inte").click()
    page.get_by_text("En siffra").click()
    page.get_by_label("Rätt siffra").wait_for()
    take(page, states / "omdome.png")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Nytt samtal").click()
    page.get_by_text("Pröva en fråga").wait_for()
    for question, place in (
        (REASON_QUESTION, states / "text.png"),
        (UNKNOWN_QUESTION, folder / "finns-inte.png"),
        (SUM_QUESTION, folder / "raknat.png"),
        (RANKING_QUESTION, states / "rangordning.png"),
        (YEARS_QUESTION, states / "ar-for-ar.png"),
    ):
        ask(page, question)
        take(page, place)
    page.get_by_text("Så tolkades frågan").last.click()
    page.locator(".b-weighed").last.scroll_into_view_if_needed()
    take(page, states / "tolkning.png")
    page.context.close()


def take_library(page: Page, folder: Path, states: Path) -> None:
    """The other pages."""
    page.get_by_role("link", name="Rapporter").click()
    page.get_by_role("button", name="Rätta").first.wait_for()
    take(page, folder / "rapporter.png")
    for button, name in (("Tabeller", "rapportens-tabeller"), ("Rätta", "ratta"), ("Ersätt", "ersatt")):
        page.get_by_role("button", name=button).first.click()
        page.get_by_role("dialog").wait_for()
        take(page, states / f"{name}.png")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Ta bort").first.click()
    page.get_by_text("är borttagen.").first.wait_for()
    take(page, states / "borttagen.png")
    page.get_by_role("button", name="Ångra").click()
    page.get_by_text("Inläst:").wait_for(timeout=READ_MS)
    for link, heading, name in (
        ("Hjälp", "Användarguide", "hjalp"),
        ("För förvaltare", "För förvaltare", "forvaltare"),
    ):
        page.get_by_role("link", name=link).click()
        page.get_by_role("heading", name=heading).wait_for()
        take(page, states / f"{name}.png")
    page.context.close()


def take_narrow(page: Page, folder: Path, states: Path) -> None:
    """The same on a telephone."""
    page.get_by_text("Pröva en fråga").wait_for()
    take(page, states / "telefon-start.png")
    ask(page, NUMBER_QUESTION)
    take(page, folder / "telefon.png")
    page.locator(".b-save-chart").scroll_into_view_if_needed()
    take(page, states / "telefon-diagram.png")
    page.get_by_role("button", name="Stämmer inte").scroll_into_view_if_needed()
    take(page, states / "telefon-nedtill.png")
    for button, name in (("Visa på sidan", "telefon-sida"), ("Visa tabellen", "telefon-tabell")):
        page.get_by_role("button", name=button).first.click()
        page.get_by_role("dialog").wait_for()
        take(page, states / f"{name}.png")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    for question, name in (
        (RANKING_QUESTION, "telefon-rangordning"),
        (UNKNOWN_QUESTION, "telefon-finns-inte"),
    ):
        ask(page, question)
        take(page, states / f"{name}.png")
    page.get_by_role("button", name="Öppna sidofältet").click()
    page.get_by_role("link", name="Rapporter").wait_for()
    take(page, states / "telefon-sidofalt.png")
    page.get_by_role("link", name="Rapporter").click()
    page.get_by_role("heading", name="Rapporter", exact=True).wait_for()
    page.get_by_role("button", name="Öppna sidofältet").wait_for()
    take(page, states / "telefon-rapporter.png")
    page.context.close()


def take(page: Page, path: Path) -> None:
    page.wait_for_timeout(SETTLE_MS)
    check_no_error(page)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        # 256 colours are enough for a page of text, and a third of the size.
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else STATES)
