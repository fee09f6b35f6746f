"""An answer in words from the sentences that answer: the best quoted, others beside it where they say something else."""

from __future__ import annotations

from collections.abc import Sequence

from service.answer import Answer, AnswerKind
from service.answer_leads import lead_of
from service.confidence import passage_evidence
from service.passage_answer import ENOUGH_COVER, SECOND_MARGIN, PassageReading
from service.prose import cite_sentences
from service.prose_question import AskedProse
from service.swedish_format import format_period

MOST_BESIDE = 3  # places in one answer
BESIDE_OWN = 0.6  # of the question's words in the sentence itself; fewer, and it speaks of something near


def passage_answer(asked: AskedProse, passages: Sequence[PassageReading]) -> Answer:
    """The best sentences, quoted, and other places that say as much; those of other bodies or reports side by side."""
    best = passages[0]
    near = [
        one
        for one in passages[1:MOST_BESIDE]
        if one.score > best.score - SECOND_MARGIN and _answers(one, best)
    ]
    beside = [one for one in near if _is_other(one, best) and one.own >= BESIDE_OWN]
    lead = lead_of(asked, best)
    said = f"{lead} {best.text}".strip()
    if beside:
        said = "\n".join([said, *(f"{_origin(one)}: {one.text}" for one in beside)])
    return Answer(
        kind=AnswerKind.PASSAGE,
        answer=said,
        citations=tuple(cite_sentences(one.sentences) for one in (best, *near)),
        evidence=passage_evidence(passages),
    )


def _answers(one: PassageReading, best: PassageReading) -> bool:
    return one.cover >= ENOUGH_COVER and one.has_form >= best.has_form and one.text != best.text


def _is_other(one: PassageReading, best: PassageReading) -> bool:
    """Whether it is another report's or another body's word."""
    other_report = one.first.report.id != best.first.report.id
    return other_report or bool(
        one.first.bodies and best.first.bodies and not one.first.bodies & best.first.bodies
    )


def _origin(reading: PassageReading) -> str:
    """Whose word it is and of when: the body where one is meant, the report, its period."""
    report = reading.first.report
    body = ", ".join(sorted(reading.first.bodies))
    when = format_period(report.period)
    title = report.title if not when or when in report.title else f"{report.title} ({when})"
    return ", ".join(filter(None, [body, title]))
