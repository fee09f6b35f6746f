"""A small generated index is measured, and the picture shows every curve and size."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from xml.etree import ElementTree

from eval.index_scale import (
    PASSAGES_A_REPORT,
    DrawnVectors,
    IndexCost,
    make_index,
    make_questions,
    make_vocabulary,
    measure_index,
)
from eval.scale_picture import costs_to_svg
from index.hybrid import HybridIndex


def test_an_index_of_a_size_is_made_and_measured(tmp_path: Path) -> None:
    make_index(tmp_path, 2 * PASSAGES_A_REPORT)
    cost = IndexCost(**json.loads(measure_index(str(tmp_path))))
    assert cost.passages == 2 * PASSAGES_A_REPORT
    assert min(cost.start, cost.words, cost.both, cost.add, cost.remove) > 0
    assert cost.megabytes > 10
    # What was added for measuring is gone again.
    assert set(HybridIndex.open(tmp_path, DrawnVectors()).documents()) == {"r0", "r1"}


def test_questions_are_of_words_that_the_passages_have() -> None:
    vocabulary = set(make_vocabulary(Random(1)))
    assert {word for question in make_questions(Random(2)) for word in question.split()} <= vocabulary


def test_the_picture_is_svg_with_a_point_for_each_size_and_curve() -> None:
    picture = ElementTree.fromstring(costs_to_svg((1000, 10_000), {"a, b": [0.001, 0.02], "c": [0.5, 0.7]}))
    tags = [element.tag.rpartition("}")[2] for element in picture.iter()]
    texts = {element.text for element in picture.iter() if element.text}
    assert (tags.count("polyline"), tags.count("circle")) == (2, 4)
    assert {"1,000", "10,000", "passages", "20", "500"} <= texts
