"""What stands beside an answer over the sample reports, in a real browser: charts, marks, headings, the drawer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from service.api import build_app
from service.assistant import Assistant
from service.settings import Settings
from tests.service.api_world import open_library
from tests.ui.marked_place import page_width, png_to_first_mark, shown_png, words_in_box
from tests.ui.running_app import RunningApp, ask, open_chat, running_app
from tests.ui.test_accessibility import violations
from tests.ui.test_chat_browser import keep_picture
from ui.figure_charts import ASKED_COLOUR, BAR_COLOUR
from ui.page_excerpt import GAP_COLOUR

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
BODY_QUESTION = "Hur stor är avvikelsen för HSN jan–aug 2025?"
PAGE_TWO = 4  # the position in the yearly report of the page that is printed as 2
YEAR_QUESTION = "Vad var soliditeten 2024?"
RANKING_QUESTION = "Vilken nämnd hade störst underskott jan–aug 2025?"
SUM_QUESTION = "Vad är summan av utfallet för Regionstyrelsen och Patientnämnden jan–aug 2025?"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    data = tmp_path_factory.mktemp("evidence") / "data"
    library = open_library(data)
    library.ingest([SAMPLES])
    with running_app(build_app(Settings(data=data), library, Assistant(library)), data / "log") as running:
        yield running


@pytest.fixture
def page(browser: Browser, running: RunningApp) -> Iterator[Page]:
    page = open_chat(browser, running.chat)
    yield page
    page.context.close()


def bars(page: Page) -> list[tuple[str, str, str]]:
    """Name, figure and colour of each bar of the latest chart, as the drawing has them."""
    drawn = page.locator("[data-testid=stVegaLiteChart] svg").last
    drawn.wait_for()
    found = []
    for bar in drawn.locator(".mark-rect path").all():
        told = dict(part.split(": ", 1) for part in (bar.get_attribute("aria-label") or "").split("; "))
        found.append((told["Vad"], told["Värde"], bar.get_attribute("fill") or ""))
    return found


def described(page: Page) -> str:
    return page.locator("[data-testid=stVegaLiteChart]").last.get_attribute("aria-label") or ""


def zero_lines(page: Page) -> set[str | None]:
    lines = page.locator("[data-testid=stVegaLiteChart] svg").last.locator(".mark-rule line")
    return {line.get_attribute("transform") for line in lines.all()}


def test_a_body_stands_among_the_others_with_its_own_bar_marked(page: Page) -> None:
    ask(page, BODY_QUESTION)
    shown = bars(page)
    assert ("Hälso- och sjukvårdsnämnden", "−128", ASKED_COLOUR) in shown
    assert {colour for name, _, colour in shown if not name.startswith("Hälso")} == {BAR_COLOUR}
    assert "Resultat" not in [name for name, _, _ in shown]  # the total would dwarf its parts
    expect(page.get_by_role("heading", name="Avvikelse utfall mot budget ack 2025 (mkr)")).to_be_visible()
    assert all(f"{name} {figure}" in described(page) for name, figure, _ in shown)
    assert len(zero_lines(page)) == 1
    keep_picture(page, "chart-bodies")


def test_a_row_over_years_is_drawn_oldest_first(page: Page) -> None:
    ask(page, YEAR_QUESTION)
    expect(page.locator(".b-sentence")).to_have_text("Utfallet för Soliditet är 21,4 procent (2024).")
    expect(page.locator(".b-facts")).to_have_text("GällerSoliditetPeriodhelåret 2024")
    assert bars(page) == [
        ("helåret 2020", "23,0", BAR_COLOUR),
        ("helåret 2021", "25,8", BAR_COLOUR),
        ("helåret 2022", "26,3", BAR_COLOUR),
        ("helåret 2023", "24,9", BAR_COLOUR),
        ("helåret 2024", "21,4", ASKED_COLOUR),
    ]
    assert len(zero_lines(page)) == 1
    keep_picture(page, "chart-years")


def test_a_chart_is_saved_as_a_picture_with_its_bars(page: Page, tmp_path: Path) -> None:
    ask(page, YEAR_QUESTION)
    bars(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara som bild").click()
    assert download.value.suggested_filename.endswith(".png")
    download.value.save_as(tmp_path / "chart.png")
    with Image.open(tmp_path / "chart.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or ()}
        assert picture.width > 1000
    assert {hex_to_rgb(BAR_COLOUR), hex_to_rgb(ASKED_COLOUR), (255, 255, 255)} <= colours


def hex_to_rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def test_a_ranking_says_first_who_it_is(page: Page) -> None:
    ask(page, RANKING_QUESTION)
    expect(page.locator(".b-winner")).to_have_text("Hälso- och sjukvårdsnämnden")
    expect(page.locator(".b-number")).to_have_text("−128")
    assert ("Hälso- och sjukvårdsnämnden", "−128", ASKED_COLOUR) in bars(page)
    expect(page.locator(".b-source")).to_have_count(1)
    page.get_by_text("Visa de").click()
    page.get_by_role("button", name="Regionstyrelsen, Avvikelse").click()
    expect(page.get_by_role("dialog").get_by_role("img", name="markerat med gult")).to_be_visible()
    keep_picture(page, "ranking")


def test_both_terms_of_a_sum_are_marked_in_one_source(page: Page) -> None:
    ask(page, SUM_QUESTION)
    expect(page.locator(".b-source")).to_have_count(1)
    expect(page.locator(".b-cell")).to_have_count(2)
    page.get_by_role("button", name="Visa tabellen").click()
    expect(page.get_by_role("dialog").locator("td.b-marked")).to_have_text(["-486", "-3"])


def test_a_difference_between_years_says_both_and_what_it_comes_to(page: Page) -> None:
    ask(page, "Hur mycket ökar TIN:s ram från 2026 till 2028?")
    expect(page.locator(".b-facts")).to_have_text(
        "GällerTrafik- och infrastrukturnämndenPeriodhelåret 2026 och helåret 2028"
    )
    expect(page.locator(".b-calc")).to_have_text("524,9 − 501,3 = 23,6 mkr")


def test_a_sentence_is_marked_by_its_own_words_not_by_whole_lines(page: Page) -> None:
    ask(page, "Hur många lägenheter har fastighetsbolaget?")
    page.get_by_role("button", name="Visa på sidan").click()
    image = page.get_by_role("dialog").get_by_role("img", name="markerat med gult")
    image.wait_for()
    pdf = SAMPLES / "arsredovisning-2024.pdf"
    mark = png_to_first_mark(shown_png(image), page_width(pdf, PAGE_TWO))
    assert words_in_box(pdf, PAGE_TWO, mark).startswith("Bolaget hade vid")
    assert mark[0] > page_width(pdf, PAGE_TWO) / 2  # what stands before it on its first line is not marked


def test_on_a_telephone_no_figure_of_the_table_is_half_under_its_label(
    browser: Browser, running: RunningApp
) -> None:
    page = open_chat(browser, running.chat, width=390, height=844)
    ask(page, BODY_QUESTION)
    page.get_by_role("button", name="Visa tabellen").click()
    box = page.get_by_role("dialog").locator(".b-scroll")
    box.wait_for()
    page.wait_for_timeout(1000)
    # A minus sign under the label would turn a deficit into a surplus.
    cells = box.evaluate(
        """box => { const label = box.querySelector('th[scope=row]').getBoundingClientRect().right;
        return [...box.querySelectorAll('td')].map(cell => cell.getBoundingClientRect())
          .filter(cell => cell.left < label - 1 && cell.right > label + 1).length; }"""
    )
    assert cells == 0
    assert box.evaluate("box => box.scrollLeft") > 0
    page.context.close()


def test_the_excerpt_of_a_low_row_stands_under_the_headings(page: Page) -> None:
    ask(page, "Hur många invånare hade regionen den 31 december 2024?")
    image = page.get_by_role("img", name="Utdrag ur")
    image.wait_for()
    with Image.open(io.BytesIO(shown_png(image))) as strip:
        colours = {colour for _, colour in strip.convert("RGB").getcolors(1_000_000) or ()}
    assert hex_to_rgb(GAP_COLOUR) in colours  # the rows between are left out


@pytest.mark.parametrize("width", [1280, 390])
def test_no_view_of_evidence_breaks_a_rule(browser: Browser, running: RunningApp, width: int) -> None:
    page = open_chat(browser, running.chat, width=width)
    found = {}
    for name, question in (
        ("bodies", BODY_QUESTION),
        ("years", YEAR_QUESTION),
        ("ranking", RANKING_QUESTION),
    ):
        ask(page, question)
        bars(page)
        found[name] = violations(page)
    page.get_by_text("Visa de").click()
    page.get_by_role("button", name="Regionstyrelsen, Avvikelse").wait_for()
    found["operands"] = violations(page)
    page.get_by_text("Så tolkades frågan").last.click()
    page.locator(".b-weighed").wait_for()
    found["explanation"] = violations(page)
    page.get_by_role("button", name="Visa tabellen").first.click()
    page.get_by_role("dialog").get_by_text("Kontrollräkning").wait_for()
    found["checked table"] = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    ask(page, "Vad var avvikelsen för HSN 2019?")
    expect(page.get_by_text("årsredovisningen för 2019")).to_be_visible()
    found["not found"] = violations(page)
    assert {view: rules for view, rules in found.items() if rules} == {}
    page.context.close()


@pytest.mark.parametrize("button", ["Visa på sidan", "Visa tabellen"])
def test_on_a_laptop_the_evidence_stands_beside_the_answer(
    browser: Browser, running: RunningApp, button: str
) -> None:
    page = open_chat(browser, running.chat, width=1366, height=768)
    ask(page, BODY_QUESTION)
    page.get_by_role("button", name=button).click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(1000)
    drawer, answer = page.get_by_role("dialog").bounding_box(), page.locator(".b-source").bounding_box()
    assert drawer is not None
    assert answer is not None
    assert answer["x"] >= 0
    assert answer["x"] + answer["width"] <= drawer["x"]
    assert drawer["x"] + drawer["width"] <= 1366
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.context.close()


def test_a_table_opened_after_a_page_begins_at_its_top(browser: Browser, running: RunningApp) -> None:
    page = open_chat(browser, running.chat, width=390, height=844)
    ask(page, BODY_QUESTION)
    for button in ("Visa på sidan", "Visa tabellen"):
        page.get_by_role("button", name=button).first.click()
        page.get_by_role("dialog").wait_for()
        page.wait_for_timeout(2000)
        assert page.get_by_test_id("stDialog").evaluate("node => node.scrollTop") == 0, button
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="detached")
    page.context.close()


def test_the_mark_of_a_page_is_in_sight_when_it_opens(browser: Browser, running: RunningApp) -> None:
    page = open_chat(browser, running.chat, width=1100, height=500)
    ask(page, "Vad är utfallet för Finansförvaltning jan–aug 2025?")
    page.get_by_role("button", name="Visa på sidan").first.click()
    image = page.get_by_role("dialog").get_by_role("img", name="markerat med gult")
    image.wait_for()
    page.wait_for_timeout(1500)
    depth = page.evaluate(
        """() => { const box = document.querySelector('[role=dialog] .b-image'), image = box.querySelector('img');
        return image.getBoundingClientRect().top + box.dataset.depth * image.height; }"""
    )
    assert 0 < depth < 500
    page.context.close()
