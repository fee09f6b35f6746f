"""All grids of a report to its tables: first each by itself, then with what the others prove."""

from __future__ import annotations

from collections.abc import Callable

from ingest.bodies import Bodies
from ingest.proven_units import prove_units
from ingest.records import Draft, Table
from ingest.report_identity import Identity
from ingest.table_meaning import ReportContext, grid_to_table


def draft_to_tables(
    draft: Draft, identity: Identity, number_to_id: Callable[[int], str]
) -> tuple[Table, ...]:
    """The tables of a draft, in the order of its grids; `number_to_id` names the first one from 1."""
    context = report_context(draft, identity)
    pages = {page.index: page.label for page in draft.pages}
    tables = tuple(
        grid_to_table(grid, number_to_id(number), pages, context)
        for number, grid in enumerate(draft.grids, start=1)
    )
    return prove_units(tables, draft.blocks)


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
