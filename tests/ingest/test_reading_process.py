from __future__ import annotations

import io
import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.correction import Correction
from ingest.errors import DamagedFileError, EncryptedFileError, FileTooLargeError
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.reading_child import serve
from ingest.reading_process import ReadingProcess
from ingest.reading_progress import OnPages, PagesRead
from ingest.records import Report
from ingest.report_codec import CORRECTION, REPORT
from tests.ingest.library_reports import library_report

SAID = Correction("Min titel")
TEXT = "Delårsrapport augusti 2031\n\nEkonomi\n\nKostnaden blev 12 mkr.\n"


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


def request(path: str = "a.txt") -> bytes:
    request = {
        "path": path,
        "source": "källa.txt",
        "limits": asdict(Limits()),
        "correction": CORRECTION.to_json(SAID),
    }
    return json.dumps(request).encode() + b"\n"


def test_a_report_read_apart_is_the_one_read_here(report_file: Path) -> None:
    with ReadingProcess(Limits()) as reading:
        apart = reading.read(report_file, "delår.txt")
        again = reading.read(report_file, "delår.txt")
    assert apart == again == read_report(report_file, Limits(), "delår.txt")


def test_a_refusal_keeps_its_kind_and_words(tmp_path: Path, report_file: Path) -> None:
    broken = tmp_path / "b.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    with ReadingProcess(Limits()) as reading:
        with pytest.raises(DamagedFileError, match="PDF-filen är skadad"):
            reading.read(broken, "b.pdf")
        assert reading.read(report_file, "a.txt").source == "a.txt"


def test_limits_reach_the_process(report_file: Path) -> None:
    with ReadingProcess(Limits(max_bytes=10)) as reading, pytest.raises(FileTooLargeError):
        reading.read(report_file, "a.txt")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(report_file: Path) -> None:
    with (
        ReadingProcess(Limits(), seconds=0.001) as hurried,
        pytest.raises(FileTooLargeError, match=r"0\.001 sekunder"),
    ):
        hurried.read(report_file, "a.txt")
    with ReadingProcess(Limits()) as reading:
        assert reading.read(report_file, "a.txt").source == "a.txt"


def test_a_process_that_dies_is_replaced(report_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ReadingProcess(Limits()) as reading:
        monkeypatch.setenv("PYTHONPATH", "/nowhere")
        monkeypatch.setenv("PYTHONHOME", "/nowhere")  # Python itself can't start so
        with pytest.raises(DamagedFileError, match="skadad på ett sätt"):
            reading.read(report_file, "a.txt")
        monkeypatch.undo()
        assert reading.read(report_file, "a.txt").source == "a.txt"


def test_pages_are_told_of_as_they_are_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    for text in ("Delårsrapport augusti 2031", "Kostnaden blev 12 mkr."):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    told: list[PagesRead] = []
    with ReadingProcess(Limits()) as reading:
        reading.read(tmp_path / "a.pdf", "a.pdf", on_pages=told.append)
    assert told == [PagesRead(1, 2, 0), PagesRead(2, 2, 0)]


def test_nothing_is_left_running(report_file: Path) -> None:
    before = children()
    with ReadingProcess(Limits()) as reading:
        reading.read(report_file, "a.txt")
        assert len(children() - before) == 1
    assert children() <= before


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_the_child_tells_of_pages_and_answers_each_request_with_one_line() -> None:
    def read(path: Path, limits: Limits, source: str, correction: Correction, on_pages: OnPages) -> Report:
        assert (limits, correction) == (Limits(), SAID)
        on_pages(PagesRead(1, 2, 0))
        if path.name == "locked.pdf":
            raise EncryptedFileError("Låst.")
        if path.name == "huge.pdf":
            raise MemoryError
        return library_report(source)

    answers = io.BytesIO()
    serve(io.BytesIO(request() + request("locked.pdf") + request("huge.pdf")), answers, read)
    told, report, _, locked, _, huge = map(json.loads, answers.getvalue().splitlines())
    assert told == {"read": {"pages": 1, "of": 2, "scans": 0}}
    assert REPORT.from_json(report["report"]) == library_report("källa.txt")
    assert locked == {"error": "EncryptedFileError", "message": "Låst."}
    assert huge == {"error": "FileTooLargeError", "message": "Filen kräver för mycket minne."}
