"""Numbered schema steps of the library; a step that has been released is never edited, a new one is added.

Each step gets its own picture of the tables it makes, so that it does the same however the code above it changes.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)

Migration = Callable[[Connection], None]


def m001_library(connection: Connection) -> None:
    """Reports with their pages, blocks and tables, and the counter that tells other processes of a change."""
    schema = MetaData()
    Table(
        "reports",
        schema,
        Column("id", String, primary_key=True),
        Column("source", String, nullable=False, unique=True),
        Column("content_hash", String, nullable=False, index=True),
        Column("format", String, nullable=False),
        Column("reader", String, nullable=False),
        Column("title", Text, nullable=False),
        Column("publisher", Text),
        Column("kind", Text),
        Column("period_start", String),
        Column("period_end", String),
        Column("published", String),
        Column("abbreviations", Text, nullable=False),
        Column("warnings", Text, nullable=False),
        Column("page_count", Integer, nullable=False),
        Column("table_count", Integer, nullable=False),
    )
    for name, columns in (
        ("pages", ()),
        ("blocks", ()),
        ("report_tables", (Column("id", String, nullable=False, unique=True),)),
    ):
        Table(
            name,
            schema,
            Column("report_id", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
            Column("position", Integer, primary_key=True, autoincrement=False),
            *columns,
            Column("content", Text, nullable=False),
        )
    # Reports that a writer is changing in store and index; what a kill leaves here is to be settled.
    Table("unsettled", schema, Column("report_id", String, primary_key=True))
    Table(
        "library_state",
        schema,
        Column("id", Integer, primary_key=True),
        Column("generation", Integer, nullable=False),
    )
    schema.create_all(connection, checkfirst=False)
    connection.execute(text("INSERT INTO library_state (id, generation) VALUES (1, 0)"))


def m002_corrections(connection: Connection) -> None:
    """What a person said a report is, where its own text was read wrongly; for one content of its file."""
    schema = MetaData()
    Table(
        "corrections",
        schema,
        Column("report_id", String, primary_key=True),
        Column("content_hash", String, nullable=False),
        Column("title", Text),
        Column("period_start", String),
        Column("period_end", String),
    )
    schema.create_all(connection, checkfirst=False)


MIGRATIONS: tuple[Migration, ...] = (m001_library, m002_corrections)


def schema_version(connection: Connection) -> int:
    """The last step that has been taken, 0 for an empty database."""
    if not inspect(connection).has_table("schema_version"):
        return 0
    return int(connection.execute(text("SELECT version FROM schema_version")).scalar_one())


def migrate(connection: Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Takes the steps that are missing, inside the caller's transaction; gives the version reached."""
    version = schema_version(connection)
    if version == 0:
        connection.execute(text("CREATE TABLE schema_version (version INTEGER NOT NULL)"))
        connection.execute(text("INSERT INTO schema_version (version) VALUES (0)"))
    for step in migrations[version:]:
        step(connection)
    reached = max(version, len(migrations))
    connection.execute(text("UPDATE schema_version SET version = :reached"), {"reached": reached})
    return reached
