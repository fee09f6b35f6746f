"""One question answered: the whole of the service on one page."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace

from ingest.period import Period, text_to_period
from service.answer import Answer
from service.asking_back import ASK_BACK_BELOW, ask_back, ask_what_changes, doubt, is_toss_up, is_unsure
from service.confidence import with_confidence
from service.conversation import Turn
from service.errors import EmptyLibraryError
from service.explanation import Weighed, explain, winner_of
from service.knowledge import Knowledge
from service.library import Library
from service.number_answer import number_to_answer
from service.number_readings import RANKINGS, NumberReadings, find_numbers_for
from service.other_publishers import with_publisher_said
from service.passage_answer import PassageReading, find_passages, is_answer, tells_a_number
from service.passage_wording import passage_answer
from service.prose_question import ask_prose
from service.question import Operation, Question, Want
from service.reading import CellReading
from service.refusal import refuse
from service.rephrasing import Rephraser
from service.report_choice import ReportChoice
from service.reports_asked import read_for_reports
from service.stages import Stage, tell_stage
from service.wording import understood, with_scan_note

NUMBER_OPERATIONS = (*RANKINGS, Operation.TARGET_REACHED)
"""Operations that want figures even when the question word is "vem" or "är"."""

MANNERS = (
    "hur ska ",
    "hur skall ",
    "hur kan ",
    "hur bör ",
    "hur kommer ",
    "hur arbetar ",
    "hur finansieras ",
    "hur följs ",
    "hur påverkas ",
)
"""Questions for a way to do something, whatever sum the verb promises ("hur ska det betalas?")."""

SURE_COVER = 0.75
NAMED_ROW = 0.5
"""A question that may want words or a figure ("vad gäller …?") takes a figure only from a row that it names."""

KNOWN = 0.8
"""A word that means nothing in the library better than this is unknown to it."""


class Assistant:
    """Answers questions from one library; safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        rephraser: Rephraser | None = None,
        *,
        ask_back_below: float = ASK_BACK_BELOW,
    ) -> None:
        """`ask_back_below`: a figure less sure than this is not given; the reader is asked which one is meant."""
        self._library = library
        self._ask_back_below = ask_back_below
        self._rephraser = rephraser
        self._knowledge: Knowledge | None = None
        self._guard = threading.Lock()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Collection[str] | None = None,
        *,
        explained: bool = False,
    ) -> Answer:
        """The answer to a question, with its evidence; `documents` limits where it may come from.

        With `explained` it tells how the question was read, what was weighed and why the winner won.

        Raises EmptyLibraryError when there is no report to answer from.
        """
        began = time.perf_counter()
        tell_stage(Stage.READING)
        knowledge = self.knowledge()
        if not knowledge.reports:
            raise EmptyLibraryError("Det finns inga rapporter att svara från. Lägg in en rapport först.")
        read, reports = read_for_reports(question, history, knowledge, knowledge.around(documents))
        weighed = weigh(read, knowledge, reports)
        weighed = replace(weighed, answer=with_confidence(weighed.answer))
        if is_unsure(weighed.answer, self._ask_back_below):
            weighed = replace(weighed, answer=ask_back(read, weighed.answer, winner_of(weighed)))
        answer = weighed.answer
        if explained:
            answer = replace(answer, explanation=explain(read, weighed, reports))
        if self._rephraser is not None:
            answer = self._rephraser.rephrased(question, answer)
        took = round((time.perf_counter() - began) * 1000)
        latest = _latest(answer, reports)
        return replace(with_scan_note(answer), took_ms=took, understood=understood(read, latest))

    def knowledge(self) -> Knowledge:
        """What is known of the library as it is now; built anew after a change."""
        with self._guard:
            if self._knowledge is None or self._knowledge.generation != self._library.generation:
                self._knowledge = Knowledge(self._library)
            return self._knowledge


def _latest(answer: Answer, reports: ReportChoice) -> Period | None:
    """The time taken where the question names none: the answer's own, else that of the newest report meant."""
    told = text_to_period(answer.value.period) if answer.value and answer.value.period else None
    return told or reports.latest


def weigh(question: Question, knowledge: Knowledge, reports: ReportChoice) -> Weighed:
    """A figure where one is asked for and found, else the sentences that answer, else what is missing."""
    if question.strangers or reports.missing is not None:
        return Weighed(refuse(question, knowledge, reports))
    found: NumberReadings | None = None
    if may_be_figure(question):
        tell_stage(Stage.FIGURES)
        found = find_numbers_for(question, knowledge, reports)
        if _names_a_figure(question, found, knowledge):
            answer = number_to_answer(question, found)
            if answer is not None and is_toss_up(question, found):
                return Weighed(ask_back(question, answer, found.best), found)
            if answer is not None and question.repeats:
                return Weighed(ask_what_changes(question, answer, found.best), found)
            if answer is not None:
                answer = with_publisher_said(answer, question, found, reports.rivals)
                return Weighed(answer, found)
    tell_stage(Stage.TEXTS)
    passages = find_passages(question, knowledge, reports)
    asked = ask_prose(question, knowledge.lexicon)
    if question.want is Want.NUMBER:
        counted = [one for one in passages if tells_a_number(question, one) and not _is_doubted(one, found)]
        if counted:
            return Weighed(passage_answer(asked, counted), found, counted)
        if found is not None and found.doubted is not None:
            return Weighed(doubt(question, found), found, passages)
        return Weighed(refuse(question, knowledge, reports, found, passages), found, passages)
    if (
        passages
        and is_answer(question, passages[0])
        and not _lacks_the_matter(question, knowledge, passages[0])
    ):
        return Weighed(passage_answer(asked, passages), found, passages)
    return Weighed(refuse(question, knowledge, reports, found, passages), found, passages)


def _is_doubted(passage: PassageReading, found: NumberReadings | None) -> bool:
    """Whether a sentence gives a number that was found to be of something else than what is asked."""
    doubted = () if found is None else (one.sentence for one in found.prose if one.unsaid)
    return any(one is passage.chosen or one.text == passage.chosen.text for one in doubted)


def may_be_figure(question: Question) -> bool:
    """Whether a figure may answer: asked for outright, left open, or promised by the words."""
    if question.operation in NUMBER_OPERATIONS:
        return True
    placed = bool(question.periods) or question.report is not None
    manner = question.plain.startswith(MANNERS)
    which = bool(question.kinds) and question.plain.startswith(
        ("vilken ", "vilket ")
    )  # "Vilket utfall redovisas …?"
    promised = question.want is Want.TEXT and (placed or which or bool(question.quantities)) and not manner
    return promised or question.want in (Want.NUMBER, Want.EITHER)


def _lacks_the_matter(question: Question, knowledge: Knowledge, best: PassageReading) -> bool:
    """Whether a question for one fact is about a word that no report has, or a body that the sentence isn't about."""
    if question.want is not Want.EITHER:
        return False
    asked = ask_prose(question, knowledge.lexicon)
    unknown = not all(word.reading.sureness >= KNOWN for word in asked.words if word.matter)
    # "Vad är sjukfrånvaron på kontoret i Ekby?" is about the first thing it names, wherever that is.
    subject = replace(asked, words=asked.words[:1])
    unsaid = bool(subject.words) and subject.near_cover(best.chosen) == 0
    if _HAS_WHAT.match(question.plain):
        # "Vad har direktören för lön?" is about the last thing it names.
        thing = replace(asked, words=asked.words[-1:])
        unsaid = unsaid or thing.near_cover(best.chosen) == 0
    other_time = bool(question.periods) and not best.timely
    other_body = bool(question.bodies) and not set(question.bodies) & best.first.bodies
    return unknown or unsaid or other_body or other_time


_HAS_WHAT = re.compile(r"vad (?:har|hade|är det|var det) .*\bför (?:slags |sorts )?[\w-]+\??$")


def _all_known(question: Question, knowledge: Knowledge) -> bool:
    """Whether every word of the question means something in the library."""
    return all(knowledge.lexicon.read(word).sureness >= KNOWN for word in question.words)


def _names_a_figure(question: Question, found: NumberReadings, knowledge: Knowledge) -> bool:
    """Whether a question that may want words as well is better taken to want a figure."""
    if question.want not in (Want.EITHER, Want.TEXT):
        return True
    best = found.best
    if best is None or best.cover < SURE_COVER or not _all_known(question, knowledge):
        return False
    if question.operation in RANKINGS and found.computed is not None:
        return True  # a ranking names the rows by what they have in common, none of them by its own name
    promised = bool(question.kinds or question.quantities)
    names_a_row = isinstance(best, CellReading) and best.parts["rad"] >= NAMED_ROW
    if question.want is Want.EITHER and (promised or not question.plain.startswith(("vilken ", "vilket "))):
        return True
    return names_a_row
