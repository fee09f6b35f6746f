"""The library's database: reports whole, page by page or table by table, in SQLite or PostgreSQL.

A report is saved or removed in one transaction, so that a kill at any moment leaves the old or the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any, Self, TypeVar

import sqlalchemy as sql
from sqlalchemy import Connection, Engine, RowMapping, event

from ingest.errors import LibraryError
from ingest.file_format import FileFormat
from ingest.migrations import MIGRATIONS, migrate, schema_version
from ingest.periods import Period
from ingest.records import Block, Page, Report, Table
from ingest.report_codec import BLOCK, PAGE, PAIRS, TABLE, WARNINGS

# A writer in another process holds SQLite's lock for one report, well under a second; ten leaves room for a slow disk.
BUSY_SECONDS = 10

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What a list of reports shows, without reading the reports."""

    id: str
    source: str
    content_hash: str
    format: FileFormat
    reader: str
    """The version of ingest that read the file; a newer one may read it better."""
    title: str
    publisher: str | None
    kind: str | None
    period: Period | None
    published: date | None
    page_count: int
    table_count: int
    warnings: tuple[str, ...]


class Store:
    """Opens (and where needed creates or upgrades) the database at an SQLAlchemy address."""

    def __init__(self, url: str) -> None:
        self._engine = _create_engine(url)
        with self._read() as connection:
            version = schema_version(connection)
        if version > len(MIGRATIONS):
            raise LibraryError(
                "Biblioteket har skapats av en nyare version av Belägg; uppgradera programmet."
            )
        if version < len(MIGRATIONS):
            with self._write() as connection:
                migrate(connection)

    def save(self, report: Report, *, file_format: FileFormat, reader: str = "") -> None:
        """Saves a report; one with the same id is replaced, and it is settled."""
        with self._write() as connection:
            connection.execute(sql.delete(_REPORTS).where(_REPORTS.c.id == report.id))
            connection.execute(
                sql.insert(_REPORTS),
                {**_report_row(report), "format": file_format.value, "reader": reader},
            )
            for table, rows in _part_rows(report):
                if rows:
                    connection.execute(sql.insert(table), rows)
            _settle(connection, report.id)

    def remove(self, report_id: str) -> bool:
        """Removes a report with all its parts, which settles it; False when there is none."""
        with self._write() as connection:
            removed = connection.execute(sql.delete(_REPORTS).where(_REPORTS.c.id == report_id)).rowcount > 0
            _settle(connection, report_id)
        return removed

    def unsettle(self, report_id: str) -> None:
        """Notes that a report is about to change here and in the index."""
        with self._write() as connection:
            connection.execute(sql.delete(_UNSETTLED).where(_UNSETTLED.c.report_id == report_id))
            connection.execute(sql.insert(_UNSETTLED), {"report_id": report_id})

    def settle(self, report_id: str) -> None:
        """Notes that the index holds just what is stored here."""
        with self._write() as connection:
            _settle(connection, report_id)

    def unsettled(self) -> list[str]:
        """Ids of reports that were about to change; between two changes there is none."""
        with self._read() as connection:
            return list(connection.execute(sql.select(_UNSETTLED.c.report_id)).scalars())

    def generation(self) -> int:
        """A number that grows with every change, by whatever process."""
        with self._read() as connection:
            return int(connection.execute(sql.select(_STATE.c.generation)).scalar_one())

    def summaries(self) -> list[ReportSummary]:
        """Every report, ordered by the file's name."""
        with self._read() as connection:
            rows = connection.execute(sql.select(_REPORTS)).mappings().all()
        return sorted(
            (_row_to_summary(row) for row in rows), key=lambda summary: (summary.source, summary.id)
        )

    def summary(self, report_id: str) -> ReportSummary | None:
        """One report's summary."""
        with self._read() as connection:
            row = (
                connection.execute(sql.select(_REPORTS).where(_REPORTS.c.id == report_id)).mappings().first()
            )
        return None if row is None else _row_to_summary(row)

    def load(self, report_id: str) -> Report | None:
        """One report, whole."""
        with self._read() as connection:
            row = (
                connection.execute(sql.select(_REPORTS).where(_REPORTS.c.id == report_id)).mappings().first()
            )
            if row is None:
                return None
            summary = _row_to_summary(row)
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
        with self._read() as connection:
            content = connection.execute(query).scalar()
        return None if content is None else PAGE.from_json(content)

    def load_blocks(self, report_id: str) -> tuple[Block, ...]:
        """A report's blocks in reading order."""
        with self._read() as connection:
            return _load_parts(connection, _BLOCKS, report_id, BLOCK.from_json)

    def load_tables(self, report_id: str) -> tuple[Table, ...]:
        """A report's tables in reading order."""
        with self._read() as connection:
            return _load_parts(connection, _TABLES, report_id, TABLE.from_json)

    def load_table(self, table_id: str) -> tuple[str, Table] | None:
        """A table with the id of its report."""
        query = sql.select(_TABLES.c.report_id, _TABLES.c.content).where(_TABLES.c.id == table_id)
        with self._read() as connection:
            row = connection.execute(query).first()
        return None if row is None else (row.report_id, TABLE.from_json(row.content))

    def load_abbreviations(self, report_id: str) -> tuple[tuple[str, str], ...]:
        """The pairs (abbreviation, full name) that a report introduces."""
        query = sql.select(_REPORTS.c.abbreviations).where(_REPORTS.c.id == report_id)
        with self._read() as connection:
            content = connection.execute(query).scalar()
        return () if content is None else PAIRS.from_json(content)

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _translated_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _translated_errors(), self._engine.connect() as connection:
            writer = connection.execution_options(belagg_writes=True)
            with writer.begin():
                yield writer


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
_UNSETTLED = sql.table("unsettled", sql.column("report_id"))
_STATE = sql.table("library_state", sql.column("generation"))


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except sql.exc.IntegrityError:
        raise  # a mistake of ours, not of the disk's
    except sql.exc.DatabaseError as exc:
        raise LibraryError(
            "Bibliotekets databas går inte att använda. Kontrollera att disken inte är full, "
            "att du får skriva i datamappen och att filen library.sqlite är hel."
        ) from exc


def _create_engine(url: str) -> Engine:
    engine = sql.create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's sqlite3 opens no transaction before CREATE TABLE; with its own handling off, ours covers everything.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads before it writes fails at once when another wrote in between; one that says so waits.
    writes = connection.get_execution_options().get("belagg_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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


def _report_row(report: Report) -> dict[str, object]:
    return {
        "id": report.id,
        "source": report.source,
        "content_hash": report.content_hash,
        "title": report.title,
        "publisher": report.publisher,
        "kind": report.kind,
        "period_start": report.period and _month_to_text(report.period.start),
        "period_end": report.period and _month_to_text(report.period.end),
        "published": report.published and report.published.isoformat(),
        "abbreviations": PAIRS.to_json(report.abbreviations),
        "warnings": WARNINGS.to_json(report.warnings),
        "page_count": len(report.pages),
        "table_count": len(report.tables),
    }


def _row_to_summary(row: RowMapping) -> ReportSummary:
    start, end, published = row["period_start"], row["period_end"], row["published"]
    return ReportSummary(
        id=row["id"],
        source=row["source"],
        content_hash=row["content_hash"],
        format=FileFormat(row["format"]),
        reader=row["reader"],
        title=row["title"],
        publisher=row["publisher"],
        kind=row["kind"],
        period=Period(_text_to_month(start), _text_to_month(end)) if start and end else None,
        published=date.fromisoformat(published) if published else None,
        page_count=row["page_count"],
        table_count=row["table_count"],
        warnings=WARNINGS.from_json(row["warnings"]),
    )


def _month_to_text(month: tuple[int, int]) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _text_to_month(text: str) -> tuple[int, int]:
    year, month = text.split("-")
    return int(year), int(month)
