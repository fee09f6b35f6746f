"""Ask every question of a suite and score the answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case, CaseType, load_suite
from eval.scorers import Response, Score, score_response

History = list[dict[str, str]]
Ask = Callable[[str, History], Response]
"""(question, history) -> `/ask` response."""


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    response: Response
    score: Score
    took_ms: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over a group of questions."""

    asked: int
    right: int
    cited: int
    score: int
    misleading: int


@dataclass(frozen=True, slots=True)
class Results:
    name: str
    outcomes: tuple[Outcome, ...]
    skipped: int = 0

    def tally(self, kind: CaseType | None = None) -> Tally:
        """Counts of one type, or of all."""
        scores = [outcome.score for outcome in self.outcomes if kind is None or outcome.case.type is kind]
        return Tally(
            asked=len(scores),
            right=sum(score.right for score in scores),
            cited=sum(score.cited for score in scores),
            score=sum(score.score for score in scores),
            misleading=sum(score.misleading for score in scores),
        )

    def types(self) -> list[CaseType]:
        present = {outcome.case.type for outcome in self.outcomes}
        return [kind for kind in CaseType if kind in present]

    def failures(self) -> list[Outcome]:
        """Questions without the full score, misleading ones first."""
        return sorted((o for o in self.outcomes if not o.score.score), key=lambda o: not o.score.misleading)


def run_suites(
    paths: Sequence[Path],
    ask: Ask,
    *,
    name: str | None = None,
    doc_names: Mapping[str, str] | None = None,
    skip_appendix: bool = False,
    on_done: Callable[[Outcome], None] | None = None,
) -> Results:
    """Load suites and ask them all; see `run_cases`."""
    cases = [case for path in paths for case in load_suite(path)]
    return run_cases(
        cases,
        ask,
        name=name or "+".join(path.stem for path in paths),
        doc_names=doc_names,
        skip_appendix=skip_appendix,
        on_done=on_done,
    )


def run_cases(
    cases: Iterable[Case],
    ask: Ask,
    *,
    name: str = "cases",
    doc_names: Mapping[str, str] | None = None,
    skip_appendix: bool = False,
    on_done: Callable[[Outcome], None] | None = None,
) -> Results:
    """Ask every case; `skip_appendix` leaves out those whose right pages all lie in an appendix."""
    outcomes: list[Outcome] = []
    skipped = 0
    for case in cases:
        if skip_appendix and case.only_in_appendix:
            skipped += 1
            continue
        outcome = ask_case(case, ask, doc_names or {})
        outcomes.append(outcome)
        if on_done is not None:
            on_done(outcome)
    return Results(name, tuple(outcomes), skipped)


def ask_case(case: Case, ask: Ask, doc_names: Mapping[str, str]) -> Outcome:
    """Ask one question after its earlier turns, which are asked too and answered by the same service."""
    history: History = []
    for earlier in case.previous:
        history.append({"question": earlier, "answer": str(ask(earlier, list(history))["answer"])})
    start = time.perf_counter()
    response = ask(case.question, history)
    took_ms = (time.perf_counter() - start) * 1000
    return Outcome(case, response, score_response(case, response, doc_names), took_ms)


def results_to_json(results: Results) -> dict[str, Any]:
    """Results for machines; numbers of the suite as decimal strings."""
    return {
        "name": results.name,
        "skipped": results.skipped,
        "all": tally_to_json(results.tally()),
        "types": {kind.value: tally_to_json(results.tally(kind)) for kind in results.types()},
        "cases": [_outcome_to_json(outcome) for outcome in results.outcomes],
    }


def tally_to_json(tally: Tally) -> dict[str, int]:
    return {
        "asked": tally.asked,
        "right": tally.right,
        "cited": tally.cited,
        "score": tally.score,
        "misleading": tally.misleading,
    }


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    case, score = outcome.case, outcome.score
    return {
        "id": case.id,
        "type": case.type.value,
        "question": case.question,
        "expected": {
            "value": None if case.value is None else str(case.value),
            "unit": case.unit,
            "must_contain": list(case.must_contain),
            "doc": case.doc,
            "pages": list(case.pages),
        },
        "right": score.right,
        "cited": score.cited,
        "score": score.score,
        "misleading": score.misleading,
        "took_ms": round(outcome.took_ms, 1),
        "response": dict(outcome.response),
    }
