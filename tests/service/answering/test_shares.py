"""Which whole a share is taken of: a column, the row above, a total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.periods import year_period
from ingest.records import FigureKind
from service.cell_catalog import CellCatalog, ReportFacts
from service.question import Operation, Question
from service.reading import CellReading
from service.shares import share_of_whole
from tests.service.answering.small_reports import Column, Grid, Row, make_report

YEAR = year_period(2031)
FACTS = ReportFacts("r", "r.txt", "Uppföljning", "Ekhults kommun", "årsredovisning", YEAR)
STAFF = Grid(
    "Enhet",
    tuple(
        Column(path, FigureKind.OUTCOME, YEAR)
        for path in (("2031", "Kvinnor"), ("2031", "Män"), ("2031", "Totalt"), ("varav chefer",))
    ),
    (
        Row(("Skola",), ("60", "20", "80", "8")),
        Row(("Skola", "varav vikarier"), ("9", "11", "20", "0")),
        Row(("Skola", "varav behöriga vikarier"), ("3", "2", "5", "0")),
        Row(("Omsorg",), ("90", "30", "120", "12")),
        Row(("Summa",), ("150", "50", "200", "20"), total=True),
        Row(("Summa anställda",), ("160", "90", "250", "20"), total=True),
    ),
    unit="antal",
)


def share(label: str, column: str, *words: str) -> tuple[Decimal, str] | None:
    """The share that the cell in a row and column leads to, with its expression."""
    report = make_report("t.txt", "Uppföljning", "Ekhults kommun", "årsredovisning", YEAR, [("1", [STAFF])])
    catalog = CellCatalog()
    catalog.add(FACTS, report.tables)
    readings = [
        CellReading(row, cell, 1.0, {}, 1.0)
        for row in catalog.rows
        for cell in row.cells
        if (cell.row_path[-1], cell.column_path[-1]) == (label, column)
    ]
    done = share_of_whole(Question("", "", operation=Operation.SHARE, words=words), readings)
    return (done.sum.number, done.sum.expression) if done else None


@pytest.mark.parametrize(
    ("label", "column", "words", "expected"),
    [
        # a column that the question names, of its total
        ("Skola", "Kvinnor", ("skolan", "kvinnor"), (Decimal("75.0"), "60 / 80")),
        ("Summa", "Män", ("anställda", "män"), (Decimal("25.0"), "50 / 200")),
        # a row of the row that it is a part of
        ("varav vikarier", "Totalt", ("vikarier",), (Decimal("25.0"), "20 / 80")),
        # a row of the one that the question names as its whole, though both are parts of a third
        ("varav behöriga vikarier", "Totalt", ("vikarierna", "behöriga"), (Decimal("25.0"), "5 / 20")),
        # a row of its column's total
        ("Omsorg", "Totalt", ("omsorg",), (Decimal("60.0"), "120 / 200")),
        # the total that the question names, though a nearer one stands between
        ("Omsorg", "Totalt", ("omsorg", "anställda"), (Decimal("48.0"), "120 / 250")),
        # a total without a part is no share
        ("Summa", "Totalt", ("anställda",), None),
    ],
)
def test_the_whole_of_a_share(
    label: str, column: str, words: tuple[str, ...], expected: tuple[Decimal, str] | None
) -> None:
    assert share(label, column, *words) == expected


def test_the_whole_may_be_the_column_that_the_question_names() -> None:
    visits = Grid(
        "Tillsyn",
        tuple(
            Column((name,), FigureKind.OUTCOME, YEAR)
            for name in ("Planerade besök", "Gjorda besök", "Med brister")
        ),
        (Row(("Hamnar",), ("40", "25", "10")), Row(("Summa",), ("60", "50", "20"), total=True)),
        unit="antal",
    )
    words = ("hamnbesök", "brister")
    report = make_report("t.txt", "T", "Ekhults kommun", "årsredovisning", YEAR, [("1", [visits])])
    catalog = CellCatalog()
    catalog.add(FACTS, report.tables)
    reading = next(
        CellReading(row, cell, 1.0, {}, 1.0)
        for row in catalog.rows
        for cell in row.cells
        if cell.column_path == ("Med brister",)
    )
    done = share_of_whole(Question("", "", operation=Operation.SHARE, words=words), [reading])
    assert done is not None
    assert done.sum.expression == "10 / 25"


def test_a_named_column_is_no_part_of_the_total_of_its_rows() -> None:
    pupils = Grid(
        "Elever",
        (Column(("Flickor",), FigureKind.OUTCOME, YEAR), Column(("Pojkar",), FigureKind.OUTCOME, YEAR)),
        (Row(("Musik",), ("30", "20")), Row(("Summa",), ("60", "50"), total=True)),
        unit="antal",
    )
    report = make_report("t.txt", "T", "Ekhults kommun", "årsredovisning", YEAR, [("1", [pupils])])
    catalog = CellCatalog()
    catalog.add(FACTS, report.tables)
    readings = [CellReading(row, row.cells[0], 1.0, {}, 1.0) for row in catalog.rows]
    asked = Question("", "", operation=Operation.SHARE, words=("elever", "flickor"))
    assert share_of_whole(asked, readings) is None
