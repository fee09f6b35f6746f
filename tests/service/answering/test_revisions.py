"""A revised report takes the place of the one that it revises, and of no other."""

from __future__ import annotations

from ingest.file_format import FileFormat
from ingest.periods import Period, year_period
from ingest.store import ReportSummary
from service.revisions import superseded_reports

SO_FAR = Period((2031, 1), (2031, 8))


def summary(
    name: str, title: str, period: Period = SO_FAR, publisher: str = "Region Ekhult"
) -> ReportSummary:
    return ReportSummary(
        id=name, source=f"{name}.txt", content_hash=name, format=FileFormat.TXT, reader="1", title=title, publisher=publisher,
        kind="delårsrapport", period=period, published=None, page_count=1, table_count=0, warnings=(),
    )  # fmt: skip


def test_only_the_one_revised_gives_way() -> None:
    first, revised = (
        summary("a", "Delårsrapport augusti 2031"),
        summary("b", "Delårsrapport augusti 2031, reviderad"),
    )
    earlier = summary("c", "Delårsrapport augusti 2030", year_period(2030))
    neighbour = summary("d", "Delårsrapport augusti 2031", publisher="Ekmora kommun")
    part = summary("e", "Delårsrapport augusti 2031 bilaga")
    assert superseded_reports([first, revised, earlier, neighbour, part]) == {"a"}


def test_a_revised_report_alone_and_two_copies_replace_nothing() -> None:
    assert superseded_reports([summary("b", "Reviderad delårsrapport augusti 2031")]) == frozenset()
    assert superseded_reports([summary("a", "Delårsrapport"), summary("b", "Delårsrapport")]) == frozenset()
