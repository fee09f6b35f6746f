from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import LibraryError
from ingest.file_format import FileFormat
from ingest.records import Report
from ingest.store import Store
from tests.ingest.library_reports import library_report


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(f"sqlite:///{tmp_path / 'library.sqlite'}") as opened:
        yield opened


def save(store: Store, *reports: Report) -> None:
    for report in reports:
        store.save(report, file_format=FileFormat.TXT, reader="1")


def test_a_saved_report_is_loaded_whole(store: Store) -> None:
    report = library_report()
    save(store, report)
    assert store.load(report.id) == report


def test_a_report_without_parts_or_known_facts_is_loaded_as_it_was(store: Store) -> None:
    bare = Report("bare", "bare.txt", "0", "Bare", None, None, None, None, (), (), ())
    save(store, bare)
    assert store.load("bare") == bare


def test_parts_are_loaded_one_by_one(store: Store) -> None:
    report, other = library_report(), library_report("annan.txt", version=7)
    save(store, report, other)
    assert store.load_page(report.id, 2) == report.pages[1]
    assert store.load_tables(report.id) == report.tables
    assert store.load_blocks(other.id) == other.blocks
    assert store.load_table(other.tables[1].id) == (other.id, other.tables[1])
    assert store.load_abbreviations(other.id) == (("TN", "Trafiknämnden 7"),)


def test_what_is_not_there_is_none(store: Store) -> None:
    save(store, library_report())
    assert store.load("x") is None
    assert store.summary("x") is None
    assert store.load_page("x", 1) is None
    assert store.load_page(library_report().id, 3) is None
    assert store.load_table("x-t1") is None
    assert store.load_tables("x") == ()
    assert store.load_abbreviations("x") == ()
    assert store.remove("x") is False


def test_saving_again_replaces_all_parts(store: Store) -> None:
    save(store, library_report(version=1, tables=3, pages=5))
    newer = library_report(version=2, tables=1, pages=1)
    save(store, newer)
    assert store.load(newer.id) == newer
    assert [summary.content_hash for summary in store.summaries()] == [newer.content_hash]


def test_summaries_come_by_file_name_and_tell_what_a_list_shows(store: Store) -> None:
    save(store, library_report("b.txt"), library_report("a.txt", version=3))
    first, second = store.summaries()
    assert (first.source, second.source) == ("a.txt", "b.txt")
    report = library_report("a.txt", version=3)
    assert first.title == report.title
    assert (first.page_count, first.table_count, first.warnings) == (2, 2, ("Varning 3",))
    assert (first.period, first.published, first.format) == (report.period, report.published, FileFormat.TXT)


def test_removing_takes_every_part_along(store: Store, tmp_path: Path) -> None:
    kept, removed = library_report("a.txt"), library_report("b.txt")
    save(store, kept, removed)
    assert store.remove(removed.id) is True
    assert store.load(kept.id) == kept
    with sqlite3.connect(tmp_path / "library.sqlite") as database:
        for table in ("pages", "blocks", "report_tables"):
            owners = {row[0] for row in database.execute(f"SELECT report_id FROM {table}")}
            assert owners == {kept.id}
    database.close()


def test_a_save_that_fails_half_way_leaves_the_old_version(store: Store) -> None:
    old = library_report(version=1)
    save(store, old)
    newer = library_report(version=2)
    twice_the_same_id = replace(newer, tables=(newer.tables[0], newer.tables[0]))
    with pytest.raises(Exception, match="UNIQUE"):
        save(store, twice_the_same_id)
    assert store.load(old.id) == old


def test_the_generation_grows_with_every_change_by_any_process(store: Store, tmp_path: Path) -> None:
    seen = [store.generation()]
    with Store(f"sqlite:///{tmp_path / 'library.sqlite'}") as other:
        save(other, library_report())
        seen.append(store.generation())
        other.remove(library_report().id)
        seen.append(store.generation())
    assert seen == sorted(set(seen))


def test_a_change_is_unsettled_until_it_is_saved_or_removed(store: Store) -> None:
    report = library_report()
    store.unsettle(report.id)
    store.unsettle(report.id)
    assert store.unsettled() == [report.id]
    save(store, report)
    assert store.unsettled() == []
    store.unsettle(report.id)
    store.remove(report.id)
    assert store.unsettled() == []
    store.unsettle(report.id)
    store.settle(report.id)
    assert store.unsettled() == []


def test_the_database_is_journalled_ahead_and_checks_foreign_keys(store: Store, tmp_path: Path) -> None:
    save(store, library_report())
    with sqlite3.connect(tmp_path / "library.sqlite") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()
    orphan = replace(library_report(), id="other", source="delar.txt")
    with pytest.raises(Exception, match="UNIQUE"):  # two reports of one file name can't be
        save(store, orphan)


def test_readers_see_the_old_report_while_another_process_writes(store: Store, tmp_path: Path) -> None:
    old = library_report(version=1)
    save(store, old)
    database = sqlite3.connect(tmp_path / "library.sqlite", isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    database.execute("DELETE FROM pages")
    assert store.load(old.id) == old
    database.execute("ROLLBACK")
    database.close()


@pytest.mark.parametrize(
    "content", [b"this is no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_file_that_is_no_database_is_refused_in_swedish(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match=r"library\.sqlite är hel"):
        Store(f"sqlite:///{path}")


def test_a_library_in_memory_works_too() -> None:
    with Store("sqlite://") as store:
        save(store, library_report())
        assert store.load(library_report().id) == library_report()


@pytest.mark.skipif("BELAGG_TEST_DATABASE" not in os.environ, reason="needs an empty PostgreSQL database")
def test_postgresql_runs_the_same_statements() -> None:
    old, new = library_report(version=1, pages=3), library_report(version=2)
    with Store(os.environ["BELAGG_TEST_DATABASE"]) as store:
        generation = store.generation()
        store.unsettle(old.id)
        save(store, old)
        save(store, new)
        assert store.load(new.id) == new
        assert store.load_page(new.id, 3) is None
        assert store.load_table(new.tables[1].id) == (new.id, new.tables[1])
        assert [summary.title for summary in store.summaries()] == ["Delårsrapport 2"]
        assert store.unsettled() == []
        assert store.remove(new.id) is True
        assert store.load_tables(new.id) == ()
        assert store.generation() == generation + 3
