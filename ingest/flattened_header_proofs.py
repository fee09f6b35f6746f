"""What the figures of a table say for names put to its columns: differences, sums, years alike, per cent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from statistics import median

from ingest.flattened_header_words import is_date_word, known_words
from ingest.flattened_readings import Reading, magnitude
from ingest.flattened_splits import Relation, column_relations
from ingest.flattened_values import is_month

Path = tuple[str, str]
"""The header over a column of a higher level, empty without one, and its own."""

_HOLDS, _FAILS = 1.5, -1.5  # a sum or difference that names bear out, or that none of them explains
_TOGETHER = 0.5  # its columns stand under the same header
_UNEXPLAINED = -0.3  # a column named a difference that is none, where others are
_ALIKE, _UNLIKE = 0.4, -1.5  # columns that only a period parts, by the size of their figures
_ALIKE_WITHIN, _UNLIKE_FROM = 0.15, 1.0  # powers of ten
_MOST_YEARS = 2.0  # that years alike or unlike count in all
_BELONGS, _STRAYS = 0.2, -0.8  # a column whose figures are like those of its own group, or like another's
_NEARER = 0.06  # powers of ten: eight months and twelve lie 0.18 apart
_NEAR = 3  # columns within which a sum is no chance
_SHARE_NAMED, _SHARE_ELSEWHERE = 0.4, -1.5
_SHARE_TOO_LARGE = 3.0  # powers of ten: no share is 1 000 per cent
_FEW_READINGS, _FEW_ROWS = 12, 14
_RESULT = re.compile(
    r"avvik|diff|förändr|ändring|skillnad|kvar|återst|totalt?\b|summa|netto|hela|samtliga|alla|resultat|saldo|effekt"
    r"|över-/?under|utgående|\+/-|bud-utf|utf-bud|reglera|ökning|minskning",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"avvik|diff|skillnad|bud-utf|utf-bud", re.IGNORECASE)
_SHARE = re.compile(
    r"%|andel|procent|grad\b|täckning|ändring|frånvaro|soliditet|ökning|minskning|utveckling", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ColumnFigures:
    """What is known of the figures below a header before it is read."""

    width: int
    relations: tuple[Relation, ...]
    likeness: dict[tuple[int, int], float]
    """Of two columns, how many powers of ten their figures usually lie apart."""
    in_percent: frozenset[int]
    """Columns that print a per cent sign."""
    sizes: tuple[float | None, ...]

    def speak_for(self, columns: Sequence[Path]) -> float:
        """Above nought when the figures bear the names out, below when they contradict them."""
        return self._relations(columns) + self._years(columns) + self._groups(columns) + self._shares(columns)

    def _relations(self, columns: Sequence[Path]) -> float:
        """Each result by the relation that bears it out best: columns alike take part in several."""
        best: dict[int, float] = {}
        for places in {relation.columns for relation in self.relations if len(relation.parts) == 2}:
            results = [place for place in places if _RESULT.search(columns[place][1])]
            differences = [place for place in places if _DIFFERENCE.search(columns[place][1])]
            if not results and max(places) - min(places) > _NEAR:
                continue  # chance, in a wide table
            score = _HOLDS if results and len(differences) < 2 else _FAILS
            score += _TOGETHER if len({columns[place][0] for place in places}) == 1 else -_TOGETHER
            for place in differences or results or [max(places)]:
                best[place] = max(score, best.get(place, score))
        unexplained = [k for k, (_, name) in enumerate(columns) if _DIFFERENCE.search(name) and k not in best]
        score = sum(best.values()) / max(1, len(best)) + self._runs(columns)
        return score + _UNEXPLAINED * (len(unexplained) if best else 0)

    def _runs(self, columns: Sequence[Path]) -> float:
        """A column that is the sum of many is named a total."""
        totals = {relation.result for relation in self.relations if len(relation.parts) > 2}
        return max((_HOLDS if _RESULT.search(columns[place][1]) else 0.0 for place in totals), default=0.0)

    def _groups(self, columns: Sequence[Path]) -> float:
        """Amounts are more like those under the same header than like those under another."""
        groups = {group for group, _ in columns if group}
        periods = all(is_period(group) for group in groups) or all(
            is_period(name) for group, name in columns if group
        )
        if len(groups) < 2 or not periods:
            return 0.0
        score = 0.0
        for place, (group, name) in enumerate(columns):
            if not group or _DIFFERENCE.search(name):
                continue
            own = [
                self._apart(place, k) for k, (other, _) in enumerate(columns) if other == group and k != place
            ]
            others = [
                self._apart(place, k) for k, (other, _) in enumerate(columns) if other not in ("", group)
            ]
            if own and others:
                nearer = min(others) - min(own)
                score += _BELONGS if nearer >= _NEARER else _STRAYS if nearer <= -_NEARER else 0.0
        return max(-_MOST_YEARS, min(_MOST_YEARS, score))

    def _apart(self, i: int, j: int) -> float:
        return self.likeness.get((min(i, j), max(i, j)), 9.0)

    def _years(self, columns: Sequence[Path]) -> float:
        score = 0.0
        for (i, a), (j, b) in combinations(enumerate(columns), 2):
            if a != b and _without_period(a) == _without_period(b) and (i, j) in self.likeness:
                apart = self.likeness[i, j]
                score += _ALIKE if apart <= _ALIKE_WITHIN else _UNLIKE if apart >= _UNLIKE_FROM else 0.0
        return max(-_MOST_YEARS, min(_MOST_YEARS, score))

    def _shares(self, columns: Sequence[Path]) -> float:
        score = 0.0
        named = [bool(_SHARE.search(f"{group} {name}")) for group, name in columns]
        for place in self.in_percent:
            score += _SHARE_NAMED if named[place] else _SHARE_ELSEWHERE if any(named) else 0.0
        for place, (group, name) in enumerate(columns):
            size = self.sizes[place]
            if "%" in f"{group} {name}" and size is not None and size >= _SHARE_TOO_LARGE:
                score += _SHARE_ELSEWHERE
        return score


def is_period(text: str) -> bool:
    """Whether a year, a date or a month is among the words, or they say "helår"."""
    words = text.casefold().split()
    return any(
        is_date_word(word) or is_month(word.strip(",.")) or word in known_words("period") for word in words
    )


@lru_cache(maxsize=4096)
def _without_period(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    group, name = path
    return _words(group), _words(name)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.casefold().split() if not (is_date_word(word) or is_month(word)))


def rows_to_figures(rows: Sequence[tuple[Reading, ...]], width: int) -> ColumnFigures:
    """The facts on the columns of rows, each in all its readings."""
    first = [readings[0].cells for readings in rows if readings]
    likeness = {}
    for i, j in combinations(range(width), 2):
        apart = [
            abs(a - b)
            for cells in first
            if (a := magnitude(cells[i])) is not None and (b := magnitude(cells[j])) is not None
        ]
        if len(apart) > 1:
            likeness[i, j] = median(apart)
    percent = frozenset(
        column
        for column in range(width)
        if (texts := [cells[column] for cells in first if cells[column]])
        and 2 * sum("%" in text for text in texts) > len(texts)
    )
    sizes = tuple(_usual_size([cells[column] for cells in first]) for column in range(width))
    relations = column_relations([readings[:_FEW_READINGS] for readings in rows[:_FEW_ROWS]])
    return ColumnFigures(width, relations, likeness, percent, sizes)


def _usual_size(cells: Sequence[str]) -> float | None:
    known = [size for cell in cells if (size := magnitude(cell)) is not None]
    return median(known) if known else None
