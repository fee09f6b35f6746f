"""Running heads and feet of a text extract: lines at the edge of a page that come back from page to page.

An extract tells neither the size nor the height of a line, so only what repeats and what counts on tell them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.flattened_header_words import begins_stub
from ingest.flattened_lines import line_to_facts
from ingest.flattened_values import line_to_values
from ingest.txt_lines import PrintedLine

# Lines from the top and from the bottom of a page among which a running head or foot stands.
EDGE = 3
# As for PDF (`running_heads`): so many pages must have the line, all where the file has fewer.
FEWEST_REPEATS = 3
# A line without a number that counts on may be a table's header or a slide's title on some pages in a row.
PLAIN_SHARE = 0.6
HIGHEST_NUMBER = 2000
# Running heads are short; what is longer is prose (`flattened_lines`).
HEAD_LENGTH = 90
_DIGITS = re.compile(r"\d+")
_YEAR_IN_FRONT = re.compile(
    r"(?:19|20)\d\d(?=\d{1,3}$)"
)  # "Årsredovisning 202512": the number is glued to the year
_WORD = re.compile(r"[^\W\d_]{2,}")
_APPENDIX = re.compile(r"bilaga\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A running head or foot on one page, and the page number that stands in it."""

    number: int
    """Line of the file."""
    page_number: int | None


@dataclass(frozen=True, slots=True)
class _EdgeLine:
    page: int
    line: PrintedLine
    digits: tuple[str, ...]


def find_running_lines(pages: Sequence[tuple[PrintedLine, ...]]) -> list[list[RunningLine]]:
    """For each page its running heads and feet."""
    found: list[list[RunningLine]] = [[] for _ in pages]
    filled = sum(bool(lines) for lines in pages)
    for lines in _by_pattern(pages).values():
        if len({one.page for one in lines}) < min(FEWEST_REPEATS, max(2, filled)):
            continue
        numbers = _page_numbers(lines)
        if numbers is None and not _repeats_as_head(lines, filled):
            continue
        for one in lines:
            found[one.page].append(RunningLine(one.line.number, (numbers or {}).get(one.line.number)))
    return found


def _by_pattern(pages: Sequence[tuple[PrintedLine, ...]]) -> dict[str, list[_EdgeLine]]:
    """Lines with words at the edges of the pages by their text with every number masked."""
    found: defaultdict[str, list[_EdgeLine]] = defaultdict(list)
    for i, lines in enumerate(pages):
        # A page of few lines, such as a cover, is nothing but edge.
        for line in {line.number: line for line in (*lines[:EDGE], *lines[-EDGE:])}.values():
            words = " ".join(line.words.split())
            pattern = _DIGITS.sub("#", words)
            # "Mål 2" and "Avsnitt 3" head their pages, though their numbers may count on.
            if len(_WORD.findall(pattern)) >= 2 and not _APPENDIX.match(pattern):
                found[pattern].append(_EdgeLine(i, line, tuple(_DIGITS.findall(words))))
    return found


def _page_numbers(lines: Sequence[_EdgeLine]) -> dict[int, int] | None:
    """Page numbers by line, where one of the numbers in the line counts on with the pages on most of them."""
    best: dict[int, int] | None = None
    for k in range(len(lines[0].digits)):
        numbers = {one.line.number: _to_page_number(one.digits[k]) for one in lines}
        votes = Counter(numbers[one.line.number] - one.page for one in lines)
        offset, count = votes.most_common(1)[0]
        agreeing = {one.page for one in lines if numbers[one.line.number] - one.page == offset}
        if len(agreeing) < 2 or 2 * count <= len(lines):
            continue
        right = {
            one.line.number: numbers[one.line.number]
            for one in lines
            if numbers[one.line.number] - one.page == offset
        }
        if best is None or len(right) > len(best):
            best = right
    return best


def _to_page_number(digits: str) -> int:
    number = int(_YEAR_IN_FRONT.sub("", digits)[:6])
    return number if number < HIGHEST_NUMBER else 0


def _repeats_as_head(lines: Sequence[_EdgeLine], filled: int) -> bool:
    """Whether a line without a page number is a head by its share of the pages, and no header of a table that goes on."""
    if len({one.page for one in lines}) < PLAIN_SHARE * filled or _is_of_table(lines[0].line):
        return False
    # Figures that differ from page to page are those of a row.
    return len({one.digits for one in lines}) == 1


def _is_of_table(line: PrintedLine) -> bool:
    """Whether the line names columns or is a row of figures."""
    facts = line_to_facts(line, line_to_values(line.text, spaced=False), HEAD_LENGTH)
    values = facts.values
    return facts.is_header_like or begins_stub(line.words) or (values.fewest >= 2 and not values.behind)
