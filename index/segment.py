"""One report's part of the index: its passages, terms and vectors in a folder that is written once."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.bm25 import Postings, load_postings, save_postings
from index.errors import DamagedIndexError
from index.manifest import sync_folder
from index.passages import BlockSpan, Passage, PassageKind

# Kinds as numbers in kinds.npy.
KINDS = tuple(PassageKind)


class Segment:
    """An open segment. Passages are read one by one from the mapped file, so opening costs little."""

    def __init__(self, folder: Path, number: int, document: str) -> None:
        self.number = number
        self.document = document
        self.name = folder.name
        try:
            self.postings: Postings = load_postings(folder)
            introduced = json.loads((folder / "abbreviations.json").read_text(encoding="utf-8"))
            self.abbreviations = tuple((short, name) for short, name in introduced)
            self.kinds: NDArray[np.uint8] = np.load(folder / "kinds.npy")
            self.offsets: NDArray[np.int64] = np.load(folder / "offsets.npy")
            # An empty file can't be mapped.
            mapped: Literal["r"] | None = "r" if len(self.kinds) else None
            self.vectors: NDArray[np.float16] = np.load(folder / "vectors.npy", mmap_mode=mapped)
            with (folder / "passages.jsonl").open("rb") as file:
                # Mapped, so that a search under way still reads it after another process removed the folder.
                self._lines = (
                    mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self.offsets[-1] else b""
                )
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as exc:
            raise DamagedIndexError(
                "En del av sökindexet saknas eller är skadad. "
                "Läs in någon rapport med `belagg ingest`, så byggs det om."
            ) from exc

    def __len__(self) -> int:
        return len(self.kinds)

    def passage(self, row: int) -> Passage:
        """The passage of a row."""
        return json_to_passage(json.loads(self._lines[self.offsets[row] : self.offsets[row + 1]]))


def write_segment(
    segments_dir: Path,
    name: str,
    passages: Sequence[Passage],
    postings: Postings,
    vectors: NDArray[np.float32],
    abbreviations: Sequence[tuple[str, str]],
) -> None:
    """Write a segment under a temporary name and move it into place once it is whole."""
    temporary = Path(tempfile.mkdtemp(prefix=".writing-", dir=segments_dir))
    try:
        lines = [json.dumps(asdict(passage), ensure_ascii=False).encode() + b"\n" for passage in passages]
        (temporary / "passages.jsonl").write_bytes(b"".join(lines))
        np.save(temporary / "offsets.npy", np.cumsum([0, *map(len, lines)], dtype=np.int64))
        np.save(temporary / "kinds.npy", np.array([KINDS.index(p.kind) for p in passages], dtype=np.uint8))
        # Half precision halves the disk; a cosine moves by less than 0.001.
        np.save(temporary / "vectors.npy", vectors.astype(np.float16))
        (temporary / "abbreviations.json").write_text(
            json.dumps(abbreviations, ensure_ascii=False), encoding="utf-8"
        )
        save_postings(postings, temporary)
        for path in temporary.iterdir():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(temporary)
        temporary.rename(segments_dir / name)
        sync_folder(segments_dir)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def json_to_passage(data: dict[str, Any]) -> Passage:
    """A passage as `dataclasses.asdict` and JSON left it."""
    return Passage(
        **{
            **data,
            "kind": PassageKind(data["kind"]),
            "section": tuple(data["section"]),
            "blocks": tuple(BlockSpan(**span) for span in data["blocks"]),
            "pages": tuple(data["pages"]),
            "page_indexes": tuple(data["page_indexes"]),
            "rows": tuple(data["rows"]),
        }
    )
