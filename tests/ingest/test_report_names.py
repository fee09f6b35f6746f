from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.report_names import SOURCE_LENGTH, name_to_source, source_to_id, table_id


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("rapport.pdf", "rapport.pdf"),
        ("Delårsrapport augusti.pdf", "Delårsrapport augusti.pdf"),
        ("De" + "la\u030arsrapport.pdf", "Delårsrapport.pdf"),  # a Mac's "å": a and ring
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/passwd", "passwd"),
        ("rapport\n2025.pdf", "rapport 2025.pdf"),
        ("rapport\x00.pdf", "rapport .pdf"),
        ("fdp.\u202etxt", "fdp. txt"),  # an override that would show the name backwards
        ("rapport\udcff.pdf", "rapport\ufffd.pdf"),  # a byte that is no text
        ("..", "namnlös"),
        ("", "namnlös"),
        (" \t ", "namnlös"),
        ("a/", "namnlös"),
    ],
)
def test_a_name_becomes_a_source(name: str, source: str) -> None:
    assert name_to_source(name) == source


@given(st.text())
def test_no_name_leaves_its_folder_or_its_line(name: str) -> None:
    source = name_to_source(name)
    assert source not in ("", ".", "..")
    assert not re.search(r"[/\\\x00-\x1f\x7f\u2028\u2029]", source)
    assert len(source) <= SOURCE_LENGTH
    assert name_to_source(source) == source
    source.encode("utf-8")


@given(st.text())
def test_an_id_is_short_and_safe_in_an_address(name: str) -> None:
    report_id = source_to_id(name_to_source(name))
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?", report_id)


def test_an_id_depends_on_the_whole_name() -> None:
    ids = {
        source_to_id(name)
        for name in ("rapport.pdf", "rapport.txt", "Rapport.pdf", "rapport (1).pdf", "ååå.pdf")
    }
    assert len(ids) == 5
    assert source_to_id("ååå.pdf").startswith("aaa-")


def test_names_without_latin_letters_get_an_id_too() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", source_to_id("报告.pdf"))


def test_tables_of_different_reports_never_share_an_id() -> None:
    assert table_id("a-00000000", 1) != table_id("a-00000000-t1", 1)
    assert table_id(source_to_id("a.pdf"), 12) == f"{source_to_id('a.pdf')}-t12"
