"""The period and the kind of figure of every column, row and cell of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.figure_kinds import FULL_YEAR_KINDS, find_kind, row_kind, says_only_kind_and_period
from ingest.periods import Period, PeriodShape, find_periods, parse_period, says_full_year, year_period
from ingest.records import FigureKind
from ingest.table_words import without_total_word

MONTHS_OF_YEAR = 12

DERIVED_KINDS = frozenset({FigureKind.DEVIATION, FigureKind.CHANGE, FigureKind.SHARE})
"""Kinds worked out from other columns; they have those columns' period."""


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    kind: FigureKind | None
    period: Period | None
    dated: bool = False
    """The header prints the year of its period."""


def column_meanings(
    paths: Sequence[Sequence[str]],
    report_period: Period | None,
    operands: Mapping[int, tuple[int, int]] | None = None,
) -> list[ColumnMeaning]:
    """Kind and period of every column by its header path; derived columns take the period of what they derive from.

    `operands` are the two columns that a column is the sum or difference of, as far as arithmetic shows them.
    """
    found = _with_shared_target(
        paths,
        [
            ColumnMeaning(_path_kind(path), _path_period(path, report_period), _prints_year(path))
            for path in paths
        ],
    )
    return [
        ColumnMeaning(
            one.kind,
            _derived_period(paths[position], found, position, report_period, (operands or {}).get(position)),
        )
        if one.kind in DERIVED_KINDS and (one.period is None or _is_month_of_forecast(paths[position], one))
        else one
        for position, one in enumerate(found)
    ]


def _prints_year(path: Sequence[str]) -> bool:
    return any(found.year_given for label in path for found in find_periods(label))


def _is_month_of_forecast(path: Sequence[str], column: ColumnMeaning) -> bool:
    """Whether a column's month only tells when its forecast of the year was made: "Mars" under "Helårsprognos avvikelse"."""
    period = column.period
    return (
        column.kind is FigureKind.DEVIATION
        and period is not None
        and period.months < MONTHS_OF_YEAR
        and len(path) > 1
        and any(_OF_YEAR.search(label) for label in path[:-1])
        and says_only_kind_and_period(path[-1])
    )


_OF_YEAR = re.compile(r"(?:hel)?årsprognos|prognos helår|helårsavvikelse", re.IGNORECASE)


def _with_shared_target(paths: Sequence[Sequence[str]], columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """ "Målvärde" printed over the middle of "2026 | 2027 | 2028" is about all three."""
    dated = [position for position, column in enumerate(columns) if position and column.period is not None]
    kinds = {columns[position].kind for position in dated}
    middle = dated[len(dated) // 2] if len(dated) % 2 else 0
    if len(dated) < 3 or kinds != {None, FigureKind.TARGET} or columns[middle].kind is not FigureKind.TARGET:
        return columns
    bare = all(
        position == middle or says_only_kind_and_period(" ".join(paths[position])) for position in dated
    )
    ends = [columns[position].period for position in dated]
    if not bare or ends != sorted(ends, key=lambda period: period.end if period is not None else (0, 0)):
        return columns
    return [
        ColumnMeaning(FigureKind.TARGET, column.period) if position in dated else column
        for position, column in enumerate(columns)
    ]


def _path_kind(path: Sequence[str]) -> FigureKind | None:
    """The lowest header that names a kind; "Avvikelse" under "Prognos" is a deviation."""
    return next((kind for label in reversed(path) if (kind := find_kind(label)) is not None), None)


def _path_period(path: Sequence[str], report_period: Period | None) -> Period | None:
    """The lowest header with a period; a year above gives it to "Utfall jan–aug" below, months above to "2024"."""
    year_of_group = report_period
    for label in path[:-1]:
        group = parse_period(label, report_period)
        if group is not None and group.is_year and report_period is not None:
            year_of_group = report_period.moved(group.end[0] - report_period.end[0])
    annual = next((label for label in path[:-1] if says_full_year(label)), None)
    for position, label in reversed(list(enumerate(path))):
        lowest = position == len(path) - 1
        dated = any(found.year_given for found in find_periods(label))  # "Bokslut 2024" under "Helår 2025"
        text = (
            label if annual is None or not lowest or dated else f"{annual} {label}"
        )  # "Utfall fg år" under "Helår"
        period = parse_period(text, year_of_group if lowest else report_period)
        if period is not None:
            return _of_months_above(path[:position], period) if _BARE_YEAR.fullmatch(label) else period
    whole = " ".join(path)
    return parse_period(whole, report_period)


_BARE_YEAR = re.compile(r"\s*(?:utfall |år )?(?:19|20)\d\d\s*", re.IGNORECASE)


def _of_months_above(above: Sequence[str], year: Period) -> Period:
    """The months that a header above a bare year names, of that year ("Jan–aug" over "2024")."""
    for label in reversed(above):
        found = find_periods(label, year.end[0])
        if len(found) == 1 and not found[0].year_given and found[0].shape is not PeriodShape.RELATIVE:
            return found[0].period
    return year


def _derived_period(
    path: Sequence[str],
    columns: Sequence[ColumnMeaning],
    position: int,
    report_period: Period | None,
    operands: tuple[int, int] | None,
) -> Period | None:
    """ "Avvikelse prognos" is about the full year; other derived columns about their neighbours' period."""
    if report_period is not None and any(_FORECAST.search(label) for label in path):
        return year_period(report_period.end[0])
    if operands is not None and all(columns[one].period is not None for one in operands):
        return max(
            (columns[one].period for one in operands), key=lambda period: period.end if period else (0, 0)
        )
    return _neighbours_period(columns, position)


_FORECAST = re.compile(r"prognos|helår|årsbudget", re.IGNORECASE)


def _neighbours_period(columns: Sequence[ColumnMeaning], position: int) -> Period | None:
    """The latest period among the outcome-like columns before, else after, a derived column.

    A plain "Utfall" beside "Utfall fg år" has the period of the table, and so has what is worked out from it.
    """
    for part in (columns[1:position], columns[position + 1 :]):
        plain = [one for one in part if one.kind not in FULL_YEAR_KINDS and one.kind not in DERIVED_KINDS]
        if any(one.period is None and one.kind is not None for one in plain):
            return None
        periods = [one.period for one in plain if one.period is not None]
        if periods:
            return max(periods, key=lambda period: period.end)
    return None


@dataclass(frozen=True, slots=True)
class TablePeriods:
    """What decides the period of a figure whose column names none."""

    table: Period | None
    report: Period | None
    looks_back: bool
    """The report tells outcomes (a delårsrapport), not plans."""
    budgets_are_annual: bool = False
    """Budgets of investments are decided for the year and not parted by month."""

    def of_cell(
        self, column: ColumnMeaning, row_path: Sequence[str]
    ) -> tuple[FigureKind | None, Period | None]:
        """Kind and period of a cell."""
        label = row_path[-1] if row_path else ""
        kind = column.kind or row_kind(label)
        period = self._when_about(column) or self._row_period(row_path) or self._default(kind)
        if column.period is not None and column.kind in (None, FigureKind.OUTCOME, FigureKind.BUDGET):
            period = _crossed(label, column) or period
        if kind is None and period is not None and self._is_past(period):
            kind = FigureKind.OUTCOME
        if kind is FigureKind.FORECAST and column.kind is None and self._is_over(period):
            # "Årets resultat enligt helårsprognos" holds the outcome in the columns of years past.
            kind = FigureKind.OUTCOME
        return kind, period

    def _when_about(self, column: ColumnMeaning) -> Period | None:
        """A forecast of "april" or "T1" was made then and is about the year."""
        period = column.period
        if period is None or column.kind is not FigureKind.FORECAST or period.months >= MONTHS_OF_YEAR:
            return period
        made = self.report is None or period.end <= self.report.end
        return year_period(period.end[0]) if made else period

    def _row_period(self, row_path: Sequence[str]) -> Period | None:
        for label in reversed(row_path):
            if says_only_kind_and_period(without_total_word(label)):
                period = parse_period(label, self.report)
                if period is not None:
                    return period
        return None

    def _default(self, kind: FigureKind | None) -> Period | None:
        if kind in FULL_YEAR_KINDS or (kind is FigureKind.BUDGET and self.budgets_are_annual):
            base = self.table or self.report
            return year_period(base.end[0]) if base is not None else None
        if self.table is not None:
            return self.table
        return self.report if kind is not None or self.looks_back else None

    def _is_over(self, period: Period | None) -> bool:
        return period is not None and self.report is not None and period.end < self.report.start

    def _is_past(self, period: Period) -> bool:
        if self.report is None:
            return self.looks_back
        return period.end <= self.report.end and self.looks_back


def _crossed(label: str, column: ColumnMeaning) -> Period | None:
    """The time that row and column tell together: "Mars" under "2031", or "Utbetalt 2031" under "Mars".

    >>> march = ColumnMeaning(None, Period((2032, 3), (2032, 3)))
    >>> str(_crossed("Mars", ColumnMeaning(None, year_period(2031), dated=True))), str(_crossed("Utbetalt 2031, tkr", march))
    ('2031-03', '2031-03')
    >>> _crossed("Avgifter", march), _crossed("Beslut från mars", ColumnMeaning(None, year_period(2031), dated=True))
    (None, None)
    """
    own = column.period
    if own is None or len(label) > LONGEST_DATED:
        return None
    found = [one for one in find_periods(label, own.end[0]) if one.shape is not PeriodShape.RELATIVE]
    if len(found) != 1:
        return None
    told = found[0]
    if own.is_year and column.dated and not told.year_given and told.period.months < MONTHS_OF_YEAR:
        return told.period if says_only_kind_and_period(without_total_word(label)) else None
    if not column.dated and own.months < MONTHS_OF_YEAR and told.shape is PeriodShape.YEAR:
        return own.moved(told.period.end[0] - own.end[0])
    return None


LONGEST_DATED = 40
"""Characters: a longer row label speaks of a year rather than being of it."""


def columns_base(caption: str | None, stub: str, report_period: Period | None) -> Period | None:
    """The period from which columns without a year are read: the report's, in the one year that the table names.

    >>> august = Period((2023, 1), (2023, 8))
    >>> str(columns_base("Anmälningar per kvartal 2022", "", august))
    '2022-01/2022-08'
    >>> str(columns_base("Anmälningar 2018–2022", "", august))
    '2023-01/2023-08'
    """
    if report_period is None:
        return None
    named = {found.period for text in (stub, caption or "") for found in find_periods(text)}
    only = next(iter(named)) if len(named) == 1 else None
    if only is None or not only.is_year:
        return report_period
    return report_period.moved(only.end[0] - report_period.end[0])


def table_period(caption: str | None, stub: str, report_period: Period | None) -> Period | None:
    """The period that the first header cell or the caption names; a bare year in a report on a part of it is that part.

    >>> str(table_period("Budget och utfall 2025", "", Period((2025, 1), (2025, 8))))
    '2025-01/2025-08'
    """
    for text in (stub, caption or ""):
        period = parse_period(text, report_period)
        if period is not None:
            within = report_period is not None and period.is_year and period.end[0] == report_period.end[0]
            return report_period if within else period
    return None
