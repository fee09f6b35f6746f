"""Columns that stand under each other (`pdftotext -layout`) and cells on lines of their own (`pdftotext`)."""

from __future__ import annotations

from ingest.limits import Limits
from ingest.txt_draft import text_to_draft

Table = tuple[list[str], list[list[str]]]


def tables_of(text: str) -> list[Table]:
    return [
        (
            [cell.text if cell else "" for cell in grid.header[-1].cells],
            [[cell.text for cell in row.cells if cell] for row in grid.rows],
        )
        for grid in text_to_draft(text, Limits()).grids
    ]


def test_numbers_are_cut_by_their_columns() -> None:
    text = """
Nämnd (mkr)              Utfall     Budget   Avvikelse
Barnnämnden               1 204      1 190          14
Miljönämnden                 31                     31
Kulturnämnden               598        612         -14
"""
    assert tables_of(text) == [
        (
            ["Nämnd (mkr)", "Utfall", "Budget", "Avvikelse"],
            [
                ["Barnnämnden", "1 204", "1 190", "14"],
                ["Miljönämnden", "31", "", "31"],
                ["Kulturnämnden", "598", "612", "-14"],
            ],
        )
    ]


def test_wrapped_headers_and_labels_are_joined_by_column() -> None:
    text = """
                              Utfall      Budget    Avvikelse mot
Verksamhet per nämnd (tkr)    aug 2024    aug 2024  budget
Teknik                          12 100      12 350         250
Gemensam nämnd för
hjälpmedel och tolkar              840         900          60
TOTALT FÖR HELA
                                12 940      13 250         310
KOMMUNEN
"""
    assert tables_of(text) == [
        (
            ["Verksamhet per nämnd (tkr)", "Utfall aug 2024", "Budget aug 2024", "Avvikelse mot budget"],
            [
                ["Teknik", "12 100", "12 350", "250"],
                ["Gemensam nämnd för hjälpmedel och tolkar", "840", "900", "60"],
                ["TOTALT FÖR HELA KOMMUNEN", "12 940", "13 250", "310"],
            ],
        )
    ]


def test_numbers_that_drifted_sideways_stay_in_one_column() -> None:
    text = """
Antal               2023      2024      2025
Skolor               412       398        12
Idrottshallar          8      1 004        9
Badplatser              7       11       103
Lekplatser          1 012      87          9
"""
    assert tables_of(text)[0][1] == [
        ["Skolor", "412", "398", "12"],
        ["Idrottshallar", "8", "1 004", "9"],
        ["Badplatser", "7", "11", "103"],
        ["Lekplatser", "1 012", "87", "9"],
    ]


def test_wider_headers_span_their_columns() -> None:
    text = """
Investeringar (tkr)        Sedan projektstart             Varav i år
                         Beslut       Utfall         Budget      Utfall
Simhallen                12 000        4 000          6 000       3 500
Torget                    3 000        2 900            500         450
"""
    (grid,) = text_to_draft(text, Limits()).grids
    assert [(cell.text, cell.column_span) if cell else None for cell in grid.header[0].cells] == [
        ("", 1),
        ("Sedan projektstart", 2),
        None,
        ("Varav i år", 2),
        None,
    ]
    assert [cell.text for cell in grid.header[1].cells if cell][1:] == [
        "Beslut",
        "Utfall",
        "Budget",
        "Utfall",
    ]


def test_headings_inside_an_aligned_table_are_rows() -> None:
    text = """
                              2025-08      2024-12
TILLGÅNGAR
Maskiner                        421,9        418,7
Fordringar
Kundfordringar                   95,8         27,0
Skattefordringar                  1,2          0,4
"""
    assert [row[0] for row in tables_of(text)[0][1]] == [
        "TILLGÅNGAR",
        "Maskiner",
        "Fordringar",
        "Kundfordringar",
        "Skattefordringar",
    ]


def test_form_feeds_part_the_pages_of_an_aligned_extract() -> None:
    text = (
        "Ekonomi\n\nTkr            Utfall   Budget\nSkola             500      450\nVård            9 200    9 400\n"
        "                                    1 (2)\n\fPersonal\n\nInga tabeller här.\n                     2 (2)\n"
    )
    draft = text_to_draft(text, Limits())
    assert [page.label for page in draft.pages] == ["1", "2"]
    assert [[row.cells[0].page_index for row in grid.rows if row.cells[0]] for grid in draft.grids] == [
        [1, 1]
    ]


def test_side_by_side_text_is_no_table() -> None:
    text = """
Anna Berg                        Ordförande
Bo Ek                            Vice ordförande
Vision                           Mål
"""
    assert tables_of(text) == []


def test_cells_on_lines_of_their_own_become_rows() -> None:
    text = (
        "Finansiella mål\nMålvärde\nUtfall per augusti /\nMåluppfyllnad\n\nSoliditet\n−34,8%\n\n−31,0%\n\n"
        "Kassalikviditet exkl.\nplaceringar\n>67%\n\n70,8%\n\nSkuldtak\n<16%\n\n8%\n"
    )
    assert tables_of(text) == [
        (
            ["Finansiella mål", "Målvärde", "Utfall per augusti / Måluppfyllnad"],
            [
                ["Soliditet", "−34,8%", "−31,0%"],
                ["Kassalikviditet exkl. placeringar", ">67%", "70,8%"],
                ["Skuldtak", "<16%", "8%"],
            ],
        )
    ]


def test_cells_under_a_header_whose_order_can_not_be_trusted_are_no_table() -> None:
    # The difference is larger than what it is the difference of: the headers came in another order.
    text = (
        "Tkr\n\nFörändring mot\nbudget\n\nUtfall\n\nBudget\n\n"
        "Personal\n-4 554\n-7 010\n2 456\n\nLokaler\n-3 325\n-2 631\n-694\n\nÖvrigt\n-341\n-475\n134\n\nIT\n-100\n-216\n116\n"
    )
    assert tables_of(text) == []
