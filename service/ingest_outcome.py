"""What became of each file that was to be read, and how far the reading has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class OutcomeKind(StrEnum):
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    path: Path
    source: str
    """The file's name as the library shows it."""
    kind: OutcomeKind
    document: str | None = None
    """The report's id; None when the file failed."""
    reason: str | None = None
    """Why it failed, or under which other name the same content is there already; one Swedish line."""
    warnings: tuple[str, ...] = ()


class Step(StrEnum):
    READING = "reading"
    INDEXING = "indexing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Progress:
    """File `number` of `total` has come to this step."""

    source: str
    number: int
    total: int
    step: Step
    share: float = 0.0
    """How much of the step is done, 0 to 1."""
    outcome: Outcome | None = None
    """Set when the step is DONE."""


OnProgress = Callable[[Progress], None]
