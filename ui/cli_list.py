"""`belagg list` and `belagg remove`."""

from __future__ import annotations

import json

import click

from ingest.store import ReportSummary
from service.library import Library
from service.settings import Settings
from service.swedish_format import format_period
from ui.cli_settings import with_settings

_HEADINGS = ("ID", "Titel", "Period", "Sidor", "Tabeller", "Fil")
# A title in a list is a reminder; the whole one stands in `--json`.
TITLE_WIDTH = 60


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_settings
def list_reports(settings: Settings, as_json: bool) -> None:
    """List the reports in the library."""
    summaries = Library.from_settings(settings).documents()
    if as_json:
        from service.http_report_models import summary_to_body

        bodies = [summary_to_body(summary).model_dump(mode="json") for summary in summaries]
        click.echo(json.dumps(bodies, ensure_ascii=False, indent=2))
    elif summaries:
        click.echo("\n".join(summaries_to_lines(summaries)))
    else:
        click.echo("Biblioteket är tomt. Läs in rapporter med `belagg ingest`.")


@click.command()
@click.argument("report_id", metavar="ID")
@with_settings
def remove(settings: Settings, report_id: str) -> None:
    """Remove a report from the library; `belagg list` shows the ids."""
    library = Library.from_settings(settings)
    source = library.document(report_id).source
    library.remove(report_id)
    click.echo(f"Borttagen: {source}")


def summaries_to_lines(summaries: list[ReportSummary]) -> list[str]:
    """A table with one line for each report, as wide as its widest cells."""
    rows = [_HEADINGS, *(_summary_to_row(summary) for summary in summaries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def _summary_to_row(summary: ReportSummary) -> tuple[str, ...]:
    title = summary.title
    if len(title) > TITLE_WIDTH:
        title = title[: TITLE_WIDTH - 1] + "…"
    period = format_period(summary.period) or "–"
    return summary.id, title, period, str(summary.page_count), str(summary.table_count), summary.source
