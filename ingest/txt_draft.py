"""Text extract -> Draft: the whole of TXT reading on one page."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import FileTooLargeError
from ingest.limits import MEGABYTE, Limits
from ingest.records import Block, BlockKind, Draft, Line, Page
from ingest.txt_blocks import SectionPath, lines_to_text_blocks, to_block
from ingest.txt_encoding import bytes_to_text
from ingest.txt_lines import PrintedPage
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
    return Draft(
        pages=tuple(_to_page(page) for page in pages),
        blocks=tuple(_blocks(pages)),
        grids=(),
    )


def _to_page(page: PrintedPage) -> Page:
    return Page(page.index, page.label, tuple(Line(line.number, line.text.strip()) for line in page.lines))


def _blocks(pages: tuple[PrintedPage, ...]) -> list[Block]:
    section = SectionPath([])
    blocks: list[Block] = []
    for page in pages:
        lines = [line for line in page.lines if line.number not in page.number_lines]
        for text_block in lines_to_text_blocks(lines):
            block = to_block(text_block, section.path)
            if block.kind is BlockKind.HEADING:
                tops = bool(lines) and text_block.lines[0] is lines[0]
                level = section.enter(block.text, tops_page=tops)
                block = to_block(text_block, section.path, level)
            else:
                section.text_follows()
            blocks.append(block)
    return blocks
