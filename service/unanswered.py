"""Questions that the reports did not answer, counted; no trace of who asked or at what hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sql

from ingest.database import Database
from service.personal_data import mask_personal_data

MAX_KEPT = 1000  # what a person can read through; the one asked longest ago goes first


@dataclass(frozen=True, slots=True)
class Unanswered:
    id: int
    question: str
    reason: str
    times: int
    last_day: date


class UnansweredQuestions:
    """The questions without an answer, each once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, question: str, reason: str, day: date, keep_days: int) -> None:
        """Counts a question, personal data masked, and forgets those not asked for `keep_days`; 0 notes nothing."""
        if keep_days == 0:
            return
        masked = " ".join(mask_personal_data(question).split())
        same = _UNANSWERED.c.question == masked
        with self._database.writing() as connection:
            connection.execute(
                sql.delete(_UNANSWERED).where(
                    _UNANSWERED.c.last_day < (day - timedelta(days=keep_days)).isoformat()
                )
            )
            values = {"reason": mask_personal_data(reason), "last_day": day.isoformat()}
            seen = connection.execute(
                sql.update(_UNANSWERED).where(same).values(**values, times=_UNANSWERED.c.times + 1)
            )
            if seen.rowcount == 0:
                connection.execute(sql.insert(_UNANSWERED).values(question=masked, times=1, **values))
                _forget_oldest(connection)

    def all(self) -> list[Unanswered]:
        """Those asked most often first."""
        order = (_UNANSWERED.c.times.desc(), _UNANSWERED.c.last_day.desc(), _UNANSWERED.c.id.desc())
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(_UNANSWERED).order_by(*order)).mappings().all()
        return [
            Unanswered(
                row["id"], row["question"], row["reason"], row["times"], date.fromisoformat(row["last_day"])
            )
            for row in rows
        ]

    def remove(self, note_id: int) -> bool:
        """Takes one away; False when there is none."""
        with self._database.writing() as connection:
            done = connection.execute(sql.delete(_UNANSWERED).where(_UNANSWERED.c.id == note_id))
        return done.rowcount > 0

    def clear(self) -> None:
        """Takes all away."""
        with self._database.writing() as connection:
            connection.execute(sql.delete(_UNANSWERED))


_UNANSWERED = sql.table(
    "unanswered",
    sql.column("id", sql.Integer),
    sql.column("times", sql.Integer),
    *map(sql.column, ("question", "reason", "last_day")),
)


def _forget_oldest(connection: sql.Connection) -> None:
    newest = (
        sql.select(_UNANSWERED.c.id)
        .order_by(_UNANSWERED.c.last_day.desc(), _UNANSWERED.c.id.desc())
        .limit(MAX_KEPT)
    )
    connection.execute(sql.delete(_UNANSWERED).where(_UNANSWERED.c.id.not_in(newest)))
