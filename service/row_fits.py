"""How well a cell fits what a question says beyond its matter: whose shortfall, which deviation, per what."""

from __future__ import annotations

import re

from ingest.periods import Period
from ingest.records import Cell, FigureKind
from service.cell_catalog import RowEntry
from service.fits import WRONG_UNIT, kind_fit, unit_fit
from service.question import Quantity, Question
from service.word_tables import stem

# Only the order of these was chosen, so that the figure a reader would take first comes first.
OF_OTHER_TIME = 0.2  # the deviation so far where the forecast's is asked for, or the other way round
NOT_A_RESULT = 0.2  # costs are no shortfall, whatever stands beside them
RESULTS_NEARBY = 0.6  # an outcome in a table of results may be one
NAMES_TABLE = 0.72  # caption, header cell or the heading over it; a report's subject says less
UNASKED_PER = 0.35  # a word behind "per" in a label tells what is divided by, not what is counted


def meant_kind_fit(
    question: Question, row: RowEntry, cell: Cell, kind: float, *, named: bool = True
) -> float:
    """`kind`, how well the cell's kind fits, corrected by what "underskott" and "prognosavvikelse" mean.

    `named` is whether the question names anything of the row's label: "Summa pensionsförpliktelser" is no shortfall. Of a part of the business a shortfall is its deviation from budget; only rows of results have one of their own.
    """
    if FigureKind.DEVIATION in question.kinds:
        return _deviation_fit(question, cell, kind)
    if FigureKind.PLAN in question.kinds and PLANNED in row.label:
        return max(kind, kind_fit((), cell.kind))  # "planerade operationer" are what is counted, not a plan
    if question.kinds or not asks_shortfall(question):
        return kind
    if _names_result(row.label):
        return kind
    if _is_result_column(row, cell):
        return max(kind, kind_fit((), cell.kind))
    if cell.kind is FigureKind.DEVIATION:
        return RESULTS_NEARBY if any(_is_result_column(row, one) for one in row.cells) else 1.0
    if not _stands_in_results(row, cell):
        return min(kind, NOT_A_RESULT)
    if not cell.is_total:
        return RESULTS_NEARBY * kind
    return kind if named else min(kind, NOT_A_RESULT)


def asks_shortfall(question: Question) -> bool:
    """Whether the question is about a surplus or a shortfall; a search for operands has left that open."""
    return question.polarity != 0 and says_shortfall(question.plain)


def says_shortfall(plain: str) -> bool:
    """Whether a lower-case question asks for a surplus or a shortfall.

    >>> says_shortfall("hur stort underskott har förskolan?"), says_shortfall("vad kostar förskolan?")
    (True, False)
    """
    return _SHORTFALL.search(plain) is not None


_SHORTFALL = re.compile(
    r"\b(?:(?:under|över)skott\w*|gick back|går back|gått back|back|minus|plus|förlust\w*|vinst\w*)\b"
)
RESULT = stem("resultat")
PLANNED = stem("planerade")


def _names_result(label: tuple[str, ...]) -> bool:
    return any(RESULT in term or term in _SHORTFALL_STEMS for term in label)


def _is_result_column(row: RowEntry, cell: Cell) -> bool:
    """Whether a column gives the result of each row, which is nearer to "gick minus" than what the budget differs by."""
    if cell.kind in (FigureKind.DEVIATION, FigureKind.BUDGET, FigureKind.CHANGE):
        return False
    return any(term == RESULT for term in _column_terms(row, cell))


_SHORTFALL_STEMS = frozenset(stem(word) for word in ("underskott", "överskott", "vinst", "förlust", "saldo"))


def _column_terms(row: RowEntry, cell: Cell) -> tuple[str, ...]:
    return tuple(row.entry.columns.get(cell.column, ()))


def _deviation_fit(question: Question, cell: Cell, kind: float) -> float:
    of_forecast = FigureKind.FORECAST in question.kinds
    if cell.kind is FigureKind.DEVIATION:
        return (
            kind
            if is_of_forecast(cell) == of_forecast
            else (OF_OTHER_TIME if of_forecast else RESULTS_NEARBY) * kind
        )
    return OF_OTHER_TIME * kind if of_forecast else kind


def is_of_forecast(cell: Cell) -> bool:
    """Whether a deviation is the forecast's, not the one so far."""
    return _FORECAST.search(" ".join(cell.column_path)) is not None


_FORECAST = re.compile(r"prognos|helår|årsavvik|årsbudget", re.IGNORECASE)


def is_of_the_whole(question: Question, row: RowEntry, cell: Cell) -> bool:
    """Whether a cell is a total or a result: what is meant where a question names no matter; of a shortfall a result."""
    if _names_result(row.label):
        return True
    return cell.is_total and (not says_shortfall(question.plain) or _stands_in_results(row, cell))


def _stands_in_results(row: RowEntry, cell: Cell) -> bool:
    named = {term for term, worth in row.entry.strengths.items() if worth >= NAMES_TABLE}
    return any(term.startswith(RESULT) for term in (*named, *_column_terms(row, cell)))


def contradicts(question: Question, row: RowEntry) -> bool:
    """Whether the row's label gives another number of days or years than the question does.

    "Inom 90 dagar" is not answered by a row of "inom 30 dagar".
    """
    label = " ".join(row.cells[0].row_path[-1:]).casefold()
    asked = _measured(question.plain)
    return any(
        noun in asked and number not in asked[noun]
        for noun, numbers in _measured(label).items()
        for number in numbers
    )


def _measured(plain: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _MEASURED.finditer(plain):
        found.setdefault(match["noun"], set()).add(match["number"])
    return found


_MEASURED = re.compile(r"\b(?P<number>\d+) (?P<noun>dagar|månader|timmar|minuter|veckor)\b")


def is_opening(question: Question, cell: Cell) -> bool:
    """Whether a figure is of the beginning of a year where the question doesn't ask for that."""
    place = " ".join((*cell.row_path[-1:], *cell.column_path[-1:])).casefold()
    return _OPENING.search(place) is not None and _OPENING.search(question.plain) is None


_OPENING = re.compile(r"\b(?:vid (?:årets|periodens) (?:början|ingång)|ingående|ib)\b")


def lacks_group(question: Question, row: RowEntry, cell: Cell) -> bool:
    """Whether the question is about the group of companies and neither the row nor the cell's column is."""
    in_row = any(GROUP in term for term in row.strengths)
    return asks_group(question.plain) and not in_row and not _column_is_of_group(cell)


def is_of_unasked_group(question: Question, cell: Cell) -> bool:
    """Whether a cell's column is of the group of companies where the question isn't about that."""
    return not asks_group(question.plain) and _column_is_of_group(cell)


def _column_is_of_group(cell: Cell) -> bool:
    return any(GROUP in part.casefold() for part in cell.column_path)


def asks_group(plain: str) -> bool:
    """Whether a lower-case question is about a group of companies ("kommunkoncernen")."""
    return GROUP in plain


GROUP = "koncern"


def misses_month(question: Question, row: RowEntry, period: Period | None) -> bool:
    """Whether one month is asked for of a row that goes month by month, and this is its figure for several of them."""
    if len(question.periods) != 1 or period is None:
        return False
    asked = question.periods[0].period
    if asked.start != asked.end or period.start == period.end:
        return False
    months = {
        cell.period.end
        for cell in row.cells
        if cell.period and cell.period.start == cell.period.end and cell.period.end[0] == asked.end[0]
    }
    return len(months) >= MONTH_BY_MONTH


def is_one_of_months(question: Question, row: RowEntry, period: Period | None) -> bool:
    """Whether no time is asked for and a row that goes month by month has a figure of all of them, which this is not."""
    if question.periods or period is None or period.start != period.end:
        return False
    times = {cell.period for cell in row.cells if cell.period is not None}
    months = [one for one in times if one.start == one.end]
    return len(months) >= MONTH_BY_MONTH and any(one.months >= len(months) - 1 > 1 for one in times)


MONTH_BY_MONTH = 3  # columns; two may be the states at a year's beginning and at the report's end


def unit_fit_per(question: Question, unit: str | None) -> float:
    """`unit_fit`, but where money per something is asked for an amount per something is what fits.

    >>> unit_fit_per(Question("", "kostnad per kvm", quantities=(Quantity.MONEY,)), "kr/m2")
    1.0
    >>> unit_fit_per(Question("", "hur många invånare", quantities=(Quantity.COUNT,)), "kr per invånare")
    0.1
    """
    if Quantity.MONEY in question.quantities and asks_per(question.plain) and is_money_per(unit):
        return 1.0
    if question.quantities == (Quantity.COUNT,) and is_money_per(unit):
        return WRONG_UNIT
    return unit_fit(question.quantities, unit)


def is_money_per(unit: str | None) -> bool:
    """Whether a unit is an amount of money per something.

    >>> is_money_per("kr/m2"), is_money_per("tkr per invånare"), is_money_per("tkr"), is_money_per(None)
    (True, True, False, False)
    """
    return unit is not None and _MONEY_PER.match(unit) is not None


_MONEY_PER = re.compile(r"(?:t|m)?kr(?:/| per )")


def asks_per(plain: str) -> bool:
    """Whether a lower-case question asks for a figure per something.

    >>> asks_per("vad kostar ett ärende?"), asks_per("hur många invånare?"), asks_per("avfall per invånare")
    (True, False, True)
    """
    return _PER.search(plain) is not None


_PER = re.compile(
    r"\b(?:per|varje|var och en|styck\w*|i snitt|genomsnitt\w*|snitt\w*|vardera|i (?:veckan|månaden))\b"
    r"|\b(?:kostar|kostade|kosta|kostat) (?:en|ett|det att)\b|\b(?:en|ett) \w+ (?:kostar|kostade|kosta)\b|/"
)
