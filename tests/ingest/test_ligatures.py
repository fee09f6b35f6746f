"""Unnamed ligature glyphs are read by the words they make."""

from __future__ import annotations

import pytest

from ingest.ligatures import LigatureReader
from ingest.pdf_words import UNMAPPED, Word

KNOWN = {
    "organisation",
    "verksamhet",
    "drift",
    "drifttid",
    "kommitté",
    "finansiering",
    "kommunal",
    "förening",
    "rättsfall",
}


def word(text: str) -> Word:
    return Word(text, 0, 0, 10, 10, 10, False, 8)


def read(*texts: str) -> list[str]:
    return [w.text for w in LigatureReader(KNOWN.__contains__).repair([word(t) for t in texts])]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("organisa\ufffdon", "organisation"),
        ("Organisa\ufffdon,", "Organisation,"),
        ("dri\ufffd", "drift"),
        ("kommi\ufffdé", "kommitté"),
        ("\ufffdnansiering", "finansiering"),
        ("organisaƟon", "organisation"),
        ("kommiƩé", "kommitté"),
        ("(dri\ufffd)", "(drift)"),
        ("verksamhet", "verksamhet"),
        ("1\ufffd234", "1\ufffd234"),  # nothing is guessed into a number
    ],
)
def test_the_letters_that_make_a_known_word_are_read(printed: str, meant: str) -> None:
    assert read(printed) == [meant]


def test_a_mark_that_was_sure_twice_is_read_alike_in_unknown_words() -> None:
    mark = chr(UNMAPPED + 415)
    assert (
        read(f"Xaver{mark}us", f"organisa{mark}on", f"dri{chr(UNMAPPED + 332)}", f"Organisa{mark}on")[0]
        == "Xavertius"
    )


def test_the_end_of_a_compound_is_enough() -> None:
    assert read("kultur\ufffdnansiering") == ["kulturfinansiering"]


def test_what_can_not_be_read_stays_marked() -> None:
    assert read("Qx\ufffdzz", f"Qx{chr(UNMAPPED + 9)}zz") == ["Qx\ufffdzz", "Qx\ufffdzz"]


def test_the_swedish_word_list_is_used_by_default() -> None:
    repaired = LigatureReader().repair([word("organisa\ufffdon"), word("kostnadsu\ufffdall")])
    assert repaired[0].text == "organisation"
