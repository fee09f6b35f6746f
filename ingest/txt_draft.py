"""Text extract -> Draft: the whole of TXT reading on one page."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import FileTooLargeError
from ingest.flattened_aligned import find_aligned_tables
from ingest.flattened_grids import table_to_block, table_to_grid
from ingest.flattened_lines import lines_to_facts
from ingest.flattened_tables import find_tables
from ingest.flattened_views import FlatTable
from ingest.limits import MEGABYTE, Limits
from ingest.records import Block, BlockKind, Draft, Grid, Line, Page
from ingest.txt_blocks import SectionPath, lines_to_text_blocks, to_block, usual_width
from ingest.txt_encoding import bytes_to_text
from ingest.txt_lines import PrintedLine, PrintedPage, ends_with_spaces
from ingest.txt_pages import text_to_pages


def read_txt(path: Path, limits: Limits) -> Draft:
    """Pages, blocks and grids of a text extract."""
    if path.stat().st_size > limits.max_bytes:
        raise FileTooLargeError(
            f"Filen är större än {limits.max_bytes // MEGABYTE} MB. Dela den eller höj gränsen i inställningarna."
        )
    return text_to_draft(bytes_to_text(path.read_bytes()), limits)


def text_to_draft(text: str, limits: Limits) -> Draft:
    """The same for text already decoded."""
    pages = text_to_pages(text)
    if len(pages) > limits.max_pages:
        raise FileTooLargeError(f"Filen har fler än {limits.max_pages} sidor. Dela den i mindre filer.")
    blocks, grids = _blocks_and_grids(pages)
    return Draft(tuple(_to_page(page) for page in pages), tuple(blocks), tuple(grids))


def _to_page(page: PrintedPage) -> Page:
    return Page(page.index, page.label, tuple(Line(line.number, line.printed) for line in page.lines))


def _blocks_and_grids(pages: tuple[PrintedPage, ...]) -> tuple[list[Block], list[Grid]]:
    lines = [line for page in pages for line in page.text_lines]
    tables = _tables(lines)
    first_of_table = {numbers[0]: table for numbers, table in tables}
    inside = {number for numbers, _ in tables for number in numbers}
    draft = _DraftParts()
    for page in pages:
        text = page.text_lines
        top = text[0].number if text else 0
        # Rows of figures are short: a page full of them would make half a line of text look like a whole one.
        width = usual_width([line for line in text if line.number not in inside])
        stretch: list[PrintedLine] = []
        for line in text:
            if line.number in first_of_table:
                draft.add_text(stretch, top, width, above_table=True)
                stretch = []
                draft.add_table(first_of_table[line.number])
            elif line.number not in inside:
                stretch.append(line)
        draft.add_text(stretch, top, width)
    return draft.blocks, draft.grids


def _tables(lines: list[PrintedLine]) -> list[tuple[list[int], FlatTable]]:
    """Every table with the numbers of the lines it takes up: aligned ones first, the flattened among the rest."""
    # Where spaces stand for empty cells they say nothing about columns.
    aligned = [] if ends_with_spaces(lines) else find_aligned_tables(lines)
    found = [([lines[i].number for i in sorted(table.positions)], table) for table in aligned]
    taken = {number for numbers, _ in found for number in numbers}
    facts = lines_to_facts([line for line in lines if line.number not in taken])
    found += [
        ([facts[i].line.number for i in sorted(table.positions)], table) for table in find_tables(facts)
    ]
    return sorted(found, key=lambda pair: pair[0][0])


class _DraftParts:
    """Blocks and grids as they are added in reading order."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self._section = SectionPath([])

    def add_text(self, lines: list[PrintedLine], top: int, width: int, *, above_table: bool = False) -> None:
        """Add the blocks of lines outside tables; `top` is the number of the page's first line, `width` a full line's length."""
        for text_block in lines_to_text_blocks(lines, width, above_table=above_table):
            block = to_block(text_block, self._section.path)
            if block.kind is BlockKind.HEADING:
                level = self._section.enter(block.text, tops_page=text_block.lines[0].number == top)
                block = to_block(text_block, self._section.path, level)
            else:
                self._section.text_follows()
            self.blocks.append(block)

    def add_table(self, table: FlatTable) -> None:
        """Add a table with the blocks right above it."""
        above = [block for block in self.blocks[-3:] if block.kind is not BlockKind.TABLE]
        caption = (
            above[-1].text if above and self.blocks[-1] is above[-1] and _names_a_table(above[-1]) else None
        )
        section = self._section.path
        self.blocks.append(table_to_block(table, len(self.grids), section))
        self.grids.append(table_to_grid(table, caption, section, tuple(block.text for block in above), ()))
        self._section.text_follows()


_LONGEST_CAPTION = 120


def _names_a_table(block: Block) -> bool:
    if block.kind is BlockKind.HEADING:
        return True
    return len(block.text) <= _LONGEST_CAPTION and not block.text.endswith((".", "!", "?"))
