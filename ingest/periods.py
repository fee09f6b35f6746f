"""Periods of time as Swedish reports write them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months from `start` to `end`, both (year, month) and both included.

    >>> str(Period((2025, 1), (2025, 8)))
    '2025-01/2025-08'
    >>> str(Period((2025, 8), (2025, 8)))
    '2025-08'
    >>> str(Period((2025, 1), (2025, 12)))
    '2025'
    """

    start: tuple[int, int]
    end: tuple[int, int]

    def __str__(self) -> str:
        if self.start == (self.end[0], 1) and self.end[1] == 12:
            return f"{self.end[0]}"
        first, last = (f"{year:04d}-{month:02d}" for year, month in (self.start, self.end))
        return first if first == last else f"{first}/{last}"
