"""Every way to ask the HTTP API wrongly: the status, the kind of problem, and no more said than needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from service.api import build_app
from service.api_guards import MAX_JSON_BYTES
from service.problems import PROBLEMS, TYPE_PREFIX
from service.settings import Settings
from tests.service.api_world import PDF_ID, PDF_TABLE, TXT_ID, CellAssistant, fill_library, open_library

JSON = {"Content-Type": "application/json"}
PAGE = f"/documents/{PDF_ID}/pages"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    data = tmp_path_factory.mktemp("api") / "data"
    fill_library(data)
    library = open_library(data)
    with TestClient(
        build_app(Settings(data=data, max_upload_mb=1), library, CellAssistant(library))
    ) as client:
        yield client


def file_part(name: str, content: bytes) -> dict[str, Any]:
    return {"files": {"file": (name, content)}}


BAD_REQUESTS: list[tuple[str, str, dict[str, Any], str]] = [
    # questions
    ("POST", "/ask", {"json": {"question": ""}}, "tom-fraga"),
    ("POST", "/ask", {"json": {"question": " \n\t\u00a0"}}, "tom-fraga"),
    ("POST", "/ask", {"json": {"question": "å" * 2001}}, "for-lang-fraga"),
    ("POST", "/ask", {"json": {}}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"json": {"question": None}}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"json": {"question": 7}}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"json": ["question"]}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"json": {"question": "A?", "history": "B"}}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"json": {"question": "A?", "history": [{"question": "B?"}]}}, "ogiltiga-uppgifter"),
    (
        "POST",
        "/ask",
        {"json": {"question": "A?", "history": [{"question": "B?", "answer": "b"}] * 51}},
        "ogiltiga-uppgifter",
    ),
    ("POST", "/ask", {"json": {"question": "A?", "documents": "alla"}}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"json": {"question": "A?", "documents": ["saknas"]}}, "okand-rapport"),
    ("POST", "/ask", {"content": b'{"question": ', "headers": JSON}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"content": b"", "headers": JSON}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"content": b'{"question": "\xff"}', "headers": JSON}, "trasig-begaran"),
    ("POST", "/ask", {"content": b'{"question": "\\ud800"}', "headers": JSON}, "ogiltiga-uppgifter"),
    ("POST", "/ask", {"content": b"question=A", "headers": {"Content-Type": "text/plain"}}, "fel-format"),
    ("POST", "/ask", {"data": {"question": "A?"}}, "fel-format"),
    ("POST", "/ask", {"content": b'{"question": "A?"}'}, "fel-format"),
    ("POST", "/ask", {"content": b" " * (MAX_JSON_BYTES + 1), "headers": JSON}, "for-stor"),
    ("GET", "/ask", {}, "fel-metod"),
    # search
    ("GET", "/search", {}, "ogiltiga-uppgifter"),
    ("GET", "/search", {"params": {"q": " "}}, "tom-fraga"),
    ("GET", "/search", {"params": {"q": "x" * 2001}}, "for-lang-fraga"),
    ("GET", "/search", {"params": {"q": "A", "k": 0}}, "ogiltiga-uppgifter"),
    ("GET", "/search", {"params": {"q": "A", "k": 101}}, "ogiltiga-uppgifter"),
    ("GET", "/search", {"params": {"q": "A", "k": "tio"}}, "ogiltiga-uppgifter"),
    ("GET", "/search", {"params": {"q": "A", "document": "saknas"}}, "okand-rapport"),
    # uploads
    ("POST", "/documents", {}, "fel-format"),
    ("POST", "/documents", {"json": {"file": "A"}}, "fel-format"),
    ("POST", "/documents", {"data": {"note": "A"}, "files": {"": ("", b"")}}, "ogiltiga-uppgifter"),
    ("POST", "/documents", file_part("rapport.docx", b"PK"), "fel-format"),
    ("POST", "/documents", file_part("rapport", b"text"), "fel-format"),
    ("POST", "/documents", file_part("rapport.pdf", b"<html>"), "fel-format"),
    ("POST", "/documents", file_part("rapport.txt", b""), "tom-fil"),
    ("POST", "/documents", file_part("rapport.txt", b"A" * (2 * 1024 * 1024)), "for-stor"),
    ("POST", "/documents", file_part("rapport.txt", b"A" * (1024 * 1024 + 1)), "for-stor"),
    (
        "POST",
        "/documents",
        {"files": [("file", ("a.txt", b"A")), ("file", ("x/a.txt", b"B"))]},
        "ogiltiga-uppgifter",
    ),
    ("POST", "/documents", {"files": [("file", (f"{n}.txt", b"A")) for n in range(21)]}, "trasig-begaran"),
    (
        "POST",
        "/documents",
        {"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}},
        "trasig-begaran",
    ),
    ("PUT", "/documents", {}, "fel-metod"),
    # unknown ids
    ("GET", "/documents/saknas", {}, "okand-rapport"),
    ("DELETE", "/documents/saknas", {}, "okand-rapport"),
    ("GET", "/documents/saknas/file", {}, "okand-rapport"),
    ("GET", "/documents/saknas/tables", {}, "okand-rapport"),
    ("GET", "/documents/saknas/pages/1", {}, "okand-rapport"),
    ("GET", "/documents/saknas/pages/1.png", {}, "okand-rapport"),
    ("GET", "/documents/..%2f..%2fetc%2fpasswd/file", {}, "okand-adress"),
    ("GET", f"/documents/{'a' * 201}", {}, "ogiltiga-uppgifter"),
    ("GET", "/tables/saknas", {}, "okand-tabell"),
    ("GET", "/jobs/saknas", {}, "okant-jobb"),
    ("GET", "/nowhere", {}, "okand-adress"),
    # pages and tables
    ("GET", f"{PAGE}/3", {}, "okand-sida"),
    ("GET", f"{PAGE}/0", {}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/99999999999999999999", {}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/ett.png", {}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/3.png", {}, "okand-sida"),
    ("GET", f"/documents/{TXT_ID}/pages/2.png", {}, "ingen-sidbild"),
    ("GET", f"{PAGE}/1.png", {"params": {"scale": 5}}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/1.png", {"params": {"scale": "nan"}}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/1.png", {"params": {"boxes": "1,2,3"}}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/1.png", {"params": {"boxes": "1,2,a,4"}}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/1.png", {"params": {"boxes": "9,2,3,4"}}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/1.png", {"params": {"boxes": "1,2,inf,4"}}, "ogiltiga-uppgifter"),
    ("GET", f"{PAGE}/1.png", {"params": {"boxes": "1,2,3,4;" * 201}}, "ogiltiga-uppgifter"),
    ("GET", f"/tables/{PDF_TABLE}", {"params": {"format": "docx"}}, "ogiltiga-uppgifter"),
    # where it comes from
    ("GET", "/documents", {"headers": {"Host": "evil.example"}}, "fel-ursprung"),
    ("GET", "/documents", {"headers": {"Host": "[::1"}}, "fel-ursprung"),
    ("DELETE", f"/documents/{PDF_ID}", {"headers": {"Origin": "https://evil.example"}}, "fel-ursprung"),
    ("POST", "/ask", {"json": {"question": "A?"}, "headers": {"Origin": "null"}}, "fel-ursprung"),
]


@pytest.mark.parametrize(("method", "address", "request_parts", "kind"), BAD_REQUESTS)
def test_a_bad_request_gets_its_problem(
    client: TestClient, method: str, address: str, request_parts: dict[str, Any], kind: str
) -> None:
    response = client.request(method, address, **request_parts)
    problem = response.json()
    assert (problem.get("type"), response.status_code) == (TYPE_PREFIX + kind, PROBLEMS[kind].status)
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["title"] == PROBLEMS[kind].title
    assert problem["status"] == response.status_code
    assert problem["detail"].endswith(".")
    assert "Traceback" not in response.text
    assert "/tmp" not in response.text


def test_a_bad_request_changes_nothing(client: TestClient) -> None:
    assert [row["id"] for row in client.get("/documents").json()] == [PDF_ID, TXT_ID]


def test_questions_of_exactly_the_longest_length_are_answered(client: TestClient) -> None:
    assert client.post("/ask", json={"question": "å" * 2000}).status_code == 200


def test_a_body_that_declares_no_length_is_stopped_where_it_grows_too_long(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(10_000):
            yield b" " * 1024

    response = client.post("/ask", content=endless(), headers=JSON)
    assert (response.status_code, response.json()["type"]) == (413, TYPE_PREFIX + "for-stor")
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'

    def endless_upload() -> Iterator[bytes]:
        yield part
        yield from endless()

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    response = client.post("/documents", content=endless_upload(), headers=headers)
    assert (response.status_code, response.json()["type"]) == (413, TYPE_PREFIX + "for-stor")


def test_without_reports_nothing_can_be_asked(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    client = TestClient(build_app(Settings(data=tmp_path), library, CellAssistant(library)))
    for response in (client.post("/ask", json={"question": "A?"}), client.get("/search?q=A")):
        assert (response.status_code, response.json()["type"]) == (503, TYPE_PREFIX + "inga-rapporter")
    assert client.get("/documents").json() == []
    assert client.get("/examples").json() == {"examples": []}


class FailingAssistant(CellAssistant):
    def ask(self, *_: object, **__: object) -> Any:
        raise ZeroDivisionError("secret detail")


def test_an_unexpected_error_says_nothing_of_its_cause(tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    app = build_app(Settings(data=tmp_path), library, FailingAssistant(library))
    response = TestClient(app, raise_server_exceptions=False).post("/ask", json={"question": "A?"})
    assert (response.status_code, response.json()["type"]) == (500, TYPE_PREFIX + "internt-fel")
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text


def test_the_rate_is_limited_when_the_settings_say_so(tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    app = build_app(Settings(data=tmp_path, requests_per_minute=2), library, CellAssistant(library))
    client = TestClient(app)
    statuses = [client.post("/ask", json={"question": "A?"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    response = client.post("/ask", json={"question": "A?"})
    assert response.json()["type"] == TYPE_PREFIX + "for-manga-fragor"
    assert int(response.headers["retry-after"]) >= 1
    assert client.get("/documents").status_code == 200


def test_a_named_host_and_origin_may_come_in(tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    given = Settings(data=tmp_path, allowed_hosts="belagg.example", allowed_origins="https://a.example")
    client = TestClient(build_app(given, library, CellAssistant(library)))
    headers = {"Host": "belagg.example", "Origin": "https://a.example"}
    response = client.post("/ask", json={"question": "A?"}, headers=headers)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "https://a.example"


def test_other_sites_get_no_leave_by_default(client: TestClient) -> None:
    response = client.get("/documents", headers={"Origin": "https://a.example"})
    assert "access-control-allow-origin" not in response.headers


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
ASK_LIKE = st.fixed_dictionaries(
    {}, optional={"question": ANY_JSON, "history": ANY_JSON, "documents": ANY_JSON, "explain": ANY_JSON}
)


@given(body=ANY_JSON | ASK_LIKE)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gets_an_answer_or_a_problem(client: TestClient, body: Any) -> None:
    response = client.post("/ask", content=json.dumps(body).encode(), headers=JSON)
    assert response.status_code in (200, 400, 404, 422)
    if response.status_code != 200:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["status"] == response.status_code


@given(boxes=st.text(alphabet="0123456789.,;-+einf naN", max_size=40), scale=st.text(max_size=6))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_boxes_and_scale_get_an_answer_or_a_problem(client: TestClient, boxes: str, scale: str) -> None:
    query = {"boxes": boxes, "scale": scale}
    response = client.get(f"/documents/{TXT_ID}/pages/1.png", params=query)
    # A text extract has no image: what is rightly formed is a 404, all else a 422.
    assert response.status_code in (404, 422)


def test_a_service_that_is_still_warming_up_says_so(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    # Without its context the client starts no warm-up.
    response = TestClient(build_app(Settings(data=tmp_path), library, CellAssistant(library))).get("/readyz")
    assert (response.status_code, response.json()["type"]) == (503, TYPE_PREFIX + "inte-redo")
    assert response.headers["retry-after"] == "2"


def test_an_original_that_is_gone_or_broken_gets_its_problem(tmp_path: Path) -> None:
    fill_library(tmp_path)
    library = open_library(tmp_path)
    client = TestClient(build_app(Settings(data=tmp_path), library, CellAssistant(library)))
    original = library.file(PDF_ID)
    original.write_bytes(b"%PDF-1.7 broken")
    response = client.get(f"{PAGE}/1.png")
    assert (response.status_code, response.json()["type"]) == (500, TYPE_PREFIX + "sidbild-misslyckades")
    original.unlink()
    for address in (f"{PAGE}/1.png", f"/documents/{PDF_ID}/file"):
        response = client.get(address)
        assert (response.status_code, response.json()["type"]) == (404, TYPE_PREFIX + "ingen-fil")


def test_a_full_queue_gets_its_problem(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    client = TestClient(build_app(Settings(data=tmp_path), library, CellAssistant(library)))
    with FileLock(tmp_path / "writing.lock"):
        statuses = [
            client.post("/documents", files={"file": (f"{number}.txt", b"A")}).status_code
            for number in range(20)
        ]
        assert statuses == [202] * 20
        response = client.post("/documents", files={"file": ("20.txt", b"A")})
        assert (response.status_code, response.json()["type"]) == (429, TYPE_PREFIX + "full-ko")
    client.app.state.belagg.jobs.close()  # type: ignore[attr-defined]
    assert list((tmp_path / "uploads").iterdir()) == []
