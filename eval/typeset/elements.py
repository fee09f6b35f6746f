"""What a made-up report is made of. Truth (number, unit) and print (text) of a cell live side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

LINE_BREAK = "¶"
"""Breaks a label or heading where the printed one is broken; `-¶` is a hyphen that the break brought."""
SPAN_LEFT = "<"
"""A header cell covered by its left neighbour."""


class Look(StrEnum):
    RULED = "ruled"
    HALF_RULED = "half-ruled"
    SHADED = "shaded"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a table prints numbers."""

    thousands: str = " "
    minus: str = "-"
    suffix: str = ""

    def to_text(self, number: Decimal) -> str:
        """Print a number.

        >>> NumberStyle(thousands=".", minus="–").to_text(Decimal("-12345.60"))
        '–12.345,60'
        """
        whole, _, fraction = f"{abs(number):,f}".partition(".")
        digits = whole.replace(",", self.thousands) + (f",{fraction}" if fraction else "")
        return f"{self.minus if number < 0 else ''}{digits}{self.suffix}"


@dataclass(frozen=True, slots=True)
class TrueCell:
    """A printed cell and what it means; `number` is None for a cell without a figure."""

    number: Decimal | None
    text: str | None = None
    """The print where it is not simply the number in the table's style."""
    unit: str | None = None
    """Where it is not the row's, column's or table's."""


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    cells: tuple[TrueCell, ...]
    bold: bool = False
    indent: int = 0
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell found by its labels."""

    table: TableElement
    row: str
    column: str
    number: Decimal
    unit: str | None
    part: int
    """0, or 1 when the row stands on the table's second page."""


@dataclass(frozen=True, slots=True)
class TableElement:
    id: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    caption: str | None = None
    unit: str | None = None
    column_units: tuple[str | None, ...] = ()
    """One a column without the label column."""
    look: Look = Look.RULED
    numbers: NumberStyle = field(default_factory=NumberStyle)
    split_after: int | None = None
    """Number of rows on the first page, for a table that goes on over the page."""
    repeat_header: bool = True
    notes: tuple[str, ...] = ()

    def text(self, cell: TrueCell) -> str:
        """The cell as printed."""
        if cell.text is not None:
            return cell.text
        return "" if cell.number is None else self.numbers.to_text(cell.number)

    def columns(self) -> list[str]:
        """The full heading of each column after the label column, outer level first."""
        paths: list[list[str]] = [[] for _ in self.header[0][1:]]
        for level in self.header:
            spanned = ""
            for position, printed in enumerate(level[1:]):
                spanned = spanned if printed == SPAN_LEFT else plain_label(printed)
                if spanned:
                    paths[position].append(spanned)
        return [" ".join(path) for path in paths]

    def facts(self) -> Iterator[Fact]:
        columns = self.columns()
        for index, row in enumerate(self.rows):
            for position, cell in enumerate(row.cells):
                if cell.number is None:
                    continue
                column_unit = self.column_units[position] if self.column_units else None
                unit = cell.unit or row.unit or column_unit or self.unit
                part = int(self.split_after is not None and index >= self.split_after)
                yield Fact(self, plain_label(row.label), columns[position], cell.number, unit, part)

    def fact(self, row: str, column: str) -> Fact:
        """The one cell with these labels; raises `KeyError` when there is none or several."""
        found = [fact for fact in self.facts() if fact.row == row and fact.column == column]
        if len(found) != 1:
            raise KeyError(f"{self.id}: {len(found)} cells at row {row!r}, column {column!r}")
        return found[0]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    text: str
    mark: str | None = None
    """A name by which questions find the page."""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class NewPage:
    pass


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents, printed from the headings of level 1 and 2."""


Element = Heading | Prose | Bullets | TableElement | NewPage | Contents


@dataclass(frozen=True, slots=True)
class MadeReport:
    name: str
    """File name without ending, also the doc prefix of its questions."""
    title: str
    subtitle: str
    publisher: str
    elements: tuple[Element, ...]
    unnumbered: int = 0
    """Physical pages before printed page 1: the printed number is the physical one minus this."""
    page_form: str = "{page}"
    """How the number is printed: `{page}`, `Sida {page} av {pages}`, `{page}({pages})`."""

    def tables(self) -> list[TableElement]:
        return [element for element in self.elements if isinstance(element, TableElement)]

    def table(self, table_id: str) -> TableElement:
        return next(table for table in self.tables() if table.id == table_id)


def plain_label(printed: str) -> str:
    """A label without its line breaks.

    >>> plain_label("Kollektivtrafik-¶nämnden"), plain_label("Utfall¶2025")
    ('Kollektivtrafiknämnden', 'Utfall 2025')
    """
    return printed.replace(f"-{LINE_BREAK}", "").replace(LINE_BREAK, " ")
