"""Tables of reports as HTML tables: whole and sortable, or only the cited rows under their headings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from service.http_report_models import TableBody

MOST_ROWS = 4  # a ranking of twenty rows is read in the table itself

Place = tuple[int, int]
"""Row and column, counted in the table's rows."""


def table_to_html(table: TableBody, marked: Collection[Place]) -> str:
    """The table as printed with the marked cells set off, in a box that scrolls sideways by itself."""
    # The lowest header row is the one that sorts: it has a name for each column.
    last = len(table.header) - 1
    head = "".join(
        f"<tr>{_sorting_cells(row) if index == last else _cells(row, 'th scope=col', (), ())}</tr>"
        for index, row in enumerate(table.header)
    )
    caption = escape(table.caption or "Tabell")
    return _framed(caption, f"<caption><span>{caption}</span></caption>", head, _body(table.rows, marked))


def rows_to_html(table: TableBody, marked: Collection[Place]) -> str:
    """The rows with marked cells under their headings: the source at a glance."""
    rows = sorted({row for row, _ in marked if row < len(table.rows)})[:MOST_ROWS]
    places = {(rows.index(row), column) for row, column in marked if row in rows}
    head = "".join(f"<tr>{_cells(row, 'th scope=col', (), ())}</tr>" for row in table.header)
    told = escape(f"Ur tabellen {table.caption}" if table.caption else "Ur tabellen")
    return _framed(told, "", head, _body([table.rows[row] for row in rows], places))


def _framed(told: str, caption: str, head: str, body: str) -> str:
    return (
        f'<div class="b-scroll" role="region" tabindex="0" aria-label="{told}"><table>'
        f"{caption}<thead>{head}</thead><tbody>{body}</tbody></table></div>"
    )


def _body(rows: Sequence[Sequence[str]], marked: Collection[Place]) -> str:
    columns = {column for _, column in marked}
    marked_rows = {row: {column for at, column in marked if at == row} for row, _ in marked}
    return "".join(
        f"<tr{' class=b-row' if index in marked_rows else ''}>{_body_cells(row, marked_rows.get(index, set()), columns)}</tr>"
        for index, row in enumerate(rows)
    )


def _cells(texts: Sequence[str], tag: str, marked: Collection[int], tinted: Collection[int]) -> str:
    closing = tag.split()[0]
    return "".join(
        f'<{tag} class="{_cell_class(text, column in marked, column in tinted)}">{escape(text)}</{closing}>'
        for column, text in enumerate(texts)
    )


def _sorting_cells(texts: Sequence[str]) -> str:
    return "".join(
        f'<th scope="col" aria-sort="none"><button type="button" class="b-sort">{escape(text)}</button></th>'
        if text.strip()
        else "<th scope=col></th>"
        for text in texts
    )


def _cell_class(text: str, marked: bool, tinted: bool) -> str:
    """A figure must not be broken at its thousands separator."""
    return " ".join(
        name
        for name, holds in (
            ("b-marked", marked),
            ("b-column", tinted and not marked),
            ("b-num", not any(map(str.isalpha, text))),
        )
        if holds
    )


def _body_cells(texts: Sequence[str], marked: Collection[int], tinted: Collection[int]) -> str:
    label, figures = texts[:1], texts[1:]
    return _cells(label, "th scope=row", marked, ()) + _cells(
        figures, "td", {column - 1 for column in marked}, {column - 1 for column in tinted}
    )
