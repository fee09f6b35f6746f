"""A writer is killed at every point where it touches the disk; readers must see the old or the new state."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from index.hybrid import HybridIndex
from tests.index.fake_encoder import WordCountEncoder
from tests.index.small_reports import simple_report

OLD = {"a": "hash-of-a"}
NEW = {"a": "hash-of-a", "b": "hash-of-b"}


def run_and_kill(work: Callable[[], object], at_sync: int) -> bool:
    """Do the work in a child process that dies at its nth fsync, before it takes effect; whether it died."""
    child = os.fork()
    if child == 0:
        seen = 0
        sync = os.fsync

        def sync_or_die(descriptor: int) -> None:
            nonlocal seen
            if seen == at_sync:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1
            sync(descriptor)

        os.fsync = sync_or_die
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def open_index(folder: Path) -> HybridIndex:
    return HybridIndex.open(folder, WordCountEncoder("buss vård"))


def kill_everywhere(tmp_path: Path, work: Callable[[Path], object]) -> list[dict[str, str]]:
    """The documents that a fresh reader sees after each kill; the last entry is after a run that was not killed."""
    states = []
    for at_sync in range(100):
        folder = tmp_path / str(at_sync)
        open_index(folder).add(simple_report("a", "Resor med buss."))
        died = run_and_kill(lambda folder=folder: work(folder), at_sync)  # type: ignore[misc]
        index = open_index(folder)
        states.append(index.documents())
        assert next(hit.passage.document for hit in index.search("buss", 5)) == "a"
        index.add(simple_report("c", "Vård."))  # the next writer is not hindered, and sweeps up
        segments = {path.name for path in (folder / "segments").iterdir()}
        assert len(segments) == len(index.documents())
        if not died:
            return states
    raise AssertionError("the work never came to an end")


@pytest.mark.parametrize("reports", [1, 2])
def test_adding_is_whole_or_not_at_all(tmp_path: Path, reports: int) -> None:
    added = [simple_report(name, "Kostnad för vård.") for name in ("b", "b2")[:reports]]
    states = kill_everywhere(tmp_path, lambda folder: open_index(folder).add_many(added))
    new = {"a": "hash-of-a"} | {report.id: report.content_hash for report in added}
    assert len(states) > 5
    assert all(state in (OLD, new) for state in states)
    assert (states[0], states[-1]) == (OLD, new)


def test_removing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    def work(folder: Path) -> None:
        index = open_index(folder)
        index.add(simple_report("b", "Kostnad för vård."))
        index.remove("b")

    states = kill_everywhere(tmp_path, work)
    assert all(state in (OLD, NEW) for state in states)
    assert NEW in states
    assert states[-1] == OLD
