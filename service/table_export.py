"""A table as CSV and XLSX, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from ingest.records import CellState, Table

CSV_MEDIA_TYPE = "text/csv; charset=utf-8"
XLSX_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection). A number may begin with - or +.
_RISKY_START = ("=", "+", "-", "@", "\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[-+−–]?[\d\s.,]*\d\s*%?")
_MAX_COLUMN_WIDTH = 60  # characters; a comment column would else be as wide as its text
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # not allowed in XLSX, meaningless in CSV


def table_to_csv(table: Table, *, for_excel: bool = False) -> str:
    """Header and rows as printed, as RFC 4180 has it.

    `for_excel`: semicolons and a byte order mark, without which a Swedish Excel shows one column and broken å, ä, ö.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if for_excel else ",", lineterminator="\r\n")
    for row in (*table.header, *table.rows):
        writer.writerow([safe_text(text) for text in row])
    return ("\ufeff" if for_excel else "") + out.getvalue()


def table_to_xlsx(table: Table) -> bytes:
    """A workbook with one sheet: numbers as numbers, everything else as text, never a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tabell"
    numbers = {(cell.row, cell.column): cell for cell in table.cells if cell.state is CellState.NUMBER}
    for position, row in enumerate((*table.header, *table.rows), start=1):
        for column, text in enumerate(row):
            target = sheet.cell(row=position, column=column + 1)
            cell = numbers.get((position - 1 - len(table.header), column))
            if cell is not None and cell.number is not None:
                target.value = cell.number
            else:
                target.value = _CONTROL.sub("", text)
                target.data_type = "s"  # a text that begins with = stays a text
            if position <= len(table.header):
                target.font = Font(bold=True)
    for column in range(max((len(row) for row in (*table.header, *table.rows)), default=0)):
        longest = max(len(row[column]) for row in (*table.header, *table.rows) if column < len(row))
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(longest + 2, _MAX_COLUMN_WIDTH)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def safe_text(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet would run it.

    >>> safe_text("=1+1"), safe_text("-412"), safe_text("- Solvik"), safe_text("-1 480,5")
    ("'=1+1", '-412', "'- Solvik", '-1 480,5')
    """
    text = _CONTROL.sub("", text)
    if text.startswith(_RISKY_START) and not _PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def export_name(table: Table) -> str:
    """A file name without extension from the caption: letters, digits and hyphens only.

    >>> from ingest.records import Table
    >>> export_name(Table("t1", "Resultat / per nämnd (mkr)", (), None, (), (), (), (), (), ()))
    'resultat-per-namnd-mkr'
    """
    plain = (table.caption or "tabell").lower().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "tabell"
