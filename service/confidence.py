"""How sure an answer is: named parts of evidence, and the probability that they give.

The probability is a logistic map of the parts (Platt 1999, with several parts in the place of one score). Its weights
are data in confidence.toml, fitted by `eval.calibration` on known questions; none is negative, so that more evidence
never makes an answer less sure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.answer import Answer, Evidence
from service.number_readings import (
    ENOUGH_COVER,
    RANKINGS,
    WORST_COVER,
    NumberReadings,
    is_enough,
    is_near_enough,
)
from service.passage_answer import ENOUGH_COVER as ENOUGH_OF_PASSAGE
from service.passage_answer import PassageReading
from service.prose_numbers import NEAR, ProseReading
from service.question import Question
from service.reading import CellReading
from service.row_scores import LABEL_FIT, NEWEST, PERIOD
from service.word_tables import word_table

CELL, SENTENCE, PASSAGE = "cell", "sentence", "passage"
"""What an answer rests on, each with weights of its own: cells, a number in a sentence, sentences in words."""
PARTS: Mapping[str, tuple[str, ...]] = {
    CELL: ("ord", "svagaste ord", "rad", "försprång", "tid", "tid sagd", "enhet"),
    SENTENCE: ("ord", "nära"),
    PASSAGE: ("ord", "försprång"),
}
"""The parts that helped on suites left out of the fit. Tried and left out, since they did not: sums that hold in the table,
misspelt words, how well the library knows the words, how many words there are, the kind of figure, read or calculated."""

FULL_MARGIN = 1.2
"""Points of score to the next reading with another number; a greater distance says no more (0.3 and 0.6 said less)."""
NAMED_ROW = 0.15
"""A row whose name shares less than this with the question is not named: of such answers every second was wrong."""
LOOSE_TIME = 0.5
"""A time that fits less than this is hardly the one asked for."""
AGREED = 0.5
"""Two sentences that give the same sum vouch for it as much as the question's words halfway to the number do."""
PRINTED_UNITS = frozenset({"cell", "row", "column", "caption"})
"""Where a unit is printed that is plainly about the figure."""


def figure_evidence(
    question: Question, reading: CellReading | ProseReading, found: NumberReadings
) -> Evidence:
    """What speaks for a figure; for a calculation, for the row that led to it."""
    words = (reading.cover - ENOUGH_COVER) / (1 - ENOUGH_COVER)
    if isinstance(reading, ProseReading):
        near = reading.parts.get("nära", NEAR) / NEAR
        return _clipped(
            SENTENCE, {"ord": words, "nära": max(near, AGREED if _is_agreed(reading, found) else 0.0)}
        )
    time = _share(reading, "period", PERIOD if question.periods else NEWEST)
    # A ranking names no row, and the rows beside it are what it ranks.
    ranked = question.operation in RANKINGS
    return _clipped(
        CELL,
        {
            "ord": words,
            "svagaste ord": (reading.worst - WORST_COVER) / (1 - WORST_COVER),
            "rad": float(ranked or _share(reading, "rad", LABEL_FIT) >= NAMED_ROW),
            "försprång": 1.0 if ranked else _margin(reading, found),
            "tid": (time - LOOSE_TIME) / (1 - LOOSE_TIME),
            "tid sagd": float(bool(question.periods)),
            "enhet": float(reading.cell.unit_source in PRINTED_UNITS),
        },
    )


def _is_agreed(reading: ProseReading, found: NumberReadings) -> bool:
    """Whether another sentence that says as much of the question gives the same sum or share."""
    return reading.unit is not None and any(
        is_near_enough(other)
        and (other.number, other.unit) == (reading.number, reading.unit)
        and other.sentence.text != reading.sentence.text
        and other.sentence.report.publisher == reading.sentence.report.publisher
        for other in found.prose
    )


def passage_evidence(passages: Sequence[PassageReading]) -> Evidence:
    """What speaks for the first of the sentences, which is quoted."""
    best = passages[0]
    margin = best.score - passages[1].score if len(passages) > 1 else FULL_MARGIN
    words = (best.cover - ENOUGH_OF_PASSAGE) / (1 - ENOUGH_OF_PASSAGE)
    return _clipped(PASSAGE, {"ord": words, "försprång": margin / FULL_MARGIN})


def with_confidence(answer: Answer) -> Answer:
    """The answer with the confidence that its evidence gives."""
    return answer if answer.evidence is None else replace(answer, confidence=confidence(answer.evidence))


def confidence(evidence: Evidence) -> float:
    """The probability that an answer is right, 0–1 in whole hundredths."""
    weights: Mapping[str, float] = word_table("confidence")[evidence.rests_on]
    logit = weights["alltid"] + sum(weights.get(name, 0.0) * part for name, part in evidence.parts)
    return round(1 / (1 + math.exp(-logit)), 2)


def _clipped(rests_on: str, parts: Mapping[str, float]) -> Evidence:
    return Evidence(
        rests_on, tuple((name, round(min(1.0, max(0.0, part)), 3)) for name, part in parts.items())
    )


def _share(reading: CellReading, part: str, most: float) -> float:
    """A part of the score as a share of the most that it gives; all of it where the question names the cell itself."""
    return reading.parts.get(part, most) / most


def _margin(reading: CellReading, found: NumberReadings) -> float:
    """How far the next reading with another number lies below, as a share of what is far."""
    others: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    rivals = [
        one.score
        for one in others
        if (one.number, one.unit) != (reading.number, reading.unit) and is_enough(one)
    ]
    return (reading.score - max(rivals)) / FULL_MARGIN if rivals else 1.0
