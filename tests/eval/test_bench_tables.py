"""The benchmark of tables: its verdicts, and peers judged by what they found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval import bench_tables
from eval.bars import Bar, BenchOptions, Section, at_least, at_most
from eval.reading_memory import write_long_pdf
from eval.table_peers import pdfplumber_finder
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from tests.ingest.drawn_pdf import Sheet, TableLook, draw_table, drawn


@pytest.mark.parametrize(("value", "code", "verdict"), [(96.0, 0, "OK"), (95.9, 1, "FAIL")])
def test_a_missed_bar_is_the_exit_code(
    value: float,
    code: int,
    verdict: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def measure(_: BenchOptions) -> Iterator[Bar]:
        yield Bar("a peer", "50 %")
        yield at_least("cells", value, 96, " %")

    monkeypatch.setattr(bench_tables, "SECTIONS", (Section("made", measure),))
    assert bench_tables.main([]) == code
    assert capsys.readouterr().out.splitlines()[2:4] == [
        "  a peer                            50 %",
        f"  cells                             {value:g} %  (≥ 96 %)  {verdict}",
    ]


def test_the_ceiling_is_allowed() -> None:
    assert [at_most("ratio", v, 1.3).verdict for v in (1.3, 1.31)] == ["OK", "FAIL"]


def test_pages_are_repeated_up_to_the_number_wanted(tmp_path: Path) -> None:
    assert len(read_pdf(write_long_pdf(tmp_path, 23), Limits()).pages) == 23


def test_a_peers_merged_cell_is_one_cell_with_its_span(tmp_path: Path) -> None:
    """A finder that leaves covered places out is not charged for them."""
    rows = [["Nämnd", "2025", ""], ["", "Utfall", "Budget"], ["Skola", "1", "2"]]
    look = TableLook("grid", header=2, spans={(0, 1): 2})

    def draw(sheet: Sheet) -> None:
        draw_table(sheet, 70, 120, [100, 70, 70], rows, look)

    (table,) = pdfplumber_finder(drawn(tmp_path / "a.pdf", draw), [1], {})
    assert table.matrix == rows
    assert table.spans == {(0, 1): (1, 2)}
