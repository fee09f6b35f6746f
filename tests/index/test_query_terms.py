from __future__ import annotations

import pytest

from index.abbreviations import Abbreviations
from index.bm25 import Bm25, count_postings
from index.query_terms import (
    FOLDED_WEIGHT,
    FULL_NAME_WEIGHT,
    MISSPELT_WEIGHT,
    SYNONYM_WEIGHT,
    question_to_terms,
)
from index.swedish_terms import to_terms

TEXT = "kollektivtrafiken budgetavvikelse hyrläkare avvikelse regionstyrelsen sjukfrånvaro utfall åtgärder"


@pytest.fixture
def index() -> Bm25:
    return Bm25([count_postings([[dict.fromkeys(to_terms(TEXT), 1.0)]])])


def weights(question: str, index: Bm25) -> dict[str, float]:
    return question_to_terms(question, index, Abbreviations([("VFU", "rätt använd kompetens")]))


@pytest.mark.parametrize(
    ("question", "term", "weight"),
    [
        ("utfallet", "utfall", 1.0),  # as it stands
        ("kolektivtrafiken", "kollektivtrafik", MISSPELT_WEIGHT),  # a letter left out
        ("avikelse", "avvik", MISSPELT_WEIGHT),
        ("regionstyrlsen", "regionstyr", MISSPELT_WEIGHT),
        ("hyrlakare", "hyrläk", FOLDED_WEIGHT),  # typed without dots
        ("sjukskrivningar", "sjukfrånvaro", SYNONYM_WEIGHT),
        ("RS", "regionstyr", FULL_NAME_WEIGHT),  # general abbreviation
        ("hur går det för vfu?", "kompetens", FULL_NAME_WEIGHT),  # one that a report introduced
    ],
)
def test_a_question_word_leads_to_terms_of_the_index(
    question: str, term: str, weight: float, index: Bm25
) -> None:
    assert weights(question, index)[to_terms(term)[0]] == weight


def test_a_compound_whose_parts_are_known_needs_no_neighbour(index: Bm25) -> None:
    assert weights("utfallsavvikelse", index) == {"utfall": 1.0, "avvik": 1.0}


@pytest.mark.parametrize("question", ["", "xqzzyw", "och", "7 311"])
def test_what_no_report_has_gives_no_term(question: str, index: Bm25) -> None:
    assert not any(term in index for term in weights(question, index))


def test_a_full_name_leads_to_its_abbreviation(index: Bm25) -> None:
    assert "ktn" in weights("kollektivtrafiknämndens utfall", index)
