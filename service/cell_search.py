"""The cells that best fit a question, each with a score that is a sum of named parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.periods import Period
from ingest.records import Cell
from service.cell_catalog import CellCatalog, RowEntry, Scope
from service.fits import WRONG_UNIT, kind_fit, may_be_of_time, newest_fit, period_fit, report_fit
from service.lexicon import Lexicon, Reading
from service.question import AskedPeriod, Operation, Question
from service.reading import CellReading
from service.report_choice import ReportChoice
from service.row_fits import (
    UNASKED_PER,
    asks_per,
    asks_shortfall,
    contradicts,
    is_of_the_whole,
    is_of_unasked_group,
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

TINTING = frozenset(["årets", "totala", "hela", "samlade"])
"""Words that choose between columns and rows without being what a question is about."""
TOTAL = 0.4  # of WHOLE, for a total row against one of its parts
COLUMN_TOTAL = 0.2  # of WHOLE, for the column "Totalt" beside "Kvinnor" and "Män": it only settles a tie
TELLING = 0.2  # of the question's weight; a word that carries this much may not be missing
WEAK = 0.3  # weight of a word that only names the kind of figure, against one that names the matter
CATEGORY = 0.1  # weight of what a ranking runs over ("vilket kontor"): it parts tables, labels rarely say it
INHERITED = 0.2  # weight of a word taken over from the turn before: it may tip a choice, not rule one out
INHERITED_LABEL = 0.5  # "Samma för hemtjänsten?" asks for the row of its own word, not for the one before
REPORT_BODY = 0.7
PART_SAID = (
    0.4  # "anställda" says only a part of "Tillsvidareanställda"; the total over them is meant before one
)
NO_LABEL = 0.5  # a row called just "Totalt" fits every question about its table half


@dataclass(frozen=True, slots=True)
class AskedWord:
    """One word of a question; a weak one only names the kind of figure or what to do with it."""

    reading: Reading
    weight: float
    weak: bool
    names_kind: bool = False
    """It only names the kind of figure or what to do with it, so a cell of that kind covers it."""
    inherited: bool = False
    """Taken over from the turn before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words with what they may mean in this library."""

    question: Question
    words: tuple[AskedWord, ...]

    @property
    def total(self) -> float:
        """The weight of all words."""
        return sum(one.weight for one in self.words)


def ask_words(question: Question, lexicon: Lexicon) -> Asked:
    """A question's words looked up in the library's lexicon."""
    groups = ((question.words, 1.0), (question.weak_words, WEAK), (question.inherited, INHERITED))
    words: list[AskedWord] = []
    if question.category:
        reading = lexicon.read(question.category)
        words.append(AskedWord(reading, CATEGORY * reading.weight, weak=True))
    for group, share in groups:
        for word in group:
            reading = lexicon.read(word)
            done = is_verb_like(word) and word not in question.attributes
            weak = share < 1 or done or word in TINTING
            weight = min(share, WEAK) if weak else share
            names_kind = group is question.weak_words
            inherited = group is question.inherited
            words.append(AskedWord(reading, weight * reading.weight, weak, names_kind, inherited))
    return Asked(question, tuple(words))


def is_verb_like(word: str) -> bool:
    """Whether a word has the ending of a verb in the past: it tells what was done, seldom what is counted.

    >>> is_verb_like("samlades"), is_verb_like("ryckte"), is_verb_like("matavfall"), is_verb_like("marknadsvärde")
    (True, True, False, False)
    >>> is_verb_like("ärende"), is_verb_like("boende"), is_verb_like("använde")
    (False, False, True)
    """
    return _PAST.search(word) is not None and not word.endswith(NOUN_TAILS)


NOUN_TAILS = ("värde", "ende", "ande")
"""Ends of nouns and present participles that look like the past: "ärende", "resande", not "använde"."""

_PAST = re.compile(r"\w{2}(?:ades?|ckte|[kpls]te|[lgrn]de|dde|ttes?)$")


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
    terms = {
        term for one in asked.words if not one.weak or not asked.question.words for term in one.reading.terms
    }
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


def score_row(asked: Asked, row: RowEntry, latest: Period | None) -> list[CellReading]:
    """Readings of every cell of a row that is not ruled out; `latest` is its publisher's newest period."""
    per_missed = bool(row.per) and not asks_per(asked.question.plain)
    strengths = _without_divisor(row) if per_missed else row.strengths
    covers = [one.reading.cover(strengths) for one in asked.words]
    label_fit = label_share(asked, row)
    unlabelled = asked.question.operation is Operation.LOOKUP and (
        (label_fit == 0 and not all(term.isdigit() for term in row.label))
        or all(term in neutral_label_stems() for term in row.label)
    )
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
        cover = cover_of(asked, covers, row.entry.columns.get(cell.column, {}), kind)
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
        worst = worst_cover(asked, covers, row.entry.columns.get(cell.column, {}))
        if asked.question.inherited:
            # What was taken over tips the choice; whether that is enough of an answer is for the question's own words.
            cover = max(
                cover, cover_of(asked, covers, row.entry.columns.get(cell.column, {}), kind, own=True)
            )
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
                or lacks_group(asked.question, row, cell),
            )
        )
    return readings


def _names_no_matter(question: Question) -> bool:
    """Whether a question names only a kind of figure and whose: "vad är föreningens prognos?"."""
    named = question.words or question.bodies or question.inherited or question.pins
    ranks = question.operation in (Operation.HIGHEST, Operation.LOWEST)
    return not named and not ranks and (bool(question.kinds) or says_shortfall(question.plain))


def _without_divisor(row: RowEntry) -> dict[str, float]:
    """The row's strengths where what it is divided by counts little."""
    return {term: UNASKED_PER * worth if term in row.per else worth for term, worth in row.strengths.items()}


def worst_cover(asked: Asked, covers: Sequence[float], column: Mapping[str, float]) -> float:
    """How well the least covered of the telling words is covered, 0–1; 1 when there is none."""
    telling = [
        max(cover, one.reading.cover(column))
        for one, cover in zip(asked.words, covers, strict=True)
        if not one.weak and (one.weight >= TELLING * asked.total or one.reading.word in asked.question.names)
    ]
    return min(telling, default=1.0)


NAMED = 0.5
"""A proper name that a text covers less than this is not in it."""


def lacks_name(asked: Asked, strengths: Mapping[str, float]) -> bool:
    """Whether a text lacks a proper name that the question gives."""
    names = [one for one in asked.words if one.reading.word in asked.question.names]
    return any(one.reading.cover(strengths) < NAMED for one in names)


def cover_of(
    asked: Asked, covers: Sequence[float], column: Mapping[str, float], kind: float, *, own: bool = False
) -> float:
    """The share of the question's words that a row and a column cover together, 0–1; 1 when it has none.

    `kind` is how well the cell's kind fits: a word that only names the kind is covered by a cell of it. With `own`
    words taken over from the turn before are left out.
    """
    gained = total = 0.0
    for one, cover in zip(asked.words, covers, strict=True):
        if own and one.inherited:
            continue
        total += one.weight
        gained += one.weight * max(cover, one.reading.cover(column), kind if one.names_kind else 0.0)
    return gained / total if total else 1.0


def label_share(asked: Asked, row: RowEntry) -> float:
    """The share of the row label's words that the question asks for; a body asked for counts as said."""
    label = tuple(term for term in row.label if term not in neutral_label_stems())
    if not label:
        return NO_LABEL if row.label else 0.0
    if row.body is not None and row.body in asked.question.bodies and _names_only_body(row):
        return 1.0
    said: dict[str, float] = {}
    for one in asked.words:
        for term in one.reading.terms:
            worth = PART_SAID if term in one.reading.longer else 1.0
            worth = INHERITED_LABEL * worth if one.inherited else worth
            said[term] = max(said.get(term, 0.0), worth)
    share = sum(said.get(term, 0.0) for term in label) / len(label)
    return max(share, *(said.get(term, 0.0) for term in row.short)) if row.short else share


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


def _names_only_body(row: RowEntry) -> bool:
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
    if misses_month(question, row, period):
        return 0.0
    if not question.periods:
        return newest_fit(period, report, latest)
    return max(
        period_fit(asked, period, cell.kind if _may_be_of_year(question, asked, report) else None, report)
        for asked in question.periods
    )


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
