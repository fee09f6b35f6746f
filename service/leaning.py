"""Sentences that can't be understood without the one before: "Detta …", "Orsaken …", "Minskningen …"."""

from __future__ import annotations

import re

_POINTS_BACK = re.compile(
    r"""(?:även|också|detta|denna|dessa|det|den|de|dessutom|vidare|därtill|därför|samtidigt|dock|men|vilket|vilken|vilka|så|här
    |där|ovan(?:stående|nämnda)?|utredningen|orsak(?:en|erna)|anledning(?:en|arna)|skäl(?:et|en)|syftet|förklaringen|bakgrunden)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TAKES_UP = re.compile(
    r"""(?:\w*(?:ökning|minskning|höjning|sänkning|förändring|förbättring|försämring|försening|fördyring|förskjutning)(?:en|arna)
    |\w*(?:avvikelse|skillnad|nedgång|uppgång|förlust|vinst|effekt)(?:n|en|erna)|\w*(?:under|över)skott(?:et|en))\b""",
    re.IGNORECASE | re.VERBOSE,
)
""" "Minskningen …", "Underskottet …": the change that the sentence before told of, unless this one says of what."""


def leans_on_the_one_before(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it.

    >>> leans_on_the_one_before("Minskningen beror på bron."), leans_on_the_one_before("Resandet minskade.")
    (True, False)
    """
    return points_back(text) or _TAKES_UP.match(text) is not None


def points_back(text: str) -> bool:
    """Whether a sentence begins with a word that means something of the one before, whatever else it says.

    >>> points_back("Även pumpen byttes."), points_back("Underskottet i hamnen beror på isen.")
    (True, False)
    """
    return _POINTS_BACK.match(text) is not None


def concludes(text: str) -> bool:
    """Whether a sentence draws a conclusion from the one before, which tells the cause.

    >>> concludes("Nämnden stänger därför badet."), concludes("Badet stängs därför att taket läcker.")
    (True, False)
    """
    return _CONCLUDES.search(text) is not None


_CONCLUDES = re.compile(r"^[^,;:]*\b(?:därför(?! att)|därmed|således|följaktligen)\b", re.IGNORECASE)


def speaks_of_the_body_before(text: str) -> bool:
    """Whether a sentence is about a body that it doesn't name itself.

    >>> speaks_of_the_body_before("Nämnden har därför sagt upp avtalet."), speaks_of_the_body_before("Bron öppnade.")
    (True, False)
    """
    return _UNNAMED_BODY.search(text) is not None


_UNNAMED_BODY = re.compile(
    r"\b(?:nämnden|styrelsen|direktionen|förvaltningen|utskottet|kommittén|bolaget|verksamheten)s?\b",
    re.IGNORECASE,
)
