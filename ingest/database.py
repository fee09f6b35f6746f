"""A database behind an SQLAlchemy address: SQLite with its journal and foreign keys on, errors in Swedish."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sql
from sqlalchemy import Connection, Engine, event

from ingest.errors import LibraryError

# A writer in another process holds SQLite's lock for one report, well under a second; ten leaves room for a slow disk.
BUSY_SECONDS = 10


class Database:
    """Connections for reading, and transactions for writing."""

    def __init__(self, url: str) -> None:
        self._engine = _create_engine(url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database."""
        with _translated_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it or, when the block raises, nothing."""
        with _translated_errors(), self._engine.connect() as connection:
            writer = connection.execution_options(belagg_writes=True)
            with writer.begin():
                yield writer

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()


def _create_engine(url: str) -> Engine:
    engine = sql.create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's sqlite3 opens no transaction before CREATE TABLE; with its own handling off, ours covers everything.
    connection.isolation_level = None
    for pragma in (f"busy_timeout = {BUSY_SECONDS * 1000}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    _use_wal(connection)


WAL_RETRY_SECONDS = 0.05  # two processes that open a new library meet for a few milliseconds


def _use_wal(connection: Any) -> None:
    # The switch takes the file for itself and, unlike other statements, does not wait while another holds it.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(WAL_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads before it writes fails at once when another wrote in between; one that says so waits.
    writes = connection.get_execution_options().get("belagg_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


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
