"""How suites of known questions have gone, run by run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sql

from ingest.database import Database


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """Counts of questions of one run; `ended` in UTC."""

    name: str
    ended: datetime
    asked: int
    score: int
    """Answered right with the right source."""
    misleading: int
    """A wrong figure stated as the answer."""


class SuiteRuns:
    """Runs in the order they ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, run: SuiteRun) -> None:
        with self._database.writing() as connection:
            connection.execute(
                sql.insert(_RUNS).values(
                    name=run.name,
                    ended=run.ended.isoformat(timespec="seconds"),
                    asked=run.asked,
                    score=run.score,
                    misleading=run.misleading,
                )
            )

    def all(self) -> list[SuiteRun]:
        with self._database.reading() as connection:
            rows = connection.execute(sql.select(_RUNS).order_by(_RUNS.c.id)).mappings().all()
        return [
            SuiteRun(
                row["name"],
                datetime.fromisoformat(row["ended"]),
                row["asked"],
                row["score"],
                row["misleading"],
            )
            for row in rows
        ]


_RUNS = sql.table(
    "suite_runs",
    sql.column("id", sql.Integer),
    *map(sql.column, ("name", "ended", "asked", "score", "misleading")),
)
