"""How far the reading of a file has come, as its reader tells it page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagesRead:
    pages: int
    of: int
    scans: int
    """Pages met so far that are read by OCR, which takes its time."""


OnPages = Callable[[PagesRead], None]


def ignore_pages(_: PagesRead) -> None:
    """For those who do not wait."""
