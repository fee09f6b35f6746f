"""A period of whole months, and how two periods relate."""

from __future__ import annotations

import re
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

    @property
    def months(self) -> int:
        """Number of months.

        >>> Period((2024, 9), (2025, 8)).months
        12
        """
        return (self.end[0] - self.start[0]) * 12 + self.end[1] - self.start[1] + 1

    @property
    def is_year(self) -> bool:
        """Whether it is one whole calendar year."""
        return self.start == (self.end[0], 1) and self.end[1] == 12

    def moved(self, years: int) -> Period:
        """The same months, that many years later.

        >>> str(Period((2025, 1), (2025, 8)).moved(-1))
        '2024-01/2024-08'
        """
        return Period((self.start[0] + years, self.start[1]), (self.end[0] + years, self.end[1]))

    def shortened(self) -> Period:
        """One month fewer at the start.

        >>> str(Period((2024, 8), (2025, 8)).shortened())
        '2024-09/2025-08'
        """
        year, month = self.start
        return Period((year, month + 1) if month < 12 else (year + 1, 1), self.end)

    def from_january(self) -> Period:
        """From January of the last year: what an accumulated figure at this month covers.

        >>> str(Period((2025, 8), (2025, 8)).from_january())
        '2025-01/2025-08'
        """
        return Period((self.end[0], 1), self.end)


def year_period(year: int) -> Period:
    """The whole calendar year.

    >>> str(year_period(2025))
    '2025'
    """
    return Period((year, 1), (year, 12))


def month_period(year: int, month: int) -> Period:
    """One month.

    >>> str(month_period(2025, 8))
    '2025-08'
    """
    return Period((year, month), (year, month))


def compatible(one: Period, other: Period) -> bool:
    """Whether two periods can name the same figure.

    A column headed "2025-08" holds the accumulated figure of January to August as often as the state at its end,
    and reports do not say which.

    >>> compatible(month_period(2025, 8), Period((2025, 1), (2025, 8)))
    True
    >>> compatible(month_period(2024, 12), year_period(2024))
    True
    >>> compatible(Period((2025, 1), (2025, 8)), year_period(2025))
    False
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=lambda period: period.months)
    return short.end == long.end and short.months == 1 and long.start == (long.end[0], 1)


def text_to_period(text: str) -> Period | None:
    """What `str(Period)` wrote; None for anything else.

    >>> [str(text_to_period(text)) for text in ("2025", "2025-08", "2025-01/2025-08")]
    ['2025', '2025-08', '2025-01/2025-08']
    >>> [text_to_period(text) for text in ("", "25", "2025-13", "2025-08/2025-01", "augusti")]
    [None, None, None, None, None]
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    year, month, end_year, end_month = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return Period((year, 1), (year, 12))
    start = (year, month)
    end = start if end_year is None or end_month is None else (end_year, end_month)
    return Period(start, end) if start <= end else None


_MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
_WRITTEN = re.compile(rf"(\d{{4}})(?:-(0[1-9]|1[0-2])(?:/{_MONTH})?)?", re.ASCII)
