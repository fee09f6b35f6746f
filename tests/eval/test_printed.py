"""Reports printed by the browser: the same truth as the typeset ones, in another hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from eval.typeset.browser import print_report
from eval.typeset.elements import Heading, MadeReport, Prose, Row, TableElement, TrueCell
from eval.typeset.html import draw_style, report_to_html

pytestmark = pytest.mark.browser

BOATS = TableElement(
    id="boats",
    header=(("Båtar", "2023", "<"), ("", "Plan", "Utfall")),
    rows=(
        Row("Ekor", (TrueCell(Decimal(1200)), TrueCell(Decimal(-3)))),
        Row("Totalt", (TrueCell(Decimal(1200)), TrueCell(None, "–")), bold=True),
    ),
    caption="Båtar & bryggor",
)
REPORT = MadeReport(
    "boats", "Båtar 2023", "Helår", "Sundby",
    (Heading("Först"), Prose("Text på andra sidan.", "told"), Heading("Sedan"), BOATS),
)  # fmt: skip


def test_the_same_lot_draws_the_same_look() -> None:
    assert draw_style(Random(3)) == draw_style(Random(3))
    assert len({draw_style(Random(seed)) for seed in range(20)}) > 10


def test_spans_and_special_characters_are_written_as_html() -> None:
    html = report_to_html(REPORT, draw_style(Random(1)))
    assert "<th colspan=2>" in html
    assert "Båtar &amp; bryggor" in html


@pytest.mark.parametrize("lot", [1, 9])
def test_the_printed_pages_of_marks_are_known(lot: int, tmp_path: Path) -> None:
    path = tmp_path / "boats.pdf"
    pages = print_report(REPORT, draw_style(Random(lot)), path)
    assert (pages["told"], pages["boats"], pages[""]) == (2, 3, 3)
    with pypdfium2.PdfDocument(path) as document:
        assert "1 200" in document[2].get_textpage().get_text_range()
