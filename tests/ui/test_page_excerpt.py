"""The strip of a page under the headings of its table."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from ingest.records import Box
from service.http_report_models import CellBody, LineBody, PageBody, TableBody
from ui.page_excerpt import GAP_PIXELS, boxes_to_mark, crop_to_marks, header_band

SCALE = 2


def make_page(*lines: tuple[str, float]) -> PageBody:
    """Lines of text, each ten points high at its height on the page."""
    return PageBody(
        document="d", source="r.pdf", title="R", page="1", page_index=1, width=200.0, height=400.0, has_image=True,
        lines=[
            LineBody(number=number, text=text, box=(20.0, top, 180.0, top + 10))
            for number, (text, top) in enumerate(lines, start=1)
        ],
    )  # fmt: skip


def make_table(first_row: float, header: list[list[str]]) -> TableBody:
    cell = CellBody(
        row=0, column=1, text="1", number="1", unit=None, row_path=["A"], column_path=["Utfall"], period=None,
        kind=None, page="1", page_index=1, box=(100.0, first_row, 120.0, first_row + 10),
    )  # fmt: skip
    return TableBody(
        id="t", document="d", pages=["1"], page_indexes=[1], caption=None, section=[], unit=None, header=header,
        rows=[["A", "1"]], cells=[cell], checks=[], ocr=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "band"),
    [
        # the heading's two lines, broken words and all; the sentence above is not of it
        ((("Det gick bra i år.", 60), ("Utfall Avvi-", 80), ("2031 kelse", 92)), (78.0, 104.0)),
        # a label between the headings and the first figure
        ((("Utfall 2031 Avvikelse", 60), ("Rörelsens intäkter", 90)), (58.0, 72.0)),
        # no headings in sight
        ((("Det gick bra i år.", 80),), None),
        # headings too far up are another table's
        ((("Utfall 2031 Avvikelse", 20),), None),
    ],
)
def test_the_headings_of_a_table_are_found_on_its_page(
    lines: tuple[tuple[str, float], ...], band: tuple[float, float] | None
) -> None:
    table = make_table(110.0, [["", "Utfall 2031", "Avvikelse"]])
    assert header_band(table, make_page(*lines)) == band


def test_a_strip_far_below_its_headings_is_set_under_them() -> None:
    drawn = Image.new("RGB", (200 * SCALE, 400 * SCALE), "#ffffff")
    drawn.paste("#000000", (20 * SCALE, 0, 180 * SCALE, 400 * SCALE))
    png = io.BytesIO()
    drawn.save(png, format="PNG")
    boxes: list[Box] = [(100.0, 300.0, 120.0, 310.0)]
    strip = crop_to_marks(png.getvalue(), make_page(), boxes, (20.0, 40.0))
    with Image.open(io.BytesIO(strip.png)) as shown:
        assert shown.height == 20 * SCALE + GAP_PIXELS + (332 - 274) * SCALE
    assert strip.mark == pytest.approx(0.56, abs=0.01)


def test_a_mark_is_told_as_a_share_of_the_page() -> None:
    assert boxes_to_mark([(40.0, 100.0, 60.0, 300.0)], make_page()) == (0.25, 0.5)
    assert boxes_to_mark([], make_page()) is None
