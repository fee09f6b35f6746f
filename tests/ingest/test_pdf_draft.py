"""Reading whole PDFs: pages and their labels, headings, paragraphs, running heads, and files that can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    FileTooLargeError,
    ImageOnlyFileError,
    UnreadableFileError,
)
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from ingest.records import BlockKind, Draft
from tests.ingest.drawn_pdf import SLIDE, Drawing, Sheet, drawn, read_drawn

LINE = "Nämnden har under året följt upp målen och redovisar här en samlad bedömning av läget"


def report_page(number: int, foot: str = "Sida {} av 9", heading: str = "") -> Drawing:
    def draw(sheet: Sheet) -> None:
        sheet.text(70, 40, "Årsredovisning 2024", 9)
        if heading:
            sheet.text(70, 80, heading, 18, bold=True)
        sheet.prose(70, 110, [LINE] * 8)
        sheet.text(300, 810, foot.format(number), 9)

    return draw


def texts(draft: Draft, kind: BlockKind) -> list[str]:
    return [b.text for b in draft.blocks if b.kind is kind]


@pytest.mark.parametrize(
    "foot", ["Sida {} av 9", "{}", "{} (9)", "{}/9", "– {} –", "Sid {}", "Kommunens årsredovisning {}"]
)
def test_the_printed_number_labels_the_page(tmp_path: Path, foot: str) -> None:
    draft = read_drawn(tmp_path, *[report_page(n, foot) for n in (3, 4, 5, 6)])
    assert [p.label for p in draft.pages] == ["3", "4", "5", "6"]
    assert [p.index for p in draft.pages] == [1, 2, 3, 4]


def test_a_page_without_a_number_is_counted_from_its_neighbours(tmp_path: Path) -> None:
    def picture(sheet: Sheet) -> None:
        sheet.text(200, 400, "Fotografi")

    draft = read_drawn(tmp_path, report_page(3), report_page(4), picture, report_page(6))
    assert [p.label for p in draft.pages] == ["3", "4", "5", "6"]


def test_pages_without_printed_numbers_are_labelled_by_position(tmp_path: Path) -> None:
    draft = read_drawn(tmp_path, *[report_page(0, foot="") for _ in range(3)])
    assert [p.label for p in draft.pages] == ["1", "2", "3"]


def test_years_in_a_foot_are_no_page_numbers(tmp_path: Path) -> None:
    draft = read_drawn(tmp_path, *[report_page(0, foot="Budget 2024") for _ in range(3)])
    assert [p.label for p in draft.pages] == ["1", "2", "3"]


def test_an_appendix_with_its_own_numbers_is_named(tmp_path: Path) -> None:
    pages = [report_page(n) for n in (1, 2, 3, 4)]
    pages += [report_page(1, heading="Bilaga 2 Nyckeltal"), *[report_page(n) for n in (2, 3, 4)]]
    draft = read_drawn(tmp_path, *pages)
    assert [p.label for p in draft.pages] == ["1", "2", "3", "4", *[f"Bilaga 2 s. {n}" for n in (1, 2, 3, 4)]]


def test_running_heads_and_feet_are_no_blocks(tmp_path: Path) -> None:
    draft = read_drawn(tmp_path, *[report_page(n) for n in (1, 2, 3, 4)])
    text = "\n".join(b.text for b in draft.blocks)
    assert "Årsredovisning 2024" not in text
    assert "Sida" not in text
    assert draft.pages[0].lines[0].text == "Årsredovisning 2024"


def test_titles_repeated_on_slides_stay(tmp_path: Path) -> None:
    def slide(sheet: Sheet) -> None:
        sheet.text(50, 60, "Uppföljning av mål", 28, bold=True)
        sheet.text(60, 140, "• Arbetet pågår i alla nämnder", 18)

    draft = read_drawn(tmp_path, slide, slide, slide, slide, size=SLIDE)
    assert texts(draft, BlockKind.HEADING) == ["Uppföljning av mål"] * 4


def test_headings_nest_by_size(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(70, 80, "Förvaltningsberättelse", 20, bold=True)
        sheet.prose(70, 110, [LINE] * 3)
        sheet.text(70, 180, "Ekonomi", 14, bold=True)
        sheet.prose(70, 200, [LINE] * 3)
        sheet.text(70, 270, "Budgetavvikelse", 10, bold=True)
        sheet.prose(70, 285, [LINE] * 3)
        sheet.text(70, 360, "Personal", 14, bold=True)
        sheet.prose(70, 380, [LINE] * 3)

    draft = read_drawn(tmp_path, draw)
    sections = [b.section for b in draft.blocks if b.kind is BlockKind.PARAGRAPH]
    assert sections == [
        ("Förvaltningsberättelse",),
        ("Förvaltningsberättelse", "Ekonomi"),
        ("Förvaltningsberättelse", "Ekonomi", "Budgetavvikelse"),
        ("Förvaltningsberättelse", "Personal"),
    ]
    assert [b.level for b in draft.blocks if b.kind is BlockKind.HEADING] == [1, 2, 3, 2]


def test_a_heading_of_two_lines_is_one(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(70, 80, "Väsentliga förhållanden för resultat", 16, bold=True)
        sheet.text(70, 99, "och ekonomisk ställning", 16, bold=True)
        sheet.prose(70, 130, [LINE] * 5)

    draft = read_drawn(tmp_path, draw)
    assert texts(draft, BlockKind.HEADING) == ["Väsentliga förhållanden för resultat och ekonomisk ställning"]


def test_a_cover_heads_no_section(tmp_path: Path) -> None:
    def cover(sheet: Sheet) -> None:
        sheet.text(70, 300, "Delårsrapport", 32, bold=True)
        sheet.text(70, 340, "Augusti 2025", 20)

    draft = read_drawn(tmp_path, cover, report_page(2, heading="Inledning"), report_page(3), report_page(4))
    assert {b.section for b in draft.blocks if b.kind is BlockKind.PARAGRAPH} == {("Inledning",)}


def test_words_divided_at_the_line_end_are_joined_and_real_hyphens_stay(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.prose(
            70,
            80,
            [
                "Ansvaret för länets bussar och tåg ligger hos Kollektivtrafik-",
                "nämnden medan ansvaret för all vård i länet bärs av Hälso-",
                "och sjukvårdsnämnden enligt reglementet för verksamheten.",
            ],
        )

    (block,) = read_drawn(tmp_path, draw).blocks
    assert "hos Kollektivtrafiknämnden medan" in block.text
    assert "av Hälso- och sjukvårdsnämnden enligt" in block.text


def test_a_paragraph_over_a_page_break_is_one_with_both_pages(tmp_path: Path) -> None:
    def first(sheet: Sheet) -> None:
        sheet.prose(
            70, 80, [LINE] * 3 + ["Resultatet för året blev sämre än väntat eftersom kostnaderna för köpt"]
        )

    def second(sheet: Sheet) -> None:
        sheet.prose(70, 80, ["vård har ökat.", "", ""])

    (block,) = read_drawn(tmp_path, first, second).blocks
    assert block.text.endswith("kostnaderna för köpt vård har ökat.")
    assert [s.page_index for s in block.spans] == [1, 1, 1, 1, 2]


def test_list_items_are_blocks_of_their_own(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(70, 80, "Nämnden beslutade följande:")
        for k, item in enumerate(["• Rapporten godkänns.", "• Budgeten fastställs", "  för hela året."]):
            sheet.text(80, 100 + 14 * k, item)

    draft = read_drawn(tmp_path, draw)
    assert texts(draft, BlockKind.LIST_ITEM) == [
        "• Rapporten godkänns.",
        "• Budgeten fastställs för hela året.",
    ]


def test_every_span_leads_back_to_its_printed_line(tmp_path: Path) -> None:
    draft = read_drawn(tmp_path, *[report_page(n, heading="Ekonomi") for n in (1, 2, 3)])
    for block in draft.blocks:
        for span in block.spans:
            line = draft.pages[span.page_index - 1].lines[span.line - 1]
            assert line.number == span.line
            assert block.text[span.start : span.end] == line.text
            assert span.box == line.box


def test_word_edges_follow_the_words_of_a_line(tmp_path: Path) -> None:
    draft = read_drawn(tmp_path, report_page(1))
    for line in draft.pages[0].lines:
        assert len(line.word_edges) == 2 * len(line.text.split(" "))
        assert list(line.word_edges) == sorted(line.word_edges)


def test_the_metadata_title_is_kept(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "titled.pdf"))
    canvas.setTitle("Årsredovisning 2024")
    canvas.drawString(100, 700, "Text")
    canvas.save()
    assert read_pdf(tmp_path / "titled.pdf", Limits()).metadata_title == "Årsredovisning 2024"


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "locked.pdf"), encrypt=StandardEncryption("hemligt", ownerPassword="o"))
    canvas.drawString(100, 700, "Text")
    canvas.save()
    with pytest.raises(EncryptedFileError, match="lösenord"):
        read_pdf(tmp_path / "locked.pdf", Limits())


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFileError),
        (b"Inte en PDF", DamagedFileError),
        (b"%PDF-1.7\n", DamagedFileError),
        (b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", DamagedFileError),
    ],
)
def test_a_broken_file_says_so_in_one_swedish_line(
    tmp_path: Path, content: bytes, error: type[UnreadableFileError]
) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_pdf(path, Limits())
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_file_cut_short_is_read_or_refused_but_never_crashes(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "whole.pdf", report_page(1), report_page(2)).read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99):
        path.write_bytes(whole[: int(share * len(whole))])
        try:
            pages = read_pdf(path, Limits()).pages
        except UnreadableFileError:
            continue
        assert len(pages) <= 2


def test_a_scan_without_text_says_so(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
    canvas.save()
    with pytest.raises(ImageOnlyFileError, match="OCR"):
        read_pdf(tmp_path / "scan.pdf", Limits())


def test_a_picture_page_among_others_is_warned_of(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def picture(sheet: Sheet) -> None:
        sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)

    draft = read_drawn(tmp_path, report_page(1), picture, report_page(3))
    assert draft.warnings == ("Sidor som bara är bild och saknar text har inte lästs: 2.",)


def test_a_page_of_thousands_of_lines_and_words_is_read_within_the_time(tmp_path: Path) -> None:
    def drawing(sheet: Sheet) -> None:
        for k in range(4000):
            x, y = 20 + (k * 37) % 550, 20 + (k * 91) % 800
            sheet.level(y, x, x + 6 + k % 40)
            sheet.upright(x, y, y + 6 + k % 60)
        for k in range(3000):
            sheet.text(20 + (k * 53) % 550, 20 + (k * 17) % 800, str(k), 4)

    draft = read_pdf(drawn(tmp_path / "drawing.pdf", drawing, report_page(2)), Limits(max_seconds=60))
    assert len(draft.pages) == 2


def test_an_empty_page_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(EmptyFileError):
        read_drawn(tmp_path, lambda _: None)


def test_limits_on_pages_bytes_and_time_hold(tmp_path: Path) -> None:
    path = drawn(tmp_path / "long.pdf", *[report_page(n) for n in range(1, 6)])
    with pytest.raises(FileTooLargeError, match="5 sidor"):
        read_pdf(path, Limits(max_pages=4))
    with pytest.raises(FileTooLargeError, match="för stor"):
        read_pdf(path, Limits(max_bytes=100))
    with pytest.raises(FileTooLargeError, match="längre tid"):
        read_pdf(path, Limits(max_seconds=0.0))
