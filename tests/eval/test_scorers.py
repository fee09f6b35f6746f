from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from eval.cases import Case, CaseType, Reading
from eval.scorers import Score, contains, page_matches, score_response

FULL = Score(right=True, cited=True, misleading=False)
MISLEADING = Score(right=False, cited=True, misleading=True)
WRONG = Score(right=False, cited=True, misleading=False)


def case(kind: str = "lookup", value: str | None = "-418", unit: str | None = "mkr", **more: Any) -> Case:
    number = None if value is None else Decimal(value)
    return Case(
        id="q",
        question="?",
        type=CaseType(kind),
        doc="001",
        pages=("12", "17"),
        value=number,
        unit=unit,
        **more,
    )


def response(
    number: str | None = "-418",
    unit: str | None = "mkr",
    *,
    kind: str = "value",
    answer: str = "svar",
    source: str = "001_x.txt",
    page: str = "12",
    quote: str = "",
) -> dict[str, Any]:
    return {
        "kind": kind,
        "answer": answer,
        "value": None if number is None else {"number": number, "unit": unit},
        "calculation": None,
        "citations": [{"source": source, "page": page, "quote": quote}],
        "alternatives": [],
    }


NOT_FOUND: dict[str, Any] = {
    "kind": "not_found",
    "answer": "Hittar inte",
    "value": None,
    "calculation": None,
    "citations": [],
}


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("-418", "mkr", FULL),
        ("-418.0", "mkr", FULL),
        ("-418000", "tkr", FULL),
        ("-418000000", "kr", FULL),
        ("-0.418", "mdkr", FULL),
        ("-418", "miljoner kronor", FULL),
        ("-418", "Mnkr", FULL),
        ("-418", "tkr", MISLEADING),  # a thousandfold error
        ("-418", None, MISLEADING),
        ("418", "mkr", MISLEADING),
        ("-417.9", "mkr", MISLEADING),
        (None, None, WRONG),
    ],
)
def test_a_looked_up_sum_has_the_same_number_sign_and_unit(
    number: str | None, unit: str | None, expected: Score
) -> None:
    assert score_response(case(), response(number, unit)) == expected


@pytest.mark.parametrize("kind", ["period", "followup", "ambiguous"])
def test_the_sign_counts_where_a_cell_is_asked_for(kind: str) -> None:
    assert score_response(case(kind), response("418")) == MISLEADING


@pytest.mark.parametrize("kind", ["computed", "lookup_text"])
def test_the_amount_counts_where_words_carry_the_direction(kind: str) -> None:
    assert score_response(case(kind), response("418")) == FULL


@pytest.mark.parametrize(
    ("kind", "expected_value", "number", "unit", "right"),
    [
        ("computed", "64.3", "64.27", "procent", True),
        ("computed", "64.3", "64.25", "procent", True),  # half a unit itself still rounds to it
        ("computed", "64.3", "64.24", "procent", False),
        ("computed", "63", "62.6", "procent", True),
        ("computed", "12300", "12301", "procent", False),  # a whole number's last digit is its ones
        ("lookup", "64.3", "64.27", "procent", False),
        ("lookup_text", "64.3", "64.27", "procent", False),
    ],
)
def test_only_computed_values_may_be_rounded(
    kind: str, expected_value: str, number: str, unit: str, right: bool
) -> None:
    assert score_response(case(kind, expected_value, "procent"), response(number, unit)).right is right


def test_a_computed_sum_is_rounded_in_the_expected_unit() -> None:
    assert score_response(case("computed", "1.2", "mkr"), response("1249", "tkr")).right
    assert not score_response(case("computed", "1.2", "mkr"), response("1251", "tkr")).right


@pytest.mark.parametrize(
    ("expected", "stated", "right"),
    [
        ("procent", "%", True),
        ("antal", "st", True),
        ("kWh/m2", "kWh/m²", True),
        ("procent", "procentenheter", False),
        ("antal", None, False),
        (None, None, True),
        (None, "mkr", False),
    ],
)
def test_units_have_one_name_each(expected: str | None, stated: str | None, right: bool) -> None:
    assert score_response(case("lookup", "7", expected), response("7", stated)).right is right


def test_alternatives_count_for_ambiguous_questions_only() -> None:
    readings = (
        Reading(Decimal(233), "tkr", "001", "13", "förtroendemän"),
        Reading(Decimal(5), "tkr", "003", "9", ""),
    )
    answer = response("233", "tkr", page="13")
    assert score_response(case("ambiguous", alternatives=readings), answer) == FULL
    assert score_response(case("lookup", alternatives=readings), answer) == Score(
        right=False, cited=False, misleading=True
    )


def test_an_alternative_is_proved_where_it_stands() -> None:
    readings = (Reading(Decimal(5), "tkr", "003", "9", ""),)
    asked = case("ambiguous", alternatives=readings)
    assert score_response(asked, response("5", "tkr", source="003_y.txt", page="9")).cited
    assert not score_response(asked, response("5", "tkr", source="003_y.txt", page="12")).cited
    assert not score_response(asked, response("-418", "mkr", source="003_y.txt", page="9")).cited


@pytest.mark.parametrize(
    ("source", "page", "cited"),
    [
        ("001_x.txt", "12", True),
        ("001_x.txt", "17", True),
        ("001_x.txt", "1", False),
        ("002_x.txt", "12", False),
    ],
)
def test_the_first_citation_names_file_and_page(source: str, page: str, cited: bool) -> None:
    assert score_response(case(), response(source=source, page=page)).cited is cited


def test_only_the_first_citation_counts() -> None:
    answer = response(page="5")
    answer["citations"].append({"source": "001_x.txt", "page": "12", "quote": ""})
    assert not score_response(case(), answer).cited


def test_doc_names_map_a_prefix_to_another_file() -> None:
    answer = response(source="interim-2025.pdf")
    assert not score_response(case(), answer).cited
    assert score_response(case(), answer, {"001": "interim-2025"}).cited


def test_right_but_elsewhere_is_not_a_score_and_not_misleading() -> None:
    score = score_response(case(), response(page="1"))
    assert (score.right, score.cited, score.score, score.misleading) == (True, False, False, False)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NOT_FOUND, FULL),
        (response("5", "mkr"), Score(right=False, cited=False, misleading=True)),
        (response(None, kind="passage"), Score(right=False, cited=False, misleading=False)),
    ],
)
def test_the_unanswerable_is_not_found(answer: dict[str, Any], expected: Score) -> None:
    unanswerable = replace(case(value=None, unit=None), type=CaseType.UNANSWERABLE, doc=None, pages=())
    assert score_response(unanswerable, answer) == expected


def test_not_found_is_wrong_but_misleads_nobody() -> None:
    assert score_response(case(), NOT_FOUND) == Score(right=False, cited=False, misleading=False)
    text = case("text", None, None, must_contain=("hittar",))
    assert not score_response(text, NOT_FOUND).right


def test_strings_are_looked_for_in_answer_and_quotes() -> None:
    asked = case("text", None, None, must_contain=("Ishockey|bandy", "1 maj"))
    answer = response(None, kind="passage", answer="Från den 1\u00a0maj", quote="spelas bandy")
    assert score_response(asked, answer) == FULL
    assert score_response(asked, response(None, kind="passage", answer="den 11 maj, bandy")) == WRONG


def test_operands_are_quotes_too() -> None:
    asked = case("computed", "1", "mkr", must_contain=("Kansliet",))
    answer = response("1")
    answer["calculation"] = {"expression": "1 + 2", "operands": [{"quote": "Kansliet 1"}]}
    assert score_response(asked, answer) == FULL


def test_value_and_strings_are_both_needed() -> None:
    asked = case(must_contain=("Kansliet",))
    assert score_response(asked, response(answer="Kansliet")) == FULL
    assert score_response(asked, response(answer="Nämnden")) == WRONG  # its number is not wrong
    assert score_response(asked, response("1", answer="Kansliet")) == MISLEADING


def test_a_number_given_for_a_question_of_words_misleads() -> None:
    asked = case("text", None, None, must_contain=("vädret",))
    assert score_response(asked, response("17")) == MISLEADING
    assert score_response(asked, response("17", answer="på grund av vädret")) == FULL


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("−418 mkr", "-418", True),
        ("–418 mkr", "-418", True),
        ("18\u202f642", "18 642", True),
        ("17,4 procent", "7,4", False),
        ("200,0", "200", True),
        ("UTFALL", "utfall", True),
        ("anslag", "medel|anslag", True),
        ("anslag", "medel", False),
    ],
)
def test_contains(text: str, wanted: str, found: bool) -> None:
    assert contains(text, wanted) is found


@pytest.mark.parametrize(
    ("wanted", "label", "same"),
    [
        ("Bilaga 1 s. 28", "Bilaga 1 s.\u00a028", True),
        ("Bilaga 2", "Bilaga 2 s. 1", True),
        ("Bilaga 1 s. 2", "Bilaga 1 s. 28", False),
        ("28", "Bilaga 1 s. 28", False),
    ],
)
def test_page_matches(wanted: str, label: str, same: bool) -> None:
    assert page_matches(wanted, label) is same
