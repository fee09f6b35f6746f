"""Scans of reports that the library also has as text: the text speaks, since a scan may be misread."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.records import Report
from ingest.store import ReportSummary


def scanned_copies(summaries: Iterable[ReportSummary], load: Callable[[str], Report]) -> dict[str, str]:
    """Id of each scan whose report is there as text, too -> id of the text.

    They are the same report when title, kind, publisher, period and number of pages agree. Only reports that have
    such a double are loaded, by their id.
    """
    copies: dict[str, str] = {}
    for doubles in _doubles(summaries):
        scans = [one.id for one in doubles if all(page.ocr for page in load(one.id).pages)]
        texts = [one.id for one in doubles if one.id not in scans]
        if texts:
            copies.update(dict.fromkeys(scans, texts[0]))
    return copies


def _doubles(summaries: Iterable[ReportSummary]) -> list[list[ReportSummary]]:
    groups: dict[tuple[object, ...], list[ReportSummary]] = {}
    for one in summaries:
        same = (one.title, one.kind, one.publisher, one.period, one.page_count)
        groups.setdefault(same, []).append(one)
    return [group for group in groups.values() if len(group) > 1]
