"""What can be done with an answer, in a real browser: other readings, sums, links, files, judgements, a chart, a stop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pdfplumber
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from eval.cases import load_suite
from service.api import build_app
from service.feedback_suite import SUITE_FILE
from service.settings import Settings
from tests.service.api_world import PDF_ID, PDF_SOURCE, fill_library, open_library
from tests.ui.reading_world import (
    SLOW_QUESTION,
    SUM_QUESTION,
    UNSURE_QUESTION,
    VALUE_QUESTION,
    ReadingAssistant,
)
from tests.ui.running_app import RunningApp, ask, open_chat, running_app
from tests.ui.test_chat_browser import keep_picture

pytestmark = pytest.mark.browser

READ_MS = 180_000


@dataclass(frozen=True, slots=True)
class World:
    running: RunningApp
    data: Path
    assistant: ReadingAssistant


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    data = tmp_path_factory.mktemp("tools") / "data"
    fill_library(data)
    library = open_library(data)
    assistant = ReadingAssistant(library)
    with running_app(build_app(Settings(data=data), library, assistant), data / "chat.log") as running:
        yield World(running, data, assistant)
    assistant.go.set()


@pytest.fixture
def page(browser: Browser, world: World) -> Iterator[Page]:
    page = open_chat(browser, world.running.chat)
    yield page
    page.context.close()


def test_another_reading_with_a_question_is_asked_at_a_click(page: Page) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="15 tkr – Kulturnämnden").click()
    expect(page.locator(".b-number")).to_have_text(["−50", "15"])


def test_another_reading_without_one_opens_its_page(page: Page) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="−50 tkr – Årsredovisningen").click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("Trafiknämnden -1 200 -1 150 -50")


def test_a_question_that_may_mean_several_figures_is_asked_back(page: Page) -> None:
    ask(page, UNSURE_QUESTION)
    expect(page.locator(".b-notfound-title")).to_have_text("Vilken uppgift menar du?")
    expect(page.get_by_text("Det står inte i rapporterna")).to_have_count(0)
    expect(page.locator(".b-searched")).to_have_count(0)
    expect(page.locator("#b-speaker")).to_contain_text("2 förslag att välja bland följer.")
    choice = page.get_by_role("button", name="15 tkr – Kulturnämnden")
    first, source = choice.bounding_box(), page.locator(".b-source").bounding_box()
    assert first is not None
    assert source is not None
    assert first["y"] < source["y"]  # the choice stands before its evidence
    choice.click()
    expect(page.locator(".b-number")).to_have_text("15")


def test_a_follow_up_takes_the_turns_before_it_along(page: Page, world: World) -> None:
    ask(page, VALUE_QUESTION)
    ask(page, "Och avvikelse för Kulturnämnden?")
    expect(page.locator(".b-number")).to_have_text(["−50", "15"])
    [*_, history] = filter(None, world.assistant.histories)
    assert [turn.question for turn in history] == [VALUE_QUESTION]


def test_a_sum_shows_its_calculation_and_each_number_opens_its_place(page: Page) -> None:
    ask(page, SUM_QUESTION)
    expect(page.locator(".b-number")).to_have_text("−35")
    expect(page.locator(".b-calc")).to_have_text("−50 + 15 = −35 tkr")
    page.get_by_role("button", name="Kulturnämnden, Avvikelse (s. 1)").click()
    expect(page.get_by_role("dialog").get_by_role("img", name="markerat med gult")).to_be_visible()
    keep_picture(page, "operand")


def test_a_link_opens_the_same_answer_elsewhere(browser: Browser, page: Page) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="Länk till svaret").click()
    link = page.locator(".b-link-address").inner_text()
    other = open_chat(browser, link)
    expect(other.get_by_text("Sparat svar från den")).to_be_visible()
    expect(other.locator(".b-number")).to_have_text("−50")
    expect(other.locator(".b-place")).to_have_text("s. 1, tabell Resultat per nämnd")
    other.get_by_role("button", name="Visa på sidan").click()
    expect(other.get_by_role("dialog").get_by_role("img", name="markerat med gult")).to_be_visible()
    other.context.close()
    assert "svar=" not in page.url


def test_a_link_to_nothing_says_so(browser: Browser, world: World) -> None:
    page = open_chat(browser, f"{world.running.chat}/?svar=finns-inte")
    expect(page.get_by_text("Länken leder till ett svar som inte finns här")).to_be_visible()
    page.context.close()


def test_the_conversation_comes_along_as_markdown_and_pdf(page: Page, tmp_path: Path) -> None:
    ask(page, VALUE_QUESTION)
    with page.expect_download() as markdown:
        page.get_by_role("button", name="Markdown").click()
    assert markdown.value.suggested_filename == "samtal-i-belagg.md"
    markdown.value.save_as(tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text("utf-8")
    assert f"## {VALUE_QUESTION}" in text
    assert "Källa: Delårsrapport 2031, s. 1, tabell ”Resultat per nämnd”" in text
    with page.expect_download() as pdf:
        page.get_by_role("button", name="PDF").click()
    pdf.value.save_as(tmp_path / "a.pdf")
    with pdfplumber.open(tmp_path / "a.pdf") as document:
        assert VALUE_QUESTION in (document.pages[0].extract_text() or "")


def test_the_table_comes_along_as_workbook_and_csv(page: Page, tmp_path: Path) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="Visa tabellen").click()
    dialog = page.get_by_role("dialog")
    with page.expect_download() as workbook:
        dialog.get_by_role("button", name="Hämta som Excel").click()
    workbook.value.save_as(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["Trafiknämnden", -1200, -1150, -50]
    with page.expect_download() as csv:
        dialog.get_by_role("button", name="Hämta som CSV").click()
    csv.value.save_as(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig").splitlines()[
        1
    ] == "Trafiknämnden;-1 200;-1 150;-50"


def test_the_table_is_sorted_by_a_press_on_a_heading(page: Page) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="Visa tabellen").click()
    dialog = page.get_by_role("dialog")
    labels = dialog.locator("tbody th")
    head = dialog.locator("th", has=page.get_by_role("button", name="Avvikelse"))
    for order, expected in (
        ("ascending", ["Trafiknämnden", "Summa", "Kulturnämnden"]),
        ("descending", ["Kulturnämnden", "Summa", "Trafiknämnden"]),
        ("none", ["Trafiknämnden", "Kulturnämnden", "Summa"]),
    ):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        expect(labels).to_have_text(expected)
    expect(dialog.locator("td.b-marked")).to_have_text("-50")


def test_a_wrong_answer_becomes_a_question_of_a_suite(page: Page, world: World) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="Stämmer inte").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Beskriv med egna ord").fill("Fel rad.")
    dialog.get_by_text("En siffra").click()
    dialog.get_by_label("Rätt siffra").fill("−1 200")
    dialog.get_by_label("Rätt siffra").press("Tab")
    dialog.get_by_role("button", name="Spara").click()
    expect(dialog.get_by_text("Ange rapporten och sidan")).to_be_visible()
    keep_picture(page, "feedback")
    dialog.get_by_label("Sida, som den är tryckt").fill("1")
    dialog.get_by_label("Sida, som den är tryckt").press("Tab")
    dialog.get_by_role("combobox", name="Enhet").click()
    page.get_by_role("option", name="tkr", exact=True).click()
    dialog.get_by_role("button", name="Spara").click()
    # The message is spoken by the live region, too.
    shown = page.get_by_role("main").get_by_text("Frågan är sparad bland era kontrollfrågor")
    expect(shown.first).to_be_visible()
    [case] = load_suite(world.data / SUITE_FILE)
    assert (case.question, case.value, case.unit, case.pages) == (VALUE_QUESTION, -1200, "tkr", ("1",))
    page.get_by_role("link", name="För förvaltare").click()
    expect(page.get_by_text("Rätt: −1 200 tkr")).to_be_visible()
    with page.expect_download() as suite:
        page.get_by_role("button", name="Hämta kontrollfrågorna").click()
    suite.value.save_as(world.data / "hämtad.jsonl")
    assert json.loads((world.data / "hämtad.jsonl").read_text("utf-8"))["doc"] == PDF_SOURCE
    keep_picture(page, "staff")


def test_a_right_answer_is_noted(page: Page, world: World) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="Stämmer", exact=True).click()
    expect(page.get_by_text("Omdömet är sparat").first).to_be_visible()
    expect(page.locator("#b-speaker")).to_have_text("Tack! Omdömet är sparat.")
    rows = httpx.get(f"{world.running.api}/feedback", trust_env=False).json()
    assert rows[-1]["verdict"] == "right"


def test_a_slow_question_can_be_stopped_and_asked_again(page: Page, world: World) -> None:
    page.locator("[class*=st-key-example-]").first.wait_for()
    box = page.get_by_placeholder("Ställ en fråga om rapporterna")
    box.fill(SLOW_QUESTION)
    box.press("Enter")
    expect(page.locator(".b-status", has_text="Letar i texten")).to_be_visible()
    expect(page.locator("#b-speaker")).to_contain_text("Letar i texten")
    expect(page.locator("[class*=st-key-example-] >> visible=true")).to_have_count(0)
    keep_picture(page, "waiting")
    page.get_by_role("button", name="Avbryt").click()
    expect(page.get_by_text("Du avbröt frågan innan svaret kom")).to_be_visible()
    expect(page.get_by_role("button", name="Avbryt")).to_have_count(0)
    world.assistant.go.set()
    page.get_by_role("button", name="Fråga igen").click()
    expect(page.locator(".b-notfound-title")).to_be_visible()


def test_a_new_answer_is_read_out(page: Page) -> None:
    ask(page, VALUE_QUESTION)
    expect(page.locator("#b-speaker")).to_have_text("Svar: Avvikelse för Trafiknämnden är -50 tkr.")
    expect(page.locator("#b-speaker")).to_have_attribute("aria-live", "polite")


def test_what_was_not_found_stands_in_the_staff_view(page: Page) -> None:
    ask(page, "Vad kostar en glass för Anna Berg?")
    page.get_by_role("link", name="För förvaltare").click()
    expect(page.get_by_text("Vad kostar en glass för […]?")).to_be_visible()
    page.get_by_role("button", name="Ta bort alla frågor utan svar").click()
    expect(page.get_by_text("Inga frågor har blivit utan svar")).to_be_visible()


def test_an_earlier_conversation_can_be_forgotten(page: Page) -> None:
    ask(page, VALUE_QUESTION)
    page.get_by_role("button", name="Nytt samtal").click()
    page.get_by_role("button", name="Glöm").click()
    expect(page.get_by_role("button", name=VALUE_QUESTION)).to_have_count(0)


def test_a_removed_report_can_be_taken_back(browser: Browser, tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    app = build_app(Settings(data=tmp_path), library, ReadingAssistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        page.get_by_role("link", name="Rapporter").click()
        page.get_by_role("button", name="Ta bort").nth(1).click()
        expect(page.get_by_text("är borttagen.").first).to_be_visible()
        expect(page.locator("#b-speaker")).to_contain_text("är borttagen. Du kan ångra det.")
        keep_picture(page, "removed")
        page.get_by_role("button", name="Ångra").click()
        expect(page.get_by_text("Inläst:")).to_be_visible(timeout=READ_MS)
        expect(page.get_by_text("I biblioteket (2)")).to_be_visible()
        keep_picture(page, "taken-back")
        page.context.close()
    assert PDF_ID in [report.id for report in library.documents()]
