"""The words that say what a question is about, apart from those that name a kind, a time or what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from service.question import Operation
from service.question_cues import cue_spans, operation_of
from service.word_tables import (
    WORD,
    folded_ignored_words,
    function_words,
    ignored_words,
    stem,
    words_of,
)

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


def content_words(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
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
            is_ignored = word in ignored_words() or word in folded_ignored_words()
            if is_ignored and not _is_abbreviation(match.group(), text):
                continue
            is_kind = _inside(match, weak_places)
            if _inside(match, ranking_places):
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


def _is_abbreviation(word: str, text: str) -> bool:
    """Whether a short word is an abbreviation by its capitals, in a question that is not all in capitals: "VA" is not "va".

    >>> _is_abbreviation("VA", "Vad drar VA in?"), _is_abbreviation("va", "va kostar"), _is_abbreviation("VA", "VA KOSTAR")
    (True, False, False)
    """
    return 2 <= len(word) <= LONGEST_ABBREVIATION and word.isalpha() and word.isupper() and not text.isupper()


LONGEST_ABBREVIATION = 4


def prose_words(text: str, spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The words that a sentence may share with a question: all but function words, names of bodies and times."""
    words = (word for match in WORD.finditer(_blanked(text, spans)) for word in words_of(match.group()))
    return tuple(dict.fromkeys(word for word in words if word not in function_words()))


def category_of(lower: str) -> str | None:
    """What a ranking runs over, as said; None when nothing is ranked.

    >>> category_of("vilken åtgärd gav störst effekt?"), category_of("vilken budget har hsn?")
    ('åtgärd', None)
    >>> category_of("vilken av de tio största linjerna växte mest?")
    'linjerna'
    """
    if operation_of(lower) not in (Operation.HIGHEST, Operation.LOWEST):
        return None
    match = _CATEGORY.search(lower)
    if match is None:
        return None
    noun = match["nouns"] or match["noun"]
    if noun in _SORTS and (following := _NEXT_WORD.match(lower[match.end() :])) is not None:
        noun = following[1]
    return None if noun in ignored_words() and noun not in _RANKED_THOUGH_IGNORED else noun


_SORTS = frozenset(
    {
        "kommunalt",
        "kommunala",
        "helägt",
        "helägda",
        "enskilt",
        "enskild",
        "enskilda",
        "annat",
        "annan",
        "andra",
    }
)
"""Adjectives before what is ranked: "vilket kommunalt bolag"."""
_NEXT_WORD = re.compile(r"\s+(\w+)")
_RANKED_THOUGH_IGNORED = frozenset({"kommun", "region"})
"""The publisher elsewhere, but "vilken kommun" runs over the rows of a table of them."""


def attributes_of(lower: str) -> tuple[str, ...]:
    """Participles that say which things are counted, not what was done.

    >>> attributes_of("hur många avslutade ärenden var det?"), attributes_of("hur många sökte bygglov?")
    (('avslutade',), ())
    """
    return tuple(
        match["participle"] for pattern in (_ATTRIBUTE, _OF_THOSE) for match in pattern.finditer(lower)
    )


_OF_THOSE = re.compile(
    r"\bav (?:dem|de|alla|samtliga)(?: \w+)? som (?P<participle>\w{3,}(?:ade|dde|te|de)s?)\b"
)


_ATTRIBUTE = re.compile(
    r"\b(?:antal|hur många|alla|andel(?:en)?(?: av)?|av) (?P<participle>\w{3,}(?:ade|da)) \w{3,}(?:ar|er|or|en|na|besök)\b"
)


def proper_names(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the content words that are written as names in the middle of a sentence.

    >>> proper_names("Hur mycket gick Östersunds kommun back?", ("östersunds", "back"))
    ('östersunds',)
    """
    if text == text.casefold():
        return ()
    named = {match.group().casefold() for match in _NAME.finditer(text)}
    return tuple(word for word in words if word in named)


_NAME = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäöé]{2,}")

_CATEGORY = re.compile(
    r"\b(?:vilken|vilket|vilka)\s+(?:"
    r"av\s+(?:de|dem|våra|\w+s)\s+(?P<of>(?:(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d+)\s+)?"
    r"(?:\w+[ae]\s+)??(?P<nouns>\w+(?:na|en|ne)\b))|(?:av \w+\s+)?(?P<what>(?P<noun>\w+)))"
)
""" "Vilken åtgärd …" and "Vilken av de fem största åtgärderna …" run over rows of that sort; their labels rarely say the word."""

_POLARITY = re.compile(r"\b(?:negativ|positiv)\w*|\b\w*(?:under|över)skott\w*|\b(?:minus|plus|back)\b")


def _ranking_places(lower: str) -> list[tuple[int, int]]:
    """Places of words that a ranking has used up: what it runs over and which end it wants."""
    if operation_of(lower) not in (Operation.HIGHEST, Operation.LOWEST):
        return []
    return [match.span("of" if match["of"] else "what") for match in _CATEGORY.finditer(lower)] + [
        match.span() for match in _POLARITY.finditer(lower)
    ]


def _inside(match: re.Match[str], places: Iterable[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in places)


@cache
def _doing_stems() -> frozenset[str]:
    """Stems of words that only say what is to be done with the figures."""
    return frozenset(stem(word) for word in _DOING.split())


_DOING = (
    "öka ökar ökat ökade ökning minska minskar minskat minskade minskning stigit steg sjunkit sjönk ändra ändrades ändrats ändrat förändra växt vuxit växte växer krympt försvunnit försvann tillkommit tillkom tappade tappat tappar minskar sjunkit föll fallit "
    "förändrats förändrades skillnad skillnaden differens differensen jämfört saknas fattas når nådde nått uppnådde "
    "summan medelvärdet medelvärde genomsnittet genomsnitt snittet störst högst lägst minst flest sämst bäst tillsammans sammanlagt procentuellt"
)


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
