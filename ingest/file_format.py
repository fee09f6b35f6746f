"""Bytes -> what sort of file they are. The content decides; a name can say anything."""

from __future__ import annotations

from enum import StrEnum

from ingest.errors import EmptyFileError, UnknownFormatError

# ISO 32000-1, annex H: readers accept the header anywhere within the first 1,024 bytes.
PDF_HEADER_WITHIN = 1024
# Real text extracts hold no control characters but line breaks, tabs and form feeds; one in a hundred is
# far above what a stray byte from a bad font makes, and far below what compressed data holds (one in nine).
MOST_CONTROL_SHARE = 0.01
SAMPLE_BYTES = 64 * 1024

_TEXT_CONTROLS = b"\t\n\r\f\x0b"
_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

# What people have lying beside their reports: the first bytes, and what to tell them.
_OTHER_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "Filen är en bild (PNG)."),
    (b"\xff\xd8\xff", "Filen är en bild (JPEG)."),
    (b"GIF8", "Filen är en bild (GIF)."),
    (b"II*\x00", "Filen är en bild (TIFF)."),
    (b"MM\x00*", "Filen är en bild (TIFF)."),
    (b"PK\x03\x04", "Filen är ett Office-dokument eller ett zip-arkiv."),
    (b"PK\x05\x06", "Filen är ett zip-arkiv."),
    (b"\xd0\xcf\x11\xe0", "Filen är ett äldre Office-dokument."),
    (b"\x1f\x8b", "Filen är ett komprimerat arkiv."),
    (b"7z\xbc\xaf", "Filen är ett komprimerat arkiv."),
    (b"{\\rtf", "Filen är ett RTF-dokument."),
    (b"%!PS", "Filen är en PostScript-fil."),
    (b"<!doctype html", "Filen är en webbsida."),
    (b"<html", "Filen är en webbsida."),
)
_WHAT_TO_DO = "Spara den som PDF eller som ren text (TXT) och läs in den filen."


class FileFormat(StrEnum):
    PDF = "pdf"
    TXT = "txt"


def sniff_format(content: bytes) -> FileFormat:
    """The format of a file's content.

    >>> sniff_format(b"%PDF-1.7 ...")
    <FileFormat.PDF: 'pdf'>
    >>> sniff_format("Nämnden har 3 mål.".encode())
    <FileFormat.TXT: 'txt'>
    """
    if not content.strip(b"\x00 \t\r\n\f"):
        raise EmptyFileError("Filen är tom.")
    if b"%PDF-" in content[:PDF_HEADER_WITHIN]:
        return FileFormat.PDF
    start = content[:PDF_HEADER_WITHIN].lstrip().lower()
    for signature, what in _OTHER_FORMATS:
        if content.startswith(signature) or (signature.islower() and start.startswith(signature)):
            raise UnknownFormatError(f"{what} {_WHAT_TO_DO}")
    if not content.startswith(_UTF16_MARKS) and _control_share(content[:SAMPLE_BYTES]) > MOST_CONTROL_SHARE:
        raise UnknownFormatError(f"Filen är varken en PDF eller en textfil. {_WHAT_TO_DO}")
    return FileFormat.TXT


def _control_share(sample: bytes) -> float:
    return 1 - len(sample.translate(None, delete=_CONTROLS)) / len(sample)
