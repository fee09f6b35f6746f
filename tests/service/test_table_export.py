"""Tables for spreadsheets: numbers as numbers, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ingest.records import Cell, CellState, Table
from service.table_export import safe_text, table_to_csv, table_to_xlsx

NASTY = ("=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\tx")


def make_table(rows: tuple[tuple[str, ...], ...], cells: tuple[Cell, ...] = ()) -> Table:
    return Table(
        "t", "Tabell", (), None, (("Rad", "Värde"),), rows, tuple(" ".join(r) for r in rows), cells, (), ()
    )


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    [_, row] = list(csv.reader(io.StringIO(table_to_csv(make_table(((text, "1"),)), for_excel=False))))
    assert row[0].startswith("'")


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_a_formula_in_xlsx(text: str) -> None:
    sheet = load_workbook(io.BytesIO(table_to_xlsx(make_table(((text, "1"),))))).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", text)


@pytest.mark.parametrize("text", ["-412", "−1 480,5", "+15", "- 4", "-83 %", "–1,0", "Rad", "", "1=1"])
def test_figures_and_words_stay_as_printed(text: str) -> None:
    assert safe_text(text) == text


def test_numbers_become_numbers_and_the_rest_stays_text() -> None:
    cell = Cell(0, 1, "-1 510,5", CellState.NUMBER, "1", 1, number=Decimal("-1510.5"))
    dash = Cell(1, 1, "-", CellState.DASH, "1", 1)
    sheet = load_workbook(
        io.BytesIO(table_to_xlsx(make_table((("A", "-1 510,5"), ("B", "-")), (cell, dash))))
    ).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Rad", "Värde"],
        ["A", -1510.5],
        ["B", "-"],
    ]


def test_a_swedish_excel_gets_semicolons_and_a_byte_order_mark() -> None:
    assert table_to_csv(make_table((("Å", "1,5"),)), for_excel=True) == "\ufeffRad;Värde\r\nÅ;1,5\r\n"


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), min_size=1, max_size=5))
def test_any_text_makes_a_workbook_that_opens(rows: list[tuple[str, str]]) -> None:
    try:
        for row in rows:
            "".join(row).encode()
    except UnicodeEncodeError:
        return  # half a character: the readers never give one
    sheet = load_workbook(io.BytesIO(table_to_xlsx(make_table(tuple(rows))))).active
    assert sheet is not None
    assert sheet.max_row == len(rows) + 1
