"""A report whose every word tries to be more than text: nothing of it may run, load or steer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ingest.file_format import FileFormat
from ingest.originals import Originals
from ingest.records import Line
from ingest.store import Store
from service.api import build_app
from service.settings import Settings
from tests.service.api_world import CellAssistant, make_report, open_library
from tests.ui.running_app import ask, open_chat, running_app, running_browser

pytestmark = pytest.mark.browser

HTML = '<img src="http://evil.example/x.png" onerror="document.title=\'ran\'"><script>document.title="ran"</script>'
MARKDOWN = "![x](http://evil.example/y.png) [klicka](javascript:alert(1)) :red[rött] # 1. $x$"
HOSTILE = f"{HTML} {MARKDOWN}"


def fill_hostile_library(data: Path) -> None:
    content = b"hostile"
    report = make_report("Hostile.txt", content, boxes=False)
    [table] = report.tables
    table = replace(
        table,
        caption=HOSTILE,
        header=((HOSTILE, *table.header[0][1:]),),
        rows=((HOSTILE, *table.rows[0][1:]), *table.rows[1:]),
        quotes=(HOSTILE, *table.quotes[1:]),
        notes=(HOSTILE,),
    )
    second = replace(report.pages[1], lines=(Line(1, HOSTILE), *report.pages[1].lines[1:]))
    report = replace(
        report,
        title=HOSTILE,
        warnings=(HOSTILE,),
        tables=(table,),
        pages=(report.pages[0], second),
        publisher=HOSTILE,
    )
    originals = Originals(data / "files")
    with Store(f"sqlite:///{data / 'library.sqlite'}") as store:
        originals.keep(originals.stage(content), report.content_hash, FileFormat.TXT)
        store.save(report, file_format=FileFormat.TXT)


def test_nothing_in_a_report_runs_or_loads(tmp_path: Path) -> None:
    fill_hostile_library(tmp_path)
    library = open_library(tmp_path)
    app = build_app(Settings(data=tmp_path), library, CellAssistant(library))
    with running_app(app, tmp_path / "log") as running, running_browser() as browser:
        page = open_chat(browser, running.chat)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        ask(page, f"Hur stor är avvikelsen för Trafiknämnden? {HOSTILE}")
        page.get_by_role("button", name="Kopiera svaret").click()
        page.get_by_role("button", name="Visa på sidan").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.locator("mark")).to_be_visible()
        expect(dialog.get_by_role("heading").first).to_contain_text(MARKDOWN)
        page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        page.get_by_role("button", name="Visa tabellen").click()
        expect(page.get_by_role("dialog").locator(".b-marked")).to_have_text("-50")
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Rapporter").click()
        page.get_by_role("button", name="Tabeller").click()
        expect(page.get_by_role("dialog").get_by_role("table")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Ta bort").click()
        expect(page.get_by_text("är borttagen")).to_be_visible()
        page.get_by_role("link", name="För förvaltare").click()
        page.get_by_role("heading", name="Omdömen").wait_for()
        assert page.title() == "Belägg"
        assert [url for url in asked if "evil.example" in url] == []
        assert page.locator("a[href^=javascript], img[src*=evil]").count() == 0
        page.context.close()
