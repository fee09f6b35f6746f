"""Cells of whole tables know what they mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.bodies import Bodies
from ingest.periods import Period
from ingest.records import Bound, CellState, FigureKind, Grid, Table
from ingest.table_meaning import ReportContext, grid_to_table
from tests.ingest.small_grids import cell_at, make_grid, make_row

AUGUST = Period((2025, 1), (2025, 8))
CONTEXT = ReportContext(period=AUGUST, kind="delårsrapport")


def read(grid: Grid, context: ReportContext = CONTEXT) -> Table:
    return grid_to_table(grid, "t1", {1: "7", 2: "8"}, context)


def test_a_budget_table_is_understood() -> None:
    table = read(
        make_grid(
            [
                (
                    "Drift per nämnd (miljoner kronor)",
                    "Utfall ack 2025",
                    "Budget ack 2025",
                    "Avvikelse mot budget",
                    "Utfall ack fg år",
                    "Årsprognos",
                )
            ],
            [
                ("Kommunstyrelsen", "-1 200", "-1 250", "50", "-1 190", "-1 800"),
                ("Socialnämnden", "-2 105", "-2 050", "-55", "-2 000", "-3 150"),
                ("Summa", "-3 305", "-3 300", "-5", "-3 190", "-4 950"),
            ],
            caption="Driftredovisning",
        )
    )
    cell = cell_at(table, 1, 3)
    assert (cell.number, cell.unit, cell.unit_source) == (Decimal(-55), "mkr", "caption")
    assert (cell.kind, cell.period, cell.body) == (FigureKind.DEVIATION, AUGUST, "Socialnämnden")
    assert (cell.row_path, cell.column_path) == (("Socialnämnden",), ("Avvikelse mot budget",))
    assert (cell.page, cell.page_index) == ("7", 1)
    assert cell_at(table, 0, 4).period == Period((2024, 1), (2024, 8))
    assert cell_at(table, 0, 5).period == Period((2025, 1), (2025, 12))
    assert cell_at(table, 2, 1).is_total
    assert table.unit == "mkr"
    assert [check.rule for check in table.checks] == [
        "column 1 - column 2 = column 3",
        "row 2 = sum of rows 0-1",
    ]


def test_columns_without_a_year_take_the_one_that_the_caption_names() -> None:
    table = read(
        make_grid(
            [("Anmälningar", "Kv 1", "Kv 2", "Helår 2024", "Föregående år")],
            [("Buller", "70", "111", "181", "150")],
            caption="Anmälningar per kvartal 2024",
        )
    )
    periods = [str(cell_at(table, 0, column).period) for column in range(1, 5)]
    assert periods == ["2024-01/2024-03", "2024-04/2024-06", "2024", "2023-01/2023-08"]


def test_a_column_of_units_gives_each_row_its_own() -> None:
    rows = [
        ("Skolan", "", "", ""),
        ("Elever med behörighet", "%", "84,1", "86,9"),
        ("Nettokostnad per elev", "kr", "138 250", "144 900"),
        ("Nettokostnad per plats i boende", "tkr", "846", "871"),
        ("Personer med hemtjänst", "antal", "503", "528"),
    ]
    table = read(make_grid([("", "Enhet", "2024", "2025")], rows, caption="Volymer och nyckeltal"))
    assert [cell_at(table, row, 3).unit for row in range(1, 5)] == ["procent", "kr", "tkr", "antal"]
    assert {cell_at(table, row, 3).unit_source for row in range(1, 5)} == {"row"}


def test_last_year_under_the_full_year_is_all_of_it() -> None:
    header = (
        make_row(("Belopp i mkr", "Period", None, "Helår", None, None), spans={1: 2, 3: 3}),
        make_row(("", "Utfall", "Utfall fg år", "Prognos", "Utfall fg år", "Bokslut fg år")),
    )
    table = read(Grid(header, (make_row(("Kostnader", "10", "9", "15", "14", "14")),), None, ()))
    periods = [str(cell_at(table, 0, column).period) for column in range(1, 6)]
    assert periods == ["2025-01/2025-08", "2024-01/2024-08", "2025", "2024", "2024"]


def test_equal_column_names_are_told_apart_by_their_group() -> None:
    header = (
        make_row(("Investeringar (tkr)", "Sedan start", None, "Varav i år", None), spans={1: 2, 3: 2}),
        make_row(("Pågående", "Budget", "Utfall", "Budget", "Utfall")),
    )
    table = read(Grid(header, (make_row(("Ny skola", "100", "90", "50", "40")),), None, ()))
    assert cell_at(table, 0, 2).column_path == ("Sedan start", "Utfall")
    assert cell_at(table, 0, 4).column_path == ("Varav i år", "Utfall")


def test_a_group_without_spans_goes_on_over_empty_places() -> None:
    table = read(
        make_grid(
            [("", "Kommunen", "", "Koncernen", ""), ("Mkr", "2025-08", "2024-08", "2025-08", "2024-08")],
            [("Intäkter", "10", "9", "20", "18")],
        )
    )
    assert cell_at(table, 0, 2).column_path == ("Kommunen", "2024-08")
    assert cell_at(table, 0, 4).column_path == ("Koncernen", "2024-08")
    assert cell_at(table, 0, 4).unit == "mkr"


def test_the_row_wins_in_a_mixed_table() -> None:
    table = read(
        make_grid(
            [("Nyckeltal, mkr", "2025-08", "2024-08")],
            [
                ("Nettokostnad", "-310,5", "-300,0"),
                ("Antal anställda", "1 250", "1 240"),
                ("Sjukfrånvaro i %", "6,1", "6,4"),
                ("Soliditet", "31", "33"),
                ("Andel fossilfria fordon", "45 %", "40 %"),
                ("Kassa (tkr)", "1 500", "1 400"),
            ],
        )
    )
    units = [(cell_at(table, row, 1).unit, cell_at(table, row, 1).unit_source) for row in range(6)]
    assert units == [
        ("mkr", "caption"),
        ("antal", "row"),
        ("procent", "row"),
        (None, None),  # a ratio without a mark is no money, and nothing says what it is
        ("procent", "cell"),
        ("tkr", "row"),
    ]


def test_the_column_has_its_own_unit() -> None:
    table = read(make_grid([("Kostnad i mkr", "2025-08", "Förändring %")], [("Läkare", "90", "-3,5")]))
    assert [cell_at(table, 0, column).unit for column in (1, 2)] == ["mkr", "procent"]


@pytest.mark.parametrize(
    ("grid", "source"),
    [
        (make_grid([("", "2025-08")], [("Kostnader", "120")], caption="Kostnader (tkr)"), "caption"),
        (make_grid([("Tkr", "2025-08")], [("Kostnader", "120")]), "caption"),
        (make_grid([("", "2025-08")], [("Kostnader", "120")], before=("Belopp i tkr",)), "text"),
        (make_grid([("", "2025-08")], [("Kostnader", "120")], section=("Resultaträkning (tkr)",)), "section"),
        (make_grid([("", "2025-08 tkr")], [("Kostnader", "120")]), "column"),
    ],
)
def test_the_scale_is_found_wherever_it_stands(grid: Grid, source: str) -> None:
    cell = cell_at(read(grid), 0, 1)
    assert (cell.unit, cell.unit_source) == ("tkr", source)


def test_the_scale_of_the_document_reaches_tables_about_money_only() -> None:
    context = ReportContext(period=AUGUST, unit="tkr", kind="delårsrapport")
    money = read(make_grid([("", "2025-08")], [("Intäkter", "120"), ("Kostnader", "-100")]), context)
    other = read(make_grid([("", "2025-08")], [("Snöfall", "120"), ("Regn", "100")]), context)
    assert (cell_at(money, 0, 1).unit, cell_at(money, 0, 1).unit_source) == ("tkr", "document")
    assert cell_at(other, 0, 1).unit is None


def test_an_unknown_unit_stays_unknown() -> None:
    table = read(
        make_grid(
            [("", "2025-08")],
            [("Intäkter", "120")],
            before=("Kostnaden blev 275 mkr under perioden, vilket är bra.",),
        )
    )
    assert cell_at(table, 0, 1).unit is None
    assert table.unit is None


def test_things_counted_have_the_unit_antal() -> None:
    table = read(
        make_grid(
            [("Kultur", "2024-08", "2025-08")],
            [("Föreställningar", "27", "15"), ("- musik", "16", "9"), ("- dans", "11", "6")],
        )
    )
    assert {cell.unit for cell in table.cells} == {"antal"}
    assert cell_at(table, 2, 1).row_path == ("Föreställningar", "- dans")


def test_a_total_that_counts_gives_its_parts_the_unit() -> None:
    table = read(
        make_grid(
            [("Trafik", "2024-08", "2025-08")],
            [
                ("Totalt antal resor", "3 750", "3 380"),
                ("Regionbuss", "1 366", "1 223"),
                ("Stadsbuss", "2 384", "2 157"),
            ],
        )
    )
    assert {cell.unit for cell in table.cells} == {"antal"}


def test_targets_have_bounds_and_the_full_year() -> None:
    table = read(
        make_grid(
            [("Nyckeltal", "Utfall", "Mål")],
            [
                ("Sjukfrånvaro", "6,6 %", "Max 5 %"),
                ("Nöjda kunder", "70 %", ">67 %"),
                ("Likviditet", "31", "Minst 30 %"),
            ],
        )
    )
    target = cell_at(table, 0, 2)
    assert (target.kind, target.bound, target.period) == (
        FigureKind.TARGET,
        Bound.AT_MOST,
        Period((2025, 1), (2025, 12)),
    )
    assert cell_at(table, 1, 2).bound is Bound.ABOVE
    outcome = cell_at(table, 2, 1)
    assert (outcome.unit, outcome.unit_source) == ("procent", "row")  # the target of the same measure says so
    assert outcome.period == AUGUST


def test_periods_in_rows_are_read() -> None:
    table = read(
        make_grid([("Mkr", "Intäkter", "Kostnader")], [("2023", "10", "-9"), ("Jan–aug 2024", "11", "-10")])
    )
    assert cell_at(table, 0, 1).period == Period((2023, 1), (2023, 12))
    assert cell_at(table, 1, 2).period == Period((2024, 1), (2024, 8))


def test_kinds_in_rows_are_read() -> None:
    table = read(
        make_grid(
            [("Tkr", "Socialnämnden", "Byggnadsnämnden")],
            [("Utfall", "10", "9"), ("Budget", "11", "9"), ("Avvikelse", "1", "0")],
        )
    )
    assert [cell_at(table, row, 1).kind for row in range(3)] == [
        FigureKind.OUTCOME,
        FigureKind.BUDGET,
        FigureKind.DEVIATION,
    ]
    assert cell_at(table, 0, 2).body == "Byggnadsnämnden"


def test_a_header_row_inside_the_body_begins_a_part() -> None:
    table = read(
        make_grid(
            [("Mkr", "2025-08", "2024-12")],
            [("Kassa", "30", "29"), ("PANTER", "2025-12", "2024-06"), ("Borgen", "5", "6")],
        )
    )
    cell = cell_at(table, 2, 2)
    assert (cell.row_path, cell.period) == (("PANTER", "Borgen"), Period((2024, 6), (2024, 6)))
    assert cell_at(table, 1, 1).state is CellState.TEXT


def test_a_second_table_taken_for_rows_of_the_first_keeps_its_own_unit_and_columns() -> None:
    table = read(
        make_grid(
            [("", "Not", "Utfall 2024", "Budget 2024")],
            [
                ("Verksamhetens intäkter", "1", "412,6", "389,0"),
                ("Verksamhetens kostnader", "2", "-987,4", "-930,2"),
                ("Nettokostnader per nämnd", "", "", ""),
                ("Nämnd, tkr", "Budget", "Utfall", "Avvikelse"),
                ("Byggnadsnämnden", "14 600", "13 971", "629"),
                ("Kulturnämnden", "58 900", "58 402", "498"),
            ],
            caption="Resultaträkning (mkr)",
        )
    )
    first, second = cell_at(table, 0, 2), cell_at(table, 4, 1)
    assert (first.unit, first.kind, first.column_path) == ("mkr", FigureKind.OUTCOME, ("Utfall 2024",))
    assert cell_at(table, 0, 1).number is None  # a note's number is no figure
    assert (second.number, second.unit, second.kind) == (Decimal(14600), "tkr", FigureKind.BUDGET)
    assert second.row_path == ("Byggnadsnämnden",)
    assert cell_at(table, 5, 3).column_path == ("Avvikelse",)


@pytest.mark.parametrize(
    "row",
    [
        ("Kostnader, tkr", "Budget", "4 120", "629"),  # figures
        ("Nämnd", "Budget", "Utfall", "Avvikelse"),  # no unit of its own
        ("Arbetstid, timmar", "Klart", "Försenat", "Budget"),  # words that name no column
        ("Kostnader, tkr", "Budget", "", ""),  # one name
    ],
)
def test_a_row_that_is_no_whole_header_leaves_the_table_s_unit(row: tuple[str, ...]) -> None:
    rows = [("Skolor", "1", "2", "3"), row, ("Förskolor", "4", "5", "6")]
    table = read(make_grid([("Verksamhet (mkr)", "Plan", "Bokslut", "Skillnad")], rows))
    last = cell_at(table, 2, 1)
    assert (last.unit, last.column_path) == ("mkr", ("Plan",))


def test_empty_dash_and_nought_differ() -> None:
    table = read(make_grid([("Mkr", "a", "b", "c", "d")], [("Lån", "", "–", "0", "se not")]))
    assert [cell.state for cell in table.cells] == [
        CellState.EMPTY,
        CellState.DASH,
        CellState.NUMBER,
        CellState.TEXT,
    ]


def test_a_second_column_of_words_belongs_to_the_label() -> None:
    table = read(
        make_grid(
            [("Nämnd", "Konto", "Utfall tkr")],
            [("Socialnämnden", "Personal", "10"), ("", "Lokaler", "5"), ("Byggnadsnämnden", "Personal", "3")],
        )
    )
    assert cell_at(table, 2, 2).row_path == ("Byggnadsnämnden", "Personal")
    assert cell_at(table, 2, 2).body == "Byggnadsnämnden"


def test_a_column_of_years_has_no_unit() -> None:
    table = read(
        make_grid([("Projekt, mkr", "Budget", "Klart")], [("Skola", "120", "2027"), ("Bro", "80", "2026")])
    )
    assert [cell_at(table, 0, column).unit for column in (1, 2)] == ["mkr", None]


def test_the_report_s_own_abbreviations_name_the_body() -> None:
    bodies = Bodies.general().for_report(["Trafiknämnden"], [])
    table = read(make_grid([("Tkr", "Utfall")], [("TN", "5")]), ReportContext(period=AUGUST, bodies=bodies))
    assert cell_at(table, 0, 1).body == "Trafiknämnden"


def test_a_plan_without_kinds_tells_no_outcomes() -> None:
    context = ReportContext(period=Period((2026, 1), (2026, 12)), kind="verksamhetsplan")
    table = read(make_grid([("Mkr", "2026", "Plan 2027")], [("Personal", "100", "110")]), context)
    assert cell_at(table, 0, 1).kind is None
    assert (cell_at(table, 0, 2).kind, cell_at(table, 0, 2).period) == (
        FigureKind.PLAN,
        Period((2027, 1), (2027, 12)),
    )


def test_words_in_brackets_behind_a_figure_are_left_out() -> None:
    table = read(
        make_grid([("Mätetal", "Målvärde")], [("Medarbetarindex", "4,0 (enkät)"), ("Frisk", "KS: 31,4 %")])
    )
    assert [cell_at(table, row, 1).number for row in (0, 1)] == [Decimal("4.0"), Decimal("31.4")]


def test_a_grid_of_one_column_or_none_gives_no_cells() -> None:
    assert read(make_grid([], [])).cells == ()
    assert read(make_grid([("Rubrik",)], [("Text",)])).cells == ()


TEXTS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "-",
            "12",
            "-1 234,5",
            "2024",
            "2025-08",
            "Summa",
            "varav jour",
            "TILLGÅNGAR",
            "Tkr",
            "83 %",
            "Max 5",
            "varav:",
        ]
    ),
    st.text(max_size=12),
)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=5), max_size=8), st.integers(0, 3))
def test_no_grid_breaks_the_reading(texts: list[list[str | None]], header_rows: int) -> None:
    rows = tuple(make_row(row, indent=len(row) % 3, bold=len(row) % 2 == 0) for row in texts)
    grid = Grid(rows[:header_rows], rows[header_rows:], None, ())
    table = read(grid)
    for cell in table.cells:
        assert 0 <= cell.row < len(table.rows)
        assert 0 < cell.column < grid.width
        assert (cell.state is CellState.NUMBER) == (cell.number is not None)
        assert cell.unit is None or cell.unit_source is not None


def test_months_stand_above_bare_years_and_a_total_has_its_year() -> None:
    table = read(
        make_grid(
            [("", "Jan–aug", "Jan–aug", "Helår 2025"), ("", "2025", "2024", "Bokslut 2024")],
            [("Lån", "12", "11", "15"), ("Samtliga 2023", "9", "8", "10")],
            caption="Skulder",
        )
    )
    periods = [str(cell_at(table, 0, column).period) for column in (1, 2, 3)]
    assert periods == ["2025-01/2025-08", "2024-01/2024-08", "2024"]
