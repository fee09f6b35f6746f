"""Text to Question: mend slips, then take out periods, bodies and cues; what is left says what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.bodies import Bodies
from ingest.records import FigureKind
from ingest.report_kinds import Tells
from service.mending import Spelling
from service.named_report import NamedReport, Span, find_named_report
from service.organisations import find_publishers, find_strangers
from service.phrasing import straightened
from service.pins import take_pins
from service.question import AskedPeriod, Operation, Question, Want
from service.question_cues import (
    by_merit,
    cue_spans,
    cue_words,
    fitting,
    kinds_of,
    operation_of,
    polarity_of,
    quantities_of,
    rank_of,
    wanted,
)
from service.question_periods import CLOSED_YEAR, find_asked_periods, says_closed_year
from service.question_words import (
    KIND_TAILS,
    attributes_of,
    category_of,
    content_words,
    proper_names,
    prose_words,
)
from service.report_choice import ReportChoice
from service.row_fits import says_shortfall
from service.surroundings import Surroundings
from service.word_tables import WORD, ignored_words, mended_words, stem, words_of


def read_question(text: str, around: Surroundings) -> Question:
    """The question as read on its own, without earlier turns."""
    pins, rest = take_pins(text)
    rest = straightened(rest)
    mended = _capitals(around.spelling.mend(rest, around.lexicon.knows), around)
    plain = _plain(mended)
    publishers, spans = find_publishers(mended, around)
    named, place = find_named_report(mended)
    time = _read_time(mended, plain, named, place, around.choose(publishers, named))
    found_bodies = around.bodies.find_bodies(mended)
    pinned_bodies = around.bodies.find_bodies(pins.row)
    spans += [place, *time.spans, *cue_spans("relative", mended.casefold())]
    spans += [(body.start, body.end) for body in found_bodies]
    words, weak = _matter_words(mended, plain, spans, publishers)
    words += content_words(pins.row, [(body.start, body.end) for body in pinned_bodies])[0]
    kinds = _asked_kinds(plain, found_bodies != [])
    if set(words) <= ECONOMY_WORDS and not kinds and _HOW_IT_WENT.search(plain):
        # Of a nämnd it is told against its budget, of the whole by its result.
        kinds = (FigureKind.DEVIATION,) if found_bodies else ()
        words = () if found_bodies else (RESULT,)
    if (
        not words
        and not found_bodies
        and _is_of_result(plain, weak, publishers)
        and around.lexicon.knows(RESULT)
    ):
        words = (RESULT,)
    unit = next((name for name, _ in fitting("unit", plain)), None)
    names = proper_names(mended, words)
    words, aside = told_aside(mended, words, names)
    return Question(
        text=text,
        plain=plain,
        want=Want.NUMBER if pins.names_cell else _want(plain, kinds),
        operation=Operation.LOOKUP
        if pins.names_cell
        else _operation(plain, kinds, compared=len({body.name for body in found_bodies}) > 1),
        bodies=tuple(dict.fromkeys(body.name for body in (*found_bodies, *pinned_bodies))),
        periods=time.periods,
        floating=time.floating,
        kinds=_without_table_names(kinds, weak, words),
        unit=unit,
        quantities=quantities_of(plain),
        words=words,
        weak_words=weak,
        prose_words=prose_words(mended, spans),
        relative=time.relative,
        report=named,
        publishers=publishers,
        strangers=find_strangers(mended, around),
        polarity=polarity_of(plain),
        category=category_of(plain),
        attributes=attributes_of(plain),
        names=names,
        inherited=aside,
        by_merit=by_merit(plain),
        rank=rank_of(plain),
        by_body=_ranks_bodies(plain),
        pins=pins,
    )


def _matter_words(
    text: str, plain: str, spans: Iterable[Span], publishers: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that say what a question is about, and the weak ones that only say which kind of figure it is of."""
    words, weak = content_words(text, spans)
    owners = {stem(word) for name in publishers for word in words_of(name)}
    words = tuple(word for word in words if stem(word) not in owners) or words
    general = tuple(word for word in words if word in COST_WORDS)
    if len(general) < len(words):
        # "Kostnaden för administration" is asked of the row of administration, whether it says "kostnad" or not.
        words, weak = tuple(word for word in words if word not in general), (*weak, *general)
    if polarity_of(plain):
        # How a shortfall is put ("back", "underskott") names the kind of figure, not the matter.
        shortfall = tuple(word for word in words if says_shortfall(word))
        words, weak = tuple(word for word in words if word not in shortfall), (*weak, *shortfall)
    return words, weak


def told_aside(
    text: str, words: tuple[str, ...], names: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the sentence that asks, and those that only sentences around it say; names count as asked.

    >>> told_aside("Min mamma är 84. Hur många söker vård på akuten?", ("mamma", "84", "vård", "akuten"), ())
    (('vård', 'akuten'), ('mamma', '84'))
    >>> told_aside("Skolan brann. Hur mycket kostade det?", ("skolan", "brann"), ())
    (('skolan', 'brann'), ())
    """
    sentences = _SENTENCE_END.split(text.strip())
    asking = {word for sentence in sentences if sentence.endswith("?") for word in words_of(sentence)}
    asked = tuple(word for word in words if word in asking or word in names)
    if len(sentences) == 1 or len(asked) < FEWEST_ASKED:
        return words, ()
    return asked, tuple(word for word in words if word not in asked)


_SENTENCE_END = re.compile(r"(?<=[\wåäö)][.!?])\s+(?=[A-ZÅÄÖ])")
FEWEST_ASKED = 2
"""Words of its own; a sentence with fewer leans on what stands before it."""


@dataclass(frozen=True, slots=True)
class _Time:
    periods: tuple[AskedPeriod, ...]
    spans: list[Span]
    floating: bool
    relative: str | None


def _read_time(text: str, plain: str, named: NamedReport | None, place: Span, reports: ReportChoice) -> _Time:
    """The periods asked for, seen from the newest of the reports meant; the named report's own is not one of them.

    A plan is named by the year that it is for, so that is asked for where no other is.
    """
    start, end = place
    rest = text[:start] + " " * (end - start) + text[end:]
    if named is not None:
        plain = _plain(rest)
    dated, _ = find_asked_periods(rest, plain, None)
    periods, spans = find_asked_periods(rest, plain, reports.latest)
    if not periods and named is not None and named.tells is Tells.PLAN and named.period is not None:
        periods = dated = (AskedPeriod(named.period, year_only=named.period.is_year),)
    relative = next((name for name, _ in fitting("relative", plain)), None)
    if relative == "previous_year" and reports.latest is not None and says_closed_year(plain, reports.latest):
        relative = CLOSED_YEAR
    return _Time(periods, spans, floating=periods != dated, relative=relative)


RESULT = "resultat"


def _is_of_result(plain: str, weak: Iterable[str], publishers: tuple[str, ...]) -> bool:
    """Whether a question that names no matter means the result: "regionens prognos", "underskottet 2031"."""
    if operation_of(plain) in (Operation.HIGHEST, Operation.LOWEST):
        return False
    return any(map(says_shortfall, weak)) or (bool(publishers) and not _OF_RESULT.isdisjoint(kinds_of(plain)))


_OF_RESULT = {FigureKind.FORECAST, FigureKind.DEVIATION, FigureKind.OUTCOME}
"""What "kommunens prognos", "avvikelse" or "utfall" alone is of: the whole organisation's result."""


def _plain(text: str) -> str:
    return _NEGATED.sub(" ", " ".join(text.casefold().split()))


_HOW_IT_WENT = re.compile(r"\bhur (?:gick|går|har) (?:det |ekonomin )|\bhur gick [\w ]+ekonomi")

COST_WORDS = frozenset(
    {"kostnad", "kostnaden", "kostnader", "kostnaderna", "utgift", "utgifter", "utgifterna"}
)
ECONOMY_WORDS = frozenset({"ekonomiskt", "ekonomin", "ekonomi", "ekonomisk"})

_NEGATED = re.compile(r",? (?:alltså |dvs |och )?inte (?:den |det )?\w*(?:prognos|budget|utfall|plan)\w*")
""" "alltså inte prognosen" must not be read as asking for the forecast."""


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
    if not kinds and _WENT_WORST.search(plain):
        return (FigureKind.DEVIATION,)
    ranks = operation_of(plain) in (Operation.HIGHEST, Operation.LOWEST)
    shortfall = _SHORTFALL.search(plain) or (ranks and says_shortfall(plain))
    if FigureKind.DEVIATION not in kinds and shortfall and (of_body or ranks):
        kept = tuple(kind for kind in kinds if kind not in (FigureKind.BUDGET, FigureKind.OUTCOME))
        return (FigureKind.DEVIATION, *kept)
    return kinds


_WENT_WORST = re.compile(r"\b(?:går|gick|gått|klarar|klarade)(?: \w+){0,2} (?:sämst|bäst)\b")
""" "Vilken verksamhet går sämst?" is asked of the deviations."""

_LEFT_OVER = re.compile(r"\bkvar\b")
""" "Vad är kvar av budgeten" asks for the column that says what is left, not for the budget."""

_SHORTFALL = re.compile(r"\b(?:under|över)skott")


def _operation(plain: str, kinds: tuple[FigureKind, ...], *, compared: bool) -> Operation:
    """ "hur mycket bättre än budget" asks for the deviation that the table prints, not for a difference.

    Where several bodies are `compared` it asks how far their deviations are apart.
    """
    operation = operation_of(plain)
    if operation is Operation.DIFFERENCE and FigureKind.DEVIATION in kinds and not compared:
        return Operation.LOOKUP
    return operation


def spelling_of(bodies: Bodies, publishers: Iterable[str], library: Iterable[str]) -> Spelling:
    """What slips in questions are mended to: words that ask, names, then long words of the reports."""
    names = {word for body in bodies.known for word in words_of(body.name) if len(word) > LONG_NAME_WORD}
    names |= {word for name in publishers for word in words_of(name)}
    asking = {word for word in ignored_words() if len(word) > LONG_NAME_WORD}
    return Spelling([*mended_words(), *cue_words(), *asking, *names], library)


LONG_NAME_WORD = 4  # letters; shorter words have too many neighbours


def _capitals(text: str, around: Surroundings) -> str:
    """Abbreviations typed in lower case get their capitals back: "hsn" -> "HSN"."""
    shorts = set(around.bodies.abbreviations) | {short for short in around.publisher_short if short.isupper()}

    def upper(match: re.Match[str]) -> str:
        base, _, ending = match.group().partition(":")
        if base.upper() not in shorts and base[-1:] in "sS" and base[:-1].upper() in shorts and len(base) > 3:
            return f"{base[:-1].upper()}:s"
        known = base.upper() in shorts and base.casefold() not in ignored_words()
        return base.upper() + (f":{ending}" if ending else "") if known else match.group()

    return WORD.sub(upper, text)


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
