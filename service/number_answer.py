"""The figure that answers a question: a cell, a calculation over cells, or a number in running text."""

from __future__ import annotations

from dataclasses import replace

from ingest.records import FigureKind
from service.alternatives import other_readings
from service.answer import Answer, AnswerKind, Calculation, Value
from service.changes import printed_change, wants_percent
from service.citing import cite_cell, column_name, distinct, row_name
from service.confidence import figure_evidence
from service.fits import PLANNED_KINDS
from service.number_readings import RANKINGS, NumberReadings, is_enough
from service.number_values import (
    entity_of,
    in_asked_unit,
    is_whole,
    measure_of,
    named_body,
    period_text,
    unit_of,
)  # fmt: skip
from service.operands import Computed
from service.prose import cite_sentence
from service.prose_numbers import ProseReading, asked_measures
from service.question import Operation, Question
from service.reading import CellReading
from service.row_fits import is_of_forecast
from service.swedish_format import format_amount
from service.wording import computed_sentence, prose_sentence, terms_name, value_sentence


def number_to_answer(question: Question, found: NumberReadings) -> Answer | None:
    """The answer that the readings support, or None when they are too weak."""
    computed = _good_computed(question, found)
    best = found.best
    if computed is None and found.computed is not None and question.operation is Operation.SHARE:
        best = _printed_share(found, found.computed) or best
    if computed is not None:
        change = _printed_change(question, computed)
        if change is not None:
            return _cell_answer(question, change, found)
        return _computed_answer(question, computed, found)
    best = _of_the_sort(question, found, best)
    if best is None or not is_enough(best) or question.operation in RANKINGS:
        return None
    if _stands_in(question, found, best):
        return None
    if isinstance(best, CellReading):
        return _cell_answer(question, best, found)
    return _prose_answer(question, best, found)


def _stands_in(question: Question, found: NumberReadings, best: CellReading | ProseReading) -> bool:
    """Whether a figure that was planned would stand in for an outcome that is doubted, with no kind asked for."""
    doubted = found.doubted
    if question.kinds or doubted is None or doubted.score <= best.score:
        return False
    return (
        best.kind in (*PLANNED_KINDS, FigureKind.TARGET, FigureKind.FORECAST)
        and best.kind is not doubted.kind
    )


def _printed_change(question: Question, computed: Computed) -> CellReading | None:
    """The change that the row of a computed one prints: it is read, not computed."""
    if computed.operation not in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT) or computed.several:
        return None
    if computed.against_budget or len(computed.operands) != 2:
        return None
    cell = printed_change(question, computed)
    return replace(computed.reading, cell=cell) if cell is not None else None


def _of_the_sort(
    question: Question, found: NumberReadings, best: CellReading | ProseReading | None
) -> CellReading | ProseReading | None:
    """The best reading that can be what an operation asks for: a level is no answer to "how much did it change"."""
    if question.operation not in NEEDS_SORT or best is None:
        return best
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    of_sort = [one for one in readings if is_enough(one) and _is_of_sort(question, one)]
    return max(of_sort, key=lambda one: one.score, default=None)


NEEDS_SORT = (
    Operation.DIFFERENCE, Operation.CHANGE_PERCENT, Operation.SHARE, Operation.TARGET_GAP,
    Operation.TARGET_REACHED, Operation.MEAN,
)  # fmt: skip
"""Operations whose outcome a report may print: then that is read; another figure is not."""


def _is_of_sort(question: Question, reading: CellReading | ProseReading) -> bool:
    words = (
        reading.sentence.text
        if isinstance(reading, ProseReading)
        else f"{row_name(reading.cell)} {column_name(reading.cell)}"
    ).casefold()
    match question.operation:
        case Operation.DIFFERENCE | Operation.CHANGE_PERCENT:
            return _is_change(reading, words) and (reading.unit == "procent") >= wants_percent(question)
        case Operation.SHARE:
            change = reading.kind in (FigureKind.CHANGE, FigureKind.DEVIATION)
            return not change and (reading.unit == "procent" or reading.kind is FigureKind.SHARE)
        case Operation.MEAN:
            return any(word in words for word in ("snitt", "medel"))
        case Operation.TARGET_REACHED:
            return isinstance(reading, ProseReading)
    return False


def _is_change(reading: CellReading | ProseReading, words: str) -> bool:
    if isinstance(reading, ProseReading):
        return reading.is_change
    if reading.kind in (FigureKind.TARGET, FigureKind.BUDGET, FigureKind.PLAN, FigureKind.ANNUAL_BUDGET):
        return False
    changes = reading.kind in (FigureKind.CHANGE, FigureKind.DEVIATION)
    return changes or any(word in words for word in ("förändring", "ökning", "minskning", "skillnad"))


def _good_computed(question: Question, found: NumberReadings) -> Computed | None:
    computed = found.computed
    if computed is None or not (computed.several or is_enough(computed.reading)):
        return None
    best = found.best
    if FigureKind.DEVIATION in question.kinds and question.operation is Operation.LOOKUP:
        return None if prints_deviation(question, best, computed) else computed
    if computed.operation is Operation.SHARE and _printed_share(found, computed) is not None:
        return None
    return computed


def _printed_share(found: NumberReadings, computed: Computed) -> CellReading | ProseReading | None:
    """A percentage that the reports print for what is asked, as well covered as the share that was computed."""
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    printed = [one for one in readings if one.unit == "procent" and is_enough(one)]
    printed = [one for one in printed if one.kind not in (FigureKind.CHANGE, FigureKind.DEVIATION)]
    printed = [one for one in printed if one.cover >= computed.reading.cover]
    return max(printed, key=lambda one: one.score, default=None)


def prints_deviation(question: Question, best: CellReading | ProseReading | None, computed: Computed) -> bool:
    """Whether the best reading is a printed deviation of the kind asked for: it is read, never computed."""
    if isinstance(best, ProseReading):
        return is_enough(best) and best.score >= computed.reading.score
    if best is None or best.kind is not FigureKind.DEVIATION or not is_enough(best):
        return False
    return (FigureKind.FORECAST in question.kinds) == is_of_forecast(best.cell)


def _cell_answer(question: Question, reading: CellReading, found: NumberReadings) -> Answer:
    number, unit = in_asked_unit(
        question, reading.number, unit_of(question, reading.unit, whole=is_whole(reading.number))
    )
    converted = unit != reading.unit and unit is not None and reading.unit is not None
    sentence = value_sentence(reading)
    if converted:
        sentence = f"{sentence[:-1]}, det vill säga {format_amount(number, unit)}."
    return Answer(
        kind=AnswerKind.VALUE,
        answer=sentence,
        value=Value(number, unit, entity_of(reading), measure_of(reading), period_text(reading)),
        citations=(cite_cell(reading.row, reading.cell),),
        alternatives=other_readings(question, reading, found),
        evidence=figure_evidence(question, reading, found),
    )


def _prose_answer(question: Question, reading: ProseReading, found: NumberReadings) -> Answer:
    named = asked_measures(question)
    unit = reading.unit or next(iter(named), None) or unit_of(question, None, whole=is_whole(reading.number))
    number, shown = in_asked_unit(question, reading.number, unit)
    return Answer(
        kind=AnswerKind.VALUE,
        answer=prose_sentence(reading, unit),
        value=Value(
            number,
            shown,
            named_body(reading),
            " ".join(question.words) or None,
            str(reading.period or "") or None,
        ),
        citations=(cite_sentence(reading.sentence),),
        alternatives=other_readings(question, reading, found),
        evidence=figure_evidence(question, reading, found),
    )


def _computed_answer(question: Question, computed: Computed, found: NumberReadings) -> Answer:
    done = computed.sum
    operands = tuple(cite_cell(operand.row, operand.cell) for operand in computed.operands)
    reading = computed.reading
    return Answer(
        kind=AnswerKind.COMPUTED,
        answer=computed_sentence(computed),
        value=Value(
            done.number,
            unit_of(question, done.unit, whole=is_whole(done.number)),
            terms_name(computed)
            if computed.operation in (Operation.SUM, Operation.MEAN)
            else (measure_of if computed.across else entity_of)(reading),
            (entity_of if computed.across else measure_of)(reading),
            computed.period,
        ),
        calculation=Calculation(done.expression, operands, done.rounding),
        citations=distinct(operands),
        alternatives=other_readings(question, reading, found) if question.operation not in RANKINGS else (),
        evidence=figure_evidence(question, reading, found),
    )
