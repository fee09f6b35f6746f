"""Printed page numbers: read from heads and feet, filled in where a page shows none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.records import Page

# Where a page number stands: from the outermost lines of the page.
OUTER_SHARE = 0.13
FEWEST_VOTES = 2
VOTE_SHARE = 0.3
_NUMBERED = re.compile(
    r"""(?:\bsid(?:a|an|nr)?\.?\s*(?P<sida>\d{1,4})\b)
      | (?:^|\s)(?P<of>\d{1,4})\s?(?:\(|/|\bav\b)\s?\d{1,4}\)?(?=\s|$)
      | ^[-–|\s]*(?P<alone>\d{1,4})[-–|\s]*$
      | (?:^|\s)(?P<last>\d{1,4})$
      | ^(?P<first>\d{1,4})(?=\s)""",
    re.IGNORECASE | re.VERBOSE,
)


def label_pages(pages: Sequence[Page]) -> list[str]:
    """One label per page: the printed number where the numbering is known, else the position."""
    candidates = [_candidates(page) for page in pages]
    offset = _common_offset(pages, candidates)
    labels = []
    for page in pages:
        number = page.index + offset if offset is not None else page.index
        labels.append(str(number) if number > 0 else str(page.index))
    return labels


def _candidates(page: Page) -> set[int]:
    found: set[int] = set()
    if page.height is None:
        return found
    edge = OUTER_SHARE * page.height
    for line in page.lines:
        if line.box is None or not (line.box[3] < edge or line.box[1] > page.height - edge):
            continue
        for match in _NUMBERED.finditer(line.text.strip()):
            number = next(int(g) for g in match.groups() if g is not None)
            if 0 < number < 2000:
                found.add(number)
    return found


def _common_offset(pages: Sequence[Page], candidates: Sequence[set[int]]) -> int | None:
    votes = Counter(n - page.index for page, numbers in zip(pages, candidates, strict=True) for n in numbers)
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    return offset if count >= max(FEWEST_VOTES, VOTE_SHARE * len(pages)) else None
