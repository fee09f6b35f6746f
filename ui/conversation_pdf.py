"""A conversation as PDF, to attach to minutes."""

from __future__ import annotations

import io
from functools import cache
from html import escape
from pathlib import Path

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from ui.conversation_record import RecordedTurn, conversation_to_record
from ui.conversations import Conversation

# Comes with ReportLab; unlike the fonts that every reader has, it knows the true minus sign.
FONT, BOLD = "Vera", "VeraBd"
MARGIN = 62  # points
TITLE = "Frågor och svar ur Belägg"


def conversation_to_pdf(conversation: Conversation) -> bytes:
    """A4 pages with page numbers; the text can be searched and copied."""
    _register_fonts()
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=TITLE,
        lang="sv",
    )
    story: list[Flowable] = [_paragraph(TITLE, size=17, bold=True, after=6)]
    for turn in conversation_to_record(conversation):
        story += _turn_to_story(turn)
    document.build(story, onFirstPage=_number_page, onLaterPages=_number_page)
    return out.getvalue()


def _turn_to_story(turn: RecordedTurn) -> list[Flowable]:
    story = [
        Spacer(1, 12),
        _paragraph(turn.question, size=12, bold=True, after=4, keep=True),
        _paragraph(turn.answer, size=10.5, after=4),
    ]
    if turn.calculation:
        story.append(_paragraph(f"Så är det räknat: {turn.calculation}", size=9.5, after=4))
    for source in turn.sources:
        story.append(_paragraph(f"Källa: {source.line}", size=9, after=2, keep=True))
        story.append(_paragraph(source.quote, size=9, after=5, indent=12, colour="#3d4750"))
    for heading, lines in (
        ("Andra läsningar", turn.readings),
        ("Det närmaste som står i rapporterna", turn.nearest),
    ):
        if lines:
            story.append(_paragraph(heading, size=9, bold=True, after=2, keep=True))
            story += [_paragraph(f"• {line}", size=9, after=2, indent=12) for line in lines]
    return story


def _paragraph(
    text: str,
    *,
    size: float,
    bold: bool = False,
    after: float = 0,
    indent: float = 0,
    keep: bool = False,
    colour: str = "#1b1f24",
) -> Paragraph:
    style = ParagraphStyle(
        "text",
        fontName=BOLD if bold else FONT,
        fontSize=size,
        leading=size * 1.4,
        spaceAfter=after,
        leftIndent=indent,
        keepWithNext=keep,
        alignment=TA_LEFT,
        textColor=HexColor(colour),
        splitLongWords=True,
    )
    return Paragraph(escape(_printable(text)), style)


def _printable(text: str) -> str:
    """The text with what the font lacks replaced: narrow spaces by ordinary ones, other signs by a mark."""
    known = _register_fonts()
    flat = " ".join(text.replace("\u202f", "\u00a0").split(" "))
    return "".join(char if ord(char) in known or char == "\n" else "·" for char in flat)


def _number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, f"Sida {document.page}")


@cache
def _register_fonts() -> frozenset[int]:
    """Makes the fonts known to ReportLab; gives the characters that the plain one has."""
    folder = Path(reportlab.__file__).parent / "fonts"
    plain, bold = (TTFont(name, str(folder / f"{name}.ttf")) for name in (FONT, BOLD))
    for font in (plain, bold):
        pdfmetrics.registerFont(font)
    return frozenset(plain.face.charToGlyph)
