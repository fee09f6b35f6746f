"""Readings of all rows of a table chosen together, with the table's own arithmetic as witness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from statistics import median

import numpy as np
from numpy.typing import NDArray

from ingest.flattened_readings import Reading, cell_value, decimals_of, magnitude

# In the coin of `flattened_readings`.
RELATION_HOLDS = 4.0
RELATION_FAILS = 1.0
SUM_HOLDS = 3.0
# Every amount of a total is the sum of its column: one other reading of a row above would break one of them.
ALL_SUMS_HOLD = 2.1
DECIMALS_DIFFER = 1.0
MAGNITUDE_STEP = 0.35  # for each power of ten from the column's usual size
NEIGHBOUR_STEP = (
    0.12  # for each power of ten between neighbours in a row, used while a column has no usual size
)
_LEAST_FOR_SIZE = 4  # numbers that make a usual size when no row is beyond doubt
_MOST_TRIED = 300  # cheapest readings of a row that are weighed
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Relation:
    """The columns `parts`, each times its sign, add up to column `result`; columns counted from 0."""

    parts: tuple[tuple[int, int], ...]
    """Column and sign, 1 or -1."""
    result: int

    @property
    def columns(self) -> frozenset[int]:
        return frozenset([self.result, *(column for column, _ in self.parts)])

    def holds(self, cells: Sequence[str]) -> bool | None:
        """None when a cell has no number or all are nought."""
        values = {column: cell_value(cells[column]) for column in self.columns}
        known = {column: value for column, value in values.items() if value is not None}
        if len(known) < len(values) or not any(known.values()):
            return None
        total = sum((sign * known[column] for column, sign in self.parts), Decimal(0))
        return abs(total - known[self.result]) <= _slack(cells, self)


def _slack(cells: Sequence[str], relation: Relation) -> Decimal:
    """Rounding: half a unit of the last printed digit for each cell."""
    places = min(decimals_of(cells[i]) for i in relation.columns)
    return (Decimal("0.5") * (len(relation.parts) + 1)).scaleb(-places)


def choose_readings(
    rows: Sequence[tuple[Reading, ...]], totals: Sequence[bool]
) -> tuple[Reading | None, ...]:
    """One reading for each row, or None for a row that has none.

    `totals`: whether the row's label names a sum of rows above it.
    """
    tried = [readings[:_MOST_TRIED] for readings in rows]
    chosen = [readings[0] if readings else None for readings in tried]
    if not any(len(readings) > 1 for readings in tried):
        return tuple(chosen)
    relations = column_relations(tried)
    # Before the columns have a usual size, neighbours of like size are the likeliest: ties would cut off the front.
    unknown: list[None] = [None] * max(len(readings[0].cells) for readings in tried if readings)
    chosen = [
        min(
            readings,
            key=lambda reading: reading.cost + _row_cost(reading.cells, relations, unknown, unknown),
            default=None,
        )
        for readings in tried
    ]
    for _ in range(_ROUNDS):
        sizes, places = _usual(tried, chosen)
        before = list(chosen)
        for i, readings in enumerate(tried):
            if len(readings) > 1:
                chosen[i] = min(
                    readings,
                    key=lambda reading, i=i: (  # type: ignore[misc]
                        reading.cost
                        + _row_cost(reading.cells, relations, sizes, places)
                        - _sum_evidence(i, reading, chosen, totals)
                    ),
                )
        if chosen == before:
            break
    return tuple(
        None if reading and _contradicts(i, chosen, relations) else reading
        for i, reading in enumerate(chosen)
    )


_WITNESSES = 2  # rows that must bear out what another row contradicts


def _contradicts(i: int, chosen: Sequence[Reading | None], relations: Sequence[Relation]) -> bool:
    """Whether a row that may lack a cell breaks what holds in every other row, a long number cut up to fill it."""
    reading = chosen[i]
    if reading is None or not any(is_cut_up(a, b) for a, b in pairwise(reading.cells)):
        return False
    verdicts = [(relation, relation.holds(reading.cells)) for relation in relations]
    for relation, verdict in verdicts:
        others = [relation.holds(other.cells) for k, other in enumerate(chosen) if other and k != i]
        firm = others.count(True) >= _WITNESSES and others.count(False) == 0
        if verdict is False and firm:
            return True
    return False


def is_cut_up(left: str, right: str) -> bool:
    """Two cells that would be one number such as "9 200"."""
    return (
        len(left.strip("-−–+")) < 3
        and left.strip("-−–+").isdigit()
        and right[:3].isdigit()
        and right[3:4] in ("", ",", " ")
    )


def column_relations(rows: Sequence[tuple[Reading, ...]]) -> tuple[Relation, ...]:
    """Differences and sums between columns that hold in most rows under some cheap reading.

    A row with one reading is a firm witness; a row with many could fit by chance and counts as less.
    """
    width = max((len(readings[0].cells) for readings in rows if readings), default=0)
    relations = _candidates(width)
    if not relations:
        return ()
    support, against = np.zeros(len(relations)), np.zeros(len(relations))
    for readings in rows:
        cheap = [reading for reading in readings if reading.cost <= readings[0].cost + 1]
        if not cheap or len(cheap[0].cells) != width:
            continue
        known, holds = _verdicts(cheap, width)
        weight = 1.0 if len(cheap) == 1 else 0.6
        borne_out = (known & holds).any(axis=0)
        support += weight * borne_out
        against += weight * (known.all(axis=0) & ~borne_out)
    chosen = np.flatnonzero((support >= 1.2) & (support > 3 * against))
    best = sorted(chosen, key=lambda number: against[number] - support[number])[:12]
    return tuple(relations[number] for number in best)


def _verdicts(readings: Sequence[Reading], width: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For each reading and candidate relation whether it can be judged, and whether it holds.

    The same test as `Relation.holds`, for all at once in floats: a table of fifteen digits would be needed for
    the difference to Decimal to show.
    """
    values = np.array([[_as_float(cell_value(cell)) for cell in reading.cells] for reading in readings])
    places = np.array([[decimals_of(cell) for cell in reading.cells] for reading in readings])
    factors = _factors(width)
    takes = factors != 0
    missing = np.isnan(values)
    plain = np.where(missing, 0.0, values)
    known = ~((missing @ takes.T) > 0) & ((np.abs(plain) @ takes.T) > 0)
    finest = np.where(takes[None, :, :], places[:, None, :], _MOST_PLACES).min(axis=2)
    slack = 0.5 * takes.sum(axis=1)[None, :] * np.power(10.0, -finest) + FLOAT_NOISE
    return known, np.abs(plain @ factors.T) <= slack


_MOST_PLACES = 12  # decimals; no cell has more


FLOAT_NOISE = (
    1e-6  # far below half a unit of any printed digit, far above what float64 loses on a sum of money
)


def _as_float(value: Decimal | None) -> float:
    return float("nan") if value is None else float(value)


@cache
def _factors(width: int) -> NDArray[np.float64]:
    """One row for each candidate relation, one factor for each column: those of a relation add up to nought."""
    relations = _candidates(width)
    table = np.zeros((len(relations), width))
    for number, relation in enumerate(relations):
        for column, sign in relation.parts:
            table[number, column] = sign
        table[number, relation.result] = -1.0
    return table


@cache
def _candidates(width: int) -> tuple[Relation, ...]:
    """Differences and sums of two columns, and runs of columns with their sum right behind or in front."""
    relations: list[Relation] = []
    for i, j in combinations(range(width), 2):
        for k in range(width):
            if k not in (i, j):
                relations += [Relation(((i, 1), (j, -1)), k), Relation(((j, 1), (i, -1)), k)]
                if k > j or k < i:
                    relations.append(Relation(((i, 1), (j, 1)), k))
    for start in range(width):
        for end in range(start + 3, width + 1):
            run = tuple((column, 1) for column in range(start, end))
            relations += [Relation(run, total) for total in (start - 1, end) if 0 <= total < width]
    return tuple(relations)


def _usual(
    rows: Sequence[tuple[Reading, ...]], chosen: Sequence[Reading | None]
) -> tuple[list[float | None], list[int | None]]:
    """The usual order of magnitude and number of decimals in each column; rows with one reading weigh most."""
    width = max((len(reading.cells) for reading in chosen if reading), default=0)
    sizes: list[float | None] = []
    places: list[int | None] = []
    for column in range(width):
        firm = [r[0].cells[column] for r in rows if len(r) == 1]
        cells = [reading.cells[column] for reading in chosen if reading]
        known = [size for cell in (firm if len(firm) > 2 else cells) if (size := magnitude(cell)) is not None]
        sizes.append(median(known) if len(known) >= (2 if len(firm) > 2 else _LEAST_FOR_SIZE) else None)
        counts = Counter(decimals_of(cell) for cell in cells if cell_value(cell) is not None)
        places.append(counts.most_common(1)[0][0] if len(counts) == 1 else None)
    return sizes, places


def _row_cost(
    cells: tuple[str, ...],
    relations: Sequence[Relation],
    sizes: Sequence[float | None],
    places: Sequence[int | None],
) -> float:
    cost = 0.0
    for relation in relations:
        verdict = relation.holds(cells)
        if verdict is not None:
            cost += -RELATION_HOLDS if verdict else RELATION_FAILS
    previous: float | None = None
    for cell, size, usual_places in zip(cells, sizes, places, strict=True):
        own = magnitude(cell)
        if own is not None and size is not None:
            cost += MAGNITUDE_STEP * abs(own - size)
        if own is not None and previous is not None:
            cost += NEIGHBOUR_STEP * abs(own - previous)
        if usual_places is not None and cell_value(cell) is not None and decimals_of(cell) != usual_places:
            cost += DECIMALS_DIFFER
        previous = own if own is not None else previous
    return cost


def _sum_evidence(
    i: int, reading: Reading, chosen: Sequence[Reading | None], totals: Sequence[bool]
) -> float:
    """What the sums of rows say for this reading: as a total of rows above, or as a part of the next total."""
    evidence = 0.0
    for total in range(i, len(chosen)):
        if not totals[total]:
            continue
        rows = [reading if row == i else chosen[row] for row in range(total + 1)]
        evidence = max(evidence, _columns_adding_up(rows, total, first=min(i, total - 1)))
        if total > i:
            break
    return evidence


def _columns_adding_up(rows: Sequence[Reading | None], total: int, first: int) -> float:
    """Evidence in the columns whose total is the sum of an unbroken run of rows above that takes in `first`."""
    end = rows[total]
    if end is None:
        return 0.0
    best = 0
    for start in range(max(0, first), -1, -1):
        holds = 0
        for column, cell in enumerate(end.cells):
            value = cell_value(cell)
            if value is None:
                continue
            parts = [
                cell_value(row.cells[column]) or Decimal(0) for row in rows[start:total] if row is not None
            ]
            if len(parts) > 1 and abs(sum(parts) - value) <= _rounding(cell, len(parts)) and value:
                holds += 1
        best = max(best, holds)
    all_hold = 1 < best == sum(bool(cell_value(cell)) for cell in end.cells)
    return SUM_HOLDS * best / max(1, len(end.cells)) + ALL_SUMS_HOLD * all_hold


def _rounding(cell: str, parts: int) -> Decimal:
    return (Decimal("0.5") * parts + Decimal("0.5")).scaleb(-decimals_of(cell))


_TOTAL = re.compile(
    r"(?:del)?summa\b|totalt?\b|sa\b|netto\b|årets resultat|.*\bresultat\b|.*\btotalt\b|.*kostnader$",
    re.IGNORECASE,
)


def names_a_total(label: str) -> bool:
    """Whether a row label names a sum of rows above it.

    >>> names_a_total("SUMMA VERKSAMHET"), names_a_total("Revision")
    (True, False)
    """
    return bool(_TOTAL.match(label.strip()))
