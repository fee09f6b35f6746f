"""Lines that repeat at the top or foot of pages, and the page numbers printed there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Line, Page

# Running heads and feet stand in the outer parts of a page.
OUTER_SHARE = 0.13
# A line that repeats on this many neighbouring or on this share of all pages is a running one.
FEWEST_REPEATS = 3
SAME_HEIGHT = 4.0
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class OuterLine:
    """A line near the top or foot of a page, its digits masked."""

    page_index: int
    line: int
    pattern: str
    height: int


def outer_lines(page: Page) -> list[OuterLine]:
    """Lines in the outer parts of a page."""
    if page.height is None:
        return []
    edge = OUTER_SHARE * page.height
    found = []
    for line in page.lines:
        if line.box is not None and (line.box[3] < edge or line.box[1] > page.height - edge):
            pattern = _DIGITS.sub("#", line.text)
            found.append(OuterLine(page.index, line.number, pattern, round(line.box[1] / SAME_HEIGHT)))
    return found


def running_lines(pages: Sequence[Page], body_size: float) -> set[tuple[int, int]]:
    """(page index, line number) of running heads and feet."""
    outer = [o for page in pages for o in outer_lines(page) if _small(page.lines[o.line - 1], body_size)]
    count = Counter((o.pattern, o.height) for o in outer)
    fewest = min(FEWEST_REPEATS, max(2, len(pages)))
    found = set()
    for o in outer:
        near = count[(o.pattern, o.height)] + max(
            count[(o.pattern, o.height - 1)], count[(o.pattern, o.height + 1)]
        )
        if near >= fewest:
            found.add((o.page_index, o.line))
    return found


def _small(line: Line, body_size: float) -> bool:
    """Slide titles repeat too, but in large letters."""
    return (line.size or 0.0) <= 1.15 * body_size
