"""The chat as a user meets it: a real browser, the real page, the API behind it."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service.api import build_app
from service.settings import Settings
from tests.service.api_world import (
    CellAssistant,
    cell_box,
    fill_library,
    make_pdf,
    open_library,
)
from tests.ui.marked_place import page_width, png_to_marked_box, shown_png, words_in_box
from tests.ui.running_app import (
    RunningApp,
    ask,
    check_no_error,
    free_port,
    open_chat,
    running_api,
    running_app,
    running_chat,
)

pytestmark = pytest.mark.browser

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
QUESTION = "Hur stor är avvikelsen för Trafiknämnden?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chat") / "data"
    fill_library(folder)
    return folder


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[RunningApp]:
    library = open_library(data)
    app = build_app(Settings(data=data), library, CellAssistant(library))
    with running_app(app, data / "chat.log") as running:
        yield running


@pytest.fixture
def page(browser: Browser, running: RunningApp) -> Iterator[Page]:
    page = open_chat(browser, running.chat)
    yield page
    page.context.close()


def keep_picture(page: Page, name: str) -> None:
    check_no_error(page)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def test_an_answer_shows_its_value_first_and_its_source(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator(".b-number")).to_have_text("−50")
    expect(page.locator(".b-unit")).to_have_text("tkr")
    expect(page.locator(".b-words")).to_have_text("minus 50 tusen kronor")
    expect(page.locator(".b-facts")).to_have_text(
        "GällerTrafiknämndenMåttavvikelsePeriodjanuari–augusti 2031"
    )
    expect(page.locator(".b-place")).to_have_text("s. 1, tabell Resultat per nämnd")
    expect(page.locator(".b-cell")).to_have_text("Rad Trafiknämnden × kolumn Avvikelse")
    expect(page.get_by_role("img", name="Där står: Trafiknämnden -1 200 -1 150 -50")).to_be_visible()
    keep_picture(page, "answer")


def test_the_answer_begins_at_the_top_of_the_window(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, QUESTION)
    page.wait_for_timeout(3000)
    box = page.locator(".b-number").last.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 300


def test_the_page_opens_with_the_cell_marked(page: Page, data: Path) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Visa på sidan").click()
    image = page.get_by_role("dialog").get_by_role("img", name="markerat med gult")
    image.wait_for()
    pdf = data / "pdf-again.pdf"
    make_pdf(pdf)
    box = png_to_marked_box(shown_png(image), page_width(pdf, 2))
    assert box == pytest.approx(cell_box(0, 3), abs=1.0)
    assert words_in_box(pdf, 2, box) == "-50"
    keep_picture(page, "page")


def test_neighbouring_pages_can_be_leafed_through(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Visa på sidan").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Nästa sida")).to_be_disabled()
    dialog.get_by_role("button", name="Föregående sida").click()
    expect(dialog.get_by_role("img", name="Omslag")).to_be_visible()
    dialog.get_by_role("button", name="Till det citerade stället").click()
    expect(dialog.get_by_role("img", name="markerat med gult")).to_be_visible()


def test_the_table_opens_with_the_cell_marked(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Visa tabellen").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("td.b-marked")).to_have_text("-50")
    expect(dialog.locator(".b-marked")).to_have_count(1)
    expect(dialog.get_by_role("row", name="Trafiknämnden")).to_have_class("b-row")
    expect(dialog).to_contain_text("Kontrollräkning: 3 av 3 summor och skillnader i tabellen stämmer.")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Hämta som Excel").click()
    assert download.value.suggested_filename == "Delårsrapport 2031 s. 1.xlsx"
    keep_picture(page, "table")


def test_only_chosen_reports_are_searched_and_a_text_page_marks_its_line(page: Page) -> None:
    page.get_by_text("Delårsrapport 2031", exact=True).click()
    ask(page, QUESTION)
    expect(page.locator(".b-source-title")).to_have_text("Källa Årsredovisning 2031")
    page.get_by_role("button", name="Visa på sidan").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("mark")).to_have_text("Trafiknämnden -1 200 -1 150 -50")
    expect(dialog.locator(".b-page p")).to_have_count(6)
    keep_picture(page, "text-page")


def test_what_is_not_found_is_said_calmly(page: Page) -> None:
    ask(page, "Vad kostar en glass?")
    expect(page.locator(".b-notfound-title")).to_have_text("Det står inte i rapporterna")
    expect(page.locator(".b-notfound p")).to_have_text(
        ["Det står inte i rapporterna", "Jag letade efter: Vad kostar en glass?"]
    )
    expect(page.locator(".b-searched li")).to_have_text(
        ["Delårsrapport 2031, Region Ekhult", "Årsredovisning 2031, Region Ekhult"]
    )


def test_an_example_is_asked_at_a_click(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Hur stor är avvikelsen för Trafiknämnden")).click()
    expect(page.locator(".b-number")).to_have_text("−50")


def test_a_conversation_survives_a_reload_and_a_new_one_leaves_it_in_the_panel(page: Page) -> None:
    ask(page, QUESTION)
    page.reload()
    expect(page.locator(".b-number")).to_have_text("−50")
    page.get_by_role("button", name="Nytt samtal").click()
    expect(page.locator(".b-number")).to_have_count(0)
    page.get_by_role("button", name=QUESTION).click()
    expect(page.locator(".b-number")).to_have_text("−50")


def test_another_browser_sees_nothing_of_it(browser: Browser, running: RunningApp, page: Page) -> None:
    ask(page, QUESTION)
    other = open_chat(browser, running.chat)
    expect(other.get_by_text("Pröva en fråga")).to_be_visible()
    expect(other.get_by_text(QUESTION, exact=True)).to_have_count(0)
    other.context.close()


def test_a_link_with_a_question_asks_it_once(browser: Browser, running: RunningApp) -> None:
    page = open_chat(
        browser, f"{running.chat}/?fraga=Hur+stor+%C3%A4r+avvikelsen+f%C3%B6r+Kulturn%C3%A4mnden%3F"
    )
    expect(page.locator(".b-number")).to_have_text("15")
    expect(page.locator(".b-words")).to_have_text("plus 15 tusen kronor")
    page.reload()
    expect(page.locator(".b-number")).to_have_count(1)
    page.context.close()


def test_the_answer_can_be_copied_with_its_source(page: Page) -> None:
    ask(page, QUESTION)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiera svaret").click()
    expect(page.get_by_role("button", name="Kopierat")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "Avvikelse för Trafiknämnden är -50 tkr.\n"
        "Källa: Delårsrapport 2031, s. 1, tabell ”Resultat per nämnd”, rad ”Trafiknämnden”, kolumn ”Avvikelse”"
    )


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a button or link with that text has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        tag, text = page.evaluate("[document.activeElement.tagName, document.activeElement.innerText]")
        if tag in ("BUTTON", "A") and text.strip().endswith(name):
            return
    raise AssertionError(f"{name} can't be reached with Tab")


def test_everything_can_be_reached_with_the_keyboard(page: Page) -> None:
    ask(page, QUESTION)
    tab_to(page, "Visa på sidan")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    tab_to(page, "Hämta originalfilen")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    tab_to(page, "Visa tabellen")
    page.keyboard.press("Enter")
    head = page.get_by_role("dialog").locator("th", has=page.get_by_role("button", name="Avvikelse"))
    head.wait_for()
    tab_to(page, "Avvikelse")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for name in ("Kopiera svaret", "Länk till svaret", "Stämmer", "Stämmer inte", "PDF"):
        tab_to(page, name)
    page.get_by_placeholder("Ställ en fråga om rapporterna").focus()
    page.keyboard.type("Hur stor är avvikelsen för Kulturnämnden?")
    page.keyboard.press("Enter")
    expect(page.locator(".b-number")).to_have_text(["−50", "15"])


def test_a_telephone_has_no_sideways_scroll(browser: Browser, running: RunningApp) -> None:
    page = open_chat(browser, running.chat, width=390, height=844)
    ask(page, QUESTION)
    page.wait_for_timeout(3000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".b-number").bounding_box()
    assert box is not None
    assert box["y"] < 844 / 2
    keep_picture(page, "telephone")
    page.get_by_role("button", name="Öppna sidofältet").click()
    page.get_by_role("link", name="Rapporter").click()
    expect(page.get_by_role("heading", name="Rapporter", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Öppna sidofältet")).to_be_visible()  # the panel has made way
    page.context.close()


def test_the_page_speaks_swedish_and_asks_nothing_of_the_web(browser: Browser, running: RunningApp) -> None:
    page = browser.new_context(locale="sv-SE").new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(running.chat)
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.lang") == "sv"
    foreign = [url for url in asked if not url.startswith((running.chat, "data:", "blob:"))]
    assert foreign == []
    labels = page.evaluate(
        "[...document.querySelectorAll('[aria-label]')].map(e => e.getAttribute('aria-label'))"
    )
    english = re.compile(
        r"\b(close|open|send|chat|message|copy|upload|sidebar|file|expand|collapse)\b", re.IGNORECASE
    )
    assert [label for label in labels if english.search(label)] == []
    expect(page.get_by_text("Deploy")).to_have_count(0)
    page.context.close()


def test_without_reports_the_chat_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    library = open_library(tmp_path)
    with running_app(
        build_app(Settings(data=tmp_path), library, CellAssistant(library)), tmp_path / "log"
    ) as running:
        page = open_chat(browser, running.chat)
        expect(page.get_by_text("Det finns inga rapporter än")).to_be_visible()
        keep_picture(page, "no-reports")
        page.context.close()


def test_without_its_service_the_chat_says_so(browser: Browser, tmp_path: Path) -> None:
    with running_chat(f"http://127.0.0.1:{free_port()}", tmp_path / "log") as chat:
        page = open_chat(browser, chat)
        expect(page.get_by_text("Tjänsten svarar inte")).to_be_visible()
        expect(page.get_by_role("button", name="Försök igen")).to_be_visible()
        keep_picture(page, "no-service")
        page.context.close()


def test_a_service_that_stops_while_the_chat_is_open_is_said_to_have(
    browser: Browser, tmp_path: Path
) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    app = build_app(Settings(data=tmp_path), library, CellAssistant(library))
    with ExitStack() as stack:
        with running_api(app) as api:
            chat = stack.enter_context(running_chat(api, tmp_path / "log"))
            page = open_chat(browser, chat)
            ask(page, QUESTION)
        page.get_by_role("button", name="Visa tabellen").click()
        expect(page.get_by_text("Tjänsten svarar inte")).to_be_visible()
        page.context.close()


def test_a_foreign_name_for_this_machine_gets_no_chat(running: RunningApp) -> None:
    def status(host: str) -> int:
        connection = http.client.HTTPConnection(running.chat.removeprefix("http://"), timeout=10)
        headers = {
            "Host": host,
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }
        connection.request("GET", "/_stcore/stream", headers=headers)
        response = connection.getresponse()
        connection.close()
        return response.status

    assert status(running.chat.removeprefix("http://")) == 101
    assert status("evil.example") == 403
