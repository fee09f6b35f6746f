"""Rows that are the whole of the others, or a part, by what they are called or by what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.records import Cell


def is_called_whole(label: str) -> bool:
    """Whether a row's label says that it is all of the rows beside it.

    >>> is_called_whole("Hela avdelningen"), is_called_whole("Förbundet totalt"), is_called_whole("Allmän kirurgi")
    (True, True, False)
    """
    return _CALLED.search(label.strip()) is not None


_CALLED = re.compile(
    r"^(?:hela|alla|samtliga|summa|totalt?|s:a)\b(?:[^,]{0,40})$|\b(?:totalt?|summa)$", re.IGNORECASE
)

FEWEST_SUMMED = 4
"""Numbers, the sum with them; of three one is the sum of the two others by chance."""


def sum_among(numbers: Sequence[Decimal]) -> int | None:
    """The place of the one number that all the others come to, but for rounding; None where there is none.

    >>> sum_among([Decimal(n) for n in (30, 54, 168, 48, 36)]), sum_among([Decimal(n) for n in (3, 1, 2)])
    (2, None)
    """
    if len(numbers) < FEWEST_SUMMED:
        return None
    whole = sum(numbers, Decimal(0))
    digit = max((_last_digit(number) for number in numbers), default=Decimal(1))
    off = digit * len(numbers) / 2  # each number is rounded
    found = [place for place, number in enumerate(numbers) if number and abs(2 * number - whole) <= off]
    return found[0] if len(found) == 1 else None


def _last_digit(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0))


def whole_in_column(cells: Sequence[Cell]) -> Cell | None:
    """The cell of a column that is the whole of the others, of those with a number; None where nothing tells."""
    counted = [cell for cell in cells if cell.number is not None]
    called = [cell for cell in counted if is_called_whole(" ".join(cell.row_path[-1:]))]
    if len(called) == 1:
        return called[0]
    place = sum_among([cell.number for cell in counted if cell.number is not None])
    return counted[place] if place is not None else None


PART = re.compile(r"(?:varav|därav)\b", re.IGNORECASE)
"""How the name of a part of what stands before it begins."""
