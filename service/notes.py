"""What is noted beside the library: saved answers, judgements, questions without an answer, runs of suites.

The notes lie in a database of their own in the data folder: taking a report away, or the whole library, leaves them.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, Text

from ingest.database import Database
from ingest.errors import LibraryError
from ingest.migrations import Migration, migrate, schema_version
from service.feedback import FeedbackNotes
from service.saved_answers import SavedAnswers
from service.suite_runs import SuiteRuns
from service.unanswered import UnansweredQuestions

FILE_NAME = "notes.sqlite"


class Notes:
    """All notes of one data folder; every method of its parts may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._database = _open_database(folder / FILE_NAME)
        self.answers = SavedAnswers(self._database)
        self.feedback = FeedbackNotes(self._database)
        self.unanswered = UnansweredQuestions(self._database)
        self.runs = SuiteRuns(self._database)

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()


def m001_notes(connection: Connection) -> None:
    """One table for each sort of note."""
    schema = MetaData()
    Table(
        "saved_answers",
        schema,
        Column("id", String, primary_key=True),
        Column("question", Text, nullable=False),
        Column("saved", String, nullable=False),
        Column("answer", Text, nullable=False),
        Column("contents", Text, nullable=False),
    )
    Table(
        "feedback",
        schema,
        Column("id", Integer, primary_key=True),
        Column("day", String, nullable=False),
        Column("content", Text, nullable=False),
    )
    Table(
        "unanswered",
        schema,
        Column("id", Integer, primary_key=True),
        Column("question", Text, nullable=False, unique=True),
        Column("reason", Text, nullable=False),
        Column("times", Integer, nullable=False),
        Column("last_day", String, nullable=False, index=True),
    )
    Table(
        "suite_runs",
        schema,
        Column("id", Integer, primary_key=True),
        Column("name", String, nullable=False),
        Column("ended", String, nullable=False),
        Column("asked", Integer, nullable=False),
        Column("score", Integer, nullable=False),
        Column("misleading", Integer, nullable=False),
    )
    schema.create_all(connection, checkfirst=False)


MIGRATIONS: tuple[Migration, ...] = (m001_notes,)


def _open_database(path: Path) -> Database:
    database = Database(f"sqlite:///{path}")
    with database.reading() as connection:
        version = schema_version(connection)
    if version > len(MIGRATIONS):
        raise LibraryError("Anteckningarna har skapats av en nyare version av Belägg; uppgradera programmet.")
    if version < len(MIGRATIONS):
        with database.writing() as connection:
            migrate(connection, MIGRATIONS)
    return database
