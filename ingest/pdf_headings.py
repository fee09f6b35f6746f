"""Which lines are headings, and of which level: by size and weight against the body text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.records import Line, Page

# A heading is at least this much larger than the body text, or bold.
LARGER = 1.08
# Bold body-size lines are headings only when short: longer ones are emphasised prose.
LONGEST_BOLD = 110
LONGEST = 200
_NO_HEADING = re.compile(r"^\W*$|[.;,]$|^\d[\d\s.,%]*$")
_LETTER = re.compile(r"[^\W\d_]{2}")

Style = tuple[float, bool]


def line_style(line: Line) -> Style:
    """Size to half a point, and weight."""
    return (round((line.size or 0.0) * 2) / 2, line.bold)


def looks_like_heading(line: Line, body: float) -> bool:
    """Could the line be (part of) a heading by its look alone?"""
    size, bold = line_style(line)
    text = line.text.strip()
    if not _LETTER.search(text) or _NO_HEADING.search(text) or len(text) > LONGEST:
        return False
    if size >= LARGER * body:
        return True
    return bold and size >= 0.95 * body and len(text) <= LONGEST_BOLD and not text.endswith(":")


def heading_levels(
    pages: Sequence[Page], skipped: Iterable[tuple[int, int]], body: float
) -> dict[Style, int]:
    """Level of each heading style: 1 for the largest; bold before plain at one size."""
    skip = set(skipped)
    count: Counter[Style] = Counter()
    for page in pages:
        for line in page.lines:
            if (page.index, line.number) not in skip and looks_like_heading(line, body):
                count[line_style(line)] += 1
    ordered = sorted(count, key=lambda s: (-s[0], not s[1]))
    return {style: level for level, style in enumerate(ordered, start=1)}
