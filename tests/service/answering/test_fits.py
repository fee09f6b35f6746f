"""How well a figure's period, kind and unit fit: which of two a reader would take first, and what is ruled out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.periods import Period, month_period, year_period
from ingest.records import FigureKind
from service.cell_catalog import ReportFacts
from service.fits import kind_fit, newest_fit, period_fit, report_fit, unit_fit
from service.question import AskedPeriod, Quantity, Question

SO_FAR = Period((2031, 1), (2031, 8))
AUGUST = AskedPeriod(month_period(2031, 8))
YEAR = AskedPeriod(year_period(2031), year_only=True)
FULL_YEAR = AskedPeriod(year_period(2031), year_only=True, full_year=True)

MONTHS = st.tuples(st.integers(2025, 2035), st.integers(1, 12))
PERIODS = st.tuples(MONTHS, MONTHS).map(lambda ends: Period(min(ends), max(ends)))
KINDS = st.one_of(st.none(), st.sampled_from(FigureKind))


@given(PERIODS, KINDS, st.one_of(st.none(), PERIODS), st.booleans(), st.booleans())
def test_an_equal_period_fits_wholly(
    period: Period, kind: FigureKind | None, report: Period | None, year_only: bool, full_year: bool
) -> None:
    assert period_fit(AskedPeriod(period, year_only, full_year), period, kind, report) == 1.0


@given(PERIODS, st.one_of(st.none(), PERIODS), KINDS, st.one_of(st.none(), PERIODS), st.booleans(), st.booleans())  # fmt: skip
def test_a_fit_lies_between_nought_and_one(
    asked: Period,
    period: Period | None,
    kind: FigureKind | None,
    report: Period | None,
    year_only: bool,
    full_year: bool,
) -> None:
    assert 0.0 <= period_fit(AskedPeriod(asked, year_only, full_year), period, kind, report) <= 1.0


@given(PERIODS, PERIODS, KINDS)
def test_another_year_never_fits(asked: Period, period: Period, kind: FigureKind | None) -> None:
    if asked.end[0] != period.end[0]:
        assert period_fit(AskedPeriod(asked), period, kind, None) == 0.0


@pytest.mark.parametrize(
    ("asked", "period", "kind", "fits"),
    [
        # "augusti" may mean the state at its end or all since January
        (AUGUST, SO_FAR, FigureKind.OUTCOME, True),
        (AskedPeriod(SO_FAR), month_period(2031, 8), FigureKind.OUTCOME, True),
        # a year asked for takes what there is of it, unless the whole year is meant
        (YEAR, SO_FAR, FigureKind.OUTCOME, True),
        (FULL_YEAR, SO_FAR, FigureKind.OUTCOME, False),
        # a month asked for takes the target of the year, and not its outcome
        (AUGUST, year_period(2031), FigureKind.TARGET, True),
        (AUGUST, year_period(2031), FigureKind.OUTCOME, False),
        # other months of the same year
        (AUGUST, month_period(2031, 4), FigureKind.OUTCOME, False),
        (AUGUST, Period((2031, 1), (2031, 4)), FigureKind.OUTCOME, False),
        # another year
        (YEAR, year_period(2030), FigureKind.OUTCOME, False),
    ],
)
def test_which_period_can_be_meant(asked: AskedPeriod, period: Period, kind: FigureKind, fits: bool) -> None:
    assert (period_fit(asked, period, kind, None) > 0) is fits


def test_a_figure_without_period_has_that_of_its_report_but_less_surely() -> None:
    own = period_fit(AUGUST, SO_FAR, None, None)
    from_report = period_fit(AUGUST, None, None, SO_FAR)
    assert 0 < from_report < own
    assert period_fit(AUGUST, None, None, None) == 0
    assert period_fit(AUGUST, None, None, year_period(2030)) == 0


def test_the_newest_figure_is_meant_when_no_time_is_named() -> None:
    latest = SO_FAR
    fits = [
        newest_fit(SO_FAR, SO_FAR, latest),
        newest_fit(Period((2031, 1), (2031, 12)), SO_FAR, latest),
        newest_fit(Period((2030, 1), (2030, 8)), SO_FAR, latest),
        newest_fit(year_period(2025), year_period(2025), latest),
    ]
    assert fits == sorted(fits, reverse=True)
    assert len(set(fits)) == len(fits)
    assert newest_fit(None, SO_FAR, latest) == 1.0
    assert 0 < newest_fit(None, None, latest) < 1
    assert 0 < newest_fit(SO_FAR, SO_FAR, None) < 1


@given(st.one_of(st.none(), PERIODS), st.one_of(st.none(), PERIODS), st.one_of(st.none(), PERIODS))
def test_no_figure_is_too_old_to_be_the_newest(
    period: Period | None, report: Period | None, latest: Period | None
) -> None:
    assert 0 < newest_fit(period, report, latest) <= 1


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [
        # nothing said: the outcome
        ((), FigureKind.OUTCOME, FigureKind.BUDGET),
        ((), FigureKind.OUTCOME, FigureKind.TARGET),
        ((), None, FigureKind.FORECAST),
        ((FigureKind.BUDGET,), FigureKind.BUDGET, FigureKind.ANNUAL_BUDGET),
        ((FigureKind.BUDGET,), FigureKind.ANNUAL_BUDGET, FigureKind.OUTCOME),
        ((FigureKind.ANNUAL_BUDGET,), FigureKind.ANNUAL_BUDGET, FigureKind.BUDGET),
        ((FigureKind.DEVIATION,), FigureKind.DEVIATION, None),
        # one of several kinds asked for is enough
        ((FigureKind.DEVIATION, FigureKind.FORECAST), FigureKind.FORECAST, FigureKind.OUTCOME),
    ],
)
def test_which_kind_fits_better(
    asked: tuple[FigureKind, ...], better: FigureKind | None, worse: FigureKind | None
) -> None:
    assert kind_fit(asked, better) > kind_fit(asked, worse)


@given(st.lists(st.sampled_from(FigureKind), max_size=3), KINDS)
def test_a_kind_asked_for_fits_wholly_and_none_more(asked: list[FigureKind], kind: FigureKind | None) -> None:
    fit = kind_fit(asked, kind)
    assert 0 <= fit <= 1
    if kind in asked:
        assert fit == 1


@pytest.mark.parametrize(
    ("wanted", "better", "worse"),
    [
        ((Quantity.MONEY,), "mkr", "antal"),
        ((Quantity.COUNT,), "antal", "procent"),
        ((Quantity.COUNT,), "antal", "tkr"),
        ((Quantity.SHARE,), "procent", "mkr"),
        ((Quantity.TIME,), "dagar", "mkr"),
        # an unknown unit is better than a wrong one
        ((Quantity.MONEY,), None, "procent"),
        # one of several quantities is enough
        ((Quantity.SHARE, Quantity.MONEY), "mkr", "dagar"),
    ],
)
def test_which_unit_fits_better(wanted: tuple[Quantity, ...], better: str | None, worse: str | None) -> None:
    assert unit_fit(wanted, better) > unit_fit(wanted, worse)


def test_any_unit_does_when_no_quantity_is_promised() -> None:
    assert unit_fit((), "mkr") == unit_fit((), None) == unit_fit((), "procent")


@pytest.mark.parametrize(
    ("kind", "period", "asked", "kinds", "fit"),
    [
        # an outcome: the report on that very time, not the later one that prints it again
        ("delårsrapport", SO_FAR, AskedPeriod(SO_FAR), (), 1.0),
        ("delårsrapport", SO_FAR, AskedPeriod(month_period(2031, 8)), (), 1.0),
        ("delårsrapport", SO_FAR.moved(1), AskedPeriod(SO_FAR), (), 0.0),
        # a part of the year does not tell the year
        ("delårsrapport", SO_FAR, AskedPeriod(year_period(2031), year_only=True), (), 0.0),
        # what is planned for a year stands in the plan made for it
        ("budget", Period((2031, 1), (2033, 12)), AskedPeriod(year_period(2031), year_only=True), (FigureKind.BUDGET,), 1.0),
        ("budget", Period((2030, 1), (2032, 12)), AskedPeriod(year_period(2031), year_only=True), (FigureKind.BUDGET,), 0.0),
        ("årsredovisning", year_period(2031), AskedPeriod(year_period(2031), year_only=True), (FigureKind.BUDGET,), 0.0),
        ("budget", year_period(2031), AskedPeriod(year_period(2031), year_only=True), (), 0.0),
    ],
)  # fmt: skip
def test_a_report_is_placed_to_tell_of_its_own_time(
    kind: str, period: Period, asked: AskedPeriod, kinds: tuple[FigureKind, ...], fit: float
) -> None:
    question = Question("", "", periods=(asked,), kinds=kinds)
    assert report_fit(question, ReportFacts("r", "r.txt", "R", "P", kind, period)) == fit


def test_what_a_revision_replaced_is_placed_worst() -> None:
    replaced = ReportFacts("r", "r.txt", "R", "P", "delårsrapport", SO_FAR, superseded=True)
    assert report_fit(Question("", "", periods=(AskedPeriod(SO_FAR),)), replaced) == -1.0
