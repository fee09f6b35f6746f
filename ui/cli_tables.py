"""`belagg tables`: which tables a report has, one of them on the terminal, and what the finder saw on its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Shown
from rich.text import Text

from ingest.records import CellState, Check, Table
from ingest.store import ReportSummary
from service.errors import UnknownReportError, UnknownTableError
from service.library import Library
from service.settings import Settings
from ui.check_wording import gap_to_words, rule_to_words
from ui.cli_settings import with_settings

# A caption in a list is a reminder; the whole one stands over the table itself.
CAPTION_WIDTH = 60
# Characters: a list that is cut to a narrow terminal or a pipe loses the ids that `--show` wants. The longest file
# name that an id keeps, the other columns and a whole caption need no more.
LIST_WIDTH = 180
INDENT = "  "


@click.command(name="tables")
@click.argument("report", metavar="REPORT")
@click.option("--show", "table_id", metavar="ID", help="Print this table.")
@click.option(
    "--debug-png",
    "pictures",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Draw rules, cells and tables as the finder saw them, a PNG for each page with a table (PDF only).",
)
@with_settings
def tables(settings: Settings, report: str, table_id: str | None, pictures: Path | None) -> None:
    """List the tables of a report.

    REPORT is its id or its file name; the beginning is enough where only one report has it.
    """
    library = Library.from_settings(settings)
    summary = find_report(library.documents(), report)
    found = library.tables(summary.id)
    chosen = [_find_table(found, table_id, summary)] if table_id is not None else list(found)
    console = Console()
    if pictures is not None:
        for path in draw_pages(library.file(summary.id), chosen, pictures):
            click.echo(f"Ritad: {path}")
    elif table_id is not None:
        console.print(table_to_text(chosen[0]), table_to_shown(chosen[0]), checks_to_text(chosen[0]))
    elif found:
        Console(width=max(console.width, LIST_WIDTH)).print(tables_to_shown(found))
    else:
        click.echo(f"{summary.source} har inga tabeller.")


def find_report(summaries: Sequence[ReportSummary], wanted: str) -> ReportSummary:
    """The report with this id or file name, or the only one whose id or name begins so."""
    exact = [one for one in summaries if wanted in {one.id, one.source}]
    begun = [one for one in summaries if one.id.startswith(wanted) or one.source.startswith(wanted)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(one.source for one in found)
        raise UnknownReportError(f"Flera rapporter börjar så: {names}. Skriv mer av namnet.")
    raise UnknownReportError(f"Det finns ingen rapport {wanted!r}. `belagg list` visar dem som finns.")


def _find_table(found: Sequence[Table], table_id: str, summary: ReportSummary) -> Table:
    for table in found:
        if table.id == table_id:
            return table
    raise UnknownTableError(
        f"{summary.source} har ingen tabell {table_id!r}. `belagg tables {summary.id}` visar dem som finns."
    )


def tables_to_shown(found: Sequence[Table]) -> Shown:
    """A line for each table: id, pages, size, unit, how its sums and differences came out, caption."""
    shown = Shown(box=None, pad_edge=False)
    for heading in ("ID", "Sida", "Rader", "Kolumner", "Enhet", "Kontroll", "Rubrik"):
        shown.add_column(heading, justify="right" if heading in {"Rader", "Kolumner"} else "left")
    for table in found:
        caption = table.caption or "–"
        if len(caption) > CAPTION_WIDTH:
            caption = caption[: CAPTION_WIDTH - 1] + "…"
        size = (str(len(table.rows)), str(max(map(len, table.rows), default=0)))
        line = (table.id, ", ".join(table.pages), *size, table.unit or "–", _verdict(table.checks), caption)
        shown.add_row(*map(escape, line))
    return shown


def _verdict(checks: Sequence[Check]) -> str:
    """How the sums and differences of a table came out, in a word or two.

    >>> _verdict(()), _verdict([Check("row 2 = sum of rows 0-1", 3, 1, 0)]), _verdict([Check("r", 3, 0, 2)])
    ('–', 'stämmer', '2 avviker')
    """
    if not checks:
        return "–"
    fails = sum(check.fails for check in checks)
    return f"{fails} avviker" if fails else "stämmer"


def table_to_text(table: Table) -> Text:
    """What stands over a table: caption, section, pages, unit."""
    text = Text(table.caption or "Tabell utan rubrik", style="bold")
    text.append(f"\n{' › '.join(table.section)}" if table.section else "", style="not bold dim")
    facts = [f"Sida {', '.join(table.pages)}", f"enhet {table.unit}" if table.unit else "enhet okänd"]
    facts += ["maskinläst från bild"] if table.ocr else []
    text.append(f"\n{', '.join(facts)}", style="not bold")
    return text


def table_to_shown(table: Table) -> Shown:
    """The table as printed: figures to the right, totals bold, parts further in."""
    shown = Shown(show_header=bool(table.header), header_style="bold")
    width = max((len(row) for row in (*table.header, *table.rows)), default=0)
    of_figures = {cell.column for cell in table.cells if cell.state is CellState.NUMBER}
    for column in range(width):
        heading = "\n".join(row[column] for row in table.header if column < len(row) and row[column])
        shown.add_column(escape(heading), justify="right" if column in of_figures else "left")
    # Path and total are those of the row, whichever of its cells tells them.
    cell_of = {cell.row: cell for cell in table.cells}
    for number, (label, *rest) in enumerate(table.rows):
        cell = cell_of.get(number)
        depth = len(cell.row_path) - 1 if cell is not None and cell.row_path else 0
        style = "bold" if cell is not None and cell.is_total else None
        shown.add_row(escape(f"{INDENT * depth}{label}"), *map(escape, rest), style=style)
    return shown


def checks_to_text(table: Table) -> Text:
    """The sums and differences that the table keeps, and the rows that break them."""
    text = Text()
    for check in table.checks:
        text.append(f"{rule_to_words(check.rule)}: stämmer {check.holds}")
        text.append(f", nästan (avrundning) {check.almost}" if check.almost else "")
        text.append(f", avviker {check.fails}" if check.fails else "", style="red")
        for gap in check.gaps:
            told = gap_to_words(check.rule, table.rows[gap.row][0], gap.computed, gap.printed)
            text.append(f"\n  {told}", style="red")
        text.append("\n")
    return text


def draw_pages(file: Path, found: Sequence[Table], folder: Path) -> list[Path]:
    """A picture of each page that holds one of the tables, with what the finder saw; the files written."""
    from ingest.table_debug import draw_page  # late: pictures need Pillow and the page drawn anew

    if file.suffix.casefold() != ".pdf":
        raise click.UsageError("Bilder går bara att rita av PDF-filer; rapporten är en textfil.")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index in sorted({page for table in found for page in table.page_indexes}):
        path = folder / f"sida-{index:03}.png"
        draw_page(file, index).save(path)
        paths.append(path)
    return paths
