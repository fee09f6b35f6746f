"""Reads files in a process of its own, so that a file that crashes, hangs or eats all memory harms nothing else.

The parent writes one request a line, the child answers with one line: the report, or the reason it has none.
The process starts once and reads many files; after a crash or a timeout the next file gets a fresh one.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Self

from ingest import errors
from ingest.correction import Correction
from ingest.errors import DamagedFileError, FileTooLargeError
from ingest.limits import Limits
from ingest.records import Report
from ingest.report_codec import CORRECTION, REPORT

logger = logging.getLogger(__name__)

READ_SECONDS = 600.0
STOP_SECONDS = 5.0
# A stack trace of a reader is about this long.
LOGGED_BYTES = 4000


class ReadingProcess:
    """A context in which `read` runs apart."""

    def __init__(self, limits: Limits, seconds: float = READ_SECONDS) -> None:
        self._limits = limits
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        # What the child and its libraries complain of is for the log, not for the user's terminal.
        self._complaints = TemporaryFile()  # noqa: SIM115 (closed when the context ends)

    def read(self, path: Path, source: str, correction: Correction | None = None) -> Report:
        """`read_report`, or an `UnreadableFileError` whatever the file does to its reader."""
        child = self._child = self._child or _start_child(self._complaints)
        request = {
            "path": str(path),
            "source": source,
            "limits": asdict(self._limits),
            "correction": CORRECTION.to_json(correction or Correction()),
        }
        line, timed_out = _ask_child(child, json.dumps(request).encode("ascii"), self._seconds)
        if line.endswith(b"\n"):
            return _answer_to_report(line)
        self._stop()
        logger.warning("reading %s ended with code %s: %s", source, child.returncode, self._last_words())
        if timed_out:
            raise FileTooLargeError(f"Filen tog mer än {self._seconds:g} sekunder att läsa.")
        raise DamagedFileError("Filen är skadad på ett sätt som gör att den inte går att läsa.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._complaints.close()

    def _last_words(self) -> str:
        size = self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, size - LOGGED_BYTES))
        return self._complaints.read().decode("utf-8", "replace").strip()

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait(STOP_SECONDS)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                # A request that the child never took is still in the pipe.
                with suppress(BrokenPipeError):
                    pipe.close()


def _start_child(complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    # -P: a file named like a module, in the folder the user stands in, is not taken for it.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ingest.reading_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
    )


def _ask_child(child: subprocess.Popen[bytes], request: bytes, seconds: float) -> tuple[bytes, bool]:
    """The answer line, cut short when the child ended; and whether it ended because its time was up."""
    assert child.stdin is not None
    assert child.stdout is not None
    timed_out = threading.Event()

    def end() -> None:
        timed_out.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        child.stdin.write(request + b"\n")
        child.stdin.flush()
        return child.stdout.readline(), timed_out.is_set()
    except BrokenPipeError:
        return b"", timed_out.is_set()
    finally:
        timer.cancel()


def _answer_to_report(line: bytes) -> Report:
    answer = json.loads(line)
    if "report" in answer:
        return REPORT.from_json(answer["report"])
    kind = getattr(errors, answer["error"])
    raise kind(answer["message"])
