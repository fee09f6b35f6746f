"""The cells that best fit a question, found by its words, bodies and times and best first."""

from __future__ import annotations

from collections.abc import Iterable

from service.asked_words import Asked
from service.cell_catalog import CellCatalog
from service.fits import may_be_of_time, newest_fit
from service.question import AskedPeriod, Operation, Question
from service.reading import CellReading
from service.report_choice import ReportChoice
from service.row_scores import NEAR_ONLY, score_row


def find_cells(
    asked: Asked,
    catalog: CellCatalog,
    reports: ReportChoice,
    most: int = 40,
) -> list[CellReading]:
    """The best cells of some reports, best first; cells of another period or body than asked for are left out."""
    numbers = _candidates(asked, catalog)
    if asked.question.periods:
        numbers &= _of_asked_time(asked.question, catalog)
    if reports.documents is not None:
        numbers = {one for one in numbers if catalog.rows[one].entry.report.id in reports.documents}
    found: list[CellReading] = []
    if not asked.question.periods and len(numbers) > MANY_ROWS:
        recent = _of_recent_time(catalog, reports) & numbers
        found = _scored(asked, catalog, reports, recent)
        settled = any(_settles(asked, reading) for reading in found)
        numbers = set() if settled else numbers - recent
    found += _scored(asked, catalog, reports, numbers)
    found.sort(key=lambda reading: -reading.score)
    return found[:most]


MANY_ROWS = 150
"""Where no time is asked for and more rows than this share its words, the recent ones are weighed first."""
RECENT = 0.65
"""`newest_fit` of what is at most half a year older than the newest: the annual report beside the first months' one."""
SETTLED = 0.9
"""A recent reading that covers so much leaves older ones nothing but their age: they could gain 0.5 and lose 0.35."""


def _settles(asked: Asked, reading: CellReading) -> bool:
    """Whether a recent reading says all that is asked, so that older ones need not be weighed."""
    fits = reading.kind_fit >= SETTLED and not reading.stray and not reading.unit_is_wrong
    if not asked.question.words:  # the rest only names the kind of figure, or what a ranking runs over
        return fits
    return fits and reading.cover >= SETTLED and reading.worst >= NEAR_ONLY


def _scored(
    asked: Asked, catalog: CellCatalog, reports: ReportChoice, numbers: Iterable[int]
) -> list[CellReading]:
    rows = (catalog.rows[number] for number in sorted(numbers))
    return [
        reading
        for row in rows
        for reading in score_row(asked, row, reports.latest_of(row.entry.report.publisher))
    ]


def _of_recent_time(catalog: CellCatalog, reports: ReportChoice) -> set[int]:
    return catalog.of_any_time(
        lambda time: newest_fit(time.own, time.report, reports.latest_of(time.publisher)) >= RECENT
    )


def _candidates(asked: Asked, catalog: CellCatalog) -> set[int]:
    strong = [one for one in asked.words if not one.weak]
    # "Nämndens nettokostnad" has no word but one that elsewhere only colours the others.
    terms = {term for one in strong or asked.words for term in one.reading.terms}
    rows = catalog.with_any(terms)
    if not asked.question.words and asked.question.operation in (Operation.HIGHEST, Operation.LOWEST):
        rows = catalog.with_body() if asked.question.by_body else set(range(len(catalog.rows)))
    if asked.question.bodies:
        own = catalog.of_own_reports(asked.question.bodies)
        of_body = catalog.of_bodies(asked.question.bodies) | (own & rows if asked.question.words else own)
        rows = of_body | (rows if asked.question.operation is not Operation.LOOKUP else set())
    return rows


def _of_asked_time(question: Question, catalog: CellCatalog) -> set[int]:
    """Rows with a cell that may be of a time asked for: in a large library few are, and only they are weighed."""

    def of_time(asked: AskedPeriod) -> set[int]:
        return catalog.of_time(asked.period.end[0], lambda time: may_be_of_time(asked, time.own, time.report))

    return set().union(*map(of_time, question.periods))
