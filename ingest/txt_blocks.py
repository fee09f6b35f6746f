"""Printed lines outside tables -> headings, paragraphs and list items, wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flattened_header_words import is_status, is_strong, is_stub_header, is_text_header
from ingest.flattened_rows import is_comment_mark
from ingest.records import Block, BlockKind, Span
from ingest.txt_lines import BROKEN, PrintedLine, ends_hyphenated, join_lines

_BULLET = re.compile(r"(?:[•▪●◦○■□‣·*]|[-–—](?= )|(?:\d{1,2}|[a-zåäö])[.)](?= )|\d{1,2}-\d{1,2}\.(?= ))\s*")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÅÄÖ])")
_SENTENCE_END = (".", "!", "?", ":", ";", ".”", '."', ".)")

_HEADING_LENGTH = 90  # characters; the longest heading on one line in real reports has 84
_FULL_LINE = 0.78  # share of the page's usual line length from which a line is taken to be wrapped
_LEAST_WIDTH = 40  # a page of short lines has no usual length; slides wrap at 40 at the least
_FULL_HEADING = 0.85  # share of a full line from which a line with text right below is no heading
_DEEPEST = 4
_MOST_IN_A_ROW = 4  # so many short lines in a row are a chart, a list of names or cells, not headings

_LEFT_OPEN = re.compile(
    r"\b(?:och|för|med|i|på|av|till|som|att|samt|inom|den|det|en|ett|om|från|vid|per|hur)$"
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A block before it knows its section: lines that belong together."""

    kind: BlockKind
    lines: tuple[PrintedLine, ...]


def lines_to_text_blocks(
    lines: Sequence[PrintedLine], width: int, *, above_table: bool = False
) -> list[TextBlock]:
    """Blocks of a stretch of lines outside tables on one page; `width` is the length of a full line there.

    `above_table`: a table stands right below the last line, which may be its caption.
    """
    blocks: list[TextBlock] = []
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        kind = _kind_of(line, after, width)
        is_caption = above_table and after is None and _stands_as_caption(lines, width)
        if blocks and not is_caption and _continues(blocks[-1], line, kind, width):
            blocks[-1] = TextBlock(blocks[-1].kind, (*blocks[-1].lines, line))
        else:
            blocks.append(TextBlock(kind, (line,)))
    return _without_charts(blocks)


def _stands_as_caption(lines: Sequence[PrintedLine], width: int) -> bool:
    """Whether the last line, though tight under a whole sentence, begins anew and ends without a mark."""
    ended = len(lines) > 1 and lines[-2].words.endswith((".", "!", "?"))
    return ended and looks_like_heading(lines[-1].words, width)


def _without_charts(blocks: list[TextBlock]) -> list[TextBlock]:
    """Long runs of headings as paragraphs: they have no text below, so that they head nothing."""
    result = list(blocks)
    start = 0
    for end in range(len(blocks) + 1):
        if end < len(blocks) and blocks[end].kind is BlockKind.HEADING:
            continue
        if end - start > _MOST_IN_A_ROW:
            keep = start + 1 if blocks[start].lines[0].first else start
            for i in range(keep, end):
                result[i] = TextBlock(BlockKind.PARAGRAPH, blocks[i].lines)
        start = end + 1
    return result


def usual_width(lines: Sequence[PrintedLine]) -> int:
    """Length of a full line on the page: nine lines in ten are no longer."""
    lengths = sorted(len(line.words) for line in lines)
    return max(_LEAST_WIDTH, lengths[len(lengths) * 9 // 10]) if lengths else _LEAST_WIDTH


def _kind_of(line: PrintedLine, after: PrintedLine | None, width: int) -> BlockKind:
    words = line.words
    if _BULLET.match(words) and not _NUMBERED.match(words):
        return BlockKind.LIST_ITEM
    if looks_like_heading(words, width) and not (after is not None and _runs_on(line, after, width)):
        return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def looks_like_heading(words: str, width: int) -> bool:
    """Short, begins like a name and ends without a sentence mark.

    >>> looks_like_heading("Resultat och ekonomisk ställning", 90)
    True
    >>> looks_like_heading("och därefter ökade kostnaderna", 90)
    False
    """
    numbered = _NUMBERED.match(words)
    body = words[numbered.end() :] if numbered else words
    return (
        bool(body)
        and len(words) <= min(_HEADING_LENGTH, max(60, int(width * 0.95)))
        and (body[0].isupper() or (body[0] in '”"(' and body[1:2].isupper()))
        and not words.endswith((*_SENTENCE_END, ",", "-", "/"))
        and not _LEFT_OPEN.search(words)
        and not _belongs_in_table(words)
        and sum(letter.isalpha() for letter in body) >= max(3, len(body) // 2)
    )


def _runs_on(line: PrintedLine, after: PrintedLine, width: int) -> bool:
    """Whether the next line plainly goes on with this one's sentence."""
    lower = after.words[0].islower()
    if ends_hyphenated(line.words) or (lower and (len(line.words) >= width * 0.5 or after.gap == 0)):
        return True
    # A line as long as the page's others is text, however it begins and ends.
    return len(line.words) >= width * _FULL_HEADING and after.gap <= 1


def _continues(block: TextBlock, line: PrintedLine, kind: BlockKind, width: int) -> bool:
    last = block.lines[-1]
    if last.page_index != line.page_index:
        return False
    if kind is BlockKind.LIST_ITEM:
        return False
    lower = line.words[0].islower()
    if block.kind is BlockKind.HEADING:
        # A wrapped heading goes on in small letters; a tight capital line below one is another heading.
        return lower and len(last.words) >= width * 0.5 and len(line.words) < width * 0.7
    if ends_hyphenated(last.words) or (lower and line.gap <= 1):
        return True
    if kind is BlockKind.HEADING and line.gap:
        return False
    if last.words.endswith(":") or line.gap > 1:
        return False
    full = len(last.words) >= width * _FULL_LINE
    return full if line.gap else (full or not last.words.endswith(_SENTENCE_END))


def _belongs_in_table(words: str) -> bool:
    """A status, the mark of a comment, or nothing but names of columns."""
    parts = words.split()
    return (
        is_status(words)
        or is_comment_mark(words)
        or (
            len(parts) > 1
            and all(is_stub_header(part) or is_text_header(part) or is_strong(part) for part in parts)
        )
    )


@dataclass(slots=True)
class SectionPath:
    """The headings above, kept while going down the report.

    Levels are not printed in an extract: a number such as 2.1 tells its own, a heading at the top of a page
    opens a chapter, one right below another stands under it, and one after text is a sister of the last.
    """

    titles: list[str]
    below_heading: bool = False

    def enter(self, title: str, *, tops_page: bool) -> int:
        """Open the section and return its level, 1 for a chapter."""
        if numbered := _NUMBERED.match(title):
            level = numbered["number"].rstrip(".").count(".") + 1
        elif tops_page:
            level = 1
        elif self.below_heading:
            level = min(len(self.titles) + 1, _DEEPEST)
        else:
            level = max(len(self.titles), 2) if self.titles else 1
        del self.titles[level - 1 :]
        self.titles.append(title)
        self.below_heading = True
        return len(self.titles)

    def text_follows(self) -> None:
        """A paragraph, list item or table stands below the last heading."""
        self.below_heading = False

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.titles)


def to_block(block: TextBlock, section: tuple[str, ...], level: int = 0) -> Block:
    """The block as a record: its text joined, with spans back to the printed lines."""
    text, spans = join_with_spans(block.lines)
    return Block(block.kind, text, section, spans, level)


def join_with_spans(lines: Sequence[PrintedLine]) -> tuple[str, tuple[Span, ...]]:
    """Joined, de-hyphenated text and where each line of it stands."""
    text = ""
    starts: list[int] = []
    for line in lines:
        words = " ".join(line.words.split())
        text = join_lines(text, words) if text else words
        starts.append(len(text) - len(words))
    text = text.removesuffix(BROKEN)
    ends = [*starts[1:], len(text)]
    spans = tuple(
        Span(start, end, line.page_index, line.number)
        for start, end, line in zip(starts, ends, lines, strict=True)
    )
    return text, spans
