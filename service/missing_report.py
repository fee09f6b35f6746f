"""Which report would hold what the reports at hand do not tell, as far as the question says."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.period import Period
from ingest.records import FigureKind
from service.cell_catalog import ReportFacts
from service.question import Question
from service.swedish_format import MONTHS, format_period

_AHEAD = {FigureKind.BUDGET, FigureKind.ANNUAL_BUDGET, FigureKind.PLAN, FigureKind.TARGET}


def report_that_would_have(question: Question, reports: Iterable[ReportFacts], latest: Period | None) -> str:
    """Its kind, time and publisher in words; empty when the reports at hand cover what was asked.

    `latest` is the newest period that any report tells the outcome of.
    """
    reports = list(reports)
    stranger = question.strangers[0] if question.strangers else ""
    if not question.periods:
        return f"en rapport från {stranger}" if stranger else ""
    asked = question.periods[0].period
    if not stranger and any(_covers(one, asked, question.publishers) for one in reports):
        return ""
    ahead = latest is not None and asked.end > latest.end and bool(_AHEAD & set(question.kinds))
    of = stranger or (question.publishers[0] if len(question.publishers) == 1 else "")
    told = _kind_of_report(_as_reported(asked, reports), ahead=ahead)
    return f"{told}{f' från {of}' if of else ''}"


def _as_reported(asked: Period, reports: Iterable[ReportFacts]) -> Period:
    """One month of a year, where the reports at hand tell of that month together with those before it."""
    told = [one.period for one in reports if one.period is not None and one.period.end[1] == asked.end[1]]
    if asked.months != 1 or any(one.months == 1 for one in told):
        return asked
    so_far = any(1 < one.months < len(MONTHS) and one.start[1] == 1 for one in told)
    return Period((asked.end[0], 1), asked.end) if so_far else asked


def _covers(report: ReportFacts, asked: Period, publishers: Iterable[str]) -> bool:
    """Whether the report is of the asked time, and of an organisation asked for."""
    whose = list(publishers)
    if report.period is None or (whose and report.publisher not in whose):
        return False
    return report.period.start <= asked.end and asked.start <= report.period.end


def _kind_of_report(asked: Period, *, ahead: bool) -> str:
    """
    >>> _kind_of_report(Period((2019, 1), (2019, 12)), ahead=False)
    'årsredovisningen för 2019'
    >>> _kind_of_report(Period((2031, 1), (2031, 12)), ahead=True)
    'budgeten för 2031'
    >>> _kind_of_report(Period((2024, 1), (2024, 8)), ahead=False)
    'delårsrapporten för jan–aug 2024'
    >>> _kind_of_report(Period((2024, 3), (2024, 3)), ahead=False)
    'månadsrapporten för mars 2024'
    """
    if ahead:
        return f"budgeten för {format_period(asked)}"
    if asked.is_year:
        return f"årsredovisningen för {asked.end[0]}"
    if asked.months == 1:
        return f"månadsrapporten för {MONTHS[asked.end[1] - 1]} {asked.end[0]}"
    if asked.months > len(MONTHS):
        return f"årsredovisningarna för {format_period(asked)}"
    return f"delårsrapporten för {format_period(asked)}"
