"""What a report proves about a table that prints no unit."""

from __future__ import annotations

import pytest

from ingest.periods import Period
from ingest.records import Block, BlockKind, Grid, Table
from ingest.report_identity import Identity
from ingest.report_tables import draft_to_tables
from tests.ingest.small_grids import cell_at, make_draft, make_grid

IDENTITY = Identity("Delårsrapport augusti 2025", kind="delårsrapport", period=Period((2025, 1), (2025, 8)))


def tables_of(*parts: Grid | str) -> tuple[Table, ...]:
    """Tables of a draft whose blocks are the parts in turn."""
    empty = make_draft([["Rapport"]])
    blocks, grids = [], []
    for part in parts:
        if isinstance(part, Grid):
            blocks.append(Block(BlockKind.TABLE, "", (), (), grid=len(grids)))
            grids.append(part)
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, part, (), ()))
    draft = type(empty)(empty.pages, tuple(blocks), tuple(grids))
    return draft_to_tables(draft, IDENTITY, lambda number: f"t{number}")


RESULT = make_grid(
    [("Resultaträkning, mkr", "2025-08", "2024-08")],
    [
        ("Intäkter", "912,4", "791,3"),
        ("Kostnader", "-4 711,8", "-4 702,9"),
        ("Årets resultat", "-187,6", "-179,9"),
    ],
)


def test_the_same_row_with_the_same_figure_proves_the_unit() -> None:
    balance = make_grid(
        [("", "2025-08")], [("Årets resultat", "-187,6"), ("Skulder", "431,2"), ("Soliditet", "31")]
    )
    table = tables_of(RESULT, balance)[1]
    assert (cell_at(table, 1, 1).unit, cell_at(table, 1, 1).unit_source) == ("mkr", "document")
    assert cell_at(table, 2, 1).unit is None  # a ratio is no money
    assert table.unit == "mkr"


def test_a_column_of_people_beside_columns_of_money_says_nothing_of_their_unit() -> None:
    projects = make_grid(
        [("Insats", "Budget", "Utfall", "Deltagare")],
        [
            ("Ung kraft", "1 850 000", "902 700", "51"),
            ("Samtal", "700 000", "118 400", "17"),
            ("Totalt", "2 550 000", "1 021 100", "68"),
        ],
        caption="Insatser: kostnad och deltagare",
    )
    result = make_grid(
        [("Resultaträkning, kr", "Budget", "Utfall")], [("Insatser", "-2 550 000", "-1 021 100")]
    )
    table = tables_of(result, projects)[1]
    assert [cell_at(table, 0, column).unit for column in (1, 2, 3)] == ["kr", "kr", "antal"]


def test_a_rate_of_interest_says_nothing_of_the_loan_beside_it() -> None:
    loans = make_grid(
        [("Bank", "Ränta", "Skuld")], [("Nord", "3,92 %", "9 800 000"), ("Syd", "1,1 %", "14 250 000")]
    )
    table = tables_of(loans)[0]
    assert [cell_at(table, 0, column).unit for column in (1, 2)] == ["procent", None]


def test_two_sums_that_stand_together_elsewhere_prove_the_unit() -> None:
    costs = make_grid(
        [("Kostnader i tkr", "Utfall", "Budget")],
        [("Lön", "-4 612", "-7 120"), ("Summa nettokostnader", "-8 321", "-10 345")],
    )
    per_board = make_grid(
        [("", "Utfall", "Budget")],
        [
            ("Kommunfullmäktige", "-5 669", "-7 507"),
            ("Kommunstyrelsen", "-1 082", "-1 173"),
            ("Socialnämnden", "-1 569", "-1 664"),
        ],
    )
    table = tables_of(costs, per_board)[1]
    assert {cell.unit for cell in table.cells} == {"tkr"}


def test_an_amount_in_the_text_before_proves_the_unit() -> None:
    pensions = make_grid([("Pensionsförpliktelse", "2025-08")], [("Summa förpliktelser", "5127")])
    table = tables_of("Åtagandet uppgår till 5 127 miljoner kronor.", pensions)[0]
    assert (cell_at(table, 0, 1).unit, cell_at(table, 0, 1).unit_source) == ("mkr", "text")


def test_contradicting_proofs_prove_nothing() -> None:
    loans = make_grid([("Lån", "2025-08")], [("Skulder", "5127")])
    table = tables_of("Lånen är 5 127 mkr. Avgiften är 5 127 tkr.", loans)[0]
    assert cell_at(table, 0, 1).unit is None


def test_a_neighbour_under_the_same_columns_has_the_same_unit() -> None:
    pledges = make_grid([("Panter", "2025-08", "2024-08")], [("Panter och säkerheter", "911,3", "833,4")])
    table = tables_of(RESULT, pledges)[1]
    assert (cell_at(table, 0, 1).unit, cell_at(table, 0, 1).unit_source) == ("mkr", "section")


def test_tables_about_other_things_stay_without_a_unit() -> None:
    snow = make_grid([("Väder", "2025-08")], [("Snöfall", "5127")])
    assert cell_at(tables_of("Kostnaden blev 5 127 mkr.", snow)[0], 0, 1).unit is None


def test_short_figures_prove_nothing() -> None:
    loans = make_grid([("Lån", "2025-08")], [("Skulder", "12")])
    assert cell_at(tables_of("Kostnaden blev 12 mkr.", loans)[0], 0, 1).unit is None


SERVICES = ("IT-drift", "Telefoni", "Lokaler", "Lön och ekonomi")


def services(caption: str, header: tuple[str, ...], figures: tuple[str, ...]) -> Grid:
    """A table of the same services, one column of figures."""
    return make_grid(
        [header], [(name, figure) for name, figure in zip(SERVICES, figures, strict=True)], caption
    )


@pytest.mark.parametrize(
    ("figures", "unit"),
    [
        (("19,4", "3,0", "14,0", "11,8"), "mkr"),
        # A thousand times larger: the other table is in another scale.
        (("19 412", "3 020", "14 011", "11 804"), None),
    ],
)
def test_a_table_of_the_same_rows_beside_gives_its_unit(figures: tuple[str, ...], unit: str | None) -> None:
    year = services(
        "Tjänster, helår (mkr)", ("Tjänst", "Prognos kostnader"), ("84,5", "12,1", "55,3", "48,0")
    )
    months = services("Tjänster, perioden", ("Tjänst", "Utfall kostnader"), figures)
    for table in (tables_of(months, year)[0], tables_of(year, months)[1]):
        assert cell_at(table, 0, 1).unit == unit


def test_a_whole_amount_printed_with_decimals_is_not_counted() -> None:
    table = tables_of(
        services("Resultat per tjänster", ("Tjänst", "Utfall kostnader"), ("19,4", "3,0", "14,0", "11,8"))
    )[0]
    assert [cell_at(table, row, 1).unit for row in range(4)] == [None] * 4
