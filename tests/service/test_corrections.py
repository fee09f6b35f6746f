"""What a person says a report is: shown, read by, and forgotten when the file changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.api import build_app
from service.assistant import Assistant
from service.settings import Settings
from tests.service.api_world import open_library
from tests.service.test_api_uploads import REPORT, finished, read_in


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    library = open_library(tmp_path / "data")
    with TestClient(build_app(Settings(data=tmp_path / "data"), library, Assistant(library))) as client:
        yield client


def correct(client: TestClient, document: str, **said: str) -> dict[str, Any]:
    response = client.post(f"/documents/{document}/correction", json=said)
    assert response.status_code == 202
    job = finished(client, response.json()["id"])
    assert job["status"] == "done"
    [row] = client.get("/documents").json()
    return dict(row)


def cell_periods(client: TestClient, document: str) -> set[str]:
    [table] = client.get(f"/documents/{document}/tables").json()
    return {cell["period"] for cell in client.get(f"/tables/{table['id']}").json()["cells"]}


def test_a_corrected_report_is_read_by_what_was_said(client: TestClient) -> None:
    document = read_in(client, "Rapport.txt", REPORT.encode())["files"][0]["document"]
    assert cell_periods(client, document) == {"2031-01/2031-08"}
    row = correct(client, document, title="  Tertialrapport   två ", period="2030-01/2030-08")
    assert (row["title"], row["period"]) == ("Tertialrapport två", "2030-01/2030-08")
    assert cell_periods(client, document) == {"2030-01/2030-08"}
    answer = client.post("/ask", json={"question": "Vad är utfallet för Kulturnämnden?"}).json()
    assert answer["citations"][0]["title"] == "Tertialrapport två"


def test_what_is_not_said_stays_as_read(client: TestClient) -> None:
    document = read_in(client, "Rapport.txt", REPORT.encode())["files"][0]["document"]
    [before] = client.get("/documents").json()
    row = correct(client, document, title="Min titel")
    assert (row["title"], row["period"]) == ("Min titel", before["period"])


def test_a_correction_outlives_the_same_file_and_not_a_new_version(client: TestClient) -> None:
    document = read_in(client, "Rapport.txt", REPORT.encode())["files"][0]["document"]
    [before] = client.get("/documents").json()
    correct(client, document, title="Min titel")
    read_in(client, "Rapport.txt", REPORT.encode())
    assert [row["title"] for row in client.get("/documents").json()] == ["Min titel"]
    read_in(client, "Rapport.txt", REPORT.replace("-310", "-299").replace("15", "26").encode())
    assert [row["title"] for row in client.get("/documents").json()] == [before["title"]]


@pytest.mark.parametrize("period", ["augusti", "2025-13", "2025-08/2025-01", "٢٠٢٥"])
def test_a_period_that_is_none_is_refused(client: TestClient, period: str) -> None:
    document = read_in(client, "Rapport.txt", REPORT.encode())["files"][0]["document"]
    response = client.post(f"/documents/{document}/correction", json={"period": period})
    assert response.status_code == 422
    assert "2025-01/2025-08" in response.json()["detail"]


def test_an_unknown_report_cannot_be_corrected(client: TestClient) -> None:
    assert client.post("/documents/nope/correction", json={"title": "A"}).status_code == 404
