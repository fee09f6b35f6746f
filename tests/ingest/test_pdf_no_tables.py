"""Pages without a table: nothing on them may become one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.drawn_pdf import SLIDE, Drawing, Sheet, read_drawn

SENTENCE = "Nämnden redovisar ett underskott om 12,5 mkr för 2024 vilket är 3 procent sämre än budget"


def prose(sheet: Sheet) -> None:
    sheet.text(70, 60, "Ekonomi", 16, bold=True)
    for k in range(30):
        sheet.text(70, 90 + 13 * k, SENTENCE)


def spaced_prose(sheet: Sheet) -> None:
    """Justified lines: wide but uneven spaces between words."""
    for k in range(20):
        x = 70.0
        for word in SENTENCE.split():
            sheet.text(x, 90 + 13 * k, word)
            x += 5.2 * len(word) + 5 + (k * 7 % 4)


def two_columns(sheet: Sheet) -> None:
    for k in range(30):
        sheet.text(60, 90 + 13 * k, "Kostnaden blev 14 procent högre under 2024")
        sheet.text(315, 90 + 13 * k, "Resultatet är 25 mkr sämre än året innan")


def numbered_list(sheet: Sheet) -> None:
    for k in range(8):
        sheet.text(70, 100 + 16 * k, f"{k + 1}.")
        sheet.text(95, 100 + 16 * k, "Rapporten godkänns och läggs till handlingarna")


def bullets(sheet: Sheet) -> None:
    for k in range(8):
        sheet.text(70, 100 + 16 * k, "•")
        sheet.text(90, 100 + 16 * k, f"Antalet besök har ökat med {k + 3} procent")


def contents_with_leaders(sheet: Sheet) -> None:
    sheet.text(70, 60, "Innehåll", 16, bold=True)
    for k in range(12):
        sheet.text(70, 100 + 16 * k, f"Avsnitt {k} " + "." * 80)
        sheet.text(520, 100 + 16 * k, str(3 + 2 * k), align="right")


def contents_without_leaders(sheet: Sheet) -> None:
    sheet.text(70, 60, "Innehåll", 16, bold=True)
    for k in range(12):
        sheet.text(70, 100 + 16 * k, f"Avsnitt {'abc'[k % 3]}")
        sheet.text(520, 100 + 16 * k, str(3 + 2 * k), align="right")


def letter_head(sheet: Sheet) -> None:
    for k, (name, value) in enumerate(
        [("Datum", "2025-09-01"), ("Diarienummer", "RS/123/2025"), ("Handläggare", "A. Berg")]
    ):
        sheet.text(330, 60 + 14 * k, name)
        sheet.text(430, 60 + 14 * k, value)
    for k in range(10):
        sheet.text(70, 140 + 13 * k, SENTENCE)


def text_boxes(sheet: Sheet) -> None:
    for k in range(3):
        sheet.fill(60 + 290 * k, 150, 330 + 290 * k, 300)
        sheet.text(80 + 290 * k, 200, "Antal resor", 18)
        sheet.text(80 + 290 * k, 240, f"{k + 2} 123", 24, bold=True)


def one_framed_box(sheet: Sheet) -> None:
    sheet.frame(60, 80, 530, 200)
    for k in range(6):
        sheet.text(70, 100 + 14 * k, SENTENCE[:80])


def organisation_chart(sheet: Sheet) -> None:
    for i in range(4):
        for j in range(3):
            x, y = 60 + 160 * j, 100 + 50 * i
            sheet.fill(x, y, x + 130, y + 34)
            sheet.frame(x, y, x + 130, y + 34)
            sheet.text(x + 65, y + 20, ["Nämnden", "Bolaget AB (100 %)", "Stiftelsen"][j], 9, align="centre")


def bar_chart(sheet: Sheet) -> None:
    for k in range(6):
        sheet.level(300 - 30 * k, 100, 500)
        sheet.text(92, 303 - 30 * k, str(20 * k), 8, align="right")
    for k in range(7):
        sheet.fill(110 + 55 * k, 300 - 15 * (k + 2), 140 + 55 * k, 300, (0, 0.4, 0.5))
        sheet.text(125 + 55 * k, 312, str(2018 + k), 8, align="centre")


def bar_chart_with_figures(sheet: Sheet) -> None:
    for k, height in enumerate([120, 45, 100, 30]):
        sheet.fill(110 + 90 * k, 300 - height, 160 + 90 * k, 300, (0, 0.4, 0.5))
        sheet.text(135 + 90 * k, 292 - height, str(height), 10, align="centre")
        sheet.text(135 + 90 * k, 315, ["Vård", "Skola", "Kultur", "Teknik"][k], 10, align="centre")


def signatures(sheet: Sheet) -> None:
    for k in range(3):
        sheet.text(70, 200 + 60 * k, "_" * 30)
        sheet.text(320, 200 + 60 * k, "_" * 30)
        sheet.text(70, 214 + 60 * k, "Anna Andersson")
        sheet.text(320, 214 + 60 * k, "Bertil Berg")


def underlined_headings(sheet: Sheet) -> None:
    for k in range(4):
        y = 80 + 150 * k
        sheet.text(70, y, "Verksamhetens utveckling", 13, bold=True)
        sheet.level(y + 4, 70, 525)
        for i in range(8):
            sheet.text(70, y + 20 + 13 * i, SENTENCE)


def head_and_foot_rules(sheet: Sheet) -> None:
    sheet.text(70, 40, "Årsredovisning 2024")
    sheet.text(525, 40, "Sida 3 av 9", align="right")
    sheet.level(46, 70, 525)
    for k in range(40):
        sheet.text(70, 90 + 13 * k, SENTENCE)
    sheet.level(790, 70, 525)
    sheet.text(70, 802, "Kommunen")
    sheet.text(525, 802, "3", align="right")


PAGES: list[tuple[Drawing, tuple[float, float]]] = [
    (draw, SLIDE if draw is text_boxes else (595.0, 842.0))
    for draw in (
        prose,
        spaced_prose,
        two_columns,
        numbered_list,
        bullets,
        contents_with_leaders,
        contents_without_leaders,
        letter_head,
        text_boxes,
        one_framed_box,
        organisation_chart,
        bar_chart,
        bar_chart_with_figures,
        signatures,
        underlined_headings,
        head_and_foot_rules,
    )
]


@pytest.mark.parametrize(("draw", "size"), PAGES, ids=[d.__name__ for d, _ in PAGES])
def test_no_table_is_seen(tmp_path: Path, draw: Drawing, size: tuple[float, float]) -> None:
    draft = read_drawn(tmp_path, draw, size=size)
    assert [[cell.text for row in g.rows for cell in row.cells if cell] for g in draft.grids] == []


def test_two_columns_of_prose_are_read_one_after_the_other(tmp_path: Path) -> None:
    draft = read_drawn(tmp_path, two_columns)
    assert len(draft.blocks) == 2
    assert draft.blocks[0].text.startswith("Kostnaden blev")
    assert draft.blocks[1].text.startswith("Resultatet är")
    assert "Resultatet" not in draft.blocks[0].text
