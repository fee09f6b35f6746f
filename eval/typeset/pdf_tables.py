"""A table element as reportlab tables: one, or two when it goes on over the page."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Table

from eval.typeset.elements import LINE_BREAK, SPAN_LEFT, Look, Row, TableElement

REGULAR, BOLD = "Vera", "VeraBold"
SIZE = 8.5
TEXT_WIDTH = 467.0  # an A4 page without its margins
PADDING = 9.0
INDENT = 9.0
RULE = colors.HexColor("#7a8b94")
HEAD_FILL = colors.HexColor("#d5e3ea")
BAND_FILL = colors.HexColor("#eef3f6")

Grid = list[list[str]]
Style = list[tuple[Any, ...]]


def table_to_parts(table: TableElement) -> list[Any]:
    """The table's parts in order; every part has the same column widths."""
    natural = _column_widths(table)
    size = SIZE * min(1.0, TEXT_WIDTH / sum(natural))
    widths = natural if table.look is Look.BARE else _fill_width([width * size / SIZE for width in natural])
    if table.split_after is None:
        return [_part(table, table.rows, widths, size, header=True)]
    first, second = table.rows[: table.split_after], table.rows[table.split_after :]
    return [
        _part(table, first, widths, size, header=True),
        _part(table, second, widths, size, header=table.repeat_header),
    ]


def _fill_width(widths: list[float]) -> list[float]:
    """Share what is left of the line among the columns, so that a framed table is as wide as the text."""
    more = max(0.0, TEXT_WIDTH - sum(widths)) / len(widths)
    return [width + more for width in widths]


def _part(
    table: TableElement, rows: tuple[Row, ...], widths: list[float], size: float, *, header: bool
) -> Any:
    head = _header_grid(table) if header else []
    body = [[_broken(row.label), *(_broken(table.text(cell)) for cell in row.cells)] for row in rows]
    style = (
        _base_style(len(head), size)
        + (_span_style(table) if header else [])
        + _look_style(table.look, len(head), len(body))
    )
    for index, row in enumerate(rows, start=len(head)):
        if row.bold:
            style.append(("FONT", (0, index), (-1, index), BOLD, size))
        if row.indent:
            style.append(("LEFTPADDING", (0, index), (0, index), 4 + INDENT * row.indent))
    return Table(head + body, colWidths=widths, style=style, hAlign="LEFT")


def _header_grid(table: TableElement) -> Grid:
    return [["" if printed == SPAN_LEFT else _broken(printed) for printed in level] for level in table.header]


def _base_style(header_rows: int, size: float) -> Style:
    style: Style = [
        ("FONT", (0, 0), (-1, -1), REGULAR, size),
        ("LEADING", (0, 0), (-1, -1), size * 1.25),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if header_rows:
        style.append(("FONT", (0, 0), (-1, header_rows - 1), BOLD, size))
    return style


def _span_style(table: TableElement) -> Style:
    style: Style = []
    for row, level in enumerate(table.header):
        start = 0
        for column in range(1, len(level) + 1):
            if column < len(level) and level[column] == SPAN_LEFT:
                continue
            if column - start > 1:
                style += [
                    ("SPAN", (start, row), (column - 1, row)),
                    ("ALIGN", (start, row), (column - 1, row), "CENTER"),
                ]
            start = column
    return style


def _look_style(look: Look, header_rows: int, body_rows: int) -> Style:
    last = header_rows + body_rows - 1
    match look:
        case Look.RULED:
            return [("GRID", (0, 0), (-1, -1), 0.5, RULE)]
        case Look.HALF_RULED:
            under_header: Style = (
                [("LINEBELOW", (0, header_rows - 1), (-1, header_rows - 1), 0.8, RULE)] if header_rows else []
            )
            return [*under_header, ("LINEBELOW", (0, last), (-1, last), 0.8, RULE)]
        case Look.SHADED:
            bands: Style = [
                ("BACKGROUND", (0, row), (-1, row), BAND_FILL) for row in range(header_rows, last + 1, 2)
            ]
            head: Style = [("BACKGROUND", (0, 0), (-1, header_rows - 1), HEAD_FILL)] if header_rows else []
            return head + bands
        case Look.BARE:
            return []


def _column_widths(table: TableElement) -> list[float]:
    """Each column as wide as its widest line; spanning header cells are left out."""
    columns: list[list[str]] = [[_broken(row.label) for row in table.rows]]
    columns += [
        [_broken(table.text(row.cells[at])) for row in table.rows] for at in range(len(table.header[0]) - 1)
    ]
    widths = []
    for at, texts in enumerate(columns):
        head = [_broken(level[at]) for level in table.header if not _spans(level, at)]
        lines = [line for text in [*texts, *head] for line in text.split("\n")]
        widths.append(max(stringWidth(line, BOLD, SIZE) for line in lines) + PADDING)
    widths[0] += INDENT * max((row.indent for row in table.rows), default=0)
    return widths


def _spans(level: tuple[str, ...], at: int) -> bool:
    return level[at] == SPAN_LEFT or (at + 1 < len(level) and level[at + 1] == SPAN_LEFT)


def _broken(printed: str) -> str:
    return printed.replace(LINE_BREAK, "\n")
