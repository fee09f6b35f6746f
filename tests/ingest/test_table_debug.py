"""The picture of what the table finder saw."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from ingest.table_debug import SCALE, main
from tests.ingest.drawn_pdf import Sheet, TableLook, draw_table, drawn


def test_the_table_is_framed_in_red_on_the_page(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        rows = [["Post", "2024", "2025"], ["Löner", "1", "2"], ["Hyror", "3", "4"], ["Summa", "4", "6"]]
        draw_table(sheet, 100, 200, [100, 60, 60], rows, TableLook("grid"))

    path = drawn(tmp_path / "a.pdf", draw)
    assert main([str(path), "1", str(tmp_path / "a.png")]) == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (int(595 * SCALE), int(842 * SCALE))
        assert picture.getpixel((int(210 * SCALE), int(200 * SCALE))) == (0xD7, 0x30, 0x27)
        assert picture.getpixel((int(50 * SCALE), int(100 * SCALE))) == (255, 255, 255)
