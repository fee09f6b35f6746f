"""A grid as printed to a table whose cells know what they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ingest.bodies import Bodies
from ingest.grid_figures import cell_state, read_figures, year_columns
from ingest.period_remarks import with_remarked_periods
from ingest.periods import Period
from ingest.records import Cell, CellState, Grid, GridCell, GridRow, Table
from ingest.row_labels import cell_text, is_counter, label_columns, row_labels
from ingest.row_paths import LabelledRow, RowPlace, row_places
from ingest.swedish_numbers import Number
from ingest.table_headers import (
    Headers,
    header_paths,
    is_header_row,
    is_whole_header_row,
    with_whole_header,
)
from ingest.table_periods import (
    ColumnMeaning,
    TablePeriods,
    column_meanings,
    columns_base,
    table_period,
)
from ingest.table_units import SourcedUnit, TableUnits, table_units
from ingest.table_words import names_ratio
from ingest.unit_spreading import spread_units
from ingest.units import find_unit, is_share, unit_named
from ingest.vocabulary_files import flat_space
from ingest.witnesses import ColumnRule, column_rules, row_sums, running_sums


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What the report around a table says."""

    period: Period | None = None
    unit: str | None = None
    """The unit that the report declares for all its amounts ("TSEK" on the first pages)."""
    section_unit: str | None = None
    """The unit that a line of the table's section declares."""
    body: str | None = None
    kind: str | None = None
    bodies: Bodies = field(default_factory=Bodies.general)


FORWARD_KINDS = frozenset({"verksamhetsplan", "budget", "regionplan", "plan", "strategisk plan"})
"""Reports that tell plans: a figure without a kind is not an outcome there."""


def grid_to_table(grid: Grid, table_id: str, pages: Mapping[int, str], context: ReportContext) -> Table:
    """Give every cell of a grid its row and column path, number, unit, period, kind and body."""
    grid = with_whole_header(grid)
    width = grid.width
    headers = header_paths(grid.header, width)
    parts = list(_parts_of(grid.rows, headers, width))
    label_count = label_columns(grid)
    labels = row_labels(grid.rows, label_count)
    numbers = [
        [None if column < label_count else one for column, one in enumerate(row)]
        for row in _figures_of(grid.rows, parts)
    ]
    places = _places(grid.rows, labels, numbers, parts)
    figures = [
        [None if column == 0 or number is None else number.value for column, number in enumerate(row)]
        for row in numbers
    ]
    rules = column_rules(figures)
    reading = _Reading(grid, headers, context, labels, rules)
    parts_of_rows = {row for row, place in enumerate(places) if place.is_part}
    totals = [row for row, place in enumerate(places) if place.is_total]
    shares = _share_columns(numbers, headers)
    sums = row_sums(figures, totals, parts_of_rows, shares)
    sums += running_sums(figures, sums, parts_of_rows, shares)
    cells = spread_units(tuple(reading.cells(places, numbers, parts, pages)), sums)
    cells = with_remarked_periods(cells, grid.notes, context.period)
    indexes = sorted(
        {cell.page_index for row in (*grid.header, *grid.rows) for cell in row.cells if cell is not None}
    )
    firm = reading.units.firm
    return Table(
        id=table_id,
        caption=grid.caption,
        section=grid.section,
        unit=_table_unit(cells) or (firm.unit if firm is not None else None),
        header=tuple(_texts(row) for row in grid.header),
        rows=tuple(_texts(row) for row in grid.rows),
        quotes=tuple(row.quote for row in grid.rows),
        cells=cells,
        pages=tuple(pages[index] for index in indexes),
        page_indexes=tuple(indexes),
        period=reading.periods.table,
        body=reading.body,
        checks=(*(rule.check for rule in rules), *(one.check for one in sums)),
        notes=grid.notes,
        ocr=grid.ocr,
    )


def _share_columns(numbers: Sequence[Sequence[Number | None]], headers: Headers) -> set[int]:
    """The columns of shares, ratios and changes in per cent, by their header or by what their figures print."""
    printed = {column for row in numbers for column, one in enumerate(row) if one and is_share(one.unit)}
    headed = {
        column
        for column, path in enumerate(headers.paths)
        if any(names_ratio(label) or is_share(find_unit(label)) for label in path)
    }
    return printed | headed


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple("" if cell is None else cell.text for cell in row.cells)


def _table_unit(cells: Sequence[Cell]) -> str | None:
    """The unit of most figures, when more than half of them share it."""
    names = [cell.unit for cell in cells if cell.state is CellState.NUMBER]
    for unit in dict.fromkeys(names):
        if unit is not None and names.count(unit) * 2 > len(names):
            return unit
    return None


@dataclass(frozen=True, slots=True)
class _Part:
    """What holds for the rows from a header down to the next one."""

    paths: tuple[tuple[str, ...], ...]
    """Of every column."""
    title: str = ""
    """Stands over the labels of the part and heads their paths."""
    unit: str | None = None
    """Of the part's own header, where it says another than the table's."""


def _parts_of(rows: Sequence[GridRow], headers: Headers, width: int) -> Iterator[_Part]:
    """The part that every row stands in: a header row inside the body begins one."""
    part = _Part(headers.paths)
    for row in rows:
        label = flat_space(row.cells[0].text) if row.cells[0] is not None else ""
        if is_header_row(row.cells):
            part = _Part(header_paths((row,), width).paths, label)
        elif is_whole_header_row(row.cells):
            part = _Part(header_paths((row,), width).paths, unit=find_unit(label))
        yield part


def _figures_of(rows: Sequence[GridRow], parts: Sequence[_Part]) -> Iterator[Sequence[Number | None]]:
    """The figures of every row; a column of notes in one part can hold amounts in the next."""
    start = 0
    for part, group in groupby(parts):
        end = start + len(list(group))
        yield from read_figures(rows[start:end], part.paths)
        start = end


def _places(
    rows: Sequence[GridRow],
    labels: Sequence[tuple[str, ...]],
    numbers: Sequence[Sequence[Number | None]],
    parts: Sequence[_Part],
) -> list[RowPlace]:
    """Where every row stands; each part of the table (see `_parts_of`) by itself, under its title."""
    places: list[RowPlace] = []
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and parts[end] == parts[start]:
            continue
        labelled = [_labelled(rows[number], labels[number], numbers[number]) for number in range(start, end)]
        title = (parts[start].title,) if parts[start].title else ()
        for number, place in enumerate(row_places(labelled), start):
            path = place.path if place.path[:1] == title else (*title, *place.path)
            before = tuple(text for text in labels[number][:-1] if text and not is_counter(text))
            last = labels[number][-1] if len(labels[number]) > 1 else ""
            if before and last:
                path = (*path[: len(path) - 1], *before, last)
            places.append(replace(place, path=path))
        start = end
    return places


def _labelled(row: GridRow, labels: tuple[str, ...], numbers: Sequence[Number | None]) -> LabelledRow:
    figures = tuple(None if number is None else number.value for number in numbers[len(labels) :])
    filled = any(cell_text(cell) for cell in row.cells[len(labels) :])
    return LabelledRow(
        next((text for text in reversed(labels) if text), ""), figures, filled, row.indent, row.bold
    )


def unit_column(grid: Grid) -> dict[int, str]:
    """Row -> unit, where a column holds nothing but units, under "Enhet" or whatever it is called; empty without one."""
    for column in range(1, grid.width):
        texts = {
            number: text for number, row in enumerate(grid.rows) if (text := cell_text(row.cells[column]))
        }
        units = {number: unit for number, text in texts.items() if (unit := unit_named(text)) is not None}
        if len(units) >= FEWEST_LISTED and len(units) == len(texts):
            return units
    return {}


FEWEST_LISTED = 2
"""Units below each other that make a column of units: one alone may be a word of a comment."""


class _Reading:
    """What is known of a table as a whole while its cells are read."""

    def __init__(
        self,
        grid: Grid,
        headers: Headers,
        context: ReportContext,
        labels: Sequence[tuple[str, ...]],
        rules: Sequence[ColumnRule],
    ) -> None:
        self.grid = grid
        self.context = context
        self.operands = {rule.result: (rule.one, rule.other) for rule in rules}
        behind = [" ".join(path) for path in headers.paths[1 : len(labels[0]) if labels else 1]]
        stub = " ".join(filter(None, (headers.stub, *behind)))
        words = [text for row in labels for text in row if text]
        self.units: TableUnits = table_units(
            grid.caption,
            stub,
            grid.before,
            grid.section,
            (context.section_unit, context.unit),
            words,
            [label for path in headers.paths[1:] for label in path],
        )
        looks_back = context.kind not in FORWARD_KINDS
        self.periods = TablePeriods(
            table_period(grid.caption, stub, context.period),
            context.period,
            looks_back,
            budgets_are_annual=any("invest" in text.casefold() for text in (stub, grid.caption or "")),
        )
        self.columns_base = columns_base(grid.caption, stub, context.period)
        self.row_units = unit_column(grid)
        self.body = self._table_body(stub)
        self._bodies: dict[str, str | None] = {}

    def _table_body(self, stub: str) -> str | None:
        for text in (stub, self.grid.caption or "", *reversed(self.grid.section)):
            name = self.context.bodies.name_of(text) if len(text) <= LONGEST_TITLE else None
            if name is not None:
                return name
        return self.context.body

    def _body_of(self, text: str) -> str | None:
        if text not in self._bodies:
            self._bodies[text] = self.context.bodies.name_of(text)
        return self._bodies[text]

    def cells(
        self,
        places: Sequence[RowPlace],
        numbers: Sequence[Sequence[Number | None]],
        parts: Sequence[_Part],
        pages: Mapping[int, str],
    ) -> Iterator[Cell]:
        """Every cell outside the label column, row by row."""
        meanings: dict[int, list[ColumnMeaning]] = {}
        years = year_columns(numbers)
        for number, row in enumerate(self.grid.rows):
            part = parts[number]
            paths = part.paths
            if id(paths) not in meanings:
                meanings[id(paths)] = column_meanings(paths, self.columns_base, self.operands)
            for column, cell in enumerate(row.cells):
                if column > 0 and cell is not None:
                    parsed = numbers[number][column]
                    yield self._cell(
                        (number, column),
                        cell,
                        parsed,
                        places[number],
                        paths[column],
                        meanings[id(paths)][column],
                        self._units_of(part),
                        pages,
                        is_year=column in years,
                    )

    def _units_of(self, part: _Part) -> TableUnits:
        """What the part's own header says goes before what stands over the table."""
        return (
            self.units if part.unit is None else replace(self.units, firm=SourcedUnit(part.unit, "caption"))
        )

    def _cell(
        self,
        at: tuple[int, int],
        cell: GridCell,
        number: Number | None,
        place: RowPlace,
        column_path: tuple[str, ...],
        meaning: ColumnMeaning,
        units: TableUnits,
        pages: Mapping[int, str],
        *,
        is_year: bool,
    ) -> Cell:
        kind, period = self.periods.of_cell(meaning, place.path)
        own = number.unit if number is not None else None
        listed = self.row_units.get(at[0])
        if number is None or is_year:
            unit = None
        elif own is None and listed is not None and find_unit(" ".join(column_path)) is None:
            unit = SourcedUnit(listed, "row")
        else:
            unit = units.of_cell(number.value, own, place.path, column_path)
        named = (self._body_of(text) for text in (*reversed(place.path), *reversed(column_path)))
        return Cell(
            row=at[0],
            column=at[1],
            text=cell.text,
            state=cell_state(cell.text, number),
            page=pages[cell.page_index],
            page_index=cell.page_index,
            number=number.value if number is not None else None,
            unit=unit.unit if unit is not None else None,
            unit_source=unit.source if unit is not None else None,
            row_path=place.path,
            column_path=column_path,
            period=period,
            kind=kind if number is not None else meaning.kind,
            bound=number.bound if number is not None else None,
            body=next((name for name in named if name is not None), self.body),
            is_total=place.is_total,
            box=cell.box,
            lines=cell.lines,
        )


LONGEST_TITLE = 60
"""Characters: a longer caption or heading speaks of a body rather than names the one it belongs to."""
