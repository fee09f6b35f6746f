"""Slips of the keyboard put right, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.mending import Spelling
from service.word_tables import WORD, ignored_words

WANTED = [
    "regionstyrelsen",
    "trafiknämnden",
    "avvikelsen",
    "budget",
    "prognosen",
    "målet",
    "februari",
    "förra",
]
KNOWN = {"regional", "styrelse", "budskap", "målat", "läkare", "avvikande"}


def mended(text: str) -> str:
    return Spelling(WANTED).mend(text, KNOWN.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # a letter left out, doubled, swapped with its neighbour, wrong
        ("Vad är regionstyrlsen avvikelsen?", "Vad är regionstyrelsen avvikelsen?"),
        ("bugdet", "budget"),
        ("buddget", "budget"),
        ("budgrt", "budget"),
        # å ä ö left out, also in short words
        ("trafiknamnden", "trafiknämnden"),
        ("malet", "målet"),
        ("forra året", "förra året"),
        # two slips in a long word
        ("regonstyrelsn", "regionstyrelsen"),
        # marks, spaces and capitals of the rest stay
        ("HSN:s  bugdet, tack!", "HSN:s  budget, tack!"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        # right already, in any case
        "Trafiknämnden",
        "BUDGET",
        # a word of the library
        "budskap",
        # too far off
        "bulletin",
        "regional",
        # another first letter
        "mudget",
        # numbers, years and codes
        "2031",
        "RS/196/2025",
        # words that ask
        "hur vilken enligt",
        "",
        "?!",
    ],
)
def test_anything_else_stays(text: str) -> None:
    assert mended(text) == text


@given(st.text(max_size=60))
def test_what_is_mended_stays_mended(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@given(st.text(max_size=60))
def test_only_words_change(text: str) -> None:
    assert WORD.sub("", mended(text)) == WORD.sub("", text)


@given(st.lists(st.sampled_from([*KNOWN, *sorted(ignored_words())]), max_size=10))
def test_known_words_and_words_that_ask_never_change(words: list[str]) -> None:
    text = " ".join(words)
    assert mended(text) == text
