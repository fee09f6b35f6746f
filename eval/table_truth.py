"""Known tables of a PDF, cell by cell, and how well found tables match them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Matrix = list[list[str]]


@dataclass(frozen=True, slots=True)
class TruthPart:
    """One page's part of a known table."""

    id: str
    page: int
    header: Matrix
    rows: Matrix
    continued_from: int | None

    @property
    def matrix(self) -> Matrix:
        """Header and body without blank rows, which hold nothing to find."""
        return without_blank([*self.header, *self.rows])


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table that some finder saw on one page, header rows included."""

    page: int
    matrix: Matrix
    spans: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(row, column) -> (rows, columns) of the cells that fill several places; the places they cover hold ""."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """How one known part was found."""

    id: str
    cells: int
    exact: int
    wrong: tuple[str, ...]
    body: bool = False
    """Are all rows below the header there, whatever the header became and whatever was put beside them?"""

    @property
    def whole(self) -> bool:
        """Is every cell right, and none too many?"""
        return self.cells == self.exact and not self.wrong


@dataclass(frozen=True, slots=True)
class TableScores:
    """A finder's result on one file."""

    parts: tuple[PartScore, ...]
    extra: tuple[int, ...]
    """Pages with a table too many."""

    @property
    def exact_share(self) -> float:
        """Share of the known cells found with the right text in the right row and column."""
        return sum(p.exact for p in self.parts) / max(1, sum(p.cells for p in self.parts))

    @property
    def whole_parts(self) -> int:
        """Parts in which everything is right."""
        return sum(p.whole for p in self.parts)

    @property
    def body_parts(self) -> int:
        """Parts with every row below the header, as finders without a notion of headers are best judged."""
        return sum(p.body for p in self.parts)


def load_truth(path: Path) -> list[TruthPart]:
    """Read the known tables of one file."""
    entries: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return [TruthPart(e["id"], e["page"], e["header"], e["rows"], e.get("continued_from")) for e in entries]


def plain(text: str) -> str:
    """Text with ordinary single spaces: which space parts the thousands is not what is scored.

    >>> plain("1\\u00a0234\\n567")
    '1 234 567'
    """
    return re.sub(r"\s+", " ", text).strip()


def without_blank(matrix: Matrix) -> Matrix:
    """Rows and cells as plain text, rows without any text left out."""
    rows = [[plain(c) for c in row] for row in matrix]
    return [row for row in rows if any(row)]


def without_blank_columns(matrix: Matrix) -> Matrix:
    """Without columns that are empty throughout."""
    width = max((len(r) for r in matrix), default=0)
    full = [row + [""] * (width - len(row)) for row in matrix]
    keep = [j for j in range(width) if any(row[j] for row in full)]
    return [[row[j] for j in keep] for row in full]


def score_tables(truth: Sequence[TruthPart], found: Sequence[FoundTable]) -> TableScores:
    """Match each known part with the table on its page that fits it best."""
    left = list(found)
    parts = []
    for part in truth:
        here = [t for t in left if t.page == part.page]
        scored = [(score_part(part, t.matrix), t) for t in here]
        if not scored:
            parts.append(PartScore(part.id, _cell_count(part.matrix), 0, ("not found",)))
            continue
        best, table = max(scored, key=lambda s: s[0].exact)
        parts.append(best)
        if best.exact:
            left.remove(table)
    return TableScores(tuple(parts), tuple(t.page for t in left if without_blank(t.matrix)))


def score_part(part: TruthPart, matrix: Matrix) -> PartScore:
    """Cells of the part that stand in the found matrix, rows aligned in order."""
    want, got = part.matrix, without_blank(matrix)
    if got and max(len(r) for r in got) != max(len(r) for r in want):
        got = without_blank_columns(got)
    pairs = align_rows(want, got)
    exact = sum(_same_cells(want[i], got[j]) for i, j in pairs)
    wrong = [
        f"{a!r} <> {b!r}"
        for i, j in pairs
        for a, b in zip(want[i], got[j] + [""] * len(want[i]), strict=False)
        if a != b
    ]
    seen_want, seen_got = {i for i, _ in pairs}, {j for _, j in pairs}
    wrong += [f"missing {row!r}" for i, row in enumerate(want) if i not in seen_want]
    wrong += [f"extra {row!r}" for j, row in enumerate(got) if j not in seen_got]
    wrong += [
        f"wide {got[j]!r}" for i, j in pairs if len(got[j]) > len(want[i]) and any(got[j][len(want[i]) :])
    ]
    return PartScore(part.id, _cell_count(want), exact, tuple(wrong), _has_rows(part, got))


def _has_rows(part: TruthPart, got: Matrix) -> bool:
    body = without_blank(part.rows)
    pairs = align_rows(body, got)
    return len(pairs) == len(body) and all(_same_cells(body[i], got[j]) == len(body[i]) for i, j in pairs)


def align_rows(want: Matrix, got: Matrix) -> list[tuple[int, int]]:
    """Pairs of rows in order with the most equal cells in all."""
    table = [[0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in range(len(want) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            match = _same_cells(want[i], got[j])
            both = table[i + 1][j + 1] + match if match else 0
            table[i][j] = max(both, table[i + 1][j], table[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(want) and j < len(got):
        match = _same_cells(want[i], got[j])
        if match and table[i][j] == table[i + 1][j + 1] + match:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _same_cells(want: list[str], got: list[str]) -> int:
    return sum(a == b for a, b in zip(want, got, strict=False))


def _cell_count(matrix: Matrix) -> int:
    return sum(len(row) for row in matrix)
