"""How much of a file ingest is willing to read: a report is data from outside and may be made to harm."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; more than this is a `FileTooLargeError`."""

    # The largest annual reports that we know of are about 30 MB (full-page photographs) and 350 pages.
    max_bytes: int = 100 * MEGABYTE
    max_pages: int = 2000
    # A dense page of a whole annual report holds under 8,000 characters; a slide of vector art may hold more.
    max_page_characters: int = 50_000
    # A report of 350 pages takes half a minute on one core; ten minutes mean a file made to harm.
    max_seconds: float = 600.0
    # Pages without text are read by OCR; off for those who would rather refuse them.
    read_scans: bool = True
    # A scanned page takes 2–6 seconds, a dense one on a slow machine ten times that; each adds so much to the time.
    scan_seconds: float = 60.0
