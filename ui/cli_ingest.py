"""`belagg ingest`: files and folders into the library, with a progress bar and one line for each file."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as ProgressBar

from service.ingest_outcome import OnProgress, Outcome, OutcomeKind, Progress, Step
from service.library import Library
from service.settings import Settings
from ui.cli_settings import with_settings

_STEPS = {Step.READING: "läser", Step.INDEXING: "gör sökbar", Step.DONE: "klar"}
# Where the work on one file stands when a step begins, and how much of it the step is. Measured on reports of
# 10 to 100 pages: the vectors take twice as long as reading pages and tables.
_SHARES = {Step.READING: (0.0, 0.35), Step.INDEXING: (0.35, 0.65), Step.DONE: (1.0, 0.0)}

_OUTCOMES = {
    OutcomeKind.ADDED: "Tillagd:          ",
    OutcomeKind.REPLACED: "Ny version:       ",
    OutcomeKind.UNCHANGED: "Oförändrad:       ",
    OutcomeKind.FAILED: "Kunde inte läsas: ",
}
_COUNTED = {
    OutcomeKind.ADDED: ("rapport tillagd", "rapporter tillagda"),
    OutcomeKind.REPLACED: ("i ny version", "i ny version"),
    OutcomeKind.UNCHANGED: ("oförändrad", "oförändrade"),
    OutcomeKind.FAILED: ("kunde inte läsas", "kunde inte läsas"),
}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Read files that have not changed, too.")
@with_settings
def ingest(settings: Settings, paths: tuple[Path, ...], again: bool) -> None:
    """Read reports (PDF or TXT files, or folders of them) into the library.

    The same file again changes nothing; a changed file replaces its old version. A file that can't be read is
    named with the reason and the others go on; the exit code is 0 only if all were read.
    """
    library = Library.from_settings(settings)
    with _progress_bar() as bar:
        outcomes = library.ingest(paths, _show_on(bar), again=again)
    click.echo(outcomes_to_summary(outcomes))
    if any(outcome.kind is OutcomeKind.FAILED for outcome in outcomes):
        sys.exit(1)


def outcome_to_lines(outcome: Outcome) -> list[str]:
    """What became of one file."""
    reason = f" – {outcome.reason}" if outcome.reason else ""
    warnings = outcome.warnings if outcome.kind is not OutcomeKind.UNCHANGED else ()
    return [
        f"{_OUTCOMES[outcome.kind]}{outcome.source}{reason}",
        *(f"  Obs: {warning}" for warning in warnings),
    ]


def outcomes_to_summary(outcomes: list[Outcome]) -> str:
    """How many files became what, in one line."""
    counts = Counter(outcome.kind for outcome in outcomes)
    parts = [f"{counts[kind]} {forms[counts[kind] != 1]}" for kind, forms in _COUNTED.items() if counts[kind]]
    return f"{', '.join(parts)}."


def _progress_bar() -> ProgressBar:
    console = Console(stderr=True)
    return ProgressBar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        # Lines printed meanwhile go above the bar, unless they go to a file.
        redirect_stdout=sys.stdout.isatty(),
        transient=True,
    )


def _show_on(bar: ProgressBar) -> OnProgress:
    task = bar.add_task("", total=None)

    def show(progress: Progress) -> None:
        begin, extent = _SHARES[progress.step]
        done = progress.number - 1 + begin + extent * progress.share
        bar.update(
            task,
            description=f"{progress.source}: {_STEPS[progress.step]}",
            total=progress.total,
            completed=done,
        )
        if progress.outcome is not None:
            failed = progress.outcome.kind is OutcomeKind.FAILED
            for line in outcome_to_lines(progress.outcome):
                click.echo(line, err=failed)

    return show
