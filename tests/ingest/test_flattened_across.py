"""Extracts that print a page line by line, every line tight: headers and labels come in slices across the page."""

from __future__ import annotations

from ingest.limits import Limits
from ingest.txt_draft import text_to_draft


def tables_of(text: str) -> list[tuple[list[str], list[list[str]]]]:
    return [
        (
            [cell.text if cell else "" for cell in grid.header[-1].cells],
            [[cell.text for cell in row.cells if cell] for row in grid.rows],
        )
        for grid in text_to_draft(text, Limits()).grids
    ]


def test_a_header_on_one_line() -> None:
    text = (
        "Budgetramar per område\nMkr Budget 2024 Budget 2025 Plan 2026\nVård 723,0 783,1 805,8\nStab 265,6 472,0 480,2\n"
        "Totalt 988,6 1 255,1 1 286,0\nTexten om ramarna följer här under.\n"
    )
    assert tables_of(text) == [
        (
            ["Mkr", "Budget 2024", "Budget 2025", "Plan 2026"],
            [
                ["Vård", "723,0", "783,1", "805,8"],
                ["Stab", "265,6", "472,0", "480,2"],
                ["Totalt", "988,6", "1 255,1", "1 286,0"],
            ],
        )
    ]


def test_names_on_one_line_and_years_on_the_next() -> None:
    text = (
        "Köpt vård, antal Utfall Aug Utfall Aug Utfall Aug\nbesök hos privata 2022 2023 2024\n"
        "Fotvård 17 376 18 043 17 508\nTandvård 5 206 5 454 5 965\nÖvrigt 320 314 325\n"
    )
    assert tables_of(text)[0][0][1:] == ["Utfall Aug 2022", "Utfall Aug 2023", "Utfall Aug 2024"]


def test_a_wrapped_header_that_comes_apart_is_no_table() -> None:
    # What is read as a header must be right: a number under the wrong header is worse than none.
    text = (
        "Avvikelse\nResultat ackumulerat i Budget Utfall ack Utfall ack\nmot Årsbudget\nmiljoner kronor ack 2025 2025 fg år\nbudget\n"
        "Intäkter 743 910 167 785 1 090\nKostnader -4 482 -4 685 -203 -4 663 -6 776\nResultat -3 739 -3 775 -36 -3 878 -5 686\n"
    )
    assert tables_of(text) == []


def test_a_header_of_which_a_part_stands_above_and_below_is_no_table() -> None:
    text = (
        "Avvikelse utfall mot\nVerksamhet per nämnd (mkr) Utfall ack 2025 Budget ack 2025\nbudget ack 2025\n"
        "Skolnämnden -2 363 -2 058 -305\nKulturnämnden -94 -101 8\nStyrelsen -1 213 -1 449 235\n"
    )
    assert tables_of(text) == []


def test_values_level_with_the_middle_of_a_wrapped_label() -> None:
    text = (
        "Besök Utfall 2023 Utfall 2024\nRörelsehinder\nPatienter som fått nödvändig\n1 229 1 198\ntandvård\n"
        "Patienter som fått hjälp med\nresor till och 120 138\nfrån vården\nÖvriga 56 61\n"
    )
    assert tables_of(text)[0][1] == [
        ["Rörelsehinder", "", ""],
        ["Patienter som fått nödvändig tandvård", "1 229", "1 198"],
        ["Patienter som fått hjälp med resor till och från vården", "120", "138"],
        ["Övriga", "56", "61"],
    ]


def test_a_row_with_too_few_values_keeps_its_words_but_gets_no_cells() -> None:
    text = "Tkr Budget Utfall Avvikelse\nSkola 500 450 50\nVård 9 200 9 400\nGator 100 120 -20\nParker 80 60 20\n"
    (_, rows) = tables_of(text)[0]
    assert ["Skola", "500", "450", "50"] in rows
    assert ["Gator", "100", "120", "-20"] in rows
    assert [row for row in rows if row[0].startswith("Vård") and any(row[1:])] == []
