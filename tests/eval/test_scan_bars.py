"""The section of scans among the bars of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bars import BenchOptions
from eval.scan_bars import scan_bars

CORPUS = Path(__file__).parents[3] / "shared"


def test_without_a_scan_the_section_says_so(tmp_path: Path) -> None:
    [bar] = scan_bars(BenchOptions(tmp_path, None))
    assert bar.holds is None
    assert "no scan" in bar.reached


@pytest.mark.corpus
@pytest.mark.skipif(not (CORPUS / "corpus").is_dir(), reason="needs the shared corpus")
def test_the_scan_at_hand_is_read() -> None:
    pytest.importorskip("tesserocr")
    [bar] = scan_bars(BenchOptions(CORPUS, None))
    assert bar.holds, bar.reached
