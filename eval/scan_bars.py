"""Bars of scans: the figures of the scan at hand against the text of the same report."""

from __future__ import annotations

from collections.abc import Iterator

from eval.bars import Bar, BenchOptions, at_least, skipped
from eval.bench_scans import BAR, compare, draft_to_figures
from ingest.errors import BelaggError
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf

SCAN = "-skannad"


def scan_bars(options: BenchOptions) -> Iterator[Bar]:
    """Numeric cells exact, with row label, column heading and page; made scans are in `eval.bench_scans`."""
    scans = sorted((options.corpus / "corpus" / "pdf").glob(f"*{SCAN}.pdf"))
    if not scans:
        yield skipped("scans", f"no scan under {options.corpus}")
    for scan in scans:
        text = read_pdf(scan.with_name(scan.name.replace(SCAN, "")), Limits())
        try:
            score = compare(scan.stem, draft_to_figures(text), scan, range(1, len(text.pages) + 1))
        except BelaggError as exc:
            yield skipped(scan.stem, str(exc))  # Tesseract or its Swedish data is missing
            continue
        reached = f"{score.right}/{score.asked} ({100 * score.share:.1f} %)"
        yield at_least("numeric cells of the scan", 100 * score.share, 100 * BAR, " %", reached)
        if options.wrong:
            yield from (Bar("missing", f"{f.page}: {f.row} | {f.column} = {f.number}") for f in score.misses)
