import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from eval.__main__ import main
from eval.cases import CaseType
from eval.command import run_command
from eval.floors import broken_floors
from eval.run import History, results_to_json, run_suites

SUITE = [
    {
        "id": "a",
        "question": "Vad kostade hemtjänsten?",
        "type": "lookup",
        "doc": "r",
        "pages": ["3"],
        "value": 12,
        "unit": "mkr",
    },
    {
        "id": "b",
        "question": "Vad kostade skolan?",
        "type": "lookup",
        "doc": "r",
        "pages": ["4"],
        "value": 13,
        "unit": "mkr",
    },
    {
        "id": "c",
        "question": "och då?",
        "type": "followup",
        "doc": "r",
        "pages": ["3"],
        "value": 5,
        "unit": "antal",
        "previous": ["ett", "två"],
    },
    {"id": "d", "question": "Vad väger isen?", "type": "unanswerable"},
    {
        "id": "e",
        "question": "Vad står där?",
        "type": "lookup",
        "doc": "r",
        "pages": ["Bilaga 1 s. 2"],
        "value": 1,
        "unit": "antal",
    },
]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "suite.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in SUITE), encoding="utf-8")
    return path


def ask(question: str, history: History) -> dict[str, Any]:
    """Right on hemtjänsten, misleading on skolan; answers a follow-up with the number of earlier turns + 3."""
    if "isen" in question:
        return {"kind": "not_found", "answer": "Finns inte", "value": None, "citations": []}
    number, unit = ("12", "mkr") if "kostade" in question else (str(3 + len(history)), "antal")
    citation = {"source": "rapport.pdf", "page": "3", "quote": ""}
    return {
        "kind": "value",
        "answer": f"svar på {question}",
        "value": {"number": number, "unit": unit},
        "citations": [citation],
    }


def test_results_are_counted_by_type(suite: Path) -> None:
    results = run_suites([suite], ask, skip_appendix=True)
    assert (results.tally().asked, results.tally().score, results.tally().misleading, results.skipped) == (
        4,
        3,
        1,
        1,
    )
    assert results.tally(CaseType.LOOKUP).right == 1
    assert [outcome.case.id for outcome in results.failures()] == ["b"]


def test_appendix_questions_are_asked_unless_skipped(suite: Path) -> None:
    assert run_suites([suite], ask).tally().asked == 5


def test_earlier_turns_are_asked_and_their_answers_handed_on(suite: Path) -> None:
    seen: list[tuple[str, History]] = []

    def note(question: str, history: History) -> dict[str, Any]:
        seen.append((question, list(history)))
        return ask(question, history)

    run_suites([suite], note)
    one = {"question": "ett", "answer": "svar på ett"}
    assert seen[2:5] == [
        ("ett", []),
        ("två", [one]),
        ("och då?", [one, {"question": "två", "answer": "svar på två"}]),
    ]


def test_the_report_shows_scores_and_failures(suite: Path, tmp_path: Path) -> None:
    console = Console(record=True, width=120, file=(tmp_path / "out.txt").open("w", encoding="utf-8"))
    out = tmp_path / "results" / "r.json"
    assert run_command([suite], ask, json_out=out, skip_appendix=True, console=console) == 0
    console.file.close()
    shown = console.export_text()
    assert "b lookup MISLEADING, wrong, wrong place" in shown
    assert "expected: 13 mkr [r p. 4]" in shown
    assert "answered: value 12 mkr – svar på Vad kostade skolan? [rapport.pdf p. 3]" in shown
    written = json.loads(out.read_text("utf-8"))
    assert written["all"] == {"asked": 4, "right": 3, "cited": 3, "score": 3, "misleading": 1}


def test_floors_name_what_fell(suite: Path) -> None:
    results = results_to_json(run_suites([suite], ask, skip_appendix=True))
    assert broken_floors({"suite": {"score": 0.75, "misleading": 1}}, results) == []
    assert broken_floors({"other": {"score": 1.0}}, results) == []
    floors = {
        "suite": {"score": 0.8, "misleading": 0, "types": {"lookup": {"right": 0.6}, "text": {"right": 0.1}}}
    }
    assert broken_floors(floors, results) == [
        "suite: score 3/4 is below 80.0%",
        "suite: 1 misleading answers, at most 0 allowed",
        "suite, lookup: right 1/2 is below 60.0%",
        "suite, text: no question was asked",
    ]


def test_check_exits_1_below_a_floor(suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, floors = tmp_path / "r.json", tmp_path / "floors.toml"
    run_command([suite], ask, json_out=out, console=Console(quiet=True))
    floors.write_text("[suite]\nscore = 0.5\n", encoding="utf-8")
    assert main(["check", str(out), "--floors", str(floors)]) == 0
    floors.write_text("[suite]\nscore = 0.9\n", encoding="utf-8")
    assert main(["check", str(out), "--floors", str(floors)]) == 1
    floors.write_text("[other]\nscore = 0.9\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", str(out), "--floors", str(floors)]) == 0
    assert "no floors for suite" in capsys.readouterr().out
    floors.write_text("[suite]\nscores = 0.9\n", encoding="utf-8")
    assert main(["check", str(out), "--floors", str(floors)]) == 2


def test_compare_shows_what_changed(suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    run_command([suite], ask, json_out=before, console=Console(quiet=True))
    run_command(
        [suite],
        lambda q, h: ask("isen" if "skolan" in q else q, h),
        json_out=after,
        console=Console(quiet=True),
    )
    capsys.readouterr()
    assert main(["compare", str(before), str(after)]) == 0
    shown = capsys.readouterr().out
    assert "misleading -> wrong" in shown
    assert "Vad kostade skolan?" in shown
    assert "Vad kostade hemtjänsten?" not in shown


def test_what_goes_wrong_is_one_line(suite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.jsonl"
    assert main(["run", str(missing), "--api", "http://127.0.0.1:9"]) == 2
    assert capsys.readouterr().err.startswith("eval: [Errno 2]")
    assert main(["run", str(suite), "--api", "http://127.0.0.1:9", "--map", "r"]) == 2
    assert "expected DOC=PREFIX" in capsys.readouterr().err
    assert main(["run", str(suite), "--data", str(tmp_path / "empty"), "--quiet"]) == 2
    assert "inga rapporter" in capsys.readouterr().err
