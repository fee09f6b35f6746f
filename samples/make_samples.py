"""Make the sample reports and their suite of known questions: `python -m samples.make_samples [FOLDER]`.

The bytes depend on the content alone, so that a test can tell when the committed files are stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from eval.typeset.asks import Shelf, ask_to_line, line_to_json
from eval.typeset.pdf import page_label, write_pdf
from samples.content.annual import ANNUAL
from samples.content.interim import INTERIM
from samples.content.plan import PLAN
from samples.questions import ASKS

REPORTS = (INTERIM, ANNUAL, PLAN)
HERE = Path(__file__).parent


def make_samples(folder: Path) -> None:
    """Write the three PDFs to `folder`/reports and the suite beside it."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    pages = {}
    for report in REPORTS:
        physical = write_pdf(report, folder / "reports" / f"{report.name}.pdf")
        pages[report.name] = {mark: page_label(report, page) for mark, page in physical.items()}
    shelf = Shelf({report.name: report for report in REPORTS}, pages)
    lines = [
        line_to_json(ask_to_line(ask, f"S{number:03}", shelf)) for number, ask in enumerate(ASKS, start=1)
    ]
    (folder / "suite.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    make_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
