from __future__ import annotations

import pytest

from index.swedish_terms import fold, to_term_groups, to_terms


@pytest.mark.parametrize(
    "words",
    [
        ["kostnad", "kostnader", "kostnaderna", "kostnadens"],
        ["nämnd", "nämnden", "nämndens", "nämnderna", "nämndernas"],
        ["läkare", "läkarna", "läkarens"],
        ["utfall", "utfallet"],
        ["ränta", "räntan", "räntor", "räntorna"],
        ["minskade", "minskat", "minskning", "minskningen"],
        ["ökade", "ökat", "ökning", "ökningen"],
        ["anställd", "anställda", "anställning"],
        ["år", "året", "åren", "årets"],
        ["ledamot", "ledamöter", "ledamöterna"],
        ["Budget", "BUDGETEN", "budgets"],
        ["miljoner kronor", "mkr", "mnkr", "MSEK"],
        ["augusti", "aug", "Aug."],
    ],
)
def test_forms_of_a_word_share_their_terms(words: list[str]) -> None:
    assert len({tuple(to_terms(word)) for word in words}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("intäkt", "kostnad"),
        ("utfall", "avvikelse"),
        ("budget", "prognos"),
        ("region", "regional"),
        ("vård", "värd"),
    ],
)
def test_different_words_keep_different_terms(left: str, right: str) -> None:
    assert not set(to_terms(left)) & set(to_terms(right))


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("budgetavvikelsen", "avvikelse"),
        ("nettokostnadsutvecklingen", "kostnad"),
        ("sjukvårdsnämnden", "nämnd"),
        ("kommunstyrelsens", "styrelse"),
        ("hyrläkarna", "läkare"),
        ("kollektivtrafikens", "trafik"),
        ("personalkostnader", "personal"),
        ("medelväntetiden", "tid"),
    ],
)
def test_a_compound_holds_the_terms_of_its_parts(compound: str, part: str) -> None:
    assert set(to_terms(part)) <= set(to_terms(compound))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("1 222 921", ["1222921"]),
        ("1\u00a0222\u202f921", ["1222921"]),  # no-break and narrow spaces
        ("12,3", ["12,3"]),
        ("2025-08", ["2025-08"]),
        ("RS/196/2025", ["rs/196/2025"]),
        ("HSN:s", ["hsn"]),  # genitive
        ("och att som", []),
        ("", []),
        ("…!?", []),
    ],
)
def test_numbers_and_signs_are_whole_terms(text: str, terms: list[str]) -> None:
    assert to_terms(text) == terms


def test_groups_keep_a_word_and_its_parts_together() -> None:
    assert to_term_groups("budgetram 2025") == [("budgetram", "budg", "ram"), ("2025",)]


@pytest.mark.parametrize(
    ("term", "folded"), [("hälso", "halso"), ("åtgärd", "atgard"), ("vård", "vard"), ("ren", "ren")]
)
def test_fold_takes_dots_and_rings(term: str, folded: str) -> None:
    assert fold(term) == folded
