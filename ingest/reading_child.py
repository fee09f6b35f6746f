"""The process that `reading_process` starts: a request a line in; out a line a page, then the report or why there is none."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from ingest.correction import Correction
from ingest.errors import UnreadableFileError
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.reading_progress import OnPages
from ingest.records import Report
from ingest.report_codec import CORRECTION, REPORT

ReadReport = Callable[[Path, Limits, str, Correction, OnPages], Report]

# The largest report that we have read took 0.6 GB; PDFium and NumPy reserve about 1 GB of addresses beside that.
MOST_MEMORY = 6 * 1024**3


def serve(requests: BinaryIO, answers: BinaryIO, read: ReadReport = read_report) -> None:
    """Answers requests until there are no more."""

    def tell(line: str) -> None:
        answers.write(line.encode("ascii") + b"\n")
        answers.flush()

    for line in requests:
        tell(_answer(json.loads(line), read, lambda pages: tell(json.dumps({"read": asdict(pages)}))))


def _answer(request: dict[str, str | dict[str, int]], read: ReadReport, on_pages: OnPages) -> str:
    limits = Limits(**request["limits"])  # type: ignore[arg-type]
    correction = CORRECTION.from_json(str(request["correction"]))
    try:
        report = read(Path(str(request["path"])), limits, str(request["source"]), correction, on_pages)
    except UnreadableFileError as exc:
        return json.dumps({"error": type(exc).__name__, "message": str(exc)})
    except MemoryError:
        return json.dumps({"error": "FileTooLargeError", "message": "Filen kräver för mycket minne."})
    return json.dumps({"report": REPORT.to_json(report)})


def main() -> None:
    """The child: answers go to the real standard output, whatever a library prints goes to standard error."""
    # macOS does not let a process limit its addresses; there the time limit has to do.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
