"""What a reader of questions knows of the library."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.bodies import Bodies
from ingest.periods import Period
from service.lexicon import Lexicon
from service.mending import Spelling


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a reader of questions knows of the library."""

    bodies: Bodies
    publishers: tuple[str, ...]
    """Full names of the organisations whose reports are in the library."""
    publisher_short: tuple[str, ...]
    """Abbreviations of those names that their reports use."""
    latest: Period | None
    """The period of the newest report on outcomes: what "i år" is measured from."""
    lexicon: Lexicon
    spelling: Spelling
    report_kinds: tuple[str, ...] = ()
