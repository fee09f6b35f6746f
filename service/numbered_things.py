"""Things told apart by a number after their name: "linje 12", "hus 3", "etapp 2"."""

from __future__ import annotations

import re

from service.word_tables import stem


def is_other_numbered(question: str, text: str) -> bool:
    """Whether a text numbers the thing that a question numbers (lower case), and never so.

    >>> is_other_numbered("varför tappade linje 12?", "Linje 4 växte."), is_other_numbered("linje 12", "Linjen lades ned.")
    (True, False)
    >>> is_other_numbered("varför tappade linje 12?", "Linje 12 tappade, och linje 4 växte.")
    False
    """
    asked = _numbered(question)
    told = _numbered(text.casefold())
    return any(told.get(noun) and not told[noun] & numbers for noun, numbers in asked.items())


def _numbered(lower: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _NUMBERED.finditer(lower):
        found.setdefault(stem(match["noun"]), set()).add(match["number"])
    return found


_NUMBERED = re.compile(
    r"\b(?!(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|år|och|till|på|om|av|med|"
    r"för|från|den|är|var|i|sida|sidan|inom|efter|under|över|cirka|ungefär|drygt|nästan|knappt|minst|högst|mellan|kapitel|not|tabell|vid|sedan|än|mot|endast|bara|totalt|utgör|blev|per)\b)"
    r"(?P<noun>[a-zåäö]{2,}) (?P<number>\d{1,3}[a-z]?)\b(?![.,]?\d)(?! (?:procent|%|kr\b|kronor|tkr|mkr|miljoner|mnkr|dagar|timmar|antal|\d{3}\b))"
)
