"""`belagg eval`: known questions asked and scored."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.settings import Settings
from service.suite_runs import SuiteRun
from ui.cli_settings import with_settings

if TYPE_CHECKING:
    from eval.run import Results

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(name="eval")
@click.argument("suites", nargs=-1, required=True, type=_FILE)
@click.option(
    "--json", "json_out", type=click.Path(dir_okay=False, path_type=Path), help="Write the results here."
)
@click.option("--name", help="Name of the results.")
@click.option(
    "--map", "doc_map", multiple=True, metavar="DOC=PREFIX", help="File name prefix that stands for a doc."
)
@click.option("--skip-appendix", is_flag=True, help="Leave out questions that only an appendix answers.")
@click.option("--floors", type=_FILE, help="Fail when a score is below its floor in this file.")
@with_settings
def evaluate(
    settings: Settings,
    suites: tuple[Path, ...],
    json_out: Path | None,
    name: str | None,
    doc_map: tuple[str, ...],
    skip_appendix: bool,
    floors: Path | None,
) -> None:
    """Ask the questions of SUITES (JSON Lines) and print the scores."""
    from eval.asking import service_to_ask
    from eval.cases import SuiteError
    from eval.command import run_command
    from eval.doc_names import DocNamesError
    from eval.floors import FloorsError
    from service.notes import Notes

    def note(results: Results) -> None:
        """For the staff view, which shows how the scores change."""
        notes = Notes(settings.data)
        notes.runs.keep(results_to_run(results, datetime.now(UTC)))
        notes.close()

    try:
        code = run_command(
            suites,
            service_to_ask(settings),
            json_out=json_out,
            name=name,
            doc_map=doc_map,
            skip_appendix=skip_appendix,
            floors=floors,
            on_results=note,
        )
    except (SuiteError, DocNamesError, FloorsError) as exc:
        raise click.ClickException(str(exc)) from exc
    sys.exit(code)


def results_to_run(results: Results, ended: datetime) -> SuiteRun:
    """What of a run is kept for comparison with later ones."""
    tally = results.tally()
    return SuiteRun(results.name, ended, tally.asked, tally.score, tally.misleading)
