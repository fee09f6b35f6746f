"""Text of an extract -> its pages, by form feeds, by the marks that the extractor left, or by printed numbers."""

from __future__ import annotations

import itertools
import re

from ingest.txt_lines import PrintedLine, PrintedPage, renumbered, text_to_lines
from ingest.txt_page_labels import label_pages, printed_number

# Slides are parted by three or more lines without even a space; running text has at most two of them.
SLIDE_GAP = 3

# Lines at the ends of the file within which a page head or foot stands.
_EDGE = 2

# A surviving page number such as "4" stands alone: at least so many blank lines above and below it.
_ALONE_ABOVE, _ALONE_BELOW = 3, 2


def text_to_pages(text: str) -> tuple[PrintedPage, ...]:
    """The pages of an extract in order. Pages without words are kept only where form feeds count them."""
    if "\f" in text.strip("\f\n "):
        return _by_form_feeds(text)
    text = text.replace("\f", "\n")
    lines = text_to_lines(text)
    slides = _slide_starts(lines, text)
    marks = _certain_marks(lines) if _is_marked_extract(lines) else []
    if len(slides) > len(marks):
        return _cut(lines, slides, marked=False)
    if not marks and (numbered := _number_starts(lines)):
        return _cut(lines, numbered, marked=False)
    if not _is_marked_extract(lines):
        return _cut(lines, [], marked=False)
    return _cut(lines, _mark_starts(lines, marks), marked=True)


def _by_form_feeds(text: str) -> tuple[PrintedPage, ...]:
    pages: list[tuple[PrintedLine, ...]] = []
    number = 0
    for chunk in text.removesuffix("\n").removesuffix("\f").split("\f"):
        lines = [PrintedLine(line.number + number, line.text, gap=line.gap) for line in text_to_lines(chunk)]
        number += chunk.count("\n")
        index = len(pages) + 1
        pages.append(
            tuple(renumbered(line, index, first=i == 0, marked=False) for i, line in enumerate(lines))
        )
    return label_pages(tuple(pages))


def _cut(lines: tuple[PrintedLine, ...], starts: list[int], *, marked: bool) -> tuple[PrintedPage, ...]:
    """`starts`: positions in `lines` where a page begins; the first page begins at position 0 in any case."""
    bounds = sorted({0, *starts})
    pages = []
    for index, (start, end) in enumerate(zip(bounds, [*bounds[1:], len(lines)], strict=True), start=1):
        pages.append(
            tuple(
                renumbered(line, index, first=i == 0, marked=marked and i == 0 and line.indent > 0)
                for i, line in enumerate(lines[start:end])
            )
        )
    return label_pages(tuple(pages))


def _slide_starts(lines: tuple[PrintedLine, ...], text: str) -> list[int]:
    raw = text.split("\n")
    return [
        i
        for i, line in enumerate(lines)
        if i
        and line.gap >= SLIDE_GAP
        and not any(raw[line.number - 1 - step] for step in range(1, SLIDE_GAP + 1))
    ]


_CELLS_IN_FRONT = re.compile(
    r"[-–−+]?[\d ]*\d(?:[,.]\d+)?%?(?:\s+[-–−+]?\d[\d ,.%]*)+\b|[-–−+]?\d[\d ,.%]*$|[-–−]$"
)


def _is_marked_extract(lines: tuple[PrintedLine, ...]) -> bool:
    """Whether the file comes from the extractor that marks pages by a space.

    It also ends most lines with one (three in four of the known files); text set out with spaces does not.
    """
    return sum(line.text.endswith(" ") for line in lines) >= 0.5 * len(lines)


def _certain_marks(lines: tuple[PrintedLine, ...]) -> list[int]:
    """Lines that stand tight under the one above and yet begin with a space more than their text had.

    A table line that begins with an empty cell has one or two spaces of its own; there it takes one more.
    """
    found = []
    for i, line in enumerate(lines):
        if not i or line.gap or not line.indent:
            continue
        cells = bool(_CELLS_IN_FRONT.match(line.words))
        if line.indent >= 3 or (line.indent == 1 and not cells) or (line.indent == 2 and cells):
            found.append(i)
    return found


def _possible_marks(lines: tuple[PrintedLine, ...]) -> list[int]:
    """Lines that may begin a page if the printed numbers ask for one more; the likeliest first."""
    loose = [
        i
        for i, line in enumerate(lines)
        if i + 1 < len(lines)
        and line.indent == 1
        and line.gap == 1
        and lines[i + 1].gap == 1
        and len(lines[i - 1].words) + len(lines[i + 1].words) > 60
        and not _CELLS_IN_FRONT.match(line.words)
    ]
    tight = [i for i, line in enumerate(lines) if i and line.indent == 2 and not line.gap]
    return loose + [i for i in tight if not _CELLS_IN_FRONT.match(lines[i].words)]


def _mark_starts(lines: tuple[PrintedLine, ...], marks: list[int]) -> list[int]:
    """Certain marks and lone printed numbers, and as many of the possible marks as the numbers ask for."""
    numbered = {i: number for i in range(1, len(lines)) if (number := _lone_number(lines, i)) is not None}
    starts = sorted({*marks, *numbered})
    possible = _possible_marks(lines)
    anchors = [i for i in starts if i in numbered]
    for before, after in itertools.pairwise(anchors):
        missing = numbered[after] - numbered[before] - sum(before < i <= after for i in starts)
        between = [i for i in possible if before < i < after and i not in starts]
        if 0 < missing <= len(between):
            starts += between[:missing]
    if not anchors:
        starts += [i for i in possible if lines[i].gap == 0]
    else:
        starts += [i for i in possible if lines[i].gap == 0 and not anchors[0] < i < anchors[-1]]
    return sorted(set(starts))


def _lone_number(lines: tuple[PrintedLine, ...], i: int) -> int | None:
    """The page number that this line is, when it stands by itself at the top of a page."""
    number = printed_number(lines[i].words)
    if number is None:
        return None
    below = lines[i + 1].gap if i + 1 < len(lines) else 0
    if lines[i].words.isdigit() and (lines[i].gap < _ALONE_ABOVE or below < _ALONE_BELOW):
        return None
    return number if lines[i].gap >= _ALONE_BELOW else None


def _number_starts(lines: tuple[PrintedLine, ...]) -> list[int]:
    """Page starts where "Sida 3 av 20" or a lone number is left on page after page but nothing else marks them."""
    found = [
        (i, number) for i, line in enumerate(lines) if (number := printed_number(line.words)) is not None
    ]
    found = [(i, n) for i, n in found if not lines[i].words.isdigit() or lines[i].gap or i == 0]
    chain = _longest_chain(found)
    if len(chain) < 2:
        return []
    # A number below all text of the file is a page foot and the next page begins below it, else a page head.
    head = chain[0] <= _EDGE and chain[-1] < len(lines) - _EDGE
    return [i if head else i + 1 for i in chain if head or i + 1 < len(lines)]


def _longest_chain(found: list[tuple[int, int]]) -> list[int]:
    """Positions of the longest run of numbers that each follow the one before."""
    best: dict[int, list[int]] = {}
    for i, number in found:
        chain = [*best.get(number - 1, []), i]
        if len(chain) > len(best.get(number, [])):
            best[number] = chain
    return max(best.values(), key=len, default=[])
