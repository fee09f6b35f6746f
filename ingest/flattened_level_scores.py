"""How well header atoms stand on two levels: by the lines they are printed on, their names and their periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations, groupby, pairwise

from ingest.flattened_header_atoms import Atom
from ingest.flattened_header_words import (
    begins_group,
    folded,
    is_date_word,
    is_stub_header,
    kind_of_word,
    known_words,
)
from ingest.flattened_values import is_month, is_year

IMPOSSIBLE_LEVELS = -100.0
_EACH_GROUP = -0.8
_PERIOD_GROUP, _KNOWN_GROUP, _YEARS_BELOW = 0.6, 0.4, 0.6
_LEAF_AS_GROUP = -2.0  # "Avvikelse" over other names
_LINE_OF_BOTH = (
    -1.5
)  # headers of one column and of several on one line: they are mostly set at different heights
_APART = -2.0  # neighbours of the same height on different lines
_PERIOD_OVER_ALL = -1.0  # mostly the year of the caption
_OVER_ALL = -1.5  # one header over all columns that is no period: a caption
_BEGINS_ALIKE, _SAME_NAMES = 0.8, 0.5
_FULL_YEAR_IN_PART = -1.5  # a forecast for the year below "jan–aug"
_OUTCOME_IN_YEAR = -0.6
_TWO_PERIODS = -1.5
_CAPTION_AS_STUB, _CAPTION_WORDS = -0.6, 4
_OUT_OF_ORDER = -1.0  # "2023 2025 2024" below one header
_CUT_SHORT = -1.5  # a name that ends in "och" or "mot"
_RUN_BROKEN = -3.0  # "Taxa 2031" beside "2030"
_LONG_NAME = -0.4  # for each word beyond
_PLAIN_WORDS = 6
_FULL_YEAR = re.compile(r"^(?:års|helårs)?(?:prognos|bokslut|årsbudget)|^helårs|^års", re.IGNORECASE)
_OUTCOME = re.compile(r"^(?:utfall|ack)", re.IGNORECASE)
_WHOLE = re.compile(r"helår|hela året|^(?:år )?(?:19|20)\d\d$", re.IGNORECASE)


class _Height(Enum):
    """Where a header cell stands: alone over its column, over several, or below one of those."""

    ONE = 0
    UPPER = 1
    LOWER = 2


@dataclass(frozen=True, slots=True)
class Levels:
    """Atoms behind the label column as an upper level, of which some head several columns, and a lower one."""

    stub: Sequence[Atom]
    """The label column's header, or nothing."""
    atoms: Sequence[Atom]
    places: tuple[int, ...]
    """Positions of the headers over several columns."""
    spans: tuple[int, ...]
    """How many columns each of them heads; together the lower level, which is the end of the atoms."""

    @property
    def boundary(self) -> int:
        """Where the lower level begins."""
        return len(self.atoms) - sum(self.spans)

    def height(self, place: int) -> _Height:
        """Of the atom at that place."""
        if not self.places or (place < self.boundary and place not in self.places):
            return _Height.ONE
        return _Height.UPPER if place < self.boundary else _Height.LOWER

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Upper and own name of every column from left to right."""
        found: list[tuple[str, str]] = []
        below = self.boundary
        span = dict(zip(self.places, self.spans, strict=True))
        for place, atom in enumerate(self.atoms[: self.boundary]):
            if place not in span:
                found.append(("", atom.text))
                continue
            found += [(atom.text, one.text) for one in self.atoms[below : below + span[place]]]
            below += span[place]
        return tuple(found)

    @property
    def upper_row(self) -> tuple[tuple[str, int], ...]:
        """Every cell of the upper level with the columns below it; "" over one that is its own."""
        if not self.places:
            return ()
        span = dict(zip(self.places, self.spans, strict=True))
        return tuple(
            (atom.text if place in span else "", span.get(place, 1))
            for place, atom in enumerate(self.atoms[: self.boundary])
        )


def levels_score(levels: Levels) -> float:
    """By the lines: cells of one level and one height stand on one line."""
    if not levels.places:
        return IMPOSSIBLE_LEVELS if any(atom.back for atom in levels.atoms[1:]) else _lines_score(levels)
    upper = levels.atoms[: levels.boundary]
    heads = [upper[place] for place in levels.places]
    score = _EACH_GROUP * len(heads) + _lines_score(levels)
    if any(_is_bare(head.text) for head in heads) and not all(_has_period(head.text) for head in heads):
        score += _RUN_BROKEN  # "Varav" and "2031"
    if len(heads) == len(upper) == 1:
        score += _PERIOD_OVER_ALL if _has_period(heads[0].text) else _OVER_ALL
    for head in heads:
        score += _PERIOD_GROUP * _has_period(head.text) + _KNOWN_GROUP * begins_group(head.text)
        score += _LEAF_AS_GROUP * is_stub_header(head.text.split()[0])
        score += _LEAF_AS_GROUP * head.text.casefold().startswith(("avvik", "förändr", "diff"))
    if all(atom.is_period for atom in levels.atoms[levels.boundary :]):
        score += _YEARS_BELOW
    return score + _CAPTION_AS_STUB * any(_is_caption(atom.text) for atom in levels.stub)


def _is_caption(text: str) -> bool:
    return len(text.split()) >= _CAPTION_WORDS or any(character.isdigit() for character in text)


def _lines_score(levels: Levels) -> float:
    """Neighbours of one height stand on one line where neither is wrapped, and those of two heights do not."""
    atoms = [*levels.stub, *levels.atoms]
    heights = [_Height.ONE] * len(levels.stub) + [levels.height(place) for place in range(len(levels.atoms))]
    score = 0.0
    for (one, height), (other, next_height) in pairwise(zip(atoms, heights, strict=True)):
        if one.lines[0] != one.lines[1] or other.lines[0] != other.lines[1] or other.back:
            continue
        same_line = one.lines == other.lines
        if height is next_height and not same_line:
            score += _APART
        elif same_line and {height, next_height} == {_Height.ONE, _Height.UPPER}:
            score += _LINE_OF_BOTH
    return score


def names_score(columns: Sequence[tuple[str, str]]) -> float:
    """By the names: no two columns alike, groups that begin alike, years of the right length."""
    if len({(group.casefold(), name.casefold()) for group, name in columns}) < len(columns):
        return IMPOSSIBLE_LEVELS
    parted = any(_is_part_of_year(group) for group, _ in columns)
    score = sum(_period_score(group, name, parted=parted) for group, name in columns)
    score += sum(
        _RUN_BROKEN * (group == other and _is_bare(period) and not _is_bare(name) and _has_period(name))
        for (group, name), (other, period) in pairwise(columns)
    )
    score += sum(_LONG_NAME * max(0, len(name.split()) - _PLAIN_WORDS) for _, name in columns)
    score += _CUT_SHORT * sum(
        folded(text.split()[-1]) in known_words("connecting") for column in columns for text in column if text
    )
    groups = [
        tuple(kind_of_name(name) for _, name in each)
        for title, each in groupby(columns, key=lambda column: column[0])
        if title
    ]
    for _, each in groupby(columns, key=lambda column: column[0]):
        years = [int(name) for _, name in each if is_year(name)]
        score += _OUT_OF_ORDER * (years not in (sorted(years), sorted(years, reverse=True)))
    for a, b in combinations(groups, 2):
        score += _BEGINS_ALIKE * (a[0] == b[0]) + _SAME_NAMES * (a == b)
    return score


def kind_of_name(name: str) -> tuple[str, ...]:
    """What a name is alike to: any other period for a period."""
    return tuple(kind_of_word(word) for word in name.split())


def _period_score(group: str, name: str, *, parted: bool) -> float:
    if not group:
        return 0.0
    score = _TWO_PERIODS * (_has_year(group) and _has_year(name))
    if _is_part_of_year(group):
        score += _FULL_YEAR_IN_PART * bool(_FULL_YEAR.search(name))
    elif parted and _WHOLE.search(group):
        score += _OUTCOME_IN_YEAR * bool(_OUTCOME.search(name))
    return score


def _is_bare(text: str) -> bool:
    return all(is_date_word(word) or is_month(folded(word)) for word in text.split())


def _has_year(text: str) -> bool:
    return any(is_date_word(word) for word in text.split())


def _has_period(text: str) -> bool:
    return any(
        is_date_word(word) or is_month(folded(word)) or folded(word) in known_words("period")
        for word in text.split()
    )


def _is_part_of_year(text: str) -> bool:
    return any(
        is_month(folded(word)) or folded(word) in {"period", "perioden", "ack", "kvartal", "tertial"}
        for word in text.split()
    )
