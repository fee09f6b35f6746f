"""Who publishes a report, from the names that its text holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from ingest.vocabulary_files import vocabulary

FRONT_WEIGHT = 8
"""What a name on the cover or in a running head counts against one in the text: neighbours and partners of the
publisher are named a handful of times, the publisher itself on the cover and throughout."""


def find_publisher(front: Sequence[str], text: str) -> str | None:
    """The name that the front lines and the text support best.

    >>> find_publisher(["Delårsrapport", "Region Uppsala"], "Region Uppsalas resultat ... Region Dalarna")
    'Region Uppsala'
    >>> find_publisher([], "Ekerums kommun ligger nära Vaxby kommun. Ekerums kommuns resultat.")
    'Ekerums kommun'
    """
    votes: Counter[str] = Counter()
    order: dict[str, int] = {}
    for line in front:
        for name, rank in _names(line):
            votes[name] += FRONT_WEIGHT
            order.setdefault(name, rank)
    for name, rank in _names(text):
        votes[name] += 1
        order.setdefault(name, rank)
    if not votes:
        return None
    return max(votes, key=lambda name: (votes[name], -order[name]))


def _names(text: str) -> list[tuple[str, int]]:
    """Every publisher's name in a text with the rank of its pattern."""
    flat = " ".join(text.split())
    found: list[tuple[str, int]] = []
    for rank, pattern in enumerate(_patterns()):
        for match in pattern.finditer(flat):
            name = match["name"].strip()
            if name not in _not_names():
                found.append((_official(name), rank))
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    regions = "|".join(re.escape(name) for name in vocabulary("publishers")["regions"])
    own = re.compile(rf"(?<!\w)(?P<name>{regions})(?:s)?(?!\w)", re.IGNORECASE)
    return own, *(re.compile(rf"(?<!\w)(?:{row['form']})") for row in vocabulary("publishers")["pattern"])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(vocabulary("publishers")["not_names"]["forms"])


def _official(name: str) -> str:
    """A region's name in its usual capitals, other names as printed."""
    folded = name.casefold()
    return next((one for one in vocabulary("publishers")["regions"] if one.casefold() == folded), name)
