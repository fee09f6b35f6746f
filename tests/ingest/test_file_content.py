from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ingest.errors import EmptyFileError, FileTooLargeError, UnreadableFileError
from ingest.file_content import content_to_hash, read_content
from ingest.limits import MEGABYTE, Limits


def test_the_bytes_come_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\r\n\xe5")
    assert read_content(path, Limits()) == b"a\r\n\xe5"


def test_the_limit_itself_is_allowed_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert len(read_content(path, Limits(max_bytes=100))) == 100
    with pytest.raises(FileTooLargeError):
        read_content(path, Limits(max_bytes=99))


def test_sizes_are_told_in_megabytes_with_a_decimal_comma(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * (MEGABYTE * 3 // 2))
    with pytest.raises(FileTooLargeError, match=r"^Filen är 1,5 MB; gränsen är 1 MB\.$"):
        read_content(path, Limits(max_bytes=MEGABYTE))


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    (tmp_path / "empty.txt").touch()
    for name, error, words in [
        ("saknas.pdf", UnreadableFileError, "Filen finns inte"),
        ("pipe.txt", UnreadableFileError, "ingen vanlig fil"),
        ("loop.pdf", UnreadableFileError, "Filen"),
        ("", UnreadableFileError, "Mappen innehåller inga"),
        ("empty.txt", EmptyFileError, "Filen är tom"),
        ("a\x00b", UnreadableFileError, "Filen"),
        ("n" * 300, UnreadableFileError, "Filen"),
    ]:
        with pytest.raises(error, match=words):
            read_content(tmp_path / name, Limits())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hemlig.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(UnreadableFileError, match="rättigheter"):
        read_content(path, Limits())


def test_the_hash_is_of_the_content_alone() -> None:
    assert content_to_hash(b"abc") == hashlib.sha256(b"abc").hexdigest()
