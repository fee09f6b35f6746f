"""Reports at hand for their sentences: the ones used last, up to so many pages together."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from service.prose import ReportSentences

PAGES_AT_HAND = 2000  # together; a report of 100 pages takes a few MB, so they are some 50 to 100 MB at most


class SentenceShelf:
    """Keeps what `read` gives for a report's id; any thread may take from it."""

    def __init__(self, read: Callable[[str], ReportSentences], most_pages: int = PAGES_AT_HAND) -> None:
        self._read = read
        self._most_pages = most_pages
        self._kept: OrderedDict[str, ReportSentences] = OrderedDict()
        self._pages = 0
        self._guard = threading.Lock()

    def take(self, document: str) -> ReportSentences:
        """The sentences of a report, from memory where it is at hand."""
        with self._guard:
            kept = self._kept.get(document)
            if kept is not None:
                self._kept.move_to_end(document)
                return kept
        read = self._read(document)  # not under the guard: reading takes milliseconds
        with self._guard:
            if document not in self._kept:
                self._kept[document] = read
                self._pages += read.page_count
                while self._pages > self._most_pages and len(self._kept) > 1:
                    _, oldest = self._kept.popitem(last=False)
                    self._pages -= oldest.page_count
        return read
