"""When the reports don't tell: what was looked for, what is missing, and what is nearest, without its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answer import Answer, AnswerKind, Citation
from service.asked_words import is_verb_like
from service.citing import cite_cell
from service.knowledge import Knowledge
from service.missing_report import report_that_would_have
from service.named_report import NamedReport
from service.number_readings import NumberReadings
from service.passage_answer import ENOUGH_COVER, PassageReading
from service.prose import cite_sentence
from service.prose_question import said_otherwise, stands_as_verb
from service.question import Question, Want
from service.reading import CellReading
from service.report_choice import ReportChoice
from service.swedish_format import format_period
from service.word_tables import deed_stems, stem

MOST_SEE_ALSO = 3


def refuse(
    question: Question,
    knowledge: Knowledge,
    reports: ReportChoice,
    found: NumberReadings | None = None,
    passages: Sequence[PassageReading] = (),
) -> Answer:
    """A calm "står inte i rapporterna" that says why and points at the nearest places."""
    return Answer(
        kind=AnswerKind.NOT_FOUND,
        answer=f"Det står inte i rapporterna. {_reason(question, knowledge, reports, passages)}".strip(),
        see_also=_nearest(question, found, passages),
        would_have=_report_wanted(question, reports),
    )


def _report_wanted(question: Question, reports: ReportChoice) -> str:
    if reports.missing is not None:
        return reports.missing.words
    return report_that_would_have(question, reports.reports, reports.latest)


def _reason(
    question: Question, knowledge: Knowledge, reports: ReportChoice, passages: Sequence[PassageReading]
) -> str:
    if question.strangers:
        have = ", ".join(knowledge.surroundings.publishers)
        return f"Det finns ingen rapport från {question.strangers[0]}; rapporterna här kommer från {have}."
    if reports.missing is not None:
        return _missing_report(reports.missing, reports)
    unknown = [word for word in question.words if _is_unknown(question, word, knowledge)]
    if unknown:
        return f"Inget i rapporterna handlar om ”{unknown[0]}”."
    if (
        question.want in _UNTOLD
        and passages
        and passages[0].cover >= ENOUGH_COVER
        and not passages[0].has_form
    ):
        return f"Det nämns, men inte {_UNTOLD[question.want]}."
    if question.periods:
        asked = question.periods[0].period
        latest = reports.latest
        if latest is not None and asked.end > latest.end:
            return (
                f"För {format_period(asked)} finns ingen uppgift{_of_publisher(question)}; "
                f"den senaste rapporten gäller {format_period(latest)}."
            )
        return f"Det finns ingen sådan uppgift för {format_period(asked)}{_of_publisher(question)}."
    if question.bodies:
        return f"Det finns ingen sådan uppgift för {question.bodies[0]}."
    return "Pröva att fråga med rapportens egna ord."


def _of_publisher(question: Question) -> str:
    return f" från {question.publishers[0]}" if len(question.publishers) == 1 else ""


def _missing_report(named: NamedReport, reports: ReportChoice) -> str:
    """What is missing, and the newest report of the same kind, or of any."""
    of_kind = [one for one in reports.reports if one.kind == named.kind] or list(reports.reports)
    newest = max(
        (one for one in of_kind if one.period is not None),
        key=lambda one: one.period.end if one.period else (0, 0),
        default=None,
    )
    nearest = f"; den senaste är {newest.title}" if newest is not None else ""
    return f"Det finns ingen rapport som är ”{named.words}”{nearest}."


_UNTOLD = {Want.REASON: "varför", Want.PERSON: "vem", Want.TIME: "när"}


def _is_unknown(question: Question, word: str, knowledge: Knowledge) -> bool:
    """Whether no report has the word; what was done says nothing of what is missing."""
    deed = is_verb_like(word) or stem(word) in deed_stems() or stands_as_verb(question, word)
    return not deed and not said_otherwise(knowledge.lexicon.read(word), knowledge.lexicon).known


LEAST_NEAR = (
    0.15  # of the question's words; a place with fewer is near only because the library has no nearer
)


def _nearest(
    question: Question, found: NumberReadings | None, passages: Sequence[PassageReading]
) -> tuple[Citation, ...]:
    places: list[Citation] = [
        cite_sentence(one.first)
        for one in passages[:MOST_SEE_ALSO]
        if (one.cover >= LEAST_NEAR or one.first.bodies & set(question.bodies)) and not is_contents(one.text)
    ]
    best = found.best if found is not None else None
    if best is not None:
        places.append(
            cite_cell(best.row, best.cell) if isinstance(best, CellReading) else cite_sentence(best.sentence)
        )
    return tuple(dict.fromkeys(places))[:MOST_SEE_ALSO]


_TITLE_AND_PAGE = re.compile(r"[^\W\d_)] \d{1,3}(?= [A-ZÅÄÖ\d]|$)")
FEWEST_TITLES = 4
MOST_WORDS_EACH = 8  # of a title with its number and page


def is_contents(text: str) -> bool:
    """Whether a text is a table of contents: titles with their pages, which name everything and say nothing.

    >>> is_contents("Inriktning 3 Uppdrag till nämnderna 3 Budget 4 Ramar 4 Uppföljning 9")
    True
    >>> is_contents("Av 40 mål nåddes 12, 9 nåddes delvis och 3 följs upp i maj. Under året byggdes 312 lägenheter i Ekby 4 etapper")
    False
    """
    titles = len(_TITLE_AND_PAGE.findall(text))
    return titles >= FEWEST_TITLES and len(text.split()) <= MOST_WORDS_EACH * titles
