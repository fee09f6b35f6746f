"""Kills a writer at every step it takes on the disk, one after the other, and looks at what is left.

Run as a process of its own (it forks): `python -m tests.service.kill_points FOLDER CHANGE`. Prints one line for each
kill that left the library neither as before nor as after, and the number of kills at the end.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import sqlalchemy as sql
from filelock import FileLock

from index.hybrid import HybridIndex
from ingest.correction import Correction
from ingest.limits import Limits
from ingest.originals import Originals
from ingest.reader import read_report
from ingest.reading_process import OnPages, ReadingProcess, ignore_pages
from ingest.records import Report
from ingest.report_names import source_to_id
from ingest.store import Store
from service.library_writer import LibraryWriter
from tests.index.fake_encoder import WordCountEncoder
from tests.service.library_files import WORDS, disagreements, open_library, snapshot, write_report

# What touches the disk: Python tells of each (https://docs.python.org/3/library/audit_events.html).
WATCHED = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.", "sqlite3.", "tempfile.")


class ReadingHere(ReadingProcess):
    """Reads without a process: the kill is to hit the writer."""

    def read(
        self,
        path: Path,
        source: str,
        correction: Correction | None = None,
        on_pages: OnPages = ignore_pages,  # noqa: ARG002 - the signature of the process
    ) -> Report:
        return read_report(path, Limits(), source, correction)


def open_writer(data_dir: Path) -> tuple[LibraryWriter, Store]:
    """A writer as the library makes it."""
    store = Store(f"sqlite:///{data_dir / 'library.sqlite'}")
    index = HybridIndex.open(data_dir / "index", WordCountEncoder(WORDS))
    lock = FileLock(data_dir / "writing.lock")
    return LibraryWriter(store, Originals(data_dir / "files"), lambda: index, lock, Limits()), store


def add_file(data_dir: Path, path: Path) -> None:
    writer, store = open_writer(data_dir)
    writer.add(path, path.name, ReadingHere(Limits()), lambda *_: None, again=False)
    store.close()


def remove_file(data_dir: Path, path: Path) -> None:
    writer, store = open_writer(data_dir)
    writer.remove(source_to_id(path.name))
    store.close()


def kill_at(step: int, change: Callable[[], None]) -> bool:
    """Does the change in a fork that kills itself at that step; False when it got through."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code > 0:
            sys.exit(f"step {step}: the change itself failed")
        return code < 0
    steps = itertools.count(1)

    def take_step(*_: object) -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda event, _: take_step() if event.startswith(WATCHED) else None)
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        sql.event.listen(sql.Engine, moment, take_step)
    change()
    os._exit(0)


def main(folder: Path, change_name: str) -> None:
    base, path = folder / "base", write_report(folder, "a.txt", "buss")
    base.mkdir()
    add_file(base, write_report(folder, "b.txt", "läkare"))
    if change_name in ("replace", "remove"):
        add_file(base, path)
    if change_name == "replace":
        write_report(folder, "a.txt", "energi")
    change = remove_file if change_name == "remove" else add_file
    states = []
    for name in ("before", "after"):
        shutil.copytree(base, folder / name)
        if name == "after":
            change(folder / name, path)
        states.append(snapshot(open_library(folder / name), folder / name)[:2])
    step, killed = 0, True
    while killed:
        step += 1
        data_dir = folder / "killed"
        shutil.rmtree(data_dir, ignore_errors=True)
        shutil.copytree(base, data_dir)
        killed = kill_at(step, partial(change, data_dir, path))
        check(step, data_dir, states)
    print(f"{step - 1} kills")


def check(step: int, data_dir: Path, states: list[tuple[object, ...]]) -> None:
    library = open_library(data_dir)
    for line in disagreements(library, data_dir):
        print(f"step {step}: {line}")
    documents, reports, _, _ = snapshot(library, data_dir)
    library.close()
    if (documents, reports) not in states:
        print(f"step {step}: neither as before nor as after")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
