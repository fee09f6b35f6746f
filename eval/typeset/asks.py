"""Questions about made-up reports, and their suite lines with values and pages taken from the reports themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from eval.cases import CaseType
from eval.typeset.elements import Fact, MadeReport


@dataclass(frozen=True, slots=True)
class At:
    """A cell by report, table and labels."""

    report: str
    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Said:
    """A figure or fact in prose: the marked paragraph of a report."""

    report: str
    mark: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question with where its answer stands; the value is read from `cells`, or given for prose."""

    type: CaseType
    question: str
    cells: tuple[At, ...] = ()
    operation: str | None = None
    """Key of `OPERATIONS` for type computed."""
    decimals: int = 0
    prose: Said | None = None
    value: Decimal | None = None
    unit: str | None = None
    must_contain: tuple[str, ...] = ()
    also: tuple[At | Said, ...] = ()
    """Other places that prove the same."""
    other_readings: tuple[tuple[At, str], ...] = ()
    previous: tuple[str, ...] = ()
    note: str = ""


Operation = Callable[[Sequence[Decimal]], Decimal]

OPERATIONS: Mapping[str, Operation] = {
    "difference": lambda numbers: numbers[0] - numbers[1],
    "sum": lambda numbers: sum(numbers, Decimal(0)),
    "share": lambda numbers: numbers[0] / numbers[1] * 100,
    "growth": lambda numbers: (numbers[0] - numbers[1]) / abs(numbers[1]) * 100,
    "greatest": lambda numbers: numbers[0],
    "mean": lambda numbers: sum(numbers, Decimal(0)) / len(numbers),
}
_NUMBER_MARK = "@@"
GIVES_PERCENT = frozenset({"share", "growth"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports asked about, with the printed page of each table part and mark."""

    reports: Mapping[str, MadeReport]
    pages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def fact(self, at: At) -> Fact:
        return self.reports[at.report].table(at.table).fact(at.row, at.column)

    def page(self, place: At | Said) -> str:
        """The printed page where a cell or a marked paragraph stands."""
        pages = self.pages[place.report]
        if isinstance(place, Said):
            return pages[place.mark]
        return pages[f"{place.table}+" if self.fact(place).part else place.table]


def ask_to_line(ask: Ask, case_id: str, shelf: Shelf) -> dict[str, Any]:
    """One suite line; keys in the order of the suite contract."""
    value, unit = ask_to_value(ask, shelf)
    places: list[At | Said] = [*ask.cells, *([ask.prose] if ask.prose else []), *ask.also]
    doc = places[0].report if places else None
    facts = [shelf.fact(cell) for cell in ask.cells]
    return {
        "id": case_id,
        "question": ask.question,
        "type": ask.type.value,
        "doc": doc,
        "pages": list(dict.fromkeys(shelf.page(place) for place in places if place.report == doc)),
        "value": value,
        "unit": unit,
        "must_contain": list(ask.must_contain),
        "table": facts[0].table.caption if facts else None,
        "row": "; ".join(dict.fromkeys(fact.row for fact in facts)) or None,
        "column": "; ".join(dict.fromkeys(fact.column for fact in facts)) or None,
        "period": None,
        "alternatives": [_reading(at, why, shelf) for at, why in ask.other_readings],
        "previous": list(ask.previous),
        "answer_text": None,
        "note": ask.note,
    }


def ask_to_value(ask: Ask, shelf: Shelf) -> tuple[Decimal | None, str | None]:
    """The expected number and unit."""
    if not ask.cells:
        return ask.value, ask.unit
    facts = [shelf.fact(cell) for cell in ask.cells]
    if ask.operation is None:
        if len(facts) != 1:
            raise ValueError(f"{ask.question!r}: {len(facts)} cells and no operation")
        return facts[0].number, facts[0].unit
    if len({fact.unit for fact in facts}) != 1:
        raise ValueError(f"{ask.question!r}: cells of different units")
    number = OPERATIONS[ask.operation]([fact.number for fact in facts])
    unit = "procent" if ask.operation in GIVES_PERCENT else facts[0].unit
    if ask.operation == "difference" and unit == "procent":
        unit = "procentenheter"
    return number.quantize(Decimal(1).scaleb(-ask.decimals), ROUND_HALF_UP), unit


def line_to_json(line: Mapping[str, Any]) -> str:
    """A suite line as JSON whose numbers keep their printed digits.

    >>> line_to_json({"value": Decimal("12.30"), "unit": "mkr"})
    '{"value": 12.30, "unit": "mkr"}'
    """
    text = json.dumps(
        line, ensure_ascii=False, default=lambda number: f"{_NUMBER_MARK}{number:f}{_NUMBER_MARK}"
    )
    return re.sub(f'"{_NUMBER_MARK}(.*?){_NUMBER_MARK}"', r"\1", text)


def asks_to_suite(asks: Sequence[Ask], shelf: Shelf, prefix: str) -> str:
    """A suite; ids are the prefix and a number."""
    lines = [
        line_to_json(ask_to_line(ask, f"{prefix}-{number:03}", shelf))
        for number, ask in enumerate(asks, start=1)
    ]
    return "\n".join(lines) + "\n"


def _reading(at: At, why: str, shelf: Shelf) -> dict[str, Any]:
    fact = shelf.fact(at)
    return {"value": fact.number, "unit": fact.unit, "doc": at.report, "page": shelf.page(at), "why": why}
