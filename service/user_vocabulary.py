"""A user's own words: rows in <data>/vocabulary that stand before the shipped ones.

`bodies.toml` has rows as ingest/vocabulary/bodies.toml, `synonyms.toml` as service/vocabulary/synonyms.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from ingest.bodies import Bodies, Body, row_to_body
from ingest.records import Cell, Table
from service.errors import VocabularyError
from service.word_tables import Synonym, rows_to_synonyms, synonyms

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class UserVocabulary:
    bodies: tuple[Body, ...] = ()
    synonyms: Mapping[str, tuple[Synonym, ...]] = field(default_factory=dict)

    def all_synonyms(self) -> Mapping[str, tuple[Synonym, ...]]:
        """The user's synonyms and the shipped ones."""
        shipped = synonyms()
        return {**shipped, **{key: (*rows, *shipped.get(key, ())) for key, rows in self.synonyms.items()}}

    def name_bodies(self, tables: tuple[Table, ...]) -> tuple[Table, ...]:
        """Tables read before the user named a body, with that body in its rows."""
        if not self.bodies:
            return tables
        bodies = Bodies.general(self.bodies)
        own = {body.name for body in self.bodies}
        return tuple(
            replace(table, cells=tuple(_named(cell, bodies, own) for cell in table.cells)) for table in tables
        )


def read_user_vocabulary(folder: Path) -> UserVocabulary:
    """The rows of a folder; none where it has no such files. Raises VocabularyError for a row that can't be used."""
    return UserVocabulary(
        tuple(_rows(folder / "bodies.toml", "body", _user_body)),
        rows_to_synonyms(_rows(folder / "synonyms.toml", "row", _checked_synonym)),
    )


def _named(cell: Cell, bodies: Bodies, own: set[str]) -> Cell:
    name = None if cell.body or not cell.row_path else bodies.name_of(cell.row_path[-1])
    return replace(cell, body=name) if name in own else cell


def _rows(path: Path, group: str, read: Callable[[dict[str, Any]], Row]) -> list[Row]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return [read(row) for row in table.get(group, ())]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise VocabularyError(f"Ordlistan vocabulary/{path.name} går inte att läsa: {exc}.") from exc
    except (KeyError, TypeError, AttributeError) as exc:
        raise VocabularyError(
            f"Ordlistan vocabulary/{path.name} har en rad av fel slag ({exc}). Jämför med exemplet i README."
        ) from exc


def _user_body(row: dict[str, Any]) -> Body:
    """The name itself is a wording too: it may lack the endings that tell a nämnd."""
    body = row_to_body(row)
    return replace(body, forms=tuple(dict.fromkeys([body.name.casefold(), *body.forms])))


def _checked_synonym(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "words": [str(word) for word in row["words"]],
        "means": [str(word) for word in row["means"]],
        "weight": float(row.get("weight", USER_WEIGHT)),
    }


USER_WEIGHT = 0.95
"""A user who says that two words mean the same is nearly always right about their own reports."""
