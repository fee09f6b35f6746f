from typing import Any

import pytest

from eval.robustness import losses_to_table, results_to_losses


def case(name: str, score: bool, misleading: bool = False) -> dict[str, Any]:
    return {"id": name, "score": score, "misleading": misleading}


RESULTS = {
    "cases": [
        case("a", True),
        case("b", True),
        case("c", False),
        case("a~typo", True),
        case("b~typo", False, misleading=True),
        case("c~typo", False),
        case("a~order", True),
    ]
}


def test_each_kind_is_held_against_the_questions_that_it_changed() -> None:
    typo, order, together = results_to_losses(RESULTS)
    assert (typo.kind, typo.asked, typo.originals, typo.variants, typo.misleading) == ("typo", 3, 2, 1, 1)
    assert (order.kind, order.asked, order.loss) == ("order", 1, 0.0)
    assert (together.kind, together.asked) == ("all", 4)
    assert together.loss == pytest.approx(1 / 4)


def test_the_table_shows_the_loss() -> None:
    table = losses_to_table(results_to_losses(RESULTS))
    assert [next(iter(column.cells)) for column in table.columns] == [
        "typo",
        "3",
        "66.7%",
        "33.3%",
        "33.3%",
        "1",
    ]
