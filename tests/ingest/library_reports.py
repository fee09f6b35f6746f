"""Reports for tests of the library: every sort of part is there, and each version differs in every part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ingest.periods import Period
from ingest.records import (
    Block,
    BlockKind,
    Cell,
    CellState,
    Check,
    FigureKind,
    Line,
    Page,
    Report,
    Span,
    Table,
)
from ingest.report_names import source_to_id, table_id

AUGUST = Period((2031, 1), (2031, 8))


def library_report(source: str = "delar.txt", version: int = 1, tables: int = 2, pages: int = 2) -> Report:
    """A report whose figures are its version."""
    report_id = source_to_id(source)
    return Report(
        id=report_id,
        source=source,
        content_hash=f"{version:064x}",
        title=f"Delårsrapport {version}",
        publisher="Region Ekhult",
        kind="delårsrapport",
        period=AUGUST,
        published=date(2031, 9, version % 28 + 1),
        pages=tuple(
            Page(
                index,
                f"{index + 2}",
                (Line(1, f"Sida {index} i version {version}", (1.5, 2.0, 3.0, 4.0)),),
                595.0,
            )
            for index in range(1, pages + 1)
        ),
        blocks=(
            Block(BlockKind.HEADING, "Ekonomi", ("Ekonomi",), (Span(0, 7, 1, 1),), level=1),
            Block(BlockKind.PARAGRAPH, f"Resultatet blev {version} mkr.", ("Ekonomi",), (Span(0, 20, 1, 1),)),
        ),
        tables=tuple(_table(table_id(report_id, number), version) for number in range(1, tables + 1)),
        abbreviations=(("TN", f"Trafiknämnden {version}"),),
        warnings=(f"Varning {version}",),
    )


def _table(identifier: str, version: int) -> Table:
    cell = Cell(
        0, 1, str(version), CellState.NUMBER, "3", 1, Decimal(f"{version}.50"), "mkr", "caption",
        ("Trafiknämnden",), ("Utfall",), AUGUST, FigureKind.OUTCOME,
    )  # fmt: skip
    return Table(
        identifier, "Nämnder", ("Ekonomi",), "mkr", (("Nämnd", "Utfall"),), (("Trafiknämnden", str(version)),),
        (f"Trafiknämnden {version}",), (cell,), ("3",), (1,), AUGUST, None, (Check("sum", version, 0, 0),),
    )  # fmt: skip
