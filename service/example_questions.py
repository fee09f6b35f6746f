"""Questions to begin with, made from the tables of the reports at hand.

Each is asked of the assistant before it is shown: an example that does not come back with the cell it was made
from would teach the user to distrust the service.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from ingest.records import Cell, CellState, FigureKind, Table
from service.answer import Answer, AnswerKind
from service.library import Library
from service.swedish_format import format_period

MAX_EXAMPLES = 8
# Tries for each example shown: most candidates pass, and a library of odd tables must not keep the page waiting.
MAX_TRIES = 40
MAX_LABEL_CHARS = 45  # a longer row label makes a question that nobody would ask
MIN_LABEL_LETTERS = 4

QUESTION_BY_KIND: Mapping[FigureKind | None, str] = {
    FigureKind.DEVIATION: "Hur stor är avvikelsen för {label} {period}?",
    FigureKind.OUTCOME: "Vad är utfallet för {label} {period}?",
    FigureKind.FORECAST: "Vad är prognosen för {label} {period}?",
    FigureKind.BUDGET: "Hur stor är budgeten för {label} {period}?",
    FigureKind.ANNUAL_BUDGET: "Hur stor är årsbudgeten för {label} {period}?",
}

_UNIT_AT_END = re.compile(
    r"\s*\([^()]*\)$|,\s*(?:tkr|mkr|mnkr|kr|%)$"
)  # "Nettoomsättning (tkr)": nobody says it

Ask = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Example:
    question: str
    document: str
    title: str
    table: str
    row: int
    column: int


class ExampleQuestions:
    """The examples of a library, made anew when its reports change."""

    def __init__(self, library: Library, ask: Ask) -> None:
        self._library = library
        self._ask = ask
        self._lock = threading.Lock()
        self._known_for: tuple[tuple[str, str], ...] = ()
        self._examples: tuple[Example, ...] = ()

    def get(self) -> tuple[Example, ...]:
        """Up to `MAX_EXAMPLES`, turn by turn from each report."""
        with self._lock:
            reports = tuple((report.id, report.content_hash) for report in self._library.documents())
            if reports != self._known_for:
                self._examples = tuple(_take_proven(library_to_candidates(self._library), self._ask))
                self._known_for = reports
            return self._examples


def library_to_candidates(library: Library) -> Iterator[Example]:
    """One candidate from each table, the reports taking turns."""
    by_report = [
        [
            candidate
            for table in library.tables(report.id)
            if (candidate := table_to_candidate(table, report.id, report.title)) is not None
        ]
        for report in library.documents()
    ]
    for turn in zip_longest(*by_report):
        yield from (candidate for candidate in turn if candidate is not None)


def table_to_candidate(table: Table, document: str, title: str) -> Example | None:
    """The table's best cell as a question: a named row, a kind of figure and a period."""
    if any(check.fails for check in table.checks):
        return None
    for kind in QUESTION_BY_KIND:
        askable = [cell for cell in table.cells if cell.kind is kind and is_askable(cell)]
        if askable:
            cell = max(askable, key=_latest_then_topmost)
            return Example(cell_to_question(cell), document, title, table.id, cell.row, cell.column)
    return None


def _latest_then_topmost(cell: Cell) -> tuple[tuple[int, int], int, int]:
    assert cell.period is not None
    return cell.period.end, -cell.row, -cell.column


def is_askable(cell: Cell) -> bool:
    """Whether a cell has what a question about it must name, and a label that a person would write."""
    label = cell.row_path[-1] if cell.row_path else ""
    return (
        cell.state is CellState.NUMBER
        and cell.kind in QUESTION_BY_KIND
        and bool(cell.number)
        and cell.unit is not None
        and cell.period is not None
        and len(label) <= MAX_LABEL_CHARS
        and sum(char.isalpha() for char in label) >= MIN_LABEL_LETTERS
        and not any(char.isdigit() for char in label)
        and label[0].isupper()
    )


def cell_to_question(cell: Cell) -> str:
    """The question that has an askable cell as its answer."""
    assert cell.kind is not None
    label = _UNIT_AT_END.sub("", cell.row_path[-1].rstrip(" *:")).removesuffix(", antal")
    return QUESTION_BY_KIND[cell.kind].format(label=label, period=format_period(cell.period))


def _take_proven(candidates: Iterator[Example], ask: Ask) -> Iterator[Example]:
    proven = 0
    seen: set[str] = set()
    for tries, candidate in enumerate(candidates):
        if proven == MAX_EXAMPLES or tries == MAX_TRIES:
            return
        if candidate.question not in seen and _leads_to(ask(candidate.question), candidate):
            proven += 1
            yield candidate
        seen.add(candidate.question)


def _leads_to(answer: Answer, example: Example) -> bool:
    place = answer.citations[0].table if answer.kind is AnswerKind.VALUE and answer.citations else None
    if place is None:
        return False
    return (place.id, place.row_index, place.column_index) == (example.table, example.row, example.column)
