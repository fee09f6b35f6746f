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
    "each name begins behind the end of the last, on a line of its own": (
        "Verksamhet Budget\njan–jun 2023 Utfall ack\njan–jun 2023 Budget-\navvikelse Prognos\nhelår 2023\n"
        "Hamnen -27.380 -26.764 616 -40.991\nTeatern -5.848 -6.004 -156 -8.779\nSumma -33.228 -32.768 460 -49.770\n",
        [
            "Verksamhet",
            "Budget jan–jun 2023",
            "Utfall ack jan–jun 2023",
            "Budgetavvikelse",
            "Prognos helår 2023",
        ],
        [
            ["Hamnen", "-27.380", "-26.764", "616", "-40.991"],
            ["Teatern", "-5.848", "-6.004", "-156", "-8.779"],
            ["Summa", "-33.228", "-32.768", "460", "-49.770"],
        ],
    ),
    "a unit heads the labels beside names that say nothing": (
        "(tkr) Gång i skogen Trygga bryggor Orkestrar\n2029 2 111 2 464 5 635\n2030 22 187 21 870 2 497\n2031 3 322 25 242 2 629\n",
        ["(tkr)", "Gång i skogen", "Trygga bryggor", "Orkestrar"],
        [
            ["2029", "2 111", "2 464", "5 635"],
            ["2030", "22 187", "21 870", "2 497"],
            ["2031", "3 322", "25 242", "2 629"],
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


PROSE = (
    "Hamnen har under perioden haft fler båtar än väntat, och kajen har förlängts med ytterligare\n"
    "en brygga som invigdes i maj. Arbetet fortsätter under hösten i dialog med berörda föreningar.\n"
)


def test_a_caption_tight_under_a_paragraph_is_the_tables_own() -> None:
    text = (
        f"{PROSE}Kajens kostnader, tusen kronor\nTotalt Varav 2031\nDel Budget Utfall Budget Utfall\n"
        "Ny brygga 27 000 14 310 4 750 2 365\nLyftkran 19 000 7 030 7 000 7 525\nSumma 46 000 21 340 11 750 9 890\n"
    )
    draft = text_to_draft(text, Limits())
    (grid,) = draft.grids
    assert grid.caption == "Kajens kostnader, tusen kronor"
    assert [cell.text for cell in grid.header[0].cells if cell] == ["", "Totalt", "Varav 2031"]


def test_rows_of_figures_do_not_make_short_lines_of_text_look_whole() -> None:
    text = (
        "Hamnen har under perioden haft fler båtar än väntat, och kajen har förlängts med ytterligare\n"
        "brygga som invigdes i maj och som hela sommaren varit full.\nAntal båtar\nPlats 2031 2030\n"
        + "".join(
            f"Kaj {letter} {20 + i} {30 + i}\n" for i, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        )
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert grid.caption == "Antal båtar"


def test_a_table_goes_on_over_a_page_inside_a_label() -> None:
    text = (
        "Drift per nämnd\nVerksamhet, mkr Budget 2031 Utfall 2031 Avvikelse\nSkolnämnden 245,3 231,5 13,8\n"
        "Hamnnämnden 107,0 108,9 -1,9\n2\n\fKultur- och fritids-\nnämnden 163,5 161,2 2,3\nTotalt 515,8 501,6 14,2\n3\n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [row.cells[0].text for row in grid.rows if row.cells[0]] == [
        "Skolnämnden",
        "Hamnnämnden",
        "Kultur- och fritidsnämnden",
        "Totalt",
    ]


PROSE = (
    "Hamnen har under perioden haft fler båtar än väntat, och kajen har förlängts med en brygga som står färdig.\n"
    "Bryggan invigdes i maj och har hela sommaren varit full, och nästa sommar byggs ännu en på andra sidan viken.\n"
)


@pytest.mark.parametrize(
    ("caption", "header"),
    [
        pytest.param(
            "Båtar i hamnen januari–augusti 2031", "Kaj Udd Ö Totalt 2031 Totalt 2030", id="with a time"
        ),
        pytest.param(
            "Ärenden om båtplats 2031", "Sort Inkomna 2031 Avgjorda 2031 Inkomna 2030", id="with a year"
        ),
        pytest.param("Kajens kostnader (tkr)", "Sort Budget 2031 Utfall 2031 Avvikelse", id="with the unit"),
    ],
)
def test_a_caption_is_no_part_of_the_header_below_it(caption: str, header: str) -> None:
    figures = " ".join(str(n) for n in (245, 231, 14, 490)[: 4 if "Ö" in header else 3])
    text = PROSE + "".join(f"{line}\n" for line in (caption, header, f"Gäster {figures}", f"Fasta {figures}"))
    (grid,) = text_to_draft(text, Limits()).grids
    assert grid.caption == caption
    assert " ".join(cell.text for cell in grid.header[0].cells if cell) == header


def test_a_measure_in_a_label_is_no_value() -> None:
    text = (
        f"{PROSE}Väntan\nAndel, % Mål 2031 Utfall 2031 Utfall 2030\nPlats inom 90 dagar 80 68 66\nSvar inom 2 timmar 90 82 81\n"
        "Barn 7–15 år 12 13 14\nAlla 85 75 74\n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [[cell.text for cell in row.cells if cell] for row in grid.rows] == [
        ["Plats inom 90 dagar", "80", "68", "66"],
        ["Svar inom 2 timmar", "90", "82", "81"],
        ["Barn 7–15 år", "12", "13", "14"],
        ["Alla", "85", "75", "74"],
    ]


def test_prose_below_a_tight_table_is_no_comment_of_its_last_row() -> None:
    text = (
        f"Mål\nMått Mål 2031 Utfall 2031 Bedömning\nNöjda gäster 80 68 Ej uppfyllt\nSvar samma dag 90 92 Uppfyllt\n"
        f"{PROSE}Kajens kostnader\nSort Budget 2031 Utfall 2031 Avvikelse\nBryggor 245 231 14\nBojar 90 87 3\n"
    )
    first, second = text_to_draft(text, Limits()).grids
    assert [cell.text for cell in first.rows[-1].cells if cell] == ["Svar samma dag", "90", "92", "Uppfyllt"]
    assert second.caption == "Kajens kostnader"


def investments(total: str) -> str:
    return (
        f"{PROSE}Bryggor (tkr)\nObjekt Utfall 2031 Budget 2031 Prognos 2031 Beslutad utgift\nNorra bryggan 142,6 210,0 178,0 240,0\n"
        f"Södra bryggan 38,4 45,0 47,5 96,0\nKran 51,7 84,0 72,0\nBojar 9,3 40,0 12,5 118,0\nSlip 17,2 24,0 22,0\nSumma {total}\n"
    )


def test_sums_prove_that_the_last_column_is_empty_on_short_rows() -> None:
    (grid,) = text_to_draft(investments("259,2 403,0 332,0"), Limits()).grids
    assert [[cell.text for cell in row.cells if cell] for row in grid.rows[2:6]] == [
        ["Kran", "51,7", "84,0", "72,0", ""],
        ["Bojar", "9,3", "40,0", "12,5", "118,0"],
        ["Slip", "17,2", "24,0", "22,0", ""],
        ["Summa", "259,2", "403,0", "332,0", ""],
    ]


def test_short_rows_that_no_sum_proves_get_no_cells() -> None:
    grids = text_to_draft(investments("300,0 403,0 332,0"), Limits()).grids
    rows = [
        row for grid in grids for row in grid.rows if row.cells[0] and row.cells[0].text.startswith("Kran")
    ]
    assert not any(cell.text for row in rows for cell in row.cells[1:] if cell)


def test_a_word_in_the_last_column_is_a_value_of_its_row() -> None:
    text = (
        f"{PROSE}Bryggor (tkr)\nObjekt Budget 2031 Utfall 2031 Ram Klart\nNorra bryggan 142,6 210,0 178,0 2032\n"
        "Södra bryggan 38,4 45,0 47,5 klar\nBojar 9,3 40,0 12,5 2033\n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [cell.text for cell in grid.rows[1].cells if cell] == [
        "Södra bryggan",
        "38,4",
        "45,0",
        "47,5",
        "klar",
    ]


def test_sums_choose_between_a_number_in_the_label_and_thousands() -> None:
    text = (
        f"{PROSE}Bryggor (tkr)\nObjekt Budget 2031 Utfall 2031 Beslutad ram Slutprognos\nBrygga hus 14 240,0 221,3 890,0 945,0\n"
        "Kran 62,0 48,9 118,0 118,0\nSlip 85,0 91,7 160,0 163,0\nTotalt 387,0 361,9 1 168,0 1 226,0\n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [cell.text for cell in grid.rows[0].cells if cell] == [
        "Brygga hus 14",
        "240,0",
        "221,3",
        "890,0",
        "945,0",
    ]


def test_sums_tell_the_columns_of_a_short_total_of_whole_thousands() -> None:
    text = (
        f"{PROSE}Bidrag (tkr)\nBidragsform Budget Utfall Kvar Antal gäster\nBrygga 5 900 6 145 -245 74\nKran 4 200 4 085 115 41\n"
        "Slip 3 300 3 300 0 12\nBojar 1 450 1 210 240 33\nSumma 14 850 14 740 110\n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [[cell.text for cell in row.cells if cell] for row in grid.rows[-2:]] == [
        ["Bojar", "1 450", "1 210", "240", "33"],
        ["Summa", "14 850", "14 740", "110", ""],
    ]
