"""`belagg tables` on the sample reports: the list, one table, pictures, and what it says when something is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from ingest.limits import Limits
from ingest.reader import read_report
from service.library import Library
from tests.index.fake_encoder import WordCountEncoder
from tests.service.library_files import WORDS, write_report
from ui.cli import main

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
INTERIM = SAMPLES / "delarsrapport-augusti-2025.pdf"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    library = Library(folder / "data", WordCountEncoder(WORDS))
    library.ingest([INTERIM, SAMPLES / "arsredovisning-2024.pdf", write_report(folder, "utan.txt", "buss")])
    library.close()
    return folder / "data"


def tables(data: Path, *arguments: object, columns: int = 200) -> Result:
    command = ["tables", "--data", str(data), *map(str, arguments)]
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, command)


def test_every_table_of_the_report_has_a_line(data: Path) -> None:
    result = tables(data, INTERIM.name)
    report = read_report(INTERIM, Limits())
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].split() == ["ID", "Sida", "Rader", "Kolumner", "Enhet", "Kontroll", "Rubrik"]
    assert [line.split()[0] for line in lines[1:]] == [table.id for table in report.tables]
    assert [line.split()[1].rstrip(",") for line in lines[1:]] == [table.pages[0] for table in report.tables]


def test_a_narrow_terminal_cuts_no_id(data: Path) -> None:
    ids = [table.id for table in read_report(INTERIM, Limits()).tables]
    narrow = tables(data, INTERIM.name, columns=60)
    assert [line.split()[0] for line in narrow.stdout.splitlines()[1:]] == ids


def test_the_beginning_of_the_name_is_enough_when_only_one_report_has_it(data: Path) -> None:
    assert tables(data, "delars").stdout == tables(data, INTERIM.name).stdout


def test_a_table_is_shown_cell_by_cell_with_its_checks(data: Path) -> None:
    report = read_report(INTERIM, Limits())
    table = next(one for one in report.tables if one.checks and one.unit)
    result = tables(data, INTERIM.name, "--show", table.id)
    assert result.exit_code == 0
    assert all(text in result.stdout for row in table.rows for text in row if len(text) < 20)
    assert f"enhet {table.unit}" in result.stdout
    assert f"stämmer {table.checks[0].holds}" in result.stdout


def test_a_report_without_tables_says_so(data: Path) -> None:
    assert tables(data, "utan.txt").stdout == "utan.txt har inga tabeller.\n"


def test_each_page_with_a_table_is_drawn(data: Path, tmp_path: Path) -> None:
    report = read_report(INTERIM, Limits())
    result = tables(data, INTERIM.name, "--debug-png", tmp_path / "sedda")
    pages = sorted({page for table in report.tables for page in table.page_indexes})
    drawn = sorted((tmp_path / "sedda").glob("*.png"))
    assert [path.name for path in drawn] == [f"sida-{page:03}.png" for page in pages]
    assert result.stdout.count("Ritad:") == len(pages)
    with Image.open(drawn[0]) as picture:
        assert picture.width > 1000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("finns-inte",), "`belagg list` visar dem som finns"),
        (("delars", "--show", "t99"), "har ingen tabell 't99'"),
        (("utan.txt", "--debug-png", "bilder"), "Bilder går bara att rita av PDF-filer"),
        (("",), "Skriv mer av namnet"),  # every name begins so
    ],
)
def test_what_is_not_there_is_said_in_a_line(
    data: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        result = tables(data, *arguments)
    assert result.exit_code != 0
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []
