"""The passages that are embedded for measuring, and the bars where the processor is not made for them."""

from __future__ import annotations

from pathlib import Path

import pytest

import eval.embedding_speed as embedding_speed
from eval.embedding_speed import draw_passages, embedding_bars
from tests.index.fake_encoder import WordCountEncoder


def test_passages_are_those_of_the_reports(tmp_path: Path) -> None:
    report = tmp_path / "001_rapport.txt"
    report.write_text("Rapport\n\nResandet med buss ökade under året.\n", encoding="utf-8")
    assert any("buss" in text for text in draw_passages([report]))


def test_a_processor_without_bytes_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding_speed, "has_fast_bytes", lambda: False)
    assert [bar.holds for bar in embedding_bars(WordCountEncoder("buss"), [])] == [None]
