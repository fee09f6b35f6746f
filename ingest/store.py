"""The library's database: reports whole, page by page or table by table, in SQLite or PostgreSQL.

A report is saved or removed in one transaction, so that a kill at any moment leaves the old or the new one.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

import sqlalchemy as sql
from sqlalchemy import Connection

from ingest.correction import Correction
from ingest.database import Database
from ingest.errors import LibraryError
from ingest.file_format import FileFormat
from ingest.migrations import MIGRATIONS, migrate, schema_version
from ingest.records import Block, Page, Report, Table
from ingest.report_codec import BLOCK, PAGE, PAIRS, TABLE
from ingest.report_rows import (
    ReportSummary,
    columns_to_period,
    period_to_columns,
    report_to_row,
    row_to_summary,
)

__all__ = ["ReportSummary", "Store"]

Part = TypeVar("Part")


class Store:
    """Opens (and where needed creates or upgrades) the database at an SQLAlchemy address."""

    def __init__(self, url: str) -> None:
        self._database = Database(url)
        with self._database.reading() as connection:
            version = schema_version(connection)
        if version > len(MIGRATIONS):
            raise LibraryError(
                "Biblioteket har skapats av en nyare version av Belägg; uppgradera programmet."
            )
        if version < len(MIGRATIONS):
            with self._database.writing() as connection:
                migrate(connection)

    def save(self, report: Report, *, file_format: FileFormat, reader: str = "") -> None:
        """Saves a report; one with the same id is replaced, and it is settled."""
        with self._database.writing() as connection:
            connection.execute(sql.delete(_REPORTS).where(_REPORTS.c.id == report.id))
            connection.execute(
                sql.insert(_REPORTS),
                {**report_to_row(report), "format": file_format.value, "reader": reader},
            )
            for table, rows in _part_rows(report):
                if rows:
                    connection.execute(sql.insert(table), rows)
            _settle(connection, report.id)

    def remove(self, report_id: str) -> bool:
        """Removes a report with all its parts, which settles it; False when there is none."""
        with self._database.writing() as connection:
            removed = connection.execute(sql.delete(_REPORTS).where(_REPORTS.c.id == report_id)).rowcount > 0
            _settle(connection, report_id)
        return removed

    def unsettle(self, report_id: str) -> None:
        """Notes that a report is about to change here and in the index."""
        with self._database.writing() as connection:
            connection.execute(sql.delete(_UNSETTLED).where(_UNSETTLED.c.report_id == report_id))
            connection.execute(sql.insert(_UNSETTLED), {"report_id": report_id})

    def settle(self, report_id: str) -> None:
        """Notes that the index holds just what is stored here."""
        with self._database.writing() as connection:
            _settle(connection, report_id)

    def unsettled(self) -> list[str]:
        """Ids of reports that were about to change; between two changes there is none."""
        with self._database.reading() as connection:
            return list(connection.execute(sql.select(_UNSETTLED.c.report_id)).scalars())

    def generation(self) -> int:
        """A number that grows with every change, by whatever process."""
        with self._database.reading() as connection:
            return int(connection.execute(sql.select(_STATE.c.generation)).scalar_one())

    def summaries(self) -> list[ReportSummary]:
        """Every report, ordered by the file's name."""
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(_REPORTS)).mappings().all()
        return sorted((row_to_summary(row) for row in rows), key=lambda summary: (summary.source, summary.id))

    def summary(self, report_id: str) -> ReportSummary | None:
        """One report's summary."""
        with self._database.reading() as connection:
            row = (
                connection.execute(sql.select(_REPORTS).where(_REPORTS.c.id == report_id)).mappings().first()
            )
        return None if row is None else row_to_summary(row)

    def load(self, report_id: str) -> Report | None:
        """One report, whole."""
        with self._database.reading() as connection:
            row = (
                connection.execute(sql.select(_REPORTS).where(_REPORTS.c.id == report_id)).mappings().first()
            )
            if row is None:
                return None
            summary = row_to_summary(row)
            return Report(
                id=summary.id,
                source=summary.source,
                content_hash=summary.content_hash,
                title=summary.title,
                publisher=summary.publisher,
                kind=summary.kind,
                period=summary.period,
                published=summary.published,
                pages=_load_parts(connection, _PAGES, report_id, PAGE.from_json),
                blocks=_load_parts(connection, _BLOCKS, report_id, BLOCK.from_json),
                tables=_load_parts(connection, _TABLES, report_id, TABLE.from_json),
                abbreviations=PAIRS.from_json(row["abbreviations"]),
                warnings=summary.warnings,
            )

    def load_page(self, report_id: str, page_index: int) -> Page | None:
        """One page with its lines."""
        query = sql.select(_PAGES.c.content).where(
            _PAGES.c.report_id == report_id, _PAGES.c.position == page_index
        )
        with self._database.reading() as connection:
            content = connection.execute(query).scalar()
        return None if content is None else PAGE.from_json(content)

    def load_blocks(self, report_id: str) -> tuple[Block, ...]:
        """A report's blocks in reading order."""
        with self._database.reading() as connection:
            return _load_parts(connection, _BLOCKS, report_id, BLOCK.from_json)

    def load_tables(self, report_id: str) -> tuple[Table, ...]:
        """A report's tables in reading order."""
        with self._database.reading() as connection:
            return _load_parts(connection, _TABLES, report_id, TABLE.from_json)

    def load_table(self, table_id: str) -> tuple[str, Table] | None:
        """A table with the id of its report."""
        query = sql.select(_TABLES.c.report_id, _TABLES.c.content).where(_TABLES.c.id == table_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else (row.report_id, TABLE.from_json(row.content))

    def load_abbreviations(self, report_id: str) -> tuple[tuple[str, str], ...]:
        """The pairs (abbreviation, full name) that a report introduces."""
        query = sql.select(_REPORTS.c.abbreviations).where(_REPORTS.c.id == report_id)
        with self._database.reading() as connection:
            content = connection.execute(query).scalar()
        return () if content is None else PAIRS.from_json(content)

    def correct(self, report_id: str, content_hash: str, correction: Correction) -> None:
        """Notes what a person says a report is, as long as its file has this content; it is read anew for it to show."""
        row = {
            "report_id": report_id,
            "content_hash": content_hash,
            "title": correction.title,
            **period_to_columns(correction.period),
        }
        with self._database.writing() as connection:
            connection.execute(sql.delete(_CORRECTIONS).where(_CORRECTIONS.c.report_id == report_id))
            connection.execute(sql.insert(_CORRECTIONS), row)

    def correction(self, report_id: str, content_hash: str) -> Correction | None:
        """What a person says a report with this content is."""
        query = sql.select(_CORRECTIONS).where(
            _CORRECTIONS.c.report_id == report_id, _CORRECTIONS.c.content_hash == content_hash
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Correction(row["title"], columns_to_period(row))

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_REPORTS = sql.table(
    "reports",
    *map(sql.column, ("id", "source", "content_hash", "format", "reader", "title", "publisher", "kind")),
    *map(sql.column, ("period_start", "period_end", "published", "abbreviations", "warnings")),
    *map(sql.column, ("page_count", "table_count")),
)
_PAGES, _BLOCKS, _TABLES = (
    sql.table(name, *map(sql.column, ("report_id", "position", "id", "content")))
    for name in ("pages", "blocks", "report_tables")
)
_CORRECTIONS = sql.table(
    "corrections",
    *map(sql.column, ("report_id", "content_hash", "title", "period_start", "period_end")),
)
_UNSETTLED = sql.table("unsettled", sql.column("report_id"))
_STATE = sql.table("library_state", sql.column("generation"))


def _settle(connection: Connection, report_id: str) -> None:
    connection.execute(sql.delete(_UNSETTLED).where(_UNSETTLED.c.report_id == report_id))
    connection.execute(sql.update(_STATE).values(generation=_STATE.c.generation + 1))


def _part_rows(report: Report) -> list[tuple[sql.TableClause, list[dict[str, object]]]]:
    pages = [(page.index, {"content": PAGE.to_json(page)}) for page in report.pages]
    blocks = [(position, {"content": BLOCK.to_json(block)}) for position, block in enumerate(report.blocks)]
    tables = [
        (position, {"id": table.id, "content": TABLE.to_json(table)})
        for position, table in enumerate(report.tables)
    ]
    return [
        (table, [{"report_id": report.id, "position": position, **row} for position, row in rows])
        for table, rows in ((_PAGES, pages), (_BLOCKS, blocks), (_TABLES, tables))
    ]


def _load_parts(
    connection: Connection, table: sql.TableClause, report_id: str, read: Callable[[str], Part]
) -> tuple[Part, ...]:
    query = sql.select(table.c.content).where(table.c.report_id == report_id).order_by(table.c.position)
    return tuple(map(read, connection.execute(query).scalars()))
