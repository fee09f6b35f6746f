from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.passages import MOST_CHARACTERS, TABLE_CHARACTERS, TARGET_CHARACTERS, BlockSpan, report_to_passages
from ingest.records import Block, Span
from tests.index.small_reports import (
    HEADING,
    LIST_ITEM,
    PARAGRAPH,
    TABLE,
    make_block,
    make_report,
    make_table,
)

SENTENCE = "Kostnaden för vården ökade under perioden enligt uppföljningen. "


def test_passages_never_cross_a_section() -> None:
    report = make_report(
        "r",
        (
            make_block(HEADING, "Vård", ("Vård",)),
            make_block(PARAGRAPH, "Om vård.", ("Vård",)),
            make_block(HEADING, "Buss", ("Buss",)),
            make_block(PARAGRAPH, "Om buss.", ("Buss",)),
        ),
    )
    passages = report_to_passages(report)
    assert [(p.section, p.text) for p in passages] == [(("Vård",), "Om vård."), (("Buss",), "Om buss.")]
    assert passages[0].search_text == "Delårsrapport › Vård\nOm vård."


def test_short_paragraphs_of_a_section_share_a_passage() -> None:
    report = make_report(
        "r", (make_block(PARAGRAPH, "Ett.", ("A",)), make_block(PARAGRAPH, "Två.", ("A",), line=2))
    )
    assert [(p.text, p.blocks) for p in report_to_passages(report)] == [
        ("Ett.\nTvå.", (BlockSpan(0, 0, 4), BlockSpan(1, 0, 4)))
    ]


def test_long_paragraph_is_cut_between_sentences() -> None:
    text = SENTENCE * 40
    passages = report_to_passages(make_report("r", (make_block(PARAGRAPH, text, ("A",)),)))
    assert len(passages) > 2
    assert all(len(p.text) <= TARGET_CHARACTERS for p in passages)
    assert all(p.text.startswith("Kostnaden") and p.text.endswith("uppföljningen.") for p in passages)
    assert all(text[span.start : span.end] == p.text for p in passages for span in p.blocks)


def test_list_stays_whole_with_its_lead_in() -> None:
    items = tuple(make_block(LIST_ITEM, f"• Punkt {n} {'x' * 100}", ("A",), line=n) for n in range(2, 10))
    blocks = (
        make_block(PARAGRAPH, SENTENCE * 10, ("A",)),
        make_block(PARAGRAPH, "Nämnden ska:", ("A",)),
        *items,
        make_block(PARAGRAPH, "Efteråt.", ("A",)),
    )
    first, the_list, *_ = report_to_passages(make_report("r", blocks))
    assert first.text == (SENTENCE * 10)
    assert the_list.text.split("\n")[0] == "Nämnden ska:"
    assert [line[:9] for line in the_list.text.split("\n")[1:9]] == [f"• Punkt {n}" for n in range(2, 10)]


def test_endless_list_is_cut_between_items() -> None:
    items = tuple(make_block(LIST_ITEM, f"• Punkt {n} {'x' * 300}", ("A",)) for n in range(20))
    passages = report_to_passages(make_report("r", items))
    assert len(passages) > 1
    assert all(len(p.text) <= MOST_CHARACTERS + 50 for p in passages)


def test_new_page_ends_a_passage_that_is_long_enough() -> None:
    long = SENTENCE * 6
    blocks = (make_block(PARAGRAPH, long, ("A",)), make_block(PARAGRAPH, "Nästa sida.", ("A",), page=2))
    assert [p.pages for p in report_to_passages(make_report("r", blocks, pages=2))] == [("1",), ("2",)]


def test_a_passage_stands_on_two_pages_at_most() -> None:
    blocks = tuple(make_block(PARAGRAPH, f"Bild {page}.", ("A",), page=page) for page in (1, 2, 3))
    assert [p.pages for p in report_to_passages(make_report("r", blocks, pages=3))] == [("1", "2"), ("3",)]


def test_passage_over_a_page_break_names_both_pages() -> None:
    block = Block(PARAGRAPH, "Början och slutet.", ("A",), (Span(0, 7, 1, 9), Span(7, 18, 2, 1)))
    (passage,) = report_to_passages(make_report("r", (block,), pages=2))
    assert (passage.pages, passage.page_indexes) == (("1", "2"), (1, 2))


def test_bare_heading_leads_in_the_next_text_of_its_page() -> None:
    blocks = (
        make_block(HEADING, "Kommentar", ("Kommentar",)),
        make_block(HEADING, "Buss", ("Buss",)),
        make_block(PARAGRAPH, "Om buss.", ("Buss",)),
    )
    assert [(p.section, p.text) for p in report_to_passages(make_report("r", blocks))] == [
        (("Buss",), "Kommentar\nOm buss.")
    ]


def test_bare_heading_alone_on_its_page_is_a_passage_of_that_page() -> None:
    blocks = (
        make_block(HEADING, "Tack för oss", ("Tack för oss",), page=1),
        make_block(PARAGRAPH, "Om buss.", ("Buss",), page=2),
    )
    assert [(p.text, p.pages) for p in report_to_passages(make_report("r", blocks, pages=2))] == [
        ("Tack för oss", ("1",)),
        ("Om buss.", ("2",)),
    ]


def test_table_of_contents_is_no_passage() -> None:
    blocks = (make_block(PARAGRAPH, "Budgetramar .......... 16", ("Innehåll",)),)
    assert report_to_passages(make_report("r", blocks)) == []


def test_table_is_found_by_caption_header_and_row_labels_and_shown_as_printed() -> None:
    table = make_table(
        "t", "Utfall per nämnd", ("Nämnd", "Utfall", "Budget"), (("Vård", "-305", "12"), ("Buss", "7", "8"))
    )
    blocks = (make_block(PARAGRAPH, "Inledning.", ("Ekonomi",)), make_block(TABLE, "…", ("Ekonomi",), grid=0))
    text, passage = report_to_passages(make_report("r", blocks, (table,)))
    assert (text.next, passage.previous) == (passage.id, text.id)
    assert (passage.kind, passage.table_id, passage.pages) == ("table", "t", ("1",))
    assert passage.text == "Utfall per nämnd\nNämnd | Utfall | Budget\nVård -305 12\nBuss 7 8"
    assert passage.search_text == (
        "Delårsrapport › Ekonomi › Utfall per nämnd\nNämnd | Utfall | Budget\nmkr\nVård\nBuss"
    )


def test_long_table_is_cut_by_rows_and_each_piece_has_caption_and_header() -> None:
    rows = tuple((f"Enhet nummer {n} med ett långt namn", str(n)) for n in range(60))
    table = make_table("t", "Utfall", ("Enhet", "Antal"), rows)
    passages = report_to_passages(make_report("r", (make_block(TABLE, "…", ("Ekonomi",), grid=0),), (table,)))
    assert len(passages) > 2
    assert all(p.text.startswith("Utfall\nEnhet | Antal\n") for p in passages)
    assert all(len(p.text) <= TABLE_CHARACTERS + 100 for p in passages)
    printed = [line for p in passages for line in p.text.split("\n")[2:]]
    assert printed == [" ".join(row) for row in rows]


CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).parents[3] / "shared"))


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir() and not os.environ.get("CI"), reason="the shared corpus is not here")
def test_every_paragraph_of_the_corpus_is_in_a_passage() -> None:
    from ingest.limits import Limits
    from ingest.reader import read_report

    for path in sorted((CORPUS / "corpus" / "txt").glob("*.txt")):
        report = read_report(path, Limits())
        covered = {span.block for passage in report_to_passages(report) for span in passage.blocks}
        lost = [
            block.text
            for number, block in enumerate(report.blocks)
            if number not in covered and block.kind in (PARAGRAPH, LIST_ITEM) and "....." not in block.text
        ]
        assert lost == []
