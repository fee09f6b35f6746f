"""An answer that is too unsure to give: the reader is asked which figure is meant."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from service.alternatives import MOST_ALTERNATIVES, reading_to_alternative
from service.answer import Alternative, Answer, AnswerKind
from service.number_readings import NumberReadings, is_enough, is_near_enough
from service.prose_numbers import ProseReading
from service.question import Operation, Question
from service.reading import CellReading

ASK_BACK_BELOW = 0.6
"""Of the figures less sure than this about every second was wrong; asking back there cost next to no right answer.
docs/numbers.md has what other thresholds give."""

UNSURE = (
    "Det är osäkert vilken uppgift frågan gäller, så ingen siffra anges som svar. "
    "Välj den läsning som du menar, eller fråga med rapportens egna ord."
)


UNSAID = "Ingen uppgift i rapporterna gäller med säkerhet ”{what}”, så ingen siffra anges som svar. Menar du något av detta?"


def is_unsure(answer: Answer, below: float = ASK_BACK_BELOW) -> bool:
    """Whether an answer is a figure that is less sure than what is given."""
    return answer.value is not None and answer.confidence < below


def ask_back(question: Question, answer: Answer, reading: CellReading | ProseReading | None) -> Answer:
    """No answer, but the figure as the first of the readings to choose from; `reading` is what it was read from."""
    if answer.value is None:
        return answer
    if reading is not None:
        first = reading_to_alternative(question, reading)
    else:
        expression = answer.calculation.expression if answer.calculation else ""
        first = Alternative(answer.value, answer.citations[0], f"uträknat: {expression}")
    return replace(
        answer,
        kind=AnswerKind.NOT_FOUND,
        answer=UNSURE,
        value=None,
        calculation=None,
        citations=(),
        alternatives=(first, *answer.alternatives)[:MOST_ALTERNATIVES],
        confidence=0.0,
        see_also=answer.citations[:1],
    )


def is_toss_up(question: Question, found: NumberReadings) -> bool:
    """Whether rows of the same name in several tables of a report fit alike and say different things.

    "Verksamhetens intäkter" of water and of waste: the question names neither, and the first is no better than the second.
    """
    best = found.best
    if question.operation is not Operation.LOOKUP or question.pins or not isinstance(best, CellReading):
        return False
    return any(
        one.score >= best.score - SAME_SCORE
        and one.row.entry is not best.row.entry
        and one.row.entry.report is best.row.entry.report
        and one.cell.row_path[-1:] == best.cell.row_path[-1:]
        and (one.unit, one.kind, one.period) == (best.unit, best.kind, best.period)
        and abs(one.number) != abs(best.number)
        for one in found.cells
        if is_enough(one)
    )


SAME_SCORE = 0.01

REPEATED = (
    "Det framgår inte vad följdfrågan ändrar i frågan innan, så ingen ny siffra anges. "
    "Skriv hela frågan med rapportens egna ord."
)


def ask_what_changes(
    question: Question, answer: Answer, reading: CellReading | ProseReading | None
) -> Answer:
    """No answer to a follow-up of which nothing new was understood: it would be the one just given."""
    return replace(ask_back(question, answer, reading), answer=REPEATED)


def doubt(question: Question, found: NumberReadings) -> Answer:
    """No answer, since nothing accounts for all of the question: what is missing, and the readings nearest to it."""
    nearest = found.doubted
    assert nearest is not None
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    others = [one for one in readings if one is not nearest and is_near_enough(one)]
    others.sort(key=lambda one: -one.score)
    offered: dict[tuple[Decimal, str | None], Alternative] = {}
    for reading in (nearest, *others):
        offered.setdefault((reading.number, reading.unit), reading_to_alternative(question, reading))
    choices = tuple(offered.values())[:MOST_ALTERNATIVES]
    return Answer(
        kind=AnswerKind.NOT_FOUND,
        answer=UNSAID.format(what=nearest.unsaid),
        alternatives=choices,
        see_also=(choices[0].citation,),
    )
