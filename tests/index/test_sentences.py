from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import Place, sentence_places, split_sentences, split_text
from ingest.records import Block, BlockKind, Span


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kostnaden ökade. Intäkten minskade.", ["Kostnaden ökade.", "Intäkten minskade."]),
        ("Utfallet är 12,3 mkr. Det är bra.", ["Utfallet är 12,3 mkr.", "Det är bra."]),  # mkr. ends here
        ("Det är 12 mkr. lägre än budget.", ["Det är 12 mkr. lägre än budget."]),  # and not here
        ("Det gäller bl.a. Region Norr och t.ex. Umeå.", ["Det gäller bl.a. Region Norr och t.ex. Umeå."]),
        ("Kostnad inkl. Pensioner, dvs. Allt.", ["Kostnad inkl. Pensioner, dvs. Allt."]),
        ("Utfall jfr. Budget, ack. Augusti, fg. År.", ["Utfall jfr. Budget, ack. Augusti, fg. År."]),
        ("Möte kl. 10 i rum nr. 5. Därefter lunch.", ["Möte kl. 10 i rum nr. 5.", "Därefter lunch."]),
        ("1. Inledning till budgeten", ["1. Inledning till budgeten"]),
        ("Buss, tåg m.m. Resandet ökade.", ["Buss, tåg m.m.", "Resandet ökade."]),
        ("Är målet nått? Ja! Helt.", ["Är målet nått?", "Ja!", "Helt."]),
        ("Det står 3.5 i texten.", ["Det står 3.5 i texten."]),
        ("A. Andersson valdes.", ["A. Andersson valdes."]),
        ("Hon sa ”nej.” Sedan gick hon.", ["Hon sa ”nej.”", "Sedan gick hon."]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in split_text(text)] == sentences


@given(st.text(alphabet="aB1 .!?,åÄ\n”)", max_size=80))
def test_offsets_give_the_text_and_nothing_but_space_is_lost(text: str) -> None:
    sentences = split_text(text)
    assert all(text[s.start : s.end] == s.text for s in sentences)
    kept = "".join(s.text for s in sentences)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_sentence_over_a_page_break_has_both_places() -> None:
    text = "Kort. Den långa meningen fortsätter här."
    box = (10.0, 20.0, 30.0, 40.0)
    block = Block(
        BlockKind.PARAGRAPH, text, (), (Span(0, 20, 3, 40, box), Span(20, 30, 4, 1), Span(30, len(text), 4, 2))
    )  # fmt: skip
    first, second = split_sentences(block)
    assert sentence_places(block, first) == [Place(3, (40,), (box,))]
    assert sentence_places(block, second) == [Place(3, (40,), (box,)), Place(4, (1, 2), ())]
