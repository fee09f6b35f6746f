from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.bm25 import count_postings
from index.errors import DamagedIndexError
from index.passages import Passage, report_to_passages
from index.segment import Segment, write_segment
from tests.index.small_reports import simple_report


@pytest.fixture
def passages() -> list[Passage]:
    return report_to_passages(simple_report("r", "Åtgärder för ekonomi i balans.", "Rad ett\nrad två"))


@pytest.fixture
def folder(tmp_path: Path, passages: list[Passage]) -> Path:
    vectors = np.array([[1.0, 0.0], [0.6, 0.8]], dtype=np.float32)
    write_segment(
        tmp_path,
        "s",
        passages,
        count_postings([[{"balans": 1.0}], [{"rad": 2.0}]]),
        vectors,
        [("RAK", "Rätt")],
    )
    return tmp_path / "s"


def test_what_is_written_is_read(folder: Path, passages: list[Passage]) -> None:
    segment = Segment(folder, 4, "r")
    assert [segment.passage(row) for row in range(len(segment))] == passages
    assert segment.abbreviations == (("RAK", "Rätt"),)
    assert segment.vectors.tolist() == pytest.approx(np.array([[1.0, 0.0], [0.6, 0.8]]), abs=1e-3)


def test_an_open_segment_outlives_its_folder(folder: Path, passages: list[Passage]) -> None:
    segment = Segment(folder, 0, "r")
    for path in folder.iterdir():
        path.unlink()
    assert segment.passage(1) == passages[1]


@pytest.mark.parametrize(
    "name", ["passages.jsonl", "postings.npz", "terms.json", "vectors.npy", "kinds.npy", "offsets.npy"]
)
def test_a_missing_or_cut_file_is_refused(folder: Path, name: str) -> None:
    path = folder / name
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(DamagedIndexError, match="belagg ingest"):
        Segment(folder, 0, "r")
    if name != "passages.jsonl":
        path.write_bytes(content[: len(content) // 2])
        with pytest.raises(DamagedIndexError, match="belagg ingest"):
            Segment(folder, 0, "r")
