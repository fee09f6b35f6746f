"""Printed page numbers: read from heads and feet, filled in where a page shows none.

An appendix with its own numbering gets labels such as "Bilaga 1 s. 28".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.records import Page

# A page number stands in the outermost part of the page.
OUTER_SHARE = 0.13
# Pages in a row (or of the whole file) that must agree for a numbering to be believed.
FEWEST_VOTES = 2
VOTE_SHARE = 0.3
FEWEST_IN_APPENDIX = 3
HIGHEST_NUMBER = 2000
_NUMBERED = re.compile(
    r"""(?:\bsid(?:a|an|nr)?\.?\s*(?P<sida>\d{1,4})\b)
      | (?:^|\s)(?P<of>\d{1,4})\s?(?:\(|/|\bav\b)\s?\d{1,4}\)?(?=\s|$)
      | ^[-–|\s]*(?P<alone>\d{1,4})[-–|\s]*$
      | (?:^|\s)(?P<last>\d{1,4})$
      | ^(?P<first>\d{1,4})(?=\s)""",
    re.IGNORECASE | re.VERBOSE,
)
_APPENDIX = re.compile(r"^bilaga\s+(\d{1,2}|[A-ZÅÄÖ])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Pages from `first` on whose printed number is index + offset."""

    first: int
    offset: int
    prefix: str = ""


def label_pages(pages: Sequence[Page]) -> list[str]:
    """One label per page: the printed number where the numbering is known, else the position."""
    numbers = [printed_numbers(page) for page in pages]
    main = _main_numbering(pages, numbers)
    if main is None:
        return [str(page.index) for page in pages]
    return numbered_labels(pages, numbers, main)


def numbered_labels(pages: Sequence[Page], numbers: Sequence[set[int]], main: Numbering) -> list[str]:
    """One label per page by the main numbering and those of appendices; `numbers` are what each page may print."""
    numberings = [main, *_appendices(pages, numbers, main)]
    labels = []
    for page in pages:
        numbering = [n for n in numberings if n.first <= page.index][-1]
        number = page.index + numbering.offset
        labels.append(f"{numbering.prefix}{number}" if number > 0 else str(page.index))
    return labels


def printed_numbers(page: Page) -> set[int]:
    """Numbers in the page's head and foot that may be its page number."""
    found: set[int] = set()
    if page.height is None:
        return found
    edge = OUTER_SHARE * page.height
    for line in page.lines:
        if line.box is None or not (line.box[3] < edge or line.box[1] > page.height - edge):
            continue
        for match in _NUMBERED.finditer(line.text.strip()):
            number = next(int(g) for g in match.groups() if g is not None)
            if 0 < number < HIGHEST_NUMBER:
                found.add(number)
    return found


def _main_numbering(pages: Sequence[Page], numbers: Sequence[set[int]]) -> Numbering | None:
    votes = Counter(n - page.index for page, found in zip(pages, numbers, strict=True) for n in found)
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
    return Numbering(1, offset) if count >= max(FEWEST_VOTES, VOTE_SHARE * len(pages)) else None


def _appendices(pages: Sequence[Page], numbers: Sequence[set[int]], main: Numbering) -> list[Numbering]:
    """Stretches after the main part that begin again at 1."""
    found: list[Numbering] = []
    current = main
    for k, page in enumerate(pages):
        if page.index + current.offset in numbers[k]:
            continue
        for number in sorted(numbers[k]):
            offset = number - page.index
            ahead = sum(1 for p, ns in zip(pages[k:], numbers[k:], strict=True) if p.index + offset in ns)
            start = page.index - (number - 1)
            if offset >= current.offset or start <= current.first or ahead < FEWEST_IN_APPENDIX:
                continue
            if number > FEWEST_IN_APPENDIX:
                continue
            name = _appendix_name(pages, start)
            current = Numbering(start, offset, f"{name} s. " if name else "")
            found.append(current)
            break
    return found


def _appendix_name(pages: Sequence[Page], first: int) -> str | None:
    """ "Bilaga 1", read from the appendix's first pages or the one before."""
    for index in (first, first - 1, first + 1):
        for line in pages[index - 1].lines if 0 < index <= len(pages) else ():
            if match := _APPENDIX.match(line.text.strip()):
                return f"Bilaga {match[1].upper()}"
    return None
