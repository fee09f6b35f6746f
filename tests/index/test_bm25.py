from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from rank_bm25 import BM25Okapi

from index.bm25 import Bm25, best_rows, count_postings, load_postings, save_postings

PASSAGES = [
    ["buss", "resor", "buss"],
    ["läkar", "kostnad"],
    ["kostnad", "buss", "energi", "energi"],
    ["energi"],
    ["patient", "vård", "läkar", "läkar"],
]


def counted(passages: list[list[str]]) -> list[list[dict[str, float]]]:
    """Passages of one unit each."""
    return [[dict(Counter(passage))] for passage in passages]


@pytest.mark.parametrize("query", [["buss"], ["kostnad", "energi"], ["läkar", "läkar", "vård"], ["okänt"]])
def test_scores_equal_those_of_rank_bm25(query: list[str]) -> None:
    expected = BM25Okapi(PASSAGES).get_scores(query)
    scores = Bm25([count_postings(counted(PASSAGES))]).get_scores(query)
    assert scores == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("cut", [0, 1, 3, 5])
def test_segments_score_as_one_index(cut: int) -> None:
    whole = Bm25([count_postings(counted(PASSAGES))])
    parts = Bm25([count_postings(counted(PASSAGES[:cut])), count_postings(counted(PASSAGES[cut:]))])
    query = ["buss", "energi", "läkar"]
    assert parts.get_scores(query) == pytest.approx(whole.get_scores(query))


def test_an_index_that_changed_scores_as_one_built_anew() -> None:
    first, second, third = (count_postings(counted(PASSAGES[at : at + 2])) for at in (0, 2, 4))
    index = Bm25([first, second])
    grown = Bm25([first, second, third], index)
    shrunk = Bm25([second, third], grown)
    for changed, anew in (
        (grown, Bm25([first, second, third])),
        (shrunk, Bm25([second, third])),
        (Bm25([], shrunk), Bm25([])),
    ):
        assert changed.vocabulary.frequencies() == anew.vocabulary.frequencies()
        assert changed.words == anew.words
        for term in ("buss", "kostnad", "energi", "vård", "okänt"):
            assert (term in changed) == (term in anew)
            assert changed.get_scores([term]).tolist() == anew.get_scores([term]).tolist()
    # The older states still answer as they did: a search under way keeps its own.
    assert "resor" not in shrunk
    assert ("resor" in index, "patient" in index) == (True, False)
    assert (
        index.get_scores(["vård", "buss"]).tolist()
        == Bm25([first, second]).get_scores(["vård", "buss"]).tolist()
    )


def test_query_weights_scale_a_term() -> None:
    index = Bm25([count_postings(counted(PASSAGES))])
    assert index.get_scores({"buss": 0.5}) == pytest.approx(0.5 * index.get_scores(["buss"]))


def test_postings_survive_the_disk(tmp_path: Path) -> None:
    postings = count_postings([[{"åäö": 1.5, "buss": 2.0}, {}], [{"buss": 0.5}]])
    save_postings(postings, tmp_path)
    loaded = load_postings(tmp_path)
    assert dict(loaded.terms) == dict(postings.terms)
    units, weights = loaded.of("buss")
    assert units.tolist() == [0, 2]
    assert weights.tolist() == [2.0, 0.5]
    assert loaded.lengths.tolist() == [3.5, 0.0, 0.5]
    assert loaded.first_units.tolist() == [0, 2]


def test_a_passage_scores_as_its_best_unit() -> None:
    rows: list[dict[str, float]] = [{"vård": 1.0, "avvik": 1.0}, {"buss": 1.0, "avvik": 1.0}, {"skola": 1.0}]
    single = Bm25([count_postings([[row] for row in rows])]).get_scores(["buss", "avvik"])
    index = Bm25([count_postings([rows[:2]]), count_postings([rows[2:]])])
    assert index.get_scores(["buss", "avvik"]).tolist() == [max(single[:2]), single[2]]


@pytest.mark.parametrize("count", [1, 2])
def test_a_word_of_a_tiny_index_is_found(count: int) -> None:
    scores = Bm25([count_postings(counted(PASSAGES[:count]))]).get_scores(["buss"])
    assert best_rows(scores, 5).tolist() == [0]


def test_empty_index_scores_nothing() -> None:
    assert Bm25([]).get_scores(["buss"]).tolist() == []
    assert Bm25([count_postings([])]).get_scores(["buss"]).tolist() == []


@pytest.mark.parametrize(
    ("scores", "count", "rows"),
    [
        ([0.0, 3.0, 1.0], 5, [1, 2]),  # noughts are no hits
        ([2.0, 2.0, 2.0, 1.0], 2, [0, 1]),  # ties by row
        ([1.0, 5.0, 4.0, 3.0], 3, [1, 2, 3]),
        ([], 3, []),
    ],
)
def test_best_rows_are_ordered_and_deterministic(scores: list[float], count: int, rows: list[int]) -> None:
    assert best_rows(np.array(scores, dtype=np.float32), count).tolist() == rows
