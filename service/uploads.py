"""Files that come in over HTTP: their names made harmless, their kind checked, their bytes kept for the reader."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from ingest.report_names import name_to_source
from service.problems import ApiProblem

MAX_FILES_PER_UPLOAD = 20
MAX_NAME_BYTES = 200  # most file systems stop at 255; the rest leaves room for a suffix of ours
READABLE_SUFFIXES = (".pdf", ".txt")

_PDF_MARK_WITHIN = (
    1024  # bytes; PDF readers accept the mark anywhere in the first kilobyte (ISO 32000, annex H)
)
_FORBIDDEN = re.compile(r'[<>:"|?*]')  # Windows takes none of these in a name


def name_to_safe_name(name: str) -> str:
    """The name as the library will show it, short enough for a file system and without a dot in front.

    >>> name_to_safe_name("../../etc/passwd.txt"), name_to_safe_name(r"C:\\rapporter\\å r.PDF")
    ('passwd.txt', 'å r.PDF')
    >>> name_to_safe_name(".."), name_to_safe_name(".pdf"), len(name_to_safe_name("å" * 300 + ".pdf").encode())
    ('namnlös', 'rapport.pdf', 200)
    """
    shown = _FORBIDDEN.sub("", name_to_source(name)).lstrip(". ")
    if f".{shown.lower()}" in READABLE_SUFFIXES:
        shown = f"rapport.{shown}"
    suffix = Path(shown).suffix
    stem = (
        shown.removesuffix(suffix).encode()[: MAX_NAME_BYTES - len(suffix.encode())].decode(errors="ignore")
    )
    return (stem.rstrip() or "rapport") + suffix


def check_upload(name: str, file: BinaryIO) -> None:
    """Raise the problem of a file that no reader could take; the readers look closer."""
    if not name.lower().endswith(READABLE_SUFFIXES):
        raise ApiProblem("fel-format", f"Belägg läser PDF och TXT. {name} är något annat.")
    file.seek(0)
    start = file.read(_PDF_MARK_WITHIN)
    file.seek(0)
    if not start:
        raise ApiProblem("tom-fil", f"Filen {name} är tom.")
    if name.lower().endswith(".pdf") and b"%PDF-" not in start:
        raise ApiProblem("fel-format", f"Filen {name} heter PDF men är ingen PDF.")


def keep_uploads(
    uploads: Sequence[tuple[str, BinaryIO]], folder: Path, max_bytes: int
) -> tuple[Path, list[Path]]:
    """Copy checked files into a new folder below `folder`; gives that folder and the files in it."""
    inbox = folder / uuid.uuid4().hex
    inbox.mkdir(parents=True)
    try:
        return inbox, [_keep(name, file, inbox, max_bytes) for name, file in uploads]
    except BaseException:
        shutil.rmtree(inbox, ignore_errors=True)
        raise


def _keep(name: str, file: BinaryIO, inbox: Path, max_bytes: int) -> Path:
    kept = inbox / name
    with kept.open("xb") as out:
        shutil.copyfileobj(file, out)
    if kept.stat().st_size > max_bytes:
        raise ApiProblem(
            "for-stor", f"Filen {name} är för stor. Högst {max_bytes // (1024 * 1024)} MB tas emot."
        )
    return kept
