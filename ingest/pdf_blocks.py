"""Laid-out pages -> headings, paragraphs, list items and tables with the path of headings above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.hyphenation import join_two
from ingest.pdf_headings import HeadingModel, Style, line_style
from ingest.reading_order import LEADERS
from ingest.records import Block, BlockKind, Line, Page, Span

# Without a line before to compare with, a gap this wide (type sizes) begins a new paragraph.
PARAGRAPH_GAP = 0.85
# Paragraphs are set apart from their own line spacing by at least this (type sizes): 3 points at 11.
PARAGRAPH_STEP = 0.25
# Lines of one heading stand closer than this (type sizes).
HEADING_GAP = 0.55
LONGEST_HEADING = 260
# Room (type sizes) that ragged text leaves anyway.
RAGGED = 3.0
# Level from which headings of a slide don't outlive it.
MINOR_SLIDE_HEADING = 3
_ITEM = re.compile(r"^(?:[•▪●○◦■□–—\-*·»›✓]\s|\(?\d{1,2}[.)]\s|[a-zåäö]\)\s|[•▪●■▪])")
_ENDS = re.compile(r"[.!?:;]['\"”)]?$")


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table in the flow: position of its grid, and its lines."""

    grid: int
    lines: tuple[tuple[int, Line], ...]


@dataclass(slots=True)
class _Open:
    """A block under construction."""

    kind: BlockKind
    level: int = 0
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    last: Line | None = None
    page_index: int = 0
    style: Style = (0.0, False)
    gap: float | None = None
    """Distance between its last two lines."""


class BlockBuilder:
    """Collects lines and tables in reading order into blocks."""

    def __init__(self, model: HeadingModel) -> None:
        """`model` tells headings from text."""
        self._model = model
        self._open: _Open | None = None
        self._path: list[tuple[int, str]] = []
        self.blocks: list[Block] = []

    @property
    def section(self) -> tuple[str, ...]:
        """Headings above the present place."""
        return tuple(text for _, text in self._path)

    def add_line(self, page_index: int, line: Line, right_margin: float | None = None) -> None:
        """Go on with the open block, or begin a new one.

        `right_margin` is where the text above ends at most: a word that had fitted there begins a new block.
        """
        kind, level = self._kind_of(page_index, line)
        block = self._open
        if (
            block is None
            or not self._continues(block, page_index, line, kind)
            or _breaks_hard(block, line, right_margin)
        ):
            self.close()
            block = self._open = _Open(kind, level, style=line_style(line))
        _append(block, page_index, line)

    def end_page(self, page_index: int) -> None:
        """What a cover says heads no section, and minor headings of a slide end with it."""
        if page_index in self._model.covers:
            self.close()
            self._path.clear()
        elif page_index in self._model.slides:
            self.close()
            self._path = [(level, text) for level, text in self._path if level < MINOR_SLIDE_HEADING]

    def add_table(self, part: TablePart) -> None:
        """A table block: its text is the table's lines."""
        self.close()
        empty = Block(BlockKind.TABLE, "", self.section, (), grid=part.grid)
        self.blocks.append(_with_lines(empty, part.lines))

    def extend_table(self, position: int, lines: Sequence[tuple[int, Line]]) -> None:
        """Put the lines of a continued table to its block."""
        self.close()
        self.blocks[position] = _with_lines(self.blocks[position], lines)

    def close(self) -> None:
        """Finish the open block."""
        done, self._open = self._open, None
        if done is None or not done.text.strip():
            return
        if done.kind is BlockKind.HEADING and len(done.text) > LONGEST_HEADING:
            done.kind, done.level = BlockKind.PARAGRAPH, 0
        if done.kind is BlockKind.HEADING:
            while self._path and self._path[-1][0] >= done.level:
                self._path.pop()
            self._path.append((done.level, done.text))
        self.blocks.append(Block(done.kind, done.text, self.section, tuple(done.spans), done.level))

    def _kind_of(self, page_index: int, line: Line) -> tuple[BlockKind, int]:
        level = self._model.level(page_index, line)
        if _ITEM.match(line.text) and (level is None or not line.text[:1].isdigit()):
            return BlockKind.LIST_ITEM, 0
        return (BlockKind.HEADING, level) if level is not None else (BlockKind.PARAGRAPH, 0)

    def _continues(self, block: _Open, page_index: int, line: Line, kind: BlockKind) -> bool:
        last = block.last
        if last is None or last.box is None or line.box is None or kind is BlockKind.LIST_ITEM:
            return False
        if LEADERS.search(last.text) or LEADERS.search(line.text):
            return False
        size = line.size or self._model.body
        gap = line.box[1] - last.box[3]
        same_page = page_index == block.page_index
        if block.kind is BlockKind.HEADING:
            return same_page and line_style(line) == block.style and -0.5 * size < gap < HEADING_GAP * size
        if not same_page or gap < -2 * size:  # over a page break, or to the next column
            return kind is not BlockKind.HEADING and not _ENDS.search(block.text) and line.text[:1].islower()
        if kind is BlockKind.HEADING and line_style(line) != line_style(last):
            return False
        if line_style(line)[1] != line_style(last)[1] and _ENDS.search(block.text):
            return False
        return gap < _widest_gap(block, size)


def _breaks_hard(block: _Open, line: Line, right_margin: float | None) -> bool:
    """Was there room for the line's first word on the line before? Then the writer broke the line there."""
    if block.last is None or right_margin is None or block.kind is BlockKind.HEADING:
        return False
    if block.last.box is None or line.box is None or len(line.word_edges) < 2:
        return False
    if line.text[:1].islower() or not block.text or block.text[-1] in ",-–(/":
        return False
    room = right_margin - block.last.box[2]
    return room > line.word_edges[1] - line.word_edges[0] + RAGGED * (line.size or 10.0)


def right_margins(page: Page, numbers: Sequence[int]) -> dict[int, float]:
    """For each prose line of a page, how far to the right the lines of its column reach."""
    lines = [page.lines[n - 1] for n in numbers]
    margins = {}
    for line in lines:
        if line.box is None:
            continue
        left, _, right, _ = line.box
        margins[line.number] = max(
            x.box[2] for x in lines if x.box is not None and x.box[0] < right and x.box[2] > left
        )
    return margins


def _widest_gap(block: _Open, size: float) -> float:
    if block.gap is None:
        return PARAGRAPH_GAP * size
    return min(block.gap + PARAGRAPH_STEP * size, max(PARAGRAPH_GAP, 1.2) * size)


def _with_lines(block: Block, lines: Sequence[tuple[int, Line]]) -> Block:
    text, spans = block.text, list(block.spans)
    for page_index, line in lines:
        text += "\n" if text else ""
        spans.append(Span(len(text), len(text) + len(line.text), page_index, line.number, line.box))
        text += line.text
    return replace(block, text=text, spans=tuple(spans))


def _append(block: _Open, page_index: int, line: Line) -> None:
    if block.text:
        between, drop = join_two(block.text, line.text)
        if drop:
            block.text = block.text[:-1]
            previous = block.spans[-1]
            block.spans[-1] = Span(
                previous.start, len(block.text), previous.page_index, previous.line, previous.box
            )
        block.text += between
    start = len(block.text)
    block.text += line.text
    block.spans.append(Span(start, len(block.text), page_index, line.number, line.box))
    if block.last is not None and block.last.box and line.box and page_index == block.page_index:
        gap = line.box[1] - block.last.box[3]
        block.gap = gap if block.gap is None else min(block.gap, gap)
    block.last = line
    block.page_index = page_index


def last_texts(blocks: Sequence[Block], count: int) -> tuple[str, ...]:
    """The texts of the last blocks that are not tables, nearest last; none beyond a table."""
    found: list[str] = []
    for block in reversed(blocks):
        if block.kind is BlockKind.TABLE or len(found) == count:
            break
        found.append(block.text)
    return tuple(reversed(found))
