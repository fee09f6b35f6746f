"""Rows of a flattened table are cut into the right numbers: by column count, other rows, arithmetic and empty cells."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest.limits import Limits
from ingest.txt_draft import text_to_draft


def row(*cells: str) -> str:
    """A table row as the extractor prints it: every cell ends with a space."""
    return "".join(f"{cell} " for cell in cells)


def page(*lines: str) -> str:
    """Lines with a blank one between, as most extracts have them."""
    return "\n\n".join(line if line.endswith((" ", "-")) else f"{line} " for line in lines) + "\n"


@dataclass(frozen=True)
class Case:
    proves: str
    text: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read_tables(text: str) -> list[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]:
    """Last header row and rows of every grid."""
    return [
        (
            tuple(cell.text if cell else "" for cell in grid.header[-1].cells) if grid.header else (),
            tuple(tuple(cell.text if cell else "" for cell in line.cells) for line in grid.rows),
        )
        for grid in text_to_draft(text, Limits()).grids
    ]


CASES = (
    Case(
        "three numbers where the column count leaves one reading",
        page(
            row("Nämnd (mkr)", "Utfall", "Budget", "Avvikelse"),
            row("Barnnämnden", "-1 204", "-1 190", "-14"),
            row("Miljönämnden", "-31", "-33", "2"),
        ),
        ("Nämnd (mkr)", "Utfall", "Budget", "Avvikelse"),
        (("Barnnämnden", "-1 204", "-1 190", "-14"), ("Miljönämnden", "-31", "-33", "2")),
    ),
    Case(
        "five three-digit numbers are not joined to thousands",
        page(
            row("Antal elever", "2021", "2022", "2023", "2024", "Förändring"),
            row("Lärkskolan", "412", "428", "430", "441", "11"),
            row("Tallskolan", "1 012", "1 004", "998", "990", "-8"),
        ),
        ("Antal elever", "2021", "2022", "2023", "2024", "Förändring"),
        (
            ("Lärkskolan", "412", "428", "430", "441", "11"),
            ("Tallskolan", "1 012", "1 004", "998", "990", "-8"),
        ),
    ),
    Case(
        "a difference between columns chooses between readings",
        page(
            row("Förvaltning (tkr)", "Utfall", "Budget", "Avvikelse"),
            row("Teknik", "12 100", "12 350", "250"),
            row("Kultur", "8 040", "8 000", "-40"),
            row("Socialt", "104 200", "103 900", "-300"),
            row("Ledning", "1 500", "1 720", "220"),
        ),
        ("Förvaltning (tkr)", "Utfall", "Budget", "Avvikelse"),
        (
            ("Teknik", "12 100", "12 350", "250"),
            ("Kultur", "8 040", "8 000", "-40"),
            ("Socialt", "104 200", "103 900", "-300"),
            ("Ledning", "1 500", "1 720", "220"),
        ),
    ),
    Case(
        "two differences in six columns hold every row together",
        page(
            row(
                "Projekt (tkr)",
                "Beslutad totalutgift",
                "Ack. utfall",
                "Avvikelse",
                "Budget",
                "Utfall",
                "Avvikelse",
            ),
            row("Simhallen", "171 725", "70 635", "101 090", "171 725", "23 015", "148 710"),
            row("Gång- och cykelvägar", "48 255", "17 897", "30 358", "48 255", "7 305", "40 950"),
            row("Lekplatser", "1 980", "1 980", "0", "1 980", "0", "1 980"),
        ),
        (
            "Projekt (tkr)",
            "Beslutad totalutgift",
            "Ack. utfall",
            "Avvikelse",
            "Budget",
            "Utfall",
            "Avvikelse",
        ),
        (
            ("Simhallen", "171 725", "70 635", "101 090", "171 725", "23 015", "148 710"),
            ("Gång- och cykelvägar", "48 255", "17 897", "30 358", "48 255", "7 305", "40 950"),
            ("Lekplatser", "1 980", "1 980", "0", "1 980", "0", "1 980"),
        ),
    ),
    Case(
        "decimals end a number",
        page(
            row("Resultaträkning, mkr", "Bokslut 2023", "Budget 2024"),
            row("Intäkter", "2 587,9", "2 580,4"),
            row("Kostnader", "-4 482,3", "-4 685,3"),
            row("Resultat", "-28,7", "-16,6"),
        ),
        ("Resultaträkning, mkr", "Bokslut 2023", "Budget 2024"),
        (
            ("Intäkter", "2 587,9", "2 580,4"),
            ("Kostnader", "-4 482,3", "-4 685,3"),
            ("Resultat", "-28,7", "-16,6"),
        ),
    ),
    Case(
        "millions are three groups of digits",
        page(
            row("Resor", "2022-08", "2023-08", "2024-08"),
            row("Stadstrafik", "2 900 196", "2 179 754", "3 332 159"),
            row("Landsbygd", "1 123 869", "854 991", "1 249 285"),
            row("Båt", "12 400", "13 082", "9 874"),
        ),
        ("Resor", "2022-08", "2023-08", "2024-08"),
        (
            ("Stadstrafik", "2 900 196", "2 179 754", "3 332 159"),
            ("Landsbygd", "1 123 869", "854 991", "1 249 285"),
            ("Båt", "12 400", "13 082", "9 874"),
        ),
    ),
    Case(
        "no-break and narrow spaces part thousands like ordinary ones",
        page(
            row("Bolag (tkr)", "Intäkter 2023", "Intäkter 2024"),
            row("Energibolaget", "1\u00a0204\u00a0500", "1\u202f310\u202f020"),
            row("Bostadsbolaget", "98\u00a0700", "101\u202f400"),
        ),
        ("Bolag (tkr)", "Intäkter 2023", "Intäkter 2024"),
        (
            ("Energibolaget", "1 204 500", "1 310 020"),
            ("Bostadsbolaget", "98 700", "101 400"),
        ),
    ),
    Case(
        "every kind of minus begins a number",
        page(
            row("Post (mkr)", "Utfall", "Budget", "Avvikelse"),
            row("Skola", "−1 310", "−1 300", "−10"),
            row("Vård", "–840", "–845", "5"),
            row("Gator", "-77", "-70", "-7"),
        ),
        ("Post (mkr)", "Utfall", "Budget", "Avvikelse"),
        (
            ("Skola", "−1 310", "−1 300", "−10"),
            ("Vård", "–840", "–845", "5"),
            ("Gator", "-77", "-70", "-7"),
        ),
    ),
    Case(
        "an extra space is an empty cell, in its own column",
        page(
            row("Pensioner (mkr)", "2025 Augusti", "2024", "2023"),
            row("Avsättning", "3 088", "2 942", "2 392"),
            row("Försäkring", "", "0", "0"),
            row("Stiftelse", "", "", "12"),
            row("Kapital", "1 477", "", "1 352"),
        ),
        ("Pensioner (mkr)", "2025 Augusti", "2024", "2023"),
        (
            ("Avsättning", "3 088", "2 942", "2 392"),
            ("Försäkring", "", "0", "0"),
            ("Stiftelse", "", "", "12"),
            ("Kapital", "1 477", "", "1 352"),
        ),
    ),
    Case(
        "trailing spaces are empty cells at the end of a row",
        page(
            row("Balanskrav, mkr", "2025", "2024", "2023"),
            row("Årets resultat", "-42", "-49,7", "-51,1"),
            row("Återställs senast 2030", "", "21,0", ""),
            row("Synnerliga skäl 2024", "", "45,7", "16,0"),
        ),
        ("Balanskrav, mkr", "2025", "2024", "2023"),
        (
            ("Årets resultat", "-42", "-49,7", "-51,1"),
            ("Återställs senast 2030", "", "21,0", ""),
            ("Synnerliga skäl 2024", "", "45,7", "16,0"),
        ),
    ),
    Case(
        "a heading inside the table is a row of empty cells",
        page(
            row("", "", "2025-08", "2024-12"),
            row("TILLGÅNGAR", "", "", ""),
            row("Maskiner", "", "421,9", "418,7"),
            row("Mark och byggnader", "", "678,3", "647,8"),
            row("Summa tillgångar", "", "1 100,2", "1 066,5"),
        ),
        ("", "2025-08", "2024-12"),
        (
            ("TILLGÅNGAR", "", ""),
            ("Maskiner", "421,9", "418,7"),
            ("Mark och byggnader", "678,3", "647,8"),
            ("Summa tillgångar", "1 100,2", "1 066,5"),
        ),
    ),
    Case(
        "a column of notes that is empty on every row is left out",
        page(
            row("Kassaflöde, mkr", "2025-04", "2024-04"),
            row("Årets resultat", "", "-191,2", "-183,3"),
            row("Nyupptagna lån", "", "0,0", "100,0"),
            row("Amortering", "", "", "-2,9"),
        ),
        ("Kassaflöde, mkr", "2025-04", "2024-04"),
        (
            ("Årets resultat", "-191,2", "-183,3"),
            ("Nyupptagna lån", "0,0", "100,0"),
            ("Amortering", "", "-2,9"),
        ),
    ),
    Case(
        "units, percent signs, footnote stars and stray commas belong to their number",
        page(
            row("Skuld", "Mål", "2025-08-31", "2024-08-31"),
            row("Lån", "Max 950 mkr", "290 mkr", "195 mkr"),
            row("Ränta", "", "3,11%", "3,54 %"),
            row("Bindning", "1,5-4 år", "1,25", "0,69"),
            row("Kostnad", "", "8 115 730 kr", "5 508 582 kr"),
            row("Andel", "<80 %", "29,5%", "97% *"),
        ),
        ("Skuld", "Mål", "2025-08-31", "2024-08-31"),
        (
            ("Lån", "Max 950 mkr", "290 mkr", "195 mkr"),
            ("Ränta", "", "3,11%", "3,54 %"),
            ("Bindning", "1,5-4 år", "1,25", "0,69"),
            ("Kostnad", "", "8 115 730 kr", "5 508 582 kr"),
            ("Andel", "<80 %", "29,5%", "97% *"),
        ),
    ),
    Case(
        "a stray comma behind a number is kept with it",
        page(
            row("Kostnad inhyrda i mkr", "2023-08", "2024-08", "2025-08", "Förändring"),
            row("Läkare", "112", "105 ,", "90", "-15"),
            row("Övriga", "4", "1,6", "2,2", "0,6"),
        ),
        ("Kostnad inhyrda i mkr", "2023-08", "2024-08", "2025-08", "Förändring"),
        (("Läkare", "112", "105 ,", "90", "-15"), ("Övriga", "4", "1,6", "2,2", "0,6")),
    ),
    Case(
        "bounds stay with the target they bound",
        page(
            row("Finansiella mål", "Målvärde", "Utfall"),
            row("Soliditet", "-34,8%", "-31,0%"),
            row("Kassalikviditet", ">67%", "70,8%"),
            row("Skuldtak", "<16%", "8%"),
        ),
        ("Finansiella mål", "Målvärde", "Utfall"),
        (
            ("Soliditet", "-34,8%", "-31,0%"),
            ("Kassalikviditet", ">67%", "70,8%"),
            ("Skuldtak", "<16%", "8%"),
        ),
    ),
    Case(
        "a dash is a cell of its own",
        "\n\n".join(
            [
                "Åtgärd (tkr) Effekt 2024 Utfall april 2024 Utfall april 2023 Förändring",
                "Resor 2 040 -5 913 -5 996 83",
                "varav: tåg - 42 239 38 093 4 146",
                "varav: flyg - 4 191 4 326 -135",
                "Lokaler 4 000 0 0 0",
            ]
        ),
        ("Åtgärd (tkr)", "Effekt 2024", "Utfall april 2024", "Utfall april 2023", "Förändring"),
        (
            ("Resor", "2 040", "-5 913", "-5 996", "83"),
            ("varav: tåg", "-", "42 239", "38 093", "4 146"),
            ("varav: flyg", "-", "4 191", "4 326", "-135"),
            ("Lokaler", "4 000", "0", "0", "0"),
        ),
    ),
    Case(
        "a number that ends the label stays there",
        page(
            row("Objekt (tkr)", "Budget", "Utfall", "Avvikelse"),
            row("Bro 12", "4 000", "3 500", "500"),
            row("Väg 84", "1 200", "1 300", "-100"),
            row("Torg", "600", "600", "0"),
        ),
        ("Objekt (tkr)", "Budget", "Utfall", "Avvikelse"),
        (
            ("Bro 12", "4 000", "3 500", "500"),
            ("Väg 84", "1 200", "1 300", "-100"),
            ("Torg", "600", "600", "0"),
        ),
    ),
    Case(
        "the last value of a row on a line of its own",
        page(
            row("Investering (tkr)", "Budget", "Utfall", "Avvikelse"),
            row("Hjälpmedel", "15 000", "16 400", "-1 400"),
            row("Fordon", "8 000", "7 200", "800"),
            row("Utanför ram", "0", "2 543"),
            "-2 543 ",
        ),
        ("Investering (tkr)", "Budget", "Utfall", "Avvikelse"),
        (
            ("Hjälpmedel", "15 000", "16 400", "-1 400"),
            ("Fordon", "8 000", "7 200", "800"),
            ("Utanför ram", "0", "2 543", "-2 543"),
        ),
    ),
    Case(
        "four digits without a space beside thousands with one",
        page(
            row("Pension (mkr)", "Utfall 2024", "Utfall 2023"),
            row("Summa förpliktelser", "5015", "4 943"),
            row("Återlånade medel", "3538", "3 374"),
        ),
        ("Pension (mkr)", "Utfall 2024", "Utfall 2023"),
        (("Summa förpliktelser", "5015", "4 943"), ("Återlånade medel", "3538", "3 374")),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.proves)
def test_rows_are_cut_into_the_right_cells(case: Case) -> None:
    assert read_tables(case.text) == [(case.header, case.rows)]
