"""From a file to a proven answer in the running app: real reports, the real assistant, a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.errors import UnreadableFileError
from service.api import build_app
from service.assistant import Assistant
from service.settings import Settings
from tests.service.api_world import open_library
from tests.ui.marked_place import page_width, png_to_marked_box, shown_png, words_in_box
from tests.ui.running_app import RunningApp, ask, open_chat, running_app
from tests.ui.test_chat_browser import keep_picture
from ui.report_names import report_name
from ui.value_wording import number_to_figures

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).parents[2].parent / "shared"))
READ_MS = 180_000
QUESTIONS_EACH = 3


def prove_examples(page: Page, running: RunningApp, pdf: Path) -> None:
    """Ask what the app itself proposes: the value shown is the one printed under the mark, on the page shown."""
    examples = httpx.get(f"{running.api}/examples", timeout=120).json()["examples"][:QUESTIONS_EACH]
    assert len(examples) == QUESTIONS_EACH
    for number, example in enumerate(examples):
        ask(page, example["question"])
        answer = httpx.post(
            f"{running.api}/ask",
            json={"question": example["question"], "documents": [example["document"]]},
            timeout=120,
        ).json()
        citation = answer["citations"][0]
        value = answer["value"]
        expect(page.locator(".b-number").last).to_have_text(number_to_figures(value["number"]))
        page.get_by_role("button", name="Visa på sidan").nth(_first_source_of(page, number)).click()
        dialog = page.get_by_role("dialog")
        name = report_name(citation["title"], citation["publisher"])
        expect(dialog.get_by_role("heading")).to_have_text(f"{name}, s. {citation['page']}")
        image = dialog.get_by_role("img", name="markerat med gult")
        image.wait_for()
        box = png_to_marked_box(shown_png(image), page_width(pdf, citation["page_index"]))
        printed = words_in_box(pdf, citation["page_index"], box).replace(" ", "").replace("\u00a0", "")
        plain = value["number"].replace(".", ",").removeprefix("-")
        assert printed.strip("-−–%*").removesuffix("%") == plain, example["question"]
        keep_picture(page, f"{pdf.stem[:12]}-{number}-page")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        keep_picture(page, f"{pdf.stem[:12]}-{number}-answer")


def _first_source_of(page: Page, turn: int) -> int:
    """How many page buttons stand above the latest answer."""
    return (
        page.locator("[data-testid=stChatMessage]")
        .nth(2 * turn)
        .evaluate(
            "node => [...document.querySelectorAll('button')].filter(b => b.innerText.includes('Visa på sidan')"
            " && node.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING).length"
        )
    )


def page_count(pdf: Path) -> int:
    with pdfplumber.open(pdf) as document:
        return len(document.pages)


def test_an_uploaded_report_is_read_and_answers_with_its_cells(browser: Browser, tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    pdf = sorted(SAMPLES.glob("*.pdf"))[0]
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        page.locator("input[type=file]").set_input_files(pdf)
        page.get_by_role("button", name="Läs in").click()
        expect(page.get_by_text("Inläst:")).to_be_visible(timeout=READ_MS)
        expect(page.get_by_text("Sök i 1 rapport")).to_be_visible()
        prove_examples(page, running, pdf)
        page.context.close()


def test_a_file_that_is_no_report_gets_its_reason(browser: Browser, tmp_path: Path) -> None:
    library = open_library(tmp_path / "data")
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    broken = tmp_path / "Trasig rapport.pdf"
    broken.write_bytes(b"%PDF-1.7\nnot a report")
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        page.locator("input[type=file]").set_input_files(broken)
        expect(page.get_by_role("button", name="Ta bort Trasig rapport.pdf")).to_be_visible()
        page.get_by_role("button", name="Läs in").click()
        expect(page.get_by_text("PDF-filen är skadad")).to_be_visible(timeout=READ_MS)
        keep_picture(page, "broken-file")
        page.context.close()


@pytest.mark.corpus
def test_real_reports_answer_with_the_words_under_the_mark(browser: Browser, tmp_path: Path) -> None:
    if not (CORPUS / "corpus").is_dir() and not os.environ.get("CI"):
        pytest.skip("the shared corpus is not here")
    library = open_library(tmp_path / "data")
    pdf = max((CORPUS / "corpus" / "pdf").glob("*.pdf"), key=page_count)
    [outcome] = library.ingest([pdf])
    if outcome.document is None:
        raise UnreadableFileError(outcome.reason)
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    with running_app(app, tmp_path / "log") as running:
        page = open_chat(browser, running.chat)
        prove_examples(page, running, pdf)
        page.context.close()
