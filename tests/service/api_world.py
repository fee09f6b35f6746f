"""A small library over HTTP: one PDF and one text extract of an invented region, and an assistant that can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.file_format import FileFormat
from ingest.originals import Originals
from ingest.periods import Period
from ingest.records import (
    Block,
    BlockKind,
    Box,
    Cell,
    CellState,
    Check,
    FigureKind,
    Line,
    Page,
    Report,
    Span,
    Table,
)
from ingest.report_names import source_to_id, table_id
from ingest.store import Store
from service.answer import Answer, AnswerKind, Candidate, Citation, Explanation, TableRef, Value
from service.conversation import Turn
from service.knowledge import Knowledge
from service.library import Library
from tests.index.fake_encoder import WordCountEncoder

PDF_SOURCE = "Delårsrapport Ekhult.pdf"
TXT_SOURCE = "Årsredovisning Ekhult.txt"
PDF_ID = source_to_id(PDF_SOURCE)
TXT_ID = source_to_id(TXT_SOURCE)
PDF_TABLE = table_id(PDF_ID, 1)
TXT_TABLE = table_id(TXT_ID, 1)

AUGUST = Period((2031, 1), (2031, 8))
HEADER = ("Nämnd (tkr)", "Utfall", "Budget", "Avvikelse")
ROWS = (
    ("Trafiknämnden", "-1 200", "-1 150", "-50"),
    ("Kulturnämnden", "-310", "-325", "15"),
    ("Summa", "-1 510", "-1 475", "-35"),
)
KINDS = (FigureKind.OUTCOME, FigureKind.BUDGET, FigureKind.DEVIATION)

# Where the words of the PDF stand: columns and rows in points from the top left corner, 11-point type.
COLUMNS_X = (72.0, 240.0, 330.0, 420.0)
TOP_Y = 200.0
ROW_HEIGHT = 24.0
FONT_SIZE = 11.0
WORD_WIDTH = 60.0


def cell_box(row: int, column: int) -> Box:
    """The box of a body cell; row 0 is the first below the header."""
    top = TOP_Y + (row + 1) * ROW_HEIGHT
    return (COLUMNS_X[column], top, COLUMNS_X[column] + WORD_WIDTH, top + FONT_SIZE)


def make_pdf(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    height = A4[1]
    canvas.setFont("Helvetica", 18)
    canvas.drawString(72, height - 120, "Ekhult 2031")
    canvas.showPage()
    canvas.setFont("Helvetica", FONT_SIZE)
    for row, texts in enumerate((HEADER, *ROWS)):
        for x, text in zip(COLUMNS_X, texts, strict=True):
            canvas.drawString(x, height - (TOP_Y + row * ROW_HEIGHT + FONT_SIZE), text)
    canvas.showPage()
    canvas.save()


def make_report(source: str, content: bytes, *, boxes: bool) -> Report:
    """The same table in both reports; boxes in the PDF, line numbers in the text extract."""
    report_id = source_to_id(source)
    lines = [Line(1, "Resultat per nämnd")] + [
        Line(number, " ".join(texts)) for number, texts in enumerate((HEADER, *ROWS), start=2)
    ]
    prose = "Trafiknämnden har kört fler turer än planerat."
    lines.append(Line(len(lines) + 1, prose))
    blocks = (
        Block(
            BlockKind.HEADING, "Resultat per nämnd", ("Resultat per nämnd",), (Span(0, 18, 2, 1),), level=1
        ),
        Block(BlockKind.TABLE, "", ("Resultat per nämnd",), (Span(0, 0, 2, 2),), grid=0),
        Block(BlockKind.PARAGRAPH, prose, ("Resultat per nämnd",), (Span(0, len(prose), 2, len(lines)),)),
    )
    table = Table(
        id=table_id(report_id, 1),
        caption="Resultat per nämnd",
        section=("Resultat per nämnd",),
        unit="tkr",
        header=(HEADER,),
        rows=ROWS,
        quotes=tuple(" ".join(row) for row in ROWS),
        cells=tuple(_cells(boxes=boxes)),
        pages=("1",),
        page_indexes=(2,),
        period=AUGUST,
        checks=(Check("column 1 - column 2 = column 3", holds=3, almost=0, fails=0),),
    )
    width, height = A4 if boxes else (None, None)
    return Report(
        id=report_id,
        source=source,
        content_hash=hashlib.sha256(content).hexdigest(),
        title=f"{source.split()[0]} 2031",
        publisher="Region Ekhult",
        kind=source.split()[0].lower(),
        period=AUGUST,
        published=None,
        pages=(
            Page(1, "Omslag", (Line(1, "Ekhult 2031"),), width, height),
            Page(2, "1", tuple(lines), width, height),
        ),
        blocks=blocks,
        tables=(table,),
    )


def _cells(*, boxes: bool) -> list[Cell]:
    return [
        Cell(
            row=row,
            column=column,
            text=text,
            state=CellState.NUMBER,
            page="1",
            page_index=2,
            number=Decimal(text.replace(" ", "")),
            unit="tkr",
            unit_source="column",
            row_path=(texts[0],),
            column_path=(HEADER[column],),
            period=AUGUST,
            kind=KINDS[column - 1],
            body=texts[0],
            is_total=texts[0] == "Summa",
            box=cell_box(row, column) if boxes else None,
            lines=() if boxes else (row + 3,),
        )
        for row, texts in enumerate(ROWS)
        for column, text in enumerate(texts)
        if column
    ]


def fill_library(data: Path) -> None:
    """Put both reports into a data folder, as ingest leaves them."""
    data.mkdir(parents=True, exist_ok=True)
    pdf = data / "made.pdf"
    make_pdf(pdf)
    txt = "\n".join(["Resultat per nämnd", *(" ".join(row) for row in (HEADER, *ROWS))]).encode()
    originals = Originals(data / "files")
    with Store(f"sqlite:///{data / 'library.sqlite'}") as store:
        for source, content, file_format in (
            (PDF_SOURCE, pdf.read_bytes(), FileFormat.PDF),
            (TXT_SOURCE, txt, FileFormat.TXT),
        ):
            report = make_report(source, content, boxes=file_format is FileFormat.PDF)
            originals.keep(originals.stage(content), report.content_hash, file_format)
            store.save(report, file_format=file_format)


def open_library(data: Path) -> Library:
    return Library(data, WordCountEncoder("trafiknämnden kulturnämnden avvikelse turer"))


EXPLANATION = Explanation(
    (("Söker", "ett tal"), ("Tid", "augusti 2031")),
    (
        Candidate(
            "Trafiknämnden × Avvikelse",
            "−50 tkr",
            "delar.pdf",
            "1",
            9.5,
            (("ord", 5.0), ("period", 4.5)),
            True,
        ),
        Candidate(
            "<b>Staben</b> × Avvikelse", "3 tkr", "delar.pdf", "1", 4.0, (("ord", 5.5), ("löptext", -1.5))
        ),
    ),
    "Svaret vann på tiden (4,5 poäng mer).",
)


class CellAssistant:
    """Answers with the cell whose row and column both stand in the question, from the first report that has it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.histories: list[Sequence[Turn]] = []

    def knowledge(self) -> Knowledge:
        return Knowledge(self._library)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        *,
        explained: bool = False,
    ) -> Answer:
        self.histories.append(history)
        asked = question.lower()
        for report in self._library.documents():
            if documents and report.id not in documents:
                continue
            for table in self._library.tables(report.id):
                for cell in table.cells:
                    if cell.row_path[0].lower() in asked and cell.column_path[0].lower() in asked:
                        answer = self._cell_to_answer(report.id, table, cell)
                        return replace(answer, explanation=EXPLANATION if explained else None)
        return Answer(AnswerKind.NOT_FOUND, "Det står inte i rapporterna.", understood=question)

    def _cell_to_answer(self, document: str, table: Table, cell: Cell) -> Answer:
        report = self._library.document(document)
        row, column = cell.row_path[0], cell.column_path[0]
        place = TableRef(table.id, table.caption, row, column, cell.row, cell.column)
        citation = Citation(
            document,
            report.source,
            report.title,
            cell.page,
            cell.page_index,
            table.section,
            place,
            table.quotes[cell.row],
            None if cell.box is None else (cell.box,),
            cell.lines,
        )
        assert cell.number is not None
        value = Value(cell.number, cell.unit, row, column.lower(), str(cell.period))
        return Answer(
            AnswerKind.VALUE,
            f"{column} för {row} är {cell.text} {cell.unit}.",
            value,
            citations=(citation,),
            confidence=0.9,
            understood=f"{column} för {row}",
        )
