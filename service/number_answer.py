"""The figure that answers a question: a cell, a calculation over cells, or a number in running text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.records import FigureKind
from service.alternative_questions import cell_to_question, sentence_to_question
from service.answer import Alternative, Answer, AnswerKind, Calculation, Candidate, Citation, Value
from service.arithmetic import in_unit
from service.calculations import Computed, compute
from service.cell_search import Asked, ask_words, find_cells
from service.citing import cite_cell, column_name, distinct, row_name
from service.knowledge import Knowledge
from service.lexicon import Reading
from service.pinned import find_pinned_cells, on_the_spot
from service.prose import cite_sentence
from service.prose_numbers import ProseReading, asked_measures, find_prose_numbers
from service.question import Operation, Quantity, Question
from service.reading import CellReading
from service.swedish_format import format_amount, format_period
from service.wording import KIND_NOUNS, computed_sentence, prose_sentence, shortened, value_sentence

PROSE_PASSAGES = 12
"""Passages whose numbers are weighed; deeper ones never held the answer in the development suite."""

WRONG_KIND = 0.25
"""A budget is no answer to a question about the forecast."""
WORST_COVER = 0.3
"""A telling word that is covered less than this is missing, whatever the others do."""
ENOUGH_COVER = 0.56
"""A reading that covers less of the question's words is about something else."""
MOST_ALTERNATIVES = 4
ALTERNATIVE_MARGIN = 2.2
"""Readings whose score is this much lower are no longer what anyone could have meant."""
CANDIDATES_SHOWN = 10

MOST_OPERANDS = 200
"""Cells weighed as operands: a calculation needs whole rows and columns, not only the best cells."""
KEEPS_KIND = (
    Operation.SHARE, Operation.DIFFERENCE, Operation.CHANGE_PERCENT, Operation.SUM, Operation.MEAN
)  # fmt: skip
"""Operations whose operands are all of the kind that the question names."""
RANKINGS = (Operation.HIGHEST, Operation.LOWEST)


@dataclass(frozen=True, slots=True)
class NumberReadings:
    """All readings of a question's figure, best first."""

    asked: Asked
    cells: tuple[CellReading, ...]
    prose: tuple[ProseReading, ...]
    computed: Computed | None

    @property
    def best(self) -> CellReading | ProseReading | None:
        """The best single reading that is enough of an answer; else the best of all."""
        readings: list[CellReading | ProseReading] = [*self.cells, *self.prose]
        enough = [reading for reading in readings if is_enough(reading)]
        return max(enough or readings, key=lambda reading: reading.score, default=None)


def find_numbers_for(
    question: Question, knowledge: Knowledge, documents: Collection[str] | None
) -> NumberReadings:
    """Readings in tables and in running text, and the calculation that the question asks for."""
    asked = ask_words(question, knowledge.lexicon)
    if question.pins.names_cell:
        pinned = find_pinned_cells(question, knowledge.catalog, knowledge.latest)
        return NumberReadings(asked, tuple(pinned), (), None)
    cells = on_the_spot(question.pins, find_cells(asked, knowledge.catalog, knowledge.latest, documents))
    operands = on_the_spot(question.pins, _operand_cells(asked, knowledge, documents))
    operands = [cell for cell in operands if is_enough(cell)]
    computed = compute(question, operands)
    prose: list[ProseReading] = []
    if question.operation not in RANKINGS:
        prose = _prose_readings(asked, knowledge, documents, dense=False)
        sure = any(map(is_enough, cells[:1])) or any(map(is_enough, prose[:1]))
        if computed is None and not sure:
            prose = _prose_readings(asked, knowledge, documents, dense=True)
    return NumberReadings(asked, tuple(cells), tuple(prose), computed)


def _prose_readings(
    asked: Asked, knowledge: Knowledge, documents: Collection[str] | None, *, dense: bool
) -> list[ProseReading]:
    """Numbers of the best passages by words; by meaning as well (`dense`) where words alone found nothing."""
    passages = knowledge.search(search_words(asked), PROSE_PASSAGES, documents, dense=dense)
    found = find_prose_numbers(asked, list(knowledge.sentences(passages)), knowledge.latest)
    return on_the_spot(asked.question.pins, found)


def search_words(asked: Asked) -> str:
    """What to search for: the question's own words, what they mean in this library, and the bodies."""
    meant = [
        term
        for one in asked.words
        if not one.weak
        for term in (one.reading.word, *_sure_meanings(one.reading))
    ]
    return " ".join(dict.fromkeys([*meant, *asked.question.bodies])) or asked.question.text


SURE_MEANING = 0.8
"""Other words worth less than this lead search astray more often than they help."""


def _sure_meanings(reading: Reading) -> list[str]:
    return [term for term, worth in reading.whole.items() if worth >= SURE_MEANING][:MOST_MEANINGS]


MOST_MEANINGS = 4


def _operand_cells(
    asked: Asked, knowledge: Knowledge, documents: Collection[str] | None
) -> list[CellReading]:
    """Cells to calculate with: their row decides, so their own kind and column are left open."""
    question = asked.question
    if question.operation is Operation.LOOKUP and not question.kinds:
        return []
    ranked = question.operation in RANKINGS
    open_kinds = question.kinds if ranked or question.operation in KEEPS_KIND else ()
    if question.operation in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT):
        open_kinds = tuple(
            kind for kind in open_kinds if kind not in (FigureKind.DEVIATION, FigureKind.CHANGE)
        )
    quantities = question.quantities if ranked else ()
    loose = replace(asked, question=replace(question, kinds=open_kinds, quantities=quantities))
    return find_cells(loose, knowledge.catalog, knowledge.latest, documents, most=MOST_OPERANDS)


def number_to_answer(question: Question, found: NumberReadings) -> Answer | None:
    """The answer that the readings support, or None when they are too weak."""
    computed = _good_computed(question, found)
    best = found.best
    if computed is None and found.computed is not None and question.operation is Operation.SHARE:
        best = _printed_share(found, found.computed) or best
    if computed is not None:
        return _computed_answer(question, computed, found)
    if best is None or not is_enough(best) or question.operation in RANKINGS:
        return None
    if isinstance(best, CellReading):
        return _cell_answer(question, best, found)
    return _prose_answer(question, best, found)


def is_enough(reading: CellReading | ProseReading) -> bool:
    """Whether a reading covers enough of what was asked to be an answer."""
    if isinstance(reading, CellReading) and (reading.worst < WORST_COVER or reading.kind_fit < WRONG_KIND):
        return False
    return reading.cover >= ENOUGH_COVER


def _good_computed(question: Question, found: NumberReadings) -> Computed | None:
    computed = found.computed
    if computed is None or not is_enough(computed.reading):
        return None
    best = found.best
    if FigureKind.DEVIATION in question.kinds and question.operation is Operation.LOOKUP:
        return None if prints_deviation(question, best) else computed
    if computed.operation is Operation.SHARE and _printed_share(found, computed) is not None:
        return None
    return computed


def _printed_share(found: NumberReadings, computed: Computed) -> CellReading | ProseReading | None:
    """A percentage that the reports print for what is asked, as well covered as the share that was computed."""
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    printed = [one for one in readings if one.unit == "procent" and is_enough(one)]
    printed = [one for one in printed if one.cover >= computed.reading.cover]
    return max(printed, key=lambda one: one.score, default=None)


def prints_deviation(question: Question, best: CellReading | ProseReading | None) -> bool:
    """Whether the best reading is a printed deviation of the kind asked for: it is read, never computed."""
    if not isinstance(best, CellReading) or best.kind is not FigureKind.DEVIATION or not is_enough(best):
        return isinstance(best, ProseReading) and is_enough(best)
    of_forecast = "prognos" in " ".join(best.cell.column_path).casefold()
    return (FigureKind.FORECAST in question.kinds) == of_forecast


def _cell_answer(question: Question, reading: CellReading, found: NumberReadings) -> Answer:
    number, unit = _in_asked_unit(
        question, reading.number, _unit_of(question, reading.unit, whole=_is_whole(reading.number))
    )
    converted = unit != reading.unit and unit is not None and reading.unit is not None
    sentence = value_sentence(reading)
    if converted:
        sentence = f"{sentence[:-1]}, det vill säga {format_amount(number, unit)}."
    return Answer(
        kind=AnswerKind.VALUE,
        answer=sentence,
        value=Value(number, unit, _entity(reading), _measure(reading), _period_text(reading)),
        citations=(cite_cell(reading.row, reading.cell),),
        alternatives=_alternatives(question, reading, found),
        candidates=candidates(found),
    )


def _prose_answer(question: Question, reading: ProseReading, found: NumberReadings) -> Answer:
    named = asked_measures(question)
    unit = (
        reading.unit or next(iter(named), None) or _unit_of(question, None, whole=_is_whole(reading.number))
    )
    number, shown = _in_asked_unit(question, reading.number, unit)
    return Answer(
        kind=AnswerKind.VALUE,
        answer=prose_sentence(reading, unit),
        value=Value(
            number,
            shown,
            _named_body(reading),
            " ".join(question.words) or None,
            str(reading.period or "") or None,
        ),
        citations=(cite_sentence(reading.sentence),),
        alternatives=_alternatives(question, reading, found),
        candidates=candidates(found),
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
            _unit_of(question, done.unit, whole=_is_whole(done.number)),
            _entity(reading),
            _measure(reading),
            computed.period,
        ),
        calculation=Calculation(done.expression, operands, done.rounding),
        citations=distinct(operands),
        alternatives=_alternatives(question, reading, found) if question.operation not in RANKINGS else (),
        candidates=candidates(found),
    )


def _unit_of(question: Question, unit: str | None, *, whole: bool = False) -> str | None:
    """A count without a printed unit is a number of things; `whole` tells that it has no decimals."""
    money_or_share = Quantity.MONEY in question.quantities or Quantity.SHARE in question.quantities
    counts = Quantity.COUNT in question.quantities or (whole and not question.quantities)
    return "antal" if unit is None and counts and not money_or_share else unit


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value() and int(number.as_tuple().exponent) >= 0


def _in_asked_unit(question: Question, number: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    if question.unit is None or question.unit == unit:
        return number, unit
    moved = in_unit(number, unit, question.unit)
    return (moved, question.unit) if moved is not None else (number, unit)


def _entity(reading: CellReading) -> str | None:
    return reading.cell.body or row_name(reading.cell) or None


def _measure(reading: CellReading) -> str | None:
    column = column_name(reading.cell)
    if reading.cell.body and reading.cell.body != row_name(reading.cell):
        return ", ".join(filter(None, [row_name(reading.cell), column])) or None
    return column or (reading.cell.kind.value if reading.cell.kind else None)


def _period_text(reading: CellReading) -> str | None:
    return str(reading.period) if reading.period else None


def _named_body(reading: ProseReading) -> str | None:
    return next(iter(sorted(reading.sentence.bodies)), None) if len(reading.sentence.bodies) == 1 else None


def _alternatives(
    question: Question, best: CellReading | ProseReading, found: NumberReadings
) -> tuple[Alternative, ...]:
    """Other readings that the reports support: other figures, best first, one for each table or sentence."""
    others: list[Alternative] = []
    seen = {(best.number, best.unit)}
    told = {id(best.sentence)} if isinstance(best, ProseReading) else set()
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose[:5]]
    for reading in sorted(readings, key=lambda one: -one.score):
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


def _alternative(
    question: Question, best: CellReading | ProseReading, reading: CellReading | ProseReading
) -> Alternative:
    if isinstance(reading, ProseReading):
        value = Value(
            reading.number,
            _unit_of(question, reading.unit, whole=_is_whole(reading.number)),
            _named_body(reading),
            None,
            str(reading.period or "") or None,
        )
        return Alternative(
            value,
            cite_sentence(reading.sentence),
            "anges i löpande text",
            sentence_to_question(question, reading.sentence),
        )
    value = Value(
        reading.number,
        _unit_of(question, reading.unit, whole=_is_whole(reading.number)),
        _entity(reading),
        _measure(reading),
        _period_text(reading),
    )
    return Alternative(
        value, cite_cell(reading.row, reading.cell), _why_other(best, reading), cell_to_question(reading)
    )


def _why_other(best: CellReading | ProseReading, reading: CellReading) -> str:
    """What tells a reading from the chosen one, in a few words."""
    differences = []
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


def candidates(found: NumberReadings) -> tuple[Candidate, ...]:
    """The best readings with the parts of their scores, for whoever wants to know why."""
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    ranked = sorted(readings, key=lambda reading: -reading.score)
    return tuple(_candidate(reading) for reading in ranked[:CANDIDATES_SHOWN])


def _candidate(reading: CellReading | ProseReading) -> Candidate:
    if isinstance(reading, CellReading):
        citation: Citation = cite_cell(reading.row, reading.cell)
        label = f"{row_name(reading.cell)} × {column_name(reading.cell)}"
    else:
        citation = cite_sentence(reading.sentence)
        label = shortened(reading.sentence.text)
    return Candidate(
        label=label,
        value=format_amount(reading.number, reading.unit),
        source=citation.source,
        page=citation.page,
        score=round(reading.score, 3),
        parts=tuple((name, round(part, 3)) for name, part in reading.parts.items()),
    )
