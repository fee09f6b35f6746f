from __future__ import annotations

from pathlib import Path

from ingest.file_format import FileFormat
from ingest.originals import Originals


def test_a_staged_file_gets_its_lasting_name_and_content(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "files")
    kept = originals.keep(originals.stage(b"%PDF"), "ab12", FileFormat.PDF)
    assert kept == originals.path("ab12", FileFormat.PDF) == tmp_path / "files" / "ab12.pdf"
    assert kept.read_bytes() == b"%PDF"
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["ab12.pdf"]


def test_keeping_the_same_content_again_is_no_error(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    for _ in range(2):
        originals.keep(originals.stage(b"x"), "ab", FileFormat.TXT)
    assert originals.path("ab", FileFormat.TXT).read_bytes() == b"x"


def test_pruning_leaves_only_what_is_referred_to(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    kept = originals.keep(originals.stage(b"x"), "ab", FileFormat.TXT)
    originals.keep(originals.stage(b"y"), "cd", FileFormat.TXT)
    originals.stage(b"left by a process that was killed")
    assert originals.has_staged()
    originals.prune({kept})
    assert not originals.has_staged()
    assert list(tmp_path.iterdir()) == [kept]


def test_pruning_before_anything_was_kept_does_nothing(tmp_path: Path) -> None:
    Originals(tmp_path / "files").prune(set())
    assert list(tmp_path.iterdir()) == []
