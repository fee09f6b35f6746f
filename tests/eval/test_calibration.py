"""Calibration: what is measured, what is fitted, and that no group is judged by weights that have seen it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from eval.calibration.__main__ import main
from eval.calibration.fitting import choose_penalty, fit_weights, held_out, probability
from eval.calibration.measures import area_under_risk, calibration_error, risk_coverage
from eval.calibration.observed import Observed, read_observed, write_observed
from eval.calibration.report import group_of, weights_to_toml


def answer(suite: str, number: int, evidence: dict[str, float], *, right: bool) -> Observed:
    return Observed(suite, f"Q{number}", "lookup", "cell", evidence, right, right, not right)


def telling(suite: str) -> list[Observed]:
    """Answers of which nine in ten with "ord" are right and three in ten without; "brus" says nothing."""
    return [
        answer(
            suite,
            number,
            {"ord": float(number < 50), "brus": float(number % 2)},
            right=number % 10 < (9 if number < 50 else 3),
        )
        for number in range(100)
    ]


def test_weights_give_the_shares_that_were_right() -> None:
    weights = fit_weights(telling("a"), ("ord", "brus"), 1e-5, group_of)
    assert probability({"ord": 1.0}, weights) == pytest.approx(0.9, abs=0.05)
    assert probability({"ord": 0.0}, weights) == pytest.approx(0.3, abs=0.05)


def test_no_part_speaks_against_an_answer() -> None:
    turned = [answer("a", n, {"ord": float(n < 50)}, right=n >= 50 or n % 10 < 3) for n in range(100)]
    assert fit_weights(turned, ("ord",), 1e-5, group_of)["ord"] == 0


def test_a_small_group_weighs_as_much_as_a_large_one() -> None:
    many = [answer("a-1", n, {}, right=True) for n in range(900)]
    few = [answer("b-1", n, {}, right=n % 2 == 0) for n in range(10)]
    weights = fit_weights([*many, *few], (), 0.0, group_of)
    assert probability({}, weights) == pytest.approx(0.75, abs=0.01)


def test_a_group_is_judged_by_weights_that_have_not_seen_it() -> None:
    right = [answer("a-1", n, {}, right=True) for n in range(10)] + [answer("a-2", 1, {}, right=True)]
    wrong = [answer("b-1", n, {}, right=False) for n in range(10)]
    chances = {one.suite: chance for one, chance in held_out([*right, *wrong], (), 0.0, group_of)}
    assert chances["a-1"] < 0.1
    assert chances["a-2"] < 0.1
    assert chances["b-1"] > 0.9


def test_a_penalty_is_chosen_by_suites_left_out() -> None:
    penalty, losses = choose_penalty(telling("a") + telling("b"), ("ord", "brus"), group_of)
    assert losses[penalty] == min(losses.values())


def test_measures_of_a_perfect_and_of_a_boastful_confidence() -> None:
    perfect = [(1.0, True)] * 8 + [(0.0, False)] * 2
    boastful = [(1.0, True)] * 8 + [(1.0, False)] * 2
    assert calibration_error(perfect) == 0
    assert calibration_error(boastful) == pytest.approx(0.2)
    assert area_under_risk(perfect) < area_under_risk(boastful)
    assert [(one.coverage, one.risk) for one in risk_coverage(boastful)] == [(1.0, 0.2)]


def test_answers_may_weigh_otherwise_than_alike() -> None:
    pairs = [(0.9, True)] * 9 + [(0.9, False)]
    assert calibration_error(pairs) == pytest.approx(0)
    assert calibration_error(pairs, [1] * 9 + [9]) == pytest.approx(0.4)


def test_observations_come_back_from_their_file(tmp_path: Path) -> None:
    observed = telling("a")[:3]
    write_observed(observed, tmp_path / "o.jsonl")
    assert read_observed([tmp_path / "o.jsonl"]) == observed


def test_fit_and_report_run_over_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    sorts = ("cell", "sentence", "passage")
    observed = [
        Observed(f"{group}-{sort}", f"{sort}{n}", "lookup", sort, {"ord": float(n % 2)}, n % 2 == 1, n % 2 == 1, n % 2 == 0)
        for group in ("a", "b")
        for sort in sorts
        for n in range(12)
    ]  # fmt: skip
    write_observed(observed, tmp_path / "o.jsonl")
    source = str(tmp_path / "o.jsonl")
    main(["fit", source, "--out", str(tmp_path / "w.toml")])
    weights = tomllib.loads((tmp_path / "w.toml").read_text("utf-8"))
    assert set(weights) == set(sorts)
    assert all(table["ord"] > 0 for table in weights.values())
    plot = tmp_path / "plot.svg"
    main(["report", source, "--by", "held-out", "--plot", str(plot), "--json", str(tmp_path / "r.json")])
    assert "ECE" in capsys.readouterr().out
    assert "<svg" in plot.read_text("utf-8")


def test_weights_that_say_nothing_are_not_written() -> None:
    text = weights_to_toml({"cell": {"alltid": 0.0, "ord": 1.2, "brus": 0.0}})
    assert tomllib.loads(text) == {"cell": {"alltid": 0.0, "ord": 1.2}}
