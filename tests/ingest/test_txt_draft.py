"""A text extract becomes a draft: pages, blocks in their sections, grids; within the limits."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ingest.errors import FileTooLargeError
from ingest.limits import Limits
from ingest.records import BlockKind
from ingest.txt_draft import read_txt, text_to_draft

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[3] / "shared"))


def kinds_and_texts(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in text_to_draft(text, Limits()).blocks]


def test_double_spaced_prose_is_joined_and_its_hyphens_taken_away() -> None:
    text = (
        " Ekonomi \n\nKollektivtrafiken har under perioden påverkats av den nya zonindelningen och av före-\n\n"
        "tagens ändrade resvanor, vilket minskat antalet resor. \n\nNästa stycke börjar här. \n"
    )
    assert kinds_and_texts(text) == [
        (BlockKind.HEADING, "Ekonomi"),
        (
            BlockKind.PARAGRAPH,
            "Kollektivtrafiken har under perioden påverkats av den nya zonindelningen och av företagens ändrade "
            "resvanor, vilket minskat antalet resor.",
        ),
        (BlockKind.PARAGRAPH, "Nästa stycke börjar här."),
    ]


def test_spans_lead_back_to_the_printed_lines() -> None:
    text = " Mål \n\nNämnden ska verka för god och nära vård i hela kommunen och för trygghet och för sam-\n\nverkan. \n"
    draft = text_to_draft(text, Limits())
    block = draft.blocks[-1]
    assert [(block.text[span.start : span.end].strip(), span.line) for span in block.spans] == [
        ("Nämnden ska verka för god och nära vård i hela kommunen och för trygghet och för sam", 3),
        ("verkan.", 5),
    ]


def test_list_items_stand_apart_below_their_lead_in() -> None:
    text = (
        " Åtgärder \n\nArbetet är inriktat på tre områden som nämnden beslutade om under våren: \n\n"
        "• Accelererad digitalisering och användning av nya verktyg i hela organisationen med \n\nplanerad start i maj. \n\n"
        "• Inköp \n\n- lokaler \n"
    )
    assert kinds_and_texts(text)[1:] == [
        (BlockKind.PARAGRAPH, "Arbetet är inriktat på tre områden som nämnden beslutade om under våren:"),
        (
            BlockKind.LIST_ITEM,
            "• Accelererad digitalisering och användning av nya verktyg i hela organisationen med planerad start i maj.",
        ),
        (BlockKind.LIST_ITEM, "• Inköp"),
        (BlockKind.LIST_ITEM, "- lokaler"),
    ]


def test_headings_make_sections() -> None:
    text = (
        " Verksamhet \n\nProduktion \n\nSkolor \n\nSkolorna har haft fler elever än under förra året, vilket märks. \n\n"
        "Museer \n\nMuseerna har haft öppet hela sommaren och lockat fler besökare. \n Ekonomi \n\nUtfallet är bättre än budget. \n"
    )
    sections = [
        block.section for block in text_to_draft(text, Limits()).blocks if block.kind is BlockKind.PARAGRAPH
    ]
    assert sections == [
        ("Verksamhet", "Produktion", "Skolor"),
        ("Verksamhet", "Produktion", "Museer"),
        ("Ekonomi",),
    ]


def test_numbered_headings_tell_their_level() -> None:
    text = "1 Inledning\n\nText om planen som helhet.\n\n2 Ekonomi\n\n2.1 Resultat\n\nResultatet blev bättre.\n\n3 Personal\n\nFler anställda.\n"
    sections = [
        block.section for block in text_to_draft(text, Limits()).blocks if block.kind is BlockKind.PARAGRAPH
    ]
    assert sections == [("1 Inledning",), ("2 Ekonomi", "2.1 Resultat"), ("3 Personal",)]


def test_a_printed_page_number_is_no_block() -> None:
    assert kinds_and_texts("Mål\n\nText om målen.\n\n1 (2)\n\fSlut\n\n2 (2)\n") == [
        (BlockKind.HEADING, "Mål"),
        (BlockKind.PARAGRAPH, "Text om målen."),
        (BlockKind.HEADING, "Slut"),
    ]


def test_pages_keep_their_lines_verbatim() -> None:
    draft = text_to_draft("Tkr   Utfall\nSkola    5\n", Limits())
    assert [(line.number, line.text) for line in draft.pages[0].lines] == [
        (1, "Tkr   Utfall"),
        (2, "Skola    5"),
    ]


def test_files_over_the_limits_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rapport.txt"
    path.write_text("Mål\n\fEkonomi\n\fPersonal\n", encoding="utf-8")
    with pytest.raises(FileTooLargeError, match="sidor"):
        read_txt(path, Limits(max_pages=2))
    with pytest.raises(FileTooLargeError, match="större"):
        read_txt(path, Limits(max_bytes=10))
    assert len(read_txt(path, Limits()).pages) == 3


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists() and "CI" not in os.environ, reason="the shared corpus is not here")
def test_the_tables_of_the_corpus_are_read() -> None:
    from eval.bench_flattened import grid_facts, score_questions, score_tables

    drafts = {path.name[:3]: read_txt(path, Limits()) for path in (CORPUS / "corpus" / "txt").glob("*.txt")}
    facts = {name: grid_facts(draft) for name, draft in drafts.items()}
    tables = json.loads((CORPUS / "tables" / "delarsrapport-2025-08.json").read_text(encoding="utf-8"))
    lines = (CORPUS / "qa" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    by_table = score_tables(facts["001"], tables)
    by_question = score_questions(facts, [json.loads(line) for line in lines if line])
    assert by_table.right >= 0.99 * by_table.asked, by_table.misses
    assert by_question.right >= 0.97 * by_question.asked, by_question.misses
