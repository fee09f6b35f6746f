"""Adjacency relations: what pairs of cells a table makes, and how found ones are scored."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.adjacency import (
    RelationCounts,
    by_document,
    cells_to_relations,
    count_relations,
    pooled,
    table_to_cells,
)
from eval.bars import BenchOptions
from eval.bench_icdar import icdar_bars
from eval.icdar import load_documents
from eval.table_truth import FoundTable, Matrix

Pairs = set[tuple[str, str, str]]


def pairs_of(matrix: Matrix, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Pairs:
    relations = cells_to_relations(1, table_to_cells(FoundTable(1, matrix, spans or {})))
    return {(way, a, b) for _, way, a, b in relations}


@pytest.mark.parametrize(
    ("matrix", "spans", "pairs"),
    [
        # a square has two pairs across and two down
        (
            [["A", "B"], ["C", "D"]],
            {},
            {("right", "A", "B"), ("right", "C", "D"), ("below", "A", "C"), ("below", "B", "D")},
        ),
        # an empty place is stepped over
        ([["A", "", "B"]], {}, {("right", "A", "B")}),
        # a cell over two columns stands above both
        (
            [["Top", ""], ["C", "D"]],
            {(0, 0): (1, 2)},
            {("below", "TOP", "C"), ("below", "TOP", "D"), ("right", "C", "D")},
        ),
        # a cell over two rows is one neighbour, not two
        (
            [["A", "B"], ["", "D"]],
            {(0, 0): (2, 1)},
            {("right", "A", "B"), ("right", "A", "D"), ("below", "B", "D")},
        ),
    ],
    ids=["square", "empty place", "column span", "row span"],
)
def test_relations(matrix: Matrix, spans: dict[tuple[int, int], tuple[int, int]], pairs: Pairs) -> None:
    assert pairs_of(matrix, spans) == pairs


def test_equal_pairs_count_as_often_as_they_stand_there() -> None:
    truth = Counter({(1, "right", "A", "B"): 2})
    found = Counter({(1, "right", "A", "B"): 1, (2, "right", "A", "B"): 1})
    assert count_relations(truth, found) == RelationCounts(2, 2, 1)


def test_documents_are_averaged_and_pooled() -> None:
    counts = [RelationCounts(10, 10, 10), RelationCounts(90, 0, 0)]
    assert (by_document(counts).precision, by_document(counts).recall) == (0.5, 0.5)
    assert (pooled(counts).precision, pooled(counts).recall) == (1.0, 0.1)
    assert by_document([RelationCounts(0, 0, 0)]).f1 == 1.0


TRUTH = """<document><table id="1"><region id="1" page="2" col-increment="0" row-increment="0">
<cell id="1" start-row="0" start-col="0" end-col="1"><content>Belopp i tkr</content></cell>
<cell id="2" start-row="1" start-col="0"><content>Hyror</content></cell>
<cell id="3" start-row="1" start-col="1"><content>1 234</content></cell>
</region></table></document>"""


def test_a_known_document_is_read_with_its_spans(tmp_path: Path) -> None:
    (tmp_path / "eu-001.pdf").write_bytes(b"")
    (tmp_path / "eu-001-str.xml").write_text(TRUTH, "utf-8")
    (tmp_path / "eu-002.pdf").write_bytes(b"")  # without a truth
    (document,) = load_documents(tmp_path)
    assert document.name == "eu-001"
    assert set(document.relations) == {
        (2, "below", "BELOPPITKR", "HYROR"),
        (2, "below", "BELOPPITKR", "1234"),
        (2, "right", "HYROR", "1234"),
    }


def test_without_the_set_the_section_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BELAGG_ICDAR", raising=False)
    (bar,) = icdar_bars(BenchOptions(tmp_path, None))
    assert bar.holds is None
    assert "BELAGG_ICDAR" in bar.reached
