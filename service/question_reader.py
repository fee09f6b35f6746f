"""Text to Question: mend slips, then take out periods, bodies and cues; what is left says what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.bodies import Bodies
from ingest.periods import FoundPeriod, Period, PeriodShape, find_periods, month_period, year_period
from ingest.records import FigureKind
from service.lexicon import FOLD, Lexicon
from service.mending import mend
from service.question import AskedPeriod, Operation, Question, Want
from service.question_cues import (
    cue_spans,
    fitting,
    kinds_of,
    operation_of,
    polarity_of,
    quantities_of,
    wanted,
)
from service.word_tables import WORD, folded_ignored_words, ignored_words, stem, words_of

KIND_TAILS = re.compile(r"(?:avvikelse|budget|prognos|mål|utfall|plan)(?:en|et|er|erna|n|s|ens|ets)?$")
"""A compound that ends so is about its head ("energimålet" -> "energi") and names the kind by its tail."""

PLAIN_HEADS = frozenset(
    {
        "total",
        "drift",
        "drifts",
        "års",
        "helårs",
        "budget",
        "ack",
        "del",
        "hel",
        "prognos",
        "investerings",
        "verksamhets",
    }
)
"""Heads that say nothing of their own ("årsbudget"), or that make the compound the thing itself ("verksamhetsplan")."""

WORDS_TO_MEND = [
    "avvikelse",
    "avvikelsen",
    "budgetavvikelse",
    "budgetavvikelsen",
    "budget",
    "budgeten",
    "årsbudget",
    "prognos",
    "prognosen",
    "årsprognos",
    "helårsprognos",
    "utfall",
    "utfallet",
    "resultat",
    "resultatet",
    "underskott",
    "överskott",
    "kostnad",
    "kostnader",
    "intäkter",
    "januari",
    "februari",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "målet",
    "målvärde",
    "förra",
    "varför",
    "störst",
    "största",
    "lägst",
    "högst",
    "andel",
    "tertial",
    "tertialet",
    "kvartal",
    "kvartalet",
    "delårsrapporten",
    "verksamhetsplanen",
    "årsredovisningen",
    "investeringar",
    "anställda",
]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader of questions knows of the library."""

    bodies: Bodies
    publishers: tuple[str, ...]
    """Full names of the organisations whose reports are in the library."""
    publisher_short: tuple[str, ...]
    """Abbreviations of those names that their reports use."""
    latest: Period | None
    """The period of the newest report on outcomes: what "i år" is measured from."""
    lexicon: Lexicon
    report_kinds: tuple[str, ...] = ()


def read_question(text: str, around: Surroundings) -> Question:
    """The question as read on its own, without earlier turns."""
    mended = _capitals(_mended(text, around), around)
    plain = _NEGATED.sub(" ", " ".join(mended.casefold().split()))
    periods, period_spans = _periods(mended, plain, around)
    found_bodies = around.bodies.find_bodies(mended)
    strangers, name_spans = _organisations(mended, around)
    publishers, publisher_spans = _publishers(mended, around)
    name_spans += publisher_spans
    period_spans += cue_spans("relative", mended.casefold())
    spans = period_spans + [(body.start, body.end) for body in found_bodies] + name_spans
    words, weak = _content_words(mended, spans)
    kinds = _asked_kinds(plain, found_bodies != [])
    unit = next((name for name, _ in fitting("unit", plain)), None)
    return Question(
        text=text,
        plain=plain,
        want=_want(plain, kinds),
        operation=_operation(plain, kinds),
        bodies=tuple(dict.fromkeys(body.name for body in found_bodies)),
        periods=periods,
        kinds=_without_table_names(kinds, weak, words),
        unit=unit,
        quantities=quantities_of(plain),
        words=words,
        weak_words=weak,
        relative=next((name for name, _ in fitting("relative", plain)), None),
        report_kinds=_report_kinds(plain, around),
        publishers=publishers,
        strangers=strangers,
        polarity=polarity_of(plain),
        by_body=_ranks_bodies(plain),
    )


_NEGATED = re.compile(r",? (?:alltså |dvs |och )?inte (?:den |det )?\w*(?:prognos|budget|utfall|plan)\w*")
""" "alltså inte prognosen" must not be read as asking for the forecast."""


def leans_on_history(question: Question) -> bool:
    """Whether a question needs the turn before to be understood ("och för KTN?", "Varför så få?")."""
    if not question.words and not (question.bodies and question.kinds):
        return True
    return len(question.words) <= 2 and any(True for _ in fitting("followup", question.plain))


def completed(question: Question, before: Question) -> Question:
    """A follow-up with what it leaves out taken from the turn before."""
    own_words = question.words
    return replace(
        question,
        words=own_words or before.words,
        inherited=before.words if own_words else before.inherited,
        weak_words=question.weak_words or before.weak_words,
        bodies=question.bodies or (() if own_words else before.bodies),
        publishers=question.publishers or before.publishers,
        periods=_periods_after(question, before),
        kinds=question.kinds or (before.kinds if question.want is not Want.REASON else ()),
        quantities=question.quantities or before.quantities,
        want=_want_of_followup(question, before),
        report_kinds=question.report_kinds or before.report_kinds,
        operation=question.operation,
        by_body=question.by_body,
    )


def _want(plain: str, kinds: tuple[FigureKind, ...]) -> Want:
    """ "Vad blev avvikelsen?" and bare words ("sjukfrånvaro 2024?") ask for a figure."""
    want = wanted(plain)
    promises = kinds or quantities_of(plain)
    return Want.NUMBER if want is Want.EITHER and promises else want


def _asked_kinds(plain: str, of_body: bool) -> tuple[FigureKind, ...]:
    """The kinds that the words name; a body's shortfall, or who has the largest, is its deviation from budget."""
    if _LEFT_OVER.search(plain):
        return ()
    kinds = kinds_of(plain)
    ranks = operation_of(plain) in (Operation.HIGHEST, Operation.LOWEST)
    if FigureKind.DEVIATION not in kinds and _SHORTFALL.search(plain) and (of_body or ranks):
        kept = tuple(kind for kind in kinds if kind not in (FigureKind.BUDGET, FigureKind.OUTCOME))
        return (FigureKind.DEVIATION, *kept)
    return kinds


_LEFT_OVER = re.compile(r"\bkvar\b")
""" "Vad är kvar av budgeten" asks for the column that says what is left, not for the budget."""

_SHORTFALL = re.compile(r"\b(?:under|över)skott")


def _operation(plain: str, kinds: tuple[FigureKind, ...]) -> Operation:
    """ "hur mycket bättre än budget" asks for the deviation that the table prints, not for a difference."""
    operation = operation_of(plain)
    if operation is Operation.DIFFERENCE and FigureKind.DEVIATION in kinds:
        return Operation.LOOKUP
    return operation


def _periods_after(question: Question, before: Question) -> tuple[AskedPeriod, ...]:
    """The periods of a follow-up: "året innan" is the year before the one just spoken of."""
    moves = {"previous_year": -1, "two_years_before": -2, "next_year": 1}
    if question.relative in moves and before.periods:
        return tuple(
            replace(one, period=one.period.moved(moves[question.relative])) for one in before.periods[-1:]
        )
    return question.periods or before.periods


def _want_of_followup(question: Question, before: Question) -> Want:
    if question.want is Want.EITHER and before.want is not Want.REASON:
        return before.want
    return question.want


def _mended(text: str, around: Surroundings) -> str:
    names = {word for body in around.bodies.known for word in words_of(body.name) if len(word) > 4}
    names |= {word for name in around.publishers for word in words_of(name)}
    names |= {word for word in ignored_words() if len(word) > 4}
    return mend(text, lambda word: stem(word) in around.lexicon, [*WORDS_TO_MEND, *names])


def _capitals(text: str, around: Surroundings) -> str:
    """Abbreviations typed in lower case get their capitals back: "hsn" -> "HSN"."""
    shorts = set(around.bodies.abbreviations) | set(around.publisher_short)

    def upper(match: re.Match[str]) -> str:
        base, _, ending = match.group().partition(":")
        if base.upper() not in shorts and base[-1:] in "sS" and base[:-1].upper() in shorts and len(base) > 3:
            return f"{base[:-1].upper()}:s"
        known = base.upper() in shorts and base.casefold() not in ignored_words()
        return base.upper() + (f":{ending}" if ending else "") if known else match.group()

    return WORD.sub(upper, text)


def _periods(
    text: str, plain: str, around: Surroundings
) -> tuple[tuple[AskedPeriod, ...], list[tuple[int, int]]]:
    default_year = around.latest.end[0] if around.latest else None
    found = find_periods(text, default_year)
    found = [one for one in found if one.shape is not PeriodShape.RELATIVE]
    spans = [(one.start, one.end) for one in found]
    found = _with_years_shared(found)
    full_year = any(name == "whole_year" for name, _ in fitting("relative", plain))
    asked = [AskedPeriod(one.period, one.shape is PeriodShape.YEAR, full_year) for one in found]
    if not asked and around.latest is not None:
        relative = _relative(plain, around.latest)
        asked = [relative] if relative else []
    asked += _year_before(plain, asked)
    asked = _both_ends(plain, mended_spans(text, found), asked)
    asked = _same_months(plain, asked, around.latest)
    if len(asked) == 2 and asked[0].year_only != asked[1].year_only:
        asked = _aligned(asked)
    return tuple(dict.fromkeys(asked)), spans


def _with_years_shared(found: list[FoundPeriod]) -> list[FoundPeriod]:
    """ "2024, jan–aug" is one period: months without a year take the one year that stands beside them."""
    years = [one for one in found if one.shape is PeriodShape.YEAR]
    open_months = [one for one in found if not one.year_given]
    if len(years) != 1 or len(open_months) != 1:
        return [one for one in found if one.year_given] or found
    months, year = open_months[0], years[0]
    moved = months.period.moved(year.period.end[0] - months.period.end[0])
    rest = [one for one in found if one not in (months, year)]
    return [*rest, replace(months, period=moved, year_given=True)]


def _aligned(asked: list[AskedPeriod]) -> list[AskedPeriod]:
    """ "jan–aug 2025 jämfört med 2024" compares the same months: the bare year takes the months of the other."""
    months = next(one for one in asked if not one.year_only)
    if months.period.start[0] != months.period.end[0]:
        return asked
    return [
        AskedPeriod(months.period.moved(one.period.end[0] - months.period.end[0])) if one.year_only else one
        for one in asked
    ]


def mended_spans(text: str, found: Sequence[FoundPeriod]) -> tuple[str, ...]:
    """The words of each period found."""
    return tuple(text[one.start : one.end].casefold() for one in found)


def _both_ends(plain: str, words: Sequence[str], asked: list[AskedPeriod]) -> list[AskedPeriod]:
    """ "från augusti 2024 till augusti 2025", where a change is asked for, names two months."""
    changes = operation_of(plain) in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT)
    one = asked[0].period if len(asked) == 1 and len(words) == 1 else None
    if one is None or not changes or " till " not in words[0] or one.start == one.end or one.is_year:
        return asked
    return [AskedPeriod(month_period(*one.start)), AskedPeriod(month_period(*one.end))]


def _same_months(plain: str, asked: list[AskedPeriod], latest: Period | None) -> list[AskedPeriod]:
    """ "samma period 2024" are the months of the newest report, of that year."""
    if latest is None or len(asked) != 1 or not asked[0].year_only or not _SAME_MONTHS.search(plain):
        return asked
    return [AskedPeriod(latest.moved(asked[0].period.end[0] - latest.end[0]))]


_SAME_MONTHS = re.compile(r"\bsamma (?:period|tid|månader)\b")


def _year_before(plain: str, asked: list[AskedPeriod]) -> list[AskedPeriod]:
    """ "augusti 2025 jämfört med året innan" names two periods."""
    compares = operation_of(plain) in (Operation.DIFFERENCE, Operation.CHANGE_PERCENT)
    if len(asked) != 1 or not compares or not _AGAINST_YEAR_BEFORE.search(plain):
        return []
    return [replace(asked[0], period=asked[0].period.moved(-1))]


_AGAINST_YEAR_BEFORE = re.compile(
    r"(?:jämfört med|mot|sedan|än)(?: samma (?:period|tid|månader|månad|tidpunkt))? (?:året (?:innan|före)|förra året|föregående år|i fjol|fjolåret)"
)


def _relative(plain: str, latest: Period) -> AskedPeriod | None:
    year = latest.end[0]
    for name, _ in fitting("relative", plain):
        if name == "previous_year":
            return AskedPeriod(year_period(year - 1), year_only=True)
        if name == "two_years_before":
            return AskedPeriod(year_period(year - 2), year_only=True)
        if name == "this_year":
            return AskedPeriod(year_period(year), year_only=True)
        if name == "next_year":
            return AskedPeriod(year_period(year + 1), year_only=True)
        if name == "whole_year":
            return AskedPeriod(year_period(year), year_only=True, full_year=True)
        if name == "year_end":
            return AskedPeriod(month_period(year - 1, 12))
    return None


def _organisations(text: str, around: Surroundings) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Organisations that have no report here, and the places of the names of those that do."""
    spans: list[tuple[int, int]] = []
    folded = text.casefold()
    for name in (*around.publishers, *around.publisher_short):
        for match in re.finditer(rf"(?<!\w){re.escape(name.casefold())}s?(?!\w)", folded):
            spans.append(match.span())
    strangers = []
    for match in _ORGANISATION.finditer(text):
        inside = any(start <= match.start("name") and match.end("name") <= end + 1 for start, end in spans)
        mine = any(_same_name(match["name"], name) for name in around.publishers)
        if not inside and not mine:
            strangers.append(match.group().strip())
    return tuple(strangers), spans


_SORTS = (
    (re.compile(r"\b(?:kommunal)?förbundet?s?\b"), "förbund"),
    (re.compile(r"\bkommunens?\b"), "kommun"),
    (re.compile(r"\bregionens?\b"), "region"),
    (re.compile(r"\binspektionens?\b"), "inspektion"),
    (re.compile(r"\bmyndighetens?\b"), "myndighet"),
    (re.compile(r"\bföreningens?\b"), "förening"),
)
"""What an organisation is called for short; it names the one publisher of that sort."""

_COMMON = frozenset(
    [
        "region",
        "regionen",
        "kommun",
        "kommunen",
        "stad",
        "staden",
        "kommunalförbund",
        "kommunalförbundet",
        "och",
        "i",
        "för",
        "ab",
    ]
)


def _publishers(text: str, around: Surroundings) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """Publishers named by the word that is theirs alone ("i Ekmora"), and where."""
    if len(around.publishers) < 2:
        return (), []
    named: list[str] = []
    spans: list[tuple[int, int]] = []
    for publisher in around.publishers:
        others = {word for name in around.publishers if name != publisher for word in words_of(name)}
        for word in set(words_of(publisher)) - _COMMON - others:
            for match in re.finditer(rf"(?<!\w){re.escape(word)}s?(?!\w)", text.casefold()):
                named.append(publisher)
                spans.append(match.span())
    if not named:
        named = _of_sort(text.casefold(), around.publishers)
    return tuple(dict.fromkeys(named)), spans


def _of_sort(lower: str, publishers: Sequence[str]) -> list[str]:
    for pattern, sort in _SORTS:
        if pattern.search(lower):
            fitting_names = [
                name
                for name in publishers
                if sort in name.casefold() and ("förbund" in name.casefold()) == (sort == "förbund")
            ]
            return fitting_names if len(fitting_names) == 1 else []
    return []


_ORGANISATION = re.compile(r"\bRegion(?:en)? (?P<name>(?!Väst\b(?!\w))[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*)")


def _same_name(asked: str, publisher: str) -> bool:
    fold = asked.casefold().translate(FOLD).removesuffix("s")
    return fold in publisher.casefold().translate(FOLD)


def _content_words(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that say what a question is about, and those that only name a kind or what to do."""
    blanked = _blanked(text, spans)
    lower = blanked.casefold()
    weak_places = cue_spans("kind", lower)
    doing_places = cue_spans("operation", lower)
    ranking_places = _ranking_places(lower)
    words: list[str] = []
    weak: list[str] = []
    for match in WORD.finditer(blanked):
        for word in words_of(match.group()):
            if word in ignored_words() or word in folded_ignored_words():
                continue
            is_kind = _inside(match, weak_places)
            if _inside(match, ranking_places):
                weak.append(word)
                continue
            if not is_kind and stem(word) in _doing_stems() and _inside(match, doing_places):
                weak.append(word)
                continue
            head = KIND_TAILS.sub("", word) if is_kind else word
            if is_kind and (head == word or len(head) < 3 or head in PLAIN_HEADS):
                weak.append(word)
            else:
                words.append(head if is_kind else word)
                if is_kind:
                    weak.append(word)
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(weak))


_CATEGORY = re.compile(r"\b(?:vilken|vilket|vilka)\s+(?:av \w+\s+)?(?P<noun>\w+)")
""" "Vilken åtgärd …" runs over rows of that sort; their labels rarely say the word."""

_POLARITY = re.compile(r"\b(?:negativ|positiv)\w*|\b\w*(?:under|över)skott\w*|\b(?:minus|plus|back)\b")


def _ranking_places(lower: str) -> list[tuple[int, int]]:
    """Places of words that a ranking has used up: what it runs over and which end it wants."""
    if operation_of(lower) not in (Operation.HIGHEST, Operation.LOWEST):
        return []
    return [match.span("noun") for match in _CATEGORY.finditer(lower)] + [
        match.span() for match in _POLARITY.finditer(lower)
    ]


def _inside(match: re.Match[str], places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in places)


@cache
def _doing_stems() -> frozenset[str]:
    """Stems of words that only say what is to be done with the figures."""
    return frozenset(stem(word) for word in _DOING.split())


_DOING = (
    "öka ökar ökat ökade ökning minska minskar minskat minskade minskning stigit steg sjunkit sjönk ändra ändrades ändrats ändrat förändra växt vuxit växte växer krympt "
    "förändrats förändrades skillnad skillnaden differens differensen jämfört saknas fattas når nådde nått uppnådde "
    "summan medelvärdet medelvärde genomsnittet genomsnitt snittet störst högst lägst minst flest sämst bäst tillsammans sammanlagt procentuellt"
)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _report_kinds(plain: str, around: Surroundings) -> tuple[str, ...]:
    return tuple(
        kind
        for kind in around.report_kinds
        if re.search(rf"(?<!\w){re.escape(kind.casefold())}(?:en|et|n|s)?(?!\w)", plain)
    )


def _without_table_names(
    kinds: tuple[FigureKind, ...], weak: tuple[str, ...], words: tuple[str, ...]
) -> tuple[FigureKind, ...]:
    """The budget in "gjort av med i förtroendemannabudgeten" names a table, not the kind of figure."""
    named = [word for word in weak if "budget" in word]
    is_name = bool(named) and all(KIND_TAILS.sub("", word) in words for word in named)
    others = tuple(kind for kind in kinds if kind is not FigureKind.BUDGET)
    return others if is_name and others else kinds


def _ranks_bodies(plain: str) -> bool:
    return operation_of(plain) in (Operation.HIGHEST, Operation.LOWEST) and any(
        True for _ in fitting("category", plain)
    )
