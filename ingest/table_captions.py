"""What is said about a table around it: caption above or below, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.records import Block, BlockKind, Page

_CAPTION = re.compile(r"^(?:tabell|tab\.|diagram|figur)\s*\d", re.IGNORECASE)
NOTE = re.compile(
    r"^(?:\*|[⁰¹²³⁴⁵⁶⁷⁸⁹†‡]|\d\)\s|not:|källa:|källor:|anm[.:]|anmärkning|kommentar:|\(\*\)|[a-c]\)\s)",
    re.IGNORECASE,
)
# A caption is one or two short lines; longer ones are text that leads to the table.
LONGEST_CAPTION = 120


def caption_above(blocks: Sequence[Block], page: Page) -> str | None:
    """The caption, or the heading, directly above on the same page."""
    if not blocks or not blocks[-1].spans or blocks[-1].spans[-1].page_index != page.index:
        return None
    block = blocks[-1]
    if block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and _CAPTION.match(block.text)):
        return block.text
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > LONGEST_CAPTION or len(block.spans) > 2:
        return None
    bold = all(page.lines[s.line - 1].bold for s in block.spans)
    return block.text if bold or block.text[-1].isalnum() or block.text[-1] == ")" else None


def caption_below(blocks: Sequence[Block]) -> str | None:
    """A numbered caption directly below the table."""
    if blocks and blocks[0].kind is BlockKind.PARAGRAPH and _CAPTION.match(blocks[0].text):
        return blocks[0].text if len(blocks[0].text) <= 2 * LONGEST_CAPTION else None
    return None


def notes_below(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Footnotes directly below the table (a caption may stand between)."""
    notes: list[str] = []
    for block in blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            break
        if NOTE.match(block.text):
            notes.append(block.text)
        elif not _CAPTION.match(block.text) or notes:
            break
    return tuple(notes)
