from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from eval.made_scans import Scanner
from ingest.errors import ImageOnlyFileError, NoTextRecognitionError
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from ingest.reading_progress import PagesRead
from ingest.records import Draft
from ingest.tesseract import HOW_TO_INSTALL, Tesseract, find_data
from tests.ingest.drawn_pdf import A4, Sheet, drawn
from tests.ingest.scanned_pdf import OFFICE, draw_scan, needs_swedish, page_to_scan

HEADER = ["Nämnd i tkr", "Utfall", "Budget", "Avvikelse"]
ROWS = [
    ["Skolnämnden", "-104 554", "-107 010", "2 456"],
    ["Parknämnden", "-17", "0", "-17"],
    ["Hamnstyrelsen", "-8 287", "-10 233", "1 946"],
    ["Summa", "-112 858", "-117 243", "4 385"],
]
RIGHTS = (300.0, 390.0, 480.0)
LEANING = Scanner("leaning", 200, 2.0, 5, 75)


def ruled(sheet: Sheet) -> None:
    """A heading, a ruled table with right-aligned figures, and a sentence below it."""
    sheet.text(72, 80, "Driftredovisning april 2031", 16, bold=True)
    edges = (72.0, 215.0, 305.0, 395.0, 485.0)
    for k in range(len(ROWS) + 2):
        sheet.level(110 + 20 * k, edges[0], edges[-1])
    for x in edges:
        sheet.upright(x, 110, 110 + 20 * (len(ROWS) + 1))
    for k, row in enumerate([HEADER, *ROWS]):
        sheet.text(76, 124 + 20 * k, row[0], 10, bold=k == 0)
        for x, text in zip(RIGHTS, row[1:], strict=True):
            sheet.text(x, 124 + 20 * k, text, 10, bold=k == 0, align="right")
    sheet.text(72, 260, "Nämnderna hade tillsammans en positiv avvikelse mot budget.", 11)


def unruled(sheet: Sheet) -> None:
    """The same table with white space alone."""
    sheet.text(72, 80, "Driftredovisning april 2031", 16, bold=True)
    for k, row in enumerate([HEADER, *ROWS]):
        sheet.text(76, 124 + 18 * k, row[0], 10, bold=k == 0)
        for x, text in zip(RIGHTS, row[1:], strict=True):
            sheet.text(x, 124 + 18 * k, text, 10, bold=k == 0, align="right")


def texts(draft: Draft) -> list[list[str]]:
    [grid] = draft.grids
    return [[c.text if c else "" for c in row.cells] for row in (*grid.header, *grid.rows)]


def scanned(path: Path, page: Path, scanner: Scanner = OFFICE, seed: int = 4) -> Path:
    canvas = Canvas(str(path))
    draw_scan(canvas, page_to_scan(page, scanner=scanner, seed=seed))
    canvas.save()
    return path


@needs_swedish
@pytest.mark.parametrize("page", [ruled, unruled])
def test_a_table_on_a_scanned_page_is_read_cell_by_cell(tmp_path: Path, page: object) -> None:
    text = drawn(tmp_path / "text.pdf", page)  # type: ignore[arg-type]
    draft = read_pdf(scanned(tmp_path / "scan.pdf", text), Limits())
    assert texts(draft) == [HEADER, *ROWS]
    assert draft.grids[0].ocr
    assert draft.pages[0].ocr
    assert draft.warnings == ("Maskinlästa ur bild (OCR), kan ha läsfel: alla sidor.",)


@needs_swedish
@pytest.mark.parametrize("seed", [1, 2, 3])  # leans to either side
def test_boxes_lie_on_the_figures_of_the_leaning_picture(tmp_path: Path, seed: int) -> None:
    text = drawn(tmp_path / "text.pdf", ruled)
    scan = scanned(tmp_path / "scan.pdf", text, LEANING, seed)
    truth = {c.text: c.box for row in read_pdf(text, Limits()).grids[0].rows for c in row.cells if c}
    found = {c.text: c.box for row in read_pdf(scan, Limits()).grids[0].rows for c in row.cells if c}
    # The scanner turns the picture about its middle; seen from there the drawn box turns with it.
    from math import cos, radians, sin
    from random import Random

    lean = radians(Random(seed).uniform(-LEANING.lean, LEANING.lean))
    for label in ("-104 554", "4 385", "Summa"):
        box, seen = truth[label], found[label]
        assert box is not None
        assert seen is not None
        dx, dy = (box[0] + box[2]) / 2 - A4[0] / 2, (box[1] + box[3]) / 2 - A4[1] / 2
        x, y = A4[0] / 2 + dx * cos(lean) + dy * sin(lean), A4[1] / 2 - dx * sin(lean) + dy * cos(lean)
        assert (seen[0] + seen[2]) / 2 == pytest.approx(x, abs=2.5)
        assert (seen[1] + seen[3]) / 2 == pytest.approx(y, abs=2.5)


@needs_swedish
def test_only_pages_without_text_are_read_by_ocr(tmp_path: Path) -> None:
    text = drawn(tmp_path / "text.pdf", unruled)
    canvas = Canvas(str(tmp_path / "mixed.pdf"))
    canvas.setPageSize(A4)
    canvas.drawString(72, 700, "Delårsrapport april 2031 för en påhittad kommun.")
    canvas.showPage()
    draw_scan(canvas, page_to_scan(text))
    canvas.showPage()
    draw_scan(canvas, page_to_scan(text))
    canvas.setFont("Helvetica", 7)
    canvas.drawString(40, 12, "Skannad av Kontorscentralen 2031-05-02")  # a stamp is no text layer
    canvas.save()
    told: list[PagesRead] = []
    draft = read_pdf(tmp_path / "mixed.pdf", Limits(), told.append)
    assert [page.ocr for page in draft.pages] == [False, True, True]
    assert [c.page_index for g in draft.grids for r in g.rows for c in r.cells[1:2] if c] == [2] * 4 + [3] * 4
    assert draft.warnings == ("Maskinlästa ur bild (OCR), kan ha läsfel: sidorna 2, 3.",)
    assert told[-1] == PagesRead(3, 3, 2)


def test_ocr_can_be_turned_off(tmp_path: Path) -> None:
    text = drawn(tmp_path / "text.pdf", unruled)
    with pytest.raises(ImageOnlyFileError, match="BELAGG_OCR=on"):
        read_pdf(scanned(tmp_path / "scan.pdf", text), replace(Limits(), read_scans=False))


def test_missing_swedish_data_is_named_with_the_way_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_data([str(tmp_path)]) is None
    with pytest.raises(NoTextRecognitionError, match="tesseract-ocr-swe"):
        Tesseract(None)
    monkeypatch.setattr("ingest.scan_pages.find_data", lambda: None)
    text = drawn(tmp_path / "text.pdf", unruled)
    with pytest.raises(NoTextRecognitionError) as caught:
        read_pdf(scanned(tmp_path / "scan.pdf", text), Limits())
    assert str(caught.value).startswith("PDF-filen är inskannad. ")
    assert str(caught.value).endswith(HOW_TO_INSTALL)


def test_the_newest_data_is_taken(tmp_path: Path) -> None:
    for version in ("4.00", "5"):
        folder = tmp_path / version / "tessdata"
        folder.mkdir(parents=True)
        (folder / "swe.traineddata").touch()
    assert find_data([f"{tmp_path}/*/tessdata"]) == tmp_path / "5" / "tessdata"


def test_a_blank_page_is_not_given_to_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.scan_pages.find_data", lambda: None)  # it would say so
    canvas = Canvas(str(tmp_path / "blank.pdf"))
    canvas.drawString(72, 700, "Delårsrapport april 2031 för en påhittad kommun.")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    assert read_pdf(tmp_path / "blank.pdf", Limits()).warnings == ()
