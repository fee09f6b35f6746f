"""`python -m eval.world --seed 1 --out DIR`: reports as PDF and as text extract, and a suite of questions for each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from eval.typeset.asks import Shelf, asks_to_suite
from eval.typeset.pdf import page_label, write_pdf
from eval.typeset.txt import report_to_txt
from eval.world.questions import ambiguous_asks, unanswerable_asks
from eval.world.reports import make_reports


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.world", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another number gives other figures and wordings")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args(arguments)
    write_world(options.seed, options.out)
    return 0


def write_world(seed: int, folder: Path) -> None:
    """Write pdf/, txt/ and suite.jsonl; both flavours have the same pages, so one suite serves both."""
    rng = Random(seed)
    made = make_reports(rng)
    asks = [ask for each in made for ask in each.asks] + ambiguous_asks(rng, made) + unanswerable_asks(rng)
    (folder / "pdf").mkdir(parents=True, exist_ok=True)
    (folder / "txt").mkdir(exist_ok=True)
    labels: dict[str, Mapping[str, str]] = {}
    for each in made:
        report = each.report
        pages = write_pdf(report, folder / "pdf" / f"{report.name}.pdf")
        labels[report.name] = {mark: page_label(report, page) for mark, page in pages.items()}
        (folder / "txt" / f"{report.name}.txt").write_text(report_to_txt(report, pages), encoding="utf-8")
    shelf = Shelf({each.report.name: each.report for each in made}, labels)
    (folder / "suite.jsonl").write_text(asks_to_suite(asks, shelf, f"W{seed}"), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
