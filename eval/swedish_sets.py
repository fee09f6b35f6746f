"""Swedish questions and texts that others wrote: SweFAQ of SuperLim 2 and the Swedish translation of SQuAD 2.

They are fetched once by hand and never committed. In one folder, named by BELAGG_SWEDISH_SETS:

- `swefaq_dev.jsonl`, `swefaq_test.jsonl`: SweFAQ (Språkbanken Text, CC BY 4.0), https://spraakbanken.gu.se/resurser/swefaq
- `dev.json.gz`, or `dev.json`: SQuAD_v2_sv (CC BY-SA 4.0), https://huggingface.co/datasets/susumu2357/SQuAD_v2_sv
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SearchSet:
    """Texts, and questions with the number of the text that answers each."""

    name: str
    texts: tuple[str, ...]
    questions: tuple[tuple[str, int], ...]


def read_sets(folder: Path) -> Iterator[SearchSet]:
    """The sets for tuning ("… train") and for measuring ("… test") that the folder has."""
    for split, name in (("dev", "train"), ("test", "test")):
        path = folder / f"swefaq_{split}.jsonl"
        if path.is_file():
            yield swefaq_to_set(f"SweFAQ {name}", path.read_text(encoding="utf-8"))
    for path, opener in ((folder / "dev.json.gz", gzip.open), (folder / "dev.json", open)):
        if path.is_file():
            with opener(path, "rt", encoding="utf-8") as file:
                data = json.load(file)["data"]
            # The questions of an article go together: even ones are tuned on, odd ones measured.
            yield squad_to_set("SQuAD train", data[::2])
            yield squad_to_set("SQuAD test", data[1::2])
            return


def swefaq_to_set(name: str, lines: str) -> SearchSet:
    """Every answer of the file is a text; the question's own is right.

    >>> swefaq_to_set("x", '{"question": "Var?", "candidate_answers": ["Nu.", "Här."], "label": 1}').questions
    (('Var?', 1),)
    """
    rows = [json.loads(line) for line in lines.splitlines() if line.strip()]
    texts = list(dict.fromkeys(text for row in rows for text in row["candidate_answers"]))
    number = {text: position for position, text in enumerate(texts)}
    questions = [(row["question"], number[row["candidate_answers"][row["label"]]]) for row in rows]
    return SearchSet(name, tuple(texts), tuple(questions))


def squad_to_set(name: str, articles: list[dict[str, Any]]) -> SearchSet:
    """Every paragraph is a text; questions without an answer are left out, and of paragraphs alike one is kept."""
    numbers: dict[str, int] = {}
    questions = []
    for article in articles:
        for paragraph in article["paragraphs"]:
            number = numbers.setdefault(paragraph["context"], len(numbers))
            questions += [(asked["question"], number) for asked in paragraph["qas"] if asked["answers"]]
    return SearchSet(name, tuple(numbers), tuple(questions))
