"""How well each cell of a row fits a question: a score that is a sum of named parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ingest.figure_kinds import find_kind, says_only_kind_and_period
from ingest.periods import Period, find_periods
from ingest.records import Cell
from service.asked_words import Asked
from service.cell_catalog import RowEntry, Scope
from service.fits import WHOLE_YEAR_KINDS, WRONG_UNIT, kind_fit, newest_fit, period_fit, report_fit
from service.forecast_months import is_made_then, is_overtaken
from service.money_sides import is_of_other_side
from service.question import AskedPeriod, Operation, Question
from service.reading import CellReading
from service.row_fits import (
    UNASKED_PER,
    asks_per,
    asks_shortfall,
    contradicts,
    is_of_the_whole,
    is_of_unasked_group,
    is_one_of_months,
    is_opening,
    lacks_group,
    meant_kind_fit,
    misses_month,
    says_shortfall,
    unit_fit_per,
)
from service.word_tables import stem, stems_of

# What each part of a score may give. Found by reading the misses of the development suite and the samples;
# the words decide first, then time and kind, then the finer preferences.
COVER = 5.0
LABEL_FIT = 1.2
BODY = 1.5
PERIOD = 2.2
KIND = 1.8
UNIT = 1.6
SCOPE = 1.6
WHOLE = 0.5
NEWEST = 1.0
REPORT = 0.6
"""Of two places that print the same, the report of that very time: more than a plan's worth against a budget's (0.54),
less than a better row, time or kind."""

TOTAL_SAID = 0.8  # "totalt" in the question and at the column or row
PER = 0.8  # "avfall per invånare" is a second choice where nothing per something is asked for
OPENING = 1.5  # the figure at the end of a year is meant before the one that it began with
NOUGHT = 2.0
"""Templates print rows of noughts for what a body doesn't do; a figure elsewhere is what was meant."""

NEAR_ONLY = 0.72
"""A telling word covered less than this stands near the table or runs through the report, not in caption, heading or column."""

SPLIT = 0.7  # a compound covered less than this may have its parts in row and column
TOTAL = 0.4  # of WHOLE, for a total row against one of its parts
COLUMN_TOTAL = 0.2  # of WHOLE, for the column "Totalt" beside "Kvinnor" and "Män": it only settles a tie
TELLING = 0.2  # of the question's weight; a word that carries this much may not be missing
INHERITED_LABEL = 0.5  # "Samma för hemtjänsten?" asks for the row of its own word, not for the one before
REPORT_BODY = 0.7
PART_SAID = (
    0.4  # "anställda" says only a part of "Tillsvidareanställda"; the total over them is meant before one
)
NO_LABEL = 0.5  # a row called just "Totalt" fits every question about its table half


def score_row(asked: Asked, row: RowEntry, latest: Period | None) -> list[CellReading]:
    """Readings of every cell of a row that is not ruled out; `latest` is its publisher's newest period."""
    per_missed = bool(row.per) and not asks_per(asked.question.plain)
    strengths = _without_divisor(row) if per_missed else row.strengths
    covers = [one.reading.cover(strengths) for one in asked.words]
    label_fit = label_share(asked, row)
    unlabelled = _names_nothing_asked(asked.question, row, label_fit)
    report = report_fit(asked.question, row.entry.report)
    no_matter = _names_no_matter(asked.question)
    readings = []
    for cell in row.cells:
        body = body_fit(asked.question, cell, row.entry.report.body)
        period = time_fit(asked.question, row, cell, latest)
        if body is None or period <= 0:
            continue
        kind = meant_kind_fit(
            asked.question, row, cell, kind_fit(asked.question.kinds, cell.kind), named=label_fit > 0
        )
        unit = unit_fit_per(asked.question, cell.unit)
        here = covers_with_column(asked, covers, strengths, row.entry.columns.get(cell.column, {}))
        cover = cover_of(asked, here, kind)
        parts = {
            "ord": COVER * cover,
            "rad": LABEL_FIT * label_fit,
            "nämnd": BODY * body,
            "period": (PERIOD if asked.question.periods else NEWEST) * period,
            "slag": KIND * kind,
            "enhet": UNIT * unit,
            "del": -SCOPE
            * max(scope_miss(asked.question, row.entry.scopes), is_of_unasked_group(asked.question, cell)),
            "helhet": WHOLE * _wholeness(asked.question, cell),
            "totalt": TOTAL_SAID * _total_said(asked.question, cell),
            "per": -PER * float(per_missed),
            "början": -OPENING * float(is_opening(asked.question, cell)),
            "noll": -NOUGHT * float(cell.number == 0),
            "rapport": REPORT * report,
        }
        worst = worst_cover(asked, here)
        if asked.question.inherited:
            # What was taken over tips the choice; whether that is enough of an answer is for the question's own words.
            cover = max(cover, cover_of(asked, here, kind, own=True))
        readings.append(
            CellReading(
                row,
                cell,
                sum(parts.values()),
                parts,
                cover,
                worst,
                kind if asked.question.kinds or asks_shortfall(asked.question) else 1.0,
                unit_is_wrong=unit <= WRONG_UNIT,
                stray=(unlabelled and worst < NEAR_ONLY)
                or (no_matter and not is_of_the_whole(asked.question, row, cell))
                or contradicts(asked.question, row)
                or is_of_other_side(asked.question, cell)
                or lacks_group(asked.question, row, cell),
            )
        )
    return readings


def _names_nothing_asked(question: Question, row: RowEntry, label_fit: float) -> bool:
    """Whether a single figure is asked for and the row's label says nothing of it: another word, or none but "Totalt"."""
    return question.operation is Operation.LOOKUP and (
        (label_fit == 0 and not all(term.isdigit() for term in row.label))
        or all(term in neutral_label_stems() for term in row.label)
    )


def _names_no_matter(question: Question) -> bool:
    """Whether a question names only a kind of figure and whose: "vad är föreningens prognos?"."""
    named = question.words or question.bodies or question.inherited or question.pins
    ranks = question.operation in (Operation.HIGHEST, Operation.LOWEST)
    return not named and not ranks and (bool(question.kinds) or says_shortfall(question.plain))


def _without_divisor(row: RowEntry) -> dict[str, float]:
    """The row's strengths where what it is divided by counts little."""
    return {term: UNASKED_PER * worth if term in row.per else worth for term, worth in row.strengths.items()}


def covers_with_column(
    asked: Asked, covers: Sequence[float], row: Mapping[str, float], column: Mapping[str, float]
) -> list[float]:
    """How well a row and a column together cover each word; of a compound each may have one part ("lodjursföryngringar")."""
    if not column:
        return list(covers)
    both: dict[str, float] = {}
    found = []
    for one, cover in zip(asked.words, covers, strict=True):
        best = max(cover, one.reading.cover(column))
        if best < SPLIT and one.reading.head and one.reading.tail:
            both = both or {**row, **{term: max(worth, row.get(term, 0.0)) for term, worth in column.items()}}
            best = max(best, one.reading.cover(both))
        found.append(best)
    return found


def worst_cover(asked: Asked, covers: Sequence[float]) -> float:
    """How well the least covered of the telling words is covered, 0–1; 1 when there is none."""
    telling = [
        cover
        for one, cover in zip(asked.words, covers, strict=True)
        if not one.weak and (one.weight >= TELLING * asked.total or one.reading.word in asked.question.names)
    ]
    return min(telling, default=1.0)


def cover_of(asked: Asked, covers: Sequence[float], kind: float, *, own: bool = False) -> float:
    """The share of the question's words that a cell's row and column cover, 0–1; 1 when it has none.

    `kind` is how well the cell's kind fits: a word that only names the kind is covered by a cell of it. With `own`
    words taken over from the turn before are left out.
    """
    gained = total = 0.0
    for one, cover in zip(asked.words, covers, strict=True):
        if own and one.inherited:
            continue
        total += one.weight
        gained += one.weight * max(cover, kind if one.names_kind else 0.0)
    return gained / total if total else 1.0


def label_share(asked: Asked, row: RowEntry) -> float:
    """The share of the row label's words that the question asks for; a body asked for counts as said."""
    label = tuple(term for term in row.label if term not in neutral_label_stems())
    if not label or _is_time(row.cells[0].row_path[-1:]):
        return NO_LABEL if row.label and not asked.question.inherited else 0.0
    if row.body is not None and row.body in asked.question.bodies and names_only_body(row):
        return 1.0
    said: dict[str, float] = {}
    for one in asked.words:
        for term in one.reading.terms:
            worth = PART_SAID if term in one.reading.longer else 1.0
            worth = INHERITED_LABEL * worth if one.inherited else worth
            said[term] = max(said.get(term, 0.0), worth)
    share = sum(said.get(term, 0.0) for term in label) / len(label)
    return max(share, *(said.get(term, 0.0) for term in row.short)) if row.short else share


@lru_cache(maxsize=4096)
def _is_time(label: tuple[str, ...]) -> bool:
    """Whether a row is called after a time alone: "Mars"."""
    return any(
        says_only_kind_and_period(text) and find_kind(text) is None and find_periods(text, 2000)
        for text in label
    )


@cache
def neutral_label_stems() -> frozenset[str]:
    """Words of row labels that name no matter of their own."""
    return frozenset(
        stem(word)
        for word in [
            "summa",
            "total",
            "totalt",
            "totala",
            "årets",
            "periodens",
            "varav",
            "inkl",
            "exkl",
            "och",
            "i",
            "av",
            "per",
            "kr",
            "tkr",
            "mkr",
            "mnkr",
            "kronor",
            "procent",
        ]
    )


def names_only_body(row: RowEntry) -> bool:
    """Whether a row's label is the name of its body and no more."""
    named = set(stems_of(row.body or ""))
    return bool(named) and named <= set(row.label) | neutral_label_stems()


def body_fit(question: Question, cell: Cell, report_body: str | None) -> float | None:
    """1 for a body asked for, 0 when none is asked for, None when it is another one's figure.

    A report that is a body's own speaks of it where it names none: its totals are the body's, its rows are of it.
    """
    if not question.bodies:
        return 0.0
    if cell.body in question.bodies:
        return 1.0
    if cell.body is None and report_body in question.bodies:
        return 1.0 if cell.is_total else REPORT_BODY
    return None


def time_fit(question: Question, row: RowEntry, cell: Cell, latest: Period | None) -> float:
    """How well a cell's time fits the asked one, 0–1; the newest where none is asked for."""
    report = row.entry.report.period
    period = cell.period or row.entry.table.period
    set_for_year = cell.kind in WHOLE_YEAR_KINDS and cell.kind in question.kinds
    if misses_month(question, row, period) and not set_for_year:
        return 0.0
    if any(is_made_then(question, asked, cell) for asked in question.periods):
        return 1.0
    overtaken = OVERTAKEN if is_overtaken(row, cell) or is_one_of_months(question, row, period) else 1.0
    if not question.periods:
        return overtaken * newest_fit(period, report, latest)
    return overtaken * max(
        period_fit(asked, period, cell.kind if _may_be_of_year(question, asked, report) else None, report)
        for asked in question.periods
    )


OVERTAKEN = 0.8
"""Of a forecast that a later one stands beside: the later one is meant where no month is named."""


def _may_be_of_year(question: Question, asked: AskedPeriod, report: Period | None) -> bool:
    """Whether a figure set for the whole year may answer: one is asked for, and of a time that its report has seen."""
    if asked.full_year or asked.year_only:
        return True
    return bool(question.kinds) and (report is None or asked.period.end <= report.end)


def scope_miss(question: Question, scopes: Sequence[Scope]) -> float:
    """1 when the table counts only a part of the business that the question doesn't ask about, else 0."""
    return float(any(not any(word in question.plain for word in scope.asked) for scope in scopes))


def _total_said(question: Question, cell: Cell) -> float:
    """1 when question and place both say that all is counted, else 0."""
    if not _TOTAL.search(question.plain):
        return 0.0
    return float(
        cell.is_total
        or any(_TOTAL.search(part.casefold()) for part in (*cell.column_path, *cell.row_path[-1:]))
    )


_TOTAL = re.compile(r"\b(?:total\w*|sammanlagt|sammantaget|summa|alla)\b")


_HELA = re.compile(r"hela \w", re.IGNORECASE)
""" "Hela bolaget" above its parts is their total."""


def _wholeness(question: Question, cell: Cell) -> float:
    """Whole before part: the organisation before one of its bodies, a total before one of its rows."""
    column = COLUMN_TOTAL if any(map(_TOTAL_COLUMN.match, cell.column_path[-1:])) else 0.0
    if question.bodies:
        return column
    whole = 0.0 if cell.body else 1.0
    total = cell.is_total or _HELA.match(" ".join(cell.row_path[-1:]))
    return whole + column + (TOTAL if total else 0.0)


_TOTAL_COLUMN = re.compile(r"(?:totalt?|summa|samtliga|alla)$", re.IGNORECASE)
