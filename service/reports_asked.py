"""The question together with the reports that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.asked_words import ask_words
from service.cell_search import find_cells
from service.conversation import Turn, read_in_context
from service.knowledge import Knowledge
from service.number_readings import is_enough, search_words
from service.other_publishers import RIVAL_MARGIN
from service.question import Question
from service.report_choice import ReportChoice, choose_reports
from service.surroundings import Surroundings

MOST_TRIED = 6
"""Publishers whose own time is tried; a measure that more of them have needs one to be named."""
CELLS_OF_ALL = 200
"""Cells looked at for their publishers: one publisher's many must not hide another's."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A question read as one about a publisher, with how well that publisher's best figure fits."""

    publisher: str
    question: Question
    reports: ReportChoice
    score: float | None
    """None where no figure of it is enough of an answer."""


def read_for_reports(
    text: str, history: Sequence[Turn], knowledge: Knowledge, around: Surroundings
) -> tuple[Question, ReportChoice]:
    """The question, and the reports that it is about.

    A time counted from now ("i maj", "förra året") is counted from the newest report of the publisher that tells of
    the matter at that time, where the question names none and the publishers' newest reports are of different times.
    """
    read = read_in_context(text, history, around)
    reports = around.choose(read.publishers, read.report)
    if not read.floating or len(reports.times) < 2:
        return read, reports
    ways = [
        _way(text, history, knowledge, around, choose_reports(reports, (publisher,)), publisher)
        for publisher in publishers_that_tell(read, knowledge, reports)[:MOST_TRIED]
    ]
    if not ways:
        return read, reports
    best = max(ways, key=lambda way: -1.0 if way.score is None else way.score)
    rivals = tuple(way.publisher for way in ways if way is not best and _is_near(way, best))
    return best.question, replace(best.reports, rivals=rivals)


def publishers_that_tell(question: Question, knowledge: Knowledge, reports: ReportChoice) -> list[str]:
    """The publishers whose tables, else whose text, tell of what is asked, whatever the time; best first."""
    asked = ask_words(replace(question, periods=(), floating=False), knowledge.lexicon)
    cells = find_cells(asked, knowledge.catalog, reports, most=CELLS_OF_ALL)
    names = [cell.row.entry.report.publisher for cell in cells if is_enough(cell)]
    if not names:
        passages = knowledge.search(search_words(asked), 1, reports.documents, dense=False)
        names = [knowledge.reports[passage.document].publisher for passage in passages]
    return [name for name in dict.fromkeys(names) if name is not None]


def _way(
    text: str,
    history: Sequence[Turn],
    knowledge: Knowledge,
    around: Surroundings,
    reports: ReportChoice,
    publisher: str,
) -> _Way:
    question = read_in_context(text, history, replace(around, reports=reports))
    cells = find_cells(ask_words(question, knowledge.lexicon), knowledge.catalog, reports, most=1)
    score = cells[0].score if cells and is_enough(cells[0]) else None
    return _Way(publisher, question, reports, score)


def _is_near(way: _Way, best: _Way) -> bool:
    return way.score is not None and best.score is not None and way.score > best.score - RIVAL_MARGIN
