"""The process that `reading_process` starts: a request a line in, a report or the reason for none a line out."""

from __future__ import annotations

import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ingest.correction import Correction
from ingest.errors import UnreadableFileError
from ingest.limits import Limits
from ingest.reader import read_report
from ingest.records import Report
from ingest.report_codec import CORRECTION, REPORT

ReadReport = Callable[[Path, Limits, str, Correction], Report]

# The largest report that we have read took 0.6 GB; PDFium and NumPy reserve about 1 GB of addresses beside that.
MOST_MEMORY = 6 * 1024**3


def serve(requests: BinaryIO, answers: BinaryIO, read: ReadReport = read_report) -> None:
    """Answers requests until there are no more."""
    for line in requests:
        answers.write(_answer(json.loads(line), read).encode("ascii") + b"\n")
        answers.flush()


def _answer(request: dict[str, str | dict[str, int]], read: ReadReport) -> str:
    limits = Limits(**request["limits"])  # type: ignore[arg-type]
    correction = CORRECTION.from_json(str(request["correction"]))
    try:
        report = read(Path(str(request["path"])), limits, str(request["source"]), correction)
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
