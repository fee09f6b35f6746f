"""Wrapped headers are cut into the right columns, in order, and captions and first row labels kept out of them."""

from __future__ import annotations

import pytest

from ingest.limits import Limits
from ingest.txt_draft import text_to_draft

# Lines as extracts have them: wrapped lines of a cell mostly stand tight, cells are parted by a blank line.
CASES = {
    "years in one line": (
        "Antal besök 2021 2022 2023 2024 \n\nBadhuset 410 428 430 441 \n\nIshallen 98 102 110 97 \n",
        ("Antal besök", "2021", "2022", "2023", "2024"),
    ),
    "cells of two lines each": (
        "Köpt vård, antal \n\nUtfall Aug \n2022 \n\nUtfall Aug \n2023 \n\nUtfall Aug \n2024 \n\n"
        "Fotvård 376 18 508 \n\nTandvård 5 206 5 965 6 332 \n\nÖvrigt 1 2 3 \n",
        ("Köpt vård, antal", "Utfall Aug 2022", "Utfall Aug 2023", "Utfall Aug 2024"),
    ),
    "tight and blank lines the wrong way round": (
        "Resor \nAck. \n\n2022-08 \nAck. \n\n2023-08 \nAck. \n\n2024-08 \n\nStad 120 131 140 \n\nLand 12 15 11 \n",
        ("Resor", "Ack. 2022-08", "Ack. 2023-08", "Ack. 2024-08"),
    ),
    "one cell on a line of its own between two that share one": (
        "Budgetram, per nämnd \n(tkr) \n\nAck. utfall apr 2024 Ack. budget apr 2024 \nAvvikelse (ack. utfall \n\nmot budget) \n\n"
        "Fullmäktige -10 986 -11 975 989 \n\nRevision -676 -809 133 \n",
        (
            "Budgetram, per nämnd (tkr)",
            "Ack. utfall apr 2024",
            "Ack. budget apr 2024",
            "Avvikelse (ack. utfall mot budget)",
        ),
    ),
    "hyphenated words": (
        "Resultat i miljoner \nkronor \n\nBudget \nack \n\n2024 \n\nUtfall \nack 2024 \n\nAvvi-\nkelse \nmot \n\nbudget \n\n"
        "Utfall \nack fg \n\når \n\nÅrsbud-\nget \n\nÅrspro-\ngnos \n\n"
        "Intäkter 743 910 167 785 1 090 1 300 \n\nKostnader -4 482 -4 685 -203 -4 663 -6 776 -7 163 \n",
        (
            "Resultat i miljoner kronor",
            "Budget ack 2024",
            "Utfall ack 2024",
            "Avvikelse mot budget",
            "Utfall ack fg år",
            "Årsbudget",
            "Årsprognos",
        ),
    ),
    "small words inside a header do not begin one": (
        "Verksamhet per nämnd (mkr) \n\nUtfall ack 2025 \nBudget ack \n\n2025 \n\nAvvikelse utfall \nmot budget ack \n\n2025 \n\n"
        "Skolnämnden -2 363 -2 058 -305 \n\nKulturnämnden -94 -101 8 \n",
        (
            "Verksamhet per nämnd (mkr)",
            "Utfall ack 2025",
            "Budget ack 2025",
            "Avvikelse utfall mot budget ack 2025",
        ),
    ),
    "plan and budget years": (
        "(Mkr) Budget 2024 Budget 2025 Plan 2026 Plan 2027 \n\nVård 723,0 783,1 805,8 827,5 \n\nStab 265,6 472,0 480,2 490,8 \n",
        ("(Mkr)", "Budget 2024", "Budget 2025", "Plan 2026", "Plan 2027"),
    ),
    "no header over the labels": (
        "  Utfall jan-apr Budget jan-apr Avvikelse \n\nFullmäktige -4 738 -5 971 1 234 \n\nStyrelsen -900 -1 433 533 \n",
        ("", "Utfall jan-apr", "Budget jan-apr", "Avvikelse"),
    ),
    "the newest period is the partial one": (
        "Skuld (mkr) 2025 Augusti 2024 2023 \n\nLån 588 542 492 \n\nLeasing 12 14 9 \n",
        ("Skuld (mkr)", "2025 Augusti", "2024", "2023"),
    ),
    "a change behind the years": (
        "Antal månadsav-\nlönade \n\n2023-08 2024-08 2025-08 \nFörändring mot \n\nfg år \n\n"
        "Skola 819 897 883 -14 \n\nOmsorg 419 397 412 15 \n",
        ("Antal månadsavlönade", "2023-08", "2024-08", "2025-08", "Förändring mot fg år"),
    ),
    "dates of measurement": (
        "Antal anställda (administra-\ntiv personal) \n\nper 31 aug 2025 per 1 mar 2025 Förändring jmft \n1 mar 2025 \n\n"
        "Anställningsstopp 1 095 1 096 -1 \n\nVakanser 12 14 -2 \n",
        (
            "Antal anställda (administrativ personal)",
            "per 31 aug 2025",
            "per 1 mar 2025",
            "Förändring jmft 1 mar 2025",
        ),
    ),
    "targets and outcomes": (
        "Finansiella mål Målvärde \nUtfall per augusti / \n\nMåluppfyllnad \n\nSoliditet 34% 31% \n\nLikviditet 67% 71% \n",
        ("Finansiella mål", "Målvärde", "Utfall per augusti / Måluppfyllnad"),
    ),
    "a wrapped first label is no header": (
        "  2022-08 2023-08 2024-08 2025-08 \nFörändring \nmot fg år \n\nArbetsmarknads-\nnämnden \n\n3 500 3 570 3 749 3 820 71 \n\n"
        "Miljönämnden 173 168 161 165 4 \n",
        ("", "2022-08", "2023-08", "2024-08", "2025-08", "Förändring mot fg år"),
    ),
    "a heading above is no header": (
        "Personal \n\nKostnad beman-\nning i mkr \n\n2023-08 2024-08 \nFörändring \ni mkr \n\nLäkare 112 90 -22 \n\nSköterskor 116 53 -63 \n",
        ("Kostnad bemanning i mkr", "2023-08", "2024-08", "Förändring i mkr"),
    ),
    "sub-headers of a forecast": (
        "Mkr Utfall 2024 Budget 2024 Prognos 2024 Avvikelse prognos mot budget \n\n"
        "Gator -31 -30 -31 -1 \n\nParker -12 -14 -12 2 \n",
        ("Mkr", "Utfall 2024", "Budget 2024", "Prognos 2024", "Avvikelse prognos mot budget"),
    ),
}


@pytest.mark.parametrize(("text", "header"), CASES.values(), ids=CASES.keys())
def test_header_cells(text: str, header: tuple[str, ...]) -> None:
    grids = text_to_draft(text, Limits()).grids
    assert [tuple(cell.text if cell else "" for cell in grid.header[-1].cells) for grid in grids] == [header]


def test_headers_of_two_levels_span_equally_many_columns() -> None:
    text = (
        "Investeringar (tkr) Uppgifter sedan start Varav årets investeringar \n\nPågående objekt \nBeslutad \n\ntotalutgift \n\n"
        "Ack. ut-\nfall \n\nAvvi-\nkelse \n\nBudget Utfall \nAvvi-\nkelse \n\n"
        "Skolor 6 047 4 715 1 332 6 047 4 715 1 332 \n\nGator 270 302 -32 270 302 -32 \n\nParker 0 0 0 0 0 0 \n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    above, names = grid.header
    assert [(cell.text, cell.column_span) if cell else None for cell in above.cells] == [
        ("Investeringar (tkr)", 1),
        ("Uppgifter sedan start", 3),
        None,
        None,
        ("Varav årets investeringar", 3),
        None,
        None,
    ]
    assert [cell.text for cell in names.cells if cell] == [
        "Pågående objekt",
        "Beslutad totalutgift",
        "Ack. utfall",
        "Avvikelse",
        "Budget",
        "Utfall",
        "Avvikelse",
    ]


def test_columns_without_headers_of_their_own_stand_under_the_wider_one() -> None:
    text = (
        "Mål för nämnderna Uppdrag \nFinansiella nyck-\n\neltal \n\nSamman-\nvägd status \n\n"
        "God skola för \nalla barn \n\n 9     \nDelvis upp-\n\nfyllt \n\n"
        "Trygga gator och \ntorg \n\n 5     Ej uppfyllt \n\n"
        "Ordning på \nekonomin \n\n 4  3 1 2 Ej uppfyllt \n\nTotalt  18 0 3 1 2  \n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [(cell.text, cell.column_span) for cell in grid.header[0].cells if cell] == [
        ("Mål för nämnderna", 1),
        ("Uppdrag", 3),
        ("Finansiella nyckeltal", 3),
        ("Sammanvägd status", 1),
    ]
    assert [[cell.text for cell in row.cells if cell] for row in grid.rows] == [
        ["God skola för alla barn", "", "9", "", "", "", "", "Delvis uppfyllt"],
        ["Trygga gator och torg", "", "5", "", "", "", "", "Ej uppfyllt"],
        ["Ordning på ekonomin", "", "4", "", "3", "1", "2", "Ej uppfyllt"],
        ["Totalt", "", "18", "0", "3", "1", "2", ""],
    ]


def test_arithmetic_decides_against_a_caption_that_reads_like_headers() -> None:
    text = (
        "Driftredovisning \n\nNettokostnad per nämnd, tkr \n\nNämnd/styrelse Budget 2024 Utfall 2024 Avvikelse Utfall 2023 \n\n"
        "Kommunstyrelsen 184 250 179 612 4 638 171 004 \n\nSocialnämnden 1 045 300 1 061 020 -15 720 1 002 480 \n\n"
        "Finansförvaltning -2 251 000 -2 290 300 39 300 -2 180 100 \n\nTotalt -1 021 450 -1 049 668 28 218 -1 006 616 \n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [[cell.text for cell in row.cells if cell] for row in (*grid.header, *grid.rows)] == [
        ["Nämnd/styrelse", "Budget 2024", "Utfall 2024", "Avvikelse", "Utfall 2023"],
        ["Kommunstyrelsen", "184 250", "179 612", "4 638", "171 004"],
        ["Socialnämnden", "1 045 300", "1 061 020", "-15 720", "1 002 480"],
        ["Finansförvaltning", "-2 251 000", "-2 290 300", "39 300", "-2 180 100"],
        ["Totalt", "-1 021 450", "-1 049 668", "28 218", "-1 006 616"],
    ]


def test_the_scale_over_the_labels_is_no_column() -> None:
    text = (
        "Resultatbudget \n\nBelopp i tkr Bokslut 2023 Budget 2024 Prognos 2024 Avvikelse \n\n"
        "Intäkter 45 210 44 000 46 100 2 100 \n\nPersonal -312 400 -318 250 -321 900 -3 650 \n\n"
        "Övrigt -98 120 -101 400 -100 950 450 \n"
    )
    (grid,) = text_to_draft(text, Limits()).grids
    assert [cell.text for cell in grid.header[-1].cells if cell] == [
        "Belopp i tkr",
        "Bokslut 2023",
        "Budget 2024",
        "Prognos 2024",
        "Avvikelse",
    ]
    assert [cell.text for cell in grid.rows[0].cells if cell] == [
        "Intäkter",
        "45 210",
        "44 000",
        "46 100",
        "2 100",
    ]
