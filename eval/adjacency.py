"""Adjacency relations between the cells of a table, the measure of the ICDAR 2013 table competition.

After M. Göbel, T. Hassan, E. Oro, G. Orsi: "A methodology for evaluating algorithms for table understanding in PDF
documents" (DocEng 2012) and "ICDAR 2013 table competition" (ICDAR 2013): every cell with text makes a pair with its
nearest neighbour with text to the right and below; a cell over several columns makes one with each neighbour.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eval.table_truth import FoundTable

Relation = tuple[int, str, str, str]
"""Page, direction, text of the cell, text of its neighbour."""


class PlacedCell(NamedTuple):
    """A cell's text with its first and last row and column."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RelationCounts:
    """Relations of one document: in the truth, found, and both."""

    true: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the found relations that are right; nothing found where something is counts as nothing right."""
        return self.right / self.found if self.found else float(not self.true)

    @property
    def recall(self) -> float:
        """Share of the true relations that were found."""
        return self.right / self.true if self.true else 1.0


def bare(text: str) -> str:
    """Text as it is compared: no white space, upper case, special characters all alike.

    >>> bare("−1 234,5 %"), bare("Total\\nRevenue"), bare("  ")
    ('_1234_5_', 'TOTALREVENUE', '')
    """
    letters = (c for c in unicodedata.normalize("NFKC", text) if not c.isspace())
    return "".join(c if c.isalnum() else "_" for c in letters).upper()


def table_to_cells(table: FoundTable) -> list[PlacedCell]:
    """Cells with text, the spans applied."""
    cells = []
    for i, row in enumerate(table.matrix):
        for j, text in enumerate(row):
            high, wide = table.spans.get((i, j), (1, 1))
            if text.strip():
                cells.append(PlacedCell(text, i, j, i + high - 1, j + wide - 1))
    return cells


def cells_to_relations(page: int, cells: Iterable[PlacedCell]) -> Counter[Relation]:
    """Each cell with its nearest neighbours to the right and below."""
    kept = [cell for cell in cells if bare(cell.text)]
    at: dict[tuple[int, int], int] = {}
    for k, cell in enumerate(kept):
        for row in range(cell.row, cell.last_row + 1):
            for column in range(cell.column, cell.last_column + 1):
                at.setdefault((row, column), k)
    rows, columns = max((r for r, _ in at), default=0), max((c for _, c in at), default=0)
    pairs: set[tuple[str, int, int]] = set()
    for k, cell in enumerate(kept):
        for row in range(cell.row, cell.last_row + 1):
            line = [(row, column) for column in range(cell.last_column + 1, columns + 1)]
            pairs |= {("right", k, n) for n in _nearest(at, line)}
        for column in range(cell.column, cell.last_column + 1):
            line = [(row, column) for row in range(cell.last_row + 1, rows + 1)]
            pairs |= {("below", k, n) for n in _nearest(at, line)}
    return Counter((page, way, bare(kept[a].text), bare(kept[b].text)) for way, a, b in pairs)


def _nearest(at: Mapping[tuple[int, int], int], places: Sequence[tuple[int, int]]) -> list[int]:
    return next(([at[place]] for place in places if place in at), [])


def count_relations(truth: Counter[Relation], found: Counter[Relation]) -> RelationCounts:
    """What two lists of relations have in common."""
    return RelationCounts(truth.total(), found.total(), (truth & found).total())


@dataclass(frozen=True, slots=True)
class RelationScore:
    """Precision and recall over several documents."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def by_document(counts: Sequence[RelationCounts]) -> RelationScore:
    """As in the competition: precision and recall of every document, averaged."""
    n = max(1, len(counts))
    return RelationScore(sum(c.precision for c in counts) / n, sum(c.recall for c in counts) / n)


def pooled(counts: Sequence[RelationCounts]) -> RelationScore:
    """All relations of all documents in one."""
    right = sum(c.right for c in counts)
    return RelationScore(
        right / max(1, sum(c.found for c in counts)), right / max(1, sum(c.true for c in counts))
    )
