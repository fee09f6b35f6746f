from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from ingest.report_names import source_to_id
from tests.index.fake_encoder import WordCountEncoder
from tests.service.library_files import WORDS, write_report
from ui.cli import main

README = Path(__file__).parents[2] / "README.md"
A, B = source_to_id("a.txt"), source_to_id("b.txt")


@pytest.fixture(autouse=True)
def plain_encoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("index.encoder.LocalEncoder", lambda *_: WordCountEncoder(WORDS))
    monkeypatch.setenv("BELAGG_DATA", str(tmp_path / "data"))


def belagg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "rapporter"
    folder.mkdir()
    write_report(folder, "a.txt", "buss")
    write_report(folder, "b.txt", "läkare")
    return folder


def test_ingest_tells_what_became_of_each_file(reports: Path) -> None:
    result = belagg("ingest", reports)
    assert result.stdout == (
        "Tillagd:          a.txt\n"
        "Tillagd:          b.txt\n"
        "2 rapporter tillagda.\n"
    )  # fmt: skip
    assert (result.stderr, result.exit_code) == ("", 0)


def test_ingest_again_is_quick_to_say_so_and_a_changed_file_is_a_new_version(reports: Path) -> None:
    belagg("ingest", reports)
    write_report(reports, "b.txt", "energi")
    result = belagg("ingest", reports)
    assert result.stdout == (
        "Oförändrad:       a.txt\n"
        "Ny version:       b.txt\n"
        "1 i ny version, 1 oförändrad.\n"
    )  # fmt: skip
    assert result.exit_code == 0


def test_ingest_names_bad_files_on_standard_error_and_fails_at_the_end(reports: Path) -> None:
    (reports / "tom.pdf").touch()
    write_report(reports, "kopia.txt", "buss")
    result = belagg("ingest", reports / "saknas.pdf", reports)
    assert result.stderr == (
        "Kunde inte läsas: saknas.pdf – Filen finns inte.\n"
        "Kunde inte läsas: tom.pdf – Filen är tom.\n"
    )  # fmt: skip
    assert result.stdout == (
        "Tillagd:          a.txt\n"
        "Tillagd:          b.txt\n"
        "Oförändrad:       kopia.txt – Samma innehåll finns redan som a.txt.\n"
        "2 rapporter tillagda, 1 oförändrad, 2 kunde inte läsas.\n"
    )
    assert result.exit_code == 1


def test_list_shows_a_line_for_each_report(reports: Path) -> None:
    belagg("ingest", reports)
    result = belagg("list")
    assert result.stdout == (
        f"ID          Titel                       Period        Sidor  Tabeller  Fil\n"
        f"{A}  Delårsrapport augusti 2031  jan–aug 2031  2      0         a.txt\n"
        f"{B}  Delårsrapport augusti 2031  jan–aug 2031  2      0         b.txt\n"
    )


def test_list_prints_json_on_demand(reports: Path) -> None:
    belagg("ingest", reports)
    first, second = json.loads(belagg("list", "--json").stdout)
    assert first == {
        "id": A,
        "source": "a.txt",
        "title": "Delårsrapport augusti 2031",
        "kind": "delårsrapport",
        "publisher": None,
        "period": "2031-01/2031-08",
        "pages": 2,
        "tables": 0,
        "warnings": [],
        "format": "txt",
    }
    assert second["id"] == B


def test_an_empty_library_says_what_to_do() -> None:
    assert belagg("list").stdout == "Biblioteket är tomt. Läs in rapporter med `belagg ingest`.\n"
    result = belagg("ask", "Vad kostade bussen?")
    assert (result.stdout, result.stderr, result.exit_code) == (
        "", "Fel: Biblioteket är tomt. Läs in rapporter med `belagg ingest`.\n", 1,
    )  # fmt: skip


def test_remove_takes_one_report_out(reports: Path) -> None:
    belagg("ingest", reports)
    assert belagg("remove", A).stdout == "Borttagen: a.txt\n"
    assert [report["id"] for report in json.loads(belagg("list", "--json").stdout)] == [B]
    result = belagg("remove", A)
    assert (result.stdout, result.stderr, result.exit_code) == (
        "", f"Fel: Det finns ingen rapport '{A}' i biblioteket.\n", 1,
    )  # fmt: skip


@pytest.mark.parametrize("before", [True, False])
def test_the_data_folder_may_be_named_before_or_after_the_command(
    reports: Path, tmp_path: Path, before: bool
) -> None:
    other = ("--data", tmp_path / "annan")
    belagg(*other, "ingest", reports) if before else belagg("ingest", reports, *other)
    assert "2 rapporter" not in belagg("list").stdout
    assert A in (belagg(*other, "list") if before else belagg("list", *other)).stdout
    assert (tmp_path / "annan" / "library.sqlite").exists()


@pytest.mark.parametrize(
    ("question", "words"),
    [("  ", "Frågan är tom."), ("x" * 2001, "Frågan får ha högst 2000 tecken.")],
)
def test_a_question_that_is_none_is_refused(question: str, words: str) -> None:
    result = belagg("ask", question)
    assert (result.stdout, result.stderr, result.exit_code) == ("", f"Fel: {words}\n", 1)


def test_ask_in_json_is_the_response_of_the_api(reports: Path) -> None:
    belagg("ingest", reports)
    result = belagg("ask", "Vad kostade läkare?", "--document", B, "--json")
    response = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(response) >= {
        "kind", "answer", "value", "calculation", "citations", "alternatives", "confidence", "took_ms",
    }  # fmt: skip
    assert {citation["document"] for citation in response["citations"]} <= {B}
    assert response["answer"] in belagg("ask", "Vad kostade läkare?", "--document", B).stdout


def test_ask_of_an_unknown_report_is_refused(reports: Path) -> None:
    belagg("ingest", reports)
    result = belagg("ask", "Vad kostade bussen?", "--document", "x")
    assert (result.stderr, result.exit_code) == ("Fel: Det finns ingen rapport 'x' i biblioteket.\n", 1)


def test_a_wrong_setting_is_one_line_and_no_stack_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELAGG_PORT", "många")
    result = belagg("list")
    assert result.stderr == "Fel: BELAGG_PORT ska vara ett heltal som är minst 1, men är 'många'.\n"
    assert result.exit_code == 1


def test_ctrl_c_ends_a_command_with_one_word(monkeypatch: pytest.MonkeyPatch, reports: Path) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("service.library.Library.ingest", interrupt)
    result = belagg("ingest", reports)
    assert (result.stderr, result.exit_code) == ("Avbrutet.\n", 130)


@pytest.mark.parametrize("verbose", [True, False])
def test_a_fault_of_ours_is_one_line_and_told_in_full_on_demand(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, verbose: bool
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("fault")

    monkeypatch.setattr("service.library.Library.documents", fail)
    with caplog.at_level("INFO" if verbose else "ERROR"):
        result = belagg("list")
    assert result.stderr == "Fel: Något oväntat hände. `belagg --verbose …` visar vad.\n"
    assert result.exit_code == 1
    assert ("ZeroDivisionError: fault" in caplog.text) is verbose


def test_every_command_has_help_and_stands_in_the_readme() -> None:
    readme = README.read_text("utf-8")
    assert sorted(main.commands) == ["ask", "eval", "ingest", "list", "remove", "serve", "tables", "ui"]
    for name, command in main.commands.items():
        assert f"`belagg {name}" in readme
        assert command.help
        assert f"Usage: main {name}" in belagg(name, "--help").stdout
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


def test_a_command_starts_without_what_only_others_need(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from ui.cli import main\n"
        f"main(['list', '--data', {str(tmp_path)!r}], standalone_mode=False)\n"
        "heavy = {'torch', 'sentence_transformers', 'streamlit', 'fastapi', 'faiss', 'numpy', 'pypdfium2', 'pandas'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
