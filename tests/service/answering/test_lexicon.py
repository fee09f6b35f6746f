"""What a word of a question may mean in a library, from the same word to a part of a compound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.lexicon import Lexicon
from service.word_tables import stem, stems_of

TEXTS = (
    "Sjuksköterskor",
    "Läkare varav primärvård",
    "Kostnad bemanningsföretag",
    "Sjukfrånvaro i procent",
    "Kassalikviditet exklusive pensioner",
    "Vårdplatser i genomsnitt",
    "Antal anställda per nämnd",
    "Hudsjukvård och ögonsjukvård",
    "Investeringar i medicinteknisk utrustning",
    "Resor med stadsbuss",
    "Ortopedi",
    "Totalfosfor",
    "Dop",
    "Summa",
    "Summa",
    "Summa",
)
LEXICON = Lexicon([stems_of(text) for text in TEXTS])


def cover(word: str, text: str) -> float:
    """How much of a word a text covers."""
    return LEXICON.read(word).cover(dict.fromkeys(stems_of(text), 1.0))


@pytest.mark.parametrize(
    ("word", "text", "least"),
    [
        # the same word, inflected
        ("sjuksköterskorna", "Sjuksköterskor", 1.0),
        ("vårdplatserna", "Vårdplatser i genomsnitt", 1.0),
        # å ä ö left out
        ("sjukfranvaro", "Sjukfrånvaro i procent", 0.9),
        ("lakare", "Läkare varav primärvård", 0.9),
        # a slip of the finger
        ("sjukfrånvavo", "Sjukfrånvaro i procent", 0.8),
        ("kassalikvidtet", "Kassalikviditet exklusive pensioner", 0.8),
        # everyday words
        ("medarbetare", "Antal anställda per nämnd", 0.6),
        # a form that the stemmer parts
        ("ortopedin", "Ortopedi", 0.8),
        # the report's word is a compound of the asked one
        ("bemanning", "Kostnad bemanningsföretag", 0.7),
        # the asked compound is covered by its parts together
        ("sjuksköterskekostnad", "Sjuksköterskor kostnad", 0.8),
        # a measure of something that stands at the end of another compound
        ("fosforhalten", "Totalfosfor", 0.7),
        # what was done, for the noun
        ("döptes", "Dop", 0.8),
        # Swedish names keep their s
        ("ortopedis", "Ortopedi", 0.8),
    ],
)
def test_a_word_is_covered(word: str, text: str, least: float) -> None:
    assert cover(word, text) >= least


@pytest.mark.parametrize(
    ("word", "text", "most"),
    [
        # another word
        ("läkare", "Sjuksköterskor", 0.0),
        ("soliditet", "Kassalikviditet exklusive pensioner", 0.5),
        # only a part of a compound is there
        ("plastikkirurgi", "Ortopedi", 0.5),
        ("sjukhusläkarlön", "Läkare varav primärvård", 0.5),
        # a slip in the first letter makes another word
        ("artopedi", "Ortopedi", 0.0),
        # chance beginnings
        ("resa", "Investeringar i medicinteknisk utrustning", 0.0),
    ],
)
def test_another_word_is_not_covered(word: str, text: str, most: float) -> None:
    assert cover(word, text) <= most


def test_a_nearer_meaning_is_worth_more() -> None:
    same = cover("vårdplatser", "Vårdplatser i genomsnitt")
    folded = cover("vardplatser", "Vårdplatser i genomsnitt")
    slipped = cover("vårdplatsre", "Vårdplatser i genomsnitt")
    assert same > folded > slipped > 0.5


def test_a_place_that_says_less_covers_less() -> None:
    reading = LEXICON.read("läkare")
    assert reading.cover({stem("läkare"): 0.5}) == 0.5 * reading.cover({stem("läkare"): 1.0})
    assert reading.cover({}) == 0.0


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    assert LEXICON.weight(stem("ortopedi")) > LEXICON.weight(stem("summa"))
    assert LEXICON.weight("finnsinte") >= LEXICON.weight(stem("ortopedi"))
    assert Lexicon([]).weight("vad") > 0


def test_a_word_that_no_text_has_is_unknown() -> None:
    assert not LEXICON.read("giraff").known
    assert LEXICON.read("läkarna").known
    assert stem("läkare") in LEXICON
    assert "giraff" not in LEXICON


@given(st.text(alphabet="abcdefghijklmnoprstuvyåäö0123456789/-", min_size=1, max_size=30))
def test_any_word_is_covered_between_nought_and_wholly(word: str) -> None:
    reading = LEXICON.read(word)
    for text in TEXTS:
        assert 0.0 <= reading.cover(dict.fromkeys(stems_of(text), 1.0)) <= 1.0
    assert reading.weight > 0


@given(st.sampled_from([word for text in TEXTS for word in text.casefold().split()]))
def test_a_word_of_the_library_covers_itself(word: str) -> None:
    assert LEXICON.read(word).known
    assert cover(word, word) == 1.0


def test_a_noun_of_a_verb_means_the_verb() -> None:
    lexicon = Lexicon([stems_of("Att reglera"), stems_of("Kö och väntande")])
    assert lexicon.read("regleringen").cover(dict.fromkeys(stems_of("Att reglera"), 1.0)) > 0.8
    assert lexicon.knows("regleringen")


def test_a_compound_of_known_words_is_no_slip() -> None:
    lexicon = Lexicon([stems_of("Hud"), stems_of("Läkare"), stems_of("Hyrläkare")])
    assert lexicon.knows("hudläkare")
    assert not lexicon.knows("hydläkare")
