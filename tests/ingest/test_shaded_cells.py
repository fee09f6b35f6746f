"""Tables whose cells are shaded one by one, whose names stand behind codes, or that go on with fewer columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.limits import Limits
from ingest.reader import read_report
from ingest.records import Table
from tests.ingest.drawn_pdf import Sheet, header_of, read_drawn, rows_of

BLUE = (0.74, 0.89, 1.0)
LIGHT = (0.88, 0.95, 1.0)
WIDTHS = [24, 26, 30, 101, 50, 44, 44, 60]
HEADER = ["Prio", "St", "Nr", "Investering (tkr)", "Budget 2031", "Plan 2032", "Plan 2033", "Utgift"]
ROWS = [
    ["1", "P", "7101", "Ombyggnad av hamnpiren", "1 450", "750", "0", "2 200"],
    ["2", "N", "", "Fyrens lanternin", "400", "0", "0", "400"],
    ["3", "P", "7140", "Bro över båda kanalerna", "22 000", "0", "4 500", "26 500"],
    ["4", "N", "", "Slussport", "0", "300", "500", "800"],
]
LAST = [
    ["", "", "", "Summa", "23 850", "1 050", "5 000", "29 900"],
    ["", "", "7000", "Reinvesteringar", "1 200", "1 200", "1 200", ""],
    ["", "", "", "Summa investeringsbudget", "25 050", "2 250", "6 200", "29 900"],
]


def shaded(sheet: Sheet, top: float, rows: Sequence[Sequence[str]], *, header: bool) -> None:
    """Cells shaded one by one without a rule; the last wall of the header is a little off."""
    lefts = [60 + sum(WIDTHS[:k]) for k in range(len(WIDTHS) + 1)]
    for i, row in enumerate(rows):
        y = top + 30 * i
        for k, text in enumerate(row):
            off = 12 if header and i == 0 else 0
            left = lefts[k] + (off if k == len(row) - 1 else 0)
            right = lefts[k + 1] + (off if k == len(row) - 2 else 0)
            sheet.fill(left, y, right, y + 30, BLUE if i % 2 else LIGHT)
            # The names are set so wide that no white space parts them from the figures.
            sheet.text(lefts[k] + 2, y + 12, text, 7.4)


def draw_first(sheet: Sheet) -> None:
    """The header and the first rows."""
    shaded(sheet, 560, [HEADER, *ROWS], header=True)


def draw_second(sheet: Sheet) -> None:
    """The rest on the next page, where two columns are empty."""
    shaded(sheet, 60, LAST, header=False)


def test_shaded_cells_are_cells(tmp_path: Path) -> None:
    (grid,) = read_drawn(tmp_path, draw_first).grids
    assert header_of(grid) == [HEADER]
    assert rows_of(grid) == ROWS


def test_a_part_without_its_empty_columns_goes_on_with_the_table(tmp_path: Path) -> None:
    (grid,) = read_drawn(tmp_path, draw_first, draw_second).grids
    assert rows_of(grid)[len(ROWS) :] == LAST


def test_names_behind_codes_are_the_labels(tmp_path: Path) -> None:
    (table,) = tables_of(tmp_path, draw_first, draw_second)
    cells = {
        (cell.row_path[-1], cell.column_path[-1]): cell for cell in table.cells if cell.number is not None
    }
    assert cells["Fyrens lanternin", "Budget 2031"].text == "400"
    assert cells["Bro över båda kanalerna", "Plan 2033"].row_path[0] == "7140"
    assert cells["Summa investeringsbudget", "Budget 2031"].unit == "tkr"
    assert not any(column == "Nr" for _, column in cells)


def tables_of(tmp_path: Path, *pages: object) -> tuple[Table, ...]:
    """The tables of a drawn report with their meaning."""
    read_drawn(tmp_path, *pages)  # type: ignore[arg-type]
    (path,) = tmp_path.glob("*.pdf")
    return read_report(path, Limits()).tables


YEARS = ["26/27", "27/28", "28/29"]


def test_a_name_set_upright_is_no_header_and_bands_without_rules_are_parted(tmp_path: Path) -> None:
    """One rule under each band of several rows, none between the names and the first figures."""
    rows = [
        ["Norra", *YEARS], ["Förskola", "116", "107", "92"], ["Åk 1-3", "337", "347", "341"],
        ["Åk 4-6", "334", "351", "369"], ["Behov", "787", "805", "802"], ["Plats", "817", "817", "820"],
        ["Överskott", "30", "12", "18"],
    ]  # fmt: skip
    bands = [0, 1, 4, 6, 7]

    def draw(sheet: Sheet) -> None:
        for number, row in enumerate(rows):
            y = 112 + 16 * number
            sheet.text(104, y, row[0], 8)
            for k, text in enumerate(row[1:]):
                sheet.text(220 + 50 * k, y, text, 8, align="right")
        for band in bands:
            sheet.level(100 + 16 * band, 100 if 0 < band < 7 else 70, 325)
        for x in (70, 100, 225, 275, 325):
            sheet.upright(x, 100, 116 if x > 100 else 212)
        sheet.upright(325, 100, 212)
        sheet.canvas.saveState()
        sheet.canvas.translate(88, sheet.height - 180)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, "Skolor")
        sheet.canvas.restoreState()

    (grid,) = read_drawn(tmp_path, draw).grids
    assert [row[1:] for row in header_of(grid)] == [rows[0]]
    assert [row[1:] for row in rows_of(grid)] == rows[1:]


def test_a_title_beside_one_merged_empty_cell_heads_the_table(tmp_path: Path) -> None:
    rows = [
        ["2031", "", ""], ["NÄMND", "Ram inkl. index", "Statsbidrag"], ["Hamnnämnden", "18 394", "0"],
        ["Gatunämnden", "88 604", "120"],
    ]  # fmt: skip

    def draw(sheet: Sheet) -> None:
        for number, row in enumerate(rows):
            if number < 2:
                sheet.fill(60, 100 + 18 * number, 360, 118 + 18 * number, (BLUE, LIGHT)[number])
            for k, text in enumerate(row):
                sheet.text(64 + 100 * k, 112 + 18 * number, text, 9, bold=number < 2)
            sheet.level(100 + 18 * number, 60, 360)
        sheet.level(172, 60, 360)
        for x in (60, 160, 360):
            sheet.upright(x, 100, 172)
        sheet.upright(260, 118, 172)

    (grid,) = read_drawn(tmp_path, draw).grids
    assert [row[0] for row in header_of(grid)] == ["2031", "NÄMND"]
    assert rows_of(grid) == rows[2:]
