"""The `belagg` command. Each command parses, calls one function of a layer below, and prints Swedish."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import click

from ingest.errors import BelaggError
from ui.cli_ask import ask
from ui.cli_eval import evaluate
from ui.cli_ingest import ingest
from ui.cli_list import list_reports, remove
from ui.cli_serve import serve, web
from ui.cli_settings import DATA_HELP, DATA_TYPE
from ui.cli_tables import tables

logger = logging.getLogger(__name__)

INTERRUPTED = 130
"""The shell's exit code for a command that Ctrl-C ended."""


class BelaggGroup(click.Group):
    """Shows the project's own errors as one line, never as a stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click's own ways to end
        except BelaggError as exc:
            click.echo(f"Fel: {exc}", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Avbrutet.", err=True)
            ctx.exit(INTERRUPTED)
        except Exception as exc:
            # The last place that can tell the user anything.
            logger.info("unexpected", exc_info=exc)
            click.echo("Fel: Något oväntat hände. `belagg --verbose …` visar vad.", err=True)
            ctx.exit(1)


@click.group(
    cls=BelaggGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--data", type=DATA_TYPE, help=DATA_HELP)
@click.option("-v", "--verbose", is_flag=True, help="Write a log to standard error.")
@click.version_option(package_name="belagg", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, data: Path | None, verbose: bool) -> None:
    """Ask questions of Swedish public-sector reports and see where every answer stands."""
    level = logging.INFO if verbose else logging.ERROR
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    context.obj = data


for command in (ingest, list_reports, remove, tables, ask, serve, web, evaluate):
    main.add_command(command)
