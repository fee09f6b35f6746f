"""Header names that stand elsewhere than their figures, and tables that stand close below each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.drawn_pdf import Sheet, TableLook, draw_table, header_of, read_drawn, rows_of

FIGURES = [["Skola", "70 836", "70 397"], ["Vård", "5 922", "9 036"], ["Kultur", "581", "471"]]


def draw_figures(sheet: Sheet, top: float, rights: tuple[float, float]) -> None:
    for k, (label, *figures) in enumerate(FIGURES):
        sheet.text(70, top + 16 * k, label)
        for right, figure in zip(rights, figures, strict=True):
            sheet.text(right, top + 16 * k, figure, align="right")


@pytest.mark.parametrize("wrapped", [False, True], ids=["one line", "two lines"])
def test_names_set_left_over_figures_set_right_name_their_columns(tmp_path: Path, wrapped: bool) -> None:
    """In wide columns the names overlap no figure: no empty columns may come of it."""

    def draw(sheet: Sheet) -> None:
        sheet.text(70, 112, "Nämnd", bold=True)
        for left, year in ((180, "2024"), (340, "2025")):
            if wrapped:
                sheet.text(left, 100, "Utfall", bold=True)
                sheet.text(left, 112, year, bold=True)
            else:
                sheet.text(left, 112, f"Utfall {year}", bold=True)
        draw_figures(sheet, 130, (320, 480))

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [["Nämnd", "Utfall 2024", "Utfall 2025"]]
    assert rows_of(grid) == FIGURES


def test_group_names_between_tight_names_are_a_level_of_their_own(tmp_path: Path) -> None:
    """The levels stand as near as lines of one name do; the year stands between two names and over neither."""

    def draw(sheet: Sheet) -> None:
        sheet.text(70, 112, "Grupp", bold=True)
        for left, year in ((180, "2025"), (360, "2024")):
            sheet.text(left + 70, 100, year, bold=True, align="centre")
            sheet.text(left, 112, "Kvinnor", bold=True)
            sheet.text(left + 90, 112, "Män", bold=True)
        for k, (label, *figures) in enumerate(
            [("Dag", "25", "39", "30", "38"), ("Natt", "49", "8", "28", "13")]
        ):
            sheet.text(70, 130 + 16 * k, label)
            for right, figure in zip((230, 320, 410, 500), figures, strict=True):
                sheet.text(right, 130 + 16 * k, figure, align="right")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [
        ["", "2025", "<", "2024", "<"],
        ["Grupp", "Kvinnor", "Män", "Kvinnor", "Män"],
    ]
    assert rows_of(grid) == [["Dag", "25", "39", "30", "38"], ["Natt", "49", "8", "28", "13"]]


WAITING = [
    ["Klinik", "Alla", "Över 90 dagar", "Alla", "Över 90 dagar"],
    ["Ögon", "2 067", "918", "1 934", "702"],
    ["Hud", "764", "133", "802", "211"],
]


@pytest.mark.parametrize("heads", [("2025", "2024"), ("31 aug 2025", "31 december 2024")])
@pytest.mark.parametrize("shaded", [True, False], ids=["shaded cells", "borders only"])
def test_names_over_uneven_columns_head_the_cells_they_are_drawn_in(
    tmp_path: Path, shaded: bool, heads: tuple[str, str]
) -> None:
    """The borders of cells side by side are one rule, and a name is centred in its cell, not over the figures."""
    edges = [(239, 289, 386), (386, 435, 533)]

    def draw(sheet: Sheet) -> None:
        for (left, middle, right), head in zip(edges, heads, strict=True):
            if shaded:
                for box in ((left, 86, right, 103), (left, 103, middle, 119), (middle, 103, right, 119)):
                    sheet.fill(*box)
            sheet.text((left + right) / 2, 98, head, 9, bold=True, align="centre")
        sheet.level(103, 239, 533)
        rights = [right - 5 for pair in edges for right in pair[1:]]
        for k, (label, *cells) in enumerate(WAITING):
            sheet.text(68, 114 + 16 * k, label, 9, bold=k == 0)
            for right, cell in zip(rights, cells, strict=True):
                sheet.text(right, 114 + 16 * k, cell, 9, bold=k == 0, align="right")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [["", heads[0], "<", heads[1], "<"], WAITING[0]]
    assert rows_of(grid) == WAITING[1:]


@pytest.mark.parametrize("space", [0.7, 0.9])
def test_text_right_beside_a_column_of_figures_is_a_column(tmp_path: Path, space: float) -> None:
    """The gap is narrower than between cells elsewhere; that it is at one place in every row parts them."""
    rows = [
        ("Tak, hus 2", "2 850", "Beställt"),
        ("Fönster", "960", "Ej påbörjat"),
        ("Stammar", "11 400", "Klart"),
    ]

    def draw(sheet: Sheet) -> None:
        sheet.text(70, 100, "Åtgärd", bold=True)
        sheet.text(455, 100, "Kostnad, tkr", bold=True, align="right")
        sheet.text(528, 100, "Läge", bold=True, align="right")
        for k, (label, figure, state) in enumerate(rows):
            sheet.text(70, 116 + 16 * k, label)
            sheet.text(455, 116 + 16 * k, figure, align="right")
            sheet.text(455 + 10 * space, 116 + 16 * k, state)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [["Åtgärd", "Kostnad, tkr", "Läge"]]
    assert rows_of(grid) == [list(row) for row in rows]


def test_figures_with_their_units_are_no_two_columns(tmp_path: Path) -> None:
    """A space is as wide as the spaces of the labels, if wide."""

    def draw(sheet: Sheet) -> None:
        for k, (label, cell) in enumerate(
            (("Nya bussar", "12 fordon"), ("Gamla bussar", "14 fordon"), ("Nya spår", "37 växlar"))
        ):
            for x, text in ((70, label), (300, cell)):
                sheet.canvas.setFont("Courier", 10)
                sheet.canvas.drawString(x, sheet.height - 116 - 16 * k, text)
        sheet.text(70, 100, "Slag", bold=True)
        sheet.text(300, 100, "Antal", bold=True)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert rows_of(grid) == [
        ["Nya bussar", "12 fordon"],
        ["Gamla bussar", "14 fordon"],
        ["Nya spår", "37 växlar"],
    ]


def test_a_group_name_of_several_words_is_not_cut_at_a_column(tmp_path: Path) -> None:
    """Its words happen to begin and end where the names below do."""

    def draw(sheet: Sheet) -> None:
        for left, name in ((161, "Totalt för projektet"), (330, "Varav 2025")):
            sheet.text(left, 100, name, 9, bold=True)
        sheet.text(70, 120, "Projekt", 9, bold=True)
        for k, name in enumerate(("Budget", "Utfall", "Kvar", "Budget", "Utfall", "Kvar")):
            sheet.text(161 + 56.5 * k, 120, name, 9, bold=True)
        for i, figures in enumerate(
            (("91 500", "34 770", "56 730", "5 500", "7 095", "1 595"), ("9", "8", "1", "4", "2", "2"))
        ):
            sheet.text(70, 140 + 16 * i, ("Skola", "Bad")[i], 9)
            for k, figure in enumerate(figures):
                sheet.text(206 + 56.5 * k, 140 + 16 * i, figure, 9, align="right")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid)[0] == ["", "Totalt för projektet", "<", "<", "Varav 2025", "<", "<"]


@pytest.mark.parametrize("between", ["heading and paragraph", "title"])
def test_tables_of_one_width_below_each_other_stay_two(tmp_path: Path, between: str) -> None:
    """Rules and shading of both begin and end at the same places."""
    widths = [150.0, 75.0, 75.0]
    first = [["Post (mnkr)", "2024", "2025"], ["Intäkter", "412,6", "389,0"], ["Kostnader", "401,3", "366,2"]]
    second = [
        ["Nämnd, tkr", "Utfall", "Budget"],
        ["Skola", "742 300", "735 812"],
        ["Vård", "598 700", "624 935"],
    ]

    def draw(sheet: Sheet) -> None:
        y = draw_table(sheet, 70, 100, widths, first, TableLook("rows", shade_header=True)) + 32
        if between == "title":
            sheet.text(70, y, "Tabell 2. Driftredovisning", bold=True)
        else:
            sheet.text(70, y, "Driftredovisning", 14, bold=True)
            y = sheet.prose(70, y + 20, ["Nämnderna redovisar sammantaget ett", "underskott på 11,9 mnkr."])
        draw_table(sheet, 70, y + 12, widths, second, TableLook("none", shade_header=True, bands=True))

    grids = read_drawn(tmp_path, draw).grids
    assert [header_of(g) + rows_of(g) for g in grids] == [first, second]


def test_a_zone_of_rules_ends_where_a_paragraph_stands(tmp_path: Path) -> None:
    """Between the last rule above and the first below stand as many rows of names as lines of prose."""
    widths = [130.0, 60.0, 60.0, 60.0, 60.0]
    first = [
        ["Mått", "2022", "2023", "2024", "2025"],
        ["Resor", "14", "23", "31", "46"],
        ["Besök", "51", "60", "72", "88"],
    ]
    second = [
        ["Projekt", "Budget", "Utfall", "Budget", "Utfall"],
        ["Skola", "27 000", "14 310", "4 750", "2 365"],
        ["Bad", "19 000", "7 030", "7 000", "7 525"],
    ]

    def draw(sheet: Sheet) -> None:
        y = draw_table(sheet, 70, 100, widths, first, TableLook("rows")) + 22
        lines = [
            "Arbetet följer den plan som beslutades föregående år. Uppföljning sker i dialog",
            "med verksamheterna.",
        ]
        y = sheet.prose(70, y, lines) + 22
        sheet.text(260, y, "Totalt", 9, bold=True, align="centre")
        sheet.text(380, y, "Varav 2025", 9, bold=True, align="centre")
        draw_table(sheet, 70, y + 4, widths, second[:1], TableLook("none"))
        draw_table(sheet, 70, y + 4 + 16.35, widths, second[1:], TableLook("rows", header=0))

    grids = read_drawn(tmp_path, draw).grids
    assert [rows_of(g) for g in grids] == [first[1:], second[1:]]
    assert header_of(grids[1]) == [["", "Totalt", "<", "Varav 2025", "<"], second[0]]


@pytest.mark.parametrize("ruled", [False, True], ids=["painted cells alone", "a rule under all group names"])
def test_group_names_set_right_head_the_columns_of_their_painted_cells(tmp_path: Path, ruled: bool) -> None:
    """The cells' paint shows their width where the names stand over one column only."""
    groups = ((160, 340, "31 aug 2025"), (340, 520, "31 aug 2024"))

    def draw(sheet: Sheet) -> None:
        for left, right, name in groups:
            sheet.fill(left, 90, right, 106, (0.8, 0.85, 0.9))
            sheet.text(right - 4, 102, name, 9, bold=True, align="right")
        if ruled:
            sheet.level(107, 160, 520)
        sheet.text(70, 118, "Enhet", 9, bold=True)
        for right, name in ((250, "Kö"), (336, "Över 90"), (430, "Kö"), (516, "Över 90")):
            sheet.text(right, 118, name, 9, bold=True, align="right")
        for i, figures in enumerate((("1 412", "506", "1 288", "431"), ("764", "133", "802", "211"))):
            sheet.text(70, 136 + 16 * i, ("Öron", "Hud")[i], 9)
            for right, figure in zip((250, 336, 430, 516), figures, strict=True):
                sheet.text(right, 136 + 16 * i, figure, 9, align="right")

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [
        ["", "31 aug 2025", "<", "31 aug 2024", "<"],
        ["Enhet", "Kö", "Över 90", "Kö", "Över 90"],
    ]


def test_a_second_table_whose_names_stand_on_uneven_lines_is_one_of_its_own(tmp_path: Path) -> None:
    """Group names are set centred in height, so that a lone name stands on a line between two others."""

    def draw(sheet: Sheet) -> None:
        sheet.level(100, 70, 480)
        for right, name in ((300, "Utfall 2025"), (390, "Budget 2025"), (480, "Utfall 2024")):
            sheet.text(right, 112, name, bold=True, align="right")
        sheet.text(70, 112, "Post", bold=True)
        for k, (label, *figures) in enumerate(
            [("Avgifter", "214", "209", "201"), ("Bidrag", "171", "158", "183")]
        ):
            sheet.level(117 + 14 * k, 70, 480)
            sheet.text(70, 128 + 14 * k, label)
            for right, figure in zip((300, 390, 480), figures, strict=True):
                sheet.text(right, 128 + 14 * k, figure, align="right")
        sheet.text(70, 171, "Nämnderna", bold=True)
        sheet.text(430, 188, "Helår", bold=True, align="centre")
        sheet.text(230, 194, "Jan–aug", bold=True, align="centre")
        sheet.text(430, 198, "avvikelse", bold=True, align="centre")
        sheet.text(330, 202, "Avvikelse", bold=True, align="right")
        sheet.text(70, 211, "Nämnd", bold=True)
        for right, name in ((220, "Budget"), (270, "Utfall"), (330, "2024"), (400, "Aug"), (480, "April")):
            sheet.text(right, 211, name, bold=True, align="right")
        for k, (label, *figures) in enumerate(
            [("Vårdnämnden", "46", "31", "14", "12", "18"), ("Skolnämnden", "84", "63", "79", "26", "48")]
        ):
            sheet.level(216 + 14 * k, 70, 480)
            sheet.text(70, 227 + 14 * k, label)
            for right, figure in zip((220, 270, 330, 400, 480), figures, strict=True):
                sheet.text(right, 227 + 14 * k, figure, align="right")
        sheet.level(216 + 28, 70, 480)

    first, second = read_drawn(tmp_path, draw).grids
    assert header_of(first) == [["Post", "Utfall 2025", "Budget 2025", "Utfall 2024"]]
    assert [row[0] for row in rows_of(first)] == ["Avgifter", "Bidrag"]
    assert header_of(second)[-1][:3] == ["Nämnd", "Budget", "Utfall"]
    assert rows_of(second)[0] == ["Vårdnämnden", "46", "31", "14", "12", "18"]


@pytest.mark.parametrize("closed", [False, True], ids=["figures", "a row of words"])
def test_a_painted_table_of_one_row_of_figures_is_no_chart(tmp_path: Path, closed: bool) -> None:
    """Every figure stands in a painted cell as wide as its column; a row that says "Stängt" throughout heads nothing."""
    rows = [["Statistik", "2029", "2030", "2031", "Mål 2031"], ["Antal besökare", "", "", "", ""]]
    rows += [["Simhallen", "Stängt", "Stängt", "Stängt", "Stängt"]] if closed else []
    rows += [["Konsthallen", "62 225", "60 000", "56 945", "62 014"]]
    widths = [150.0, 62.0, 66.0, 70.0, 74.0]

    def draw(sheet: Sheet) -> None:
        for k, row in enumerate(rows):
            left, top = 70.0, 100 + 18.0 * k
            for width, text in zip(widths, row, strict=True):
                sheet.fill(left, top, left + width, top + 18)
                sheet.canvas.setFillColorRGB(0, 0, 0)
                right = left + width - 4
                sheet.text(
                    left + 4 if width > 100 else right,
                    top + 12,
                    text,
                    align="left" if width > 100 else "right",
                )
                left += width

    (grid,) = read_drawn(tmp_path, draw).grids
    assert header_of(grid) == [rows[0]]
    assert rows_of(grid) == rows[1:]


def test_painted_cells_part_a_name_from_the_figure_right_beside_it(tmp_path: Path) -> None:
    rows = [
        ["Projekt", "Budget", "Plan"],
        ["Ombyggnad av simhallar", "400", "100"],
        ["Bokbuss", "150", "90"],
        ["Rink", "70", "60"],
    ]
    widths = [118.0, 60.0, 60.0]

    def draw(sheet: Sheet) -> None:
        for k, row in enumerate(rows):
            left, top = 70.0, 100 + 18.0 * k
            for width, text in zip(widths, row, strict=True):
                sheet.fill(left, top, left + width, top + 18)
                sheet.canvas.setFillColorRGB(0, 0, 0)
                sheet.text(left + 2, top + 12, text, bold=not k)
                left += width

    (grid,) = read_drawn(tmp_path, draw).grids
    assert rows_of(grid) == rows[1:]
