"""What a figure's place leaves unsaid of a question: then the figure is no answer, however many words they share.

A score adds up what speaks for a figure; this is what speaks against it, one word of the question at a time: the name of
a place that only the report's title has, a limit ("över 90 dagar") that the row doesn't give, the thing counted, a
column that measures something else, a second organisation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from ingest.figure_kinds import find_kind, says_only_kind_and_period
from ingest.periods import find_periods, without_periods
from ingest.records import FigureKind
from ingest.units import UnitKind, unit_pattern, units
from service.asked_words import Asked, AskedWord, is_verb_like
from service.figure_place import FigurePlace
from service.limits import limits_of, says_limit
from service.money_sides import asked_side, is_of_other_side
from service.question import Operation, Quantity
from service.reading import CellReading
from service.rests import rest_asked, says_rest
from service.row_scores import label_share, neutral_label_stems
from service.swedish_format import format_period
from service.unsaid_parts import left_out_part, one_of_a_kind, supposed_change
from service.word_tables import folded_ignored_words, ignored_words, stem, stem_strengths, stems_of, words_of

SAID = 0.45
"""A word that a place covers less than this is not said there; half a compound is (0.5)."""


def unsaid_by_cell(asked: Asked, reading: CellReading) -> str:
    """The first thing of the question that a cell does not account for, as the question puts it; empty when all is."""
    place = FigurePlace(asked, reading)
    return next((word for check in _CHECKS if (word := check(place))), "")


def unsaid_by_calculation(asked: Asked, reading: CellReading) -> str:
    """The same for the row that led to a calculation, whose column may be another one."""
    place = FigurePlace(asked, reading)
    checks: list[_Check] = [_limit, _name, _publisher]
    if asked.question.operation in (Operation.HIGHEST, Operation.LOWEST):
        checks += [_ranked, _column, _impossible]
    if asked.question.operation is Operation.SHARE:
        checks.append(_part)
    if asked.question.operation in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT):
        checks += [_sort, _counted, _side]
    return next((word for check in checks if (word := check(place))), "")


_Check = Callable[[FigurePlace], str]


def _limit(place: FigurePlace) -> str:
    """A limit that the question sets ("mer än ett år") and the place doesn't."""
    return next(
        (limit.words for limit in limits_of(place.asked.question.plain) if not says_limit(place.text, limit)),
        "",
    )


def _name(place: FigurePlace) -> str:
    """A proper name that stands nowhere at the cell: what runs through a report doesn't tell where a figure belongs."""
    report = place.reading.row.entry.report
    # What the file is called after is whose report it is, where the publisher is the whole that it belongs to.
    owner = stems_of(f"{report.publisher or ''} {report.title} {report.body or ''} {report.source}")
    for one in place.asked.words:
        word = one.reading.word
        if word not in place.asked.question.names or one.inherited or _is_of(owner, word):
            continue
        if one.reading.cover(place.strengths) < SAID:
            return word
    return ""


SAME_BEGINNING = 5
"""Letters that a short form shares with the publisher's name: "Ekbyförbundet" of "Räddningsförbundet Ekby" with four."""


def _is_of(owner: Sequence[str], word: str) -> bool:
    """Whether a name is the publisher's own or a compound with it."""
    return any(len(term) >= SAME_BEGINNING - 1 and word.startswith(term[:-1]) for term in owner)


def _publisher(place: FigurePlace) -> str:
    """A second organisation that the question names, besides the one whose report it is."""
    question, own = place.asked.question, place.reading.row.entry.report.publisher
    if len(question.publishers) < 2 or own not in question.publishers:
        return ""
    said = set(stems_of(question.text))
    shared = set(stems_of(own))
    for name in question.publishers:
        # "Kommunens" means every kommun of the library; only one called by its own name is a second one.
        telling = (set(stems_of(name)) - shared) & said
        if name != own and telling and not telling & place.strengths.keys():
            return name
    return ""


def _counted(place: FigurePlace) -> str:
    """What "hur många …" counts, where neither the row nor what is around it says it."""
    head = counted_word(place.asked)
    if head is None or head.inherited:
        return ""
    if head.reading.cover(place.named) >= SAID or _of_one_root(head.reading.word, place.strengths):
        return ""
    return head.reading.word


def counted_word(asked: Asked) -> AskedWord | None:
    """The word that says what a question for a count counts: the first of its own words behind "hur många"."""
    said = _HOW_MANY.search(asked.question.plain)
    if said is None:
        return None
    own = {one.reading.word: one for one in asked.words if not one.names_kind}
    for word in words_of(asked.question.plain[said.end() :]):
        if word in _MEASURED:
            return None
        if word in own:
            return own[word]
        if word not in ignored_words() and word not in folded_ignored_words() and not word.isdigit():
            return None
    return None


_MEASURED = frozenset({"procent", "procentenheter", "kronor", "kr", "tkr", "mkr", "miljoner", "tusen"})
"""Behind "hur många" they name the unit, not what is counted."""
_HOW_MANY = re.compile(r"\b(?:hur många|antal(?:et)?)\b")


def _of_one_root(word: str, strengths: Mapping[str, float]) -> bool:
    """Whether a deed's noun stands there: "sökte" and "förstahandssökande", "mättes" and "sjömätt".

    >>> _of_one_root("sökte", {"förstahandssök": 1.0}), _of_one_root("skadades", {"brand": 1.0})
    (True, False)
    """
    if not is_verb_like(word):
        return False
    root = _PAST.sub("", word)
    return len(root) >= SHORTEST_ROOT and any(root in term for term in strengths)


SHORTEST_ROOT = 3
_PAST = re.compile(r"(?:ades?|tes?|des?|ttes?)$")


def _column(place: FigurePlace) -> str:
    """The name of a column that counts or measures something the question doesn't speak of, among columns that do so."""
    question = place.asked.question
    own = _own_name(place.reading.cell.column_path)
    if find_kind(" ".join(place.column)) is FigureKind.OUTCOME:
        return ""
    if not own or Quantity.MONEY in question.quantities or _is_money(place.reading.unit):
        return ""
    if len({_own_name(cell.column_path) for cell in place.reading.row.cells}) < 2:
        return ""
    terms = stem_strengths(own)
    general = all(term in neutral_label_stems() or term in _generic_columns() for term in terms)
    publisher = set(stems_of(place.reading.row.entry.report.publisher or ""))
    if general or publisher & terms.keys():
        return ""
    # "Timmar" is a unit and may be what is asked; a time is not what a column counts.
    told = without_periods(" ".join(place.reading.cell.column_path)).casefold()
    terms = stem_strengths(told)
    said = (
        any(one.reading.cover(terms) > 0 for one in place.asked.words)
        or terms.keys() & set(stems_of(question.plain))
        or any(word.startswith(tuple(_particle_verbs(question.plain))) for word in words_of(told))
    )
    return "" if said else own


def _particle_verbs(plain: str) -> list[str]:
    """How the participles of a lower-case question's verbs with a particle begin: "kom in" is "inkomna".

    >>> _particle_verbs("hur många ärenden kom in 2024?"), _particle_verbs("hur mycket betalades ut?")
    (['inkom'], ['utbet'])
    """
    return [match["particle"] + match["verb"][:3] for match in _PARTICLE.finditer(plain)]


_PARTICLE = re.compile(r"\b(?P<verb>\w{3,}) (?P<particle>in|ut|av|upp|ned|bort|över|till)\b")


@lru_cache(maxsize=4096)
def _own_name(path: tuple[str, ...]) -> str:
    """The words of a column that name no kind, time or unit."""
    parts = [unit_pattern().sub(" ", part) for part in path if not says_only_kind_and_period(part)]
    return " ".join(" ".join(parts).casefold().split())


def _is_money(unit: str | None) -> bool:
    return unit is not None and ((unit in units() and units()[unit].kind is UnitKind.MONEY) or "kr" in unit)


@lru_cache(maxsize=1)
def _generic_columns() -> frozenset[str]:
    """Words of columns that measure just what the row or the table says."""
    return frozenset(stem(word) for word in _GENERIC.split())


_GENERIC = (
    "antal andel resultat värde nivå nuläge utfall läge mätvärde aktuellt senaste hela alla samtliga totalt summa snitt "
    "medel genomsnitt median helår helåret år period månad ack ackumulerat hittills nyckeltal belopp volym"
)


def _negated(place: FigurePlace) -> str:
    """A first word of the row's name that makes it the opposite or the rest of what is asked: "outhyrda lägenheter"."""
    words = [word for word in words_of(" ".join(place.row[-1:])) if word not in ("antal", "andel")]
    first = words[0] if words else ""
    return first if _OPPOSITE.fullmatch(first) and first not in words_of(place.asked.question.plain) else ""


_OPPOSITE = re.compile(r"ej|icke|inte|övriga|o(?![mrb])\w{4,}(?:ade|da|na)")


def _ranked(place: FigurePlace) -> str:
    """What a ranking runs over, where the table is named neither for that nor for what is measured."""
    question = place.asked.question
    measured = [one for one in place.asked.words if not one.weak and not one.inherited]
    if question.category is None or measured or question.kinds or question.by_body:
        return ""
    return question.category if stem(question.category) not in place.strengths else ""


def _part(place: FigurePlace) -> str:
    """What a share is of, where neither the row nor the column of the part is named."""
    words = [one for one in place.asked.words if not one.inherited]
    here = stem_strengths(" ".join((*place.row[-1:], *place.column)).casefold())
    if label_share(place.asked, place.reading.row) > 0 or any(
        one.reading.cover(here) >= SAID for one in words
    ):
        return ""
    return words[0].reading.word if words else place.asked.question.plain


def _forecast(place: FigurePlace) -> str:
    """The month that a forecast was made in, where the report is on a later one and the column names none."""
    question, report = place.asked.question, place.reading.row.entry.report.period
    if FigureKind.FORECAST not in question.kinds or len(question.periods) != 1 or report is None:
        return ""
    month = question.periods[0].period
    if month.start != month.end or month.end >= report.end:
        return ""
    named = find_periods(" ".join(place.column), month.end[0])
    return "" if any(one.period.end == month.end for one in named) else format_period(month)


def _impossible(place: FigurePlace) -> str:
    """A part that is more than its whole: the column counts, whatever its caption says of per cent."""
    part = _PART_OF.search(place.asked.question.plain)
    return (
        part.group() if part and place.reading.unit == "procent" and abs(place.reading.number) > 100 else ""
    )


_PART_OF = re.compile(r"\b(?:andel(?:en)?|hur stor del|hur många procent)\b")


def _side(place: FigurePlace) -> str:
    """Costs, where a calculation is of income, or the other way round; single cells are weighed by it."""
    question = place.asked.question
    side = asked_side(question.plain)
    return side.value if side is not None and is_of_other_side(question, place.reading.cell) else ""


def _sort(place: FigurePlace) -> str:
    """A count, where the calculation is of money."""
    counts = Quantity.COUNT in place.asked.question.quantities
    money = Quantity.MONEY in place.asked.question.quantities or place.asked.question.unit is not None
    if money and not counts and place.reading.unit is not None and not _is_money(place.reading.unit):
        return "kostnaden" if _COST.search(place.asked.question.plain) else ""
    return "antal" if counts and not money and _is_money(place.reading.unit) else ""


_COST = re.compile(r"\bkosta(?:r|de|t|s)?\b")


def _rest(place: FigurePlace) -> str:
    """What is to be taken away ("när bidraget dragits av"), where the cell doesn't tell what is left."""
    question = place.asked.question
    asked = rest_asked(question.plain) if question.operation is Operation.LOOKUP else ""
    return asked if asked and not says_rest(place.reading.cell) else ""


_CHECKS: tuple[_Check, ...] = (
    one_of_a_kind,
    supposed_change,
    left_out_part,
    _limit,
    _name,
    _publisher,
    _counted,
    _column,
    _negated,
    _forecast,
    _impossible,
    _rest,
)
