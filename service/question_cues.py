"""The rows of cues.toml as compiled patterns: which operation, kind, unit and period words a question holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ingest.records import FigureKind
from service.lexicon import FOLD
from service.mending import DOTS
from service.question import Operation, Quantity, Want
from service.word_tables import word_table


@dataclass(frozen=True, slots=True)
class Cue:
    name: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None

    def find(self, plain: str) -> re.Match[str] | None:
        """Where a lower-case question says it, if it does."""
        match = self.pattern.search(plain)
        return match if match is not None and (self.needs is None or self.needs.search(plain)) else None


@cache
def cues(group: str, *, undotted: bool = False) -> tuple[Cue, ...]:
    """The rows of a group in order; each pattern matches whole words. `undotted`: typed without å, ä and ö."""

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.translate(FOLD) if undotted else pattern)

    return tuple(
        Cue(
            row["name"],
            compiled("|".join(rf"(?<!\w)(?:{pattern})(?!\w)" for pattern in row["patterns"])),
            compiled(row["needs"]) if "needs" in row else None,
        )
        for row in word_table("cues")[group]
    )


def cues_for(group: str, plain: str) -> tuple[Cue, ...]:
    """The rows of a group as a question's keyboard writes them."""
    return cues(group, undotted=not DOTS & set(plain))


@cache
def cue_words() -> frozenset[str]:
    """The plain words that patterns hold: what slips in a question are mended to."""
    patterns = [
        pattern for group in MENDED_GROUPS for row in word_table("cues")[group] for pattern in row["patterns"]
    ]
    return frozenset(word for pattern in patterns for word in _PLAIN_WORD.findall(pattern))


MENDED_GROUPS = ("operation", "kind", "quantity", "relative", "category")
_PLAIN_WORD = re.compile(r"(?:(?<=[|(: ])|^)[a-zåäö]{5,}(?=[|) ]|$)")


@cache
def phrases(group: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The rows of a group as patterns with what each is replaced by, in order.

    Case does not matter; a pattern ends where it says, not at a word.
    """
    return tuple(
        (re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE), row.get("better", ""))
        for row in word_table("cues")[group]
        for pattern in row["patterns"]
    )


def fitting(group: str, plain: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The names of the rows that fit a lower-case question, with where, in the table's order."""
    for cue in cues_for(group, plain):
        match = cue.find(plain)
        if match is not None:
            yield cue.name, match


def wanted(plain: str) -> Want:
    """The kind of answer that the words ask for.

    >>> wanted("varför minskar resandet?"), wanted("hur många besök?"), wanted("vad är resultatet?")
    (<Want.REASON: 'reason'>, <Want.NUMBER: 'number'>, <Want.EITHER: 'either'>)
    """
    return next((Want(name) for name, _ in fitting("want", plain)), Want.EITHER)


def operation_of(plain: str) -> Operation:
    """What is to be done with the figures.

    >>> operation_of("vilken nämnd har störst underskott?"), operation_of("hur stor andel är kvinnor?")
    (<Operation.HIGHEST: 'highest'>, <Operation.SHARE: 'share'>)
    """
    return next((Operation(name) for name, _ in fitting("operation", plain)), Operation.LOOKUP)


def cue_spans(group: str, plain: str) -> list[tuple[int, int]]:
    """Every place of a lower-case question that a group's rows match."""
    return [match.span() for cue in cues_for(group, plain) for match in cue.pattern.finditer(plain)]


def kinds_of(plain: str) -> tuple[FigureKind, ...]:
    """The kinds of figure that the words name, most telling first; årsbudget drives out plain budget.

    >>> kinds_of("hur mycket bättre än budget gick det?")
    (<FigureKind.DEVIATION: 'avvikelse'>,)
    """
    found = list(dict.fromkeys(FigureKind(name) for name, _ in fitting("kind", plain)))
    for special in (FigureKind.ANNUAL_BUDGET, FigureKind.DEVIATION):
        if special in found and FigureKind.BUDGET in found:
            found.remove(FigureKind.BUDGET)
    if _OVER_BUDGET.search(plain) and {FigureKind.DEVIATION, FigureKind.ANNUAL_BUDGET} <= set(found):
        found.remove(FigureKind.ANNUAL_BUDGET)
    return tuple(found)


def quantities_of(plain: str) -> tuple[Quantity, ...]:
    """The sorts of number that the words promise, in the table's order."""
    found = [(Quantity(name), match.start()) for name, match in fitting("quantity", plain)]
    places = dict(found)
    share, money = places.get(Quantity.SHARE), places.get(Quantity.MONEY)
    if share is not None and money is not None and share < money and _RATE.search(plain):
        # "Snitträntan på lånen" is a rate; the money is only what it is a rate of.
        del places[Quantity.MONEY]
    if Quantity.MONEY in places and _IN_PERCENT.search(plain):
        # "Avvikelsen i procent" is none of the sums of money beside it.
        del places[Quantity.MONEY]
        places.setdefault(Quantity.SHARE, 0)
    if Quantity.MONEY in places and _COUNTED.search(plain):
        # "Hur många elever räknade budgeten med?" counts pupils; the budget is where they stand.
        del places[Quantity.MONEY]
    return tuple(places)


_COUNTED = re.compile(r"\bhur många (?!miljoner|miljarder|tusen|kronor|kr\b|mkr|mnkr|tkr|procent|pengar|öre)")
_IN_PERCENT = re.compile(r"\bi (?:procent\b|%)|\bprocent\W*$|\(%\)")
_RATE = re.compile(r"\b(?:\w*ränta(?:n)?|soliditet\w*|\w*kvot\w*)\b")


def rank_of(plain: str) -> int:
    """Which from the end a superlative wants.

    >>> rank_of("vilken var näst störst?"), rank_of("vilken var störst?"), rank_of("vilken är tredje dyrast?")
    (2, 1, 3)
    """
    ranks = {"näst": 2, "andra": 2, "tredje": 3}
    match = re.search(r"\b(näst|andra|tredje) (?:mest|minst|flest|\w+ast|\w+rst|\w+gst|sämst|bäst)\b", plain)
    return ranks[match[1]] if match else 1


def by_merit(plain: str) -> bool:
    """Whether a superlative says good or bad, not large or small.

    >>> by_merit("vem gick sämst mot budget?"), by_merit("vem har minst underskott?")
    (True, False)
    """
    return re.search(r"\b(?:sämst|bäst)\w*\b", plain) is not None


_OVER_BUDGET = re.compile(
    r"\b(?:(?:drog|drar|dra|dragit|gick|gått|går|ligger|låg) (?:\w+ )?över|överskr\w+|överdr\w+|spräck\w+|sprack)\b"
)
_SHORT = re.compile(
    rf"\b(?:negativ\w*|underskott\w*|minus|sämst\w*|sämre|back|förlust\w*)\b|{_OVER_BUDGET.pattern}(?=.*\bbudget|.*\w+budget|.*\bram)"
)


def polarity_of(plain: str) -> int:
    """−1 when the words are about shortfalls, +1 about surpluses, 0 neither.

    >>> polarity_of("störst underskott"), polarity_of("störst överskott"), polarity_of("flest besök")
    (-1, 1, 0)
    """
    if _SHORT.search(plain):
        return -1
    if re.search(r"\b(?:positiv\w*|överskott\w*|plus|bäst\w*|bättre|vinst\w*|förbättring\w*)\b", plain):
        return 1
    return 0
