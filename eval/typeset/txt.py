"""A made-up report as a text extract: tables flattened to lines, in two of the forms that extracts have."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from eval.typeset.elements import (
    LINE_BREAK,
    SPAN_LEFT,
    Bullets,
    Element,
    Heading,
    MadeReport,
    Prose,
    Row,
    TableElement,
)

LINE_WIDTH = 92  # characters a line of prose at 10 points on A4


def report_to_txt(report: MadeReport, pages: Mapping[str, int]) -> str:
    """The report's text on the pages that its PDF has; `pages` is what `write_pdf` gives."""
    lines: dict[int, list[str]] = {page: [] for page in range(1, pages[""] + 1)}
    lines[1] = [report.title, report.subtitle, report.publisher]
    for number, element in enumerate(report.elements):
        first = pages.get(element_mark(number), 1)
        for later, part in enumerate(_element_to_parts(element)):
            lines[first + later] += part
    return "\f".join(
        "\n".join([*lines[page], *_page_number(report, page, pages[""])]) + "\n" for page in lines
    )


def report_to_spaced_txt(report: MadeReport, pages: Mapping[str, int]) -> str:
    """The same as an extractor prints it that ends each cell with a space and parts printed lines by blank ones.

    A wrapped cell has lines of its own, an empty cell leaves a space, and a page begins with a space in front.
    """
    parts: dict[int, list[str]] = {page: [] for page in range(1, pages[""] + 1)}
    parts[1] = [f"{line} " for line in (report.title, report.subtitle, report.publisher)]
    for number, element in enumerate(report.elements):
        first = pages.get(element_mark(number), 1)
        if isinstance(element, TableElement):
            for later, part in enumerate(_table_to_spaced_parts(element)):
                parts[first + later] += part
        else:
            for later, lines in enumerate(_element_to_parts(element)):
                parts[first + later] += [f"{line} " for line in lines]
    for page, lines in parts.items():
        lines += [f"{line} " for line in _page_number(report, page, pages[""])]
    return "\n ".join("\n\n".join(lines) for lines in parts.values() if lines) + "\n"


def _table_to_spaced_parts(table: TableElement) -> Iterator[list[str]]:
    head = [printed for level in table.header for printed in _cells_to_spaced(level)]
    caption = [f"{table.caption} "] if table.caption else []
    body = [_row_to_spaced(table, row) for row in table.rows]
    notes = [f"{note} " for note in table.notes]
    if table.split_after is None:
        yield [*caption, *head, *(line for row in body for line in row), *notes]
        return
    yield [*caption, *head, *(line for row in body[: table.split_after] for line in row)]
    again = head if table.repeat_header else []
    yield [*again, *(line for row in body[table.split_after :] for line in row), *notes]


def _row_to_spaced(table: TableElement, row: Row) -> list[str]:
    return _cells_to_spaced([row.label, *(table.text(cell) for cell in row.cells)])


def _cells_to_spaced(cells: Sequence[str]) -> list[str]:
    """Cells of one row: those that stand on the same line after each other, a wrapped one by itself."""
    printed: list[str] = []
    goes_on = False
    for cell in cells:
        if cell == SPAN_LEFT:
            continue
        *before, last = cell.split(LINE_BREAK)
        if before:
            lines = [line if line.endswith("-") else f"{line} " for line in before]
            block = "\n".join([*lines, f"{last} "])
            # What stood on the row's line until here and the first line of the wrapped cell stand tight.
            printed[-1:] = [f"{printed[-1]}\n{block}"] if goes_on else [*printed[-1:], block]
            goes_on = False
        elif goes_on:
            printed[-1] += f"{cell} "
        else:
            printed.append(f"{cell} ")
            goes_on = True
    return printed


def element_mark(number: int) -> str:
    """The name by which `write_pdf` notes the page of an element without a name of its own."""
    return f"element {number}"


def _page_number(report: MadeReport, page: int, pages: int) -> list[str]:
    if page <= report.unnumbered:
        return []
    return [report.page_form.format(page=page - report.unnumbered, pages=pages - report.unnumbered)]


def _element_to_parts(element: Element) -> Iterator[list[str]]:
    """Lines of the element, a list for each page that it stands on."""
    match element:
        case Heading(text, _):
            yield [text]
        case Prose(text, _):
            yield textwrap.wrap(text, LINE_WIDTH, break_on_hyphens=False)
        case Bullets(items, _):
            yield [
                line
                for item in items
                for line in textwrap.wrap(f"• {item}", LINE_WIDTH, break_on_hyphens=False)
            ]
        case TableElement():
            yield from _table_to_parts(element)


def _table_to_parts(table: TableElement) -> Iterator[list[str]]:
    head = [line for level in table.header for line in _header_lines(level)]
    caption = [table.caption] if table.caption else []
    if table.split_after is None:
        yield [*caption, *head, *_body_lines(table, table.rows), *table.notes]
        return
    yield [*caption, *head, *_body_lines(table, table.rows[: table.split_after])]
    again = head if table.repeat_header else []
    yield [*again, *_body_lines(table, table.rows[table.split_after :]), *table.notes]


def _header_lines(level: Sequence[str]) -> list[str]:
    """Header cells one after the other; a wrapped one leaves its lines."""
    printed = " ".join(cell for cell in level if cell not in {"", SPAN_LEFT})
    return [line.strip() for line in printed.split(LINE_BREAK)]


def _body_lines(table: TableElement, rows: Sequence[Row]) -> list[str]:
    """Rows as lines; the figures follow the label's last line, and an empty cell leaves nothing."""
    lines = []
    for row in rows:
        *before, last = row.label.split(LINE_BREAK)
        figures = [text for text in (table.text(cell) for cell in row.cells) if text]
        lines += [*before, " ".join([last, *figures])]
    return lines
