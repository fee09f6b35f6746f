"""Uploads read in the background, one at a time."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

import pytest

from ingest.errors import EmptyFileError
from service.jobs import AlreadyUploadingError, Job, JobStatus, QueueFullError, ReportProgress, UploadJobs


class Reader:
    """Reads a file once it is let to; the content says what becomes of it."""

    def __init__(self) -> None:
        self.may_read = threading.Event()
        self.may_read.set()

    def read(self, path: Path, report: ReportProgress) -> str:
        report("Läser", 0.5)
        assert self.may_read.wait(10)
        text = path.read_text()
        if text == "empty":
            raise EmptyFileError("Filen är tom.")
        if text == "bug":
            raise ZeroDivisionError("secret")
        return f"id-{path.stem}"


@pytest.fixture
def reader() -> Reader:
    return Reader()


def submit(jobs: UploadJobs, folder: Path, **files: str) -> Job:
    inbox = Path(tempfile.mkdtemp(dir=folder))
    paths = []
    for name, text in files.items():
        path = inbox / f"{name}.txt"
        path.write_text(text)
        paths.append(path)
    return jobs.submit(paths, inbox)


def finished(jobs: UploadJobs, job: Job) -> Job:
    for _ in range(1000):
        found = jobs.get(job.id)
        assert found is not None
        if found.status in (JobStatus.DONE, JobStatus.FAILED):
            return found
        time.sleep(0.01)
    raise AssertionError("the job did not end")


def test_a_job_ends_with_the_ids_of_its_reports_and_an_empty_inbox(reader: Reader, tmp_path: Path) -> None:
    jobs = UploadJobs(reader.read)
    done = finished(jobs, submit(jobs, tmp_path, a="text", b="text"))
    assert (done.status, done.stage, done.progress) == (JobStatus.DONE, "Klart", 1.0)
    assert [(file.source, file.document) for file in done.files] == [("a.txt", "id-a"), ("b.txt", "id-b")]
    jobs.close()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_fails_has_its_reason_and_the_others_go_on(reader: Reader, tmp_path: Path) -> None:
    jobs = UploadJobs(reader.read)
    done = finished(jobs, submit(jobs, tmp_path, a="empty", b="bug", c="text"))
    assert done.status is JobStatus.FAILED
    assert [(file.status, file.message) for file in done.files] == [
        (JobStatus.FAILED, "Filen är tom."),
        (JobStatus.FAILED, "Filen kunde inte läsas. Felet är antecknat i loggen."),
        (JobStatus.DONE, None),
    ]
    jobs.close()


def test_progress_runs_over_all_files(reader: Reader, tmp_path: Path) -> None:
    reader.may_read.clear()
    jobs = UploadJobs(reader.read)
    job = submit(jobs, tmp_path, a="text", b="text")
    for _ in range(1000):
        found = jobs.get(job.id)
        assert found is not None
        if found.stage == "Läser":
            break
        time.sleep(0.01)
    assert (found.status, found.progress, found.files[0].status) == (
        JobStatus.RUNNING,
        0.25,
        JobStatus.RUNNING,
    )
    assert jobs.is_busy_with("a.txt")
    reader.may_read.set()
    finished(jobs, job)
    assert not jobs.is_busy_with("a.txt")
    jobs.close()


def test_the_same_name_twice_at_once_is_refused(reader: Reader, tmp_path: Path) -> None:
    reader.may_read.clear()
    jobs = UploadJobs(reader.read)
    first = submit(jobs, tmp_path, a="text")
    with pytest.raises(AlreadyUploadingError, match=r"a\.txt läses redan in"):
        submit(jobs, tmp_path, a="other")
    reader.may_read.set()
    finished(jobs, first)
    assert finished(jobs, submit(jobs, tmp_path, a="other")).status is JobStatus.DONE
    jobs.close()


def test_the_queue_has_an_end(reader: Reader, tmp_path: Path) -> None:
    reader.may_read.clear()
    jobs = UploadJobs(reader.read)
    for number in range(20):
        submit(jobs, tmp_path, **{f"f{number}": "text"})
    with pytest.raises(QueueFullError):
        submit(jobs, tmp_path, one_more="text")
    reader.may_read.set()
    jobs.close()
