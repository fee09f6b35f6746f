"""Bars of the known tables: every cell of a report's tables, beside other finders on the same pages."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from eval.bars import Bar, BenchOptions, at_least, at_most, skipped
from eval.table_peers import PEERS, Finder, own_finder
from eval.table_truth import TableScores, TruthPart, load_truth, score_tables

CELLS_BAR = 99.5
# Camelot's best flavour has every body row of 17 of the 27 parts.
PARTS_BAR = 25 / 27
# The whole reading of a file against finders that look for tables alone.
LINES_SPEED_BAR = 1.0
HYBRID_SPEED_BAR = 5.0


@dataclass(frozen=True, slots=True)
class Result:
    """What a finder made of a file."""

    scores: TableScores
    speed: float
    """Pages per second of processor time."""


def known_table_bars(options: BenchOptions) -> Iterator[Bar]:
    """Cells, parts, continued tables and false tables of each report with known tables, then speed."""
    cases = [
        (path, options.corpus / "corpus" / "pdf" / f"{path.stem}.pdf")
        for path in sorted((options.corpus / "tables").glob("*.json"))
    ]
    if not cases:
        yield skipped("known tables", f"none under {options.corpus}")
    for truth_path, pdf in cases:
        truth = load_truth(truth_path)
        results: dict[str, Result] = {}
        for name, finder in {"belagg": own_finder, **PEERS}.items():
            try:
                results[name] = _run(finder, pdf, truth)
            except ImportError:
                yield skipped(name, "not installed")
                continue
            yield Bar(name, result_to_text(results[name], truth))
        yield from _own_bars(results["belagg"].scores, truth)
        yield from _speed_bars(results)
        if options.wrong:
            yield from (Bar(p.id, line) for p in results["belagg"].scores.parts for line in p.wrong)


def _run(finder: Finder, pdf: Path, truth: Sequence[TruthPart]) -> Result:
    with pypdfium2.PdfDocument(pdf) as document:
        every = list(range(1, len(document) + 1))
    finder(pdf, every[:1])  # imports and first use are no part of the speed
    started = time.process_time()
    found = finder(pdf, every)
    seconds = time.process_time() - started
    return Result(score_tables(truth, found), len(every) / seconds)


def result_to_text(result: Result, truth: Sequence[TruthPart]) -> str:
    """One line for one finder; a peer that knows no headers is best judged by the rows below them."""
    scores = result.scores
    pages = {p.page for p in truth}
    false = {p for p in scores.extra if p not in pages}
    return (
        f"cells exact {100 * scores.exact_share:6.2f} %  parts whole {scores.whole_parts:2}/{len(truth)}, "
        f"all body rows {scores.body_parts:2}/{len(truth)}  tables too many {len(scores.extra):3} "
        f"(on {len(false)} pages without one)  {result.speed:6.1f} pages per CPU second"
    )


def _own_bars(scores: TableScores, truth: Sequence[TruthPart]) -> Iterator[Bar]:
    yield at_least("cells exact", 100 * scores.exact_share, CELLS_BAR, " %")
    parts = round(PARTS_BAR * len(truth))
    yield at_least("parts whole", scores.whole_parts, parts, reached=f"{scores.whole_parts} of {len(truth)}")
    yield at_most("tables too many", len(scores.extra), 0)


def _speed_bars(results: Mapping[str, Result]) -> Iterator[Bar]:
    for peer, bar in (("pdfplumber lines", LINES_SPEED_BAR), ("camelot hybrid", HYBRID_SPEED_BAR)):
        if peer in results:
            ratio = results["belagg"].speed / results[peer].speed
            yield at_least(f"speed against {peer}", ratio, bar, " ×")
