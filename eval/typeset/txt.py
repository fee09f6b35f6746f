"""A made-up report as a text extract: tables flattened to lines, pages parted by form feeds."""

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
