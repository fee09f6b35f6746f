"""Headers printed cell by cell with nothing between the cells: the figures' columns under their own names."""

from __future__ import annotations

import pytest

from eval.bench_flattened import header_path
from ingest.flattened_header_atoms import Periods, lines_to_tokens, tokens_to_atoms
from ingest.limits import Limits
from ingest.txt_draft import text_to_draft

# Extract, and the whole path of every column. All the text is invented.
CASES = {
    "two levels that begin on lines of their own": (
        "Hamnarnas netto, tkr\nHamn\nPeriod jan–sep Helår\nUtfall Budget Avvikelse Budget Prognos Avvikelse\n"
        "Norra hamnen 87 420 90 150 2 730 120 200 116 450 3 750\nÖstra hamnen 31 680 30 300 −1 380 41 400 42 900 −1 500\n"
        "Summa 119 100 120 450 1 350 161 600 159 350 2 250\n",
        [
            "Period jan–sep Utfall",
            "Period jan–sep Budget",
            "Period jan–sep Avvikelse",
            "Helår Budget",
            "Helår Prognos",
            "Helår Avvikelse",
        ],
    ),
    "the lower level is printed right behind a name that has none": (
        "Besök per brygga\nBrygga\nBåtar Gäster\nTimmar per vecka2031 2030 2029 2031 2030\n"
        "Storbryggan 214 380 206 915 198 240 68 420 71 305 58\nLillbryggan 41 265 43 710 42 190 8 675 9 120 34\n"
        "Näset 28 940 21 360 20 485 4 130 3 870 65\n",
        ["Båtar 2031", "Båtar 2030", "Båtar 2029", "Gäster 2031", "Gäster 2030", "Timmar per vecka"],
    ),
    "a year over three names, and three names of their own behind": (
        "Utfall per del (tkr)\nDel\n2031\nBudget netto 2031 Avvikelse 2031 Netto 2030Intäkter Kostnader Netto\n"
        "Kajer 120 -8 945 -8 825 -9 300 475 -8 610\nFyrar 1 865 -34 720 -32 855 -32 400 -455 -31 985\n"
        "Lotsar 4 310 -22 480 -18 170 -18 650 480 -17 890\n",
        [
            "2031 Intäkter",
            "2031 Kostnader",
            "2031 Netto",
            "Budget netto 2031",
            "Avvikelse 2031",
            "Netto 2030",
        ],
    ),
    "every name wrapped, under names of a higher level": (
        "Resultat, mkr\nJan–aug Helår\nUtfall\n2031\nBudget\n2031 Avvikelse\nUtfall\n2030\nBudget\n2031\nPrognos\n2031\n"
        "Avgifter 742,6 728,0 14,6 709,3 1 093,0 1 118,0\nKajer och\nbryggor\n−418,9 −341,0 −77,9 −306,2 −518,0 −626,0\n"
        "Fyrar −121,7 −124,0 2,3 −117,5 −186,0 −183,0\nResultat 202,0 263,0 −61,0 285,6 389,0 309,0\n",
        [
            "Jan–aug Utfall 2031",
            "Jan–aug Budget 2031",
            "Jan–aug Avvikelse",
            "Jan–aug Utfall 2030",
            "Helår Budget 2031",
            "Helår Prognos 2031",
        ],
    ),
    "names that say nothing of themselves, wrapped and not": (
        "Tillsyn 2031\nOmråde\nBryggor i\nlänet\nPlanerade\nbesök\nGenomförda\nbesök\nMed\nbrister Viten\n"
        "Badbryggor 1 876 240 197 31 86\nBåtbryggor – 130 164 58 97\nKajer 214 95 71 12 28\nFärjelägen\noch slussar\n46 20 20 1 3\n",
        ["Bryggor i länet", "Planerade besök", "Genomförda besök", "Med brister", "Viten"],
    ),
    "a run of years behind the labels' name": (
        "Taxor i hamnen\nTjänst 2030 2031\nBåtplats 640 655\nLotsning 1 310 1 350\nVinterplats 410 425\n",
        ["2030", "2031"],
    ),
    "the labels' name on the lower level": (
        "Större bryggor\nTotalt för bryggan Varav 2031\nBrygga (tkr) Budget Utfall Kvar Budget Utfall Kvar\n"
        "Storbryggan 27 000 14 310 12 690 4 750 2 365 2 385\nLillbryggan 19 000 7 030 11 970 7 000 5 525 1 475\n"
        "Summa 46 000 21 340 24 660 11 750 7 890 3 860\n",
        [
            f"{group} {name}"
            for group in ("Totalt för bryggan", "Varav 2031")
            for name in ("Budget", "Utfall", "Kvar")
        ],
    ),
    "a heading right below the header": (
        "Trafik, tkr\nLinje\nUtfall 2031\nBudget netto AvvikelseIntäkter Kostnader Netto\nFärjor\n"
        "Norra leden 68 940 −164 320 −95 380 −88 100 −7 280\nSödra leden 41 215 −101 870 −60 655 −62 400 1 745\nBåtbussar\n"
        "Ringlinjen 11 200 −31 870 −20 670 −22 400 1 730\n",
        ["Utfall 2031 Intäkter", "Utfall 2031 Kostnader", "Utfall 2031 Netto", "Budget netto", "Avvikelse"],
    ),
}


@pytest.mark.parametrize(("text", "paths"), CASES.values(), ids=CASES)
def test_columns_have_their_own_names(text: str, paths: list[str]) -> None:
    (grid,) = text_to_draft(text, Limits()).grids
    assert [header_path(grid, column) for column in range(1, grid.width)] == paths


def test_names_that_could_stand_over_either_group_make_no_table() -> None:
    # "Antal" may be the last below "Norra" or the first below "Södra": nothing tells.
    text = "Kajer\nDel\nNorra Södra\nLängd Bredd Antal Djup Ålder\nA 11 23 38 47 52\nB 34 19 27 64 71\nC 9 31 26 85 12\n"
    assert not text_to_draft(text, Limits()).grids


@pytest.mark.parametrize(
    ("line", "periods", "atoms"),
    [
        ("Besök 2031 Besök 2030", Periods(lone=True, first=False), ["Besök 2031", "Besök 2030"]),
        ("Gäster 2031 2030", Periods(lone=True, first=False), ["Gäster", "2031", "2030"]),
        ("Kö 31 dec 2031 Kv 1 Kv 2", Periods(lone=False, first=False), ["Kö", "31 dec 2031", "Kv 1", "Kv 2"]),
        ("Summa 2031 Augusti 2030 2029", Periods(lone=True, first=False), ["Summa", "2031 Augusti", "2030", "2029"]),
        ("Antal per apr 2031 per feb 2031", Periods(lone=True, first=False), ["Antal", "per apr 2031", "per feb 2031"]),
        ("Kostnad mkr (netto) DEL I HAMNEN", Periods(lone=True, first=False), ["Kostnad mkr (netto)", "DEL", "I", "HAMNEN"]),
    ],
)  # fmt: skip
def test_words_of_one_cell_stay_together(line: str, periods: Periods, atoms: list[str]) -> None:
    assert [atom.text for atom in tokens_to_atoms(lines_to_tokens([line]), periods)] == atoms
