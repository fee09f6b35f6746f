"""What a test expects of an answer, in the words of the printed table, and whether an answer is backed by the reports."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest import records
from ingest.swedish_numbers import find_numbers
from service.answer import Answer, AnswerKind, Citation
from service.swedish_format import format_number
from tests.service.answering.ekhult import REPORTS


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the report prints it: source, page, row, column; the figure as asked for; its period."""

    source: str
    page: str
    row: str
    column: str
    number: str
    unit: str | None
    period: str | None


def assert_cell(answer: Answer, cell: Cell) -> None:
    """The answer is read from this cell and says so."""
    assert answer.kind is AnswerKind.VALUE, answer.answer
    assert answer.value is not None
    assert (answer.value.number, answer.value.unit) == (Decimal(cell.number), cell.unit)
    assert answer.value.period == cell.period
    assert place(answer.citations[0]) == (cell.source, cell.page, cell.row, cell.column)
    assert_backed(answer)


def place(citation: Citation) -> tuple[str, str, str, str]:
    """Source, page, row and column of a citation."""
    assert citation.table is not None
    return citation.source, citation.page, citation.table.row, citation.table.column


def operands(answer: Answer) -> list[tuple[str, str, str, str]]:
    """The places of the figures of a calculation, in order."""
    assert answer.calculation is not None
    return [place(citation) for citation in answer.calculation.operands]


def assert_backed(answer: Answer) -> None:
    """Every citation points at what its report holds, and a figure read stands in the place cited."""
    for citation in answer.citations:
        report = next(report for report in REPORTS if report.id == citation.document)
        assert (citation.source, citation.title) == (report.source, report.title)
        page = report.pages[citation.page_index - 1]
        assert page.label == citation.page
        if citation.table is not None and citation.table.column:
            assert citation.quote in {line.text for line in page.lines}
        else:
            printed = " ".join(line.text for line in page.lines)
            assert citation.quote in printed
    if answer.kind is AnswerKind.VALUE:
        assert answer.value is not None
        assert _stands_in(answer.value.number, answer.value.unit, answer.citations[0])
    if answer.calculation is not None:
        ranked = " rader" in answer.calculation.expression
        for operand in answer.calculation.operands:
            figure = cell_of(operand).number
            assert figure is not None
            assert ranked or format_number(abs(figure)) in answer.calculation.expression
    assert bool(answer.citations) == (answer.kind is not AnswerKind.NOT_FOUND)
    assert (answer.value is None) == (answer.kind in (AnswerKind.PASSAGE, AnswerKind.NOT_FOUND))
    assert (answer.calculation is None) == (answer.kind is not AnswerKind.COMPUTED)


KRONOR = {"mkr": 1_000_000, "tkr": 1_000, "kr": 1}


def _stands_in(number: Decimal, unit: str | None, citation: Citation) -> bool:
    if citation.table is None:
        printed = [found.number for found in find_numbers(citation.quote, years=True)]
        return any(_same(number, unit, one.value, one.unit) for one in printed)
    cell = cell_of(citation)
    assert cell.number is not None
    return _same(number, unit, cell.number, cell.unit)


def cell_of(citation: Citation) -> records.Cell:
    """The cell of its report that a citation points at."""
    report = next(report for report in REPORTS if report.id == citation.document)
    assert citation.table is not None
    table = next(table for table in report.tables if table.id == citation.table.id)
    at = (citation.table.row_index, citation.table.column_index)
    return next(cell for cell in table.cells if (cell.row, cell.column) == at)


def _same(number: Decimal, unit: str | None, printed: Decimal, printed_unit: str | None) -> bool:
    if unit in KRONOR and printed_unit in KRONOR:
        return number * KRONOR[unit or ""] == printed * KRONOR[printed_unit or ""]
    return number == printed
