"""Judgements of answers: right or wrong, a comment, and what would have been right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
import sqlalchemy as sql

from ingest.database import Database


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"


class ExpectedKind(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Expected:
    """The right answer as a person gave it; a figure is a decimal string."""

    kind: ExpectedKind
    number: str | None = None
    unit: str | None = None
    text: str | None = None
    source: str | None = None
    """File name of the report that has it."""
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    question: str
    previous: tuple[str, ...]
    """Earlier questions of the conversation, oldest first."""
    answer: str
    verdict: Verdict
    comment: str = ""
    expected: Expected | None = None


@dataclass(frozen=True, slots=True)
class KeptFeedback:
    id: int
    day: date
    feedback: Feedback


class FeedbackNotes:
    """Judgements in the order they were given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, feedback: Feedback, day: date) -> KeptFeedback:
        row = {"day": day.isoformat(), "content": msgspec.json.encode(feedback).decode()}
        with self._database.writing() as connection:
            [key] = connection.execute(sql.insert(_FEEDBACK).values(row).returning(_FEEDBACK.c.id)).one()
        return KeptFeedback(int(key), day, feedback)

    def all(self) -> list[KeptFeedback]:
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(_FEEDBACK).order_by(_FEEDBACK.c.id)).mappings().all()
        return [
            KeptFeedback(
                row["id"],
                date.fromisoformat(row["day"]),
                msgspec.json.decode(row["content"], type=Feedback),
            )
            for row in rows
        ]

    def remove(self, feedback_id: int) -> bool:
        """Takes one away; False when there is none."""
        with self._database.writing() as connection:
            done = connection.execute(sql.delete(_FEEDBACK).where(_FEEDBACK.c.id == feedback_id))
        return done.rowcount > 0


_FEEDBACK = sql.table("feedback", sql.column("id", sql.Integer), *map(sql.column, ("day", "content")))
