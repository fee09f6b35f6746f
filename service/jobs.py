"""Uploads that are read in the background, one at a time, with a progress that can be asked for.

One worker thread is enough: reading a report keeps the processor busy, and two at once would only be slower.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ingest.errors import BelaggError

logger = logging.getLogger(__name__)

MAX_WAITING_JOBS = 20  # more than a person queues by hand; each keeps its files on disk until it has run
MAX_KEPT_JOBS = 200  # finished jobs stay askable for a long working day, then the oldest are forgotten

ReportProgress = Callable[[str, float], None]
"""Called with a Swedish stage and the share of the file that is done, 0 to 1."""
ReadFile = Callable[[Path, ReportProgress], str]
"""Reads one file into the library and gives the report's id; raises BelaggError with a reason to show."""


class JobStatus(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class QueueFullError(BelaggError):
    """Too many uploads wait."""


class AlreadyUploadingError(BelaggError):
    """A file with the same name is waiting or being read."""


@dataclass(frozen=True, slots=True)
class JobFile:
    source: str
    status: JobStatus = JobStatus.QUEUED
    document: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What is known of one upload right now; `progress` runs from 0 to 1 over all its files."""

    id: str
    files: tuple[JobFile, ...]
    status: JobStatus = JobStatus.QUEUED
    stage: str = "Väntar på sin tur"
    progress: float = 0.0


@dataclass(slots=True)
class _Waiting:
    job: str
    paths: tuple[Path, ...]
    folder: Path = field(default_factory=Path)


class UploadJobs:
    """The queue of uploads and its worker; every method may be called from any thread."""

    def __init__(self, read_file: ReadFile) -> None:
        self._read_file = read_file
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._waiting: queue.Queue[_Waiting | None] = queue.Queue()
        self._closing = threading.Event()
        self._worker = threading.Thread(target=self._run, name="belagg-uploads", daemon=True)
        self._worker.start()

    def submit(self, paths: Sequence[Path], folder: Path) -> Job:
        """Queue files that lie in `folder`, which is removed once they have been read."""
        names = tuple(path.name for path in paths)
        with self._lock:
            unfinished = [job for job in self._jobs.values() if not _is_finished(job)]
            if len(unfinished) >= MAX_WAITING_JOBS:
                raise QueueFullError("För många uppladdningar väntar. Försök igen om en stund.")
            taken = {file.source for job in unfinished for file in job.files}
            for name in names:
                if name in taken:
                    raise AlreadyUploadingError(f"Filen {name} läses redan in. Vänta tills den är klar.")
            job = Job(uuid.uuid4().hex, tuple(JobFile(name) for name in names))
            self._jobs[job.id] = job
            self._forget_oldest()
        self._waiting.put(_Waiting(job.id, tuple(paths), folder))
        return job

    def get(self, job_id: str) -> Job | None:
        with self._lock:
            return self._jobs.get(job_id)

    def is_busy_with(self, source: str) -> bool:
        """Whether a file of that name waits or is being read."""
        with self._lock:
            return any(
                file.source == source and file.status in (JobStatus.QUEUED, JobStatus.RUNNING)
                for job in self._jobs.values()
                for file in job.files
            )

    def close(self, timeout: float = 10.0) -> None:
        """Stop after the file that is being read; what still waits is dropped."""
        self._closing.set()
        self._waiting.put(None)
        self._worker.join(timeout)

    def _run(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            try:
                if not self._closing.is_set():
                    self._run_job(waiting)
            finally:
                shutil.rmtree(waiting.folder, ignore_errors=True)

    def _run_job(self, waiting: _Waiting) -> None:
        self._update(waiting.job, status=JobStatus.RUNNING)
        for position, path in enumerate(waiting.paths):
            self._run_file(waiting.job, position, path, len(waiting.paths))
        job = self.get(waiting.job)
        failed = job is not None and any(file.status is JobStatus.FAILED for file in job.files)
        self._update(
            waiting.job,
            status=JobStatus.FAILED if failed else JobStatus.DONE,
            stage="Någon fil kunde inte läsas" if failed else "Klart",
            progress=1.0,
        )

    def _run_file(self, job_id: str, position: int, path: Path, total: int) -> None:
        def report_progress(stage: str, share: float) -> None:
            share = min(max(share, 0.0), 1.0)
            self._update(job_id, stage=stage, progress=(position + share) / total)

        self._update_file(job_id, position, status=JobStatus.RUNNING)
        try:
            document = self._read_file(path, report_progress)
        except BelaggError as exc:
            self._update_file(job_id, position, status=JobStatus.FAILED, message=str(exc))
        except Exception:  # the worker must outlive any file; the log has the trace
            logger.exception("Reading an uploaded file failed")
            self._update_file(
                job_id,
                position,
                status=JobStatus.FAILED,
                message="Filen kunde inte läsas. Felet är antecknat i loggen.",
            )
        else:
            self._update_file(job_id, position, status=JobStatus.DONE, document=document)

    def _update(self, job_id: str, **changes: str | float) -> None:
        with self._lock:
            self._jobs[job_id] = replace(self._jobs[job_id], **changes)  # type: ignore[arg-type]

    def _update_file(self, job_id: str, position: int, **changes: str | None) -> None:
        with self._lock:
            files = list(self._jobs[job_id].files)
            files[position] = replace(files[position], **changes)  # type: ignore[arg-type]
            self._jobs[job_id] = replace(self._jobs[job_id], files=tuple(files))

    def _forget_oldest(self) -> None:
        finished = [job.id for job in self._jobs.values() if _is_finished(job)]
        for job_id in finished[: max(0, len(self._jobs) - MAX_KEPT_JOBS)]:
            del self._jobs[job_id]


def _is_finished(job: Job) -> bool:
    return job.status in (JobStatus.DONE, JobStatus.FAILED)
