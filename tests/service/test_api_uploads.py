"""Files sent to the API: read, replaced, refused, removed, also while others ask."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from starlette.testclient import TestClient

from service.api import build_app, remove_old_inboxes
from service.assistant import Assistant
from service.problems import TYPE_PREFIX
from service.settings import Settings
from tests.service.api_world import open_library

READ_SECONDS = 60.0

REPORT = """Delårsrapport augusti 2031
Region Ekhult

Resultat per nämnd
Nämnd (tkr) Utfall Budget Avvikelse
Trafiknämnden -1 200 -1 150 -50
Kulturnämnden -310 -325 15
Summa -1 510 -1 475 -35

Trafiknämnden har kört fler turer än planerat under sommaren.
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = open_library(tmp_path / "data")
    app = build_app(Settings(data=tmp_path / "data"), library, Assistant(library))
    with TestClient(app) as client:
        yield client


def send(client: TestClient, name: str, content: bytes) -> Any:
    return client.post("/documents", files={"file": (name, content)})


def finished(client: TestClient, job_id: str) -> dict[str, Any]:
    until = time.monotonic() + READ_SECONDS
    while time.monotonic() < until:
        job: dict[str, Any] = client.get(f"/jobs/{job_id}").json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def read_in(client: TestClient, name: str, content: bytes) -> dict[str, Any]:
    response = send(client, name, content)
    assert response.status_code == 202
    assert response.headers["location"] == f"/jobs/{response.json()['id']}"
    return finished(client, response.json()["id"])


def test_a_report_is_read_listed_and_answers(client: TestClient) -> None:
    job = read_in(client, "Rapport.txt", REPORT.encode())
    assert (job["status"], job["stage"], job["progress"]) == ("done", "Klart", 1.0)
    [document] = client.get("/documents").json()
    assert (document["id"], document["source"]) == (job["files"][0]["document"], "Rapport.txt")
    answer = client.post("/ask", json={"question": "Vad är utfallet för Kulturnämnden?"}).json()
    assert (answer["value"]["number"], answer["citations"][0]["document"]) == ("-310", document["id"])
    assert client.get(f"/documents/{document['id']}/file").content == REPORT.encode()


def test_the_same_file_again_changes_nothing_and_a_new_version_replaces(client: TestClient) -> None:
    first = read_in(client, "Rapport.txt", REPORT.encode())
    again = read_in(client, "Rapport.txt", REPORT.encode())
    assert first["files"][0]["document"] == again["files"][0]["document"]
    read_in(client, "Rapport.txt", REPORT.replace("-310", "-299").replace("15", "26").encode())
    assert len(client.get("/documents").json()) == 1
    answer = client.post("/ask", json={"question": "Vad är utfallet för Kulturnämnden?"}).json()
    assert answer["value"]["number"] == "-299"


def test_a_file_that_no_reader_can_take_fails_with_its_reason(client: TestClient) -> None:
    job = read_in(client, "Trasig.pdf", b"%PDF-1.7\nnothing")
    assert (job["status"], job["files"][0]["status"], job["files"][0]["document"]) == (
        "failed",
        "failed",
        None,
    )
    assert job["files"][0]["message"].startswith("PDF-filen är skadad.")
    assert client.get("/documents").json() == []


def test_a_name_with_folders_stays_in_the_library(client: TestClient, tmp_path: Path) -> None:
    read_in(client, "../../../utanför/Rapport.txt", REPORT.encode())
    assert [row["source"] for row in client.get("/documents").json()] == ["Rapport.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert list((tmp_path / "data" / "uploads").iterdir()) == []


def test_a_report_that_is_being_read_can_be_neither_sent_nor_removed(
    client: TestClient, tmp_path: Path
) -> None:
    document = read_in(client, "Rapport.txt", REPORT.encode())["files"][0]["document"]
    with FileLock(tmp_path / "data" / "writing.lock"):
        job = send(client, "Rapport.txt", REPORT.replace("-310", "-299").encode()).json()
        for response in (send(client, "Rapport.txt", b"A"), client.delete(f"/documents/{document}")):
            assert (response.status_code, response.json()["type"]) == (409, TYPE_PREFIX + "pagar-redan")
    assert finished(client, job["id"])["status"] == "done"
    assert client.delete(f"/documents/{document}").status_code == 204


def test_questions_are_answered_while_reports_come_and_go(client: TestClient) -> None:
    read_in(client, "Kvar.txt", REPORT.encode())

    def ask_many(_: int) -> list[int]:
        question = {"question": "Vad är avvikelsen för Kulturnämnden?"}
        return [client.post("/ask", json=question).status_code for _ in range(15)]

    def come_and_go(_: int) -> list[int]:
        job = read_in(client, "Gäst.txt", REPORT.replace("Kulturnämnden", "Gästnämnden").encode())
        [file] = job["files"]
        return [client.delete(f"/documents/{file['document']}").status_code]

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask_many, number) for number in range(3)]
        changed = [pool.submit(come_and_go, 0)]
        assert [status for future in asked for status in future.result()] == [200] * 45
        assert changed[0].result() == [204]
    assert [row["source"] for row in client.get("/documents").json()] == ["Kvar.txt"]


def test_only_old_leftovers_are_swept_at_the_start(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("A")
    now = (tmp_path / "old").stat().st_mtime
    os.utime(tmp_path / "old", (now - 2 * 24 * 3600, now - 2 * 24 * 3600))
    remove_old_inboxes(tmp_path, now)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]
    remove_old_inboxes(tmp_path / "missing", now)
