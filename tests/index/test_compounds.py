from __future__ import annotations

import pytest

from index.compounds import split_compound


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("budgetavvikelse", ("budget", "avvikelse")),
        ("nettokostnadsutveckling", ("netto", "kostnads", "utveckling")),
        ("sjuktimmar", ("sjuk", "timmar")),
        ("förtroendemannabudgeten", ("förtroendemanna", "budgeten")),
        ("investeringsbudgeten", ("investerings", "budgeten")),
        ("deltagarveckor", ("deltagar", "veckor")),
        ("balanskravsresultat", ("balanskravs", "resultat")),
    ],
)
def test_compounds_come_apart(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word) == parts


@pytest.mark.parametrize(
    "word",
    ["budget", "miljoner", "verksamheten", "kommunerna", "prognosen", "information", "regionens", "beslut", "intäkter",
     "fastighet", "avvikelsen", "kontakt", "rapporten", "måltid"[:6], "x" * 300],
)  # fmt: skip
def test_simple_words_stay_whole(word: str) -> None:
    assert split_compound(word) == ()
