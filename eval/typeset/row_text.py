"""Table rows written as plain text, one a line, so that content files stay readable.

`label | cell | cell`; a leading `*` sets the row bold, each leading `>` indents it, a trailing `{unit}` in the label
gives the row's unit. A cell is a number (`-1234.5`), any other text as printed, or `print => number unit`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from eval.typeset.elements import Row, TrueCell

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ROW_UNIT = re.compile(r"\s*\{(?P<unit>[^}]+)\}$")


def text_to_rows(text: str) -> tuple[Row, ...]:
    """Rows of a table.

    >>> row, = text_to_rows("*>Summa {tkr} | -12.50 | - | Minst 7 % => 7 procent")
    >>> row.label, row.bold, row.indent, row.unit
    ('Summa', True, 1, 'tkr')
    >>> [(cell.text, cell.number, cell.unit) for cell in row.cells]
    [(None, Decimal('-12.50'), None), ('-', None, None), ('Minst 7 %', Decimal('7'), 'procent')]
    """
    return tuple(_line_to_row(line) for line in text.strip().splitlines())


def _line_to_row(line: str) -> Row:
    label, *cells = (part.strip(" ") for part in line.strip(" ").split("|"))
    bold = label.startswith("*")
    label = label.removeprefix("*")
    indent = len(label) - len(label.lstrip(">"))
    label = label.lstrip(">").strip(" ")
    found = _ROW_UNIT.search(label)
    unit = found["unit"] if found else None
    return Row(_ROW_UNIT.sub("", label), tuple(_text_to_cell(cell) for cell in cells), bold, indent, unit)


def _text_to_cell(text: str) -> TrueCell:
    if _NUMBER.fullmatch(text):
        return TrueCell(Decimal(text))
    printed, arrow, truth = text.partition(" => ")
    if not arrow:
        return TrueCell(None, text)
    number, _, unit = truth.partition(" ")
    return TrueCell(Decimal(number), printed, unit or None)
