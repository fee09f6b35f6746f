"""The reports in a real browser: corrected by hand, replaced, chosen, looked for; and all of it with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from service.api import build_app
from service.assistant import Assistant
from service.library import Library
from service.settings import Settings
from tests.service.api_world import CellAssistant, fill_library, open_library
from tests.ui.running_app import RunningApp, ask, open_chat, running_app
from tests.ui.test_chat_browser import keep_picture, tab_to

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
INTERIM = SAMPLES / "delarsrapport-augusti-2025.pdf"
QUESTION = "Hur stor är avvikelsen för HSN?"
READ_MS = 180_000
CHOOSER_MS = 10_000


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """One real report, read."""
    library = open_library(tmp_path / "data")
    library.ingest([INTERIM])
    return library


@pytest.fixture
def running(library: Library, tmp_path: Path) -> Iterator[RunningApp]:
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    with running_app(app, tmp_path / "log") as running:
        yield running


def choose(page: Page, box: str, option: str) -> None:
    page.get_by_role("dialog").get_by_role("combobox", name=box).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_title_and_period_are_corrected_by_hand(
    browser: Browser, running: RunningApp, library: Library
) -> None:
    page = open_chat(browser, running.chat)
    page.get_by_role("link", name="Rapporter").click()
    page.get_by_role("button", name="Rätta").click()
    title = page.get_by_role("dialog").get_by_label("Titel")
    title.fill("Delårsrapport 2, rättad")
    title.press("Tab")
    choose(page, "Till: månad", "september")
    page.get_by_role("button", name="Spara och läs om").click()
    expect(page.get_by_text("Inläst: Delårsrapport 2, rättad")).to_be_visible(timeout=READ_MS)
    expect(page.get_by_role("heading", name="Delårsrapport 2, rättad")).to_be_visible()
    expect(page.get_by_text("januari–september 2025").first).to_be_visible()
    keep_picture(page, "corrected")
    [report] = library.documents()
    assert (report.title, str(report.period)) == ("Delårsrapport 2, rättad", "2025-01/2025-09")
    page.get_by_role("link", name="Fråga").click()
    ask(page, QUESTION)
    expect(page.locator(".b-source-title")).to_contain_text("Delårsrapport 2, rättad")
    page.context.close()


def test_a_period_that_ends_before_it_begins_is_not_taken(browser: Browser, running: RunningApp) -> None:
    page = open_chat(browser, f"{running.chat}/rapporter", heading="Rapporter")
    page.get_by_role("button", name="Rätta").click()
    choose(page, "Från: månad", "december")
    page.get_by_role("button", name="Spara och läs om").click()
    expect(page.get_by_text("Perioden slutar innan den börjar")).to_be_visible()
    page.context.close()


def test_a_replaced_report_answers_anew_and_a_saved_answer_says_so(
    browser: Browser, running: RunningApp, library: Library
) -> None:
    page = open_chat(browser, running.chat)
    ask(page, QUESTION)
    expect(page.locator(".b-number")).to_have_text("−128")
    page.get_by_role("button", name="Länk till svaret").click()
    link = page.locator(".b-link-address").inner_text()
    page.get_by_role("link", name="Rapporter").click()
    page.get_by_role("button", name="Ersätt").click()
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(
        SAMPLES / "arsredovisning-2024.pdf"
    )
    page.get_by_role("button", name="Läs in den nya versionen").click()
    expect(page.get_by_text("Inläst: Årsredovisning 2024")).to_be_visible(timeout=READ_MS)
    keep_picture(page, "replaced")
    assert [report.source for report in library.documents()] == [INTERIM.name]
    page.get_by_role("link", name="Fråga").click()
    page.get_by_role("button", name="Nytt samtal").click()
    expect(page.locator(".b-understood")).to_have_count(0)
    ask(page, QUESTION)
    expect(page.locator(".b-number")).to_have_text("−167")
    page.context.close()
    saved = open_chat(browser, link)
    expect(saved.locator(".b-number")).to_have_text("−128")
    expect(saved.get_by_text("har ersatts av en nyare version")).to_be_visible()
    keep_picture(saved, "saved-and-replaced")
    saved.context.close()


def test_reports_are_chosen_all_at_once(browser: Browser, tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    for number in range(2):  # two more make the choice long enough for the buttons
        write_text(library, tmp_path / f"Bilaga {number}.txt")
    app = build_app(Settings(data=tmp_path), library, CellAssistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        boxes = page.get_by_test_id("stSidebar").get_by_role("checkbox")
        expect(boxes).to_have_count(4)
        page.get_by_role("button", name="Välj ingen").click()
        expect(page.get_by_text("Ingen rapport är vald")).to_be_visible()
        page.get_by_text("Årsredovisning 2031", exact=True).click()
        expect(page.get_by_text("Ingen rapport är vald")).to_have_count(0)
        ask(page, "Hur stor är avvikelsen för Trafiknämnden?")
        expect(page.locator(".b-source-title")).to_contain_text("Årsredovisning 2031")
        page.get_by_role("button", name="Välj alla").click()
        expect(page.get_by_test_id("stSidebar").get_by_role("checkbox", checked=True)).to_have_count(4)
        page.get_by_role("button", name="Nytt samtal").click()
        expect(page.locator(".b-understood")).to_have_count(0)
        ask(page, "Hur stor är avvikelsen för Trafiknämnden?")
        expect(page.locator(".b-source-title")).to_contain_text("Delårsrapport 2031")
        page.context.close()


def write_text(library: Library, path: Path) -> None:
    path.write_text(f"{path.stem}\n\nBussarna gick som de skulle under året.\n", "utf-8")
    library.ingest([path])


def test_from_the_first_visit_to_the_last_nobody_needs_a_mouse(browser: Browser, tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        page.get_by_text("Det finns inga rapporter än").wait_for()
        press_upload(page, INTERIM)
        expect(page.get_by_text("Inläst:")).to_be_visible(timeout=READ_MS)
        type_question(page)
        open_and_close_evidence(page)
        judge_wrong(page)
        remove_and_take_back(page)
        page.context.close()
    assert [report.source for report in library.documents()] == [INTERIM.name]


def press_upload(page: Page, path: Path) -> None:
    for last in (False, False, True):
        tab_to(page, "Välj filer")
        try:
            with page.expect_file_chooser(timeout=CHOOSER_MS) as chooser:
                page.keyboard.press("Enter")
            break
        except TimeoutError:
            # A run of the script that ends just then draws the page anew and takes the focus away.
            if last:
                raise
    chooser.value.set_files(path)
    page.get_by_role("button", name="Läs in").wait_for()
    tab_to(page, "Läs in")
    page.keyboard.press("Enter")


def type_question(page: Page) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".b-number")).to_have_text("−128")
    page.locator(".b-understood").wait_for()


def open_and_close_evidence(page: Page) -> None:
    """Each opens with Enter, closes with Escape, and leaves the focus where it was."""
    for button in ("Visa på sidan", "Visa tabellen"):
        tab_to(page, button)
        page.keyboard.press("Enter")
        page.get_by_role("dialog").wait_for()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.wait_for_function(f"document.activeElement.innerText.trim().endsWith('{button}')")


def judge_wrong(page: Page) -> None:
    tab_to(page, "Stämmer inte")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.get_by_label("Beskriv med egna ord").wait_for()
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("Fel år.")
    tab_to(page, "Spara")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Omdömet är sparat").first).to_be_visible()


def remove_and_take_back(page: Page) -> None:
    tab_to(page, "Rapporter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Rapporter", exact=True).wait_for()
    page.get_by_role("button", name="Ta bort").wait_for()
    tab_to(page, "Ta bort")
    page.keyboard.press("Enter")
    expect(page.get_by_text("är borttagen.").first).to_be_visible()
    tab_to(page, "Ångra")
    page.keyboard.press("Enter")
    expect(page.get_by_text("I biblioteket (1)")).to_be_visible(timeout=READ_MS)
