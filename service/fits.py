"""How well a figure's period, kind and unit fit what was asked: pure functions from 0 (can't be it) to 1."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.periods import Period, compatible
from ingest.records import FigureKind
from ingest.report_kinds import Tells, kind_tells
from ingest.units import UnitKind, units
from service.cell_catalog import ReportFacts
from service.question import AskedPeriod, Quantity, Question

WHOLE_YEAR_KINDS = frozenset(
    {FigureKind.ANNUAL_BUDGET, FigureKind.FORECAST, FigureKind.PLAN, FigureKind.TARGET, FigureKind.BUDGET}
)
"""Kinds that are set for a year: "målet 2025" and "målet per augusti 2025" are the same figure."""

# Worth of near fits; only their order was chosen, by what a reader of a report would accept first.
SAME_END = 0.95  # "per augusti 2025" and a column "ack jan–aug 2025", or the other way round
WITHIN_YEAR = 0.85  # "2025" and a figure for part of 2025
WHOLE_FOR_PART = 0.7  # "augusti 2025" and a target or budget for all of 2025
REPORT_PERIOD_ONLY = 0.8  # the cell itself names no period, its report does


def period_fit(
    asked: AskedPeriod, period: Period | None, kind: FigureKind | None, report: Period | None
) -> float:
    """How well a figure's period fits the asked one; 0 when it is another time.

    >>> from ingest.periods import month_period, year_period
    >>> august = AskedPeriod(month_period(2025, 8))
    >>> so_far = Period((2025, 1), (2025, 8))
    >>> period_fit(august, so_far, None, None), period_fit(august, month_period(2024, 8), None, None)
    (0.95, 0.0)
    >>> period_fit(AskedPeriod(year_period(2025), year_only=True), so_far, FigureKind.OUTCOME, None)
    0.85
    """
    if period is None:
        return REPORT_PERIOD_ONLY * period_fit(asked, report, kind, None) if report is not None else 0.0
    if asked.period == period:
        return 1.0
    if compatible(asked.period, period) and not (asked.full_year and not period.is_year):
        return SAME_END
    same_year = asked.period.end[0] == period.end[0] and asked.period.start[0] == period.start[0]
    if not same_year or (asked.full_year and kind not in WHOLE_YEAR_KINDS):
        return 0.0
    if asked.year_only:
        return WITHIN_YEAR
    if period.is_year and kind in WHOLE_YEAR_KINDS:
        return WHOLE_FOR_PART
    return 0.0


def may_be_of_time(asked: AskedPeriod, period: Period | None, report: Period | None) -> bool:
    """Whether a figure of any kind may be of the time asked for; both end in one year then."""
    return period_fit(asked, period, FigureKind.BUDGET, report) > 0


def report_fit(question: Question, report: ReportFacts) -> float:
    """How well a report is placed to tell what is asked, −1 to 1: its own time best, what a revision replaced worst.

    The outcome of a time stands in the report on that time, what was planned for a year in the plan for it; later
    reports print both again beside their own.
    """
    if report.superseded:
        return -1.0
    if report.period is None or len(question.periods) != 1:
        return 0.0
    asked = question.periods[0]
    planned = bool(question.kinds) and all(kind in PLANNED_KINDS for kind in question.kinds)
    tells_plan = kind_tells(report.kind) is Tells.PLAN
    if tells_plan or (planned and asked.year_only):
        return float(tells_plan and planned and report.period.start == asked.period.start)
    return float(
        report.period == asked.period or (not asked.year_only and report.period.end == asked.period.end)
    )


PLANNED_KINDS = frozenset({FigureKind.ANNUAL_BUDGET, FigureKind.BUDGET, FigureKind.PLAN})


def newest_fit(period: Period | None, report: Period | None, latest: Period | None) -> float:
    """How well a figure fits a question that names no time: the newest report's own period is meant.

    >>> newest_fit(Period((2025, 1), (2025, 8)), Period((2025, 1), (2025, 8)), Period((2025, 1), (2025, 8)))
    1.0
    """
    own = period or report
    if own is None or latest is None:
        return 0.5
    months = (latest.end[0] - own.end[0]) * 12 + latest.end[1] - own.end[1]
    if months == 0:
        return 1.0
    if months < 0:
        return 0.85 if own.end[0] == latest.end[0] else 0.4
    return max(0.1, 0.75 - months / 60)


def kind_fit(asked: Sequence[FigureKind], kind: FigureKind | None) -> float:
    """How well a figure's kind fits the asked ones; without any, an outcome is meant.

    >>> kind_fit([], FigureKind.OUTCOME), kind_fit([FigureKind.TARGET], FigureKind.OUTCOME)
    (1.0, 0.0)
    """
    if not asked:
        return _SILENT.get(kind, 0.35)
    if kind is None:
        return _UNNAMED.get(asked[0], 0.3)
    return max(_NEAR.get((want, kind), 1.0 if want is kind else 0.0) for want in asked)


_SILENT = {FigureKind.OUTCOME: 1.0, None: 0.9, FigureKind.SHARE: 0.6}
_UNNAMED = {FigureKind.OUTCOME: 0.9, FigureKind.BUDGET: 0.45, FigureKind.PLAN: 0.45}
_NEAR = {
    (FigureKind.BUDGET, FigureKind.ANNUAL_BUDGET): 0.85,
    (FigureKind.BUDGET, FigureKind.PLAN): 0.7,
    (FigureKind.ANNUAL_BUDGET, FigureKind.BUDGET): 0.75,
    (FigureKind.PLAN, FigureKind.BUDGET): 0.7,
    (FigureKind.PLAN, FigureKind.FORECAST): 0.4,
    (FigureKind.CHANGE, FigureKind.DEVIATION): 0.3,
}


WRONG_UNIT = 0.1
"""A figure whose unit fits no better is of another quantity: a sum of money is no answer to "hur många procent"."""


def unit_fit(wanted: Sequence[Quantity], unit: str | None) -> float:
    """How well a figure's unit fits the sorts of number that the question promises.

    >>> unit_fit([Quantity.MONEY], "mkr"), unit_fit([Quantity.COUNT], "procent"), unit_fit([], "mkr")
    (1.0, 0.1, 0.8)
    """
    if not wanted:
        return 0.8
    if unit is None:
        return 0.9 if Quantity.COUNT in wanted else 0.7
    kind = units()[unit].kind if unit in units() else UnitKind.OTHER
    return max(_UNIT_FITS.get((want, kind), WRONG_UNIT) for want in wanted)


_UNIT_FITS = {
    (Quantity.MONEY, UnitKind.MONEY): 1.0,
    (Quantity.SHARE, UnitKind.SHARE): 1.0,
    (Quantity.COUNT, UnitKind.COUNT): 1.0,
    (Quantity.COUNT, UnitKind.OTHER): 0.8,
    (Quantity.COUNT, UnitKind.TIME): 0.8,
    (Quantity.TIME, UnitKind.TIME): 1.0,
    (Quantity.SHARE, UnitKind.OTHER): 0.4,
}
