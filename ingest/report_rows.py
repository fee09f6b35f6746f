"""A report's facts <-> a row of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping

from ingest.file_format import FileFormat
from ingest.periods import Period
from ingest.records import Report
from ingest.report_codec import PAIRS, WARNINGS


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What a list of reports shows, without reading the reports."""

    id: str
    source: str
    content_hash: str
    format: FileFormat
    reader: str
    """The version of ingest that read the file; a newer one may read it better."""
    title: str
    publisher: str | None
    kind: str | None
    period: Period | None
    published: date | None
    page_count: int
    table_count: int
    warnings: tuple[str, ...]


def report_to_row(report: Report) -> dict[str, object]:
    """What is known of a report as a whole."""
    return {
        "id": report.id,
        "source": report.source,
        "content_hash": report.content_hash,
        "title": report.title,
        "publisher": report.publisher,
        "kind": report.kind,
        **period_to_columns(report.period),
        "published": report.published and report.published.isoformat(),
        "abbreviations": PAIRS.to_json(report.abbreviations),
        "warnings": WARNINGS.to_json(report.warnings),
        "page_count": len(report.pages),
        "table_count": len(report.tables),
    }


def row_to_summary(row: RowMapping) -> ReportSummary:
    """What `report_to_row` made, with the format and the reader that were saved beside it."""
    published = row["published"]
    return ReportSummary(
        id=row["id"],
        source=row["source"],
        content_hash=row["content_hash"],
        format=FileFormat(row["format"]),
        reader=row["reader"],
        title=row["title"],
        publisher=row["publisher"],
        kind=row["kind"],
        period=columns_to_period(row),
        published=date.fromisoformat(published) if published else None,
        page_count=row["page_count"],
        table_count=row["table_count"],
        warnings=WARNINGS.from_json(row["warnings"]),
    )


def period_to_columns(period: Period | None) -> dict[str, str | None]:
    """A period as the database has it: its first and last month."""
    return {
        "period_start": None if period is None else _month_to_text(period.start),
        "period_end": None if period is None else _month_to_text(period.end),
    }


def columns_to_period(row: RowMapping) -> Period | None:
    """What `period_to_columns` made."""
    start, end = row["period_start"], row["period_end"]
    return Period(_text_to_month(start), _text_to_month(end)) if start and end else None


def _month_to_text(month: tuple[int, int]) -> str:
    return f"{month[0]:04d}-{month[1]:02d}"


def _text_to_month(text: str) -> tuple[int, int]:
    year, month = text.split("-")
    return int(year), int(month)
