"""A scan gives way to the text of the same report, and only to that."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.file_format import FileFormat
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.records import Report
from ingest.store import Store
from service.scanned_copies import scanned_copies
from tests.service.library_files import write_report


def scanned(report: Report) -> Report:
    """The same report as if each page had been read from a picture."""
    pages = tuple(replace(page, ocr=True) for page in report.pages)
    return replace(report, id="skannad", source="skannad.txt", content_hash="0" * 64, pages=pages)


def copies_among(*reports: Report) -> dict[str, str]:
    """The scanned copies in a store of these reports."""
    store = Store("sqlite://")
    for report in reports:
        store.save(report, file_format=FileFormat.TXT)
    loaded = {report.id: report for report in reports}
    return scanned_copies(store.summaries(), loaded.__getitem__)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return read_report(write_report(tmp_path, "a.txt", "buss"), Limits())


def test_a_scan_gives_way_to_its_text(report: Report) -> None:
    assert copies_among(report, scanned(report)) == {"skannad": report.id}


def test_a_scan_alone_speaks_for_itself(report: Report) -> None:
    assert copies_among(scanned(report)) == {}


def test_a_scan_of_another_report_is_no_copy(report: Report) -> None:
    other = replace(scanned(report), title="Delårsrapport april 2031")
    assert copies_among(report, other) == {}


def test_two_texts_of_one_title_both_speak(report: Report) -> None:
    twin = replace(report, id="b", source="b.txt", content_hash="1" * 64)
    assert copies_among(report, twin) == {}
