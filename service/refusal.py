"""When the reports don't tell: what was looked for, what is missing, and what is nearest, without its number."""

from __future__ import annotations

from collections.abc import Sequence

from service.answer import Answer, AnswerKind, Citation
from service.cell_search import is_verb_like
from service.citing import cite_cell
from service.knowledge import Knowledge
from service.missing_report import report_that_would_have
from service.number_readings import NumberReadings
from service.passage_answer import PassageReading
from service.prose import cite_sentence
from service.question import Question
from service.reading import CellReading
from service.swedish_format import format_period

MOST_SEE_ALSO = 3


def refuse(
    question: Question,
    knowledge: Knowledge,
    found: NumberReadings | None,
    passages: Sequence[PassageReading],
) -> Answer:
    """A calm "står inte i rapporterna" that says why and points at the nearest places."""
    return Answer(
        kind=AnswerKind.NOT_FOUND,
        answer=f"Det står inte i rapporterna. {_reason(question, knowledge)}".strip(),
        see_also=_nearest(found, passages),
        would_have=report_that_would_have(question, knowledge.reports.values(), knowledge.latest),
    )


def _reason(question: Question, knowledge: Knowledge) -> str:
    if question.strangers:
        have = ", ".join(knowledge.surroundings.publishers)
        return f"Det finns ingen rapport från {question.strangers[0]}; rapporterna här kommer från {have}."
    unknown = [word for word in question.words if _is_unknown(word, knowledge)]
    if unknown:
        return f"Inget i rapporterna handlar om ”{unknown[0]}”."
    if question.periods:
        asked = format_period(question.periods[0].period)
        latest = format_period(knowledge.latest)
        if knowledge.latest is not None and question.periods[0].period.end > knowledge.latest.end:
            return f"För {asked} finns ingen uppgift; den senaste rapporten gäller {latest}."
        return f"Det finns ingen sådan uppgift för {asked}."
    if question.bodies:
        return f"Det finns ingen sådan uppgift för {question.bodies[0]}."
    return "Pröva att fråga med rapportens egna ord."


def _is_unknown(word: str, knowledge: Knowledge) -> bool:
    """Whether no report has the word; a verb in the past says nothing of what is missing."""
    return not knowledge.lexicon.read(word).known and not is_verb_like(word)


def _nearest(found: NumberReadings | None, passages: Sequence[PassageReading]) -> tuple[Citation, ...]:
    places: list[Citation] = [cite_sentence(one.first) for one in passages[:MOST_SEE_ALSO]]
    best = found.best if found is not None else None
    if best is not None:
        places.append(
            cite_cell(best.row, best.cell) if isinstance(best, CellReading) else cite_sentence(best.sentence)
        )
    return tuple(dict.fromkeys(places))[:MOST_SEE_ALSO]
