"""The other readings that the reports support, each with what tells it from the answer."""

from __future__ import annotations

from dataclasses import replace

from service.alternative_questions import cell_to_question, sentence_to_question
from service.answer import Alternative
from service.citing import cite_cell, column_name, row_name
from service.number_readings import NumberReadings, is_enough
from service.number_values import reading_to_value
from service.other_publishers import publisher_of
from service.prose import cite_sentence
from service.prose_numbers import ProseReading
from service.question import Question
from service.reading import CellReading
from service.swedish_format import format_period
from service.wording import KIND_NOUNS, shortened

MOST_ALTERNATIVES = 4
ALTERNATIVE_MARGIN = 2.2
"""Readings whose score is this much lower are no longer what anyone could have meant."""


def other_readings(
    question: Question, best: CellReading | ProseReading, found: NumberReadings
) -> tuple[Alternative, ...]:
    """Other readings that the reports support: other figures, best first, one for each table or sentence."""
    others: list[Alternative] = []
    seen = {(best.number, best.unit)}
    told = {id(best.sentence)} if isinstance(best, ProseReading) else set()
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose[:5]]
    for reading in _other_publishers_first(best, sorted(readings, key=lambda one: -one.score)):
        key = (reading.number, reading.unit)
        near = reading.score > best.score - ALTERNATIVE_MARGIN and is_enough(reading)
        if reading is best or key in seen or not near:
            continue
        if isinstance(reading, ProseReading):
            if id(reading.sentence) in told:
                continue
            told.add(id(reading.sentence))
        seen.add(key)
        others.append(_alternative(question, best, reading))
        if len(others) == MOST_ALTERNATIVES:
            break
    return tuple(others)


def _other_publishers_first(
    best: CellReading | ProseReading, readings: list[CellReading | ProseReading]
) -> list[CellReading | ProseReading]:
    """The readings in order, the best of each other publisher before the rest."""
    first: dict[str | None, CellReading | ProseReading] = {}
    for reading in readings:
        first.setdefault(publisher_of(reading), reading)
    others = [one for name, one in first.items() if name not in (None, publisher_of(best))]
    return [*others, *(one for one in readings if one not in others)]


def reading_to_alternative(question: Question, reading: CellReading | ProseReading) -> Alternative:
    """A reading offered by itself, told by its row and column."""
    if isinstance(reading, ProseReading):
        return _alternative(question, reading, reading)
    named = filter(None, (shortened(row_name(reading.cell)), column_name(reading.cell)))
    return replace(_alternative(question, reading, reading), why=", ".join(named))


def _alternative(
    question: Question, best: CellReading | ProseReading, reading: CellReading | ProseReading
) -> Alternative:
    value = reading_to_value(question, reading)
    if isinstance(reading, ProseReading):
        return Alternative(
            value,
            cite_sentence(reading.sentence),
            "anges i löpande text",
            sentence_to_question(question, reading.sentence),
        )
    return Alternative(
        value, cite_cell(reading.row, reading.cell), _why_other(best, reading), cell_to_question(reading)
    )


def _why_other(best: CellReading | ProseReading, reading: CellReading) -> str:
    """What tells a reading from the chosen one, in a few words."""
    differences = []
    publisher = publisher_of(reading)
    if publisher is not None and publisher != publisher_of(best):
        differences.append(publisher)
    scopes = reading.row.entry.scopes
    if scopes and not (isinstance(best, CellReading) and best.row.entry.scopes == scopes):
        differences.append(scopes[0].why)
    if isinstance(best, CellReading):
        if reading.cell.body != best.cell.body and reading.cell.body:
            differences.append(reading.cell.body)
        elif row_name(reading.cell) != row_name(best.cell):
            differences.append(shortened(row_name(reading.cell)))
        if reading.kind is not best.kind and reading.kind:
            differences.append(KIND_NOUNS[reading.kind].casefold())
    if reading.period != best.period and reading.period:
        differences.append(format_period(reading.period))
    if not differences:
        differences.append(reading.row.entry.table.caption or reading.row.entry.report.title)
    return ", ".join(differences)
