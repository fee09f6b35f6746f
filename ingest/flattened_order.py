"""Whether an extract prints the cells of a row one after the other, or a page's lines across all cells."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from ingest.flattened_lines import LineFacts
from ingest.txt_lines import ends_hyphenated, ends_with_spaces


class Order(StrEnum):
    CELLS = "cells"
    """A wrapped cell is printed whole before the next one."""
    ACROSS = "across"
    """The first lines of all cells are printed before the second ones."""
    BARE_CELLS = "bare cells"
    """The same, with nothing but a space or the end of a line between two cells, so that empty ones leave no trace."""
    UNKNOWN = "unknown"

    @property
    def is_by_cells(self) -> bool:
        return self in (Order.CELLS, Order.BARE_CELLS)


def order_of(facts: Sequence[LineFacts]) -> Order:
    """The order of the whole file, from labels cut by a hyphen: their values stand behind the first part or the last.

    An extractor that ends every cell with a space prints cells in order.
    """
    if ends_with_spaces([fact.line for fact in facts]):
        return Order.CELLS
    votes = sum(_vote(upper, lower) for upper, lower in pairwise(facts))
    votes += sum(_label_vote(facts[i : i + 3]) for i in range(len(facts) - 2))
    if votes:
        return Order.ACROSS if votes > 0 else Order.BARE_CELLS
    return Order.UNKNOWN


def _vote(upper: LineFacts, lower: LineFacts) -> int:
    """Positive for lines that run across the page, negative for cells in order."""
    if upper.prose or upper.bullet or lower.line.first:
        return 0
    if upper.is_row:
        return int(ends_hyphenated(upper.values.label) and not lower.has_numbers and lower.words[0].islower())
    if not ends_hyphenated(upper.words):
        words = upper.words.split()
        return int(
            not lower.prose
            and any(ends_hyphenated(word) and after[0].isupper() for word, after in pairwise(words))
        )
    row_below = lower.is_row and lower.words[0].islower()
    return -int(row_below)


def _label_vote(lines: Sequence[LineFacts]) -> int:
    """Negative where both lines of a label stand above its values, positive where the values stand between them."""
    first, second, third = lines
    if any(fact.prose or fact.bullet or fact.line.first for fact in lines) or first.values.pieces:
        return 0
    goes_on = second if third.only_values and third.is_row else third
    if goes_on.values.pieces or not goes_on.words[0].islower():
        return 0
    if third.only_values and third.is_row:
        return -1
    return int(second.only_values and second.is_row)
