"""The unit of every figure of a table, and where it is printed: cell, row, column, caption, text, section, document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ingest.swedish_numbers import find_numbers
from ingest.table_words import names_counted, names_counted_column, names_money, names_ratio
from ingest.units import COUNT, find_unit, find_units, is_money, units


@dataclass(frozen=True, slots=True)
class SourcedUnit:
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class TableUnits:
    """What a table's surroundings say about the unit of a cell that prints none itself."""

    firm: SourcedUnit | None
    """From the caption, the first header cell or the line right above that says what all amounts are in."""
    loose: SourcedUnit | None
    """From the text above, the section or the document; money unless it says otherwise."""
    counted: SourcedUnit | None
    """The caption speaks of things counted ("Elever per skola")."""
    about_money: bool
    """The caption or many row labels speak of money."""
    money_columns: bool = False
    """Only column headers do ("Budget"): a count can stand under them as well as an amount."""
    own_rows: bool = False
    """A row's label prints its own unit of money ("Utbetalt, tkr"): things counted in other rows are not in it."""
    own_columns: bool = False
    """A column header prints its own unit of money ("Avgifter, tkr"): the columns beside it are not said to be in it."""

    def of_cell(
        self, value: Decimal, own: str | None, row_path: Sequence[str], column_path: Sequence[str]
    ) -> SourcedUnit | None:
        """The unit of a cell: the nearest place that names one decides; None when no place does."""
        if own is not None:
            return SourcedUnit(own, "cell")
        row = _labels_unit(row_path, "row")
        column = _labels_unit(column_path, "column")
        label = row_path[-1] if row_path else ""
        if (
            row is not None
            and row.unit == COUNT
            and column is not None
            and column.unit != COUNT
            and not _opens_with_count(label)
        ):
            return column
        if row is not None or column is not None:
            return row or column
        proven = _unit_of_same_amount(value, label)
        if proven is not None:
            return SourcedUnit(proven, "row")
        if self.firm is not None and self._holds_for(label):
            return self.firm
        return self._unprinted(value, row_path, column_path)

    def _holds_for(self, label: str) -> bool:
        """Whether what the table says of its figures is about this row, too: a scale of money is not about shares."""
        if self.firm is None or not is_money(self.firm.unit):
            return True
        if names_ratio(label) and not names_money_sum(label):
            return False
        return self.firm.source == "caption" or not names_counted(label)

    def _unprinted(
        self, value: Decimal, row_path: Sequence[str], column_path: Sequence[str]
    ) -> SourcedUnit | None:
        """Neither the table nor its labels print a unit: things counted, else what the surroundings say."""
        label = row_path[-1] if row_path else ""
        if names_ratio(label):
            return None
        # Things counted are printed without decimals, and not under "Intäkter" or "Kostnader".
        whole = value.as_tuple().exponent == 0 and not any(map(names_money_sum, column_path))
        if self.firm is None and whole and any(names_counted_column(text) for text in column_path):
            return SourcedUnit(COUNT, "column")
        counted_row = any(names_counted(text) for text in row_path)
        if counted_row and self.own_rows and whole and self.firm is None:
            return SourcedUnit(COUNT, "row")
        if counted_row and self.money_columns and not self.about_money:
            return None
        if self.firm is None and not self.about_money and whole:
            if counted_row:
                return SourcedUnit(COUNT, "row")
            if self.counted is not None and not names_money(label):
                return self.counted
        column_of_money = any(map(names_money, column_path)) if self.own_columns else self.money_columns
        speaks_of_money = self.about_money or column_of_money or names_money(label)
        if self.loose is not None and (speaks_of_money or not is_money(self.loose.unit)):
            return self.loose
        return None


def names_money_sum(label: str) -> bool:
    """Whether a label with a ratio's word is an amount all the same: "Andel av skulder" is not, "Medlemsgrader" is not."""
    return bool(re.search(r"\b(?:kostnad|intäkt|avgift)\w*\b", label, re.IGNORECASE)) and not re.search(
        r"\b(?:andel\w*|\w*utveckling\w*|\w*grad\w*|\w*täckning\w*)\b", label, re.IGNORECASE
    )


def _unit_of_same_amount(value: Decimal, label: str) -> str | None:
    """The unit that a label gives with the very figure of the cell: "högst 193,4 kWh/m2" beside 193,4."""
    if not any(map(str.isdigit, label)):
        return None
    named = {one.number.unit for one in find_numbers(label) if one.number.value == value}
    return named.pop() if len(named) == 1 else None


def _opens_with_count(label: str) -> bool:
    return bool(re.match(r"\W*(?:totalt |summa )?antal", label, re.IGNORECASE))


def _labels_unit(path: Sequence[str], source: str) -> SourcedUnit | None:
    """The unit of a row or column, its own label before those above it; a clash in a label says nothing."""
    for label in reversed(path):
        unit = find_unit(label)
        if unit is not None:
            return SourcedUnit(unit, source)
        if find_units(label) and any(not units()[one.unit].loose for one in find_units(label)):
            return None
    return None


def table_units(
    caption: str | None,
    stub: str,
    before: Sequence[str],
    section: Sequence[str],
    declared: tuple[str | None, str | None],
    labels: Sequence[str],
    headers: Sequence[str] = (),
) -> TableUnits:
    """What the words around a table say about its unit; `declared` for its section, for the whole report."""
    named = (find_unit(text) for text in ("" if _names_times(stub) else stub, caption or ""))
    firm = next((SourcedUnit(unit, "caption") for unit in named if unit is not None), None)
    # What the line right above says of the amounts is as good as a caption.
    if firm is None and before and _STATES.match(before[-1]):
        firm = _declared(before[-1:])
    loose = _declared(before)
    if loose is None:
        titles = (find_unit(title) for title in reversed(section))
        loose = next((SourcedUnit(unit, "section") for unit in titles if unit is not None), None)
    for unit, source in zip(declared, ("section", "document"), strict=True):
        if loose is None and unit is not None:
            loose = SourcedUnit(unit, source)
    counted = SourcedUnit(COUNT, "caption") if names_counted(caption or "") else None
    about_money = _about_money(labels, caption, stub)
    own = any(unit is not None and is_money(unit) for unit in map(find_unit, headers))
    own_rows = any(unit is not None and is_money(unit) for unit in map(find_unit, labels))
    return TableUnits(
        firm, loose, counted, about_money, any(map(names_money, headers)), own_rows, own_columns=own
    )


def _names_times(stub: str) -> bool:
    """Whether the first header cell says that the rows are times: "År" over 2022, 2023; no unit of their figures.

    >>> _names_times("År"), _names_times("Månad "), _names_times("Timmar"), _names_times("År (tkr)")
    (True, True, False, False)
    """
    return _TIMES.fullmatch(stub.strip()) is not None


_TIMES = re.compile(
    r"(?:verksamhets|räkenskaps|kalender)?år|månad|vecka|dag|datum|kvartal|tertial|period", re.IGNORECASE
)

MONEY_SHARE = 0.3
"""Part of the labels without a unit that must speak of money before an unmarked table counts as one of money: a result
or balance sheet has 0.6–0.9, tables of activities and staff under 0.1. Key figures that print their own units tell
nothing of the rows that print none."""


def _about_money(labels: Sequence[str], caption: str | None, stub: str) -> bool:
    if any(names_money(text) for text in (caption or "", stub)):
        return True
    bare = [label for label in labels if find_unit(label) is None]
    return bool(bare) and sum(map(names_money, bare)) >= MONEY_SHARE * len(bare)


_DECLARATION = re.compile(
    r"\b(?:belopp|anges|anges? i|redovisas i|uttryckt|alla (?:siffror|tal)|samtliga (?:siffror|tal|belopp)|tabell\w*|i (?:tkr|mkr|mnkr|kkr|msek|tsek|sek|miljoner|tusen))\b",
    re.IGNORECASE,
)
_STATES = re.compile(r"\W*(?:alla |samtliga )?(?:belopp(?:en)?|siffror(?:na)?|tal(?:en)?)\b", re.IGNORECASE)
"""How a line begins that says in what the amounts below are given."""
SHORT_TEXT = 80
"""Characters: a line above a table that is shorter is a heading or a note on the table ("Mkr", "Belopp i tkr")."""


def _declared(before: Sequence[str]) -> SourcedUnit | None:
    """A unit that the text right above declares, nearest first."""
    for text in reversed(before):
        if len(text) <= SHORT_TEXT or _DECLARATION.search(text):
            unit = find_unit(text)
            if unit is not None and (is_money(unit) or len(text) <= SHORT_TEXT):
                return SourcedUnit(unit, "text")
    return None
