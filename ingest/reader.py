"""A file's content -> a Report: the whole of ingest on one page."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from ingest.errors import EmptyFileError, FileTooLargeError, UnreadableFileError
from ingest.file_format import FileFormat, sniff_format
from ingest.limits import MEGABYTE, Limits
from ingest.pdf_draft import read_pdf
from ingest.records import Draft, Report
from ingest.report_identity import identify
from ingest.report_names import name_to_source, source_to_id, table_id
from ingest.table_meaning import grid_to_table
from ingest.txt_draft import read_txt


def read_report(path: Path, limits: Limits, source: str | None = None) -> Report:
    """Reads a PDF or a text extract; `source` is its name where the file lies under another."""
    content = read_content(path, limits)
    source = name_to_source(path.name if source is None else source)
    draft = _read_draft(path, sniff_format(content), limits)
    identity = identify(draft, source)
    report_id = source_to_id(source)
    tables = tuple(
        grid_to_table(grid, table_id(report_id, number), draft.pages, identity)
        for number, grid in enumerate(draft.grids, start=1)
    )
    return Report(
        id=report_id,
        source=source,
        content_hash=content_to_hash(content),
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


def read_content(path: Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file within the limits; anything else is an `UnreadableFileError`."""
    try:
        if not path.is_file():
            raise UnreadableFileError(_what_it_is(path))
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise FileTooLargeError(
                f"Filen är {_megabytes(size)} MB; gränsen är {_megabytes(limits.max_bytes)} MB."
            )
        with path.open("rb") as file:
            # One byte over, so that a file that grows while it is read is seen too.
            content = file.read(limits.max_bytes + 1)
    except PermissionError as exc:
        raise UnreadableFileError("Filen får inte läsas med dina rättigheter.") from exc
    except (OSError, ValueError) as exc:
        raise UnreadableFileError("Filen går inte att öppna.") from exc
    if len(content) > limits.max_bytes:
        raise FileTooLargeError(f"Filen är större än gränsen {_megabytes(limits.max_bytes)} MB.")
    if not content:
        raise EmptyFileError("Filen är tom.")
    return content


def content_to_hash(content: bytes) -> str:
    """What tells one version of a file from another."""
    return hashlib.sha256(content).hexdigest()


def reader_version() -> str:
    """Changes when the program is upgraded: a file that an older reader read is read again."""
    return version("belagg")


def _read_draft(path: Path, file_format: FileFormat, limits: Limits) -> Draft:
    return read_pdf(path, limits) if file_format is FileFormat.PDF else read_txt(path, limits)


def _what_it_is(path: Path) -> str:
    if path.is_dir():
        return "Det är en mapp, ingen fil."
    return "Det är ingen vanlig fil." if path.exists() else "Filen finns inte."


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0")
