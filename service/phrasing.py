"""The same question in the form that the patterns expect: without courtesies, shouting, or the time in front."""

from __future__ import annotations

import re

from service.question_cues import phrases


def straightened(text: str) -> str:
    """The question without courtesies, in small letters if it was shouted, with its time last.

    >>> straightened("Hej! Kan du hjälpa mig? I augusti 2025, vilken nämnd gick bäst?")
    'vilken nämnd gick bäst i augusti 2025?'
    >>> straightened("VAD ÄR AVVIKELSEN FÖR HSN?")
    'vad är avvikelsen för hsn?'
    >>> straightened("hur mycke avvek vård- o omsorgsnämnden t o m mars"), straightened("å med tåget?")
    ('hur mycket avvek vård- och omsorgsnämnden t o m mars', 'och med tåget?')
    >>> straightened("Vad för mål har vi?")
    'vilket mål har vi?'
    >>> straightened("Vad sålde butiken för sista kvartalet 2024 (inte kaféet)?").split(" (")
    ['Vad sålde butiken för fjärde kvartalet 2024 ?']
    """
    plain = " ".join(text.split())
    if plain.isupper() and len(plain.split()) >= FEWEST_SHOUTED:
        plain = plain.lower()
    plain = _without_courtesies(plain)
    plain = _time_last(plain)
    for pattern, better in phrases("rephrase"):
        plain = pattern.sub(better, plain)
    return plain


FEWEST_SHOUTED = 3  # words; "HSN RS?" is two abbreviations


def _without_courtesies(text: str) -> str:
    """Said before or after the question; never all of it."""
    while True:
        shorter = text
        for pattern, _ in phrases("courtesy"):
            shorter = pattern.sub("", shorter, count=1).strip(" ,!–-")
        shorter = shorter.removeprefix(". ").removeprefix("? ")
        if shorter == text or not re.search(r"\w", shorter):
            return text
        text = shorter


def _time_last(text: str) -> str:
    found = _TIME_FIRST.match(text)
    if found is None:
        return text
    time, rest = found["time"], found["rest"].rstrip("?. ")
    return f"{rest} {time[:1].lower()}{time[1:]}?"


_TIME_FIRST = re.compile(
    r"""(?P<time>
        (?:(?:i|under|per|för|till[ ]och[ ]med|t\.?o\.?m\.?|helåret|hela|år|den|vid|efter)[ ]){0,3}
        [^,?!.:]{0,40}?
        (?:(?:19|20)\d\d|år|fjol|tertialet|kvartalet|halvåret|månaderna|årsskiftet|augusti|april)
        (?:[ ]och[ ](?:19|20)\d\d)?
    ),[ ]?(?P<rest>(?:och[ ])?(?:vad|hur|vilke[nt]|vilka|vem|var|varför|när)\b.*)$""",
    re.VERBOSE | re.IGNORECASE,
)
