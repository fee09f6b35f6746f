"""Declared units reach just as far as they are declared."""

from __future__ import annotations

import pytest

from ingest.declared_units import declared_unit, only_unit, section_units
from ingest.records import Block, BlockKind, Grid
from ingest.report_identity import Identity
from ingest.report_tables import draft_to_tables
from tests.ingest.small_grids import cell_at, make_draft, make_grid


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["Samtliga belopp anges i TSEK om inget annat anges."], "tkr"),
        (["Beloppen redovisas i miljoner kronor om inte annat framgår."], "mkr"),
        (["Belopp i tkr"], None),
        (["Alla belopp i tkr.", "Samtliga belopp i mkr."], None),
        (["Alla siffror anges i procent."], None),
        ([], None),
    ],
)
def test_units_for_all_amounts(texts: list[str], unit: str | None) -> None:
    assert declared_unit(texts) == unit


def table_block(grid: int, *section: str) -> Block:
    return Block(BlockKind.TABLE, "", section, (), grid=grid)


def test_a_section_s_declaration_reaches_its_own_tables_only() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "(Belopp i tusentals kronor)", ("Bilaga",), ()),
        table_block(0, "Bilaga", "Del 1"),
        table_block(1, "Noter"),
    ]
    assert section_units(blocks) == {0: "tkr"}


def test_the_only_unit_of_a_report_is_its_unit() -> None:
    result = make_grid([("TSEK", "2024")], [("Intäkter", "900")])
    balance = make_grid([("", "2024")], [("Skulder", "400")])
    costs = make_grid([("Mkr", "2024")], [("Kostnader", "1")])
    assert only_unit([result, balance], []) == "tkr"
    assert only_unit([result, costs], []) is None
    assert only_unit([balance], []) is None


def test_a_row_or_column_of_another_unit_is_an_exception_where_captions_agree() -> None:
    result, balance = (
        make_grid([("", "2024")], [(label, "4 571 300")], caption="Belopp i kronor")
        for label in ("Avgifter", "Skulder")
    )
    plan = make_grid([("Åtgärd", "Kostnad, tkr")], [("Tak", "2 850")], caption="Underhållsplan")
    assert only_unit([result, balance, plan], []) == "kr"
    assert only_unit([result, plan], []) is None  # one caption is no custom


def tables_of(*grids: Grid) -> list[str | None]:
    empty = make_draft([["Rapport"]])
    draft = type(empty)(empty.pages, empty.blocks, grids)
    return [
        cell_at(table, 0, 1).unit
        for table in draft_to_tables(draft, Identity("x"), lambda number: f"t{number}")
    ]


def test_the_only_unit_does_not_reach_figures_of_another_scale() -> None:
    result = make_grid([("Mkr", "2024")], [("Intäkter", "900")])
    assert tables_of(result, make_grid([("", "Budget")], [("Skulder", "412")])) == ["mkr", "mkr"]
    assert tables_of(result, make_grid([("", "Budget")], [("Skulder", "412 000")])) == ["mkr", None]
