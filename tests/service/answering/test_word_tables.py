"""Words, stems and the rows of the vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.word_tables import (
    FOLDER,
    SHORTEST_STEM,
    ignored_words,
    stem,
    stems_of,
    synonyms,
    word_table,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hälso- och sjukvårdsnämnden", ["hälso", "och", "sjukvårdsnämnden"]),
        # genitive colons come off, diary numbers stay whole
        ("HSN:s ECT-apparat, RS/196/2025", ["hsn", "ect", "apparat", "rs/196/2025"]),
        # a stroke between words parts them
        ("RUN/KTN", ["run", "ktn"]),
        ("31,4 %", ["31", "4"]),
        ("en_rad", ["en", "rad"]),
        ("… – ?!", []),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "forms",
    [
        # one matter, several forms
        ("vårdplats", "vårdplatser", "vårdplatserna", "vårdplatsernas"),
        ("kostnad", "kostnaden", "kostnader", "kostnaderna"),
        ("nämnd", "nämnden", "nämnder", "nämndens"),
        ("resultat", "resultatet"),
        ("avvikelse", "avvikelsen", "avvikelser"),
        ("preliminär", "preliminärt", "preliminära"),
        ("bruttokostnadsutveckling", "bruttokostnadsutvecklingen"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("läkare", "läkemedel"), ("budget", "bud"), ("skola", "skuld"), ("vård", "värd")]
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@given(st.text(alphabet="abcdefghijklmnoprstuvåäö", min_size=1, max_size=25))
def test_a_stem_is_the_beginning_of_its_word(word: str) -> None:
    """Not its own stem: a third round would make "konst" of "konstaterades" and "und" of "understiger"."""
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(len(word), SHORTEST_STEM)


@given(st.text(max_size=60))
def test_any_text_has_as_many_stems_as_words(text: str) -> None:
    assert stems_of(text) == [stem(word) for word in words_of(text)]


def test_a_synonym_leads_from_everyday_words_to_those_of_reports() -> None:
    meant = {row.stem: row.weight for row in synonyms()[stem("medarbetare")]}
    assert meant[stem("anställda")] > 0.5
    assert stem("medarbetare") not in meant


def test_every_row_of_the_vocabulary_is_whole() -> None:
    for row in word_table("synonyms")["row"]:
        assert row["words"], row
        assert row["means"], row
        assert 0 < row["weight"] <= 1, row


def test_words_that_ask_are_lower_case_words() -> None:
    assert {"hur", "vad", "är", "rapporten"} <= ignored_words()
    assert all(word == word.casefold() for word in ignored_words())
    assert "#" not in "".join(ignored_words())


def test_no_word_that_says_what_about_is_ignored() -> None:
    matters = ["budget", "läkare", "resultat", "vårdplatser", "soliditet", "resor", "skola", "mål"]
    assert not ignored_words() & set(matters)


def test_each_table_lies_in_the_folder_of_the_vocabulary() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} >= {"answer_cues", "cues", "scopes", "synonyms"}
