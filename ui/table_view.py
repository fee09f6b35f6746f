"""Tables of reports as HTML tables: whole and sortable, or only the cited rows under their headings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from service.http_report_models import TableBody

LONGEST_FIGURE = 30  # characters of a figure with its unit and a note; longer is text
MOST_ROWS = 4  # a ranking of twenty rows is read in the table itself

Place = tuple[int, int]
"""Row and column, counted in the table's rows."""


def table_to_html(table: TableBody, marked: Collection[Place]) -> str:
    """The table as printed with the marked cells set off, in a box that scrolls sideways by itself."""
    # The lowest header row is the one that sorts: it has a name for each column.
    last = len(table.header) - 1
    texts = text_columns(table)
    head = "".join(
        f"<tr>{_sorting_cells(row, texts) if index == last else _cells(row, 'th scope=col', (), (), texts)}</tr>"
        for index, row in enumerate(table.header)
    )
    caption = escape(table.caption or "Tabell")
    body = _body(table.rows, marked, texts)
    return _framed(caption, f"<caption><span>{caption}</span></caption>", head, body)


def rows_to_html(table: TableBody, marked: Collection[Place]) -> str:
    """The rows with marked cells under their headings: the source at a glance."""
    rows = sorted({row for row, _ in marked if row < len(table.rows)})[:MOST_ROWS]
    places = {(rows.index(row), column) for row, column in marked if row in rows}
    texts = text_columns(table)
    head = "".join(f"<tr>{_cells(row, 'th scope=col', (), (), texts)}</tr>" for row in table.header)
    told = escape(f"Ur tabellen {table.caption}" if table.caption else "Ur tabellen")
    return _framed(told, "", head, _body([table.rows[row] for row in rows], places, texts))


def text_columns(table: TableBody) -> set[int]:
    """The columns after the first that hold sentences rather than figures: those are read from the left."""
    width = max((len(row) for row in table.rows), default=0)
    return {
        column
        for column in range(1, width)
        if any(len(row[column]) > LONGEST_FIGURE for row in table.rows if column < len(row))
    }


def _framed(told: str, caption: str, head: str, body: str) -> str:
    name = "" if caption else f' aria-label="{told}"'
    return (
        f'<div class="b-scroll" role="region" tabindex="0" aria-label="{told}"><table{name}>'
        f"{caption}<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _body(rows: Sequence[Sequence[str]], marked: Collection[Place], texts: Collection[int]) -> str:
    columns = {column for _, column in marked}
    marked_rows = {row: {column for at, column in marked if at == row} for row, _ in marked}
    return "".join(
        f"<tr{' class=b-row' if index in marked_rows else ''}>{_body_cells(row, marked_rows.get(index, set()), columns, texts)}</tr>"
        for index, row in enumerate(rows)
    )


def _cells(
    texts: Sequence[str], tag: str, marked: Collection[int], tinted: Collection[int], worded: Collection[int]
) -> str:
    closing = tag.split()[0]
    return "".join(
        f'<{tag} class="{_cell_class(text, column in marked, column in tinted, column in worded)}">'
        f"{escape(text)}</{closing}>"
        for column, text in enumerate(texts)
    )


def _sorting_cells(texts: Sequence[str], worded: Collection[int]) -> str:
    return "".join(
        f'<th scope="col" aria-sort="none" class="{"b-text" if column in worded else ""}">'
        f'<button type="button" class="b-sort">{escape(text)}</button></th>'
        if text.strip()
        else "<th scope=col></th>"
        for column, text in enumerate(texts)
    )


def _cell_class(text: str, marked: bool, tinted: bool, worded: bool) -> str:
    """A figure must not be broken at its thousands separator."""
    return " ".join(
        name
        for name, holds in (
            ("b-marked", marked),
            ("b-column", tinted and not marked),
            ("b-text", worded),
            ("b-num", not any(map(str.isalpha, text))),
        )
        if holds
    )


def _body_cells(
    texts: Sequence[str], marked: Collection[int], tinted: Collection[int], worded: Collection[int]
) -> str:
    label, figures = texts[:1], texts[1:]
    marked_figures, tinted_figures, worded_figures = (
        {column - 1 for column in columns} for columns in (marked, tinted, worded)
    )
    return _cells(label, "th scope=row", marked, (), ()) + _cells(
        figures, "td", marked_figures, tinted_figures, worded_figures
    )
