"""Labels, comments, headings and continuations of flattened tables; and lines that are no table at all."""

from __future__ import annotations

import pytest

from ingest.limits import Limits
from ingest.records import BlockKind
from ingest.txt_draft import text_to_draft

PROSE = (
    "Under perioden har nämnden arbetat med att minska kostnaderna för lokaler och för inhyrd \n\n"
    "personal, vilket har gett en tydlig effekt på resultatet jämfört med samma period i fjol. \n\n"
)


def rows_of(text: str) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells if cell] for row in grid.rows]
        for grid in text_to_draft(text, Limits()).grids
    ]


def test_a_label_wrapped_over_lines_is_put_together_above_its_values() -> None:
    text = (
        "Besök Utfall 2023 Utfall 2024 \n\nPatienter som fått nödvändig tand-\nvård \n\n1 229 1 198 \n\n"
        "Tandvård för personer med stora \nbehov på grund av långvarig \nsjukdom \n\n120 138 \n\nÖvriga 4 736 4 702 \n"
    )
    assert rows_of(text) == [
        [
            ["Patienter som fått nödvändig tandvård", "1 229", "1 198"],
            ["Tandvård för personer med stora behov på grund av långvarig sjukdom", "120", "138"],
            ["Övriga", "4 736", "4 702"],
        ]
    ]


def test_a_label_wrapped_tight_above_a_line_with_values() -> None:
    text = "Mkr Utfall 2023 Utfall 2024 \n\nLäkare 112 105 \n\nVarav läkare primär-\nvården 43 36 \n\nTotalt 155 141 \n"
    assert rows_of(text) == [
        [["Läkare", "112", "105"], ["Varav läkare primärvården", "43", "36"], ["Totalt", "155", "141"]]
    ]


def test_every_word_of_a_label_on_a_line_of_its_own() -> None:
    text = (
        "(Mkr) Budget 2024 Budget 2025 Plan 2026 \n\nTotal \n\nbudgetram \n\nenligt \n\nplan \n\n2024-2026 \n\n"
        "1 170,7 1 459,9 1 504,4 \n"
    )
    assert rows_of(text) == [[["Total budgetram enligt plan 2024-2026", "1 170,7", "1 459,9", "1 504,4"]]]


def test_real_hyphens_in_labels_are_kept() -> None:
    text = "Tkr Budget Utfall \n\nEU-\nbidrag 500 450 \n\nHälso- och sjuk-\nvård 9 200 9 400 \n\nGång- och cykelvägar 100 120 \n"
    assert [row[0] for row in rows_of(text)[0]] == [
        "EU-bidrag",
        "Hälso- och sjukvård",
        "Gång- och cykelvägar",
    ]


def test_a_table_goes_on_over_a_page_with_its_header_repeated() -> None:
    text = (
        " Personal \n\n"
        f"{PROSE}"
        "  2022-08 2023-08 2024-08 \nFörändring \nmot fg år \n\nTekniska nämnden 173 168 161 -7 \n"
        "   2022-08 2023-08 2024-08 \nFörändring \nmot fg år \n\nKulturnämnden 15 20 18 -2 \n\nTotalt 188 188 179 -9 \n"
    )
    draft = text_to_draft(text, Limits())
    (grid,) = draft.grids
    assert [(row.cells[0].text, row.cells[0].page_index) for row in grid.rows if row.cells[0]] == [
        ("Tekniska nämnden", 1),
        ("Kulturnämnden", 2),
        ("Totalt", 2),
    ]


def test_a_table_goes_on_over_a_page_without_a_header() -> None:
    text = (
        " Ekonomi \n\nTkr Budget Utfall \n\nSkola 500 450 \n\nVård 9 200 9 400 \n Omsorg 300 310 \n\nGator 100 120 \n\n"
        f"{PROSE}"
    )
    assert [row[0] for row in rows_of(text)[0]] == ["Skola", "Vård", "Omsorg", "Gator"]


def test_two_tables_right_below_each_other_stay_apart() -> None:
    text = (
        "Åtgärd (tkr) \n\nEffekt 2024 \n\nUtfall 2024 \n\nLokaler 2 040 1 910 \n\nTotalt 2 040 1 910 \n\n"
        "Antal anställda per apr 2024 per feb 2024 \n\nAdministration 911 899 \n\nLärare 1 020 1 031 \n"
    )
    assert rows_of(text) == [
        [["Lokaler", "2 040", "1 910"], ["Totalt", "2 040", "1 910"]],
        [["Administration", "911", "899"], ["Lärare", "1 020", "1 031"]],
    ]


def test_a_comment_column_is_kept_as_text() -> None:
    text = (
        "  Nyckeltal Utfall Mål Kommentar \n\nAndel genomförda \nhälsosamtal \n\n10,5 % 20 % \n\n"
        "Flera centraler har inte \ngenomfört samtal alls i år. \n\n Trygghetsindex 4,99 5 \n\nNästa mätning sker \ni oktober \n"
    )
    assert rows_of(text) == [
        [
            [
                "Andel genomförda hälsosamtal",
                "10,5 %",
                "20 %",
                "Flera centraler har inte genomfört samtal alls i år.",
            ],
            ["Trygghetsindex", "4,99", "5", "Nästa mätning sker i oktober"],
        ]
    ]


def test_comments_below_their_row_stay_with_it_and_units_with_their_numbers() -> None:
    text = (
        "  Nyckeltal Utfall Mål \n\n Antal väntande över \n90 dagar \n\n1 748 patienter Max 1 200 patienter \n\nKommentar \n\n"
        "Antalet har ökat mer än önskat under sommaren men väntas minska igen när mottagningarna är bemannade. \n\n"
        " Medelväntetid \n\n14,13 minuter Kortare än 10 minuter \n\nKommentar \n\n"
        "Värdet avser perioden januari till juli och är bättre än vid förra mätningen som gjordes i april. \n\n"
        " Index \n\n0,36 Minst 0,42 \n\nKommentar \n\nMäts en gång om året. \n"
    )
    (rows,) = rows_of(text)
    assert [row[:3] for row in rows] == [
        ["Antal väntande över 90 dagar", "1 748 patienter", "Max 1 200 patienter"],
        ["Medelväntetid", "14,13 minuter", "Kortare än 10 minuter"],
        ["Index", "0,36", "Minst 0,42"],
    ]
    assert [row[3][:20] for row in rows] == [
        "Antalet har ökat mer",
        "Värdet avser periode",
        "Mäts en gång om året",
    ]


def test_a_value_in_words_over_two_lines_fills_one_cell() -> None:
    text = (
        "Portföljen Mål Totalt \n\nMarknadsvärde  1 477 mkr \n\nLångsiktig avkastning \n3,5% realt per år under en 5-års \n\n"
        "period \n-0,32 % \n\nAktieandel <80 % 44,3% \n"
    )
    assert rows_of(text) == [
        [
            ["Marknadsvärde", "", "1 477 mkr"],
            ["Långsiktig avkastning", "3,5% realt per år under en 5-års period", "-0,32 %"],
            ["Aktieandel", "<80 %", "44,3%"],
        ]
    ]


def test_goals_with_one_target_each() -> None:
    text = (
        "Mätetal Målvärde \n\nMinskade utsläpp jämfört med 2017. Ju högre \n\nminskning desto bättre. \n\n-10 % \n\n"
        "Andel fossilfria fordon 85 % \n\nNya mål beslutas i höst \n\n"
        f"{PROSE}"
    )
    assert rows_of(text) == [
        [
            ["Minskade utsläpp jämfört med 2017. Ju högre minskning desto bättre.", "-10 %"],
            ["Andel fossilfria fordon", "85 %"],
        ]
    ]


def test_goals_on_a_slide_with_the_target_under_the_label() -> None:
    text = (
        "Miljömål 2023\nUtfall\n\nMinska energianvändningen i lokaler.\n\nMål 2023: 187 kWh/m\n2\n\n200 kWh/m\n2\n\n"
        "Minska avfallet.\n\nMål 2023: -1% jämfört med 2019\n3,2%\n"
    )
    draft = text_to_draft(text, Limits())
    (grid,) = draft.grids
    assert [cell.text for cell in grid.header[0].cells if cell] == ["Miljömål 2023", "Mål 2023", "Utfall"]
    assert rows_of(text) == [
        [
            ["Minska energianvändningen i lokaler.", "187 kWh/m2", "200 kWh/m2"],
            ["Minska avfallet.", "-1% jämfört med 2019", "3,2%"],
        ]
    ]


def test_the_quote_of_a_row_is_verbatim() -> None:
    text = "Tkr Budget Utfall \n\nEU-\nbidrag 1 500 1 450 \n\nVård 9 200 9 400 \n"
    (grid,) = text_to_draft(text, Limits()).grids
    assert [row.quote for row in grid.rows] == ["EU- bidrag 1 500 1 450", "Vård 9 200 9 400"]


def test_a_table_stands_in_its_section_under_its_caption_between_the_text() -> None:
    text = f" Ekonomi \n\n{PROSE}Resultat per nämnd \n\nTkr Budget Utfall \n\nSkola 500 450 \n\nVård 9 200 9 400 \n\n{PROSE}"
    draft = text_to_draft(text, Limits())
    (grid,) = draft.grids
    assert grid.caption == "Resultat per nämnd"
    assert grid.section == ("Ekonomi", "Resultat per nämnd")
    assert [block.kind for block in draft.blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]


NO_TABLES = {
    "prose with numbers": (
        "Resultatet för perioden uppgick till -17 miljoner kronor, vilket var 12 miljoner kronor \n\n"
        "bättre än budget. Bruttokostnaderna var 211 miljoner kronor högre än 2023 och 2024. I år 2 695 \n\n"
        "kvm byggdes 15 000 respektive 16 400 färre bostäder än de 31 000 som planerades till 2026 \n\n"
        "och till dess räknar kommunen med 1 250 nya invånare. \n"
    ),
    "a table of contents": (
        "Innehåll \n\nInledning 3 \n\nMål och uppdrag 4 \n\nEkonomi 12 \n\nBudget 2024 14 \n\nInvesteringar 16 \n\nPersonal 21 \n"
    ),
    "a table of contents with dots": (
        "Innehåll\n\n1 Inledning .......... 3\n1.1 Syfte .......... 4\n2 Ekonomi .......... 12\n2.1 Budget 2024 .......... 14\n"
    ),
    "a list with amounts": (
        "Tillskott från ökade skatteintäkter: \n\n• Grundskolan 45 mkr \n\n• Förskolan, 5 mkr \n\n• Vägar, 10 mkr \n\n• Bad 5 mkr \n"
    ),
    "an organisation chart": (
        "Koncernföretag\n\nBostads AB (100%)\n\nEnergi AB (64,5%)\n\nMuseet AB (25%)\n\nAndra företag med \nägarintressen\n\n"
        "Samordningsförbundet\n\nBrf Granen (16 %)\n"
    ),
    "figures lifted from a chart": "Större avvikelser mot budget\n\n-24,7\n\n+1,1\n\n-21,9\n\nNetto \n\nbudgetavvikelse\n",
    "a list of dates and times": (
        "Sammanträden \n\n22 januari \n\n23-24 mars \n\n28-29 april \n\n25-26 maj \n\n5 juni \n\n25 augusti \n\n8 december \n"
    ),
    "references to decisions": (
        "Handlingar \n\nTjänsteskrivelse 2024-03-12 \n\nProtokollsutdrag KS 2024-02-28 § 41 \n\nBudget 2024 KF 2023-11-27 § 112 \n"
    ),
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_no_table_is_made_of_other_lines(text: str) -> None:
    assert text_to_draft(text, Limits()).grids == ()
