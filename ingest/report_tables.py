"""All grids of a report to its tables: first each by itself, then with what the others prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.bodies import Bodies
from ingest.declared_units import only_unit, section_units
from ingest.divided_words import with_whole_words
from ingest.proven_units import SCALE_GAP, is_open, prove_units
from ingest.records import Draft, Grid, Table
from ingest.report_identity import Identity
from ingest.swedish_numbers import parse_number
from ingest.table_headers import with_whole_header
from ingest.table_meaning import ReportContext, grid_to_table
from ingest.table_words import names_counted
from ingest.units import find_unit


def draft_to_tables(
    draft: Draft, identity: Identity, number_to_id: Callable[[int], str]
) -> tuple[Table, ...]:
    """The tables of a draft, in the order of its grids; `number_to_id` names the first one from 1."""
    context = report_context(draft, identity)
    pages = {page.index: page.label for page in draft.pages}
    texts = [block.text for block in draft.blocks if block.grid is None]
    grids = tuple(with_inherited_headers(with_whole_words(draft.grids, texts)))
    in_section = section_units(draft.blocks)
    tables = [
        grid_to_table(
            grid,
            number_to_id(number + 1),
            pages,
            replace(context, unit=None, section_unit=in_section.get(number)),
        )
        for number, grid in enumerate(grids)
    ]
    proven = prove_units(tables, draft.blocks)
    unit = context.unit or only_unit(grids, draft.blocks)
    # What the report declares for all its amounts is for the tables about which nothing nearer is known.
    return tuple(
        grid_to_table(grid, table.id, pages, replace(context, unit=unit, section_unit=in_section.get(number)))
        if unit is not None
        and proven[number] is tables[number]
        and is_open(table)
        and is_of_scale(table, unit, proven)
        else table
        for number, (grid, table) in enumerate(zip(grids, proven, strict=True))
    )


def is_of_scale(table: Table, unit: str, tables: Sequence[Table]) -> bool:
    """Whether the figures of a table without a unit are of the size of those that print the unit elsewhere."""
    printed = [
        abs(cell.number)
        for one in tables
        for cell in one.cells
        if cell.unit == unit and cell.number is not None
    ]
    bare = [abs(cell.number) for cell in table.cells if cell.unit is None and cell.number is not None]
    return not printed or not bare or max(bare) <= SCALE_GAP * max(printed)


def with_inherited_headers(grids: Sequence[Grid]) -> Iterator[Grid]:
    """The grids, where one without a header stands under the columns of the one before it, with that one's header.

    The second half of a balance sheet is often set as a table of its own without the dates printed again.
    """
    last: Grid | None = None
    for grid in grids:
        now = with_whole_header(grid)
        if last is not None and not now.header and _goes_on(last, now):
            now = replace(now, header=last.header)
        title = (_title_left_above(last, now) or _title_of_counts(last, now)) if last is not None else None
        if title is not None:
            now = replace(now, caption=title, before=())
        last = now
        yield now


def _title_left_above(last: Grid, grid: Grid) -> str | None:
    """The title of a grid that a reader left as the last row of the grid before: words alone, a unit among them.

    Else the grid would have the caption, and with it the scale, of the one before.
    """
    if not last.rows or grid.caption != last.caption or find_unit(grid.stub) is not None:
        return None
    cells = [cell for cell in last.rows[-1].cells if cell is not None and cell.text.strip()]
    same_page = {cell.page_index for row in grid.rows[:1] for cell in row.cells if cell is not None}
    if len(cells) != 1 or cells[0] is not last.rows[-1].cells[0] or cells[0].page_index not in same_page:
        return None
    return cells[0].text if find_unit(cells[0].text) is not None else None


def _title_of_counts(last: Grid, grid: Grid) -> str | None:
    """The first header cell ("Elever och barn") of a grid of things counted that has the caption of the one before."""
    if grid.caption is None or grid.caption != last.caption or names_counted(last.stub):
        return None
    return grid.stub if names_counted(grid.stub) and not names_counted(grid.caption) else None


def _goes_on(last: Grid, grid: Grid) -> bool:
    """Same number of columns, on the same or the next page, and figures in the same columns."""
    if last.width != grid.width or not last.header or grid.width < FEWEST_COLUMNS:
        return False
    pages = [
        cell.page_index
        for row in (last.rows[-1:] or last.header) + grid.rows[:1]
        for cell in row.cells
        if cell
    ]
    if not pages or max(pages) - min(pages) > 1:
        return False
    return _figure_columns(last) == _figure_columns(grid) != frozenset()


FEWEST_COLUMNS = 3
"""With a label and one column, equal width says nothing."""


def _figure_columns(grid: Grid) -> frozenset[int]:
    """Columns in which most filled places are figures."""
    found = []
    for column in range(1, grid.width):
        texts = [
            cell.text for row in grid.rows if (cell := row.cells[column]) is not None and cell.text.strip()
        ]
        if texts and sum(parse_number(text) is not None for text in texts) * 2 > len(texts):
            found.append(column)
    return frozenset(found)


def report_context(draft: Draft, identity: Identity) -> ReportContext:
    """What the report says to every one of its tables."""
    bodies = Bodies.general().for_report((block.text for block in draft.blocks), identity.abbreviations)
    return ReportContext(
        period=identity.period,
        unit=identity.unit,
        # Slides gather the tables of many bodies, whoever shows them.
        body=bodies.name_of(identity.title) if identity.kind != "presentation" else None,
        kind=identity.kind,
        bodies=bodies,
    )
