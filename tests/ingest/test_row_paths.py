"""Rows know the section, parent and total they belong to."""

from __future__ import annotations

from decimal import Decimal

from ingest.row_paths import LabelledRow, row_places


def row(label: str, *figures: int, indent: int = 0, bold: bool = False) -> LabelledRow:
    return LabelledRow(label, tuple(Decimal(one) for one in figures) or (None,), bool(figures), indent, bold)


def paths(*rows: LabelledRow) -> list[str]:
    return [" > ".join(place.path) for place in row_places(rows)]


def test_capitals_head_sections_and_totals_close_them() -> None:
    assert paths(
        row("TILLGÅNGAR"),
        row("ANLÄGGNINGSTILLGÅNGAR"),
        row("Mark", 4),
        row("Övriga"),  # an empty row among figures, not a heading
        row("Summa anläggningstillgångar", 4),
        row("OMSÄTTNINGSTILLGÅNGAR"),
        row("Kassa", 1),
        row("Summa omsättningstillgångar", 1),
        row("Summa tillgångar", 5),
        row("EGET KAPITAL"),
        row("Årets resultat", 5),
    ) == [
        "TILLGÅNGAR",
        "TILLGÅNGAR > ANLÄGGNINGSTILLGÅNGAR",
        "TILLGÅNGAR > ANLÄGGNINGSTILLGÅNGAR > Mark",
        "TILLGÅNGAR > ANLÄGGNINGSTILLGÅNGAR > Övriga",
        "TILLGÅNGAR > ANLÄGGNINGSTILLGÅNGAR > Summa anläggningstillgångar",
        "TILLGÅNGAR > OMSÄTTNINGSTILLGÅNGAR",
        "TILLGÅNGAR > OMSÄTTNINGSTILLGÅNGAR > Kassa",
        "TILLGÅNGAR > OMSÄTTNINGSTILLGÅNGAR > Summa omsättningstillgångar",
        "TILLGÅNGAR > Summa tillgångar",
        "EGET KAPITAL",
        "EGET KAPITAL > Årets resultat",
    ]


def test_plain_rows_without_figures_head_sections_where_nothing_is_marked() -> None:
    assert paths(row("Lån"), row("Banklån", 5), row("Placeringar"), row("Aktier", 3)) == [
        "Lån",
        "Lån > Banklån",
        "Placeringar",
        "Placeringar > Aktier",
    ]


def test_varav_rows_stand_under_the_row_before() -> None:
    assert paths(row("Läkare", 90), row("Varav primärvård", 35), row("därav jour", 5), row("Övriga", 2)) == [
        "Läkare",
        "Läkare > Varav primärvård",
        "Läkare > därav jour",
        "Övriga",
    ]


def test_a_row_ending_in_varav_owns_the_rows_that_it_adds_up() -> None:
    assert paths(
        row("Årets investeringar, varav:", 10, 8),
        row("Vård", 6, 5),
        row("Fastighet", 4, 3),
        row("Överförda investeringar, varav:", 7, 2),
        row("Vård", 7, 2),
        row("Hjälpmedel", 15, 16),  # not part of the seven
    ) == [
        "Årets investeringar, varav:",
        "Årets investeringar, varav: > Vård",
        "Årets investeringar, varav: > Fastighet",
        "Överförda investeringar, varav:",
        "Överförda investeringar, varav: > Vård",
        "Hjälpmedel",
    ]


def test_indents_nest() -> None:
    assert paths(
        row("Nämnden", 10),
        row("primärvård", 4, indent=1),
        row("jour", 1, indent=2),
        row("sjukhus", 6, indent=1),
        row("Revision", 2),
    ) == ["Nämnden", "Nämnden > primärvård", "Nämnden > primärvård > jour", "Nämnden > sjukhus", "Revision"]


def test_dashes_mark_parts_but_not_where_they_are_signs() -> None:
    assert paths(row("Konserter", 9), row("- musik", 5), row("- dans", 4))[1:] == [
        "Konserter > - musik",
        "Konserter > - dans",
    ]
    assert paths(row("Resultat", 9), row("- Reavinster", 5), row("+ Justering", 4))[1:] == [
        "- Reavinster",
        "+ Justering",
    ]


def test_a_section_of_parts_with_dashes_ends_where_the_dashes_end() -> None:
    rows = [row("Skola"), row("- förskola", 5), row("- grundskola", 4), row("Vatten", 3), row("Totalt", 12)]
    places = row_places(rows)
    assert [" > ".join(place.path) for place in places] == [
        "Skola",
        "Skola > - förskola",
        "Skola > - grundskola",
        "Vatten",
        "Totalt",
    ]
    assert not any(place.is_part for place in places)


def test_a_headline_with_figures_leaves_the_section() -> None:
    assert paths(row("FINANSIERING"), row("Lån", 5), row("ÅRETS KASSAFLÖDE", 5), row("Likvida medel", 9)) == [
        "FINANSIERING",
        "FINANSIERING > Lån",
        "ÅRETS KASSAFLÖDE",
        "Likvida medel",
    ]


def test_totals_and_parts_are_marked() -> None:
    places = row_places([row("Läkare", 9), row("varav jour", 2), row("Totalt", 9)])
    assert [(place.is_total, place.is_part) for place in places] == [
        (False, False),
        (False, True),
        (True, False),
    ]


def test_an_unlabelled_row_has_the_path_of_its_section() -> None:
    assert paths(row("KOSTNADER"), row("Personal", 5), row("", 5))[2] == "KOSTNADER"


def test_no_rows_give_no_places() -> None:
    assert row_places([]) == ()
