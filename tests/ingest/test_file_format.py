from __future__ import annotations

import pytest

from ingest.errors import EmptyFileError, UnknownFormatError
from ingest.file_format import FileFormat, sniff_format


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7\n...", FileFormat.PDF),
        (b"\xef\xbb\xbf%PDF-1.4\n", FileFormat.PDF),
        (b"\r\n" * 20 + b"%PDF-1.4\n", FileFormat.PDF),  # a mail gateway put lines in front
        ("Nämnden redovisar −3 mkr.".encode(), FileFormat.TXT),
        ("Nämnden redovisar 3 mkr.".encode("cp1252"), FileFormat.TXT),
        ("Nämnden".encode("utf-16"), FileFormat.TXT),
        (b"Sida 1\f" * 40, FileFormat.TXT),
        (b"a" * 2000 + b"%PDF-1.7", FileFormat.TXT),  # a text that speaks of PDF
    ],
)
def test_the_content_tells_the_format(content: bytes, expected: FileFormat) -> None:
    assert sniff_format(content) is expected


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", b"\x00" * 5000, b"\f\f\f"])
def test_a_file_without_any_content_is_empty(content: bytes) -> None:
    with pytest.raises(EmptyFileError, match="tom"):
        sniff_format(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "en bild"),
        (b"\xff\xd8\xff\xe0" + b"\x10" * 100, "en bild"),
        (b"PK\x03\x04" + b"\x14\x00" * 100, "Office-dokument"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "Office-dokument"),
        (b"{\\rtf1 hej}", "RTF"),
        (b"  <!DOCTYPE HTML><html>", "webbsida"),
        (bytes(range(256)) * 20, "varken en PDF eller en textfil"),
        (b"n\x00o\x00 mark" + b"\x00\x01" * 200, "varken en PDF eller en textfil"),
    ],
)
def test_other_formats_are_named_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(UnknownFormatError, match=words) as caught:
        sniff_format(content)
    assert "Spara den som PDF" in str(caught.value)
