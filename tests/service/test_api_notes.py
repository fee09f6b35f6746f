"""What users leave behind, over HTTP: saved answers, judgements as a suite, questions without an answer, undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from eval.cases import CaseType, load_suite
from ingest.database import Database
from ingest.errors import LibraryError
from service.api import build_app
from service.feedback_suite import SUITE_FILE
from service.notes import FILE_NAME, Notes
from service.problems import TYPE_PREFIX
from service.removed_reports import KEPT_SECONDS, RemovedReports
from service.settings import Settings
from service.suite_runs import SuiteRun
from tests.service.api_world import PDF_ID, PDF_SOURCE, TXT_ID, CellAssistant, fill_library, open_library
from tests.service.test_api_uploads import REPORT, finished, read_in

QUESTION = {"question": "Hur stor är avvikelsen för Trafiknämnden?"}
JUDGEMENT = {**QUESTION, "answer": "Avvikelsen är -5 tkr.", "verdict": "wrong", "comment": "Fel rad."}
RIGHT = {"kind": "number", "number": "-50", "unit": "tkr", "source": PDF_SOURCE, "page": "1"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    with TestClient(build_app(Settings(data=tmp_path), library, CellAssistant(library))) as client:
        yield client


def test_a_saved_answer_is_the_one_that_was_given(client: TestClient) -> None:
    response = client.post("/answers", json=QUESTION)
    assert response.status_code == 201
    saved = client.get(response.headers["location"]).json()
    asked = client.post("/ask", json=QUESTION).json()
    assert saved["question"] == QUESTION["question"]
    assert {**saved["answer"], "took_ms": 0} == {**asked, "took_ms": 0}
    assert saved["changed"] == []


def test_the_same_answer_keeps_its_address(client: TestClient) -> None:
    first, second = (client.post("/answers", json=QUESTION).json()["id"] for _ in range(2))
    other = client.post("/answers", json={**QUESTION, "documents": [TXT_ID]}).json()["id"]
    assert first == second != other


def test_a_saved_answer_names_the_reports_that_have_changed(client: TestClient) -> None:
    saved = client.post("/answers", json=QUESTION).json()["id"]
    client.delete(f"/documents/{PDF_ID}")
    [changed] = client.get(f"/answers/{saved}").json()["changed"]
    assert changed == {"document": PDF_ID, "title": "Delårsrapport 2031", "state": "removed"}


def test_an_unknown_answer_is_a_problem(client: TestClient) -> None:
    response = client.get("/answers/nope")
    assert (response.status_code, response.json()["type"]) == (404, TYPE_PREFIX + "okant-svar")


@pytest.mark.parametrize(
    ("expected", "kind", "holds"),
    [
        (RIGHT, CaseType.LOOKUP, {"value": -50, "unit": "tkr", "pages": ("1",), "doc": PDF_SOURCE}),
        (
            {"kind": "text", "text": "fler turer", "source": PDF_SOURCE, "page": "1"},
            CaseType.TEXT,
            {"must_contain": ("fler turer",), "doc": PDF_SOURCE},
        ),
        ({"kind": "not_found"}, CaseType.UNANSWERABLE, {"value": None, "pages": ()}),
    ],
)
def test_a_judgement_with_its_right_answer_is_a_question_of_a_suite(
    client: TestClient, tmp_path: Path, expected: dict[str, Any], kind: CaseType, holds: dict[str, Any]
) -> None:
    assert client.post("/feedback", json={**JUDGEMENT, "expected": expected}).status_code == 201
    [case] = load_suite(tmp_path / SUITE_FILE)
    assert (case.question, case.type, case.note) == (QUESTION["question"], kind, "Fel rad.")
    assert {key: getattr(case, key) for key in holds} == holds
    assert client.get("/feedback/suite").text == (tmp_path / SUITE_FILE).read_text("utf-8")


def test_a_follow_up_keeps_the_questions_before_it_and_the_last_judgement_counts(
    client: TestClient, tmp_path: Path
) -> None:
    later = {**JUDGEMENT, "previous": ["Hur stor är budgeten?"]}
    client.post("/feedback", json={**later, "expected": {**RIGHT, "number": "7"}})
    client.post("/feedback", json={**later, "expected": RIGHT})
    [case] = load_suite(tmp_path / SUITE_FILE)
    assert (case.type, case.previous, case.value) == (CaseType.FOLLOWUP, ("Hur stor är budgeten?",), -50)


def test_a_judgement_can_be_taken_away(client: TestClient, tmp_path: Path) -> None:
    kept = client.post("/feedback", json={**JUDGEMENT, "expected": RIGHT}).json()
    assert [row["comment"] for row in client.get("/feedback").json()] == ["Fel rad."]
    assert client.delete(f"/feedback/{kept['id']}").status_code == 204
    assert client.get("/feedback").json() == []
    assert (tmp_path / SUITE_FILE).read_text("utf-8") == ""
    gone = client.delete(f"/feedback/{kept['id']}")
    assert (gone.status_code, gone.json()["type"]) == (404, TYPE_PREFIX + "okand-anteckning")


@pytest.mark.parametrize(
    "expected",
    [
        {**RIGHT, "number": "femtio"},
        {**RIGHT, "number": "NaN"},
        {**RIGHT, "source": None},
        {"kind": "text", "source": PDF_SOURCE},
        {"kind": "bild"},
    ],
)
def test_a_right_answer_that_could_not_be_scored_is_refused(
    client: TestClient, expected: dict[str, Any]
) -> None:
    response = client.post("/feedback", json={**JUDGEMENT, "expected": expected})
    assert response.status_code == 422
    assert client.get("/feedback").json() == []


def test_what_is_not_found_is_counted_without_personal_data(client: TestClient) -> None:
    for _ in range(2):
        client.post("/ask", json={"question": "Vad tjänar Anna Berg?"})
    client.post("/ask", json={"question": "Vad kostar en glass?"})
    client.post("/ask", json=QUESTION)
    rows = client.get("/unanswered").json()
    assert [(row["question"], row["times"]) for row in rows] == [
        ("Vad tjänar […]?", 2),
        ("Vad kostar en glass?", 1),
    ]
    assert set(rows[0]) == {"id", "question", "reason", "times", "last_day"}
    assert client.delete(f"/unanswered/{rows[0]['id']}").status_code == 204
    assert client.delete(f"/unanswered/{rows[0]['id']}").status_code == 404
    assert len(client.get("/unanswered").json()) == 1
    assert client.delete("/unanswered").status_code == 204
    assert client.get("/unanswered").json() == []


def test_old_questions_are_forgotten_and_none_is_noted_when_that_is_set(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    today = date(2031, 9, 1)
    notes.unanswered.note("Gammal?", "", today - timedelta(days=91), 90)
    notes.unanswered.note("Nyare?", "", today - timedelta(days=90), 90)
    notes.unanswered.note("Ny?", "", today, 90)
    notes.unanswered.note("Aldrig?", "", today, 0)
    assert [one.question for one in notes.unanswered.all()] == ["Ny?", "Nyare?"]
    notes.close()


def test_a_note_that_fails_does_not_cost_the_answer(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LibraryError("disken är full")

    monkeypatch.setattr("service.unanswered.UnansweredQuestions.note", fail)
    assert client.post("/ask", json={"question": "Vad kostar en glass?"}).json()["kind"] == "not_found"


def test_runs_of_suites_are_listed_oldest_first(client: TestClient, tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    for score in (30, 35):
        notes.runs.keep(SuiteRun("prov", datetime(2031, 9, score - 29, tzinfo=UTC), 40, score, 1))
    notes.close()
    rows = client.get("/suite-runs").json()
    assert [(row["name"], row["ended"][:10], row["score"]) for row in rows] == [
        ("prov", "2031-09-01", 30),
        ("prov", "2031-09-06", 35),
    ]


def test_notes_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    Notes(tmp_path).close()
    database = Database(f"sqlite:///{tmp_path / FILE_NAME}")
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE schema_version SET version = 99")
    database.close()
    with pytest.raises(LibraryError, match="nyare version"):
        Notes(tmp_path)


def test_a_removed_report_can_be_taken_back(client: TestClient) -> None:
    document = read_in(client, "Rapport.txt", REPORT.encode())["files"][0]["document"]
    client.delete(f"/documents/{document}")
    assert document not in [row["id"] for row in client.get("/documents").json()]
    response = client.post(f"/documents/{document}/restore")
    assert response.status_code == 202
    assert finished(client, response.json()["id"])["status"] == "done"
    assert client.get(f"/documents/{document}/file").content == REPORT.encode()


@pytest.mark.parametrize("document", ["nope", "..", "%2e%2e"])
def test_what_was_not_removed_cannot_be_taken_back(client: TestClient, document: str) -> None:
    response = client.post(f"/documents/{document}/restore")
    assert response.status_code == 404


def test_a_removed_file_is_kept_for_a_day_only(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A")
    removed = RemovedReports(tmp_path / "removed")
    removed.keep("r1", file, "Rapport.txt")
    removed.forget_old((tmp_path / "removed" / "r1").stat().st_mtime + KEPT_SECONDS - 1)
    assert removed.take_out("r1", tmp_path / "in") is not None
    removed.forget_old((tmp_path / "removed" / "r1").stat().st_mtime + KEPT_SECONDS + 1)
    assert removed.take_out("r1", tmp_path / "in") is None
    assert removed.take_out("..", tmp_path / "in") is None
