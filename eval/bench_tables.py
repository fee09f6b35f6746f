"""Score the table finder against known tables, beside other finders: `python -m eval.bench_tables`."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

from eval.table_peers import PEERS, Finder, own_finder
from eval.table_truth import TableScores, TruthPart, load_truth, score_tables

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[2] / "shared"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print one line per finder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=CORPUS, help="folder with tables/*.json and corpus/pdf/*.pdf"
    )
    parser.add_argument("--peers", action="store_true", help="run the other finders too (a minute or two)")
    parser.add_argument("--wrong", action="store_true", help="list the cells that are not exact")
    options = parser.parse_args(arguments)
    cases = [
        (path, options.corpus / "corpus" / "pdf" / f"{path.stem}.pdf")
        for path in sorted((options.corpus / "tables").glob("*.json"))
    ]
    if not cases:
        print(f"no known tables under {options.corpus}")
        return 1
    for truth_path, pdf in cases:
        truth = load_truth(truth_path)
        _report(pdf, truth, options.peers, options.wrong)
    return 0


def _report(pdf: Path, truth: list[TruthPart], peers: bool, wrong: bool) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        every = list(range(1, len(document) + 1))
    finders: dict[str, Finder] = {"belagg": own_finder}
    if peers:
        finders |= PEERS
    print(f"{len(truth)} parts on {len({p.page for p in truth})} of {len(every)} pages")
    for name, finder in finders.items():
        started = time.process_time()
        try:
            found = finder(pdf, every)
        except ImportError:
            print(f"{name:18} not installed, skipped")
            continue
        seconds = time.process_time() - started
        scores = score_tables(truth, found)
        _print_scores(name, scores, truth, len(every) / seconds)
        if wrong and name == "belagg":
            _print_wrong(scores)


def _print_scores(name: str, scores: TableScores, truth: Sequence[TruthPart], speed: float) -> None:
    pages = {p.page for p in truth}
    false = sorted({p for p in scores.extra if p not in pages})
    print(
        f"{name:18} cells exact {100 * scores.exact_share:6.2f} %  whole parts {scores.whole_parts:2}/{len(truth)}"
        f"  false tables {len(scores.extra):3} (pages without one: {len(false)})  {speed:6.1f} pages per CPU second"
    )


def _print_wrong(scores: TableScores) -> None:
    for part in scores.parts:
        for line in part.wrong:
            print(f"  {part.id}: {line}")


if __name__ == "__main__":
    raise SystemExit(main())
