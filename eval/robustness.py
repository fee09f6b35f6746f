"""Whether the same question in other words gets the same answer: `python -m eval.robustness`.

Asks each numeric question of the suites and its variants (`eval.variants`) and compares the scores by kind of change,
each kind with the originals of just the questions that it could change.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.asking import service_to_ask
from eval.command import write_results
from eval.run import Results, results_to_json, run_suites
from eval.variants import CHANGES, ID_MARK, write_variants
from service.settings import read_settings

LARGEST_LOSS = 0.03
"""The most that the score over all variants may lie below the score of their originals."""
WORST_SHOWN = 15  # questions, those with the most failed variants; all are in the results


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of change against the originals of the same questions; counts."""

    kind: str
    asked: int
    originals: int
    variants: int
    misleading: int

    @property
    def loss(self) -> float:
        """By how much of all questions the variants' score lies below the originals'."""
        return (self.originals - self.variants) / self.asked


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, print, write; 1 when the variants lose more than allowed."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        variants = [Path(folder) / f"{number}.jsonl" for number in range(len(options.suites))]
        for suite, out in zip(options.suites, variants, strict=True):
            write_variants(suite, out, options.seed)
        ask = service_to_ask(read_settings(os.environ, data=options.data))
        results = run_suites([*options.suites, *variants], ask, name=options.name)
    if options.json is not None:
        write_results(results, options.json)
    losses = results_to_losses(results_to_json(results))
    console = Console()
    console.print(losses_to_table(losses))
    console.print(worst_to_table(results))
    return 0 if losses[-1].loss <= LARGEST_LOSS else 1


def results_to_losses(results: Mapping[str, Any]) -> list[Loss]:
    """One loss for each kind of change that was made, and last that of all together."""
    cases = {case["id"]: case for case in results["cases"]}
    changed = {name: case for name, case in cases.items() if ID_MARK in name}
    kinds = {kind: [name for name in changed if name.endswith(f"{ID_MARK}{kind}")] for kind in CHANGES}
    groups = {kind: names for kind, names in kinds.items() if names}
    groups["all"] = list(changed)
    return [
        Loss(
            kind,
            len(names),
            sum(cases[original_of(name)]["score"] for name in names),
            sum(cases[name]["score"] for name in names),
            sum(cases[name]["misleading"] for name in names),
        )
        for kind, names in groups.items()
    ]


def original_of(variant: str) -> str:
    """The id of a variant's original.

    >>> original_of("A1~typo")
    'A1'
    """
    return variant.partition(ID_MARK)[0]


def losses_to_table(losses: Sequence[Loss]) -> Table:
    table = Table(title=f"The same in other words (at most {LARGEST_LOSS:.0%} lower)", title_justify="left")
    for heading in ("change", "asked", "originals", "variants", "loss", "misleading"):
        table.add_column(heading, justify="left" if heading == "change" else "right")
    for one in losses:
        table.add_row(
            one.kind,
            str(one.asked),
            f"{one.originals / one.asked:.1%}",
            f"{one.variants / one.asked:.1%}",
            f"{one.loss:.1%}",
            str(one.misleading),
            style="bold" if one is losses[-1] else None,
        )
    return table


def worst_to_table(results: Results) -> Table:
    """The questions whose variants fail most, with the kinds that fail."""
    failed: dict[str, list[str]] = {}
    scores = {outcome.case.id: outcome.score.score for outcome in results.outcomes}
    for outcome in results.outcomes:
        original, mark, kind = outcome.case.id.partition(ID_MARK)
        if mark and not outcome.score.score and scores[original]:
            failed.setdefault(original, []).append(kind)
    table = Table(title="Right as asked, lost in other words", title_justify="left")
    for heading in ("id", "changes"):
        table.add_column(heading)
    for name, kinds in sorted(failed.items(), key=lambda pair: -len(pair[1]))[:WORST_SHOWN]:
        table.add_row(name, ", ".join(kinds))
    return table


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.robustness", description="Ask the same in other words."
    )
    parser.add_argument("suites", nargs="+", type=Path, metavar="SUITE.jsonl")
    parser.add_argument("--data", type=Path, help="library to ask (default: BELAGG_DATA, else ./data)")
    parser.add_argument("--name", default="variants", help="name of the results")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the results for machines")
    parser.add_argument("--seed", type=int, default=1, help="chooses the typos")
    return parser


if __name__ == "__main__":
    sys.exit(main())
