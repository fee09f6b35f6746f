"""Sets of others are read from a folder, and the bars hold or fail by the scores."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eval.bench_retrieval import Score
from eval.swedish_retrieval import (
    BLEND,
    FOLDER,
    MEANING,
    PLAIN,
    PLAIN_LOWER,
    WORDS,
    measure_set,
    set_to_bars,
    swedish_bars,
)
from eval.swedish_sets import SearchSet, read_sets
from tests.index.fake_encoder import WordCountEncoder

ANSWERED = {"question": "Vem kör bussen?", "answers": [{"text": "Eva"}]}
UNANSWERED = {"question": "Vad kostar den?", "answers": []}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = [
        {"paragraphs": [{"context": "Eva kör bussen.", "qas": [ANSWERED, UNANSWERED]}]},
        {
            "paragraphs": [
                {"context": text, "qas": [ANSWERED]} for text in ("Bo åker.", "Eva kör.", "Bo åker.")
            ]
        },
    ]
    with gzip.open(tmp_path / "dev.json.gz", "wt", encoding="utf-8") as file:
        json.dump({"data": articles}, file)
    row = {"question": "Får jag åka?", "candidate_answers": ["Nej.", "Ja."], "label": 1}
    (tmp_path / "swefaq_test.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return tmp_path


def test_sets_keep_answered_questions_and_one_of_texts_alike(folder: Path) -> None:
    assert list(read_sets(folder)) == [
        SearchSet("SweFAQ test", ("Nej.", "Ja."), (("Får jag åka?", 1),)),
        SearchSet("SQuAD train", ("Eva kör bussen.",), (("Vem kör bussen?", 0),)),
        SearchSet(
            "SQuAD test",
            ("Bo åker.", "Eva kör."),
            (("Vem kör bussen?", 0), ("Vem kör bussen?", 1), ("Vem kör bussen?", 0)),
        ),
    ]


def test_only_the_sets_for_measuring_are_measured(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(folder))
    encoder = WordCountEncoder("buss åka")
    names = {bar.subject.split(":")[0] for bar in swedish_bars(encoder)}
    assert names == {"SweFAQ test", "SQuAD test"}
    monkeypatch.delenv(FOLDER)
    assert [bar.holds for bar in swedish_bars(encoder)] == [None]


def test_stems_find_what_whitespace_tokens_miss() -> None:
    searched = SearchSet("x", ("Tåget är sent.", "Bussarna går.", "Räntan stiger."), (("bussen?", 1),))
    scores = {score.name: score for score in measure_set(searched, WordCountEncoder("buss"))}
    assert (scores[WORDS].recall_1, scores[BLEND].recall_1, scores[PLAIN].recall_1) == (1, 1, 0)


@pytest.mark.parametrize(
    ("blend", "words", "meaning", "plain", "holds"),
    [
        (0.80, 0.75, 0.70, 0.60, [True, True, True]),
        (0.80, 0.81, 0.70, 0.60, [False, True, True]),  # fusion loses to one part
        (0.80, 0.75, 0.90, 0.60, [True, False, True]),
        (0.80, 0.75, 0.70, 0.73, [True, True, False]),  # seven points above plain BM25 are too few
    ],
)
def test_bars(blend: float, words: float, meaning: float, plain: float, holds: list[bool]) -> None:
    reached = {BLEND: blend, WORDS: words, MEANING: meaning, PLAIN: plain, PLAIN_LOWER: plain}
    scores = [Score(name, mrr, mrr, mrr, mrr, mrr) for name, mrr in reached.items()]
    assert [bar.holds for bar in set_to_bars("x", scores) if bar.holds is not None] == holds
