"""A report becomes passages: pieces of running text that follow its sections, and its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from index.sentences import split_sentences
from index.table_passages import table_to_pieces
from ingest.records import Block, BlockKind, Report

# About 200 tokens of the embedding model, which sees 512 at most; Swedish report prose has 4.2 characters a token.
TARGET_CHARACTERS = 850
# A list with its lead-in stays whole up to here, about 400 tokens.
MOST_CHARACTERS = 1700
# A table is cut into pieces of this size: on 120 questions to five text extracts, 700 put the right page first for
# 70 %, 1700 for 67 %, at the same recall@5.
TABLE_CHARACTERS = 700
# A new page ends a passage that is at least this long, so that most passages stand on one page; a third page always
# does. Two lines: less is hardly a passage of its own.
PAGE_BREAK_CHARACTERS = 150

# A line of a table of contents: it names every subject and says nothing of any.
_CONTENTS_LINE = re.compile(r"(?:\.\s?){6,}\s*\d{1,3}\b")


class PassageKind(StrEnum):
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """Characters [start, end) of the text of block number `block` of the report."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report that can be found.

    `text` is shown; `headings` and `search_text` hold what search knows besides: title, section, caption.
    """

    id: str
    document: str
    kind: PassageKind
    section: tuple[str, ...]
    headings: str
    text: str
    search_text: str
    table_id: str | None
    blocks: tuple[BlockSpan, ...]
    pages: tuple[str, ...]
    page_indexes: tuple[int, ...]
    header: str = ""
    """Column headers of a table."""
    rows: tuple[str, ...] = ()
    """Label and text cells of each row of a table."""
    previous: str | None = None
    next: str | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a sentence or paragraph, or a list with its lead-in."""

    spans: tuple[BlockSpan, ...]
    page_index: int
    length: int


def report_to_passages(report: Report) -> list[Passage]:
    """All passages in reading order, each knowing its neighbours."""
    labels = {page.index: page.label for page in report.pages}
    drafts = [*_text_passages(report, labels), *_table_passages(report, labels)]
    drafts.sort(key=_reading_order)
    ids = [f"{report.id}:{number}" for number in range(len(drafts))]
    return [
        replace(
            draft,
            id=ids[i],
            previous=ids[i - 1] if i > 0 else None,
            next=ids[i + 1] if i + 1 < len(ids) else None,
        )
        for i, draft in enumerate(drafts)
    ]


def _reading_order(passage: Passage) -> tuple[int, int, int]:
    if passage.blocks:
        return (passage.blocks[0].block, passage.blocks[0].start, 0)
    # A table without a block of its own comes last.
    return (10**9, passage.page_indexes[0] if passage.page_indexes else 0, 0)


def _text_passages(report: Report, labels: dict[int, str]) -> Iterator[Passage]:
    """Passages of each section. Headings with nothing below them lead in the next text on their page: alone
    they would be found for every word in them and prove nothing."""
    numbered = [
        (i, block)
        for i, block in enumerate(report.blocks)
        if block.kind is not BlockKind.TABLE and not _CONTENTS_LINE.search(block.text)
    ]
    sections = [
        (section, list(group)) for section, group in groupby(numbered, key=lambda pair: pair[1].section)
    ]
    bare: list[tuple[int, Block]] = []
    for position, (section, group) in enumerate(sections):
        body = [(i, block) for i, block in group if block.kind is not BlockKind.HEADING]
        if bare and _page_at((body or group)[0][1], 0) != _page_at(bare[-1][1], 0):
            yield _text_passage(report, labels, bare[-1][1].section, _whole_unit(bare).spans)
            bare = []
        if body:
            lead = [_whole_unit(bare)] if bare else []
            bare = []
            for spans in _pack([*lead, *_units(body)]):
                yield _text_passage(report, labels, section, spans)
        elif not _is_parent(section, _next_section(sections, position)) and not _has_table(report, section):
            bare += group
    if bare:
        yield _text_passage(report, labels, bare[-1][1].section, _whole_unit(bare).spans)


_Group = tuple[tuple[str, ...], list[tuple[int, Block]]]


def _next_section(sections: Sequence[_Group], position: int) -> tuple[str, ...]:
    return sections[position + 1][0] if position + 1 < len(sections) else ()


def _is_parent(section: tuple[str, ...], following: tuple[str, ...]) -> bool:
    return len(following) > len(section) and following[: len(section)] == section


def _has_table(report: Report, section: tuple[str, ...]) -> bool:
    return any(table.section == section for table in report.tables)


def _units(blocks: Sequence[tuple[int, Block]]) -> Iterator[_Unit]:
    """Paragraphs cut into sentences where they are long, lists joined to the line that leads them in."""
    pending: list[tuple[int, Block]] = []
    for number, block in blocks:
        if block.kind is BlockKind.LIST_ITEM:
            pending.append((number, block))
            continue
        yield from _list_units(pending)
        pending = []
        if block.text.rstrip().endswith(":"):
            pending = [(number, block)]
        else:
            yield from _paragraph_units(number, block)
    yield from _list_units(pending)


def _list_units(blocks: Sequence[tuple[int, Block]]) -> Iterator[_Unit]:
    run: list[tuple[int, Block]] = []
    length = 0
    for number, block in blocks:
        if run and length + len(block.text) > MOST_CHARACTERS:
            yield _whole_unit(run)
            run, length = [], 0
        run.append((number, block))
        length += len(block.text)
    if run:
        yield _whole_unit(run)


def _whole_unit(blocks: Sequence[tuple[int, Block]]) -> _Unit:
    spans = tuple(BlockSpan(number, 0, len(block.text)) for number, block in blocks)
    return _Unit(spans, _page_at(blocks[0][1], 0), sum(span.end for span in spans))


def _paragraph_units(number: int, block: Block) -> Iterator[_Unit]:
    if len(block.text) <= TARGET_CHARACTERS:
        yield _whole_unit([(number, block)])
        return
    for sentence in split_sentences(block):
        span = BlockSpan(number, sentence.start, sentence.end)
        yield _Unit((span,), _page_at(block, sentence.start), sentence.end - sentence.start)


def _page_at(block: Block, offset: int) -> int:
    for span in block.spans:
        if span.end > offset:
            return span.page_index
    return block.spans[-1].page_index if block.spans else 0


def _pack(units: Iterable[_Unit]) -> Iterator[tuple[BlockSpan, ...]]:
    """Fill passages up to the target; a new page ends one that is long enough."""
    run: list[BlockSpan] = []
    length = 0
    pages: set[int] = set()
    for unit in units:
        too_long = length + unit.length > TARGET_CHARACTERS
        new_page = unit.page_index not in pages and (length >= PAGE_BREAK_CHARACTERS or len(pages) > 1)
        if run and (too_long or new_page):
            yield _joined(run)
            run, length, pages = [], 0, set()
        run.extend(unit.spans)
        length += unit.length
        pages.add(unit.page_index)
    if run:
        yield _joined(run)


def _joined(spans: Sequence[BlockSpan]) -> tuple[BlockSpan, ...]:
    """Neighbouring sentences of one block as one span."""
    joined: list[BlockSpan] = []
    for span in spans:
        if joined and joined[-1].block == span.block:
            joined[-1] = replace(joined[-1], end=span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _text_passage(
    report: Report, labels: dict[int, str], section: tuple[str, ...], spans: tuple[BlockSpan, ...]
) -> Passage:
    text = "\n".join(report.blocks[span.block].text[span.start : span.end] for span in spans)
    page_indexes = tuple(
        sorted({page for span in spans for page in _pages_of(report.blocks[span.block], span)})
    )
    headings = _headings(report, section)
    return Passage(
        id="",
        document=report.id,
        kind=PassageKind.TEXT,
        section=section,
        headings=headings,
        text=text,
        search_text=f"{headings}\n{text}",
        table_id=None,
        blocks=spans,
        pages=tuple(labels.get(index, str(index)) for index in page_indexes),
        page_indexes=page_indexes,
    )


def _pages_of(block: Block, part: BlockSpan) -> Iterator[int]:
    return (span.page_index for span in block.spans if span.end > part.start and span.start < part.end)


def _headings(report: Report, section: Sequence[str], caption: str | None = None) -> str:
    """Title › headings › caption, without repeating a caption that is the nearest heading."""
    names = [report.title, *section]
    if caption and caption not in names:
        names.append(caption)
    return " › ".join(name for name in names if name)


def _table_passages(report: Report, labels: dict[int, str]) -> Iterator[Passage]:
    block_of = {block.grid: i for i, block in enumerate(report.blocks) if block.grid is not None}
    for number, table in enumerate(report.tables):
        block = block_of.get(number)
        spans = () if block is None else (BlockSpan(block, 0, len(report.blocks[block].text)),)
        headings = _headings(report, table.section, table.caption)
        for piece in table_to_pieces(table, TABLE_CHARACTERS):
            yield Passage(
                id="",
                document=report.id,
                kind=PassageKind.TABLE,
                section=table.section,
                headings=headings,
                text=piece.text,
                search_text=f"{headings}\n{piece.search_text}",
                table_id=table.id,
                blocks=spans,
                pages=tuple(labels.get(index, str(index)) for index in piece.page_indexes),
                page_indexes=piece.page_indexes,
                header=piece.header,
                rows=piece.rows,
            )
