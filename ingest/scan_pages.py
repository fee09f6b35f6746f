"""Scanned pages -> pages of words and rulings, as the PDF reader gives them; two are read at a time."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from ingest.errors import NoTextRecognitionError
from ingest.pdf_pages import PdfFile, PdfPage
from ingest.pdf_words import Word
from ingest.scan_images import DOTS_PER_INCH, Grey, straighten
from ingest.scan_rulings import find_rulings
from ingest.scan_words import page_to_words
from ingest.tesseract import Tesseract, find_data

# Tesseract keeps one core busy a page; more than two pages at once would take the machine from its user.
MOST_WORKERS = 2
# Pages whose pictures wait to be read: enough that no worker waits, few enough that memory stays flat.
MOST_WAITING = 4
# A page is looked at so coarsely to see whether anything is printed on it.
COARSE_DOTS = 40
# Share of a coarse page that is darker than half of its paper: a single line of 10-point text is 0.002.
LEAST_INK = 0.0005
# An image that covers so much of a page is the page, when what text there is stands in the margins only.
WHOLE_PAGE = 0.7
MARGIN = 0.09
# A page of pictures gives a few chance words; a page of text has words of three letters or figures.
FEWEST_LETTERS = 12
# A text layer of headers and stamps is left for what OCR reads when that is so many times as much.
MUCH_MORE = 4


class ScanReader:
    """A context in which the scanned pages of a file are read."""

    def __init__(self, data: Path | None) -> None:
        """`data` is the folder of Tesseract's data; raises `NoTextRecognitionError` where something is missing."""
        Tesseract(data).close()
        self._data = data
        self._engines = threading.local()
        self._pool = ThreadPoolExecutor(min(MOST_WORKERS, os.cpu_count() or 1), "scan")

    def read(self, grey: Grey, page: PdfPage) -> Future[PdfPage]:
        """The page as OCR reads it, later; the page itself where nothing is read."""
        return self._pool.submit(self._read, grey, page)

    def close(self) -> None:
        """Drop what is not yet read."""
        self._pool.shutdown(cancel_futures=True)

    def _read(self, grey: Grey, page: PdfPage) -> PdfPage:
        engine: Tesseract | None = getattr(self._engines, "tesseract", None)
        if engine is None:
            engine = self._engines.tesseract = Tesseract(self._data)
        return read_scan(grey, page, engine)


def read_scan(grey: Grey, page: PdfPage, tesseract: Tesseract) -> PdfPage:
    """A page by its picture."""
    upright = straighten(grey)
    rulings, clean = find_rulings(upright)
    words = page_to_words(clean, rulings, tesseract)
    letters, known = _letters(words), _letters(page.words)
    if letters < FEWEST_LETTERS or letters < MUCH_MORE * known:
        return page
    return replace(
        page, words=tuple(words), sideways=(), rulings=rulings, turn=0, ocr=True, lean=upright.lean
    )


def _letters(words: tuple[Word, ...] | list[Word]) -> int:
    return sum(c.isalnum() for w in words for c in w.text)


class PageReading:
    """Reads the pages of a file in order, those without text by OCR where that is wanted and possible."""

    def __init__(self, file: PdfFile, read_scans: bool, data: Path | None = None) -> None:
        self._file = file
        self._read_scans = read_scans
        self._data = data
        self._reader: ScanReader | None = None
        self.missing: NoTextRecognitionError | None = None
        """Why scanned pages could not be read."""
        self.scans = 0
        """Scanned pages met so far."""

    def pages(self) -> Iterator[PdfPage]:
        """Every page."""
        waiting: deque[Future[PdfPage]] = deque()
        try:
            for index in range(1, self._file.page_count + 1):
                waiting.append(self._begin(self._file.page(index)))
                while waiting and (len(waiting) > MOST_WAITING or waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            if self._reader is not None:
                self._reader.close()

    def _begin(self, page: PdfPage) -> Future[PdfPage]:
        if self._read_scans and self.missing is None and may_be_scan(page):
            grey = self._file.picture(page.index, COARSE_DOTS)
            if grey is not None and has_ink(grey) and (reader := self._open()) is not None:
                grey = self._file.picture(page.index, DOTS_PER_INCH)
                if grey is not None:
                    self.scans += 1
                    return reader.read(grey, page)
        done: Future[PdfPage] = Future()
        done.set_result(page)
        return done

    def _open(self) -> ScanReader | None:
        if self._reader is None:
            try:
                self._reader = ScanReader(self._data or find_data())
            except NoTextRecognitionError as exc:
                self.missing = exc
        return self._reader


def may_be_scan(page: PdfPage) -> bool:
    """No text, or an image as large as the page and text in the margins only: a stamp, a page number."""
    if not page.words:
        return True
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    return page.covered >= WHOLE_PAGE and all(w.foot < low or w.top > high for w in page.words)


def has_ink(coarse: Grey) -> bool:
    """Is anything printed on the page?"""
    paper = float(np.percentile(coarse, 90))
    return float((coarse < 0.75 * paper).mean()) > LEAST_INK
