"""A figure that several publishers have: the answer says whose it gives, and whose it might have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.answer import Answer, AnswerKind
from service.number_readings import NumberReadings, is_enough
from service.prose_numbers import ProseReading
from service.question import Question
from service.reading import CellReading

RIVAL_MARGIN = 1.0
"""A reading of another publisher this much lower may as well be meant: half a telling word, or a better row."""
MOST_NAMED = 3


def with_publisher_said(
    answer: Answer, question: Question, found: NumberReadings, rivals: Sequence[str] = ()
) -> Answer:
    """The answer; where nothing in the question chooses between publishers, with a line that says whose figure it is.

    `rivals` are publishers that were left out although they tell of it as well.
    """
    mine = answer.citations[0].publisher if answer.citations else None
    figure = answer.kind in (AnswerKind.VALUE, AnswerKind.COMPUTED)
    if not figure or mine is None or len(question.publishers) == 1 or question.pins:
        return answer
    others = list(dict.fromkeys([*other_publishers(found, mine), *rivals]))[:MOST_NAMED]
    if not others:
        return answer
    named = others[0] if len(others) == 1 else f"{', '.join(others[:-1])} och {others[-1]}"
    note = f"Siffran gäller {mine}. Uppgiften finns också för {named}; skriv vems du menar."
    return replace(answer, answer=f"{answer.answer}\n{note}")


def other_publishers(found: NumberReadings, mine: str) -> list[str]:
    """Publishers whose readings fit nearly as well as the best one, best first."""
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose[:1]]
    best = found.best
    near = [
        one
        for one in readings
        if best is not None and is_enough(one) and one.score > best.score - RIVAL_MARGIN
    ]
    names = [publisher_of(one) for one in sorted(near, key=lambda one: -one.score)]
    return [name for name in dict.fromkeys(names) if name is not None and name != mine]


def publisher_of(reading: CellReading | ProseReading) -> str | None:
    """Whose report a reading stands in."""
    report = reading.row.entry.report if isinstance(reading, CellReading) else reading.sentence.report
    return report.publisher
