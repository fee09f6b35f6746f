"""Judgements that say what is right, as a suite of known questions that `belagg eval` asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from service.feedback import Expected, ExpectedKind, Feedback, KeptFeedback

SUITE_FILE = Path("suites") / "egna-fragor.jsonl"


def feedback_to_suite(notes: Iterable[KeptFeedback]) -> str:
    """JSON Lines, one question for each judgement with a right answer; the last one given of a question counts."""
    latest: dict[tuple[str, ...], dict[str, Any]] = {}
    for note in notes:
        if note.feedback.expected is not None:
            key = (*note.feedback.previous, note.feedback.question)
            latest[key] = feedback_to_case(f"egen-{note.id}", note.feedback, note.feedback.expected)
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in latest.values())


def feedback_to_case(case_id: str, feedback: Feedback, expected: Expected) -> dict[str, Any]:
    """One line of a suite.

    >>> expected = Expected(ExpectedKind.NUMBER, number="-50", unit="tkr", source="a.pdf", page="3")
    >>> case = feedback_to_case("egen-1", Feedback("Hur stor?", (), "-5 tkr", "wrong", "fel rad", expected), expected)
    >>> case["type"], case["value"], case["unit"], case["doc"], case["pages"], case["note"]
    ('lookup', '-50', 'tkr', 'a.pdf', ['3'], 'fel rad')
    """
    case: dict[str, Any] = {
        "id": case_id,
        "question": feedback.question,
        "type": _case_type(feedback, expected),
    }
    if feedback.previous:
        case["previous"] = list(feedback.previous)
    if expected.kind is not ExpectedKind.NOT_FOUND:
        case["doc"] = expected.source
        case["pages"] = [expected.page] if expected.page else []
    if expected.kind is ExpectedKind.NUMBER:
        case["value"] = expected.number
        if expected.unit:
            case["unit"] = expected.unit
    elif expected.kind is ExpectedKind.TEXT:
        case["must_contain"] = [expected.text]
    if feedback.comment:
        case["note"] = feedback.comment
    return case


def write_suite(data: Path, notes: Iterable[KeptFeedback]) -> Path:
    """Writes the suite into the data folder, whole or not at all; gives its path."""
    path = data / SUITE_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(feedback_to_suite(notes), encoding="utf-8")
    return new.replace(path)


def _case_type(feedback: Feedback, expected: Expected) -> str:
    if expected.kind is ExpectedKind.NOT_FOUND:
        return "unanswerable"
    if feedback.previous:
        return "followup"
    return "lookup" if expected.kind is ExpectedKind.NUMBER else "text"
