"""Organisations that a question names: those with reports in the library, and strangers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from service.lexicon import FOLD
from service.surroundings import Surroundings
from service.word_tables import word_table, words_of

Span = tuple[int, int]


def find_strangers(text: str, around: Surroundings) -> tuple[str, ...]:
    """Organisations that a question names and that have no report here."""
    spans = [span for name in around.publishers for span in _places(name, text)]
    strangers = []
    for match in _ORGANISATION.finditer(text):
        inside = any(start <= match.start("name") and match.end("name") <= end + 1 for start, end in spans)
        mine = any(_same_name(match["name"], name) for name in around.publishers)
        if not inside and not mine:
            strangers.append(match.group().strip())
    return tuple(strangers)


def find_publishers(text: str, around: Surroundings) -> tuple[tuple[str, ...], list[Span]]:
    """The publishers that a question means, and the places of the words that say so.

    By their name, its abbreviation or the words that are theirs alone ("i Ekmora"); else by what their sort is called
    ("kommunens"), which names every publisher of that sort.
    """
    found = [
        (name, _with_head(span, text))
        for name, span in _named(text, around.publishers, around.publisher_short)
    ]
    named = tuple(dict.fromkeys(name for name, _ in found))
    # "Vad kostade räddningstjänsten i Ekmora?" is about the municipality: the other word says what of it.
    said = list(_of_sort(text.casefold(), named or around.publishers, alone=len(around.publishers) == 1))
    spans = [span for _, span in (*found, *said)]
    return named or tuple(dict.fromkeys(name for name, _ in said)), spans


def _named(text: str, publishers: Sequence[str], short: Mapping[str, str]) -> Iterator[tuple[str, Span]]:
    for publisher in publishers:
        yield from ((publisher, span) for span in _places(publisher, text))
        for place in _places_of_two_words(publisher):
            yield from ((publisher, span) for span in _places(place, text))
        for word in sorted(_own_words(publisher, publishers)):
            written = _as_printed(word, publisher) if len(word) <= SHORT_WORD else word
            ungenitive = "?" if word.endswith("s") and len(word) > SHORT_WORD else ""
            spans = _places(written, text, exactly=written != word, ending=f"{ungenitive}(?:et|en|t|n)?")
            yield from ((publisher, span) for span in spans)
            yield from ((publisher, span) for span in _compounds(word, publisher, text))
    for abbreviation, publisher in short.items():
        exactly = len(abbreviation) < FREE_CASE
        yield from ((publisher, span) for span in _places(abbreviation, text, exactly=exactly))


def _compounds(word: str, publisher: str, text: str) -> Iterator[Span]:
    """Names that everyday speech makes of a publisher's place and its trade: "Ekmoratrafiken" of a "trafikmyndighet"."""
    if len(word) <= SHORT_WORD:
        return
    for match in re.finditer(rf"(?<!\w){re.escape(word)}s?(?P<trade>\w{{5,}})(?!\w)", text, re.IGNORECASE):
        trade = re.sub(r"(?:en|et)s?$", "", match["trade"].casefold())
        if len(trade) > SHORT_WORD and trade in publisher.casefold():
            yield match.span()


def _with_head(span: Span, text: str) -> Span:
    """A place of a name together with the word for its sort behind its genitive: "i Ekmoras län" is all name."""
    start, end = span
    head = _HEAD_BEHIND.match(text, end) if text[start:end].casefold().endswith("s") else None
    return (start, head.end()) if head is not None else span


_HEAD_BEHIND = re.compile(
    r" (?:län(?:et)?|kommun(?:en)?|stad(?:en)?|region(?:en)?|landsting(?:et)?)s?(?!\w)", re.IGNORECASE
)


def _places_of_two_words(publisher: str) -> list[str]:
    """Two words with capitals behind the sort: "Södra Åsen" is known in small letters, too, though "åsen" alone is not."""
    words = publisher.split()[1:]
    return [f"{one} {other}" for one, other in pairwise(words) if one[:1].isupper() and other[:1].isupper()]


_OWNED = frozenset({"kommun", "stad", "län"})
"""What stands behind the genitive of its place."""
FREE_CASE = 3
"""Letters: a shorter abbreviation written in small letters is mostly a word."""


SHORT_WORD = 4
"""Letters: a word of a name that is as short is mostly another in small letters ("Studieförbundet Solen Mitt")."""


def _as_printed(word: str, name: str) -> str:
    return next((one for one in name.split() if one.casefold() == word), word)


def _own_words(publisher: str, publishers: Iterable[str]) -> set[str]:
    """The words of a name that no other publisher has; of "Ekmoras kommun" the place alone as well."""
    others = {word for name in publishers if name != publisher for word in words_of(name)}
    words = words_of(publisher)
    places = {word[:-1] for word, head in pairwise(words) if word.endswith("s") and head in _OWNED}
    return (set(words) | places) - _common_words() - others


def _places(name: str, text: str, *, exactly: bool = False, ending: str = "") -> Iterator[Span]:
    pattern = rf"(?<!\w){re.escape(name)}{ending}(?::?s)?(?!\w)"
    for match in re.finditer(pattern, text, 0 if exactly else re.IGNORECASE):
        yield match.span()


def _of_sort(lower: str, publishers: Sequence[str], *, alone: bool) -> Iterator[tuple[str, Span]]:
    """Every publisher of the first sort that a question says and that has reports here.

    Where one publisher is `alone`, a word that also names a matter says what the question is about.
    """
    for sort in _sorts():
        if alone and sort.is_matter:
            continue
        spans = [match.span() for match in sort.said.finditer(lower)]
        names = [name for name in publishers if sort.holds(name)] if spans else []
        if names:
            yield from ((name, span) for name in names for span in spans)
            return


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of organisations and what one of them is called for short."""

    of: re.Pattern[str]
    unless: re.Pattern[str] | None
    said: re.Pattern[str]
    is_matter: bool
    """Whether the words name something that is done and paid for as well."""

    def holds(self, publisher: str) -> bool:
        """Whether an organisation of this name is of the sort."""
        lower = publisher.casefold()
        return self.of.search(lower) is not None and not (self.unless and self.unless.search(lower))


@cache
def _sorts() -> tuple[Sort, ...]:
    return tuple(
        Sort(
            re.compile(row["of"]),
            re.compile(row["unless"]) if "unless" in row else None,
            re.compile(rf"(?<!\w)(?:{'|'.join(row['said'])})(?!\w)"),
            row.get("matter", False),
        )
        for row in word_table("publisher_sorts")["sort"]
    )


@cache
def _common_words() -> frozenset[str]:
    return frozenset(word_table("publisher_sorts")["common"]["words"])


_ORGANISATION = re.compile(r"\bRegion(?:en)? (?P<name>(?!Väst\b(?!\w))[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)*)")


def _same_name(asked: str, publisher: str) -> bool:
    fold = asked.casefold().translate(FOLD).removesuffix("s")
    return fold in publisher.casefold().translate(FOLD)
