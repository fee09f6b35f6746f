"""A file's content -> a Report: the whole of ingest on one page."""

from __future__ import annotations

from pathlib import Path

from ingest.correction import Correction
from ingest.file_content import content_to_hash, read_content
from ingest.file_format import FileFormat, sniff_format
from ingest.limits import Limits
from ingest.pdf_draft import read_pdf
from ingest.reading_progress import OnPages, ignore_pages
from ingest.records import Draft, Report
from ingest.report_identity import corrected, identify
from ingest.report_names import name_to_source, source_to_id, table_id
from ingest.report_tables import draft_to_tables
from ingest.txt_draft import read_txt


def read_report(
    path: Path,
    limits: Limits,
    source: str | None = None,
    correction: Correction | None = None,
    on_pages: OnPages = ignore_pages,
) -> Report:
    """Reads a PDF or a text extract; `source` is its name where the file lies under another."""
    content_hash, file_format = _identify_content(path, limits)
    source = name_to_source(path.name if source is None else source)
    draft = _read_draft(path, file_format, limits, on_pages)
    identity = corrected(identify(draft, source), correction)
    report_id = source_to_id(source)
    tables = draft_to_tables(draft, identity, lambda number: table_id(report_id, number))
    return Report(
        id=report_id,
        source=source,
        content_hash=content_hash,
        title=identity.title,
        publisher=identity.publisher,
        kind=identity.kind,
        period=identity.period,
        published=identity.published,
        pages=draft.pages,
        blocks=draft.blocks,
        tables=tables,
        abbreviations=identity.abbreviations,
        warnings=draft.warnings,
    )


def _identify_content(path: Path, limits: Limits) -> tuple[str, FileFormat]:
    """Hash and format; the bytes, often tens of megabytes, are let go before the pages are read."""
    content = read_content(path, limits)
    return content_to_hash(content), sniff_format(content)


def _read_draft(path: Path, file_format: FileFormat, limits: Limits, on_pages: OnPages) -> Draft:
    return read_pdf(path, limits, on_pages) if file_format is FileFormat.PDF else read_txt(path, limits)
