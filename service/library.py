"""The library: reports, their files and the search index in a data folder, for many readers and one writer at a time."""

from __future__ import annotations

import filecmp
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from filelock import FileLock

from index.errors import DamagedIndexError, ForeignIndexError
from ingest.correction import Correction
from ingest.errors import LibraryError, UnreadableFileError
from ingest.limits import Limits
from ingest.originals import Originals
from ingest.reading_process import READ_SECONDS, ReadingProcess
from ingest.records import Page, Report, Table
from ingest.report_names import name_to_source
from ingest.store import ReportSummary, Store
from service.errors import UnknownPageError, UnknownReportError, UnknownTableError
from service.ingest_outcome import OnProgress, Outcome, OutcomeKind, Progress, Step
from service.library_writer import LibraryWriter
from service.report_files import list_report_files
from service.settings import Settings
from service.user_vocabulary import read_user_vocabulary

if TYPE_CHECKING:
    from index.encoder import Encoder
    from index.hybrid import HybridIndex

logger = logging.getLogger(__name__)

# Tables of so many reports stay in memory: a large one (50 tables of 100 cells) takes about 5 MB.
KEPT_REPORTS = 64
# A large report is read and indexed in a few minutes; whoever waits longer should hear of it.
LOCK_SECONDS = 600.0


class Library:
    """Reports in a data folder; every method may be called from any thread."""

    def __init__(
        self,
        data_dir: Path,
        encoder: Encoder | None = None,
        *,
        model: str = "",
        database: str = "",
        limits: Limits | None = None,
        read_seconds: float = READ_SECONDS,
        lock_seconds: float = LOCK_SECONDS,
    ) -> None:
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise LibraryError(
                "Datamappen går inte att skapa. Välj en annan med --data eller BELAGG_DATA."
            ) from exc
        self._data_dir = data_dir
        self._index_folder = data_dir / "index"
        self.vocabulary = read_user_vocabulary(data_dir / "vocabulary")
        self._encoder = encoder
        self._model = model
        self._limits = limits or Limits()
        self._read_seconds = read_seconds
        self._store = Store(database or f"sqlite:///{data_dir / 'library.sqlite'}")
        self._originals = Originals(data_dir / "files")
        lock = FileLock(data_dir / "writing.lock", timeout=lock_seconds)
        self._writer = LibraryWriter(self._store, self._originals, lambda: self.index, lock, self._limits)
        self._guard = threading.RLock()
        self._index: HybridIndex | None = None
        self._generation = -1
        self._tables: OrderedDict[str, tuple[Table, ...]] = OrderedDict()
        self._writer.recover()

    @classmethod
    def from_settings(cls, settings: Settings, encoder: Encoder | None = None) -> Self:
        """The library that the settings name."""
        return cls(
            settings.data,
            encoder,
            model=settings.model,
            database=settings.database,
            limits=settings.limits(),
            read_seconds=settings.read_seconds,
            lock_seconds=settings.lock_seconds,
        )

    def documents(self) -> list[ReportSummary]:
        """Every report, ordered by the file's name."""
        return self._store.summaries()

    def document(self, report_id: str) -> ReportSummary:
        """One report's summary."""
        summary = self._store.summary(report_id)
        if summary is None:
            raise UnknownReportError(f"Det finns ingen rapport {report_id!r} i biblioteket.")
        return summary

    def report(self, report_id: str) -> Report:
        """One report, whole."""
        report = self._store.load(report_id)
        if report is None:
            raise UnknownReportError(f"Det finns ingen rapport {report_id!r} i biblioteket.")
        return report

    def page(self, report_id: str, page_index: int) -> Page:
        """One page with its lines, counted from 1."""
        page = self._store.load_page(report_id, page_index)
        if page is None:
            pages = self.document(report_id).page_count
            raise UnknownPageError(f"Rapporten har {pages} sidor; sidan {page_index} finns inte.")
        return page

    def tables(self, report_id: str) -> tuple[Table, ...]:
        """A report's tables; those of the reports asked for last stay in memory."""
        with self._guard:
            self._notice_changes()
            tables = self._tables.get(report_id)
            if tables is None:
                self.document(report_id)
                tables = self._tables[report_id] = self._store.load_tables(report_id)
            self._tables.move_to_end(report_id)
            while len(self._tables) > KEPT_REPORTS:
                self._tables.popitem(last=False)
            return tables

    def table(self, table_id: str) -> tuple[str, Table]:
        """A table with the id of its report."""
        found = self._store.load_table(table_id)
        if found is None:
            raise UnknownTableError(f"Det finns ingen tabell {table_id!r} i biblioteket.")
        return found

    def abbreviations(self, report_id: str) -> tuple[tuple[str, str], ...]:
        """Pairs (abbreviation, full name) that the report introduces."""
        return self._store.load_abbreviations(report_id)

    def file(self, report_id: str) -> Path:
        """The original file as it was ingested; `document(report_id).source` is its name."""
        summary = self.document(report_id)
        return self._originals.path(summary.content_hash, summary.format)

    @property
    def index(self) -> HybridIndex:
        """The search index; it follows the changes of other processes by itself."""
        with self._guard:
            if self._index is None:
                self._index = self._open_index()
                self._writer.reconcile()
            return self._index

    @property
    def generation(self) -> int:
        """A number that grows with every change: what was derived from the library at another one is out of date."""
        return self._store.generation()

    def ingest(
        self, paths: Sequence[Path], on_progress: OnProgress | None = None, *, again: bool = False
    ) -> list[Outcome]:
        """Reads files and folders into the library; `again` reads unchanged files too.

        A file that can't be read becomes an outcome with the reason, and the others go on.
        """
        outcomes: list[Outcome] = []
        files = list_report_files(paths, self._data_dir)
        tell = on_progress or _say_nothing
        self._renew_index(tell)
        with ReadingProcess(self._limits, self._read_seconds) as reading:
            for number, path in enumerate(files, start=1):
                start = Progress(name_to_source(path.name), number, len(files), Step.READING)
                outcome = self._ingest_file(path, start, outcomes, reading, tell, again)
                outcomes.append(outcome)
                tell(replace(start, step=Step.DONE, share=1.0, outcome=outcome))
        return outcomes

    def correct(self, report_id: str, correction: Correction) -> None:
        """Notes what a person says a report is; ingesting its file again reads it by that."""
        if not self._writer.correct(report_id, correction):
            raise UnknownReportError(f"Det finns ingen rapport {report_id!r} i biblioteket.")

    def remove(self, report_id: str) -> None:
        """Takes a report out of the library, the index and the kept files."""
        if not self._writer.remove(report_id):
            raise UnknownReportError(f"Det finns ingen rapport {report_id!r} i biblioteket.")

    def close(self) -> None:
        """Lets go of the database."""
        self._store.close()

    def _ingest_file(
        self,
        path: Path,
        start: Progress,
        earlier: Sequence[Outcome],
        reading: ReadingProcess,
        tell: OnProgress,
        again: bool,
    ) -> Outcome:
        def on_step(step: Step, share: float) -> None:
            tell(replace(start, step=step, share=share))

        try:
            refuse_namesake(path, start.source, earlier)
            return self._writer.add(path, start.source, reading, on_step, again=again)
        except UnreadableFileError as exc:
            return Outcome(path, start.source, OutcomeKind.FAILED, reason=str(exc))

    def _renew_index(self, tell: OnProgress) -> None:
        """Builds the index anew from the store where another version or another model built it, or it is damaged."""
        try:
            self.index  # noqa: B018 (opening it is the question)
        except (ForeignIndexError, DamagedIndexError) as exc:
            logger.warning("building the index anew: %s", exc)
            tell(Progress("Sökindexet", 1, 1, Step.INDEXING))
            self._writer.discard_index(self._index_folder)
            self.index  # noqa: B018 (opening it indexes what it lacks)

    def _notice_changes(self) -> None:
        generation = self._store.generation()
        if generation != self._generation:
            self._generation = generation
            self._tables.clear()

    def _open_index(self) -> HybridIndex:
        # Late: listing and removing need neither FAISS nor the vocabulary of search.
        from index.encoder import LocalEncoder
        from index.hybrid import HybridIndex

        if self._encoder is None:
            self._encoder = LocalEncoder(self._model or None, self._data_dir)
        return HybridIndex.open(self._index_folder, self._encoder)


def refuse_namesake(path: Path, source: str, earlier: Sequence[Outcome]) -> None:
    """Two different files of one name, named in one go, are hardly two versions of one report."""
    for outcome in earlier:
        if (
            outcome.source == source
            and outcome.document
            and not filecmp.cmp(path, outcome.path, shallow=False)
        ):
            raise UnreadableFileError("En annan fil med samma namn har just lästs in. Byt namn på den ena.")


def _say_nothing(_: Progress) -> None:
    pass
