"""The client against the real application, without a network."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import pytest
from starlette.testclient import TestClient

from service.api import build_app
from service.page_images import Marks
from service.settings import Settings
from tests.service.api_world import (
    PDF_ID,
    PDF_TABLE,
    TXT_ID,
    CellAssistant,
    cell_box,
    fill_library,
    open_library,
)
from ui.api_client import ApiClient, ApiError, ApiSlowError, ApiUnreachableError


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiClient]:
    data = tmp_path_factory.mktemp("client") / "data"
    fill_library(data)
    library = open_library(data)
    with TestClient(build_app(Settings(data=data), library, CellAssistant(library))) as app:

        def hand_over(request: httpx.Request) -> httpx.Response:
            answer = app.request(
                request.method,
                str(request.url.raw_path, "ascii"),
                content=request.read(),
                headers=dict(request.headers),
            )
            return httpx.Response(answer.status_code, headers=dict(answer.headers), content=answer.content)

        yield ApiClient("http://127.0.0.1:8000", httpx.MockTransport(hand_over))


def test_what_the_chat_asks_for_comes_back_as_records(client: ApiClient) -> None:
    assert [document.id for document in client.documents()] == [PDF_ID, TXT_ID]
    assert client.document(TXT_ID).format == "txt"
    answer = client.ask("Avvikelse för Kulturnämnden?", [{"question": "A?", "answer": "a"}], [TXT_ID])
    assert answer.value is not None
    assert (answer.value.number, answer.citations[0].document) == ("15", TXT_ID)
    assert client.page(PDF_ID, 2).has_image
    assert client.table(PDF_TABLE).rows[0][0] == "Trafiknämnden"
    assert client.examples() == ["Hur stor är avvikelsen för Trafiknämnden jan–aug 2031?"]


def test_images_and_files_come_back_as_bytes(client: ApiClient) -> None:
    assert client.page_image(PDF_ID, 2, Marks((cell_box(0, 3),), (cell_box(0, 1),)), 1.0).startswith(
        b"\x89PNG"
    )
    assert client.file(PDF_ID).startswith(b"%PDF-")
    assert client.table_file(PDF_TABLE, "csv-excel").startswith(b"\xef\xbb\xbf")


def test_a_problem_becomes_an_error_with_its_sentence(client: ApiClient) -> None:
    with pytest.raises(ApiError, match="finns i") as caught:
        client.document("saknas")
    assert (caught.value.status, caught.value.kind) == (404, "okand-rapport")
    with pytest.raises(ApiError) as caught:
        client.upload([("bild.png", io.BytesIO(b"PNG"))])
    assert (caught.value.status, caught.value.kind) == (415, "fel-format")


def test_an_answer_that_is_no_problem_document_still_gets_a_sentence() -> None:
    client = ApiClient("http://x", httpx.MockTransport(lambda _: httpx.Response(502, text="<html>")))
    with pytest.raises(ApiError, match="Tjänsten svarade med ett fel"):
        client.documents()


def test_an_address_where_nothing_answers_is_named() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(ApiUnreachableError, match="http://x"):
        ApiClient("http://x", httpx.MockTransport(refuse)).documents()


def test_a_service_that_is_slow_is_not_said_to_be_gone() -> None:
    def too_late(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too late", request=request)

    slow = ApiClient("http://127.0.0.1:8000", httpx.MockTransport(too_late))
    with pytest.raises(ApiSlowError, match="kan vara upptagen"):
        slow.documents()
