"""Bars of units: scale and unit of the numeric cells of the known tables of a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator

from eval.bars import Bar, BenchOptions, at_least, skipped
from eval.bench_meaning import unit_findings
from ingest.limits import Limits
from ingest.reader import read_report

UNITS_BAR = 98.0


def unit_bars(options: BenchOptions) -> Iterator[Bar]:
    """Share of the numeric cells with the known unit; a cell that was not found counts as wrong."""
    truths = sorted((options.corpus / "tables").glob("*.json"))
    if not truths:
        yield skipped("units", f"no known tables under {options.corpus}")
    for truth in truths:
        known = json.loads(truth.read_text("utf-8"))
        report = read_report(options.corpus / "corpus" / "pdf" / f"{truth.stem}.pdf", Limits())
        findings = list(unit_findings(report, known))
        right = sum(not finding.amiss for finding in findings)
        share = 100 * right / max(1, len(findings))
        reached = f"{right}/{len(findings)} ({share:.1f} %)"
        yield at_least("unit and scale", share, UNITS_BAR, " %", reached)
        if options.wrong:
            yield from (Bar(f.name, f.amiss) for f in findings if f.amiss)
