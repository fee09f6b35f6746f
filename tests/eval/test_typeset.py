from decimal import Decimal
from pathlib import Path

import pytest

from eval.cases import CaseType
from eval.typeset.asks import Ask, At, Shelf, ask_to_line, ask_to_value
from eval.typeset.elements import Heading, MadeReport, NumberStyle, Prose, TableElement
from eval.typeset.pdf import page_label, write_pdf
from eval.typeset.row_text import text_to_rows
from eval.typeset.txt import report_to_spaced_txt

TABLE = TableElement(
    id="costs",
    header=(("", "Sedan start", "<", "I år"), ("Post", "Budget", "Utfall", "Utfall¶2025")),
    rows=text_to_rows(
        """
        Lokaler | 100 | -90 | 12.5
        >varav hyres-¶lokaler | 40 | - | 5.0
        Andel {procent} | 10 | Minst 9 % => 9 procent | 8
        Lokaler på två rader¶till | 1 | 2 | 3
        """
    ),
    unit="tkr",
    column_units=(None, None, "mkr"),
    split_after=2,
)
REPORT = MadeReport(
    "made", "Rapport", "2025", "Ingen", (Heading("Allt"), Prose("Text.", "text"), TABLE), unnumbered=1
)
SHELF = Shelf({"made": REPORT}, {"made": {"costs": "1", "costs+": "2", "text": "1"}})


def test_headings_of_spanning_cells_reach_their_columns() -> None:
    assert TABLE.columns() == ["Sedan start Budget", "Sedan start Utfall", "I år Utfall 2025"]


@pytest.mark.parametrize(
    ("row", "column", "number", "unit", "part"),
    [
        ("Lokaler", "Sedan start Utfall", "-90", "tkr", 0),
        ("Lokaler", "I år Utfall 2025", "12.5", "mkr", 0),
        ("varav hyreslokaler", "I år Utfall 2025", "5.0", "mkr", 0),
        ("Andel", "Sedan start Budget", "10", "procent", 1),
        ("Andel", "Sedan start Utfall", "9", "procent", 1),
    ],
)
def test_facts_take_the_nearest_unit(row: str, column: str, number: str, unit: str, part: int) -> None:
    fact = TABLE.fact(row, column)
    assert (fact.number, fact.unit, fact.part) == (Decimal(number), unit, part)


def test_a_dash_is_no_fact() -> None:
    with pytest.raises(KeyError, match="0 cells"):
        TABLE.fact("varav hyreslokaler", "Sedan start Utfall")


@pytest.mark.parametrize(
    ("style", "number", "text"),
    [
        (NumberStyle(), "1234567", "1 234 567"),
        (NumberStyle(thousands="\u00a0", minus="\u2212"), "-1234.50", "\u22121\u00a0234,50"),
        (NumberStyle(thousands=""), "-12345", "-12345"),
        (NumberStyle(suffix=" %"), "0", "0 %"),
    ],
)
def test_numbers_are_printed_in_the_table_s_style(style: NumberStyle, number: str, text: str) -> None:
    assert style.to_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("operation", "decimals", "rows", "value", "unit"),
    [
        ("difference", 0, ("Lokaler", "varav hyreslokaler"), "60", "tkr"),
        ("sum", 0, ("Lokaler", "varav hyreslokaler"), "140", "tkr"),
        ("share", 1, ("varav hyreslokaler", "Lokaler"), "40.0", "procent"),
        ("growth", 0, ("Lokaler", "varav hyreslokaler"), "150", "procent"),
        ("mean", 1, ("Lokaler", "varav hyreslokaler"), "70.0", "tkr"),
    ],
)
def test_computed_values_come_from_the_cells(
    operation: str, decimals: int, rows: tuple[str, str], value: str, unit: str
) -> None:
    cells = tuple(At("made", "costs", row, "Sedan start Budget") for row in rows)
    computed = ask_to_value(Ask(CaseType.COMPUTED, "?", cells, operation, decimals), SHELF)
    assert (str(computed[0]), computed[1]) == (value, unit)


def test_cells_of_different_units_are_not_mixed() -> None:
    cells = (
        At("made", "costs", "Lokaler", "Sedan start Budget"),
        At("made", "costs", "Andel", "Sedan start Budget"),
    )
    with pytest.raises(ValueError, match="different units"):
        ask_to_value(Ask(CaseType.COMPUTED, "?", cells, "sum"), SHELF)


def test_a_line_names_file_page_and_labels() -> None:
    line = ask_to_line(
        Ask(CaseType.LOOKUP, "Andel?", (At("made", "costs", "Andel", "Sedan start Budget"),)), "x1", SHELF
    )
    assert (line["doc"], line["pages"], line["row"], line["column"]) == (
        "made",
        ["2"],
        "Andel",
        "Sedan start Budget",
    )


def test_a_report_is_the_same_bytes_each_time_and_knows_its_pages(tmp_path: Path) -> None:
    pages = write_pdf(REPORT, tmp_path / "a.pdf")
    assert write_pdf(REPORT, tmp_path / "b.pdf") == pages
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert (pages["text"], pages["costs"], pages["costs+"]) == (2, 2, 3)
    assert [page_label(REPORT, page) for page in (1, 2, 3)] == ["1", "1", "2"]


def test_a_spaced_extract_ends_cells_with_a_space_and_begins_pages_with_one() -> None:
    text = report_to_spaced_txt(REPORT, {"": 2, "costs": 1, "element 2": 1})
    first, second = text.split("\n  ")
    assert "Lokaler 100 -90 12,5 \n\nvarav hyres-\nlokaler \n\n40 - 5,0 " in first
    assert "Post Budget Utfall \nUtfall \n2025 \n\nAndel 10 Minst 9 % 8 " in second
