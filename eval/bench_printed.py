"""Read made-up reports that a browser printed in looks drawn by lot: `python -m eval.bench_printed [--seed N] [--misses]`.

The same truth and measures as `eval.bench_made`, but fonts, colours, rules, padding and alignment vary, and the PDF
comes from a writer that the reading was not built on. Needs Debian's Chromium.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from rich.console import Console

from eval.bench_made import Count, compare, counts_to_table, miss_to_text
from eval.typeset.browser import print_report
from eval.typeset.html import draw_style
from eval.world.reports import make_reports
from ingest.limits import Limits
from ingest.reader import read_report


def main(arguments: Sequence[str] | None = None) -> int:
    """Print and read the reports of one seed; `--keep` leaves the PDFs for a look."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench_printed", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="list every figure that was not read whole")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs")
    options = parser.parse_args(arguments)
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        counts = print_and_read(options.seed, options.keep or Path(folder))
    console.print(counts_to_table(counts))
    for count in counts if options.misses else ():
        for reading in count.readings:
            if not reading.right:
                console.print(miss_to_text(count, reading), highlight=False, soft_wrap=True)
    return 0


def print_and_read(seed: int, folder: Path) -> list[Count]:
    """Each report of the seed's world printed in a look of its own and read back."""
    folder.mkdir(parents=True, exist_ok=True)
    looks = Random(f"looks {seed}")
    counts = []
    for made in make_reports(Random(seed)):
        path = folder / f"{made.report.name}.pdf"
        pages = print_report(made.report, draw_style(looks), path)
        counts.append(compare(made.report, pages, read_report(path, Limits()), "browser"))
    return counts


if __name__ == "__main__":
    sys.exit(main())
