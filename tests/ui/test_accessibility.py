"""Every view of the chat against the rules of WCAG 2.2, levels A and AA, as axe-core checks them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from service.api import build_app
from service.notes import Notes
from service.settings import Settings
from service.suite_runs import SuiteRun
from tests.service.api_world import CellAssistant, fill_library, open_library
from tests.ui.reading_world import (
    SLOW_QUESTION,
    SUM_QUESTION,
    UNSURE_QUESTION,
    VALUE_QUESTION,
    ReadingAssistant,
)
from tests.ui.running_app import (
    RunningApp,
    ask,
    check_no_error,
    open_chat,
    running_app,
    running_chat,
)

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = {"rapporter": "Rapporter", "hjalp": "Användarguide", "forvaltare": "För förvaltare"}
QUESTION = "Hur stor är avvikelsen för Trafiknämnden?"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    data = tmp_path_factory.mktemp("axe") / "data"
    fill_library(data)
    note_runs(data)
    library = open_library(data)
    app = build_app(Settings(data=data), library, CellAssistant(library))
    with running_app(app, data / "chat.log") as running:
        yield running


def note_runs(data: Path) -> None:
    """Two runs of a suite, so that the staff view draws its plot."""
    notes = Notes(data)
    for day in (1, 2):
        notes.runs.keep(SuiteRun("Frågor", datetime(2031, 9, day, 12, tzinfo=UTC), 40, 30 + day, 1))
    notes.close()


def violations(page: Page) -> list[str]:
    page.wait_for_timeout(1000)  # Streamlit fades new parts in; half faded, they have no contrast
    check_no_error(page)
    found = Axe().run(page, options=RULES).response
    checked = {rule["id"] for rule in found["passes"]}
    # Over a dialog's backdrop axe-core can't tell the background; elsewhere it must have looked.
    in_dialog = page.get_by_role("dialog").count() > 0
    assert {"html-has-lang", *(() if in_dialog else ("color-contrast",))} <= checked
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_view_breaks_a_rule(browser: Browser, running: RunningApp, width: int) -> None:
    page = open_chat(browser, running.chat, width=width)
    page.get_by_text("Pröva en fråga").wait_for()
    found = {"start": violations(page)}
    ask(page, QUESTION)
    found["answer"] = violations(page)
    page.get_by_role("button", name="Länk till svaret").click()
    page.locator(".b-link").wait_for()
    found["link"] = violations(page)
    page.get_by_role("button", name="Stämmer inte").click()
    page.get_by_text("En siffra").click()
    page.get_by_label("Rätt siffra").wait_for()
    found["feedback"] = violations(page)
    page.get_by_role("dialog").get_by_role("button", name="Spara").click()
    page.get_by_text("Skriv siffran som den står").wait_for()
    found["feedback lacks something"] = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Visa på sidan").click()
    page.get_by_role("dialog").get_by_role("img").wait_for()
    found["page"] = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.get_by_role("button", name="Visa tabellen").click()
    page.get_by_role("dialog").get_by_role("table").wait_for()
    found["table"] = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    ask(page, "Vad kostar en glass?")
    found["not found"] = violations(page)
    for name, view in PAGES.items():
        page.goto(f"{running.chat}/{name}")
        page.get_by_role("heading", name=view).first.wait_for()
        found[name] = violations(page)
    assert {view: rules for view, rules in found.items() if rules} == {}
    page.context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_view_of_readings_sums_waiting_and_the_library_breaks_a_rule(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    assistant = ReadingAssistant(library)
    with running_app(build_app(Settings(data=tmp_path), library, assistant), tmp_path / "log") as running:
        page = open_chat(browser, running.chat, width=width)
        found = {}
        ask(page, VALUE_QUESTION)
        found["other readings"] = violations(page)
        ask(page, SUM_QUESTION)
        found["sum"] = violations(page)
        ask(page, UNSURE_QUESTION)
        found["asked back"] = violations(page)
        box = page.get_by_placeholder("Ställ en fråga om rapporterna")
        box.fill(SLOW_QUESTION)
        box.press("Enter")
        page.get_by_role("button", name="Avbryt").wait_for()
        found["waiting"] = violations(page)
        page.get_by_role("button", name="Avbryt").click()
        page.get_by_role("button", name="Fråga igen").wait_for()
        found["stopped"] = violations(page)
        assistant.go.set()
        page.goto(f"{running.chat}/rapporter")
        for button in ("Tabeller", "Rätta", "Ersätt"):
            page.get_by_role("button", name=button).first.click()
            page.get_by_role("dialog").wait_for()
            found[button] = violations(page)
            page.keyboard.press("Escape")
            page.get_by_role("dialog").wait_for(state="detached")
        page.get_by_role("button", name="Ta bort").first.click()
        page.get_by_text("är borttagen.").first.wait_for()
        found["removed"] = violations(page)
        page.get_by_role("button", name="Ta bort").first.click()
        page.get_by_text("I biblioteket (0)").wait_for()
        page.goto(running.chat)
        page.get_by_role("heading", name="Belägg", exact=True).wait_for()
        found["no reports"] = violations(page)
        assert {view: rules for view, rules in found.items() if rules} == {}
        page.context.close()


def test_at_twice_the_size_nothing_is_cut_or_scrolls_sideways(browser: Browser, running: RunningApp) -> None:
    # 200 % of a window of 1280 pixels leaves 640 for the page (WCAG 1.4.4); 400 % leaves 320 (1.4.10).
    for width in (640, 320):
        page = open_chat(browser, running.chat, width=width, height=450)
        ask(page, QUESTION)
        page.locator(".b-image img").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for name in PAGES:
            page.goto(f"{running.chat}/{name}")
            page.get_by_role("heading").first.wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.context.close()


def test_nothing_moves_for_those_who_ask_for_less_motion(browser: Browser, running: RunningApp) -> None:
    context = browser.new_context(reduced_motion="reduce", locale="sv-SE")
    page = context.new_page()
    page.goto(running.chat)
    page.get_by_text("Pröva en fråga").wait_for()
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].map(node => getComputedStyle(node)).filter(style =>"
        " [style.animationDuration, style.transitionDuration].some(told =>"
        " told.split(',').some(one => parseFloat(one) > 0.001))).length"
    )
    assert moving == 0
    context.close()


def test_with_the_systems_own_colours_a_ticked_box_is_told_from_an_empty_one(
    browser: Browser, running: RunningApp
) -> None:
    context = browser.new_context(forced_colors="active", locale="sv-SE")
    page = context.new_page()
    page.goto(running.chat)
    boxes = page.get_by_test_id("stSidebar").get_by_test_id("stCheckbox")
    boxes.nth(1).wait_for()
    boxes.nth(1).click()
    expect(boxes.nth(1).get_by_role("checkbox")).not_to_be_checked()
    page.wait_for_timeout(1000)
    looks = [
        boxes.nth(at).locator("label > span + div").evaluate("box => getComputedStyle(box).backgroundColor")
        for at in (0, 1)
    ]
    assert looks[0] != looks[1]
    context.close()


def test_the_view_of_a_lost_service_breaks_no_rule(browser: Browser, tmp_path: Path) -> None:
    with running_chat("http://127.0.0.1:9", tmp_path / "log") as chat:
        page = open_chat(browser, chat)
        page.get_by_text("Tjänsten svarar inte").wait_for()
        assert violations(page) == []
        page.context.close()


def test_buttons_that_look_alike_say_what_they_are_about(browser: Browser, running: RunningApp) -> None:
    page = open_chat(browser, f"{running.chat}/rapporter", heading="Rapporter")
    for action in ("Tabeller", "Rätta", "Ersätt", "Ta bort"):
        for title in ("Delårsrapport 2031", "Årsredovisning 2031"):
            name = f"{action}: {title}, Region Ekhult"
            expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    page.goto(running.chat)
    ask(page, QUESTION)
    place = "Källa, Delårsrapport 2031, s. 1"
    expect(page.get_by_role("button", name=f"Visa på sidan: {place}", exact=True)).to_be_visible()
    page.context.close()


def test_each_question_is_a_heading_and_nothing_is_named_in_english(
    browser: Browser, running: RunningApp
) -> None:
    page = open_chat(browser, running.chat)
    ask(page, QUESTION)
    expect(page.get_by_role("heading", name=QUESTION, level=2)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("navigation", name="Sidor")).to_be_visible()
    page.goto(f"{running.chat}/hjalp")
    page.get_by_role("heading", name="Användarguide").wait_for()
    expect(page.get_by_role("link", name="Link to heading")).to_have_count(0)
    page.context.close()


def test_at_four_times_the_size_the_question_box_leaves_room_for_the_answer(
    browser: Browser, running: RunningApp
) -> None:
    page = open_chat(browser, running.chat, width=320, height=256)
    ask(page, QUESTION)
    page.wait_for_timeout(2000)
    box, value = page.get_by_test_id("stBottom").bounding_box(), page.locator(".b-number").bounding_box()
    assert value is not None
    assert 0 <= value["y"] < 256 - value["height"]
    assert box is None or box["y"] >= 256
    page.context.close()
