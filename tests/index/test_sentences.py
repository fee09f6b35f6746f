from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import Place, sentence_places, split_sentences, split_text
from ingest.records import Block, BlockKind, Line, Span


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


def test_a_box_holds_the_words_of_its_sentence_only() -> None:
    printed = Line(7, "Kort. En trafik-", (10.0, 50.0, 90.0, 60.0), word_edges=(10, 30, 34, 44, 48, 90))
    rest = Line(8, "plan finns. Sedan", (10.0, 62.0, 90.0, 72.0), word_edges=(10, 30, 34, 60, 64, 90))
    text = "Kort. En trafikplan finns. Sedan"
    assert printed.box is not None
    assert rest.box is not None
    spans = (Span(0, 15, 2, 7, printed.box), Span(15, len(text), 2, 8, rest.box))
    block = Block(BlockKind.PARAGRAPH, text, (), spans)
    lines = {(2, 7): printed, (2, 8): rest}
    short, long, last = (sentence_places(block, one, lines) for one in split_sentences(block))
    assert short == [Place(2, (7,), ((10.0, 50.0, 30.0, 60.0),))]
    assert long == [Place(2, (7, 8), ((34.0, 50.0, 90.0, 60.0), (10.0, 62.0, 60.0, 72.0)))]
    assert last == [Place(2, (8,), ((64.0, 62.0, 90.0, 72.0),))]
    # a line whose words are not known to stand anywhere is marked whole
    assert sentence_places(block, split_sentences(block)[0], {(2, 7): Line(7, "Kort. En trafik-")}) == [
        Place(2, (7,), (printed.box,))
    ]
