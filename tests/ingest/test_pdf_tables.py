"""Tables drawn by hand, each named by what it proves, with the exact cells expected back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.ingest.drawn_pdf import (
    A4,
    SLIDE,
    Drawing,
    Sheet,
    TableLook,
    draw_table,
    header_of,
    read_drawn,
    rows_of,
)

Rows = list[list[str]]
OUTCOME: Rows = [
    ["Verksamhet (mkr)", "Utfall 2025", "Budget 2025", "Avvikelse"],
    ["Kulturnämnden", "-94", "-759", "8"],
    ["Tekniska nämnden", "-1 199", "-1 212", "13"],
    ["Socialnämnden", "-12 363", "-12 058", "-684"],
    ["Summa", "-13 656", "-13 371", "-284"],
]
WIDTHS = [150, 75, 75, 75]


def table_page(
    rows: Rows, look: TableLook, widths: Sequence[float] = WIDTHS, x: float = 70, top: float = 120
) -> Drawing:
    def draw(sheet: Sheet) -> None:
        sheet.text(x, top - 30, "Ekonomiskt utfall", 14, bold=True)
        draw_table(sheet, x, top, widths, rows, look)

    return draw


def joined(rows: Rows) -> Rows:
    """Expected texts: wrapped cells joined."""
    return [[cell.replace("-\n", "").replace("\n", " ") for cell in row] for row in rows]


ONE_TABLE: list[tuple[str, Rows, TableLook, list[float], int]] = [
    ("full grid", OUTCOME, TableLook("grid"), WIDTHS, 1),
    ("rules between rows only", OUTCOME, TableLook("rows"), WIDTHS, 1),
    ("rules at top, under header and bottom", OUTCOME, TableLook("book"), WIDTHS, 1),
    ("vertical rules only", OUTCOME, TableLook("columns"), WIDTHS, 1),
    ("no rules at all", OUTCOME, TableLook("none"), WIDTHS, 1),
    ("shaded header, nothing else", OUTCOME, TableLook("none", shade_header=True), WIDTHS, 1),
    ("every second row shaded", OUTCOME, TableLook("none", bands=True), WIDTHS, 1),
    ("tight rows without padding", OUTCOME, TableLook("none", pad=0.5), WIDTHS, 1),
    ("small type", OUTCOME, TableLook("grid", size=6), [110, 50, 50, 50], 1),
    ("bold total", OUTCOME, TableLook("rows", bold=frozenset({4})), WIDTHS, 1),
    ("centred figures", OUTCOME, TableLook("none", aligns="lccc"), WIDTHS, 1),
    ("left-aligned figures", OUTCOME, TableLook("none", aligns="llll"), WIDTHS, 1),
    (
        "narrow gaps between wide figures",
        [["Nämnd", "Utfall", "Budget", "Plan"], *OUTCOME[1:]],
        TableLook("none"),
        [90, 40, 40, 40],
        1,
    ),
    (
        "numbers with spaces stay whole beside each other",
        [
            ["Antal", "2023", "2024"],
            ["Resor", "3 601 613", "6 897 692"],
            ["Besök", "7 260 722", "131 896"],
            ["Dagar", "7 019 206", "12"],
        ],
        TableLook("none"),
        [80, 52, 52],
        1,
    ),
    (
        "a grid does not cut a number in two",
        [["Post", "A", "B"], ["Rad ett", "56 945", "62 014"], ["Rad två", "5", "1 062 014"]],
        TableLook("grid"),
        [80, 40, 50],
        1,
    ),
    (
        "wrapped labels in a grid",
        [
            ["Mål", "Utfall"],
            ["Andel besök inom\n90 dagar", "83 %"],
            ["Kollektivtrafik-\nnämnden", "12"],
            ["Antal resor", "7"],
        ],
        TableLook("grid"),
        [110, 60],
        1,
    ),
    (
        "wrapped labels without rules, figures at the foot",
        [
            ["Post", "2024", "2025"],
            ["Avsättning inklusive\nsärskild löneskatt", "6 945", "3 627"],
            ["Placeringar", "0", "10"],
            ["Ansvar som tryggats\ni stiftelse", "7 662", "3 904"],
            ["Summa", "2 936", "4 953"],
        ],
        TableLook("none"),
        [130, 60, 60],
        1,
    ),
    (
        "wrapped labels without rules, figures in the middle",
        [
            ["Post", "2024", "2025"],
            ["Avsättning inklusive\nsärskild löneskatt", "6 945", "3 627"],
            ["Placeringar", "0", "10"],
            ["Ansvar som tryggats\ni stiftelse", "7 662", "3 904"],
            ["Summa", "2 936", "4 953"],
        ],
        TableLook("none", foot="middle"),
        [130, 60, 60],
        1,
    ),
    (
        "wrapped labels without rules, figures at the top",
        [
            ["Post", "2024", "2025"],
            ["Avsättning inklusive\nsärskild löneskatt", "6 945", "3 627"],
            ["Placeringar", "0", "10"],
            ["Ansvar som tryggats\ni stiftelse", "7 662", "3 904"],
            ["Summa", "2 936", "4 953"],
        ],
        TableLook("none", foot="top"),
        [130, 60, 60],
        1,
    ),
    (
        "wrapped header of three lines",
        [
            ["Resultat i\nmiljoner kronor", "Budget\nack\n2025", "Avvikelse\nmot\nbudget"],
            ["Intäkter", "808", "626"],
            ["Kostnader", "-9 147", "-388"],
            ["Resultat", "-3 739", "-36"],
        ],
        TableLook("book"),
        [130, 70, 70],
        1,
    ),
    (
        "empty cells stay empty",
        [
            ["Post", "2023", "2024", "2025"],
            ["Lån", "", "4", ""],
            ["Leasing", "1", "", ""],
            ["Övrigt", "", "", "9"],
            ["Summa", "1", "4", "9"],
        ],
        TableLook("rows"),
        WIDTHS,
        1,
    ),
    (
        "section rows without figures",
        [
            ["", "2025-08", "2024-12"],
            ["TILLGÅNGAR", "", ""],
            ["Anläggningar", "4,5", "5,2"],
            ["Summa", "4,5", "5,2"],
            ["SKULDER", "", ""],
            ["Lån", "944,2", "902,0"],
            ["Summa", "944,2", "902,0"],
        ],
        TableLook("book"),
        [150, 70, 70],
        1,
    ),
    (
        "subtotal without a label",
        [
            ["Post", "2024", "2025"],
            ["Löner", "100", "827"],
            ["Resor", "50", "30"],
            ["", "739", "739"],
            ["Hyror", "7", "8"],
        ],
        TableLook("none"),
        [150, 70, 70],
        1,
    ),
    (
        "one column of figures",
        [["Post", "tkr"], ["Löner", "1 234"], ["Resor", "567"], ["Summa", "1 801"]],
        TableLook("none"),
        [150, 70],
        1,
    ),
    (
        "dashes and percentages",
        [
            ["Mått", "Mål", "Utfall"],
            ["Andel", "Minst 88 %", "–"],
            ["Frånvaro", "<6 %", "5,3 %"],
            ["Nöjdhet", "-", "72 %"],
        ],
        TableLook("grid"),
        [120, 80, 60],
        1,
    ),
    (
        "units in the cells",
        [
            ["Portfölj", "Mål", "Totalt"],
            ["Marknadsvärde", "", "7 112 mkr"],
            ["Avkastning", "3,5 %", "-0,32 %"],
            ["Andel aktier", "<80 %", "90,9 %"],
        ],
        TableLook("rows"),
        [120, 80, 80],
        1,
    ),
    (
        "words only, in a grid",
        [["Mål", "Bedömning"], ["God vård", "Uppfyllt"], ["Ekonomi", "Ej uppfyllt"]],
        TableLook("grid", aligns="ll"),
        [150, 100],
        1,
    ),
    (
        "words only, between rules",
        [
            ["Mål", "Bedömning", "Ansvar"],
            ["God vård", "Uppfyllt", "Direktör"],
            ["Ekonomi", "Ej uppfyllt", "Stab"],
        ],
        TableLook("rows", aligns="lll"),
        [150, 100, 100],
        1,
    ),
    (
        "comments of several lines in a grid",
        [
            ["Nämnd", "Utfall", "Kommentar"],
            ["Kulturnämnden", "-94", "Lägre kostnader\nän väntat under\nvåren"],
            ["Byggnämnden", "12", "Enligt plan"],
        ],
        TableLook("grid", aligns="lrl"),
        [110, 50, 130],
        1,
    ),
    (
        "years as row labels",
        [["År", "Antal", "Andel"], ["2022", "12", "4 %"], ["2023", "15", "5 %"], ["2024", "19", "6 %"]],
        TableLook("none"),
        [80, 60, 60],
        1,
    ),
    (
        "a footnote star at a number",
        [
            ["Besök", "2024", "2025"],
            ["Fotvård", "2 509", "2 153"],
            ["Tandvård", "9 099", "9 525 *"],
            ["Summa", "9 942", "9 702"],
        ],
        TableLook("none"),
        [120, 60, 70],
        1,
    ),
    (
        "a table of one row under its header",
        [["Antal anställda", "2023", "2024", "Förändring"], ["Totalt", "9 138", "9 472", "793"]],
        TableLook("grid"),
        WIDTHS,
        1,
    ),
]


@pytest.mark.parametrize(
    ("rows", "look", "widths", "header"), [c[1:] for c in ONE_TABLE], ids=[c[0] for c in ONE_TABLE]
)
def test_a_table_comes_back_cell_by_cell(
    tmp_path: Path, rows: Rows, look: TableLook, widths: list[float], header: int
) -> None:
    draft = read_drawn(tmp_path, table_page(rows, look, widths))
    assert [rows_of(g) for g in draft.grids] == [joined(rows)[header:]]
    assert header_of(draft.grids[0]) == joined(rows)[:header]


TWO_LEVELS: Rows = [
    ["Investering (tkr)", "Sedan start", "", "Årets", ""],
    ["Färdiga", "Budget", "Utfall", "Budget", "Utfall"],
    ["Skolor", "70 836", "70 397", "928", "12"],
    ["Vägar", "5 922", "9 036", "7 897", "9"],
]


@pytest.mark.parametrize("rules", ["grid", "book", "rows"])
def test_a_header_cell_over_several_columns_spans_them(tmp_path: Path, rules: str) -> None:
    look = TableLook(rules, header=2, spans={(0, 1): 2, (0, 3): 2})
    draft = read_drawn(tmp_path, table_page(TWO_LEVELS, look, [120, 60, 60, 60, 60]))
    (grid,) = draft.grids
    assert header_of(grid) == [["Investering (tkr)", "Sedan start", "<", "Årets", "<"], TWO_LEVELS[1]]
    assert [c.column_span for c in grid.header[0].cells if c is not None] == [1, 2, 2]
    assert rows_of(grid) == TWO_LEVELS[2:]


def test_tables_side_by_side_are_two(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        draw_table(
            sheet,
            50,
            100,
            [100, 50, 50],
            [["Intäkter", "2024", "2025"], ["Skatt", "10", "11"], ["Bidrag", "20", "21"]],
            TableLook("grid"),
        )
        draw_table(
            sheet,
            310,
            100,
            [100, 50, 50],
            [["Kostnader", "2024", "2025"], ["Löner", "5", "6"], ["Hyror", "7", "8"]],
            TableLook("grid"),
        )

    grids = read_drawn(tmp_path, draw).grids
    assert [rows_of(g) for g in grids] == [
        [["Skatt", "10", "11"], ["Bidrag", "20", "21"]],
        [["Löner", "5", "6"], ["Hyror", "7", "8"]],
    ]


def test_tables_side_by_side_without_rules_are_two(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        left = [
            ["Intäkter", "2024", "2025"],
            ["Skatt", "10", "11"],
            ["Bidrag", "20", "21"],
            ["Summa", "30", "32"],
        ]
        right = [
            ["Kostnader", "2024", "2025"],
            ["Löner", "5", "6"],
            ["Hyror", "7", "8"],
            ["Summa", "12", "14"],
        ]
        draw_table(sheet, 50, 100, [100, 50, 50], left, TableLook("none"))
        draw_table(sheet, 310, 100, [100, 50, 50], right, TableLook("none"))

    grids = read_drawn(tmp_path, draw).grids
    assert [header_of(g)[0][0] for g in grids] == ["Intäkter", "Kostnader"]
    assert [rows_of(g)[-1] for g in grids] == [["Summa", "30", "32"], ["Summa", "12", "14"]]


def test_tables_under_each_other_with_a_heading_between_are_two(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        bottom = draw_table(sheet, 70, 100, WIDTHS, OUTCOME, TableLook("none"))
        sheet.text(70, bottom + 30, "Antal anställda", 12, bold=True)
        draw_table(
            sheet,
            70,
            bottom + 40,
            [150, 75, 75],
            [["", "2024", "2025"], ["Läkare", "459", "784"], ["Övriga", "4", "6"]],
            TableLook("none"),
        )

    grids = read_drawn(tmp_path, draw).grids
    assert [g.width for g in grids] == [4, 3]
    assert rows_of(grids[1]) == [["Läkare", "459", "784"], ["Övriga", "4", "6"]]
    assert grids[1].caption == "Antal anställda"


def test_a_heading_above_one_table_is_not_the_title_of_the_next(tmp_path: Path) -> None:
    """Tables beside each other below it have titles of their own, set into their header."""

    def draw(sheet: Sheet) -> None:
        sheet.text(70, 90, "Drift per nämnd (tkr)", 12, bold=True)
        bottom = draw_table(sheet, 70, 100, WIDTHS, OUTCOME, TableLook("none"))
        bottom = sheet.prose(
            70, bottom + 20, ["Nämnderna har hållit sina ramar under hela det gångna året, utom en."]
        )
        for x, title, label in (
            (70, "Elever och barn", "Barn i skola"),
            (320, "Bolagens resultat (tkr)", "Hamn AB"),
        ):
            rows = [[title, "2024", "2023"], [label, "874", "921"], [f"Övriga {label}", "21", "31"]]
            draw_table(sheet, x, bottom + 20, [130, 40, 40], rows, TableLook("none"))

    grids = read_drawn(tmp_path, draw).grids
    assert [g.caption for g in grids] == [
        "Drift per nämnd (tkr)",
        "Elever och barn",
        "Bolagens resultat (tkr)",
    ]


def test_a_second_shaded_header_begins_a_second_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        bottom = draw_table(sheet, 70, 100, WIDTHS, OUTCOME, TableLook("none", shade_header=True))
        other = [
            ["Budget", "Plan 2026", "Plan 2027", "Plan 2028"],
            ["Intäkter", "808", "186", "626"],
            ["Kostnader", "-1", "-2", "-3"],
        ]
        draw_table(sheet, 70, bottom + 12, WIDTHS, other, TableLook("none", shade_header=True))

    grids = read_drawn(tmp_path, draw).grids
    assert [header_of(g)[0][1] for g in grids] == ["Utfall 2025", "Plan 2026"]
    assert [len(g.rows) for g in grids] == [4, 2]


def filler(sheet: Sheet, top: float, bottom: float) -> None:
    y = top
    while y < bottom:
        sheet.text(
            70, y, "Nämnden har under året följt upp målen och redovisar här en samlad bedömning av läget"
        )
        y += 13


@pytest.mark.parametrize("rules", ["grid", "rows", "none"])
@pytest.mark.parametrize("repeated", [True, False], ids=["header repeated", "header once"])
def test_a_table_over_a_page_break_is_one(tmp_path: Path, rules: str, repeated: bool) -> None:
    body = [[f"Rad {k}", str(k), str(2 * k)] for k in range(1, 9)]
    head = [["Verksamhet", "Utfall", "Budget"]]

    def first(sheet: Sheet) -> None:
        filler(sheet, 60, 600)
        draw_table(sheet, 70, 640, [150, 75, 75], head + body[:5], TableLook(rules))

    def second(sheet: Sheet) -> None:
        part = head + body[5:] if repeated else body[5:]
        bottom = draw_table(sheet, 70, 60, [150, 75, 75], part, TableLook(rules, header=int(repeated)))
        filler(sheet, bottom + 30, 500)

    (grid,) = read_drawn(tmp_path, first, second).grids
    assert header_of(grid) == head
    assert rows_of(grid) == body
    assert [row.cells[0].page_index for row in grid.rows if row.cells[0]] == [1] * 5 + [2] * 3


def test_another_header_on_the_next_page_is_another_table(tmp_path: Path) -> None:
    def page(names: list[str]) -> Drawing:
        def draw(sheet: Sheet) -> None:
            filler(sheet, 60, 600 if names[1] == "Utfall" else 61)
            top = 640 if names[1] == "Utfall" else 70
            draw_table(
                sheet,
                70,
                top,
                [150, 75, 75],
                [names, ["Skola", "1", "2"], ["Vård", "3", "4"]],
                TableLook("grid"),
            )

        return draw

    def second(sheet: Sheet) -> None:
        draw_table(
            sheet,
            70,
            60,
            [150, 75, 75],
            [["Post", "Plan", "Mål"], ["Skola", "1", "2"], ["Vård", "3", "4"]],
            TableLook("grid"),
        )

    grids = read_drawn(tmp_path, page(["Post", "Utfall", "Budget"]), second).grids
    assert [header_of(g)[0] for g in grids] == [["Post", "Utfall", "Budget"], ["Post", "Plan", "Mål"]]


def test_caption_text_and_footnote_belong_to_the_table(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(70, 60, "Ekonomi", 16, bold=True)
        sheet.text(
            70, 85, "Beloppen anges i tusental kronor om inget annat sägs i rapporten och avser hela året."
        )
        sheet.text(70, 112, "Tabell 3. Utfall per nämnd", 10, bold=True)
        bottom = draw_table(sheet, 70, 120, WIDTHS, OUTCOME, TableLook("grid"))
        sheet.text(70, bottom + 12, "* inklusive avgifter", 8)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert grid.caption == "Tabell 3. Utfall per nämnd"
    assert grid.section == ("Ekonomi",)
    assert grid.before[-2:] == (
        "Beloppen anges i tusental kronor om inget annat sägs i rapporten och avser hela året.",
        "Tabell 3. Utfall per nämnd",
    )
    assert grid.notes == ("* inklusive avgifter",)


def test_a_caption_below_the_table_is_found(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(
            70, 60, "Nämnden redovisar nedan sitt utfall för perioden jämfört med den budget som gällde."
        )
        bottom = draw_table(sheet, 70, 80, WIDTHS, OUTCOME, TableLook("grid"))
        sheet.text(70, bottom + 14, "Tabell 7: Utfall mot budget")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert grid.caption == "Tabell 7: Utfall mot budget"


def test_cells_have_boxes_where_their_words_stand(tmp_path: Path) -> None:
    (grid,) = read_drawn(tmp_path, table_page(OUTCOME, TableLook("grid"))).grids
    cell = grid.rows[1].cells[1]
    assert cell is not None
    assert cell.text == "-1 199"
    assert cell.box is not None
    x0, y0, x1, y1 = cell.box
    assert 220 < x0 < x1 < 295
    assert x1 == pytest.approx(291, abs=0.6)
    assert 154 < y0 < y1 < 171


def test_indents_and_bold_rows_are_seen(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        rows = [
            ("Intäkter", 70, "10", "12"),
            ("varav avgifter", 82, "4", "5"),
            ("varav bidrag", 82, "6", "7"),
            ("Kostnader", 70, "8", "9"),
        ]
        sheet.text(250, 100, "2024", bold=True, align="right")
        sheet.text(320, 100, "2025", bold=True, align="right")
        for k, (label, x, a, b) in enumerate(rows):
            bold = k == 3
            sheet.text(x, 120 + 18 * k, label, bold=bold)
            sheet.text(250, 120 + 18 * k, a, bold=bold, align="right")
            sheet.text(320, 120 + 18 * k, b, bold=bold, align="right")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert [row.indent for row in grid.rows] == [0, 1, 1, 0]
    assert [row.bold for row in grid.rows] == [False, False, False, True]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_reads_the_same(tmp_path: Path, turn: int) -> None:
    (grid,) = read_drawn(tmp_path, table_page(OUTCOME, TableLook("none")), turn=turn).grids
    assert header_of(grid) + rows_of(grid) == OUTCOME


def test_a_table_drawn_sideways_on_an_upright_page(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.translate(A4[0], 0)
        sheet.canvas.rotate(90)
        sheet.height = A4[0]
        draw_table(sheet, 70, 120, WIDTHS, OUTCOME, TableLook("grid"))

    draft = read_drawn(tmp_path, draw)
    (grid,) = draft.grids
    assert header_of(grid) + rows_of(grid) == OUTCOME
    cell = grid.rows[0].cells[0]
    assert cell is not None
    assert cell.box is not None
    assert cell.box[3] - cell.box[1] > cell.box[2] - cell.box[0], "the label runs upwards on the page"
    assert 0 <= cell.box[0] < cell.box[2] <= A4[0]
    assert 0 <= cell.box[1] < cell.box[3] <= A4[1]


def test_a_table_in_a_slide(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(50, 60, "Resultat per nämnd", 28, bold=True)
        draw_table(
            sheet, 50, 100, [300, 150, 150, 150], OUTCOME, TableLook("grid", size=14, shade_header=True)
        )

    (grid,) = read_drawn(tmp_path, draw, size=SLIDE).grids
    assert header_of(grid) + rows_of(grid) == OUTCOME
    assert grid.caption == "Resultat per nämnd"


def test_cells_drawn_as_separate_shaded_boxes(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        for i, row in enumerate(OUTCOME):
            for j, cell in enumerate(row):
                x = 60 + 120 * j
                sheet.fill(x, 100 + 24 * i, x + 118.5, 122.5 + 24 * i)
                sheet.text(x + 6, 115 + 24 * i, cell, 9, bold=i == 0)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) + rows_of(grid) == OUTCOME


def test_shades_part_the_header_of_a_grid_where_no_rule_does(tmp_path: Path) -> None:
    """Word processors draw merged header cells as one shade each, and upright rules only between the figures."""
    lefts = (60, 140, 200, 260, 320, 380)
    rows = [
        ["Belopp i mkr", "Period", "", "Helår", ""],
        ["", "Utfall", "Budget", "Prognos", "Budget"],
        ["Intäkter", "373,6", "375,7", "1 513,3", "1 506,8"],
        ["Kostnader", "-360,5", "-382,1", "-1 550,7", "-1 549,1"],
    ]

    def draw(sheet: Sheet) -> None:
        for left, right in ((60, 140), (140, 260), (260, 380)):
            sheet.fill(left, 100, right, 118, (0.8, 0.8, 0.8) if left == 260 else (0.9, 0.9, 0.9))
            sheet.fill(left + 5, 102, right - 5, 116, (0.8, 0.8, 0.8) if left == 260 else (0.9, 0.9, 0.9))
        for left, right in pairwise(lefts):
            sheet.fill(left, 118, right, 136, (0.9, 0.9, 0.9))
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                sheet.text(lefts[j] + 6, 112 + 18 * i, text, 9, bold=i < 2)
        sheet.level(118, 140, 380)
        for y in (100, 136, 154, 172):
            sheet.level(y, 60, 380)
        for x in (60, 380):
            sheet.upright(x, 100, 172)
        for x in lefts[1:-1]:
            sheet.upright(x, 136, 172)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [["Belopp i mkr", "Period", "<", "Helår", "<"], rows[1]]
    assert rows_of(grid) == rows[2:]


def test_a_label_that_spans_rows_in_a_grid(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        texts = [
            ["Område", "Kön", "Antal"],
            ["Vård", "Kvinnor", "12"],
            ["", "Män", "9"],
            ["Skola", "Kvinnor", "7"],
            ["", "Män", "8"],
        ]
        for i, row in enumerate(texts):
            for j, cell in enumerate(row):
                sheet.text(74 + 100 * j, 114 + 20 * i, cell, 9, bold=i == 0)
        for i in range(6):
            inside_label = i in (2, 4)
            sheet.level(100 + 20 * i, 170 if inside_label else 70, 370)
        for x in (70, 170, 270, 370):
            sheet.upright(x, 100, 200)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert rows_of(grid) == [
        ["Vård", "Kvinnor", "12"],
        ["<", "Män", "9"],
        ["Skola", "Kvinnor", "7"],
        ["<", "Män", "8"],
    ]
    assert [c.row_span for r in grid.rows for c in r.cells[:1] if c is not None] == [2, 2]


def test_a_header_written_upwards(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        rows = [["Nämnd", "", ""], ["Kultur", "4", "5"], ["Teknik", "6", "7"]]
        tall = [60.0, 20.0, 20.0]
        y = 100.0
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                sheet.text(74 + 60 * j, y + tall[i] - 6, cell, 9, bold=i == 0)
            y += tall[i]
        for k, name in enumerate(["Antal", "Andel"]):
            sheet.canvas.saveState()
            sheet.canvas.translate(155 + 60 * k, sheet.height - 155)
            sheet.canvas.rotate(90)
            sheet.canvas.setFont("Helvetica-Bold", 9)
            sheet.canvas.drawString(0, 0, name)
            sheet.canvas.restoreState()
        for edge in (100, 160, 180, 200):
            sheet.level(edge, 70, 250)
        for x in (70, 130, 190, 250):
            sheet.upright(x, 100, 200)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [["Nämnd", "Antal", "Andel"]]
    assert rows_of(grid) == [["Kultur", "4", "5"], ["Teknik", "6", "7"]]


def test_a_raised_note_mark_is_no_digit(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        draw_table(sheet, 70, 100, WIDTHS, OUTCOME, TableLook("grid"))
        sheet.text(291.2, 123.5, "1", 5)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert rows_of(grid)[0][1] == "-94¹"


def test_text_beside_a_table_stays_out_of_it(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        draw_table(
            sheet,
            50,
            100,
            [100, 60, 60],
            [["Post", "2024", "2025"], ["Lön", "1", "2"], ["Hyra", "3", "4"], ["Summa", "4", "6"]],
            TableLook("grid"),
        )
        sheet.prose(
            320,
            108,
            [
                "Kostnaderna har ökat under året,",
                "främst på grund av högre löner",
                "och fler anställda i kärnverksamheten",
                "än vad budgeten medgav.",
            ],
        )

    draft = read_drawn(tmp_path, draw)
    assert [rows_of(g) for g in draft.grids] == [[["Lön", "1", "2"], ["Hyra", "3", "4"], ["Summa", "4", "6"]]]
    assert "Kostnaderna har ökat under året, främst på grund av högre löner" in draft.blocks[-1].text


def test_a_title_row_heads_the_table_and_a_source_row_is_a_note(tmp_path: Path) -> None:
    source = "Källa: kommunens uppföljning av mål och nyckeltal"
    rows = [
        ["Tabell 2. Nyckeltal", "", ""],
        ["Mått", "2024", "2025"],
        ["Resor", "1", "2"],
        ["Besök", "3", "4"],
        [source, "", ""],
    ]
    look = TableLook("grid", header=2, spans={(0, 0): 3, (4, 0): 3})
    (grid,) = read_drawn(tmp_path, table_page(rows, look, [150, 70, 70])).grids
    assert header_of(grid) == [["Tabell 2. Nyckeltal", "<", "<"], ["Mått", "2024", "2025"]]
    assert rows_of(grid) == [["Resor", "1", "2"], ["Besök", "3", "4"]]
    assert grid.notes == (source,)


def test_a_column_without_rules_of_its_own_is_found_in_a_grid(tmp_path: Path) -> None:
    """The header is ruled in columns, the rows below only between rows."""

    def draw(sheet: Sheet) -> None:
        draw_table(sheet, 70, 120, WIDTHS, OUTCOME, TableLook("rows"))
        for x in (70, 220, 295, 370, 445):
            sheet.upright(x, 120, 136.35)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) + rows_of(grid) == OUTCOME


def test_one_vertical_rule_after_the_labels_leaves_the_other_columns_to_white_space(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        bottom = draw_table(sheet, 70, 120, WIDTHS, OUTCOME, TableLook("book"))
        sheet.upright(220, 120, bottom)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) + rows_of(grid) == OUTCOME


def test_dots_between_label_and_figures_are_no_text(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(330, 100, "2024", bold=True, align="right")
        sheet.text(400, 100, "2025", bold=True, align="right")
        for k, (label, a, b) in enumerate(
            [("Löner", "1 234", "7 801"), ("Hyror", "567", "600"), ("Summa", "1 801", "7 601")]
        ):
            sheet.text(70, 120 + 16 * k, label)
            sheet.text(110, 120 + 16 * k, "." * 60)
            sheet.text(330, 120 + 16 * k, a, align="right")
            sheet.text(400, 120 + 16 * k, b, align="right")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert rows_of(grid) == [
        ["Löner", "1 234", "7 801"],
        ["Hyror", "567", "600"],
        ["Summa", "1 801", "7 601"],
    ]


@pytest.mark.parametrize("rules", ["none", "rows", "book"])
def test_names_centred_over_three_and_two_columns_span_them(tmp_path: Path, rules: str) -> None:
    rows = [
        ["Belopp i mkr", "Ackumulerat", "", "", "Helår", ""],
        ["Nämnd", "Utfall", "Budget", "Avvikelse", "Budget", "Prognos"],
        ["Skola", "70 836", "70 397", "928", "20 000", "20 100"],
        ["Vård", "5 922", "9 036", "7 897", "4 901", "9 400"],
        ["Kultur", "581", "471", "778", "900", "409"],
    ]
    look = TableLook(rules, header=2, spans={(0, 1): 3, (0, 4): 2})
    (grid,) = read_drawn(tmp_path, table_page(rows, look, [100, 60, 60, 60, 60, 60])).grids
    assert header_of(grid) == [["Belopp i mkr", "Ackumulerat", "<", "<", "Helår", "<"], rows[1]]
    assert rows_of(grid) == rows[2:]


def test_two_header_rows_with_a_name_in_every_column_span_nothing(tmp_path: Path) -> None:
    rows = [
        ["", "2024", "2024", "2025", "2025"],
        ["Nämnd", "Utfall", "Budget", "Utfall", "Budget"],
        ["Skola", "70 836", "70 397", "20 000", "20 100"],
        ["Vård", "5 922", "9 036", "4 901", "9 400"],
        ["Kultur", "581", "471", "900", "409"],
    ]
    (grid,) = read_drawn(tmp_path, table_page(rows, TableLook("book", header=2), [100, 60, 60, 60, 60])).grids
    assert header_of(grid) == rows[:2]
    assert [c.column_span for r in grid.header for c in r.cells if c is not None] == [1] * 10


def test_tight_header_names_go_to_their_columns(tmp_path: Path) -> None:
    """The names stand nearer to each other than words of one cell may."""
    rows = [
        ["Nämnd", "Budget 2024", "Budget 2025"],
        ["Skola", "70 836", "70 397"],
        ["Vård", "5 922", "9 036"],
        ["Kultur", "581", "471"],
    ]
    (grid,) = read_drawn(tmp_path, table_page(rows, TableLook("none", size=9, header=1), [80, 62, 62])).grids
    assert header_of(grid) == rows[:1]


def test_a_row_cut_by_the_page_break_is_one_row(tmp_path: Path) -> None:
    look = TableLook("grid", aligns="lrl")
    widths = [110, 50, 180]
    head = [["Nämnd", "Utfall", "Kommentar"], ["Skola", "5", "Enligt plan."]]

    def first(sheet: Sheet) -> None:
        filler(sheet, 60, 600)
        draw_table(
            sheet,
            70,
            640,
            widths,
            [*head, ["Vård", "-94", "Lägre kostnader än väntat\nunder våren och fler besök"]],
            look,
        )

    def second(sheet: Sheet) -> None:
        rest = [["", "", "inom öppenvården."], ["Kultur", "3", "Enligt plan."]]
        filler(
            sheet,
            draw_table(sheet, 70, 60, widths, rest, TableLook("grid", aligns="lrl", header=0)) + 30,
            400,
        )

    (grid,) = read_drawn(tmp_path, first, second).grids
    assert rows_of(grid) == [
        ["Skola", "5", "Enligt plan."],
        ["Vård", "-94", "Lägre kostnader än väntat under våren och fler besök inom öppenvården."],
        ["Kultur", "3", "Enligt plan."],
    ]


def test_section_rows_over_the_whole_width_are_rows_not_headers(tmp_path: Path) -> None:
    rows = [
        ["Resor", ""],
        ["Fossilfri drift", "Arbetet pågår"],
        ["Energi", ""],
        ["Halverad användning", "Lampor byts"],
    ]
    look = TableLook("grid", aligns="ll", header=0, spans={(0, 0): 2, (2, 0): 2}, bold=frozenset({0, 2}))

    def draw(sheet: Sheet) -> None:
        for i in (0, 2):
            sheet.fill(70, 100 + 16.35 * i, 330, 116.35 + 16.35 * i)
        draw_table(sheet, 70, 100, [130, 130], rows, look)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == []
    assert rows_of(grid) == [["Resor", "<"], rows[1], ["Energi", "<"], rows[3]]


def test_figures_broken_in_narrow_cells_are_whole_numbers(tmp_path: Path) -> None:
    """The browser and the word processor break "104 167" at its space when the cell is too narrow."""
    printed = [
        ["Verksamhet (tkr)", "Budget", "Utfall", "Avvikelse"],
        ["Stab", "6 250", "5 880", "370"],
        ["Äldreomsorg", "104\n167", "105\n020", "-853"],
        ["Barn och\nunga", "22 917", "27\n430", "-4 513"],
        ["Summa", "133\n334", "138\n330", "-4 996"],
    ]
    (grid,) = read_drawn(tmp_path, table_page(printed, TableLook("grid"))).grids
    assert header_of(grid) + rows_of(grid) == [[cell.replace("\n", " ") for cell in row] for row in printed]


def test_figures_a_space_apart_are_two_where_a_sign_begins_the_second(tmp_path: Path) -> None:
    rows = [
        ["Belopp i tkr", "Utfall", "Budget", "Avvikelse"],
        ["Kulturnämnden", "0", "0", "0"],
        ["Tekniska nämnden", "0", "0", "-1 000 000,12"],
    ]
    drawn = table_page(rows, TableLook("none", size=11.0, pad=1.0), [130, 70, 70, 70])
    (grid,) = read_drawn(tmp_path, drawn).grids
    assert header_of(grid) + rows_of(grid) == rows


def test_a_comment_that_begins_above_its_row_belongs_to_it(tmp_path: Path) -> None:
    """Cells centred in height: the first line of a comment stands higher than the label and the figures."""

    def draw(sheet: Sheet) -> None:
        for x, name in ((70, "Händelse"), (200, "2024"), (260, "2023"), (310, "Kommentar")):
            sheet.text(x, 120, name, 9, bold=True)
        for y, label, now, before in (
            (146, "Brand", "112", "97"),
            (172, "Olycka", "238", "246"),
            (190, "Summa", "350", "343"),
        ):
            sheet.text(70, y, label, 9)
            sheet.text(205, y, now, 9)
            sheet.text(265, y, before, 9)
        sheet.text(310, 141, "Fler tillbud i flerbostadshus än under de tidigare åren,", 8)
        sheet.text(310, 151, "mest spisbränder.", 8)
        sheet.text(310, 172, "Halt väglag.", 8)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [["Händelse", "2024", "2023", "Kommentar"]]
    assert rows_of(grid) == [
        ["Brand", "112", "97", "Fler tillbud i flerbostadshus än under de tidigare åren, mest spisbränder."],
        ["Olycka", "238", "246", "Halt väglag."],
        ["Summa", "350", "343", ""],
    ]
