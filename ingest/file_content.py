"""A path -> the bytes of a file, within the limits, and what tells one version of it from another."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.errors import EmptyFileError, FileTooLargeError, UnreadableFileError
from ingest.limits import MEGABYTE, Limits


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
    try:
        return version("belagg")
    except PackageNotFoundError:
        return "0"


def _what_it_is(path: Path) -> str:
    if path.is_dir():
        return "Mappen innehåller inga PDF- eller TXT-filer."
    return "Det är ingen vanlig fil." if path.exists() else "Filen finns inte."


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0")
