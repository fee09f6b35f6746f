from __future__ import annotations

from pathlib import Path

import pytest

from service.report_files import list_report_files

NOWHERE = Path("/nowhere")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.PDF", "readme.md", ".dold.txt", "2031/c.pdf", ".git/d.pdf", "mapp.pdf/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "tom").mkdir()
    (tmp_path / "2031" / "runt").symlink_to(tmp_path)
    return tmp_path


def test_a_folder_stands_for_the_reports_below_it(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in list_report_files([folder], NOWHERE)]
    assert names == ["2031/c.pdf", "a.PDF", "b.txt", "mapp.pdf/e.txt"]


def test_a_file_named_by_itself_is_taken_whatever_its_name(folder: Path) -> None:
    assert list_report_files([folder / "readme.md", folder / ".dold.txt"], NOWHERE) == [
        folder / "readme.md",
        folder / ".dold.txt",
    ]


def test_what_has_no_reports_stays_to_be_told_of(folder: Path) -> None:
    assert list_report_files([folder / "saknas.pdf", folder / "tom"], NOWHERE) == [
        folder / "saknas.pdf",
        folder / "tom",
    ]


def test_a_path_named_twice_is_read_once(folder: Path) -> None:
    assert list_report_files([folder / "b.txt", folder / "mapp.pdf", folder / "b.txt"], NOWHERE) == [
        folder / "b.txt",
        folder / "mapp.pdf" / "e.txt",
    ]


def test_the_library_does_not_read_its_own_copies(folder: Path) -> None:
    names = [
        path.relative_to(folder).as_posix()
        for path in list_report_files([folder], folder / "2031" / ".." / "2031")
    ]
    assert names == ["a.PDF", "b.txt", "mapp.pdf/e.txt"]
