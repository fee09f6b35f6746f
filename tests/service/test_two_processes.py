from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tests.service.library_files import WORDS, disagreements, open_library, write_report

ROOT = Path(__file__).parents[2]
INGEST = (
    "import sys; from pathlib import Path; from tests.service.library_files import open_library; "
    "open_library(Path(sys.argv[1])).ingest([Path(sys.argv[2])])"
)


def test_processes_that_ingest_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    data_dir, folders = tmp_path / "data", [tmp_path / "x", tmp_path / "y"]
    for folder in folders:
        folder.mkdir()
        for word in WORDS.split():
            write_report(folder, f"{folder.name}-{word}.txt", f"{word} {folder.name}")
    runs = [
        subprocess.Popen([sys.executable, "-c", INGEST, str(data_dir), str(folder)], cwd=ROOT)
        for folder in folders
    ]
    assert [run.wait() for run in runs] == [0, 0]
    library = open_library(data_dir)
    assert [summary.source for summary in library.documents()] == sorted(
        path.name for folder in folders for path in folder.iterdir()
    )
    assert disagreements(library, data_dir) == []


def test_processes_that_replace_the_same_file_leave_one_whole_version(tmp_path: Path) -> None:
    data_dir, paths = tmp_path / "data", []
    for folder, word in ((tmp_path / "x", "buss"), (tmp_path / "y", "läkare")):
        folder.mkdir()
        paths.append(write_report(folder, "a.txt", word))
    runs = [
        subprocess.Popen([sys.executable, "-c", INGEST, str(data_dir), str(path)], cwd=ROOT) for path in paths
    ]
    assert [run.wait() for run in runs] == [0, 0]
    library = open_library(data_dir)
    [summary] = library.documents()
    assert library.file(summary.id).read_bytes() in [path.read_bytes() for path in paths]
    assert disagreements(library, data_dir) == []


OPEN_AT = (
    "import sys, time; from ingest.store import Store\n"
    "while time.time() < float(sys.argv[2]): pass\n"
    "Store(sys.argv[1]).close()"
)
LEAD_SECONDS = 1.5  # until all processes have started and imported


def test_processes_that_open_a_new_library_at_the_same_moment_all_succeed(tmp_path: Path) -> None:
    address, moment = f"sqlite:///{tmp_path / 'library.sqlite'}", str(time.time() + LEAD_SECONDS)
    runs = [subprocess.Popen([sys.executable, "-c", OPEN_AT, address, moment], cwd=ROOT) for _ in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
