"""Shares: what a part is of its whole, where the table shows which whole: a column, the row above, a total, or a budget."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.periods import Period, without_periods
from ingest.records import Cell, FigureKind
from service.arithmetic import share
from service.changes import measure_words
from service.operands import Computed, Operand, first_operand, fits_time, span_of
from service.question import Operation, Question
from service.reading import CellReading
from service.rests import is_column_named
from service.row_scores import names_only_body, neutral_label_stems
from service.totals import PART, whole_in_column
from service.word_tables import stem, stems_of

BUDGET_KINDS = (FigureKind.ANNUAL_BUDGET, FigureKind.BUDGET)


def share_of_whole(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """A part of its whole, in the best row that shows both."""
    for reading in sorted(readings, key=lambda one: not _is_asked_body(question, one)):
        if reading.cell.unit == "procent":
            continue
        budget = _budget_of(question, reading)
        whole = (
            budget
            or _whole_column(question, reading)
            or _named_column(question, reading)
            or _column_by_end(question, reading)
            or _named_row(question, reading)
            or _whole_row(reading)
            or _total_of(question, reading)
        )
        if whole is None or not _same_unit(whole.cell, reading.cell):
            continue
        part = _outcome_of(reading) if budget is not None else Operand(reading.row, reading.cell)
        done = share(abs(part.number), abs(whole.number)) if part is not None else None
        if part is not None and done is not None:
            return Computed(reading, done, (part, whole), Operation.SHARE, span_of(part))
    return None


def _is_asked_body(question: Question, reading: CellReading) -> bool:
    """Whether a row stands for a body asked for among its like: of "nämndernas budget" its row is the part, not one of its rows."""
    return bool(question.bodies) and reading.cell.body in question.bodies and names_only_body(reading.row)


def _same_unit(whole: Cell, part: Cell) -> bool:
    """Whether two cells may be set against each other; of things counted only one column may say so."""
    units = {whole.unit, part.unit}
    return len(units) == 1 or units == {None, "antal"}


def _whole_column(question: Question, reading: CellReading) -> Operand | None:
    """The column that the reading's is a part of: "varav kvinnor" of the one before, "Kvinnor" of "Totalt".

    Only where the question names the part's column.
    """
    header = reading.cell.column_path[-1:]
    if not header or not _says(question, header[0]):
        return None
    row = [cell for cell in reading.row.cells if cell.unit == reading.cell.unit and cell.number is not None]
    if PART.match(header[0]):
        before = [
            cell
            for cell in row
            if cell.column < reading.cell.column
            and not any(PART.match(part) for part in cell.column_path[-1:])
            and _same_group(cell, reading.cell)
        ]
        return Operand(reading.row, max(before, key=lambda cell: cell.column)) if before else None
    wholes = [
        cell
        for cell in row
        if any(_WHOLE.search(without_periods(part)) for part in cell.column_path[-1:])
        and _same_group(cell, reading.cell)
    ]
    return Operand(reading.row, wholes[0]) if wholes else None


def _column_by_end(question: Question, reading: CellReading) -> Operand | None:
    """The column before that the question names as the whole: "vid hur stor del av besöken …" of "Genomförda besök".

    A word of the question may be a compound with the column's name at its end ("djurskyddsbesök").
    """
    if not reading.cell.column_path or not _says(question, reading.cell.column_path[-1]):
        return None
    asked = [stem(word) for word in question.words]
    own = set(stems_of(reading.cell.column_path[-1]))

    def named(cell: Cell) -> bool:
        terms = [
            term
            for term in stems_of(" ".join(cell.column_path[-1:]))
            if term not in own and len(term) > SHORT
        ]
        return any(word.endswith(term) for word in asked for term in terms)

    wholes = [
        cell
        for cell in reading.row.cells
        if cell.column < reading.cell.column
        and cell.number is not None
        and cell.number > abs(reading.number)
        and cell.kind is reading.kind
        and named(cell)
        and not _PLANNED.search(cell.column_path[-1])
    ]
    return Operand(reading.row, wholes[-1]) if wholes else None


SHORT = 2  # letters; shorter stems end too many words
_PLANNED = re.compile(r"\bplanera|\bbudget|\bmål\b", re.IGNORECASE)
_WHOLE = re.compile(r"^(?:totalt?|summa|samtliga|alla|antal)\b|\btotalt$", re.IGNORECASE)


def _says(question: Question, header: str) -> bool:
    # The place of the publisher may be a column of its own: "andelen elever från Ekby" of the pupils by place.
    asked = {stem(word) for word in question.words} | set(stems_of(question.plain))
    return bool(asked & (set(stems_of(header)) - neutral_label_stems()))


def _named_column(question: Question, reading: CellReading) -> Operand | None:
    """The other column of the row that the question names as the whole: "av de beviljade är utbetalt"."""
    if not is_column_named(question, reading.cell):
        return None
    others = [
        cell
        for cell in reading.row.cells
        if cell.column != reading.cell.column
        and (cell.unit, cell.period) == (reading.unit, reading.cell.period)
        and measure_words(cell) != measure_words(reading.cell)
        and cell.number is not None
        and abs(cell.number) >= abs(reading.number)
        and is_column_named(question, cell)
    ]
    return Operand(reading.row, others[0]) if len(others) == 1 else None


def _same_group(cell: Cell, other: Cell) -> bool:
    """Whether two columns stand under the same name, where any stands over them."""
    return cell.column_path[:-1] == other.column_path[:-1]


def _named_row(question: Question, reading: CellReading) -> Operand | None:
    """The row that the question names as the whole: "lärare" of "disputerade lärare", both asked for."""
    asked = {stem(word) for word in question.words}
    part = _label_stems(reading.cell)
    wholes = [
        cell
        for cell in reading.row.entry.table.cells
        if cell.column == reading.cell.column
        and cell.number is not None
        and cell.unit == reading.cell.unit
        and (own := _label_stems(cell)) < part
        and own
        and own <= asked
        and abs(cell.number) > abs(reading.number)
    ]
    return Operand(reading.row, wholes[0]) if len(wholes) == 1 and part <= asked else None


def _label_stems(cell: Cell) -> set[str]:
    """The stems of a row's own label, less the word that says that it is a part."""
    return set(stems_of(PART.sub(" ", " ".join(cell.row_path[-1:]).casefold())))


def _whole_row(reading: CellReading) -> Operand | None:
    """The figure of the row that a "varav" row is a part of, in the same column."""
    path = reading.cell.row_path
    if len(path) < 2:
        return None
    above = [
        cell
        for cell in reading.row.entry.table.cells
        if cell.row_path == path[:-1] and cell.column == reading.cell.column and cell.number is not None
    ]
    return Operand(reading.row, above[-1]) if above else None


def _total_of(question: Question, reading: CellReading) -> Operand | None:
    """The total of a cell's column: the one named ("av alla tillgångar"), else the nearest total row below it.

    None where the column is named and the row is not.
    """
    header = without_periods(" ".join(reading.cell.column_path[-1:]))
    row_said = reading.cell.body in question.bodies or _says(question, " ".join(reading.cell.row_path[-1:]))
    if reading.cell.is_total or (_says(question, header) and not row_said):
        return None
    cells = [
        cell
        for cell in reading.row.entry.table.cells
        if cell.column == reading.cell.column and cell.is_total and cell.number is not None
    ]
    below = [cell for cell in cells if cell.row > reading.cell.row]
    chosen = next((cell for cell in cells if _is_total_named(question, cell)), None) or next(
        iter(below or cells), None
    )
    if chosen is None:
        chosen = whole_in_column(
            [c for c in reading.row.entry.table.cells if c.column == reading.cell.column]
        )
        chosen = None if chosen is not None and chosen.row == reading.cell.row else chosen
    return Operand(reading.row, chosen) if chosen is not None else None


def _is_total_named(question: Question, total: Cell) -> bool:
    """Whether the question says all that a total's label names: "tillgångar" of "Summa tillgångar"."""
    named = _label_stems(total) - neutral_label_stems()
    return bool(named) and named <= {stem(word) for word in question.words}


def _budget_of(question: Question, reading: CellReading) -> Operand | None:
    used = FigureKind.BUDGET in question.kinds or FigureKind.ANNUAL_BUDGET in question.kinds
    if not used or not any(word in question.plain for word in _USED):
        return None
    asked = [kind for kind in BUDGET_KINDS if kind in question.kinds]
    for kinds in (asked, BUDGET_KINDS):
        found = _of_kinds(question, reading, kinds)
        if found is not None:
            return found
    return None


_USED = ("gick åt", "gått åt", "använts", "använt", "använd", "förbruka", "utnyttja")


def _of_kinds(question: Question, reading: CellReading, kinds: Sequence[FigureKind]) -> Operand | None:
    return first_operand(reading.row, lambda cell: cell.kind in kinds and fits_time(question.periods, cell))


def _outcome_of(reading: CellReading) -> Operand | None:
    return first_operand(
        reading.row, lambda cell: cell.kind is FigureKind.OUTCOME and cell.period == _budget_period(reading)
    ) or first_operand(reading.row, lambda cell: cell.kind is FigureKind.OUTCOME)


def _budget_period(reading: CellReading) -> Period | None:
    budget = first_operand(reading.row, lambda cell: cell.kind in BUDGET_KINDS)
    return budget.cell.period if budget else None
