"""Bars of memory: what a process that reads a file of many pages needs at most, against a file of few pages.

Each file is read in a process of its own, whose peak is what the operating system counted, the finished report
included. The files hold the pages of a made report over and over. The peak is read from /proc, so on Linux alone:
getrusage gives a child the peak of the process that started it when that was higher.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pypdfium2

from eval.bars import Bar, BenchOptions, at_most, skipped
from eval.typeset.pdf import write_pdf
from eval.world.reports import make_reports

FEW_PAGES, MANY_PAGES = 50, 500
RATIO_BAR = 1.3
_CHILD = """
import sys
from pathlib import Path
from ingest.limits import Limits
from ingest.reader import read_report
read_report(Path(sys.argv[1]), Limits())
for line in Path("/proc/self/status").read_text().splitlines():
    if line.startswith("VmHWM"):
        print(line.split()[1])
"""


def memory_bars(_: BenchOptions) -> Iterator[Bar]:
    """Peak memory of reading many pages against few."""
    if not Path("/proc/self/status").is_file():
        yield skipped("memory", "this system has no /proc")
        return
    with tempfile.TemporaryDirectory() as folder:
        peaks = {}
        for pages in (FEW_PAGES, MANY_PAGES):
            peaks[pages] = peak_kilobytes(write_long_pdf(Path(folder), pages))
            yield Bar(f"{pages} pages", f"{peaks[pages] / 1024:.0f} MB at most")
    yield at_most(
        f"{MANY_PAGES} pages against {FEW_PAGES}", peaks[MANY_PAGES] / peaks[FEW_PAGES], RATIO_BAR, " ×"
    )


def write_long_pdf(folder: Path, pages: int) -> Path:
    """A PDF of so many pages, made by repeating those of a made report."""
    made = folder / "made.pdf"
    write_pdf(make_reports(Random(1))[0].report, made)
    long = folder / f"{pages}-pages.pdf"
    with pypdfium2.PdfDocument(made) as report, pypdfium2.PdfDocument.new() as document:
        while len(document) < pages:
            wanted = min(len(report), pages - len(document))
            document.import_pages(report, list(range(wanted)))
        document.save(long)
    return long


def peak_kilobytes(path: Path) -> int:
    """Peak resident memory of a process that reads the file."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path)], check=True, capture_output=True, text=True
    )
    return int(done.stdout)
