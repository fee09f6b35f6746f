"""Words and tables of a page -> numbered printed lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cell_segments import Segment, group_by_foot, words_box, words_to_rows
from ingest.pdf_pages import PdfPage, to_tenth
from ingest.pdf_words import Word
from ingest.raw_tables import BOLD_SHARE, RawTable
from ingest.reading_order import Piece, column_zones, letters, reading_order
from ingest.records import Box, Line

# A filled rectangle that covers more of the page than this is a background, not a text box.
LARGEST_TEXT_BOX = 0.3
# Text may stand out of its box by this much (points).
BOX_SLACK = 2.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page in reading order: its lines, and which of them are prose or a table."""

    page: PdfPage
    lines: tuple[Line, ...]
    parts: tuple[int | RawTable | None, ...]
    """Line numbers of prose, and tables, in reading order; None where a text box begins or ends."""
    line_of: dict[Word, int]
    """The line that each word stands on."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """Segments that are read together: one segment of prose, or all of a text box."""

    segments: tuple[Segment, ...]
    boxed: bool


def lay_out(page: PdfPage, tables: Sequence[RawTable]) -> PageLayout:
    """Number the lines of a page in reading order; a table's lines stand together."""
    in_tables = {word for table in tables for word in table.words}
    prose = [word for word in page.words if word not in in_tables]
    pieces = _passages(prose, page)
    pieces += [Piece(t.box, sum(letters(w.text) for w in t.words), t, len(t.rows)) for t in tables]
    writer = _LineWriter(page)
    for zone in column_zones(pieces):
        for piece in reading_order(zone):
            if isinstance(piece.what, RawTable):
                writer.add_table(piece.what)
            else:
                writer.add_passage(piece.what)
        writer.flush()
    for word in page.sideways:
        if word not in in_tables:
            writer.add_line([word])
    return PageLayout(page, tuple(writer.lines), tuple(writer.parts), writer.line_of)


def _passages(words: Sequence[Word], page: PdfPage) -> list[Piece[_Passage | RawTable]]:
    """Segments, those inside one small filled rectangle together."""
    largest = LARGEST_TEXT_BOX * page.width * page.height
    boxes = sorted(
        (b for f in page.rulings.fills if (b := f.box) and (b[2] - b[0]) * (b[3] - b[1]) < largest),
        key=lambda b: (b[2] - b[0]) * (b[3] - b[1]),
    )
    boxed: dict[Box, list[Segment]] = {}
    pieces: list[Piece[_Passage | RawTable]] = []
    for segment in (s for row in words_to_rows(words) for s in row.segments):
        home = next((b for b in boxes if _inside(segment, b)), None)
        if home is None:
            pieces.append(Piece(words_box(segment.words), letters(segment.text), _Passage((segment,), False)))
        else:
            boxed.setdefault(home, []).append(segment)
    for segments in boxed.values():
        box = words_box([w for s in segments for w in s.words])
        pieces.append(Piece(box, sum(letters(s.text) for s in segments), _Passage(tuple(segments), True)))
    return pieces


def _inside(segment: Segment, box: Box) -> bool:
    y = segment.words[0].foot - 0.3 * segment.words[0].size
    return box[0] - BOX_SLACK <= segment.x0 and segment.x1 <= box[2] + BOX_SLACK and box[1] < y < box[3]


class _LineWriter:
    """Numbers lines as they come; pieces on one baseline become one line."""

    def __init__(self, page: PdfPage) -> None:
        self._page = page
        self._pending: list[Word] = []
        self.lines: list[Line] = []
        self.parts: list[int | RawTable | None] = []
        self.line_of: dict[Word, int] = {}

    def add_line(self, words: Sequence[Word]) -> int:
        """A finished line; gives its number."""
        number = len(self.lines) + 1
        self.lines.append(words_to_line(number, words, self._page))
        self.line_of.update(dict.fromkeys(words, number))
        return number

    def flush(self) -> None:
        """Finish the line under way."""
        if self._pending:
            self.parts.append(self.add_line(sorted(self._pending, key=lambda w: w.x0)))
            self._pending.clear()

    def add_table(self, table: RawTable) -> None:
        """All lines of a table."""
        self.flush()
        for group in group_by_foot(table.words):
            self.add_line(group)
        self.parts.append(table)

    def add_passage(self, passage: _Passage) -> None:
        """Segments one by one; a text box stands for itself."""
        if passage.boxed:
            self.flush()
            self.parts.append(None)
        for segment in passage.segments:
            if self._pending and not _on_row(self._pending, segment):
                self.flush()
            self._pending += segment.words
        if passage.boxed:
            self.flush()
            self.parts.append(None)


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
    edges = tuple(to_tenth(x) for w in words for x in (w.x0, w.x1))
    return Line(number, " ".join(w.text for w in words), box, round(size, 2), bold, edges)
