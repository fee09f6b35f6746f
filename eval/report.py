"""Results on the terminal: a table by type, and each failure with what was answered and expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.cases import Case
from eval.run import Outcome, Results, Tally
from eval.scorers import Response

ANSWER_WIDTH = 160  # characters of an answer shown in the failure list: two lines of a terminal


def print_results(results: Results, console: Console, *, failures: bool = True) -> None:
    console.print(results_to_table(results))
    if failures:
        for outcome in results.failures():
            console.print(failure_to_text(outcome))


def results_to_table(results: Results) -> RenderableType:
    """One row a type and a total; shares of the questions asked."""
    table = Table(title=results.name, title_justify="left")
    table.add_column("type")
    for heading in ("asked", "right", "cited", "score", "misleading"):
        table.add_column(heading, justify="right")
    for kind in results.types():
        table.add_row(kind.value, *_tally_cells(results.tally(kind)))
    table.add_section()
    table.add_row("all", *_tally_cells(results.tally()), style="bold")
    if not results.skipped:
        return table
    return Group(table, Text(f"{results.skipped} questions about appendices were not asked"))


def failure_to_text(outcome: Outcome) -> Text:
    score = outcome.score
    marks = ["MISLEADING"] if score.misleading else []
    marks += ["wrong"] if not score.right else []
    marks += ["wrong place"] if not score.cited else []
    text = Text()
    text.append(f"{outcome.case.id} {outcome.case.type.value} ", style="bold")
    text.append(", ".join(marks), style="red" if score.misleading else "yellow")
    for earlier in outcome.case.previous:
        text.append(f"\n  before:   {earlier}")
    text.append(f"\n  question: {outcome.case.question}")
    text.append(f"\n  expected: {expected_to_text(outcome.case)}")
    text.append(f"\n  answered: {answered_to_text(outcome.response)}")
    return text


def expected_to_text(case: Case) -> str:
    """What a right answer holds, on one line."""
    parts = []
    if case.value is not None:
        parts.append(f"{case.value} {case.unit or '(no unit)'}")
    if case.must_contain:
        parts.append(" + ".join(repr(text) for text in case.must_contain))
    if not parts:
        return "not_found"
    return f"{'; '.join(parts)} [{case.doc} p. {', '.join(case.pages)}]"


def answered_to_text(response: Response) -> str:
    """What was answered, on one line."""
    value = response.get("value") or {}
    stated = f" {value['number']} {value.get('unit') or '(no unit)'}" if value else ""
    answer = " ".join(str(response.get("answer") or "").split())
    short = answer if len(answer) <= ANSWER_WIDTH else f"{answer[:ANSWER_WIDTH]}…"
    return f"{response['kind']}{stated} – {short}{_place(response)}"


def comparison_to_table(before: Mapping[str, Any], after: Mapping[str, Any]) -> Table:
    """The questions whose score differs between two result files."""
    old = {case["id"]: case for case in before["cases"]}
    table = Table(
        title=f"{before['all']['score']} -> {after['all']['score']} of {after['all']['asked']}",
        title_justify="left",
    )
    for heading in ("id", "type", "change", "question"):
        table.add_column(heading)
    for case in after["cases"]:
        earlier = old.get(case["id"])
        if earlier is None or _grade(earlier) == _grade(case):
            continue
        table.add_row(case["id"], case["type"], f"{_grade(earlier)} -> {_grade(case)}", case["question"])
    return table


def _grade(case: Mapping[str, Any]) -> str:
    if case["score"]:
        return "full"
    if case["misleading"]:
        return "misleading"
    return "wrong place" if case["right"] else "wrong"


def _tally_cells(tally: Tally) -> list[str]:
    counts = (tally.right, tally.cited, tally.score, tally.misleading)
    return [
        str(tally.asked),
        *(f"{count} ({count / tally.asked:.0%})" if tally.asked else "0" for count in counts),
    ]


def _place(response: Response) -> str:
    citations = response.get("citations") or []
    return f" [{citations[0]['source']} p. {citations[0]['page']}]" if citations else ""
