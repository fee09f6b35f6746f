"""A question held against the place of a figure: what its row, its column and the names of its table say."""

from __future__ import annotations

from collections.abc import Mapping

from service.asked_words import Asked
from service.reading import CellReading
from service.row_fits import asks_per
from service.word_tables import stem_strengths, stems_of


class FigurePlace:
    """A question at a cell, with the words that stand there: the row's, the column's, and those that name the table."""

    def __init__(self, asked: Asked, reading: CellReading) -> None:
        self.asked = asked
        self.reading = reading
        table, cell = reading.row.entry.table, reading.cell
        self.row = cell.row_path
        self.column = cell.column_path
        self.around = (table.caption or "", *table.section, *(header[0] for header in table.header if header))
        self.text = " ".join((*self.row, *self.column, *self.around)).casefold()

    @property
    def strengths(self) -> Mapping[str, float]:
        """The stems that stand there, less what is divided by where the question doesn't ask for it."""
        per = self.reading.row.per
        said = stem_strengths(self.text)
        return (
            {term: worth for term, worth in said.items() if term not in per}
            if per and not self._asks_per
            else said
        )

    @property
    def _asks_per(self) -> bool:
        return asks_per(self.asked.question.plain)

    @property
    def named(self) -> Mapping[str, float]:
        """The same, with what stands right above the table and in its first row; not what runs through the report."""
        report = self.reading.row.entry.report
        runs_through = {*report.subject, *stems_of(report.title)}
        per = frozenset[str]() if self._asks_per else self.reading.row.per
        near = {
            term: 1.0 for term in self.reading.row.strengths if term not in runs_through and term not in per
        }
        return {**near, **self.strengths}
