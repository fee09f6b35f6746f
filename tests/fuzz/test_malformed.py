from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.ingest_outcome import Outcome, OutcomeKind, Progress, Step
from service.library import Library
from tests.fuzz.malformed import MALFORMED, Malformed
from tests.service.library_files import open_library, snapshot, write_report

FEWEST_KINDS = 25
"""What the project promises to try."""


class Trial:
    """All malformed files read in one go; each outcome with whether the rest of the library was as before."""

    def __init__(self, folder: Path) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.untouched: dict[str, bool] = {}
        self._data_dir = folder / "data"
        self._library: Library = open_library(self._data_dir)
        self._library.ingest([write_report(folder, "bra.txt", "buss")])
        self._before = snapshot(self._library, self._data_dir)
        paths = []
        for number, kind in enumerate(MALFORMED):
            own = folder / str(number)
            own.mkdir()
            paths.append(kind.make(own))
        self._library.ingest(paths, self._look)
        self._library.close()

    def _look(self, progress: Progress) -> None:
        if progress.step is Step.DONE and progress.outcome is not None:
            name = MALFORMED[progress.number - 1].name
            self.outcomes[name] = progress.outcome
            if progress.outcome.kind is OutcomeKind.ADDED:
                self._library.remove(progress.outcome.document or "")
            self.untouched[name] = snapshot(self._library, self._data_dir) == self._before


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("malformed"))


@pytest.mark.parametrize("kind", MALFORMED, ids=lambda kind: kind.name)
def test_a_malformed_file_is_read_or_refused_with_the_reason(kind: Malformed, trial: Trial) -> None:
    outcome = trial.outcomes[kind.name]
    if kind.reason is None:
        assert outcome.kind is OutcomeKind.ADDED, outcome.reason
    else:
        assert outcome.kind is OutcomeKind.FAILED
        assert re.search(kind.reason, outcome.reason or ""), outcome.reason


@pytest.mark.parametrize("kind", MALFORMED, ids=lambda kind: kind.name)
def test_the_library_is_as_it_was_after_a_malformed_file(kind: Malformed, trial: Trial) -> None:
    assert trial.untouched[kind.name]


@pytest.mark.parametrize("kind", [kind for kind in MALFORMED if kind.reason], ids=lambda kind: kind.name)
def test_a_reason_is_one_swedish_line_without_paths(kind: Malformed, trial: Trial, tmp_path: Path) -> None:
    reason = trial.outcomes[kind.name].reason or ""
    assert "\n" not in reason
    assert reason.endswith(".")
    assert reason[0].isupper()
    assert str(tmp_path.parent) not in reason
    assert "/" not in reason.replace("PDF/TXT", "")
    assert not re.search(r"Traceback|Error|Exception|object|None", reason)


def test_enough_kinds_are_tried_and_each_once() -> None:
    names = [kind.name for kind in MALFORMED]
    assert len(set(names)) == len(names) >= FEWEST_KINDS
