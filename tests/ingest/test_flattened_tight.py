"""Extracts without blank lines between printed lines: what stands where is told by words and numbers alone."""

from __future__ import annotations

import pytest

from ingest.limits import Limits
from ingest.txt_draft import text_to_draft

CASES = {
    "a header printed cell by cell, each wrapped": (
        "Drift per nämnd\nVerksamhet, mkr Budget\njan–aug 2023\nUtfall\njan–aug 2023\nBudget-\navvikelse\nPrognos\nhelår 2023\n"
        "Skolnämnden 245,3 231,5 13,8 345,3\nBarn- och utbildnings-\nnämnden 89,9 86,7 3,2 137,4\nTotalt 335,2 318,2 17,0 482,7\n",
        [
            "Verksamhet, mkr",
            "Budget jan–aug 2023",
            "Utfall jan–aug 2023",
            "Budgetavvikelse",
            "Prognos helår 2023",
        ],
        [
            ["Skolnämnden", "245,3", "231,5", "13,8", "345,3"],
            ["Barn- och utbildningsnämnden", "89,9", "86,7", "3,2", "137,4"],
            ["Totalt", "335,2", "318,2", "17,0", "482,7"],
        ],
    ),
    "the same header printed line by line": (
        "Verksamhet, mkr Budget Utfall Budget- Prognos\njan–aug 2023 jan–aug 2023 avvikelse helår 2023\n"
        "Skolnämnden 245,3 231,5 13,8 345,3\nTekniska nämnden 89,9 86,7 3,2 137,4\nTotalt 335,2 318,2 17,0 482,7\n",
        [
            "Verksamhet, mkr",
            "Budget jan–aug 2023",
            "Utfall jan–aug 2023",
            "Budgetavvikelse",
            "Prognos helår 2023",
        ],
        [
            ["Skolnämnden", "245,3", "231,5", "13,8", "345,3"],
            ["Tekniska nämnden", "89,9", "86,7", "3,2", "137,4"],
            ["Totalt", "335,2", "318,2", "17,0", "482,7"],
        ],
    ),
    "months and years that follow each other": (
        "Volymer\naug 2023 aug 2022 aug 2021 Förändring\nBarn i förskola 1 321 1 328 1 310 -7\n"
        "Elever i skola 3 152 3 115 3 150 37\nPlatser 271 265 264 6\n",
        ["", "aug 2023", "aug 2022", "aug 2021", "Förändring"],
        [
            ["Barn i förskola", "1 321", "1 328", "1 310", "-7"],
            ["Elever i skola", "3 152", "3 115", "3 150", "37"],
            ["Platser", "271", "265", "264", "6"],
        ],
    ),
    "quarters that add up to the year choose between groupings": (
        "Anmälningar Kv 1 Kv 2 Kv 3 Kv 4 Helår 2022\nAvlopp 34 204 126 35 399\nLivsmedel 178 159 176 98 611\n"
        "Buller 70 111 90 22 293\nTotalt 282 474 392 155 1 303\n",
        ["Anmälningar", "Kv 1", "Kv 2", "Kv 3", "Kv 4", "Helår 2022"],
        [
            ["Avlopp", "34", "204", "126", "35", "399"],
            ["Livsmedel", "178", "159", "176", "98", "611"],
            ["Buller", "70", "111", "90", "22", "293"],
            ["Totalt", "282", "474", "392", "155", "1 303"],
        ],
    ),
    "years as row labels under names that say nothing": (
        "År Idrott Kultur Studieförbund\n2020 6 396 23 724 4 149\n2021 14 270 22 118 4 038\n2022 15 120 21 900 4 200\n",
        ["År", "Idrott", "Kultur", "Studieförbund"],
        [
            ["2020", "6 396", "23 724", "4 149"],
            ["2021", "14 270", "22 118", "4 038"],
            ["2022", "15 120", "21 900", "4 200"],
        ],
    ),
    "a label cut at a dash": (
        "Projekt Budget 2024 Plan 2025\nLedning Ekdala–\nFuruvik 43 500 5 000\nIdrottshall 27 000 4 750\nTotalt 70 500 9 750\n",
        ["Projekt", "Budget 2024", "Plan 2025"],
        [
            ["Ledning Ekdala– Furuvik", "43 500", "5 000"],
            ["Idrottshall", "27 000", "4 750"],
            ["Totalt", "70 500", "9 750"],
        ],
    ),
}


@pytest.mark.parametrize(("text", "header", "rows"), CASES.values(), ids=CASES)
def test_a_tight_table_comes_back(text: str, header: list[str], rows: list[list[str]]) -> None:
    (grid,) = text_to_draft(text, Limits()).grids
    assert [cell.text if cell else "" for cell in grid.header[-1].cells] == header
    assert [[cell.text for cell in row.cells if cell] for row in grid.rows] == rows


def test_years_above_names_that_repeat_are_a_header_of_their_own() -> None:
    text = (
        "Anställda 31 december\n2022 2021\nKvinnor Män Kvinnor Män\nHeltid dag 12 31 11 33\nHeltid skift 8 64 7 66\n"
        "Deltid 5 41 6 40\n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    above, names = grid.header
    assert [cell.text for cell in above.cells if cell] == ["", "2022", "2021"]
    assert [cell.text for cell in names.cells if cell] == ["", "Kvinnor", "Män", "Kvinnor", "Män"]
