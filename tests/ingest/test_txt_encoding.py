"""Files come in several encodings; what can't be read safely is refused."""

from __future__ import annotations

import pytest

from ingest.errors import EmptyFileError, UnknownFormatError, WrongEncodingError
from ingest.txt_encoding import bytes_to_text

TEXT = "Nämnden för å och ö – 5 mkr\n§ 12 ”Resor”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_known_encodings_give_the_same_text(encoding: str) -> None:
    assert bytes_to_text(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_become_newlines(line_end: str) -> None:
    assert bytes_to_text(f"ett{line_end}två".encode()) == "ett\ntvå"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode("mac_roman"), id="Mac Roman"),
        pytest.param(TEXT.replace("–", "-").replace("”", '"').encode("cp850"), id="DOS code page 850"),
        pytest.param(TEXT.encode() + b"\xff\xe5", id="UTF-8 with broken bytes"),
        pytest.param(b"\x00\x01\x02abc\xff", id="binary"),
        pytest.param(b"\xff\xfeN\x00\xe4", id="UTF-16 cut in a character"),
        pytest.param(b"ren ascii\x07", id="control characters"),
    ],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(WrongEncodingError, match="UTF-8"):
        bytes_to_text(data)


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\x0c\x0c"])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFileError):
        bytes_to_text(data)


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_other_formats_in_disguise_are_refused(head: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        bytes_to_text(head + b"rest of the file")


def test_unnamed_glyphs_in_sure_text_are_no_reason_to_refuse_it() -> None:
    """Dots of a table of contents and marks of lists whose fonts name no letters come out as control codes."""
    data = "Förord\x08\x08\x08\x08 4\n\x07 ﬁnansiella poster\n".encode()
    assert bytes_to_text(data) == "Förord.... 4\n finansiella poster\n"
