from __future__ import annotations

import pytest

from eval.bench_retrieval import (
    Question,
    RememberingEncoder,
    cases_to_questions,
    measure_methods,
    rankings_to_score,
    scores_to_table,
)
from eval.cases import Case, CaseType
from index.passages import report_to_passages
from tests.index.fake_encoder import WordCountEncoder
from tests.index.small_reports import simple_report

REPORT = simple_report("001-report", "Resandet med buss ökade.", "Kostnaden för läkare minskade.")
PASSAGES = report_to_passages(REPORT)


def make_case(**fields: object) -> Case:
    return Case(**({"id": "q", "question": "Hur gick det?", "type": CaseType.TEXT} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "names", "questions"),
    [
        (make_case(doc="001", pages=("1",)), {}, [Question("Hur gick det?", frozenset({0, 1}))]),
        (make_case(doc="001", pages=("2",)), {}, []),  # no passage on that page
        (make_case(doc="002", pages=("1",)), {}, []),  # another report
        (make_case(doc="002", pages=("1",)), {"002": "001"}, [Question("Hur gick det?", frozenset({0, 1}))]),
        (make_case(), {}, []),  # unanswerable
        (
            make_case(doc="001", pages=("1",), previous=("Bussar?",)),
            {},
            [Question("Bussar? Hur gick det?", frozenset({0, 1}))],
        ),
    ],
)
def test_right_passages_stand_on_a_right_page(
    case: Case, names: dict[str, str], questions: list[Question]
) -> None:
    assert cases_to_questions([case], PASSAGES, {REPORT.id: "001-report.txt"}, names) == questions


def test_scores_count_first_right_passages() -> None:
    score = rankings_to_score(
        "x", [[3, 1, 2], [9], list(range(20))], [frozenset({2}), frozenset({1}), frozenset({12})]
    )
    assert (score.recall_1, score.recall_5, score.recall_10) == pytest.approx((0, 1 / 3, 1 / 3))
    assert (score.mrr_10, score.ndcg_10) == pytest.approx((1 / 9, 0.5 / 3))


def test_every_method_finds_a_word_that_stands_in_one_passage() -> None:
    encoder = WordCountEncoder("buss läkare")
    scores = measure_methods([REPORT], PASSAGES, [Question("buss", frozenset({0}))], encoder)
    assert {score.name for score in scores if score.recall_1 < 1} == set()
    assert scores_to_table(scores).splitlines()[2].startswith("| BM25 | 100.0% |")


def test_a_text_is_embedded_once() -> None:
    encoder = WordCountEncoder("buss")
    remembering = RememberingEncoder(encoder)
    first = remembering.encode_passages(["buss", "tåg"])
    assert remembering.encode_passages(["tåg", "buss"]).tolist() == first[::-1].tolist()
    assert encoder.encoded == ["buss", "tåg"]
