from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sql

from ingest.errors import LibraryError
from ingest.migrations import MIGRATIONS, migrate, schema_version
from ingest.store import Store


@pytest.fixture
def connection() -> sql.Connection:
    engine = sql.create_engine("sqlite://")
    return engine.connect()


def add_note(connection: sql.Connection) -> None:
    connection.execute(sql.text("ALTER TABLE reports ADD COLUMN note TEXT"))


def test_an_empty_database_is_taken_through_all_steps(connection: sql.Connection) -> None:
    assert schema_version(connection) == 0
    assert migrate(connection) == len(MIGRATIONS)
    assert schema_version(connection) == len(MIGRATIONS)
    tables = set(sql.inspect(connection).get_table_names())
    assert tables == {
        "schema_version",
        "reports",
        "pages",
        "blocks",
        "report_tables",
        "unsettled",
        "library_state",
        "corrections",
    }


def test_only_the_steps_that_are_missing_are_taken(connection: sql.Connection) -> None:
    migrate(connection, MIGRATIONS[:1])
    assert migrate(connection, (*MIGRATIONS[:1], add_note)) == 2
    assert (
        migrate(connection, (*MIGRATIONS[:1], add_note)) == 2
    )  # a second time would fail: the column is there
    assert "note" in {column["name"] for column in sql.inspect(connection).get_columns("reports")}


def test_a_newer_library_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    Store(url).close()
    engine = sql.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sql.text("UPDATE schema_version SET version = 99"))
    engine.dispose()
    with pytest.raises(LibraryError, match="nyare version"):
        Store(url)
    with engine.connect() as connection:
        assert schema_version(connection) == 99
    engine.dispose()


def test_steps_are_numbered_without_gaps() -> None:
    assert [step.__name__[:4] for step in MIGRATIONS] == [f"m{n:03d}" for n in range(1, len(MIGRATIONS) + 1)]
