"""What is left of one figure of a row when another is taken from it: what of the decided will not come about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Cell, FigureKind
from service.arithmetic import difference
from service.operands import Computed, Operand, fits_time, span_of
from service.question import Operation, Question
from service.reading import CellReading
from service.totals import PART
from service.word_tables import stems_of


def rest_asked(plain: str) -> str:
    """The words of a lower-case question that ask for what is left when something is taken away; empty without any.

    >>> rest_asked("hur mycket av besparingarna ser inte ut att bli av?"), rest_asked("hur mycket sparas?")
    ('ser inte ut att bli av', '')
    >>> rest_asked("vad kostar taket när bidraget dragits av?")
    'när bidraget dragits av'
    """
    said = _REST.search(plain)
    return said.group() if said is not None else ""


_REST = re.compile(
    r"\b(?:ser inte ut att \w+(?: av)?|(?:har|hade|väntas|beräknas|kommer)? ?(?:ännu )?inte (?:ännu )?(?:att )?"
    r"(?:bli av|blir av|blev av|betalats?(?: ut)?|utbetala(?:s|ts|des)|använts?|förbrukats?|genomför(?:s|ts|as)|verkställts?|hämtats hem|nyttjats|uppnås)"
    r"|(?:när|sedan|efter att) (?:[\w-]+ ){1,6}(?:är |har |blivit )?(?:dragits|dras|dragit|räknats|räknas|räknat) (?:av|bort|ifrån)"
    r"|efter avdrag (?:för|av) (?:[\w-]+ ?){1,4}|uteblir\b)"
)


def says_rest(cell: Cell) -> bool:
    """Whether a cell's row or column itself tells what is left or lacking."""
    if cell.kind in (FigureKind.DEVIATION, FigureKind.CHANGE):
        return True
    return _TOLD.search(" ".join((*cell.row_path, *cell.column_path)).casefold()) is not None


_TOLD = re.compile(r"\b(?:kvar\w*|återst\w+|ej|inte|saknas|netto\w*|efter|uteblir|uteblivn\w+|rest\w*)\b")


def rest_of_row(question: Question, readings: Sequence[CellReading]) -> Computed | None:
    """The larger less the smaller of the two columns that the question names, in the best row that has just these."""
    for reading in readings:
        named = [cell for cell in _of_one_sort(question, reading) if is_column_named(question, cell)]
        if len(named) == 1:
            named += _whole_of(question, reading, named[0])
        if len(named) != 2:
            continue
        whole, part = sorted(named, key=lambda cell: abs(cell.number or Decimal(0)), reverse=True)
        if whole.number is None or part.number is None:
            continue
        done = difference(abs(whole.number), abs(part.number), whole.unit)
        operands = (Operand(reading.row, whole), Operand(reading.row, part))
        return Computed(
            reading,
            done,
            operands,
            Operation.DIFFERENCE,
            span_of(operands[1]) or span_of(operands[0]),
            several=True,
        )
    return None


def _of_one_sort(question: Question, reading: CellReading) -> list[Cell]:
    return [
        cell
        for cell in reading.row.cells
        if cell.unit == reading.unit
        and cell.kind is not FigureKind.DEVIATION
        and fits_time(question.periods, cell)
    ]


def is_column_named(question: Question, cell: Cell) -> bool:
    """Whether a question says a word of a cell's column, or the kind of figure that it holds."""
    if cell.kind is not None and cell.kind in question.kinds:
        return True
    asked = stems_of(question.plain)
    return any(_alike(term, word) for term in stems_of(" ".join(cell.column_path)) for word in asked)


SAME_BEGINNING = 5


def _alike(term: str, word: str) -> bool:
    """Whether two stems begin alike for as long as the shorter one goes, five letters at least, or one ends the other."""
    short = min(term, word, key=len)
    if not short.isalpha() or len(short) < SAME_BEGINNING:
        return False
    return (term.startswith(short) and word.startswith(short)) or max(term, word, key=len).endswith(short)


def _whole_of(question: Question, reading: CellReading, part: Cell) -> list[Cell]:
    """The column that "varav …" is a part of: the nearest one before it."""
    if not PART.match(" ".join(part.column_path[-1:])):
        return []
    before = [cell for cell in _of_one_sort(question, reading) if cell.column < part.column]
    return sorted(before, key=lambda cell: -cell.column)[:1]
