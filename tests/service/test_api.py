"""The HTTP API over a small library: what each route gives."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from starlette.testclient import TestClient

from service.api import build_app
from service.conversation import Turn
from service.settings import Settings
from service.stages import AskedNow, Stage, tell_stage
from tests.service.api_world import (
    PDF_ID,
    PDF_SOURCE,
    PDF_TABLE,
    TXT_ID,
    TXT_SOURCE,
    TXT_TABLE,
    CellAssistant,
    cell_box,
    fill_library,
    open_library,
)

QUESTION = {"question": "Hur stor är avvikelsen för Trafiknämnden?"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    data = tmp_path_factory.mktemp("api") / "data"
    fill_library(data)
    library = open_library(data)
    with TestClient(build_app(Settings(data=data), library, CellAssistant(library))) as client:
        yield client


def test_ask_gives_every_field_of_the_contract(client: TestClient) -> None:
    answer = client.post("/ask", json=QUESTION).json()
    citation = {
        "document": PDF_ID,
        "source": PDF_SOURCE,
        "title": "Delårsrapport 2031",
        "page": "1",
        "page_index": 2,
        "section": ["Resultat per nämnd"],
        "table": {
            "id": PDF_TABLE,
            "caption": "Resultat per nämnd",
            "row": "Trafiknämnden",
            "column": "Avvikelse",
            "row_index": 0,
            "column_index": 3,
        },
        "quote": "Trafiknämnden -1 200 -1 150 -50",
        "boxes": [list(cell_box(0, 3))],
        "lines": [],
        "ocr": False,
        "publisher": None,
    }
    assert answer == {
        "kind": "value",
        "answer": "Avvikelse för Trafiknämnden är -50 tkr.",
        "value": {
            "number": "-50",
            "unit": "tkr",
            "entity": "Trafiknämnden",
            "measure": "avvikelse",
            "period": "2031-01/2031-08",
        },
        "calculation": None,
        "citations": [citation],
        "alternatives": [],
        "confidence": 0.9,
        "took_ms": 0,
        "understood": "Avvikelse för Trafiknämnden",
        "see_also": [],
        "would_have": "",
        "follow_ups": [
            "Varför har Trafiknämnden ett underskott?",
            "Vad är utfallet för Trafiknämnden jan–aug 2031?",
            "Hur stor är budgeten för Trafiknämnden jan–aug 2031?",
        ],
        "candidates": None,
        "explanation": None,
        "rephrased": False,
    }


def test_a_question_on_its_way_tells_what_is_being_done() -> None:
    asked = AskedNow()
    with asked.following("abcdefgh"):
        assert asked.stage("abcdefgh") is Stage.READING
        tell_stage(Stage.TEXTS)
        assert asked.stage("abcdefgh") is Stage.TEXTS
        assert asked.stage("ijklmnop") is None
    tell_stage(Stage.WORDING)  # nobody listens any more
    assert asked.stage("abcdefgh") is None
    with asked.following(None):
        tell_stage(Stage.WORDING)


def test_a_question_that_is_not_on_its_way_is_unknown(client: TestClient) -> None:
    client.post("/ask", json={"question": "avvikelse för trafiknämnden", "ask_id": "abcdefgh"})
    answer = client.get("/asks/abcdefgh")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:belagg:problem:okand-fraga")


def test_an_answer_is_explained_when_the_request_asks_for_it(client: TestClient) -> None:
    body = {"question": "avvikelse för trafiknämnden", "explain": True}
    answer = client.post("/ask", json=body).json()
    assert answer["explanation"]["reading"][0] == {"name": "Söker", "text": "ett tal"}
    assert answer["explanation"]["why"] == "Svaret vann på tiden (4,5 poäng mer)."
    assert answer["explanation"]["part_names"]["löptext"] == "löpande text i stället för tabell"
    assert [one["chosen"] for one in answer["candidates"]] == [True, False]
    assert answer["candidates"][0]["parts"] == {"ord": 5.0, "period": 4.5}


def test_a_text_extract_is_cited_by_lines_and_without_boxes(client: TestClient) -> None:
    answer = client.post("/ask", json={**QUESTION, "documents": [TXT_ID]}).json()
    assert (answer["citations"][0]["document"], answer["citations"][0]["boxes"]) == (TXT_ID, None)
    assert answer["citations"][0]["lines"] == [3]


def test_what_is_not_found_is_an_answer_without_citations(client: TestClient) -> None:
    answer = client.post("/ask", json={"question": "Vad kostar en glass?"}).json()
    assert (answer["kind"], answer["value"], answer["citations"]) == ("not_found", None, [])


def test_an_empty_list_of_documents_searches_all(client: TestClient) -> None:
    assert client.post("/ask", json={**QUESTION, "documents": []}).json()["kind"] == "value"


def test_history_reaches_the_assistant_oldest_first(tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    assistant = CellAssistant(library)
    client = TestClient(build_app(Settings(data=tmp_path), library, assistant))
    history = [{"question": "A?", "answer": "a"}, {"question": "B?", "answer": "b"}]
    client.post("/ask", json={"question": "Och C?", "history": history})
    assert assistant.histories[-1] == [Turn("A?", "a"), Turn("B?", "b")]


def test_the_list_of_documents(client: TestClient) -> None:
    assert client.get("/documents").json() == [
        {
            "id": PDF_ID,
            "source": PDF_SOURCE,
            "title": "Delårsrapport 2031",
            "kind": "delårsrapport",
            "publisher": "Region Ekhult",
            "period": "2031-01/2031-08",
            "pages": 2,
            "tables": 1,
            "warnings": [],
            "format": "pdf",
        },
        {
            "id": TXT_ID,
            "source": TXT_SOURCE,
            "title": "Årsredovisning 2031",
            "kind": "årsredovisning",
            "publisher": "Region Ekhult",
            "period": "2031-01/2031-08",
            "pages": 2,
            "tables": 1,
            "warnings": [],
            "format": "txt",
        },
    ]
    assert client.get(f"/documents/{TXT_ID}").json() == client.get("/documents").json()[1]


def test_search_gives_the_place_of_each_passage(client: TestClient) -> None:
    best = client.get("/search", params={"q": "turer", "k": 1, "document": TXT_ID}).json()["results"]
    assert [(row["document"], row["page"], row["page_index"], row["table"]) for row in best] == [
        (TXT_ID, "1", 2, None)
    ]
    assert best[0]["text"] == "Trafiknämnden har kört fler turer än planerat."


def test_a_table_as_json_has_header_rows_cells_and_checks(client: TestClient) -> None:
    table = client.get(f"/tables/{PDF_TABLE}").json()
    assert (table["id"], table["document"], table["pages"], table["page_indexes"]) == (
        PDF_TABLE,
        PDF_ID,
        ["1"],
        [2],
    )
    assert (table["caption"], table["section"], table["unit"], table["ocr"]) == (
        "Resultat per nämnd",
        ["Resultat per nämnd"],
        "tkr",
        False,
    )
    assert table["header"] == [["Nämnd (tkr)", "Utfall", "Budget", "Avvikelse"]]
    assert table["rows"][1] == ["Kulturnämnden", "-310", "-325", "15"]
    assert table["cells"][2] == {
        "row": 0,
        "column": 3,
        "text": "-50",
        "number": "-50",
        "unit": "tkr",
        "row_path": ["Trafiknämnden"],
        "column_path": ["Avvikelse"],
        "period": "2031-01/2031-08",
        "kind": "avvikelse",
        "page": "1",
        "page_index": 2,
        "box": list(cell_box(0, 3)),
        "lines": [],
        "body": "Trafiknämnden",
        "is_total": False,
        "state": "number",
        "unit_source": "column",
        "bound": None,
    }
    assert table["checks"] == [
        {
            "rule": "column 1 - column 2 = column 3",
            "holds": 3,
            "fails": 0,
            "almost": 0,
            "failing_rows": [],
            "gaps": [],
        }
    ]


def test_a_table_as_csv_follows_the_accept_header(client: TestClient) -> None:
    response = client.get(f"/tables/{PDF_TABLE}", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="resultat-per-namnd.csv"'
    rows = list(csv.reader(io.StringIO(response.text)))
    assert rows[0] == ["Nämnd (tkr)", "Utfall", "Budget", "Avvikelse"]
    assert rows[3] == ["Summa", "-1 510", "-1 475", "-35"]


def test_a_table_as_xlsx_has_numbers_as_numbers(client: TestClient) -> None:
    response = client.get(f"/tables/{TXT_TABLE}", params={"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == ["Trafiknämnden", -1200, -1150, -50]


def test_the_tables_of_a_report_are_listed_without_cells(client: TestClient) -> None:
    [table] = client.get(f"/documents/{TXT_ID}/tables").json()
    assert (table["id"], table["columns"], table["rows"]) == (TXT_TABLE, 4, 3)
    assert "cells" not in table


def test_a_page_image_marks_the_box_and_nothing_else(client: TestClient) -> None:
    address = f"/documents/{PDF_ID}/pages/2.png"
    box = cell_box(0, 3)
    bare = Image.open(io.BytesIO(client.get(address).content)).convert("RGB")
    query = {"boxes": ",".join(str(edge) for edge in box)}
    marked = Image.open(io.BytesIO(client.get(address, params=query).content)).convert("RGB")
    assert bare.size == marked.size == (1191, 1684)
    changed = [
        (x, y)
        for x in range(0, bare.width)
        for y in range(0, bare.height)
        if bare.getpixel((x, y)) != marked.getpixel((x, y))
    ]
    found = (
        min(x for x, _ in changed) / 2,
        min(y for _, y in changed) / 2,
        max(x for x, _ in changed) / 2,
        max(y for _, y in changed) / 2,
    )
    assert found == pytest.approx(box, abs=2.5)


def test_a_page_image_is_sent_again_only_when_it_changed(client: TestClient) -> None:
    address = f"/documents/{PDF_ID}/pages/1.png"
    first = client.get(address, params={"scale": 0.5})
    again = client.get(address, params={"scale": 0.5}, headers={"If-None-Match": first.headers["etag"]})
    other = client.get(address, params={"scale": 1}, headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""


def test_a_page_as_lines(client: TestClient) -> None:
    page = client.get(f"/documents/{TXT_ID}/pages/2").json()
    assert (page["page"], page["has_image"]) == ("1", False)
    assert page["lines"][2] == {"number": 3, "text": "Trafiknämnden -1 200 -1 150 -50", "box": None}


def test_the_original_file_comes_back_byte_for_byte_under_its_name(client: TestClient) -> None:
    response = client.get(f"/documents/{PDF_ID}/file")
    assert response.content.startswith(b"%PDF-")
    assert response.headers["content-type"] == "application/pdf"
    assert "Del%C3%A5rsrapport%20Ekhult.pdf" in response.headers["content-disposition"]


def test_examples_are_questions_that_lead_to_their_cell(client: TestClient) -> None:
    examples = client.get("/examples").json()["examples"]
    assert [example["question"] for example in examples] == [
        "Hur stor är avvikelsen för Trafiknämnden jan–aug 2031?"
    ]


def test_health_readiness_and_figures(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    for _ in range(100):
        if (ready := client.get("/readyz")).status_code == 200:
            break
        time.sleep(0.05)
    assert ready.json() == {"status": "ready", "documents": 2}
    client.get("/documents/any-id-of-no-report")
    figures = client.get("/metrics").text
    assert 'belagg_http_requests_total{method="GET",route="/documents/{document}",status="404"}' in figures
    assert "any-id-of-no-report" not in figures
    assert "belagg_documents 2.0" in figures


def test_every_answer_forbids_guessing_its_type(client: TestClient) -> None:
    for address in ("/documents", f"/documents/{TXT_ID}/file", "/nowhere"):
        assert client.get(address).headers["x-content-type-options"] == "nosniff"


def test_a_removed_report_is_gone_everywhere(tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    client = TestClient(build_app(Settings(data=tmp_path), library, CellAssistant(library)))
    assert client.delete(f"/documents/{PDF_ID}").status_code == 204
    assert [row["id"] for row in client.get("/documents").json()] == [TXT_ID]
    assert client.get(f"/tables/{PDF_TABLE}").status_code == 404
    assert client.get(f"/documents/{PDF_ID}/file").status_code == 404
    assert {row["document"] for row in client.get("/search?q=turer").json()["results"]} == {TXT_ID}
