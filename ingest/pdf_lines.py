"""Words and tables of a page -> numbered printed lines in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.cell_segments import Segment, group_by_foot, words_to_rows
from ingest.pdf_pages import PdfPage
from ingest.pdf_words import Word
from ingest.raw_tables import BOLD_SHARE, RawTable
from ingest.reading_order import Piece, column_zones, reading_order
from ingest.records import Line


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page in reading order: its lines, and which of them are prose or a table."""

    page: PdfPage
    lines: tuple[Line, ...]
    parts: tuple[int | RawTable, ...]
    """Line numbers of prose, and tables, in reading order."""
    line_of: dict[Word, int]
    """The line that each word stands on."""


def lay_out(page: PdfPage, tables: Sequence[RawTable]) -> PageLayout:
    """Number the lines of a page in reading order; a table's lines stand together."""
    in_tables = {word for table in tables for word in table.words}
    prose = [word for word in page.words if word not in in_tables]
    pieces: list[Piece[Segment | RawTable]] = [
        Piece((s.x0, min(w.top for w in s.words), s.x1, max(w.bottom for w in s.words)), len(s.text), s)
        for row in words_to_rows(prose)
        for s in row.segments
    ]
    pieces += [Piece(t.box, sum(len(w.text) for w in t.words), t) for t in tables]
    lines: list[Line] = []
    parts: list[int | RawTable] = []
    line_of: dict[Word, int] = {}

    def add(words: Sequence[Word]) -> int:
        number = len(lines) + 1
        lines.append(words_to_line(number, words, page))
        line_of.update(dict.fromkeys(words, number))
        return number

    for zone in column_zones(pieces):
        pending: list[Word] = []
        for piece in reading_order(zone):
            if isinstance(piece.what, RawTable):
                parts += _flush(pending, add)
                for group in group_by_foot(piece.what.words):
                    add(group)
                parts.append(piece.what)
            else:
                if pending and not _on_row(pending, piece.what):
                    parts += _flush(pending, add)
                pending += piece.what.words
        parts += _flush(pending, add)
    for group in group_by_foot(page.sideways):
        add(group)
    return PageLayout(page, tuple(lines), tuple(parts), line_of)


def _flush(pending: list[Word], add: Callable[[Sequence[Word]], int]) -> list[int]:
    if not pending:
        return []
    number = add(sorted(pending, key=lambda w: w.x0))
    pending.clear()
    return [number]


def _on_row(pending: Sequence[Word], segment: Segment) -> bool:
    first = segment.words[0]
    return abs(first.foot - pending[0].foot) <= 0.3 * max(first.size, pending[0].size)


def words_to_line(number: int, words: Sequence[Word], page: PdfPage) -> Line:
    """One record line of words that stand side by side."""
    box = page.to_page(
        (
            min(w.x0 for w in words),
            min(w.top for w in words),
            max(w.x1 for w in words),
            max(w.bottom for w in words),
        )
    )
    characters = sum(len(w.text) for w in words)
    bold = sum(len(w.text) for w in words if w.bold) >= BOLD_SHARE * characters
    size = sorted(w.size for w in words)[len(words) // 2]
    edges = tuple(round(x, 2) for w in words for x in (w.x0, w.x1))
    return Line(number, " ".join(w.text for w in words), box, round(size, 2), bold, edges)
