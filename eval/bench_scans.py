"""Score tables read from scans against the same tables as text: `python -m eval.bench_scans [--misses]`.

A figure counts as read when a grid holds it on its page under its row label and its column heading, all exact but for
white space. Scans that are not at hand are made from PDFs with a text layer.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from eval.bench_flattened import flat, header_path, number_text, true_paths
from eval.made_scans import SCANNERS, Scanner, scan_pages
from eval.typeset.pdf import write_pdf
from eval.world.reports import make_reports
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from ingest.records import Draft

CORPUS = Path(os.environ.get("BELAGG_CORPUS", Path(__file__).resolve().parents[2] / "shared"))
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "reports"
# Share of the figures of a scan that must be exact, by the issue for the scan at hand.
BAR = 0.97


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a table: page of the file from 1, row label, column heading and figure without white space."""

    page: int
    row: str
    column: str
    number: str


@dataclass(frozen=True, slots=True)
class ScanScore:
    name: str
    asked: int
    right: int
    numbers: int
    """Figures found on their page, whatever stands beside them."""
    pages: int
    seconds: float
    misses: tuple[Figure, ...]

    @property
    def share(self) -> float:
        return self.right / self.asked if self.asked else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a scan; 1 when the scan at hand is below its bar."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_scans", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every figure that is not exact")
    parser.add_argument("--only", default="", help="only scans whose name holds this")
    options = parser.parse_args(arguments)
    failed = False
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        for score in score_scans(Path(folder), options.only):
            print(score_to_line(score), flush=True)
            if options.misses:
                print("\n".join(f"    {m.page}: {m.row} | {m.column} = {m.number}" for m in score.misses))
            failed = failed or (score.name.startswith("scan ") and score.share < BAR)
            scores.append(score)
    for scanner in SCANNERS:
        print(score_to_line(_total(scanner, scores)))
    return 1 if failed else 0


def score_scans(folder: Path, only: str = "") -> Iterator[ScanScore]:
    """The scan of the shared corpus where it is there, then scans made of its other report, the samples and made ones."""
    shared = CORPUS / "corpus" / "pdf"
    for scan in sorted(shared.glob("*-skannad.pdf")):
        name = f"scan {scan.stem}"
        if only in name:
            text = read_pdf(scan.with_name(scan.name.replace("-skannad", "")), Limits())
            yield compare(name, draft_to_figures(text), scan, range(1, len(text.pages) + 1))
    for name, pdf, truth in _sources(folder, shared):
        pages = sorted({figure.page for figure in truth})
        for scanner in SCANNERS:
            title = f"{name}, {scanner.name}"
            if only in title and pages:
                out = folder / "scan.pdf"
                scan_pages(pdf, pages, scanner, out)
                yield compare(title, truth, out, pages)


def _sources(folder: Path, shared: Path) -> Iterator[tuple[str, Path, list[Figure]]]:
    for known in sorted((CORPUS / "tables").glob("*.json")):
        yield known.stem, shared / f"{known.stem}.pdf", known_figures(known)
    made = folder / "made.pdf"
    for pdf in sorted(SAMPLES.glob("*.pdf")):
        yield pdf.stem, pdf, draft_to_figures(read_pdf(pdf, Limits()))
    for report in make_reports(Random(1)):
        write_pdf(report.report, made)
        yield report.report.name, made, draft_to_figures(read_pdf(made, Limits()))


def compare(name: str, truth: Sequence[Figure], scan: Path, pages: Sequence[int]) -> ScanScore:
    """Reads a scan whose pages are these pages of the report."""
    started = time.process_time()
    found = draft_to_figures(read_pdf(scan, Limits()))
    seconds = time.process_time() - started
    at = [Figure(pages[f.page - 1], f.row, f.column, f.number) for f in found]
    known, numbers = set(at), {(f.page, f.number) for f in at}
    misses = tuple(f for f in truth if f not in known)
    there = sum((f.page, f.number) in numbers for f in truth)
    return ScanScore(name, len(truth), len(truth) - len(misses), there, len(pages), seconds, misses)


def draft_to_figures(draft: Draft) -> list[Figure]:
    """Every cell of every grid that holds a digit."""
    return [
        Figure(cell.page_index, flat(label.text), flat(header_path(grid, column)), number_text(cell.text))
        for grid in draft.grids
        for row in grid.rows
        for label in [row.cells[0]]
        for column, cell in enumerate(row.cells)
        if label is not None and cell is not None and column and re.search(r"\d", cell.text)
    ]


def known_figures(path: Path) -> list[Figure]:
    """The figures of tables known cell by cell."""
    return [
        Figure(table["page"], flat(row[0]), flat(paths[column]), number_text(text))
        for table in json.loads(path.read_text(encoding="utf-8"))
        for paths in [true_paths(table["header"])]
        for row in table["rows"]
        for column, text in enumerate(row)
        if column and re.search(r"\d", text)
    ]


def score_to_line(score: ScanScore) -> str:
    speed = score.seconds / score.pages if score.pages else 0.0
    return (
        f"{score.name:62} exact {100 * score.share:6.2f} % ({score.right}/{score.asked})"
        f"  number {100 * score.numbers / max(1, score.asked):6.2f} %  {speed:4.1f} CPU s a page"
    )


def _total(scanner: Scanner, scores: Sequence[ScanScore]) -> ScanScore:
    own = [s for s in scores if s.name.endswith(scanner.name)]
    return ScanScore(
        f"all, {scanner.name}",
        sum(s.asked for s in own),
        sum(s.right for s in own),
        sum(s.numbers for s in own),
        sum(s.pages for s in own),
        sum(s.seconds for s in own),
        (),
    )


if __name__ == "__main__":
    sys.exit(main())
