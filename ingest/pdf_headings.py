"""Which lines are headings, and of which level: by size and weight against the body text.

A report's headings are read from type styles over the whole file; a slide's from the slide itself, since
presentation programs shrink text to fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.records import Line, Page

# A heading is at least this much larger than the body text, or bold.
LARGER = 1.08
# A slide's title is clearly larger than its text; programs shrink both in steps of 10 %.
SLIDE_TITLE = 1.15
SLIDE_TITLE_WITHIN = 0.4
# Bold body-size lines are headings only when short: longer ones are emphasised prose.
LONGEST_BOLD = 110
# Bold headings may be set a little smaller than the body in another typeface (sans against serif).
SMALLEST_BOLD = 0.85
LONGEST = 200
# A cover holds few and short lines, one of them large.
COVER_LINES = 14
COVER_LINE_LENGTH = 80
COVER_TITLE = 1.5
# Sizes nearer than this (points) are one level: optical rounding of the same style.
SAME_SIZE = 0.6
_NO_HEADING = re.compile(
    r"^\W*$|[.;,]$|^[\d\s.,%/–-]*$|(?:\.\s?){4,}|^(?:tabell|diagram|figur)\b", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]{2}")

Style = tuple[float, bool]


def line_style(line: Line) -> Style:
    """Size to half a point, and weight."""
    return (round((line.size or 0.0) * 2) / 2, line.bold)


@dataclass(frozen=True, slots=True)
class HeadingModel:
    """Tells headings from text in one file."""

    body: float
    levels: dict[Style, int]
    slides: dict[int, tuple[float, float, bool]]
    """For each slide: size of its text, size of its title, and whether it is a title page."""
    covers: frozenset[int]

    def level(self, page_index: int, line: Line) -> int | None:
        """Level of a heading, None for text."""
        if page_index in self.slides:
            return self._slide_level(page_index, line)
        if page_index in self.covers:
            return 1 if looks_like_heading(line, self.body) else None
        return self.levels.get(line_style(line)) if looks_like_heading(line, self.body) else None

    def _slide_level(self, page_index: int, line: Line) -> int | None:
        body, title, is_title_page = self.slides[page_index]
        size, bold = line_style(line)
        if not _LETTER.search(line.text) or len(line.text) > LONGEST:
            return None
        if size >= title - SAME_SIZE and (title >= SLIDE_TITLE * body or bold):
            return 1 if is_title_page else 2
        return (
            3
            if bold and size >= SMALLEST_BOLD * body and looks_like_heading(line, body, colon=True)
            else None
        )


def looks_like_heading(line: Line, body: float, colon: bool = False) -> bool:
    """Could the line be (part of) a heading by its look alone?"""
    size, bold = line_style(line)
    text = line.text.strip()
    if not _LETTER.search(text) or _NO_HEADING.search(text) or len(text) > LONGEST:
        return False
    if size >= LARGER * body:
        return True
    return (
        bold
        and size >= SMALLEST_BOLD * body
        and len(text) <= LONGEST_BOLD
        and (colon or not text.endswith(":"))
    )


def learn_headings(pages: Sequence[Page], skipped: Iterable[tuple[int, int]]) -> HeadingModel:
    """Read the styles of a file; `skipped` are (page index, line number) of running heads and tables."""
    skip = set(skipped)
    prose = {p.index: [line for line in p.lines if (p.index, line.number) not in skip] for p in pages}
    body = common_size([line for lines in prose.values() for line in lines])
    slides = _slides(pages, prose, body) if _is_deck(pages) else {}
    covers = frozenset(p.index for p in pages[:1] if len(pages) > 2 and _is_cover(prose[p.index], body))
    count: Counter[Style] = Counter()
    for index, lines in prose.items():
        if index not in slides and index not in covers:
            count.update(line_style(line) for line in lines if looks_like_heading(line, body))
    return HeadingModel(body, _style_levels(count), slides, covers)


def common_size(lines: Iterable[Line]) -> float:
    """The size that most characters are set in."""
    count: Counter[float] = Counter()
    for line in lines:
        if line.size:
            count[round(line.size * 2) / 2] += len(line.text)
    return count.most_common(1)[0][0] if count else 10.0


def _style_levels(count: Counter[Style]) -> dict[Style, int]:
    """1 for the largest; at one size bold stands over plain."""
    levels: dict[Style, int] = {}
    level, last = 0, (1e9, True)
    for style in sorted(count, key=lambda s: (-s[0], not s[1])):
        if last[0] - style[0] > SAME_SIZE or style[1] != last[1]:
            level += 1
            last = style
        levels[style] = level
    return levels


def _is_deck(pages: Sequence[Page]) -> bool:
    landscape = sum(1 for p in pages if (p.width or 0) > (p.height or 0))
    characters = sum(len(line.text) for p in pages for line in p.lines)
    return landscape > 0.6 * len(pages) and characters < 2500 * len(pages)


def _slides(
    pages: Sequence[Page], prose: dict[int, list[Line]], body: float
) -> dict[int, tuple[float, float, bool]]:
    titles = {p.index: _title_size(p, prose[p.index]) for p in pages}
    usual = sorted(titles.values())[len(titles) // 2]
    slides = {}
    for page in pages:
        lines = prose[page.index]
        title = titles[page.index]
        text = [line for line in lines if (line.size or 0) < title - SAME_SIZE]
        is_title_page = title > 1.05 * usual and len(lines) <= 5 and not len(page.lines) > len(lines) + 2
        slides[page.index] = (
            common_size(text) if text else min(body, title / SLIDE_TITLE),
            title,
            is_title_page,
        )
    return slides


def _title_size(page: Page, lines: Sequence[Line]) -> float:
    """Largest letters in the upper part of the slide, else anywhere."""
    upper = [x for x in lines if x.box is not None and x.box[1] < SLIDE_TITLE_WITHIN * (page.height or 0)]
    sizes = [x.size or 0.0 for x in (upper or lines) if _LETTER.search(x.text)]
    return max(sizes, default=0.0)


def _is_cover(lines: Sequence[Line], body: float) -> bool:
    if not lines or len(lines) > COVER_LINES or any(len(line.text) > COVER_LINE_LENGTH for line in lines):
        return False
    return max(line.size or 0.0 for line in lines) >= COVER_TITLE * body
