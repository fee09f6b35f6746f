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
import time
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
from ingest.reading_progress import OnPages, PagesRead, ignore_pages
from ingest.records import Report
from ingest.report_codec import CORRECTION, REPORT

logger = logging.getLogger(__name__)

READ_SECONDS = 600.0
STOP_SECONDS = 5.0
# How a line begins that tells how far the child has come.
PROGRESS = b'{"read":'
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

    def read(
        self,
        path: Path,
        source: str,
        correction: Correction | None = None,
        on_pages: OnPages = ignore_pages,
    ) -> Report:
        """`read_report`, or an `UnreadableFileError` whatever the file does to its reader."""
        child = self._child = self._child or _start_child(self._complaints)
        request = {
            "path": str(path),
            "source": source,
            "limits": asdict(self._limits),
            "correction": CORRECTION.to_json(correction or Correction()),
        }
        clock = _Clock(child, self._seconds)
        line = _ask_child(child, json.dumps(request).encode("ascii"), clock, self._limits, on_pages)
        if line.endswith(b"\n"):
            return _answer_to_report(line)
        self._stop()
        logger.warning("reading %s ended with code %s: %s", source, child.returncode, self._last_words())
        if clock.rang:
            raise FileTooLargeError(
                f"Filen tog mer än {clock.seconds:g} sekunder att läsa. Dela upp den, eller höj BELAGG_READ_SECONDS."
            )
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


class _Clock:
    """Ends the child when its time is up; each scanned page that it meets gives it more."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._child = child
        self._started = time.monotonic()
        self._timer: threading.Timer | None = None
        self.seconds = seconds
        self.rang = False

    def start(self) -> None:
        left = self._started + self.seconds - time.monotonic()
        self._timer = threading.Timer(max(0.0, left), self._ring)
        self._timer.start()

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def allow(self, seconds: float) -> None:
        """Let it take so long in all."""
        if seconds > self.seconds:
            self.stop()
            self.seconds = seconds
            self.start()

    def _ring(self) -> None:
        self.rang = True
        self._child.kill()


def _ask_child(
    child: subprocess.Popen[bytes], request: bytes, clock: _Clock, limits: Limits, on_pages: OnPages
) -> bytes:
    """The answer line, cut short when the child ended."""
    assert child.stdin is not None
    assert child.stdout is not None
    allowed = clock.seconds
    clock.start()
    try:
        child.stdin.write(request + b"\n")
        child.stdin.flush()
        while (line := child.stdout.readline()).startswith(PROGRESS):
            if line.endswith(b"\n"):
                pages = PagesRead(**json.loads(line)["read"])
                clock.allow(allowed + pages.scans * limits.scan_seconds)
                on_pages(pages)
    except BrokenPipeError:
        return b""
    else:
        return line
    finally:
        clock.stop()


def _answer_to_report(line: bytes) -> Report:
    answer = json.loads(line)
    if "report" in answer:
        return REPORT.from_json(answer["report"])
    kind = getattr(errors, answer["error"])
    raise kind(answer["message"])
