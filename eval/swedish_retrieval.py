"""Bars of search on Swedish that others wrote: the blend against both of its parts, and against plain rank-bm25."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from rank_bm25 import BM25Okapi

from eval.bars import Bar, at_least, skipped
from eval.bench_retrieval import Ranking, Score, rankings_to_score
from eval.swedish_sets import SearchSet, read_sets
from index.abbreviations import Abbreviations
from index.bm25 import Bm25, best_rows, count_postings
from index.embedding import embed_passages
from index.encoder import Encoder
from index.fusion import blend_rankings
from index.hybrid import FUSION_DEPTH
from index.passage_terms import passage_to_units
from index.passages import Passage, PassageKind
from index.query_terms import question_to_terms

FOLDER = "BELAGG_SWEDISH_SETS"
POINTS_ABOVE_PLAIN = 8.0
# Of thousands of questions so many are drawn; the mean of a thousand ranks is steady to a point.
MOST_QUESTIONS = 1000
BLEND, WORDS, MEANING, PLAIN, PLAIN_LOWER = (
    "blend of both (used)",
    "BM25",
    "dense",
    "rank-bm25 on whitespace tokens",
    "rank-bm25 on whitespace tokens in lower case",
)


def swedish_bars(encoder: Encoder, *, train: bool = False) -> Iterator[Bar]:
    """The sets for measuring; with `train` those for tuning, whose figures are no proof."""
    folder = os.environ.get(FOLDER)
    found = list(read_sets(Path(folder))) if folder else []
    if not found:
        yield skipped("Swedish sets", f"{FOLDER} has to name a folder as eval/swedish_sets.py says")
    for searched in found:
        if searched.name.endswith("train") is train:
            yield from set_to_bars(searched.name, measure_set(searched, encoder))


def set_to_bars(name: str, scores: Sequence[Score]) -> Iterator[Bar]:
    """Each method's figures, and the blend's lead over its parts and over plain BM25 in points of MRR@10."""
    by_name = {score.name: score for score in scores}
    for score in scores:
        figures = f"recall@1 {score.recall_1:.1%}  recall@5 {score.recall_5:.1%}  MRR@10 {score.mrr_10:.3f}  nDCG@10 {score.ndcg_10:.3f}"
        yield Bar(f"{name}: {score.name}", figures)
    leads = {
        other: 100 * (by_name[BLEND].mrr_10 - by_name[other].mrr_10) for other in (WORDS, MEANING, PLAIN)
    }
    yield at_least(f"{name}: blend above {WORDS}", leads[WORDS], 0.0, " points")
    yield at_least(f"{name}: blend above {MEANING}", leads[MEANING], 0.0, " points")
    yield at_least(f"{name}: blend above plain BM25", leads[PLAIN], POINTS_ABOVE_PLAIN, " points")


def measure_set(searched: SearchSet, encoder: Encoder) -> list[Score]:
    """The product's rankings and the plain ones, over the same questions."""
    questions = list(searched.questions)
    if len(questions) > MOST_QUESTIONS:
        questions = Random(1).sample(questions, MOST_QUESTIONS)
    asked, right = [text for text, _ in questions], [frozenset({number}) for _, number in questions]
    sparse, dense = word_scores(searched.texts, asked), meaning_scores(searched.texts, asked, encoder)
    rankings: dict[str, list[Ranking]] = {
        PLAIN: plain_rankings([text.split() for text in searched.texts], [text.split() for text in asked]),
        PLAIN_LOWER: plain_rankings(
            [text.lower().split() for text in searched.texts], [text.lower().split() for text in asked]
        ),
        WORDS: [list(scores) for scores in sparse],
        MEANING: [list(scores) for scores in dense],
        BLEND: [[row for row, _ in blend_rankings(pair)] for pair in zip(sparse, dense, strict=True)],
    }
    return [rankings_to_score(name, found, right) for name, found in rankings.items()]


def word_scores(texts: Sequence[str], questions: Sequence[str]) -> list[dict[int, float]]:
    """As the index ranks by words."""
    bm25 = Bm25([count_postings([passage_to_units(text_to_passage(text)) for text in texts])])
    abbreviations = Abbreviations()
    found = [bm25.get_scores(question_to_terms(question, bm25, abbreviations)) for question in questions]
    return [{int(row): float(scores[row]) for row in best_rows(scores, FUSION_DEPTH)} for scores in found]


def meaning_scores(
    texts: Sequence[str], questions: Sequence[str], encoder: Encoder
) -> list[dict[int, float]]:
    """As the index ranks by meaning."""
    vectors = embed_passages(encoder, texts, lambda _: None)
    abbreviations = Abbreviations()
    asked = encoder.encode_queries([abbreviations.spelled_out(question) for question in questions])
    return [
        {int(row): float(scores[row]) for row in np.argsort(-scores)[:FUSION_DEPTH]}
        for scores in asked @ vectors.T
    ]


def plain_rankings(texts: Sequence[list[str]], questions: Sequence[list[str]]) -> list[Ranking]:
    """As in the package's own example."""
    bm25 = BM25Okapi(texts)
    return [np.argsort(-bm25.get_scores(tokens), kind="stable")[:10].tolist() for tokens in questions]


def text_to_passage(text: str) -> Passage:
    """A text without report, section or page."""
    return Passage(
        id="",
        document="",
        kind=PassageKind.TEXT,
        section=(),
        headings="",
        text=text,
        search_text=text,
        table_id=None,
        blocks=(),
        pages=(),
        page_indexes=(),
    )
