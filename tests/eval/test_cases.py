from decimal import Decimal
from pathlib import Path

import pytest

from eval.cases import CaseType, SuiteError, line_to_case, load_suite

LOOKUP = '{"id": "q1", "question": "Vad blev det?", "type": "lookup", "doc": "1", "pages": ["3"], "value": -1.50, "unit": "mkr"}'


def test_a_line_becomes_a_case_with_its_printed_digits() -> None:
    case = line_to_case(LOOKUP)
    assert (case.id, case.type, case.pages) == ("q1", CaseType.LOOKUP, ("3",))
    assert str(case.value) == "-1.50"


def test_alternatives_are_readings_with_their_own_place() -> None:
    line = LOOKUP.replace(
        '"unit"',
        '"alternatives": [{"value": 2, "unit": "tkr", "doc": "2", "page": "Bilaga 2", "why": "x"}], "unit"',
    )
    (reading,) = line_to_case(line).alternatives
    assert (reading.value, reading.unit, reading.doc, reading.page) == (Decimal(2), "tkr", "2", "Bilaga 2")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "expected an object"),
        (LOOKUP.replace('"lookup"', '"guess"'), "unknown type 'guess'"),
        (LOOKUP.replace("-1.50", '"many"'), "value: expected a number"),
        (LOOKUP.replace("-1.50", "true"), "value: expected a number"),
        (LOOKUP.replace("-1.50", "null"), "needs value or must_contain"),
        (LOOKUP.replace('"doc": "1"', '"doc": null'), "needs doc"),
        (LOOKUP.replace('["3"]', '"3"'), "pages: expected a list"),
        (LOOKUP.replace('"lookup"', '"unanswerable"'), "neither value nor must_contain"),
        (LOOKUP.replace('"q1"', '""'), "id is missing"),
    ],
)
def test_a_line_that_cannot_be_scored_is_refused(line: str, message: str) -> None:
    with pytest.raises(SuiteError, match=message):
        line_to_case(line)


def test_errors_name_file_and_line(tmp_path: Path) -> None:
    suite = tmp_path / "s.jsonl"
    suite.write_text(f"{LOOKUP}\n\nnonsense\n", encoding="utf-8")
    with pytest.raises(SuiteError, match=r"s\.jsonl, line 3: not JSON"):
        load_suite(suite)


def test_an_id_is_used_once(tmp_path: Path) -> None:
    suite = tmp_path / "s.jsonl"
    suite.write_text(f"{LOOKUP}\n{LOOKUP}\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="line 2: id 'q1' is already used in line 1"):
        load_suite(suite)


def test_an_empty_suite_is_an_error(tmp_path: Path) -> None:
    suite = tmp_path / "s.jsonl"
    suite.write_text("\n", encoding="utf-8")
    with pytest.raises(SuiteError, match="no questions"):
        load_suite(suite)


@pytest.mark.parametrize(
    ("pages", "alone"),
    [('["Bilaga 1 s. 3"]', True), ('["26", "Bilaga 1 s. 3"]', False), ("[]", False)],
)
def test_appendix_questions_are_those_with_no_page_outside(pages: str, alone: bool) -> None:
    assert line_to_case(LOOKUP.replace('["3"]', pages)).only_in_appendix is alone
