"""Bars of flattened tables: the known tables as they are read from a text extract of the same report."""

from __future__ import annotations

import json
from collections.abc import Iterator

from eval.bars import Bar, BenchOptions, at_least, skipped
from eval.bench_flattened import grid_facts, score_tables
from ingest.limits import Limits
from ingest.txt_draft import read_txt

CELLS_BAR = 96.0
# The known tables are those of the first extract, made from the PDF of the same name as the truth.
EXTRACT = "001*.txt"


def flattened_bars(options: BenchOptions) -> Iterator[Bar]:
    """Numeric cells with the right row label, column header and page."""
    truths = sorted((options.corpus / "tables").glob("*.json"))
    extracts = sorted((options.corpus / "corpus" / "txt").glob(EXTRACT))
    if not truths or not extracts:
        yield skipped("flattened tables", f"no known tables or no extract under {options.corpus}")
        return
    tables = json.loads(truths[0].read_text("utf-8"))
    score = score_tables(grid_facts(read_txt(extracts[0], Limits())), tables)
    share = 100 * score.right / max(1, score.asked)
    yield at_least("numeric cells exact", share, CELLS_BAR, " %", reached=str(score))
    if options.wrong:
        yield from (Bar("missing", miss) for miss in score.misses)
