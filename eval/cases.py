"""Known questions: a suite is JSON Lines, one question a line, in the format of the suite contract."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any


class CaseType(StrEnum):
    LOOKUP = "lookup"
    LOOKUP_TEXT = "lookup_text"
    PERIOD = "period"
    COMPUTED = "computed"
    TEXT = "text"
    AMBIGUOUS = "ambiguous"
    FOLLOWUP = "followup"
    UNANSWERABLE = "unanswerable"


class SuiteError(ValueError):
    """A line of a suite that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another figure that the reports support, and where it stands."""

    value: Decimal
    unit: str | None
    doc: str | None
    page: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """One known question with what a right answer holds. `value` keeps its printed digits (`12.30` has two)."""

    id: str
    question: str
    type: CaseType
    doc: str | None = None
    pages: tuple[str, ...] = ()
    value: Decimal | None = None
    unit: str | None = None
    must_contain: tuple[str, ...] = ()
    alternatives: tuple[Reading, ...] = ()
    previous: tuple[str, ...] = ()
    table: str | None = None
    row: str | None = None
    column: str | None = None
    period: str | None = None
    answer_text: str | None = None
    note: str | None = None

    @property
    def only_in_appendix(self) -> bool:
        """True when every right page lies in an appendix with its own numbering."""
        return bool(self.pages) and all(page.startswith("Bilaga ") for page in self.pages)


def load_suite(path: Path) -> list[Case]:
    """Read a suite; raises `SuiteError` that names the line that is wrong."""
    cases: list[Case] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            case = line_to_case(line)
        except SuiteError as exc:
            raise SuiteError(f"{path.name}, line {number}: {exc}") from exc
        if case.id in seen:
            raise SuiteError(
                f"{path.name}, line {number}: id {case.id!r} is already used in line {seen[case.id]}"
            )
        seen[case.id] = number
        cases.append(case)
    if not cases:
        raise SuiteError(f"{path.name}: no questions in it")
    return cases


def line_to_case(line: str) -> Case:
    """One JSON line -> Case.

    >>> case = line_to_case('{"id": "a", "question": "Vad?", "type": "lookup", "doc": "1", "value": 12.30}')
    >>> case.value, case.type.value
    (Decimal('12.30'), 'lookup')
    """
    try:
        row = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except json.JSONDecodeError as exc:
        raise SuiteError(f"not JSON: {exc}") from exc
    if not isinstance(row, dict):
        raise SuiteError(f"expected an object, found {row!r}")
    case = Case(
        id=_required_text(row, "id"),
        question=_required_text(row, "question"),
        type=_case_type(row),
        doc=_text(row, "doc"),
        pages=_texts(row, "pages"),
        value=_number(row.get("value"), "value"),
        unit=_text(row, "unit"),
        must_contain=_texts(row, "must_contain"),
        alternatives=tuple(_reading(entry) for entry in _list(row, "alternatives")),
        previous=_texts(row, "previous"),
        table=_text(row, "table"),
        row=_text(row, "row"),
        column=_text(row, "column"),
        period=_text(row, "period"),
        answer_text=_text(row, "answer_text"),
        note=_text(row, "note"),
    )
    _check_it_can_be_scored(case)
    return case


def _check_it_can_be_scored(case: Case) -> None:
    expects = case.value is not None or bool(case.must_contain)
    if case.type is CaseType.UNANSWERABLE:
        if expects:
            raise SuiteError("an unanswerable question has neither value nor must_contain")
        return
    if not expects:
        raise SuiteError(f"a question of type {case.type.value!r} needs value or must_contain")
    if case.doc is None:
        raise SuiteError(f"a question of type {case.type.value!r} needs doc")


def _reading(entry: object) -> Reading:
    if not isinstance(entry, dict):
        raise SuiteError(f"alternatives: expected an object, found {entry!r}")
    value = _number(entry.get("value"), "alternatives: value")
    if value is None:
        raise SuiteError("alternatives: value is missing")
    return Reading(
        value, _text(entry, "unit"), _text(entry, "doc"), _text(entry, "page"), _text(entry, "why") or ""
    )


def _case_type(row: Mapping[str, Any]) -> CaseType:
    name = _required_text(row, "type")
    try:
        return CaseType(name)
    except ValueError as exc:
        known = ", ".join(kind.value for kind in CaseType)
        raise SuiteError(f"unknown type {name!r}; use one of {known}") from exc


def _number(value: object, key: str) -> Decimal | None:
    if value is None:
        return None
    try:
        number = Decimal(value) if isinstance(value, (Decimal, str)) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise SuiteError(f"{key}: expected a number, found {value!r}")
    return number


def _required_text(row: Mapping[str, Any], key: str) -> str:
    value = _text(row, key)
    if not value:
        raise SuiteError(f"{key} is missing")
    return value


def _text(row: Mapping[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Decimal):  # a page or year written as a number
        return str(value)
    raise SuiteError(f"{key}: expected text, found {value!r}")


def _list(row: Mapping[str, Any], key: str) -> list[object]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise SuiteError(f"{key}: expected a list, found {value!r}")
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_required_text({key: entry}, key) for entry in _list(row, key))
