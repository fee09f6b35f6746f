"""`python -m eval.calibration gather | fit | report`: how far the stated confidence of answers can be trusted."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from eval.calibration.fitting import choose_penalty, fit_weights, held_out
from eval.calibration.observed import (
    Observed,
    load_cases,
    observe,
    read_observed,
    write_observed,
)
from eval.calibration.report import (
    bins_to_table,
    calibration_to_json,
    calibration_to_table,
    group_of,
    group_weights,
    thresholds_to_table,
    to_pairs,
    weights_to_toml,
)
from eval.doc_names import read_doc_names
from service.answer import Evidence
from service.confidence import CELL, PARTS, PASSAGE, SENTENCE, confidence
from service.number_readings import ENOUGH_COVER
from service.passage_answer import ENOUGH_COVER as ENOUGH_OF_PASSAGE
from service.settings import read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    options.command(options)
    return 0


def _gather(options: argparse.Namespace) -> None:
    # Late: fitting and reporting need neither the service nor its model.
    from service.assistant import Assistant
    from service.library import Library

    library = Library.from_settings(read_settings(os.environ, data=options.data))
    observed = list(
        observe(
            options.name,
            load_cases(options.suites),
            Assistant(library, ask_back_below=0.0),
            doc_names=read_doc_names(options.map),
            skip_appendix=options.skip_appendix,
        )
    )
    library.close()
    write_observed(observed, options.out)


def _fit(options: argparse.Namespace) -> None:
    observed = read_observed(options.observed)
    console = Console()
    fitted = {}
    for sort, parts in PARTS.items():
        answers = [one for one in observed if one.rests_on == sort]
        penalty, losses = choose_penalty(answers, parts, group_of)
        console.print(f"{sort}: {len(answers)} answers, penalty {penalty} of held-out log losses {losses}")
        fitted[sort] = fit_weights(answers, parts, penalty, group_of)
    options.out.write_text(weights_to_toml(fitted), encoding="utf-8")


def _report(options: argparse.Namespace) -> None:
    observed = read_observed(options.observed)
    console = Console()
    judged = {name: _judged(observed, sorts, options.by) for name, sorts in ANSWERS.items()}
    for name, stated in judged.items():
        console.print(calibration_to_table(f"{name}, {options.by}", stated))
        console.print(bins_to_table(name, stated))
    figures = {(one.suite, one.case): share for one, share in judged[FIGURES]}
    console.print(thresholds_to_table(observed, figures))
    if options.json is not None:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(calibration_to_json(judged), ensure_ascii=False, indent=1)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    if options.plot is not None:
        # Late: only the picture needs matplotlib, which is no part of the product.
        from eval.calibration.picture import draw_calibration

        before, held, stated = (_judged(observed, ANSWERS[FIGURES], by) for by in (COVER, HELD_OUT, STATED))
        draw_calibration(
            {
                "andel täckta ord (förr)": (to_pairs(before), group_weights(before)),
                "säkerheten, utelämnade sviter": (to_pairs(held), group_weights(held)),
            },
            {"andel täckta ord (förr)": to_pairs(before), "säkerheten": to_pairs(stated)},
            options.plot,
        )


FIGURES, WORDS = "figures", "words"
ANSWERS = {FIGURES: (CELL, SENTENCE), WORDS: (PASSAGE,)}
STATED, COVER, HELD_OUT = "stated", "cover", "held-out"
"""What is judged: the confidence that the service states, the share of words covered (which it once was), or the map
fitted anew on the other groups of suites."""


def _judged(observed: Sequence[Observed], sorts: Sequence[str], by: str) -> list[tuple[Observed, float]]:
    answers = [one for one in observed if one.rests_on in sorts]
    if by == STATED:
        return [
            (one, confidence(Evidence(str(one.rests_on), tuple(one.evidence.items())))) for one in answers
        ]
    if by == COVER:
        least = ENOUGH_OF_PASSAGE if PASSAGE in sorts else ENOUGH_COVER
        return [(one, least + (1 - least) * one.evidence["ord"]) for one in answers]
    found = []
    for sort in sorts:
        of_sort = [one for one in answers if one.rests_on == sort]
        if of_sort:
            penalty, _ = choose_penalty(of_sort, PARTS[sort], group_of)
            found += held_out(of_sort, PARTS[sort], penalty, group_of)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.calibration", description=__doc__)
    commands = parser.add_subparsers(required=True)
    gather = commands.add_parser("gather", help="ask suites and note what was stated and what was right")
    gather.add_argument("suites", nargs="+", type=Path, metavar="SUITE.jsonl")
    gather.add_argument(
        "--name", required=True, help="of the suite; what stands before its first - is its group"
    )
    gather.add_argument("--data", type=Path, help="library to ask (default: BELAGG_DATA, else ./data)")
    gather.add_argument("--out", type=Path, required=True, metavar="OBSERVED.jsonl")
    gather.add_argument("--map", action="append", default=[], metavar="DOC=PREFIX", help="as for `eval run`")
    gather.add_argument("--skip-appendix", action="store_true", help="as for `eval run`")
    gather.set_defaults(command=_gather)
    fit = commands.add_parser("fit", help="fit the weights and write them")
    fit.add_argument("observed", nargs="+", type=Path, metavar="OBSERVED.jsonl")
    fit.add_argument("--out", type=Path, required=True, metavar="TOML")
    fit.set_defaults(command=_fit)
    report = commands.add_parser("report", help="print calibration and risk by coverage")
    report.add_argument("observed", nargs="+", type=Path, metavar="OBSERVED.jsonl")
    report.add_argument(
        "--by", choices=(STATED, COVER, HELD_OUT), default=STATED, help="the confidence judged"
    )
    report.add_argument("--json", type=Path, metavar="OUT")
    report.add_argument("--plot", type=Path, metavar="SVG")
    report.set_defaults(command=_report)
    return parser


if __name__ == "__main__":
    sys.exit(main())
