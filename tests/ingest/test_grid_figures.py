"""Which cells are figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.grid_figures import cell_number, read_figures, year_columns
from ingest.records import Bound, GridCell
from tests.ingest.small_grids import make_row


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("4,0 (enkät)", "4.0", None, None),
        ("KS: 31,4 %", "31.4", "procent", None),
        ("▲ 12", "12", None, None),
        ("Max 200 patienter", "200", "antal", Bound.AT_MOST),
        ("283 elever", "283", "antal", None),
        ("1 920 tim i snitt/mån (R12)", "1920", "timmar", None),
        ("Kortare än 10 minuter", "10", "minuter", Bound.BELOW),
    ],
)
def test_figures_with_words(text: str, value: str, unit: str | None, bound: Bound | None) -> None:
    number = cell_number(GridCell(text, 1))
    assert number is not None
    assert (str(number.value), number.unit, number.bound, number.raw) == (value, unit, bound, text)


@pytest.mark.parametrize(
    "text",
    [
        "350 Nej",
        "14 300 överflyttad budget från",
        "3,5% realt per år under en 5-års period",
        "1,5-4 år",
        "12 (10)",
        "Två av tre",
        "5 nya uppdrag till nämnden",
    ],
)
def test_comments_are_no_figures(text: str) -> None:
    assert cell_number(GridCell(text, 1)) is None


def test_dots_are_thousands_where_the_whole_table_says_so() -> None:
    rows = [make_row(("A", "92.000", "8.400")), make_row(("B", "-12.500", "1.208.400"))]
    numbers = read_figures(rows, ((), (), ()))
    assert [[number.value if number else None for number in row] for row in numbers] == [
        [None, Decimal(92000), Decimal(8400)],
        [None, Decimal(-12500), Decimal(1208400)],
    ]


def test_dots_are_thousands_in_figures_with_a_unit() -> None:
    rows = [make_row(("A", "26.442 kr", "80 kr")), make_row(("B", "9.238 kr", "9.523 kr"))]
    numbers = read_figures(rows, ((), (), ()))
    assert [[(number.value, number.unit) if number else None for number in row[1:]] for row in numbers] == [
        [(Decimal(26442), "kr"), (Decimal(80), "kr")],
        [(Decimal(9238), "kr"), (Decimal(9523), "kr")],
    ]


@pytest.mark.parametrize(
    ("total", "value"),
    [
        pytest.param("1.764", Decimal(1764), id="the sum of its column"),
        pytest.param("1.765", None, id="no sum: it may be a decimal"),
    ],
)
def test_a_lone_dotted_figure_is_thousands_where_it_adds_up(total: str, value: Decimal | None) -> None:
    rows = [
        make_row(("A", "700")),
        make_row(("B", "999")),
        make_row(("C", "65")),
        make_row(("Totalt", total)),
    ]
    number = read_figures(rows, ((), ()))[-1][1]
    assert (number.value if number else None) == value


def test_dots_stay_unread_where_they_may_be_decimals() -> None:
    rows = [make_row(("A", "92.000", "8.45")), make_row(("B", "12.500", "7.125"))]
    numbers = read_figures(rows, ((), (), ()))
    assert [row[1] for row in numbers] == [None, None]


def test_numbers_of_notes_are_no_figures() -> None:
    rows = [make_row((name, str(note), "3 846,2")) for name, note in (("A", 9), ("B", 10), ("C", 11))]
    by_header = read_figures(rows, (("Mkr",), ("Not",), ("2024",)))
    without = read_figures(rows, ((), (), ()))
    for numbers in (by_header, without):
        assert [row[1] for row in numbers] == [None, None, None]
        assert numbers[0][2] is not None


def test_small_counts_under_a_header_stay_figures() -> None:
    rows = [make_row((name, str(count), "100")) for name, count in (("A", 9), ("B", 10), ("C", 11))]
    assert all(row[1] is not None for row in read_figures(rows, (("",), ("Antal",), ("Mkr",))))


def test_columns_of_years_are_seen() -> None:
    rows = [make_row(("Skola", "120", "2027")), make_row(("Bro", "80", "2026"))]
    assert year_columns(read_figures(rows, ((), (), ()))) == {2}
