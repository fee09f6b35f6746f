"""Which reports a question is about: whose, of which kind and time, and how new each publisher's figures are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.periods import Period
from ingest.report_kinds import Tells, kind_tells
from service.cell_catalog import ReportFacts
from service.named_report import NamedReport

OUTCOME_REPORTS = frozenset(
    {"delårsrapport", "tertialrapport", "årsredovisning", "månadsrapport", "kvartalsrapport"}
)
"""Kinds of report that tell how it went; the newest of them is what "nu" and "i år" mean."""


@dataclass(frozen=True)
class ReportChoice:
    """The reports that may answer a question."""

    reports: tuple[ReportFacts, ...]
    every: bool = True
    """Whether these are all that there are."""
    missing: NamedReport | None = None
    """The report that the question names, where it is not among them."""
    rivals: tuple[str, ...] = ()
    """Publishers whose reports tell of what is asked as well, where nothing in the question chose between them."""

    @cached_property
    def documents(self) -> frozenset[str] | None:
        """Their ids; None for all."""
        return None if self.every else frozenset(one.id for one in self.reports)

    @cached_property
    def latest(self) -> Period | None:
        """The newest period that any of them tells the outcome of."""
        return latest_period(self.reports)

    @cached_property
    def _latest_of(self) -> Mapping[str | None, Period | None]:
        publishers = {one.publisher for one in self.reports}
        return {
            name: latest_period(one for one in self.reports if one.publisher == name) for name in publishers
        }

    def latest_of(self, publisher: str | None) -> Period | None:
        """The newest period of a publisher's outcome reports: its "now"."""
        return self._latest_of.get(publisher, self.latest)

    @property
    def times(self) -> set[Period]:
        """The newest period of each publisher that has one."""
        return {period for period in self._latest_of.values() if period is not None}


def choose_reports(
    among: ReportChoice, publishers: Collection[str] = (), named: NamedReport | None = None
) -> ReportChoice:
    """The reports of the publishers, and of them the one that is named."""
    chosen = _of_publishers(among.reports, publishers)
    missing = None
    if named is not None:
        found = find_named(chosen, named)
        missing = named if not found and _is_missed(named) else None
        chosen = found or chosen
    return ReportChoice(chosen, among.every and len(chosen) == len(among.reports), missing)


def _of_publishers(reports: Sequence[ReportFacts], publishers: Collection[str]) -> tuple[ReportFacts, ...]:
    """Those of the publishers; where only one is known, a report that does not say whose it is may be theirs."""
    known = {one.publisher for one in reports if one.publisher}
    if not publishers or len(known) < 2:
        return tuple(reports)
    return tuple(one for one in reports if one.publisher in publishers) or tuple(reports)


def find_named(reports: Sequence[ReportFacts], named: NamedReport) -> tuple[ReportFacts, ...]:
    """The reports that a name fits: by kind and time, else by time among those that tell the same."""
    of_kind = _of_kind(reports, named)
    period = _asked_time(reports, named)
    if period is None:
        return of_kind
    if named.tells is Tells.PLAN:
        return _first_some(
            of_kind,
            lambda one: one.start[0] == period.end[0],
            lambda one: one.start[0] <= period.end[0] <= one.end[0],
        )
    if period.is_year:
        exact = _first_some(of_kind, lambda one: one == period, lambda one: one.end[0] == period.end[0])
        return exact if named.kind is not None else _whole_year(reports, period)
    like = [one for one in reports if named.kind is None or kind_tells(one.kind) is named.tells]
    if named.year_given:
        return _first_some(of_kind, _ends(period)) or _first_some(like, _ends(period))
    return _newest(_first_some(of_kind, _in_month(period)) or _first_some(like, _in_month(period)))


def _of_kind(reports: Sequence[ReportFacts], named: NamedReport) -> tuple[ReportFacts, ...]:
    """The reports of the kind named; of a document with a name of its own, those whose title has it."""
    if named.kind is None:
        return tuple(reports)
    of_kind = [one for one in reports if one.kind == named.kind]
    bare = bare_form(named.form)
    titled = tuple(one for one in of_kind if bare in one.title.casefold())
    general = named.tells in (Tells.PART, Tells.YEAR) or bare == named.kind
    return titled or (tuple(of_kind) if general else ())


def bare_form(word: str) -> str:
    """A word for a report as titles have it.

    >>> bare_form("årsredovisningen"), bare_form("bokslutet"), bare_form("tertialrapport")
    ('årsredovisning', 'bokslut', 'tertialrapport')
    """
    for ending in ("ens", "ets", "en", "et"):
        if word.endswith(ending):
            return word.removesuffix(ending)
    return word


def _asked_time(reports: Sequence[ReportFacts], named: NamedReport) -> Period | None:
    latest = latest_period(reports)
    if named.period is None and named.years_back and latest is not None:
        year = latest.end[0] - named.years_back
        return Period((year, 1), (year, 12))
    return named.period


def _whole_year(reports: Sequence[ReportFacts], year: Period) -> tuple[ReportFacts, ...]:
    """ "i rapporten för 2031": the one on all of the year, else any on a part of it."""
    return _first_some(reports, lambda one: one == year, lambda one: one.end[0] == year.end[0])


def _first_some(reports: Iterable[ReportFacts], *tests: Callable[[Period], bool]) -> tuple[ReportFacts, ...]:
    """The reports whose period passes the first test that any passes."""
    dated = [(one, one.period) for one in reports if one.period is not None]
    for test in tests:
        passing = tuple(one for one, period in dated if test(period))
        if passing:
            return passing
    return ()


def _ends(asked: Period) -> Callable[[Period], bool]:
    return lambda one: one.end == asked.end


def _in_month(asked: Period) -> Callable[[Period], bool]:
    return lambda one: one.end[1] == asked.end[1]


def _newest(reports: tuple[ReportFacts, ...]) -> tuple[ReportFacts, ...]:
    end = max((one.period.end for one in reports if one.period), default=None)
    return tuple(one for one in reports if one.period and one.period.end == end)


def _is_missed(named: NamedReport) -> bool:
    """Whether a report on a past time that is named has to be there: what others say of that time is not its word."""
    return named.tells in (Tells.PART, Tells.YEAR) and named.period is not None


def latest_period(reports: Iterable[ReportFacts]) -> Period | None:
    """The newest period that any report tells the outcome of."""
    facts = list(reports)
    periods = [one.period for one in facts if one.period and one.kind in OUTCOME_REPORTS]
    periods = periods or [one.period for one in facts if one.period]
    return max(periods, key=lambda period: period.end, default=None)
