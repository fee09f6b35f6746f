from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Each change takes more steps on the disk than this; fewer would mean that the watching failed.
FEWEST_KILLS = 50


@pytest.mark.parametrize("change", ["add", "replace", "remove"])
def test_a_kill_at_any_step_leaves_the_library_before_or_after(change: str, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.service.kill_points", str(tmp_path), change],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    found = re.fullmatch(r"(\d+) kills\n", run.stdout)
    assert found, run.stdout
    assert int(found[1]) > FEWEST_KILLS
