"""A user's own bodies and everyday words, put in the data folder beside reports that were read before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from service.assistant import Assistant
from service.errors import VocabularyError
from service.user_vocabulary import UserVocabulary, read_user_vocabulary
from tests.service.answering.ekhult import REPORTS, put_reports

BODIES = """
[[body]]
name = "Läkargruppen"
abbreviations = ["LKG"]
forms = ["doktorerna"]
"""
SYNONYMS = """
[[row]]
words = ["plupp"]
means = ["sjukfrånvaro"]
"""


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_files_there_are_no_words(tmp_path: Path) -> None:
    assert read_user_vocabulary(tmp_path) == UserVocabulary()


def test_own_words_lead_to_the_figures_of_reports_read_before(tmp_path: Path) -> None:
    write(tmp_path / "vocabulary", bodies=BODIES, synonyms=SYNONYMS)
    library = put_reports(tmp_path, *REPORTS)
    assistant = Assistant(library)
    plupp = assistant.ask("Hur hög är plupp?")
    assert plupp.value is not None
    assert (plupp.value.number, plupp.value.unit) == (Decimal("6.2"), "procent")
    for name in ("LKG", "doktorerna", "Läkargruppen"):
        read = assistant.ask(f"Vad är avvikelsen för {name}?")
        assert "för Läkargruppen" in read.understood, name
    library.close()


def test_a_row_printed_with_a_users_abbreviation_is_that_bodys(tmp_path: Path) -> None:
    folder = write(tmp_path, bodies='[[body]]\nname = "Läkargruppen"\nforms = ["läkare"]\n')
    vocabulary = read_user_vocabulary(folder)
    tables = vocabulary.name_bodies(tuple(table for report in REPORTS for table in report.tables))
    named = {cell.row_path[-1] for table in tables for cell in table.cells if cell.body == "Läkargruppen"}
    assert named == {"Läkare"}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"bodies": "[[body]\n"}, "vocabulary/bodies.toml går inte att läsa"),
        ({"bodies": '[[body]]\nshort = "X"\n'}, "vocabulary/bodies.toml har en rad av fel slag"),
        ({"synonyms": '[[row]]\nwords = ["a"]\n'}, "vocabulary/synonyms.toml har en rad av fel slag"),
    ],
)
def test_a_file_that_can_not_be_used_is_named(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(VocabularyError, match=says):
        read_user_vocabulary(write(tmp_path, **files))
