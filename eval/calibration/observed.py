"""What spoke for an answer and whether it was right: one line for each question asked, without any of its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.cases import Case, load_suite
from eval.run import History
from eval.scorers import score_response
from service.answer import Answer
from service.assistant import Assistant
from service.conversation import Turn
from service.http_models import answer_to_body


@dataclass(frozen=True, slots=True)
class Observed:
    """One question asked of one library."""

    suite: str
    case: str
    type: str
    rests_on: str | None
    """A table of confidence.toml; None for a refusal."""
    evidence: Mapping[str, float]
    right: bool
    score: bool
    misleading: bool


def observe(
    suite: str,
    cases: Iterable[Case],
    assistant: Assistant,
    *,
    doc_names: Mapping[str, str] | None = None,
    skip_appendix: bool = False,
) -> Iterator[Observed]:
    """Ask every case, after its earlier turns."""
    for case in cases:
        if not (skip_appendix and case.only_in_appendix):
            answer = _asked(case, assistant)
            score = score_response(case, answer_to_body(answer).model_dump(mode="json"), doc_names)
            yield Observed(
                suite,
                case.id,
                case.type.value,
                answer.evidence.rests_on if answer.evidence else None,
                dict(answer.evidence.parts) if answer.evidence else {},
                score.right,
                score.score,
                score.misleading,
            )


def _asked(case: Case, assistant: Assistant) -> Answer:
    history: History = []
    for earlier in case.previous:
        turns = [Turn(turn["question"], turn["answer"]) for turn in history]
        history.append({"question": earlier, "answer": assistant.ask(earlier, turns).answer})
    return assistant.ask(case.question, [Turn(turn["question"], turn["answer"]) for turn in history])


def load_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of several suites."""
    return [case for path in paths for case in load_suite(path)]


def write_observed(observed: Sequence[Observed], path: Path) -> None:
    """One JSON object a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in observed)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_observed(paths: Iterable[Path]) -> list[Observed]:
    """All lines of all files, in order."""
    return [Observed(**json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines()]
