"""Answers kept as they were, each under an address that can be shared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sql

from ingest.database import Database
from service.http_models import AskResponse, CitationBody

ID_CHARS = 16  # 64 bits: nobody guesses one, and a link still fits a line


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    id: str
    question: str
    saved: date
    answer: AskResponse
    contents: Mapping[str, str]
    """Content hash of each report it cites, by report id: a later version may say something else."""


class SavedAnswers:
    """Saved answers; one that says the same is saved once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, question: str, answer: AskResponse, contents: Mapping[str, str], day: date) -> SavedAnswer:
        """Saves an answer; the same answer over the same reports keeps its address and its first day."""
        plain = answer.model_copy(update={"took_ms": 0, "candidates": None}).model_dump_json()
        hashes = json.dumps(dict(sorted(contents.items())))
        told = "\n".join((question, plain, hashes))
        answer_id = hashlib.sha256(told.encode()).hexdigest()[:ID_CHARS]
        row = {
            "id": answer_id,
            "question": question,
            "saved": day.isoformat(),
            "answer": plain,
            "contents": hashes,
        }
        with self._database.writing() as connection:
            known = connection.execute(sql.select(_ANSWERS.c.id).where(_ANSWERS.c.id == answer_id)).first()
            if known is None:
                connection.execute(sql.insert(_ANSWERS), row)
        kept = self.get(answer_id)
        assert kept is not None
        return kept

    def get(self, answer_id: str) -> SavedAnswer | None:
        query = sql.select(_ANSWERS).where(_ANSWERS.c.id == answer_id)
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        return SavedAnswer(
            row["id"],
            row["question"],
            date.fromisoformat(row["saved"]),
            AskResponse.model_validate_json(row["answer"]),
            json.loads(row["contents"]),
        )


def cited_documents(answer: AskResponse) -> set[str]:
    """Ids of the reports that an answer points at."""
    places: list[CitationBody] = [*answer.citations, *answer.see_also]
    places += [alternative.citation for alternative in answer.alternatives]
    return {place.document for place in places}


_ANSWERS = sql.table("saved_answers", *map(sql.column, ("id", "question", "saved", "answer", "contents")))
