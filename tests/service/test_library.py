from __future__ import annotations

import threading
from pathlib import Path

import pytest
from filelock import FileLock

from index.errors import ForeignIndexError
from ingest.errors import LibraryError
from ingest.file_format import FileFormat
from ingest.limits import Limits
from ingest.report_names import source_to_id
from ingest.store import Store
from service.errors import LibraryBusyError, UnknownPageError, UnknownReportError, UnknownTableError
from service.ingest_outcome import Outcome, OutcomeKind, Progress, Step
from service.library import Library
from tests.index.fake_encoder import WordCountEncoder
from tests.ingest.library_reports import library_report
from tests.service.library_files import (
    WORDS,
    disagreements,
    open_library,
    report_text,
    snapshot,
    write_report,
)

ADDED, REPLACED, UNCHANGED, FAILED = OutcomeKind


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def library(data_dir: Path) -> Library:
    return open_library(data_dir)


def kinds(outcomes: list[Outcome]) -> list[tuple[str, OutcomeKind]]:
    return [(outcome.source, outcome.kind) for outcome in outcomes]


def test_a_file_becomes_a_report_that_is_stored_kept_and_found(
    library: Library, tmp_path: Path, data_dir: Path
) -> None:
    path = write_report(tmp_path, "delår.txt", "buss")
    [outcome] = library.ingest([path])
    assert (outcome.source, outcome.kind, outcome.document) == ("delår.txt", ADDED, source_to_id("delår.txt"))
    [summary] = library.documents()
    assert (summary.id, summary.page_count) == (outcome.document, 2)
    assert library.file(summary.id).read_bytes() == path.read_bytes()
    assert library.page(summary.id, 2).lines[0].text == "Framtid"
    assert "buss" in library.index.search("buss", 1)[0].passage.text
    assert disagreements(library, data_dir) == []


def test_the_same_file_again_changes_nothing(library: Library, tmp_path: Path, data_dir: Path) -> None:
    path = write_report(tmp_path, "a.txt", "buss")
    library.ingest([path])
    before, generation = snapshot(library, data_dir), library.generation
    assert kinds(library.ingest([path])) == [("a.txt", UNCHANGED)]
    assert (snapshot(library, data_dir), library.generation) == (before, generation)


def test_a_changed_file_replaces_its_old_version(library: Library, tmp_path: Path, data_dir: Path) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss"), write_report(tmp_path, "b.txt", "läkare")])
    assert kinds(library.ingest([write_report(tmp_path, "a.txt", "energi")])) == [("a.txt", REPLACED)]
    assert [summary.source for summary in library.documents()] == ["a.txt", "b.txt"]
    texts = " ".join(passage.text for passage in library.index.passages_of(source_to_id("a.txt")))
    assert ("energi" in texts, "buss" in texts) == (True, False)
    assert len(list((data_dir / "files").iterdir())) == 2
    assert disagreements(library, data_dir) == []


def test_an_unchanged_file_is_read_again_on_demand(library: Library, tmp_path: Path, data_dir: Path) -> None:
    path = write_report(tmp_path, "a.txt", "buss")
    library.ingest([path])
    assert kinds(library.ingest([path], again=True)) == [("a.txt", REPLACED)]
    assert disagreements(library, data_dir) == []


def test_a_copy_under_another_name_is_not_a_second_report(library: Library, tmp_path: Path) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss")])
    [outcome] = library.ingest([write_report(tmp_path, "kopia.txt", "buss")])
    assert (outcome.kind, outcome.document) == (UNCHANGED, source_to_id("a.txt"))
    assert outcome.reason == "Samma innehåll finns redan som a.txt."
    assert len(library.documents()) == 1


def test_two_different_files_of_one_name_are_not_taken_for_versions(library: Library, tmp_path: Path) -> None:
    for folder, word in (("2030", "buss"), ("2031", "läkare")):
        (tmp_path / folder).mkdir()
        write_report(tmp_path / folder, "delår.txt", word)
    first, second = library.ingest([tmp_path / "2030", tmp_path / "2031"])
    assert (first.kind, second.kind) == (ADDED, FAILED)
    assert second.reason == "En annan fil med samma namn har just lästs in. Byt namn på den ena."
    assert "buss" in library.index.passages_of(source_to_id("delår.txt"))[0].text


def test_a_file_that_cannot_be_read_does_not_stop_the_others(
    library: Library, tmp_path: Path, data_dir: Path
) -> None:
    good, empty = write_report(tmp_path, "a.txt", "buss"), tmp_path / "tom.pdf"
    empty.touch()
    outcomes = library.ingest([empty, tmp_path / "saknas.txt", good])
    assert [(outcome.kind, outcome.reason) for outcome in outcomes] == [
        (FAILED, "Filen är tom."),
        (FAILED, "Filen finns inte."),
        (ADDED, None),
    ]
    assert disagreements(library, data_dir) == []


def test_a_replacement_that_cannot_be_read_leaves_the_old_version(
    library: Library, tmp_path: Path, data_dir: Path
) -> None:
    path = write_report(tmp_path, "a.txt", "buss")
    library.ingest([path])
    before = snapshot(library, data_dir)
    path.write_bytes(b"%PDF-1.7\nbroken")
    assert kinds(library.ingest([path])) == [("a.txt", FAILED)]
    assert snapshot(library, data_dir) == before


def test_progress_tells_each_step_of_each_file(library: Library, tmp_path: Path) -> None:
    seen: list[Progress] = []
    write_report(tmp_path, "a.txt", "buss")
    (tmp_path / "b.txt").touch()
    outcomes = library.ingest([tmp_path], seen.append)
    steps = [(progress.source, progress.number, progress.total, progress.step) for progress in seen]
    assert list(dict.fromkeys(steps)) == [
        ("a.txt", 1, 2, Step.READING),
        ("a.txt", 1, 2, Step.INDEXING),
        ("a.txt", 1, 2, Step.DONE),
        ("b.txt", 2, 2, Step.READING),
        ("b.txt", 2, 2, Step.DONE),
    ]
    assert [progress.outcome for progress in seen if progress.step is Step.DONE] == outcomes
    shares = [
        progress.share for progress in seen if progress.source == "a.txt" and progress.step is Step.INDEXING
    ]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_removing_takes_report_index_and_file(library: Library, tmp_path: Path, data_dir: Path) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss"), write_report(tmp_path, "b.txt", "läkare")])
    library.remove(source_to_id("a.txt"))
    assert [summary.source for summary in library.documents()] == ["b.txt"]
    assert len(list((data_dir / "files").iterdir())) == 1
    assert disagreements(library, data_dir) == []
    with pytest.raises(UnknownReportError, match="a-"):
        library.remove(source_to_id("a.txt"))


def test_unknown_ids_are_told_apart(library: Library, tmp_path: Path) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss")])
    known = source_to_id("a.txt")
    for read in (library.document, library.report, library.tables, library.file):
        with pytest.raises(UnknownReportError, match="Det finns ingen rapport 'x' i biblioteket"):
            read("x")
    with pytest.raises(UnknownReportError):
        library.page("x", 1)
    with pytest.raises(UnknownPageError, match="Rapporten har 2 sidor; sidan 3 finns inte"):
        library.page(known, 3)
    with pytest.raises(UnknownTableError, match="Det finns ingen tabell 'x-t1'"):
        library.table("x-t1")


def test_another_process_sees_a_change_at_once(library: Library, tmp_path: Path, data_dir: Path) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss")])
    other = open_library(data_dir)
    assert other.index.search("läkare", 1, dense=False) == []
    library.ingest([write_report(tmp_path, "b.txt", "läkare")])
    assert [summary.source for summary in other.documents()] == ["a.txt", "b.txt"]
    assert other.index.search("läkare", 1)[0].passage.document == source_to_id("b.txt")


def test_tables_kept_in_memory_follow_a_change_by_another_process(library: Library, data_dir: Path) -> None:
    report = library_report()
    with Store(f"sqlite:///{data_dir / 'library.sqlite'}") as store:
        store.save(report, file_format=FileFormat.TXT, reader="1")
        assert library.tables(report.id) == report.tables
        assert library.tables(report.id) is library.tables(report.id)
        newer = library_report(version=2)
        store.save(newer, file_format=FileFormat.TXT, reader="1")
    assert library.tables(report.id) == newer.tables
    assert library.table(newer.tables[0].id) == (report.id, newer.tables[0])


def test_an_index_that_was_lost_is_built_anew_from_the_store(
    library: Library, tmp_path: Path, data_dir: Path
) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss"), write_report(tmp_path, "b.txt", "läkare")])
    for path in sorted((data_dir / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    reopened = open_library(data_dir)
    assert disagreements(reopened, data_dir) == []
    assert len(reopened.index.documents()) == 2


def test_an_index_of_another_model_is_refused_until_the_next_ingest_builds_it_anew(
    library: Library, tmp_path: Path, data_dir: Path
) -> None:
    library.ingest([write_report(tmp_path, "a.txt", "buss"), write_report(tmp_path, "b.txt", "läkare")])
    other = Library(data_dir, WordCountEncoder(WORDS, name="another"))
    with pytest.raises(ForeignIndexError):
        other.index.documents()
    assert kinds(other.ingest([tmp_path / "a.txt"])) == [("a.txt", UNCHANGED)]
    assert other.index.search("läkare", 1)[0].passage.document == source_to_id("b.txt")
    assert disagreements(other, data_dir) == []


def test_a_damaged_index_is_built_anew_by_the_next_ingest(
    library: Library, tmp_path: Path, data_dir: Path
) -> None:
    path = write_report(tmp_path, "a.txt", "buss")
    library.ingest([path])
    (data_dir / "index" / "manifest.json").write_text("{")
    reopened = open_library(data_dir)
    reopened.ingest([path])
    assert disagreements(reopened, data_dir) == []


def test_one_writer_at_a_time(tmp_path: Path, data_dir: Path) -> None:
    library = Library(data_dir, WordCountEncoder(WORDS), lock_seconds=0.05)
    path = write_report(tmp_path, "a.txt", "buss")
    with (
        FileLock(data_dir / "writing.lock"),
        pytest.raises(LibraryBusyError, match="ändras av ett annat program"),
    ):
        library.ingest([path])
    assert kinds(library.ingest([path])) == [("a.txt", ADDED)]


def test_threads_take_turns(library: Library, tmp_path: Path, data_dir: Path) -> None:
    paths = [write_report(tmp_path, f"{word}.txt", word) for word in WORDS.split()]
    threads = [threading.Thread(target=library.ingest, args=([path],)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(library.documents()) == len(paths)
    assert disagreements(library, data_dir) == []


def test_limits_are_obeyed(tmp_path: Path, data_dir: Path) -> None:
    library = Library(data_dir, WordCountEncoder(WORDS), limits=Limits(max_bytes=50))
    [outcome] = library.ingest([write_report(tmp_path, "a.txt", "buss")])
    assert outcome.kind is FAILED
    assert len(report_text("buss").encode()) > 50


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(LibraryError, match="Datamappen går inte att skapa"):
        Library(tmp_path / "fil" / "data")
