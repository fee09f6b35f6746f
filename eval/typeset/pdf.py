"""Render a made-up report as a PDF whose bytes depend on its content alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from eval.typeset.elements import (
    Bullets,
    Contents,
    Element,
    Heading,
    MadeReport,
    NewPage,
    Prose,
    TableElement,
)
from eval.typeset.pdf_tables import BOLD, REGULAR, table_to_parts
from eval.typeset.txt import element_mark

MARGIN = 64.0
COVER_BAND = 150.0
FRAME_HEIGHT = A4[1] - 110
CONTENTS_HEADING = "Innehåll"
INK = colors.HexColor("#1b3a4b")
NARROW_NO_BREAK_SPACE = 0x202F  # reportlab's own typeface lacks it, reports use it

_BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=10, leading=15, spaceAfter=8)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=14, bulletIndent=4, spaceAfter=3)
_NOTE = ParagraphStyle("note", parent=_BODY, fontSize=8, leading=11)
_CAPTION = ParagraphStyle("caption", parent=_BODY, fontName=BOLD, fontSize=9, spaceBefore=4, spaceAfter=3)
_TITLE = ParagraphStyle("title", parent=_BODY, fontName=BOLD, fontSize=28, leading=36, textColor=INK)
_SUBTITLE = ParagraphStyle("subtitle", parent=_BODY, fontSize=14, leading=20)
_HEADINGS = {
    1: ParagraphStyle(
        "h1",
        parent=_BODY,
        fontName=BOLD,
        fontSize=20,
        leading=26,
        textColor=INK,
        spaceBefore=14,
        spaceAfter=10,
    ),
    2: ParagraphStyle(
        "h2",
        parent=_BODY,
        fontName=BOLD,
        fontSize=14,
        leading=18,
        textColor=INK,
        spaceBefore=12,
        spaceAfter=5,
    ),
    3: ParagraphStyle(
        "h3", parent=_BODY, fontName=BOLD, fontSize=11, leading=15, spaceBefore=6, spaceAfter=3
    ),
}


def write_pdf(report: MadeReport, path: Path) -> dict[str, int]:
    """Write the PDF; gives the physical page of each table (`id`, second part `id+`), mark and heading."""
    register_fonts()
    pages: dict[str, int] = {}
    # The contents need page numbers, so the report is set until they stay the same.
    while True:
        found = _build(report, path, pages)
        if found == pages:
            return pages
        pages = found


def page_label(report: MadeReport, physical: int) -> str:
    """The printed page number; the position in the file where none is printed."""
    return str(physical - report.unnumbered) if physical > report.unnumbered else str(physical)


def register_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in ((REGULAR, "Vera.ttf"), (BOLD, "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
        # reportlab keeps the first font of a face, which something else may have registered before.
        registered: Any = pdfmetrics.getFont(name)
        face = registered.face
        face.charToGlyph[NARROW_NO_BREAK_SPACE] = face.charToGlyph[ord(" ")]
        face.charWidths[NARROW_NO_BREAK_SPACE] = face.charWidths[ord(" ")]


def _build(report: MadeReport, path: Path, known: dict[str, int]) -> dict[str, int]:
    pages: dict[str, int] = {}
    total = known.get("", 0)

    def decorate(canvas: Any, document: Any) -> None:
        pages[""] = document.page
        if document.page == 1:
            canvas.setFillColor(INK)
            canvas.rect(0, A4[1] - COVER_BAND, A4[0], COVER_BAND, stroke=0, fill=1)
        if document.page <= report.unnumbered:
            return
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(colors.grey)
        canvas.drawString(MARGIN, A4[1] - 36, f"{report.publisher}  {report.title}")
        number = report.page_form.format(
            page=document.page - report.unnumbered, pages=total - report.unnumbered
        )
        canvas.drawRightString(A4[0] - MARGIN, 32, number)

    class NotingTemplate(BaseDocTemplate):
        """Notes the page of each marked flowable as it is drawn."""

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
            for mark in getattr(flowable, "marks", ()):
                pages.setdefault(mark, self.page)

    template = NotingTemplate(
        str(path),
        pagesize=A4,
        invariant=1,
        title=report.title,
        author=report.publisher,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
    )
    frame = Frame(MARGIN, 52, A4[0] - 2 * MARGIN, FRAME_HEIGHT, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate("page", [frame], onPage=decorate)])
    template.build(list(_flowables(report, known)))
    return pages


def _flowables(report: MadeReport, pages: dict[str, int]) -> Iterator[Any]:
    yield Spacer(1, 190)
    yield Paragraph(report.title, _TITLE)
    yield Paragraph(report.subtitle, _SUBTITLE)
    yield Paragraph(report.publisher, _SUBTITLE)
    yield PageBreak()
    for number, element in enumerate(report.elements):
        yield from _element_to_flowables(element, element_mark(number), report, pages)


def _element_to_flowables(
    element: Element, own: str, report: MadeReport, pages: dict[str, int]
) -> Iterator[Any]:
    match element:
        case Heading(text, level):
            if level == 1:
                yield CondPageBreak(FRAME_HEIGHT - 1)  # a chapter begins at the top of a page
            yield _marked(
                Paragraph(text, ParagraphStyle("h", parent=_HEADINGS[level], keepWithNext=1)),
                own,
                f"heading {text}",
            )
        case Prose(text, mark):
            yield KeepTogether([_marked(Paragraph(text, _BODY), own, mark)])
        case Bullets(items, mark):
            yield KeepTogether(
                [_marked(Paragraph(item, _BULLET, bulletText="•"), own, mark) for item in items]
            )
            yield Spacer(1, 4)
        case NewPage():
            yield PageBreak()
        case Contents():
            yield from _contents(report, pages)
        case TableElement():
            yield from _table(element, own)


def _table(element: TableElement, own: str) -> Iterator[Any]:
    first, *rest = table_to_parts(element)
    caption = [Paragraph(element.caption, _CAPTION)] if element.caption else []
    yield KeepTogether([*caption, _marked(first, own, element.id)])
    for part in rest:
        yield PageBreak()
        yield _marked(part, f"{element.id}+")
    yield from (Paragraph(note, _NOTE) for note in element.notes)
    yield Spacer(1, 9)


def _contents(report: MadeReport, pages: dict[str, int]) -> Iterator[Any]:
    lines = [
        [
            ("    " * (element.level - 1)) + element.text,
            page_label(report, pages.get(f"heading {element.text}", 1)),
        ]
        for element in report.elements
        if isinstance(element, Heading) and element.level <= 2 and element.text != CONTENTS_HEADING
    ]
    style: Any = [("FONT", (0, 0), (-1, -1), REGULAR, 10), ("ALIGN", (1, 0), (1, -1), "RIGHT")]
    yield Table(lines, colWidths=[410, 50], style=style, hAlign="LEFT")


def _marked(flowable: Any, *marks: str | None) -> Any:
    flowable.marks = tuple(mark for mark in marks if mark is not None)
    return flowable
