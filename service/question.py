"""A question as the service reads it: what is asked, of whom, for when, and what to do with the figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ingest.periods import Period
from ingest.records import FigureKind
from service.named_report import NamedReport


class Want(StrEnum):
    """The kind of answer that the words ask for; EITHER may be a number or a sentence, TEXT is neither reason, person nor time."""

    REASON = "reason"
    PERSON = "person"
    TIME = "time"
    NUMBER = "number"
    YES_NO = "yes_no"
    LIST = "list"
    EITHER = "either"
    TEXT = "text"


class Operation(StrEnum):
    LOOKUP = "lookup"
    DIFFERENCE = "difference"
    CHANGE_PERCENT = "change_percent"
    SHARE = "share"
    SUM = "sum"
    MEAN = "mean"
    HIGHEST = "highest"
    LOWEST = "lowest"
    TARGET_GAP = "target_gap"
    TARGET_REACHED = "target_reached"


class Quantity(StrEnum):
    """The sort of number that the words promise."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """A period as asked: `period`, and whether only the year or the year and month were given."""

    period: Period
    year_only: bool = False
    full_year: bool = False
    """The words say the whole year ("helår 2025")."""


@dataclass(frozen=True, slots=True)
class Pins:
    """Printed names that the question points at ("på raden ”Löner” på sidan 31"); an empty one says nothing."""

    row: str = ""
    column: str = ""
    table: str = ""
    text: str = ""
    """How a sentence begins."""
    report: str = ""
    page: str = ""

    def __bool__(self) -> bool:
        return any((self.row, self.column, self.table, self.text, self.report, self.page))

    @property
    def names_cell(self) -> bool:
        """Whether a row or column is named, so that the words around it need not be."""
        return bool(self.row or self.column)


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    """As asked."""
    plain: str
    """Lower case, slips of known words mended."""
    want: Want = Want.EITHER
    operation: Operation = Operation.LOOKUP
    bodies: tuple[str, ...] = ()
    periods: tuple[AskedPeriod, ...] = ()
    kinds: tuple[FigureKind, ...] = ()
    unit: str | None = None
    """The unit that the answer is asked in."""
    quantities: tuple[Quantity, ...] = ()
    words: tuple[str, ...] = ()
    """What the question is about: its content words, lower case, in order."""
    weak_words: tuple[str, ...] = ()
    """Words that only tint the meaning: kinds of figure and general words."""
    prose_words: tuple[str, ...] = ()
    """All its words but function words, periods and names of bodies: sentences are matched with verbs and adjectives, too."""
    report: NamedReport | None = None
    """The report that the question names as the place to look in ("i delårsrapporten")."""
    publishers: tuple[str, ...] = ()
    """Organisations named whose reports are in the library: only theirs are meant."""
    strangers: tuple[str, ...] = ()
    """Organisations named that have no report in the library ("Region Norrland")."""
    floating: bool = False
    """Whether `periods` were counted from the newest report ("i maj", "förra året")."""
    relative: str | None = None
    """How the time was named by the one before ("previous_year"), a name of cues.toml or CLOSED_YEAR."""
    polarity: int = 0
    """−1 when the superlative is about shortfalls ("störst underskott"), +1 about surpluses, 0 plain."""
    category: str | None = None
    """What a ranking runs over, as said: "åtgärd", "regionkontor"."""
    attributes: tuple[str, ...] = ()
    """Participles among `words` that say which things are meant ("avslutade ärenden")."""
    names: tuple[str, ...] = ()
    """Those of `words` that are proper names; evidence that lacks one is about another."""
    by_merit: bool = False
    """The superlative says good or bad ("sämst", "bäst"), not large or small."""
    rank: int = 1
    """Which from the end a ranking wants: 2 for "näst störst"."""
    by_body: bool = False
    """A ranking that runs over nämnder or other bodies."""
    inherited: tuple[str, ...] = field(default=())
    """Content words taken over from earlier turns, or told beside the sentence that asks."""
    pins: Pins = Pins()
    repeats: bool = False
    """A follow-up of which nothing was understood that the turn before had not said: its answer would be the same one."""

    @property
    def period(self) -> AskedPeriod | None:
        """The one period asked for, or None."""
        return self.periods[0] if self.periods else None
