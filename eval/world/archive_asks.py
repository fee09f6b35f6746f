"""Questions that try the choice of a report where nothing in them names one that is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from eval.cases import CaseType
from eval.typeset.asks import Ask, At
from eval.world.archive_rows import BOARDS, KEY_FIGURES, MEASURES
from eval.world.speech import DEVIATION, OUTCOME, pick

TIMELESS = 15
"""Questions without a time, which mean the newest report: a few for each measure and some boards."""
MISSED = 15
"""Of each: questions about a report that was never made, and about a time after the newest report's."""
NO_REPORT = "juli"
"""The month that has no report in any year."""


def asks_beyond(newest: str, first: int, last: int, rng: Random) -> list[Ask]:
    """Questions of no time, to be answered from the newest report, and questions that no report answers.

    `newest` is that report's name, an annual one of the year `last`.
    """
    timeless = list(_timeless(newest, last, rng))
    rng.shuffle(timeless)
    return [*timeless[:TIMELESS], *(_missed(first, last, rng) for _ in range(MISSED)), *_later(last, rng)]


def _timeless(newest: str, last: int, rng: Random) -> Iterator[Ask]:
    for measured in MEASURES:
        for question in measured.questions:
            yield Ask(
                CaseType.LOOKUP,
                _without_time(question),
                (At(newest, "measures", measured.plain, str(last)),),
                note="no time",
            )
    for name in BOARDS:
        asked = pick(rng, OUTCOME, name)
        yield Ask(
            CaseType.LOOKUP, asked, (At(newest, "money", name.plain, f"Utfall {last}"),), note="no time"
        )


def _missed(first: int, last: int, rng: Random) -> Ask:
    year = rng.randint(first, last)
    named = pick(rng, rng.choice((OUTCOME, DEVIATION)), rng.choice(BOARDS)).rstrip("? ")
    return Ask(
        CaseType.UNANSWERABLE, f"{named} enligt månadsrapporten {NO_REPORT} {year}?", note="no such report"
    )


def _later(last: int, rng: Random) -> Iterator[Ask]:
    for number in range(MISSED):
        when = rng.choice((f"{last + 1 + number % 3}", f"januari–april {last + 1}", f"i maj {last + 1}"))
        measured = rng.choice((*MEASURES, *KEY_FIGURES))
        question = " ".join(rng.choice(measured.questions).format(when=when).split())
        yield Ask(CaseType.UNANSWERABLE, question, note="after the newest")


def _without_time(question: str) -> str:
    """A question with its place for a time left out.

    >>> _without_time("Hur många anställda hade regionen {when}?"), _without_time("antal läkarbesök {when}")
    ('Hur många anställda hade regionen?', 'antal läkarbesök')
    """
    return re.sub(r"\s*\{when\}", "", question)
