"""Scoring of found tables against known ones, and the floors that the table finder must hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eval.table_peers import own_finder
from eval.table_truth import FoundTable, TruthPart, align_rows, load_truth, score_part, score_tables

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[3] / "shared"))
HEADER = [["Post", "2024", "2025"]]
ROWS = [["Löner", "1 234", "5"], ["Hyror", "", "7"]]


def part(page: int = 3) -> TruthPart:
    return TruthPart("T1", page, HEADER, ROWS, None)


def test_the_same_cells_are_a_whole_part() -> None:
    score = score_part(part(), [*HEADER, *ROWS])
    assert (score.cells, score.exact, score.whole) == (9, 9, True)


def test_kinds_of_space_and_blank_rows_do_not_count() -> None:
    found = [["Post", "2024", "2025"], ["", "", ""], ["Löner", "1\u00a0234", "5"], ["Hyror", "", "7"]]
    assert score_part(part(), found).whole


def test_an_empty_column_beside_is_left_out() -> None:
    found = [["Post", "", "2024", "2025"], ["Löner", "", "1 234", "5"], ["Hyror", "", "", "7"]]
    assert score_part(part(), found).whole


def test_a_number_in_the_wrong_column_is_two_wrong_cells() -> None:
    score = score_part(part(), [*HEADER, ["Löner", "1 234", "5"], ["Hyror", "7", ""]])
    assert score.exact == 7
    assert not score.whole


def test_a_missing_row_costs_its_cells_and_an_extra_row_the_whole() -> None:
    assert score_part(part(), [*HEADER, ROWS[0]]).exact == 6
    extra = score_part(part(), [*HEADER, *ROWS, ["Fotnot", "", ""]])
    assert extra.exact == 9
    assert not extra.whole


def test_rows_align_in_order() -> None:
    assert align_rows([["a", "1"], ["b", "2"]], [["x", "9"], ["a", "1"], ["b", "3"]]) == [(0, 1), (1, 2)]


def test_tables_left_over_are_counted_by_page() -> None:
    found = [FoundTable(3, [*HEADER, *ROWS]), FoundTable(3, [["x", "y"]]), FoundTable(8, [["a", "b"]])]
    scores = score_tables([part()], found)
    assert scores.extra == (3, 8)
    assert scores.whole_parts == 1


def test_a_part_without_a_table_on_its_page_has_no_exact_cell() -> None:
    scores = score_tables([part(page=4)], [FoundTable(3, [*HEADER, *ROWS])])
    assert scores.exact_share == 0.0
    assert scores.parts[0].wrong == ("not found",)


@pytest.mark.corpus
def test_the_table_finder_holds_its_floors() -> None:
    cases = sorted((CORPUS / "tables").glob("*.json"))
    if not cases and "CI" not in os.environ:
        pytest.skip("the shared corpus is not here")
    assert cases
    for path in cases:
        pdf = CORPUS / "corpus" / "pdf" / f"{path.stem}.pdf"
        truth = load_truth(path)
        scores = score_tables(truth, own_finder(pdf, range(1, 2000)))
        assert scores.exact_share >= 0.995
        assert scores.whole_parts >= len(truth) - 2
        assert not set(scores.extra) - {p.page for p in truth}


@pytest.mark.corpus
def test_a_table_over_a_page_break_is_one_grid() -> None:
    from ingest.limits import Limits
    from ingest.pdf_draft import read_pdf

    cases = sorted((CORPUS / "tables").glob("*.json"))
    if not cases and "CI" not in os.environ:
        pytest.skip("the shared corpus is not here")
    for path in cases:
        pairs = {(p.continued_from, p.page) for p in load_truth(path) if p.continued_from}
        draft = read_pdf(CORPUS / "corpus" / "pdf" / f"{path.stem}.pdf", Limits())
        pages = [{c.page_index for r in g.rows for c in r.cells if c is not None} for g in draft.grids]
        found = {(min(p), max(p)) for p in pages if len(p) > 1}
        assert found == pairs
