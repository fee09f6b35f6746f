"""All tables of a report together."""

from __future__ import annotations

from ingest.records import FigureKind
from ingest.report_identity import Identity
from ingest.report_tables import draft_to_tables, report_context, with_inherited_headers
from tests.ingest.small_grids import make_draft, make_grid


def test_a_grid_without_a_header_goes_on_under_the_one_before() -> None:
    first = make_grid([("Mkr", "2024-12-31", "2023-12-31")], [("Kassa", "274", "318")])
    second = make_grid([], [("Eget kapital", "1 026", "1 219")], caption="Eget kapital och skulder")
    assert [grid.header for grid in with_inherited_headers([first, second])] == [first.header, first.header]


def test_another_width_or_other_columns_inherit_nothing() -> None:
    first = make_grid([("Mkr", "2024-12-31", "2023-12-31")], [("Kassa", "274", "318")])
    narrow = make_grid([], [("Eget kapital", "1 026")])
    words = make_grid([], [("Ärende", "Bokslut", "Ekonomichef")])
    assert [grid.header for grid in with_inherited_headers([first, narrow, words])][1:] == [(), ()]


def test_the_context_knows_the_report_s_bodies() -> None:
    draft = make_draft([["Tekniska nämnden (TN) redovisar."]])
    context = report_context(draft, Identity("Socialnämndens verksamhetsplan 2026", kind="verksamhetsplan"))
    assert context.body == "Socialnämnden"
    assert context.bodies.name_of("TN") == "Tekniska nämnden"


def test_slides_belong_to_no_single_body() -> None:
    context = report_context(make_draft([["x"]]), Identity("Kommunstyrelsens rapport", kind="presentation"))
    assert context.body is None


def test_tables_are_numbered_in_order() -> None:
    empty = make_draft([["Rapport"]])
    grids = (make_grid([("Mkr", "Budget")], [("A", "5")]), make_grid([("Mkr", "Utfall")], [("B", "6")]))
    draft = type(empty)(empty.pages, empty.blocks, grids)
    tables = draft_to_tables(draft, Identity("x"), lambda number: f"t{number}")
    assert [(table.id, table.cells[0].kind) for table in tables] == [
        ("t1", FigureKind.BUDGET),
        ("t2", FigureKind.OUTCOME),
    ]


def test_a_title_left_in_the_grid_before_gives_the_scale() -> None:
    caption = "Balanskrav i miljoner kronor"
    first = make_grid(
        [("", "2025", "2024")], [("Årets resultat", "-120", "-186"), ("Investeringar (tkr)", "", "")], caption
    )
    second = make_grid(
        [("", "Budget", "Utfall", "Avvikelse")], [("Fastigheter", "96 000", "61 220", "34 780")], caption
    )
    empty = make_draft([["Rapport"]])
    draft = type(empty)(empty.pages, empty.blocks, (first, second))
    tables = draft_to_tables(draft, Identity("x"), lambda number: f"t{number}")
    assert {cell.unit for cell in tables[1].cells} == {"tkr"}
    assert {cell.unit for cell in tables[0].cells if cell.row == 0} == {"mkr"}
