"""The strips over a cited cell's row and column, and the link to a page of the file."""

from __future__ import annotations

import pytest

from service.http_models import CitationBody, TableRefBody
from service.http_report_models import TableBody, table_to_body
from tests.service.api_world import PDF_SOURCE, cell_box, make_report
from ui.cell_tints import STRIP_MARGIN, cell_to_tints
from ui.evidence import page_to_link

CITATION = CitationBody(
    document="d",
    source="r.pdf",
    title="R",
    page="1",
    page_index=2,
    section=[],
    table=TableRefBody(id="t", caption=None, row="", column="", row_index=1, column_index=2),
    quote="",
    boxes=[cell_box(1, 2)],
)


def made_table(*, boxes: bool = True) -> TableBody:
    [table] = make_report(PDF_SOURCE, b"", boxes=boxes).tables
    return table_to_body(table, "d")


def test_the_strips_cover_the_row_and_the_column_and_cross_in_the_cell() -> None:
    row, column = cell_to_tints(made_table(), CITATION)
    first, last = cell_box(1, 1), cell_box(1, 3)
    assert row == (
        first[0] - STRIP_MARGIN,
        first[1] - STRIP_MARGIN,
        last[2] + STRIP_MARGIN,
        last[3] + STRIP_MARGIN,
    )
    top, bottom = cell_box(0, 2), cell_box(2, 2)
    assert (column[1], column[3]) == (top[1] - STRIP_MARGIN, bottom[3] + STRIP_MARGIN)
    assert (column[0], column[2]) == (top[0] - STRIP_MARGIN, top[2] + STRIP_MARGIN)


def test_without_boxes_or_on_another_page_there_are_none() -> None:
    assert cell_to_tints(made_table(boxes=False), CITATION) == ()
    assert cell_to_tints(made_table(), CITATION.model_copy(update={"page_index": 3})) == ()
    assert cell_to_tints(made_table(), CITATION.model_copy(update={"boxes": None})) == ()
    assert cell_to_tints(made_table(), CITATION.model_copy(update={"table": None})) == ()


@pytest.mark.parametrize(
    ("api", "chat", "is_pdf", "link"),
    [
        (
            "http://127.0.0.1:8000",
            "http://localhost:8501/",
            True,
            "http://127.0.0.1:8000/documents/d/file#page=7",
        ),
        (
            "http://127.0.0.1:8000",
            "http://belagg.example:8501/",
            True,
            None,
        ),  # the browser can't reach the API
        ("http://10.0.0.5:8000", "http://127.0.0.1:8501/", True, None),
        (
            "http://127.0.0.1:8000",
            "http://127.0.0.1:8501/",
            False,
            None,
        ),  # a text extract has no pages to open at
    ],
)
def test_the_file_is_linked_where_the_browser_can_reach_it(
    api: str, chat: str, is_pdf: bool, link: str | None
) -> None:
    assert page_to_link(api, chat, CITATION, 7, is_pdf) == link
