"""A whole conversation as a screen reader gets it: the browser's accessibility tree, its live region and its order of focus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from service.api import build_app
from service.settings import Settings
from tests.service.api_world import fill_library, open_library
from tests.ui.reading_world import UNSURE_QUESTION, VALUE_QUESTION, ReadingAssistant
from tests.ui.running_app import ask, open_chat, running_app

pytestmark = pytest.mark.browser

# What a screen reader stops at: it must be told what each is.
STOPS = {
    "button", "link", "textbox", "checkbox", "radio", "combobox", "switch", "image", "img", "table", "region", "dialog",
    "spinbutton", "slider", "option", "tab", "group",
}  # fmt: skip
# Parts of Streamlit's own that hold others and are not stopped at.
MAY_BE_NAMELESS = {"group", "region"}


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    app = build_app(Settings(data=tmp_path), library, ReadingAssistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        yield page
        page.context.close()


def tree(page: Page) -> list[tuple[str, str]]:
    """Role and name of each node that a screen reader meets, in its order."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[tuple[str, str]] = []

    def walk(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            role = str(node.get("role", {}).get("value", ""))
            found.append((role, str(node.get("name", {}).get("value", "")).strip()))
        for child in node.get("childIds", ()):
            if child in by_id:
                walk(by_id[child])

    walk(nodes[0])
    return found


def nameless(nodes: list[tuple[str, str]]) -> list[str]:
    return [role for role, name in nodes if role in STOPS - MAY_BE_NAMELESS and not name]


def told_in_order(nodes: list[tuple[str, str]], *parts: str) -> None:
    """Each part stands in some name, after the one before it."""
    names = [name for _, name in nodes]
    at = 0
    for part in parts:
        later = next((place for place in range(at, len(names)) if part in names[place]), None)
        assert later is not None, f"{part!r} is not told after {parts[: parts.index(part)]}"
        at = later


def tab_stops(page: Page, most: int = 80) -> list[str]:
    """Role and name of what Tab comes to from the top of the page, until it comes round."""
    page.evaluate("document.activeElement?.blur(); window.getSelection()?.removeAllRanges()")
    page.mouse.click(1, 1)
    stops: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(page.locator(":focus").aria_snapshot().split("\n")[0].removeprefix("- "))
    return stops


def test_a_conversation_tells_its_story_without_sight(page: Page) -> None:
    ask(page, VALUE_QUESTION)
    expect(page.locator("#b-speaker")).to_have_text("Svar: Avvikelse för Trafiknämnden är -50 tkr.")
    nodes = tree(page)
    assert nameless(nodes) == []
    assert ("heading", VALUE_QUESTION) in nodes
    # The question, the answer, what it is, where it stands, what else was possible, what can be done with it.
    told_in_order(
        nodes,
        VALUE_QUESTION,
        "−50",
        "minus 50 tusen kronor",
        "Gäller",
        "Trafiknämnden",
        "Period",
        "Delårsrapport 2031",
        "tabell Resultat per nämnd",
        "Där står: Trafiknämnden -1 200 -1 150 -50",
        "Visa på sidan: Källa, Delårsrapport 2031, s. 1",
        "Menade du …?",
        "15 tkr – Kulturnämnden",
        "Jag läste frågan som",
        "Så tolkades frågan",
        "Kopiera svaret",
        "Stämmer inte",
        "Fråga vidare",
        "Ställ en fråga om rapporterna",
    )
    follow_the_evidence(page)
    ask_on(page)


def follow_the_evidence(page: Page) -> None:
    """The page and the table say what they are and come back to their button."""
    for button, last, parts in (
        ("Visa på sidan", page.get_by_role("radiogroup", name="Förstoring"), ("Delårsrapport 2031, s. 1", "Föregående sida", "Förstoring", "Där står: Trafiknämnden")),
        ("Visa tabellen", page.get_by_role("button", name="Hämta som Excel"), ("Delårsrapport 2031, s. 1", "Resultat per nämnd", "Avvikelse", "Kontrollräkning", "Hämta som Excel")),
    ):  # fmt: skip
        page.get_by_role("button", name=button).click()
        page.get_by_role("dialog").wait_for()
        page.get_by_role("dialog").get_by_role("button", name="Hämta").first.wait_for()
        last.wait_for()  # comes after the rest: its code is fetched when it is first shown
        nodes = tree(page)
        assert nameless(nodes) == []
        told_in_order(nodes, *parts)
        if button == "Visa tabellen":
            assert {"columnheader", "rowheader", "caption"} <= {role.lower() for role, _ in nodes}
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
        page.wait_for_function(f"document.activeElement.innerText.trim().endsWith('{button}')")


def ask_on(page: Page) -> None:
    """A question back and a refusal are read out, and the stops of Tab follow the page."""
    ask(page, UNSURE_QUESTION)
    expect(page.locator("#b-speaker")).to_contain_text("2 förslag att välja bland följer.")
    ask(page, "Vad kostar en glass?")
    expect(page.locator("#b-speaker")).to_have_text("Svar: Det står inte i rapporterna.")
    nodes = tree(page)
    assert nameless(nodes) == []
    told_in_order(
        nodes,
        UNSURE_QUESTION,
        "Vilken uppgift menar du?",
        "15 tkr",
        "Vad kostar en glass?",
        "Jag letade efter",
    )
    stops = tab_stops(page)
    order = (
        'link "Fråga"', 'button "Nytt samtal"', 'button "15 tkr – Kulturnämnden', 'button "Stämmer inte"',
        'textbox "Ställ en fråga om rapporterna"',
    )  # fmt: skip
    places = [next((n for n, stop in enumerate(stops) if stop.startswith(name)), None) for name in order]
    assert None not in places, (order, stops)
    assert places == sorted(place for place in places if place is not None)
