"""Costs and income: which of them a question is about, and which a column or row holds."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ingest.records import Cell
from service.question import Question


class Side(StrEnum):
    COST = "kostnad"
    INCOME = "intäkt"


def asked_side(plain: str) -> Side | None:
    """The side that a lower-case question is about; None where it names neither or both.

    >>> asked_side("vad kostar kulturskolan?"), asked_side("hur stora är intäkterna?"), asked_side("vad är resultatet?")
    (<Side.COST: 'kostnad'>, <Side.INCOME: 'intäkt'>, None)
    >>> asked_side("hur stor del av kostnaderna täcks av intäkter?")
    """
    return _one_side(bool(_ASKS_COST.search(plain)), bool(_ASKS_INCOME.search(plain)))


def cell_side(cell: Cell) -> Side | None:
    """The side that a cell's column, else its row, is about; None where they name neither or both."""
    return _side_of(" ".join(cell.column_path)) or _side_of(" ".join(cell.row_path[-1:]))


def is_of_other_side(question: Question, cell: Cell) -> bool:
    """Whether income is asked for and the cell is a cost, or the other way round."""
    asked, own = asked_side(question.plain), cell_side(cell)
    return asked is not None and own is not None and asked is not own


def are_of_one_side(one: Cell, other: Cell) -> bool:
    """Whether two cells may be set against each other: a budget for costs is none for income."""
    sides = {side for cell in (one, other) if (side := cell_side(cell)) is not None}
    return len(sides) < len(Side)


@lru_cache(maxsize=4096)
def _side_of(text: str) -> Side | None:
    return _one_side(bool(_COST.search(text)), bool(_INCOME.search(text)))


def _one_side(cost: bool, income: bool) -> Side | None:
    if cost == income:
        return None
    return Side.COST if cost else Side.INCOME


_COST = re.compile(r"kostnad(?:er|en|erna)?\b|\butgift(?:er|en|erna)?\b", re.IGNORECASE)
_INCOME = re.compile(r"intäkt(?:er|en|erna)?\b|\binkomst(?:er|en|erna)?\b", re.IGNORECASE)
_ASKS_COST = re.compile(r"\bkosta(?:r|de|t|s)?\b|kostnad(?:er|en|erna|s)?\b|\butgift(?:er|en|erna)?\b")
_ASKS_INCOME = re.compile(r"intäkt(?:er|en|erna)?\b|\binkomst(?:er|en|erna)?\b|\bdr(?:ar|og|agit) in\b")
