"""The things that one question names side by side: "gymnasieskolan och hemtjänsten tillsammans" asks for two rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from service.question import Operation, Question
from service.word_tables import words_of

MOST_SEGMENTS = 5  # joined by "och" or commas; more are a list that nobody adds up by name
Parts = tuple[Question, ...]


def ways_to_part(question: Question) -> Iterator[Parts]:
    """Every way to read a question as one for several things, each a question of its own.

    A name may itself hold "och" ("slam och latrin"), so neighbouring pieces are tried together as well; what stands
    first may be common to all ("inspektörer, kvinnor och män"). Where bodies are named, each is asked for by itself.
    """
    if len(question.bodies) > 1:
        yield tuple(replace(question, bodies=(body,), operation=Operation.LOOKUP) for body in question.bodies)
        return
    segments = _segments(question)
    if not 2 <= len(segments) <= MOST_SEGMENTS:
        return
    for groups in _groupings(segments):
        yield tuple(_about(question, group) for group in groups)
    first, *rest = segments
    if len(rest) >= 2:
        for groups in _groupings(rest):
            yield tuple(_about(question, (*first, *group)) for group in groups)
    if len(first) > 1:
        yield (
            _about(question, first),
            *(_about(question, (*first[:-1], *segment)) for segment in rest),
        )


def _segments(question: Question) -> list[tuple[str, ...]]:
    """The question's words between its joining words, in order."""
    left = list(question.words)
    found: list[tuple[str, ...]] = []
    for piece in _JOINT.split(question.plain):
        own = tuple(word for word in words_of(piece) if word in left)
        left = [word for word in left if word not in own]
        if own:
            found.append(own)
    return found if not left else []


_JOINT = re.compile(r",| och | samt | plus | mot | än | jämfört med |/| & ")


def _groupings(segments: list[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """All ways to put neighbours together, into two groups or more; most groups first."""
    for count in range(len(segments), 1, -1):
        for cuts in combinations(range(1, len(segments)), count - 1):
            ends = [0, *cuts, len(segments)]
            yield [
                tuple(word for segment in segments[start:end] for word in segment)
                for start, end in pairwise(ends)
            ]


def _about(question: Question, words: tuple[str, ...]) -> Question:
    return replace(question, words=words, operation=Operation.LOOKUP)
