"""The shelf keeps what was used last, by pages, and reads the rest again."""

from __future__ import annotations

from typing import cast

from service.prose import ReportSentences
from service.sentence_shelf import SentenceShelf


class Pages:
    """Stands for the sentences of a report with so many pages."""

    def __init__(self, page_count: int) -> None:
        self.page_count = page_count


def test_the_least_recently_used_give_way_to_new_pages() -> None:
    read: list[str] = []

    def open_report(document: str) -> ReportSentences:
        read.append(document)
        return cast("ReportSentences", Pages({"long": 8}.get(document, 3)))

    shelf = SentenceShelf(open_report, most_pages=10)
    first = shelf.take("a")
    assert shelf.take("a") is first
    shelf.take("b")
    shelf.take("c")
    shelf.take("a")
    assert read == ["a", "b", "c"]
    shelf.take("d")  # twelve pages: "b" was used longest ago
    assert shelf.take("a") is first
    shelf.take("b")
    assert read == ["a", "b", "c", "d", "b"]
    # a report of more pages than fit with any other is kept alone
    shelf.take("long")
    shelf.take("long")
    assert read[-1] == "long"
    assert read.count("long") == 1
