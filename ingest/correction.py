"""What a person says a report is, where its own text was read wrongly."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.period import Period


@dataclass(frozen=True, slots=True)
class Correction:
    """None leaves what was read."""

    title: str | None = None
    period: Period | None = None
