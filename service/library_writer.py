"""Changes to the library, one writer at a time: each leaves store, kept files and index in agreement.

The store is the truth. A change first notes its report as unsettled, then changes the index, then the store, in
one transaction that takes the note away; what a kill leaves unsettled is made to agree with the store by `recover`.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ingest.correction import Correction
from ingest.file_content import content_to_hash, read_content, reader_version
from ingest.file_format import FileFormat, sniff_format
from ingest.limits import Limits
from ingest.originals import Originals
from ingest.reading_process import ReadingProcess
from ingest.records import Report
from ingest.report_names import source_to_id
from ingest.store import ReportSummary, Store
from service.errors import LibraryBusyError
from service.ingest_outcome import Outcome, OutcomeKind, Step

if TYPE_CHECKING:
    from index.hybrid import HybridIndex

OnStep = Callable[[Step, float], None]
"""Called with a step and the share of it that is done."""

logger = logging.getLogger(__name__)


class LibraryWriter:
    """Adds, replaces and removes reports."""

    def __init__(
        self,
        store: Store,
        originals: Originals,
        open_index: Callable[[], HybridIndex],
        lock: FileLock,
        limits: Limits,
    ) -> None:
        self._store = store
        self._originals = originals
        self._open_index = open_index
        self._lock = lock
        self._limits = limits

    def add(
        self,
        path: Path,
        source: str,
        reading: ReadingProcess,
        on_step: OnStep,
        *,
        again: bool,
    ) -> Outcome:
        """Reads one file into the library; an `UnreadableFileError` leaves everything as it was."""
        on_step(Step.READING, 0.0)
        content = read_content(path, self._limits)
        file_format = sniff_format(content)
        content_hash = content_to_hash(content)
        with self._exclusive():
            known = self._store.summary(source_to_id(source))
            correction = self._store.correction(source_to_id(source), content_hash)
            overruled = known is not None and not _agrees(known, correction)
            if not (again or overruled) and (same := self._same_content(known, content_hash)):
                reason = None if same is known else f"Samma innehåll finns redan som {same.source}."
                return Outcome(path, source, OutcomeKind.UNCHANGED, same.id, reason, same.warnings)
            staged = self._originals.stage(content)
            try:
                report = reading.read(
                    staged, source, correction, lambda read: on_step(Step.READING, read.pages / read.of)
                )
                self._replace(report, staged, file_format, on_step)
            finally:
                self._prune_files()
        kind = OutcomeKind.REPLACED if known else OutcomeKind.ADDED
        return Outcome(path, source, kind, report.id, None, report.warnings)

    def correct(self, report_id: str, correction: Correction) -> bool:
        """Notes what a person says a report is; False when there is none. It shows once the file is read again."""
        summary = self._store.summary(report_id)
        if summary is None:
            return False
        self._store.correct(report_id, summary.content_hash, correction)
        return True

    def remove(self, report_id: str) -> bool:
        """Takes a report out of index, store and kept files; False when there is none."""
        with self._exclusive():
            if self._store.summary(report_id) is None:
                return False
            self._store.unsettle(report_id)
            self._open_index().remove(report_id)
            self._store.remove(report_id)
            self._prune_files()
        return True

    def recover(self) -> None:
        """Finishes what a killed writer left behind."""
        if self._store.unsettled() or self._originals.has_staged():
            self._settle_if_alone(self._store.unsettled)

    def reconcile(self) -> None:
        """Makes the index hold just the reports of the store, as after its folder was removed."""
        if self._differing():
            self._settle_if_alone(self._differing)

    def discard_index(self, folder: Path) -> None:
        """Deletes an index that can't be used; `reconcile` fills the next one."""
        with self._exclusive():
            shutil.rmtree(folder)

    def _settle_if_alone(self, list_reports: Callable[[], Sequence[str]]) -> None:
        """Does nothing while another writer is at work: what differs then is its change under way."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return
        try:
            self._prune_files()
            for report_id in list_reports():
                logger.warning("indexing %s anew", report_id)
                self._settle(report_id)
        finally:
            self._lock.release()

    def _differing(self) -> list[str]:
        stored = {(summary.id, summary.content_hash) for summary in self._store.summaries()}
        return sorted({report_id for report_id, _ in stored ^ set(self._open_index().documents().items())})

    def _settle(self, report_id: str) -> None:
        report = self._store.load(report_id)
        if report is None:
            self._open_index().remove(report_id)
        else:
            self._open_index().add(report)
        self._store.settle(report_id)

    def _same_content(self, known: ReportSummary | None, content_hash: str) -> ReportSummary | None:
        """The report that already has this content, read by this version of the reader."""
        if known is not None:
            current = known.content_hash == content_hash and known.reader == reader_version()
            return known if current else None
        twins = (twin for twin in self._store.summaries() if twin.content_hash == content_hash)
        return next(twins, None)

    def _replace(self, report: Report, staged: Path, file_format: FileFormat, on_step: OnStep) -> None:
        on_step(Step.INDEXING, 0.0)
        index = self._open_index()
        self._store.unsettle(report.id)
        index.add_many([report], lambda done, total: on_step(Step.INDEXING, done / max(total, 1)))
        self._originals.keep(staged, report.content_hash, file_format)
        self._store.save(report, file_format=file_format, reader=reader_version())

    def _prune_files(self) -> None:
        self._originals.prune(
            {
                self._originals.path(summary.content_hash, summary.format)
                for summary in self._store.summaries()
            }
        )

    @contextmanager
    def _exclusive(self) -> Iterator[None]:
        try:
            self._lock.acquire()
        except Timeout as exc:
            raise LibraryBusyError("Biblioteket ändras av ett annat program. Vänta och försök igen.") from exc
        try:
            yield
        finally:
            self._lock.release()


def _agrees(known: ReportSummary, correction: Correction | None) -> bool:
    """Whether a stored report says what a person says it is."""
    if correction is None:
        return True
    return correction.title in (None, known.title) and correction.period in (None, known.period)
