from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.notes import Notes
from tests.index.fake_encoder import WordCountEncoder
from tests.service.library_files import WORDS, write_report
from ui.cli import main

CASES = (
    {
        "id": "E1",
        "question": "Vilken skattesats har regionen?",
        "type": "unanswerable",
        "doc": "a",
        "pages": [],
    },
    {
        "id": "E2",
        "question": "Hur många snöskotrar såldes 1987?",
        "type": "unanswerable",
        "doc": "a",
        "pages": [],
    },
)


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("index.encoder.LocalEncoder", lambda *_: WordCountEncoder(WORDS))
    monkeypatch.setenv("BELAGG_DATA", str(tmp_path / "data"))
    belagg("ingest", write_report(tmp_path, "a.txt", "buss"))
    path = tmp_path / "suite.jsonl"
    path.write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    return path


def belagg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_eval_prints_and_writes_the_scores(suite: Path, tmp_path: Path) -> None:
    result = belagg("eval", suite, "--json", tmp_path / "out" / "r.json", "--name", "prov")
    assert result.exit_code == 0
    assert "prov" in result.stdout
    written = json.loads((tmp_path / "out" / "r.json").read_text("utf-8"))
    assert (written["name"], written["all"]["asked"]) == ("prov", 2)
    assert [case["id"] for case in written["cases"]] == ["E1", "E2"]


@pytest.mark.parametrize(("most", "code"), [(-1, 1), (2, 0)])
def test_eval_fails_below_a_floor(suite: Path, tmp_path: Path, most: int, code: int) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f"[prov]\nmisleading = {most}\n")
    assert belagg("eval", suite, "--name", "prov", "--floors", floors).exit_code == code


def test_a_suite_that_is_none_is_named(suite: Path) -> None:
    suite.write_text("{}\n")
    result = belagg("eval", suite)
    assert result.exit_code == 1
    assert suite.name in result.stderr


def test_each_run_is_noted_for_the_staff_view(suite: Path, tmp_path: Path) -> None:
    for _ in range(2):
        belagg("eval", suite, "--name", "prov")
    notes = Notes(tmp_path / "data")
    assert [(run.name, run.asked) for run in notes.runs.all()] == [("prov", 2)] * 2
    notes.close()
