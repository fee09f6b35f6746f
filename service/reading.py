"""A reading: one number of the reports that may answer a question, with why it may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ingest.periods import Period
from ingest.records import Cell, FigureKind
from service.cell_catalog import RowEntry


@dataclass(frozen=True, slots=True)
class CellReading:
    """A number in a table."""

    row: RowEntry
    cell: Cell
    score: float
    parts: Mapping[str, float]
    cover: float
    """How much of what the question is about the cell's words cover, 0–1."""
    worst: float = 1.0
    """How well the least covered of the question's telling words is covered, 0–1."""
    kind_fit: float = 1.0
    """How well the kind of figure fits the one asked for, 0–1; 1 when none was."""
    unit_is_wrong: bool = False
    """Its unit is of another quantity than the question promises."""
    stray: bool = False
    """Its own label says nothing that is asked, and only a line nearby does."""
    unsaid: str = ""
    """What of the question nothing at the cell accounts for; then it is no answer."""
    meant: bool = False
    """Its place means what the question asks, though the words are others."""

    @property
    def number(self) -> Decimal:
        """The cell's number."""
        assert self.cell.number is not None
        return self.cell.number

    @property
    def unit(self) -> str | None:
        """The cell's unit."""
        return self.cell.unit

    @property
    def period(self) -> Period | None:
        """The cell's period, else its table's."""
        return self.cell.period or self.row.entry.table.period

    @property
    def kind(self) -> FigureKind | None:
        """The cell's kind of figure."""
        return self.cell.kind
