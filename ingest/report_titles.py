"""The title of a report: from its cover, its running heads or its first heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.periods import Period, PeriodShape, find_periods
from ingest.records import BlockKind, Draft, Page
from ingest.report_kinds import FoundKind, Tells, find_report_kind
from ingest.report_periods import title_period


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    kind: FoundKind | None


COVER_LINES = 25
"""Lines: a first page with more is text, and only its first lines can hold a title."""
LONGEST_TITLE = 90
RUNNING_SHARE = 0.4
"""Part of the pages that must begin or end with the same words before they count as a running head."""
FEWEST_RUNNING = 3
TOP_LINES = 2
BOTTOM_LINES = 5
"""A letter's foot has name, address, telephone and web page on lines of their own."""


def front_lines(draft: Draft) -> list[str]:
    """The lines of the cover, or the headings of the first page where there is none, then the running heads."""
    heads = running_heads(draft.pages)
    first = [line.text.strip() for line in draft.pages[0].lines if line.text.strip()] if draft.pages else []
    # What stands on every page comes last: the cover's own words say more of the report.
    first = [line for line in first if _without_page_number(line, draft.pages[0].label) not in heads]
    if len(first) > COVER_LINES or _is_running_text(first):
        first = [*first[:1], *_first_headings(draft)]
    return [*(line for line in first if len(line) <= LONGEST_TITLE), *heads]


def _first_headings(draft: Draft) -> list[str]:
    """The headings of the first page."""
    return [
        " ".join(block.text.split())
        for block in draft.blocks
        if block.kind is BlockKind.HEADING
        and block.spans
        and block.spans[0].page_index == draft.pages[0].index
    ]


def _is_running_text(lines: Sequence[str]) -> bool:
    """Sentences rather than the lines of a cover."""
    return sum(line.endswith((".", ",", "-")) for line in lines) * 4 > len(lines)


def running_heads(pages: Sequence[Page]) -> list[str]:
    """First or last lines that most pages share, page numbers left out."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = [line.text.strip() for line in page.lines if line.text.strip()]
        edge = {
            _without_page_number(line, page.label) for line in (*lines[:TOP_LINES], *lines[-BOTTOM_LINES:])
        }
        counts.update(line for line in edge if 3 < len(line) <= LONGEST_TITLE)
    needed = max(FEWEST_RUNNING, RUNNING_SHARE * len(pages))
    return [line for line, count in counts.most_common() if count >= needed]


def _without_page_number(line: str, label: str) -> str:
    """What is left of a head or foot without the number of its page and the signs beside it.

    >>> _without_page_number("Vaxby kommun – sidan 3", "3"), _without_page_number("12Vaxby | Budget 2031", "12")
    ('Vaxby kommun', 'Vaxby | Budget 2031')
    >>> _without_page_number("4 | Vaxby 2031, plan", "4"), _without_page_number("Plan 20317", "7")
    ('Vaxby 2031, plan', 'Plan 2031')
    >>> _without_page_number("Tertialrapport 2", "5"), _without_page_number("Vaxby, plan 2 (9)", "2")
    ('Tertialrapport 2', 'Vaxby, plan')
    """
    number = re.escape(label.split()[-1])
    end = re.sub(rf"(?i){_BEFORE_NUMBER}(?:(?<=(?:19|20)\d\d)|(?<!\d)){number}{_OF_PAGES}$", "", line).strip()
    return end if end != line else re.sub(rf"^{number}(?:\s*\((?:\d+)\))?(?!\d)[\s|·•–—-]*", "", line).strip()


_BEFORE_NUMBER = r"[\s|·•–—,-]*(?:\b(?:sidan?|sid\.?|s\.)\s*)?"
_OF_PAGES = r"(?:\s*(?:av|/|\()\s*\d{1,3}\)?)?"


def printed_title(draft: Draft, publisher: str | None) -> Title | None:
    """The best title printed on the front: a kind of report with a period before one without."""
    lines = front_lines(draft)
    candidates = []
    for position, line in enumerate(lines):
        text = _without_publisher(line, publisher)
        kind = find_report_kind(text)
        if kind is not None and _is_title(text, kind):
            if line[0].islower() and text[0].islower() and position:
                text = f"{lines[position - 1]} {text}"
            text = _with_period(text, lines[position + 1 : position + 4], publisher)
            has_period = _has_period(text, kind)
            candidates.append((has_period, kind.name != "rapport", -position, Title(_tidy(text), kind)))
    return max(candidates, key=lambda one: one[:3])[3] if candidates else None


def heading_title(draft: Draft) -> Title | None:
    """The first heading, else the first short line."""
    texts = _first_headings(draft) or front_lines(draft)
    text = next((" ".join(one.split()) for one in texts if 3 < len(one) <= LONGEST_TITLE), None)
    return None if text is None else Title(text, find_report_kind(text))


def cover_title(draft: Draft, publisher: str | None) -> Title | None:
    """The title of a cover that names no known kind of report: its first lines, up to one with a period.

    "Översyn av / hamnarna / 2031–2032 / Hamnnämnden" is titled "Översyn av hamnarna 2031–2032". None without a period.
    """
    lines = [line.text.strip() for line in draft.pages[0].lines if line.text.strip()] if draft.pages else []
    if len(draft.pages) < FEWEST_PAGES or len(lines) > COVER_LINES or _is_running_text(lines):
        return None
    text, gap = "", ""
    for line in lines[:MOST_TITLE_LINES]:
        rest = _without_publisher(line, publisher)
        if ":" in rest or rest == publisher:
            break
        text, gap = f"{text}{gap}{rest}", "" if line.endswith(("-", "\u00ad")) else " "
        if _told_period(rest) is not None:
            enough = len(text) <= LONGEST_TITLE and text[:1].isalpha()
            return Title(_tidy(text), find_report_kind(text)) if enough else None
    return None


FEWEST_PAGES = 2
MOST_TITLE_LINES = 4


def _told_period(line: str) -> Period | None:
    """The year or years that a line of a cover ends with."""
    found = [one for one in find_periods(line) if one.shape in (PeriodShape.YEAR, PeriodShape.RANGE)]
    return found[-1].period if found and found[-1].end == len(line) else None


LONGEST_LEAD = 45
"""Characters before the kind word: "Regionstyrelsens förslag till reviderad …"."""


def _is_title(text: str, kind: FoundKind) -> bool:
    return (
        not text.endswith((".", ",", ":", "-"))
        and "...." not in text
        and kind.start <= LONGEST_LEAD
        and text[:1].isalnum()
    )


def _without_publisher(line: str, publisher: str | None) -> str:
    if publisher is None:
        return line
    rest = re.sub(rf"(?i)(?<!\w){re.escape(publisher)}(?!\w)", " ", line)
    rest = " ".join(rest.split()).strip(" ,-–|•")
    return rest if rest else line


def _with_period(text: str, following: Sequence[str], publisher: str | None) -> str:
    """The title with the period of the next lines when it has none itself."""
    if find_periods(text):
        return text
    for line in following:
        rest = _without_publisher(line, publisher)
        found = find_periods(rest)
        if found and len(rest) - (found[0].end - found[0].start) <= SHORT_REST:
            return f"{text} {rest[:1].lower() + rest[1:] if rest[:1].isalpha() else rest}"
    return text


SHORT_REST = 3


def _has_period(text: str, kind: FoundKind) -> bool:
    """Whether a title has a period; the day on a year's report is that of its writing."""
    if kind.tells in (Tells.YEAR, Tells.PLAN):
        return title_period(text, kind.tells) is not None
    return bool(find_periods(text))


LONGEST_SHOUTED = 5
"""Letters: longer words in capitals are set so by the layout, shorter ones are abbreviations."""


def _tidy(text: str) -> str:
    flat = " ".join(text.split())
    if flat.isupper():
        flat = flat.capitalize()
    first, _, rest = flat.partition(" ")
    if first.isupper() and len(first) > LONGEST_SHOUTED:
        flat = f"{first.capitalize()} {rest}".strip()
    flat = flat[:1].upper() + flat[1:]
    return re.sub(r"(?<!\d)([0-4]\d)(0[1-9]|1[0-2])([0-3]\d)$", r"20\1-\2-\3", flat)
