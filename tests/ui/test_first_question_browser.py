"""The question that the product was made for, asked of the real report in the running app."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from eval.cases import Case, load_suite
from service.api import build_app
from service.assistant import Assistant
from service.library import Library
from service.settings import Settings
from tests.service.api_world import open_library
from tests.ui.marked_place import page_width, png_to_marked_box, shown_png, words_in_box
from tests.ui.running_app import ask, open_chat, running_app
from tests.ui.test_chat_browser import keep_picture
from ui.value_wording import number_to_figures

pytestmark = [pytest.mark.browser, pytest.mark.corpus]

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).parents[2].parent / "shared"))
ASKED = "hur stor är avvikelsen för HSN?"


@pytest.fixture(scope="module")
def case() -> Case:
    """The question with its right answer, as the suite has it."""
    if not (CORPUS / "qa").is_dir() and not os.environ.get("CI"):
        pytest.skip("the shared corpus is not here")
    [case] = [one for one in load_suite(CORPUS / "qa" / "dev.jsonl") if one.question == ASKED]
    return case


def longest(folder: str) -> Path:
    return max((CORPUS / "corpus" / folder).iterdir(), key=lambda path: path.stat().st_size)


def delarsrapport_pdf() -> Path:
    return next((CORPUS / "corpus" / "pdf").glob("delarsrapport*.pdf"))


def test_the_pdf_answers_with_the_cell_marked_on_its_page(
    browser: Browser, case: Case, tmp_path: Path
) -> None:
    pdf = delarsrapport_pdf()
    library = open_library(tmp_path / "data")
    library.ingest([pdf])
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        ask(page, ASKED)
        expect(page.locator(".b-number").last).to_have_text(number_to_figures(str(case.value)))
        page.get_by_role("button", name="Visa på sidan").first.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading")).to_contain_text(f"s. {case.pages[0]}")
        image = dialog.get_by_role("img", name="markerat med gult")
        image.wait_for()
        index = library_page_index(library, case.pages[0])
        box = png_to_marked_box(shown_png(image), page_width(pdf, index))
        printed = words_in_box(pdf, index, box).replace("−", "-")
        assert printed == str(case.value)
        keep_picture(page, "first-question-pdf")
        page.context.close()


def test_the_text_extract_answers_with_its_line_marked(browser: Browser, case: Case, tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    library.ingest([longest("txt")])
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        ask(page, ASKED)
        expect(page.locator(".b-number").last).to_have_text(number_to_figures(str(case.value)))
        page.get_by_role("button", name="Visa på sidan").first.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading")).to_contain_text(f"s. {case.pages[0]}")
        expect(dialog.locator("mark").first).to_contain_text(str(case.value))
        keep_picture(page, "first-question-txt")
        page.context.close()


def library_page_index(library: Library, label: str) -> int:
    """The position in the file of the page with that printed number."""
    [summary] = library.documents()
    return next(page.index for page in library.report(summary.id).pages if page.label == label)
