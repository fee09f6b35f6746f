from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.embedding import EMBED_AT_ONCE
from index.errors import ForeignIndexError
from index.hybrid import Hit, HybridIndex
from tests.index.fake_encoder import WordCountEncoder
from tests.index.small_reports import PARAGRAPH, TABLE, make_block, make_report, make_table, simple_report

BUSES = "Resandet med buss och tåg ökade."
DOCTORS = "Kostnaden för hyrläkare minskade."
ENERGY = "Energianvändningen i lokalerna var oförändrad."


@pytest.fixture
def encoder() -> WordCountEncoder:
    return WordCountEncoder("buss tåg läkare energi")


@pytest.fixture
def index(tmp_path: Path, encoder: WordCountEncoder) -> HybridIndex:
    index = HybridIndex.open(tmp_path, encoder)
    index.add_many([simple_report("a", BUSES, DOCTORS), simple_report("b", ENERGY)])
    return index


def texts(hits: list[Hit]) -> list[str]:
    return [hit.passage.text for hit in hits]


def test_word_search_finds_an_inflected_form_without_any_vector(index: HybridIndex) -> None:
    hits = index.search("hyrläkarnas kostnader", 5, dense=False)
    assert texts(hits) == [DOCTORS]
    assert (hits[0].sparse_rank, hits[0].dense_rank) == (1, None)


def test_dense_search_finds_what_shares_no_term(index: HybridIndex) -> None:
    # The encoder's place for "energi" is empty in all passages; its "other words" place ranks ENERGY's text.
    hits = index.search("buss", 5)
    assert hits[0].passage.text == BUSES
    assert (hits[0].sparse_rank, hits[0].dense_rank) == (1, 1)


def test_documents_limit_both_rankings(index: HybridIndex) -> None:
    assert {
        hit.passage.document for hit in index.search("buss kostnad energianvändningen", 10, documents=["b"])
    } == {"b"}


def test_kinds_limit_both_rankings(index: HybridIndex) -> None:
    table = make_table("t1", "Resor", ("Trafik", "Utfall"), (("Buss", "12"),))
    index.add(make_report("c", (make_block(TABLE, "", ("Ekonomi",), grid=0),), (table,)))
    hits = index.search("buss", 10, kinds=["table"])
    assert [hit.passage.table_id for hit in hits] == ["t1"]


def test_removed_report_is_not_found_and_the_others_are_not_embedded_again(
    index: HybridIndex, encoder: WordCountEncoder
) -> None:
    index.search("buss", 1)
    encoder.encoded.clear()
    index.remove("a")
    assert index.documents() == {"b": "hash-of-b"}
    assert texts(index.search("buss", 5)) == [ENERGY]
    assert encoder.encoded == []


def test_the_same_id_again_replaces_the_report(index: HybridIndex) -> None:
    index.add(simple_report("a", "Ny text om budget."))
    assert [p.text for p in index.passages_of("a")] == ["Ny text om budget."]
    assert index.search("hyrläkare", 5, dense=False) == []


def test_reopened_index_gives_the_same_hits(
    tmp_path: Path, index: HybridIndex, encoder: WordCountEncoder
) -> None:
    assert HybridIndex.open(tmp_path, encoder).search("buss tåg", 3) == index.search("buss tåg", 3)


def test_another_process_sees_an_added_report(
    tmp_path: Path, index: HybridIndex, encoder: WordCountEncoder
) -> None:
    other = HybridIndex.open(tmp_path, encoder)
    index.add(simple_report("c", "Folkhögskolan hade fler deltagare."))
    assert texts(other.search("folkhögskola", 1, dense=False)) == ["Folkhögskolan hade fler deltagare."]


def test_other_model_is_refused_with_what_to_do(tmp_path: Path, index: HybridIndex) -> None:
    assert index.documents()
    with pytest.raises(ForeignIndexError, match="BELAGG_MODEL"):
        HybridIndex.open(tmp_path, WordCountEncoder("buss", name="another"))


def test_passages_know_their_neighbours(index: HybridIndex) -> None:
    first, second = index.passages_of("a")
    assert (first.previous, first.next, second.previous) == (None, second.id, first.id)
    assert index.passage(second.id) == second
    assert index.passage("a:99") is None


@pytest.mark.parametrize("query", ["", "   ", "och att som"])
def test_query_without_a_term_finds_nothing_by_words(index: HybridIndex, query: str) -> None:
    assert index.search(query, 5, dense=False) == []


def test_empty_report_is_kept_and_finds_nothing(tmp_path: Path, encoder: WordCountEncoder) -> None:
    index = HybridIndex.open(tmp_path, encoder)
    index.add(make_report("empty", ()))
    assert index.documents() == {"empty": "hash-of-empty"}
    assert index.search("buss", 5) == []


def test_progress_counts_passages_as_they_are_embedded(tmp_path: Path, encoder: WordCountEncoder) -> None:
    heard: list[tuple[int, int]] = []
    long = simple_report("long", *(f"Stycke {number}." for number in range(100)))
    reports = [simple_report("a", BUSES, DOCTORS), long]
    HybridIndex.open(tmp_path, encoder).add_many(reports, lambda done, total: heard.append((done, total)))
    assert heard == [(EMBED_AT_ONCE, 102), (102, 102)]


def test_vectors_stay_with_their_passages_whatever_order_they_are_embedded_in(
    tmp_path: Path, encoder: WordCountEncoder
) -> None:
    index = HybridIndex.open(tmp_path, encoder)
    index.add(simple_report("a", "buss", "läkare läkare läkare läkare läkare", "tåg tåg"))
    nearest = {word: index.search(word, 3) for word in ("buss", "läkare", "tåg")}
    found = {
        word: next(hit.passage.text for hit in hits if hit.dense_rank == 1) for word, hits in nearest.items()
    }
    assert found == {"buss": "buss", "läkare": "läkare läkare läkare läkare läkare", "tåg": "tåg tåg"}


def test_empty_report_beside_others_is_no_hindrance(index: HybridIndex) -> None:
    index.add(make_report("empty", ()))
    assert index.search("buss", 1)[0].passage.text == BUSES


def test_misspelt_word_finds_its_neighbour(index: HybridIndex) -> None:
    assert texts(index.search("energianvändnngen", 5, dense=False)) == [ENERGY]


def test_word_typed_without_dots_is_found(index: HybridIndex) -> None:
    assert texts(index.search("hyrlakare", 5, dense=False)) == [DOCTORS]


def test_searches_go_on_while_reports_come_and_go(
    tmp_path: Path, index: HybridIndex, encoder: WordCountEncoder
) -> None:
    reader = HybridIndex.open(tmp_path, encoder)

    def search_often() -> set[str]:
        return {hit.passage.document for _ in range(200) for hit in reader.search("buss kostnad tåg", 10)}

    with ThreadPoolExecutor(2) as pool:
        searches = [pool.submit(search_often) for _ in range(2)]
        for number in range(15):
            index.add(simple_report(f"new{number}", "En ny buss.", "Nya kostnader."))
            index.remove(f"new{number}")
        found = set.union(*(search.result() for search in searches))
    assert {"a", "b"} <= found
    assert found <= {"a", "b", *(f"new{number}" for number in range(15))}
    assert index.documents() == {"a": "hash-of-a", "b": "hash-of-b"}


def test_each_page_comes_once_before_any_comes_again(tmp_path: Path) -> None:
    blocks = tuple(
        make_block(PARAGRAPH, text, (f"Avsnitt {n}",), page=page)
        for n, (text, page) in enumerate(
            [("Buss.", 1), ("Buss och tåg.", 1), ("Buss, båt och tåg.", 2), ("Båt.", 3)], start=1
        )
    )
    index = HybridIndex.open(tmp_path, WordCountEncoder("buss"))
    index.add(make_report("a", blocks, pages=3))
    hits = index.search("buss", 10, dense=False, by_page=True)
    plain = index.search("buss", 10, dense=False)
    assert [hit.passage.pages for hit in hits] == [("1",), ("2",), ("1",)]
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in plain}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("by_page", [False, True])
def test_a_passage_can_be_put_before_all_others(tmp_path: Path, by_page: bool) -> None:
    index = HybridIndex.open(tmp_path, WordCountEncoder("buss"))
    index.add(simple_report("a", "Buss och tåg.", "Båt."))
    index.add(simple_report("b", "Buss, buss och buss.", "Färja."))
    led = index.search("buss", 5, dense=False, by_page=by_page, first="b:1")
    assert led[0].passage.text == "Färja."
    assert {hit.passage.id for hit in led[1:]} >= {"a:0"}
    assert index.search("buss", 5, dense=False, first="gone:7") == index.search("buss", 5, dense=False)
