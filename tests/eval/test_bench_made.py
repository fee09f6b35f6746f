from decimal import Decimal

import pytest

from eval.bench_made import plain, read_fact
from eval.typeset.elements import Fact, TableElement
from eval.typeset.row_text import text_to_rows
from ingest.records import Cell, CellState

TABLE = TableElement("t", (("", "Budget", "Utfall"),), text_to_rows("Lokaler | 100 | -90"), unit="tkr")
FACT = TABLE.fact("Lokaler", "Utfall")


def cell(
    number: str = "-90", unit: str | None = "tkr", row: str = "Lokaler", column: tuple[str, ...] = ("Utfall",)
) -> Cell:
    return Cell(
        0, 2, number, CellState.NUMBER, "1", 1, Decimal(number), unit, row_path=(row,), column_path=column
    )


@pytest.mark.parametrize(
    ("read", "number", "row", "column", "unit"),
    [
        (cell(), True, True, True, True),
        (cell(unit="tusen kronor"), True, True, True, True),
        (cell(unit="mkr"), True, True, True, False),
        (cell(column=("Budget",)), True, True, False, False),
        (cell(row="Resor"), True, False, False, False),
        (cell(number="90"), False, False, False, False),
    ],
)
def test_a_figure_is_read_as_far_as_its_labels_hold(
    read: Cell, number: bool, row: bool, column: bool, unit: bool
) -> None:
    reading = read_fact(FACT, [read])
    assert (reading.number, reading.row, reading.column, reading.unit) == (number, row, column, unit)


def test_one_right_cell_among_others_is_enough() -> None:
    assert read_fact(FACT, [cell(unit="mkr"), cell()]).right


def test_no_cell_reads_nothing() -> None:
    assert not read_fact(FACT, []).number


@pytest.mark.parametrize(("one", "other"), [("Kärl 140 liter, villa", "kärl 140 liter villa"), ("−3", "–3")])
def test_typography_is_no_difference(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_facts_know_their_unit() -> None:
    assert isinstance(FACT, Fact)
    assert FACT.unit == "tkr"
