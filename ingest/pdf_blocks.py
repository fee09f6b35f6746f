"""Laid-out pages -> headings, paragraphs, list items and tables with the path of headings above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.hyphenation import join_two
from ingest.pdf_headings import Style, line_style, looks_like_heading
from ingest.records import Block, BlockKind, Line, Span

# A gap this much wider than the type's size begins a new paragraph; line spacing is 1.0–1.5.
PARAGRAPH_GAP = 0.85
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
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    last: Line | None = None
    page_index: int = 0
    style: Style = (0.0, False)


class BlockBuilder:
    """Collects lines and tables in reading order into blocks."""

    def __init__(self, levels: dict[Style, int], body: float) -> None:
        """Levels of heading styles and the size of the body text."""
        self._levels = levels
        self._body = body
        self._open: _Open | None = None
        self._path: list[tuple[int, str]] = []
        self.blocks: list[Block] = []

    @property
    def section(self) -> tuple[str, ...]:
        """Headings above the present place."""
        return tuple(text for _, text in self._path)

    def add_line(self, page_index: int, line: Line) -> None:
        """Go on with the open block, or begin a new one."""
        kind = self._kind_of(line)
        if self._open is None or not self._continues(self._open, page_index, line, kind):
            self.close()
            self._open = _Open(kind, style=line_style(line))
        _append(self._open, page_index, line)

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
        level = 0
        if done.kind is BlockKind.HEADING:
            level = self._levels.get(done.style, len(self._levels) + 1)
            while self._path and self._path[-1][0] >= level:
                self._path.pop()
            self._path.append((level, done.text))
        self.blocks.append(Block(done.kind, done.text, self.section, tuple(done.spans), level))

    def _kind_of(self, line: Line) -> BlockKind:
        if _ITEM.match(line.text):
            return BlockKind.LIST_ITEM
        return BlockKind.HEADING if looks_like_heading(line, self._body) else BlockKind.PARAGRAPH

    def _continues(self, block: _Open, page_index: int, line: Line, kind: BlockKind) -> bool:
        last = block.last
        if last is None or last.box is None or line.box is None or kind is BlockKind.LIST_ITEM:
            return False
        if block.kind is BlockKind.HEADING or kind is BlockKind.HEADING:
            if block.kind is not kind or line_style(line) != block.style or page_index != block.page_index:
                return False
            return line.box[1] - last.box[3] < 0.5 * (line.size or self._body)
        if page_index != block.page_index:
            return not _ENDS.search(block.text) and line.text[:1].islower()
        gap = line.box[1] - last.box[3]
        if gap < -2 * (line.size or self._body):
            return not _ENDS.search(block.text) and line.text[:1].islower()
        if line_style(line)[1] != line_style(last)[1] and _ENDS.search(block.text):
            return False
        return gap < PARAGRAPH_GAP * (line.size or self._body)


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
