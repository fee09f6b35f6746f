"""The readings of a question's figure: cells, numbers in running text, and the calculation over cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.records import FigureKind
from service.asked_words import Asked, ask_words
from service.calculations import compute
from service.cell_search import find_cells
from service.knowledge import Knowledge
from service.meant_cells import with_meant
from service.operands import Computed
from service.pinned import find_pinned_cells, on_the_spot
from service.prose_numbers import ProseReading, find_prose_numbers
from service.question import Operation, Question
from service.reading import CellReading
from service.report_choice import ReportChoice
from service.rests import rest_asked
from service.several import compute_several, names_bodies
from service.unsaid import unsaid_by_calculation, unsaid_by_cell
from service.word_reading import Reading

PROSE_PASSAGES = 12
"""Passages whose numbers are weighed; deeper ones never held the answer in the development suite."""

WRONG_KIND = 0.25
"""A budget is no answer to a question about the forecast."""
WORST_COVER = 0.3
"""A telling word that is covered less than this is missing, whatever the others do."""
ENOUGH_COVER = 0.56
"""A reading that covers less of the question's words is about something else."""
HALF_SAID = 0.8
"""A cell that covers less of the question's words may be about something near to it …"""
TELLS_MORE = 0.2
"""… where a sentence covers this much more of them."""
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
        best = max(enough or readings, key=lambda reading: reading.score, default=None)
        if isinstance(best, CellReading) and best.cover < HALF_SAID:
            # A sentence that says all of the question goes before a row that says the half of it.
            said = [one for one in self.prose if is_enough(one) and one.cover > best.cover + TELLS_MORE]
            return max(said, key=lambda one: one.score, default=best)
        return best

    @property
    def doubted(self) -> CellReading | ProseReading | None:
        """The best reading that would be an answer but for what it leaves unsaid."""
        readings: list[CellReading | ProseReading] = [*self.cells, *self.prose]
        if self.computed is not None:
            readings.append(self.computed.reading)
        near = [one for one in readings if one.unsaid and is_near_enough(one)]
        return max(near, key=lambda one: one.score, default=None)


def find_numbers_for(question: Question, knowledge: Knowledge, reports: ReportChoice) -> NumberReadings:
    """Readings in tables and in running text, and the calculation that the question asks for."""
    asked = ask_words(question, knowledge.lexicon)
    if question.pins.names_cell:
        pinned = find_pinned_cells(question, knowledge.catalog, reports)
        return NumberReadings(asked, tuple(pinned), (), None)
    cells = on_the_spot(question.pins, find_cells(asked, knowledge.catalog, reports))
    if not question.pins:
        cells = [_with_unsaid(asked, cell) for cell in cells]
    operands = on_the_spot(question.pins, _operand_cells(asked, knowledge, reports))
    operands = [cell for cell in operands if is_enough(cell)]
    computed = (None if names_bodies(question) else compute(question, operands)) or compute_several(
        question, lambda part: _cells_of_part(part, knowledge, reports)
    )
    computed = _sound(asked, computed)
    prose: list[ProseReading] = []
    if question.operation not in RANKINGS:
        prose = _prose_readings(asked, knowledge, reports, dense=False)
        sure = any(map(is_enough, cells[:1])) or any(map(is_enough, prose[:1]))
        if computed is None and not sure:
            prose = _prose_readings(asked, knowledge, reports, dense=True)
        if computed is None and not sure and not any(map(is_enough, prose[:1])):
            cells = with_meant(asked, cells, knowledge.likeness)
    return NumberReadings(asked, tuple(cells), tuple(prose), computed)


def _with_unsaid(asked: Asked, cell: CellReading) -> CellReading:
    unsaid = unsaid_by_cell(asked, cell) if is_near_enough(cell) else ""
    return replace(cell, unsaid=unsaid) if unsaid else cell


def _sound(asked: Asked, computed: Computed | None) -> Computed | None:
    """A calculation, with what its row leaves unsaid of the question."""
    if computed is None or computed.several or asked.question.pins:
        return computed
    unsaid = unsaid_by_calculation(asked, computed.reading)
    return replace(computed, reading=replace(computed.reading, unsaid=unsaid)) if unsaid else computed


def _cells_of_part(part: Question, knowledge: Knowledge, reports: ReportChoice) -> list[CellReading]:
    cells = find_cells(ask_words(part, knowledge.lexicon), knowledge.catalog, reports)
    return [cell for cell in on_the_spot(part.pins, cells) if is_enough(cell)]


def _prose_readings(
    asked: Asked, knowledge: Knowledge, reports: ReportChoice, *, dense: bool
) -> list[ProseReading]:
    """Numbers of the best passages by words; by meaning as well (`dense`) where words alone found nothing."""
    passages = knowledge.search(search_words(asked), PROSE_PASSAGES, reports.documents, dense=dense)
    found = find_prose_numbers(asked, list(knowledge.sentences(passages)), reports)
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


def _operand_cells(asked: Asked, knowledge: Knowledge, reports: ReportChoice) -> list[CellReading]:
    """Cells to calculate with: their row decides, so their own kind and column are left open."""
    question = asked.question
    rest = question.operation is Operation.LOOKUP and bool(rest_asked(question.plain))
    if question.operation is Operation.LOOKUP and not question.kinds and not rest:
        return []
    ranked = question.operation in RANKINGS
    open_kinds = () if rest else question.kinds if ranked or question.operation in KEEPS_KIND else ()
    if question.operation in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT):
        open_kinds = tuple(
            kind for kind in open_kinds if kind not in (FigureKind.DEVIATION, FigureKind.CHANGE)
        )
    quantities = question.quantities if ranked else ()
    # What is added up is of one measure: shortfalls of two years are two results.
    polarity = question.polarity if question.operation in KEEPS_KIND else 0
    loose = replace(
        asked, question=replace(question, kinds=open_kinds, quantities=quantities, polarity=polarity)
    )
    return find_cells(loose, knowledge.catalog, reports, most=MOST_OPERANDS)


def is_enough(reading: CellReading | ProseReading) -> bool:
    """Whether a reading covers enough of what was asked to be an answer, and leaves nothing of it unsaid."""
    return not reading.unsaid and is_near_enough(reading)


def is_near_enough(reading: CellReading | ProseReading) -> bool:
    """Whether a reading would be an answer but for what it leaves unsaid."""
    if not isinstance(reading, CellReading):
        return reading.cover >= ENOUGH_COVER
    if kind_is_wrong(reading) or reading.unit_is_wrong or reading.stray:
        return False
    return reading.meant or (reading.cover >= ENOUGH_COVER and not word_is_missing(reading))


def word_is_missing(reading: CellReading) -> bool:
    """Whether a cell leaves out a word that the question rests on."""
    return reading.worst < WORST_COVER


def kind_is_wrong(reading: CellReading) -> bool:
    """Whether a cell is of another kind than the one asked for."""
    return reading.kind_fit < WRONG_KIND
