"""The index of a library: build and search; the whole of index on one page.

On disk: `segments/<name>/` per report, written once, and `manifest.json`, replaced in one step. A process that is
killed leaves the old or the new manifest; folders that it names are whole, others are swept away by the next writer.
"""

from __future__ import annotations

import fcntl
import secrets
import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.abbreviations import Abbreviations
from index.bm25 import Bm25, best_rows, count_postings
from index.embedding import embed_passages
from index.encoder import Encoder
from index.errors import DamagedIndexError
from index.fusion import blend_rankings
from index.manifest import MANIFEST, DocumentEntry, Manifest, read_manifest, write_manifest
from index.page_ranking import rank_by_page
from index.passage_terms import passage_to_units
from index.passages import Passage, report_to_passages
from index.query_terms import question_to_terms
from index.segment import KINDS, Segment, write_segment
from index.vectors import VectorIndex, vector_ids
from ingest.records import Report

# How far down each ranking fusion looks; the right page was never deeper on the sample questions.
FUSION_DEPTH = 100
# Reports are committed together up to this many passages: large enough for even batches, small enough to lose.
COMMIT_PASSAGES = 2000
# Above what any page can reach: a blended score is at most 1, and a page's support adds less than a half to it.
LEADING_SCORE = 2.0
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. Ranks count from 1; None where that ranking does not have it."""

    passage: Passage
    score: float
    sparse_rank: int | None
    dense_rank: int | None
    sparse_score: float | None = None
    """BM25."""
    dense_score: float | None = None
    """Cosine."""


@dataclass(frozen=True, slots=True)
class _State:
    """One consistent view; replaced, never changed."""

    stamp: tuple[int, int]
    manifest: Manifest
    segments: tuple[Segment, ...]
    bm25: Bm25
    abbreviations: Abbreviations


class HybridIndex:
    """Passages of all reports, by words and by meaning. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = folder
        self._encoder = encoder
        self._lock = threading.RLock()
        self._numbers: dict[str, int] = {}
        self._vectors: VectorIndex | None = None
        (folder / "segments").mkdir(parents=True, exist_ok=True)
        self._state = self._read_state(None)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> HybridIndex:
        """Open or begin the index in this folder; refuses one that was built otherwise."""
        return cls(folder, encoder)

    def add(self, report: Report) -> None:
        """Add a report, or replace its older version."""
        self.add_many([report])

    def add_many(self, reports: Sequence[Report], progress: Progress | None = None) -> None:
        """Add reports; `progress` hears how many passages of how many are done."""
        pairs = [(report, report_to_passages(report)) for report in reports]
        total = sum(len(passages) for _, passages in pairs)
        done = 0

        def count(embedded: int) -> None:
            nonlocal done
            done += embedded
            if progress:
                progress(done, total)

        for group in _groups(pairs):
            texts = [passage.search_text for _, passages in group for passage in passages]
            self._commit(group, embed_passages(self._encoder, texts, count))

    def remove(self, document: str) -> None:
        """Take a report out; one that is not there is no error."""
        with self._writing() as manifest:
            if document in manifest.documents:
                write_manifest(self._folder, manifest.without_document(document))

    def documents(self) -> dict[str, str]:
        """Report id -> content hash."""
        return {key: entry.content_hash for key, entry in self._current().manifest.documents.items()}

    def passages_of(self, document: str) -> list[Passage]:
        """All passages of a report in reading order."""
        return [
            segment.passage(row)
            for segment in self._current().segments
            if segment.document == document
            for row in range(len(segment))
        ]

    def passage(self, passage_id: str) -> Passage | None:
        """One passage by its id."""
        state = self._current()
        row = _row_of(state, passage_id)
        return None if row is None else _passage_at(state, row)

    def search(
        self,
        query: str,
        k: int,
        documents: Collection[str] | None = None,
        kinds: Collection[str] | None = None,
        dense: bool = True,
        by_page: bool = False,
        first: str | None = None,
    ) -> list[Hit]:
        """The best passages, best first; without `dense` no model is loaded, with `by_page` no page comes again before all came.

        `first` is the id of a passage that goes before all others, whatever it says.
        """
        state = self._current()
        if not query.strip() or not state.bm25.corpus_size:
            return []
        allowed = _allowed_rows(state, documents, kinds)
        sparse = _sparse_ranking(state, query, allowed)
        dense_scores = self._dense_ranking(state, query, allowed) if dense else {}
        fused = blend_rankings([scoring for scoring in (sparse, dense_scores) if scoring])
        fused = _led_by(_row_of(state, first), fused)
        if by_page:
            fused = rank_by_page(fused, lambda row: _pages_at(state, row))
        sparse_ranks = {row: rank for rank, row in enumerate(sparse, start=1)}
        dense_ranks = {row: rank for rank, row in enumerate(dense_scores, start=1)}
        return [
            Hit(
                _passage_at(state, row),
                score,
                sparse_ranks.get(row),
                dense_ranks.get(row),
                sparse.get(row),
                dense_scores.get(row),
            )
            for row, score in fused[:k]
        ]

    def likeness(self, query: str, texts: Sequence[str]) -> list[float]:
        """How alike each text is to a question in meaning: the cosine of their vectors, −1 to 1."""
        if not texts:
            return []
        question = self._encoder.encode_queries([query])[0]
        cosines: list[float] = (self._encoder.encode_passages(texts) @ question).tolist()
        return cosines

    def _dense_ranking(
        self, state: _State, query: str, allowed: NDArray[np.bool_] | None
    ) -> dict[int, float]:
        vector = self._encoder.encode_queries([state.abbreviations.spelled_out(query)])[0]
        with self._lock:
            if self._vectors is None:
                self._vectors = VectorIndex(len(vector))
            self._vectors.sync({segment.number: segment.vectors for segment in state.segments})
            ids = None if allowed is None else _rows_to_ids(state, np.flatnonzero(allowed))
            found = self._vectors.search(vector, FUSION_DEPTH, ids)
        bases = {
            segment.number: int(base) for segment, base in zip(state.segments, state.bm25.bases, strict=False)
        }
        return {bases[number] + row: score for number, row, score in found}

    def _commit(self, group: Sequence[tuple[Report, list[Passage]]], vectors: NDArray[np.float32]) -> None:
        with self._writing() as manifest:
            entries, start = {}, 0
            for report, passages in group:
                name = secrets.token_hex(12)
                postings = count_postings([passage_to_units(passage) for passage in passages])
                rows = vectors[start : start + len(passages)]
                write_segment(self._folder / "segments", name, passages, postings, rows, report.abbreviations)
                entries[report.id] = DocumentEntry(report.content_hash, name, len(passages))
                start += len(passages)
            write_manifest(self._folder, manifest.with_documents(entries))

    @contextmanager
    def _writing(self) -> Iterator[Manifest]:
        """The newest manifest, while no other thread or process writes; sweeps up and re-reads afterwards."""
        with self._lock, (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield read_manifest(self._folder, self._encoder.name)
            self._sweep()
            self._state = self._read_state(self._state)

    def _sweep(self) -> None:
        """Remove segments that no manifest names: replaced ones, and those of a writer that was killed."""
        manifest = read_manifest(self._folder, self._encoder.name)
        named = {entry.segment for entry in manifest.documents.values()}
        for path in (self._folder / "segments").iterdir():
            if path.name not in named:
                shutil.rmtree(path, ignore_errors=True)

    def _current(self) -> _State:
        """The state on disk; another process may have changed it since."""
        if _manifest_stamp(self._folder) != self._state.stamp:
            with self._lock:
                self._state = self._read_state(self._state)
        return self._state

    def _read_state(self, previous: _State | None) -> _State:
        while True:
            stamp = _manifest_stamp(self._folder)
            try:
                return self._read_state_at(stamp, previous)
            except DamagedIndexError:
                # A writer may have swept a segment between our reading the manifest and opening it.
                if stamp == _manifest_stamp(self._folder):
                    raise

    def _read_state_at(self, stamp: tuple[int, int], previous: _State | None) -> _State:
        manifest = read_manifest(self._folder, self._encoder.name)
        open_segments = {segment.name: segment for segment in previous.segments} if previous else {}
        segments = tuple(
            open_segments.get(entry.segment)
            or Segment(self._folder / "segments" / entry.segment, self._number(entry.segment), document)
            for document, entry in manifest.documents.items()
        )
        introduced = [pair for segment in segments for pair in segment.abbreviations]
        bm25 = Bm25([segment.postings for segment in segments], previous.bm25 if previous else None)
        return _State(stamp, manifest, segments, bm25, Abbreviations(introduced))

    def _number(self, name: str) -> int:
        return self._numbers.setdefault(name, len(self._numbers))


def _groups(
    pairs: Sequence[tuple[Report, list[Passage]]],
) -> Iterator[list[tuple[Report, list[Passage]]]]:
    group: list[tuple[Report, list[Passage]]] = []
    size = 0
    for pair in pairs:
        group.append(pair)
        size += len(pair[1])
        if size >= COMMIT_PASSAGES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _manifest_stamp(folder: Path) -> tuple[int, int]:
    """Changes whenever the manifest is replaced."""
    try:
        status = (folder / MANIFEST).stat()
    except FileNotFoundError:
        return (0, 0)
    return (status.st_ino, status.st_mtime_ns)


def _allowed_rows(
    state: _State, documents: Collection[str] | None, kinds: Collection[str] | None
) -> NDArray[np.bool_] | None:
    if documents is None and kinds is None:
        return None
    allowed = np.zeros(int(state.bm25.bases[-1]), dtype=np.bool_)
    wanted = [number for number, kind in enumerate(KINDS) if kinds is None or kind in kinds]
    for segment, base in zip(state.segments, state.bm25.bases, strict=False):
        if documents is None or segment.document in documents:
            allowed[base : base + len(segment)] = True if kinds is None else np.isin(segment.kinds, wanted)
    return allowed


def _sparse_ranking(state: _State, query: str, allowed: NDArray[np.bool_] | None) -> dict[int, float]:
    """Row -> BM25 score, best first."""
    scores = state.bm25.get_scores(question_to_terms(query, state.bm25, state.abbreviations))
    if allowed is not None:
        scores = np.where(allowed, scores, np.float32(0))
    return {int(row): float(scores[row]) for row in best_rows(scores, FUSION_DEPTH)}


def _row_of(state: _State, passage_id: str | None) -> int | None:
    """The row of a passage in the whole index."""
    document, _, local = (passage_id or "").rpartition(":")
    for segment, base in zip(state.segments, state.bm25.bases, strict=False):
        if segment.document == document and local.isdecimal() and int(local) < len(segment):
            return int(base) + int(local)
    return None


def _led_by(row: int | None, ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The ranking with this row before all others."""
    if row is None:
        return ranked
    return [(row, LEADING_SCORE), *((other, score) for other, score in ranked if other != row)]


def _locate(state: _State, row: int) -> tuple[Segment, int]:
    position = int(np.searchsorted(state.bm25.bases, row, side="right")) - 1
    return state.segments[position], row - int(state.bm25.bases[position])


def _passage_at(state: _State, row: int) -> Passage:
    segment, local = _locate(state, row)
    return segment.passage(local)


def _pages_at(state: _State, row: int) -> list[tuple[str, int]]:
    passage = _passage_at(state, row)
    return [(passage.document, page) for page in passage.page_indexes]


def _rows_to_ids(state: _State, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    bases = state.bm25.bases
    ids = [
        vector_ids(segment.number, rows[(rows >= base) & (rows < end)] - base)
        for segment, base, end in zip(state.segments, bases[:-1], bases[1:], strict=True)
    ]
    return np.concatenate(ids)
