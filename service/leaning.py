"""Sentences that can't be understood without the one before: "Detta …", "Orsaken …", "Minskningen …"."""

from __future__ import annotations

import re

_LEANS = re.compile(
    r"""(?:även|också|detta|denna|dessa|det|den|de|dessutom|vidare|därtill|därför|samtidigt|dock|men|vilket|vilken|vilka|så|här
    |där|utredningen|orsak(?:en|erna)|anledning(?:en|arna)|skäl(?:et|en)|syftet|förklaringen|bakgrunden
    |\w*(?:ningen|ningarna|elsen|elserna|skottet|skotten|skillnaden))\b""",
    re.IGNORECASE | re.VERBOSE,
)
""" "Detta …", "Orsaken …" and the change of the sentence before, as "Minskningen …"."""


def leans_on_the_one_before(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it.

    >>> leans_on_the_one_before("Minskningen beror på bron."), leans_on_the_one_before("Resandet minskade.")
    (True, False)
    """
    return _LEANS.match(text) is not None


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
