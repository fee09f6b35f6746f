"""What a flattened table is once it is read: texts of cells, with the printed lines that they came from."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.txt_lines import PrintedLine


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row: label first, then one text for each value column, then the words of a comment column if there is one."""

    cells: tuple[str, ...]
    lines: tuple[PrintedLine, ...]
    value_line: PrintedLine | None
    """The line where its values begin; None for a heading inside the table."""


@dataclass(frozen=True, slots=True)
class FlatTable:
    header: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    """The header row above with the columns under each cell; empty when there is none."""
    rows: tuple[FlatRow, ...]
    header_lines: tuple[PrintedLine, ...]
    positions: frozenset[int]
    """Positions among the facts that the table takes up."""

    @property
    def first(self) -> int:
        return min(self.positions)

    @property
    def last(self) -> int:
        return max(self.positions)
