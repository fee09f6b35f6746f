"""An answer that is too unsure to give: the reader is asked which figure is meant."""

from __future__ import annotations

from dataclasses import replace

from service.alternatives import MOST_ALTERNATIVES, reading_to_alternative
from service.answer import Alternative, Answer, AnswerKind
from service.prose_numbers import ProseReading
from service.question import Question
from service.reading import CellReading

ASK_BACK_BELOW = 0.6
"""Of the figures less sure than this about every second was wrong; asking back there cost next to no right answer.
docs/numbers.md has what other thresholds give."""

UNSURE = (
    "Det är osäkert vilken uppgift frågan gäller, så ingen siffra anges som svar. "
    "Välj den läsning som du menar, eller fråga med rapportens egna ord."
)


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
