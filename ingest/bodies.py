"""Names of nämnder, boards and councils in text: inflected, abbreviated, listed or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from ingest.vocabulary_files import flat_space, vocabulary


@dataclass(frozen=True, slots=True)
class Body:
    """One public body. `name` is its definite form, as answers show it."""

    name: str
    abbreviations: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Other wordings that name it, lower case."""
    label: bool = False
    """A common word: it names the body only as a whole row or column label."""


@dataclass(frozen=True, slots=True)
class FoundBody:
    start: int
    end: int
    name: str
    abbreviation: str | None


@cache
def known_bodies() -> tuple[Body, ...]:
    """The bodies of the vocabulary table."""
    return tuple(map(row_to_body, vocabulary("bodies")["body"]))


def row_to_body(row: dict[str, Any]) -> Body:
    """A row of the vocabulary table as a body; `name` is the only key that it must have."""
    return Body(
        row["name"],
        tuple(row.get("abbreviations", ())),
        tuple(form.casefold() for form in row.get("forms", ())),
        row.get("label", False),
    )


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies that a reader of a report knows; the report's own abbreviations win over the general ones."""

    known: tuple[Body, ...]
    abbreviations: dict[str, str] = field(default_factory=dict)
    """Abbreviation -> name."""

    @classmethod
    def general(cls, more: Iterable[Body] = ()) -> Bodies:
        """The vocabulary, with a user's own rows before it; an abbreviation of several bodies is left out.

        >>> Bodies.general().abbreviations["HSN"]
        'Hälso- och sjukvårdsnämnden'
        >>> "TN" in Bodies.general().abbreviations
        False
        """
        own = tuple(more)
        known = own + known_bodies()
        return cls(known, _unambiguous(known) | _unambiguous(own))

    def for_report(self, texts: Iterable[str], introduced: Iterable[tuple[str, str]] = ()) -> Bodies:
        """These bodies with what a report introduces; an ambiguous abbreviation means the one body it names.

        >>> bodies = Bodies.general().for_report(["Tekniska nämnden redovisar ett överskott."], [("NRF", "Norra Räddningen")])
        >>> bodies.abbreviations["TN"], "NRF" in bodies.abbreviations
        ('Tekniska nämnden', False)
        """
        named = {
            found.name for text in texts for found in self.find_bodies(text) if found.abbreviation is None
        }
        seen = _unambiguous(body for body in self.known if body.name in named)
        own = {short: name for short, full in introduced if (name := self.name_of(full)) is not None}
        return Bodies(self.known, self.abbreviations | seen | own)

    def find_bodies(self, text: str) -> list[FoundBody]:
        """Every body that the text names, in order.

        >>> [(b.name, b.abbreviation) for b in Bodies.general().find_bodies("HSN:s och regionstyrelsens underskott")]
        [('Hälso- och sjukvårdsnämnden', 'HSN'), ('Regionstyrelsen', None)]
        >>> [b.name for b in Bodies.general().find_bodies("samtliga nämnder, Socialstyrelsen och en turistnämnd")]
        ['Turistnämnden']
        >>> [b.name for b in Bodies.general().find_bodies("Kultur och fritidsnämndens resultat")]
        ['Kultur- och fritidsnämnden']
        """
        found = _without_hyphen(text)
        found += [
            FoundBody(match.start("name"), match.end("name"), usual_name(name), None)
            for match in _NAME.finditer(text)
            if (name := definite_name(match["name"])) is not None
            and not any(one.start < match.end("name") and match.start("name") < one.end for one in found)
        ]
        for match in _ABBREVIATION.finditer(text):
            name = self.abbreviations.get(match["short"])
            if name is not None:
                found.append(FoundBody(match.start(), match.end(), name, match["short"]))
        found += self._said_otherwise(text, found)
        whole = self._labelled(text)
        if whole is not None and not found:
            start = len(text) - len(text.lstrip())
            found.append(FoundBody(start, start + len(text.strip()), whole, None))
        return sorted(found, key=lambda one: one.start)

    def name_of(self, text: str) -> str | None:
        """The one body that a label names; None when it names none or several.

        >>> Bodies.general().name_of("Hälso- och sjuk\u00advårdsnämnden"), Bodies.general().name_of("RUN/KTN")
        ('Hälso- och sjukvårdsnämnden', None)
        """
        names = {found.name for found in self.find_bodies(text.replace("\u00ad", ""))}
        return names.pop() if len(names) == 1 else None

    def _said_otherwise(self, text: str, found: Sequence[FoundBody]) -> list[FoundBody]:
        """Bodies that the text names by a wording of their row."""
        plain = text.casefold()
        return [
            FoundBody(match.start(), match.end(), body.name, None)
            for body in self.known
            for form in (() if body.label else body.forms)
            for match in re.finditer(rf"(?<!\w){re.escape(form)}s?(?!\w)", plain)
            if not any(one.start < match.end() and match.start() < one.end for one in found)
        ]

    def _labelled(self, text: str) -> str | None:
        plain = flat_space(text).strip(" -*:.").casefold()
        for body in self.known:
            if body.label and plain in body.forms:
                return body.name
        return None


def _without_hyphen(text: str) -> list[FoundBody]:
    """Listed bodies of two parts whose hyphen is left out: "Kultur och fritidsnämnden" is not Fritidsnämnden."""
    names, pattern = _hyphenated_names()
    return [
        FoundBody(match.start(), match.end(), names[flat_space(match["name"]).casefold()], None)
        for match in pattern.finditer(text)
    ]


@cache
def _hyphenated_names() -> tuple[dict[str, str], re.Pattern[str]]:
    names = {
        body.name.casefold().replace("- och ", " och ").removesuffix("en"): body.name
        for body in known_bodies()
        if "- och " in body.name and body.name.endswith("nämnden")
    }
    forms = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return names, re.compile(rf"(?<![\w-])(?P<name>{forms})(?:ens?|s)?(?!\w)", re.IGNORECASE)


@cache
def usual_name(name: str) -> str:
    """The listed name that a slightly different spelling means, else the name itself.

    >>> usual_name("Hälso- och sjukvårdnämnden"), usual_name("Turistnämnden"), usual_name("Kultur- och utbildningsnämnden")
    ('Hälso- och sjukvårdsnämnden', 'Turistnämnden', 'Kultur- och utbildningsnämnden')
    """
    names = [body.name for body in known_bodies()]
    best = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=SAME_NAME, processor=str.casefold)
    if best is None or Levenshtein.distance(name.casefold(), best[0].casefold()) > 1:
        return name  # "utbildningsnämnden" is not "bildningsnämnden" with a slip
    return best[0]


SAME_NAME = 96
"""Similarity (0-100) of two spellings of one name: a missing letter in 20 gives 97, the two closest different
names of the list ("Bygg- och miljönämnden", "Miljö- och byggnämnden") far less than 90."""


def _unambiguous(bodies: Iterable[Body]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for body in bodies:
        for short in body.abbreviations:
            owners.setdefault(short, set()).add(body.name)
    return {short: names.copy().pop() for short, names in owners.items() if len(names) == 1}


_PREFIX = "|".join(vocabulary("bodies")["prefixes"]["forms"])
_NAME = re.compile(
    rf"(?<!\w)(?P<name>(?:(?:{_PREFIX})\s+)?"
    r"(?:\w{1,40}-(?:,\s|\s(?:och|samt)\s)){0,3}(?:\w{1,40}-)?"
    r"(?:\w{0,40}?nämnd(?:ens?|s)?|\w{1,40}styrelse(?:ns?|s)?|\w{1,40}fullmäktiges?))(?!\w)",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?<![\w/-])(?P<short>[A-ZÅÄÖ]{2,6})(?::s|s)?(?![\w/]|-\w)")


def definite_name(words: str) -> str | None:
    """The definite form that names a body, from any inflected form; None for words that name no particular one.

    >>> definite_name("regionstyrelses"), definite_name("gemensam IT-nämnd"), definite_name("tekniska nämndens")
    ('Regionstyrelsen', 'Gemensamma IT-nämnden', 'Tekniska nämnden')
    >>> definite_name("nämnden"), definite_name("Länsstyrelsen")
    (None, None)
    """
    flat = flat_space(words)
    if flat.casefold() in _not_bodies():
        return None
    head, _, last = flat.rpartition(" ")
    bare = last.casefold()
    if bare in _not_bodies() and head.casefold() not in _NAMING_ADJECTIVES:
        return None
    for ending, definite in _ENDINGS:
        if bare.endswith(ending):
            last = last[: len(last) - len(ending)] + definite
            break
    name = " ".join(_DEFINITE_ADJECTIVE.get(word.casefold(), word) for word in head.split()) + " " + last
    name = name.strip()
    first_part = name.split("-")[0]
    upper_word = first_part.isupper() and "-" in name and 1 < len(first_part) <= LONGEST_ABBREVIATION
    return name if upper_word else name[:1].upper() + _lowered(name[1:])


LONGEST_ABBREVIATION = 4
"""Letters: "IT-nämnden" keeps its capitals, a title in capitals does not."""

_ENDINGS = (
    ("nämndens", "nämnden"),
    ("nämnden", "nämnden"),
    ("nämnds", "nämnden"),
    ("nämnd", "nämnden"),
    ("styrelsens", "styrelsen"),
    ("styrelsen", "styrelsen"),
    ("styrelses", "styrelsen"),
    ("styrelse", "styrelsen"),
    ("fullmäktiges", "fullmäktige"),
)
_DEFINITE_ADJECTIVE = {
    "regional": "regionala",
    "gemensam": "gemensamma",
    "teknisk": "tekniska",
    "social": "sociala",
    "lokal": "lokala",
}
_NAMING_ADJECTIVES = frozenset({"tekniska", "teknisk", "sociala", "social"})
"""Adjectives that make a particular body of the bare word nämnden."""


def _lowered(text: str) -> str:
    """Lower case but for abbreviations: "Hälso- Och Sjukvårdsnämnden" is a title's way of writing."""
    return " ".join(
        "-".join(part if part.isupper() and 1 < len(part) <= 3 else part.lower() for part in word.split("-"))
        for word in text.split(" ")
    )


@cache
def _not_bodies() -> frozenset[str]:
    return frozenset(vocabulary("bodies")["not_bodies"]["forms"])
