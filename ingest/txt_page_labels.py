"""Printed page numbers: what a reader sees on the page, counted from the numbers that survived in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.page_labels import FEWEST_VOTES, VOTE_SHARE, Numbering, numbered_labels
from ingest.records import Line, Page
from ingest.txt_lines import PrintedLine, PrintedPage
from ingest.txt_running_lines import RunningLine, find_running_lines

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?:sida|sid\.?|s\.) ?(?P<number>\d{1,4}) ?(?:av|/|\() ?(?P<total>\d{1,4})\)?",
        r"(?P<number>\d{1,4}) ?\( ?(?P<total>\d{1,4}) ?\)",
        r"(?P<number>\d{1,4}) ?(?:/|av) ?(?P<total>\d{1,4})",
        r"(?:sidan?|sid\.?|s\.) ?(?P<number>\d{1,4})",
        r"[-–] ?(?P<number>\d{1,4}) ?[-–]",
        r"(?P<number>\d{1,3})",
    )
)
_TAIL = re.compile(
    r"\s(?P<number>\d{1,4}) ?\((?P<total>\d{1,4})\)$|\bsid(?:a|\.)? (?P<page>\d{1,4})(?: ?(?:av|/) ?\d+)?$",
    re.I,
)
_APPENDIX = re.compile(r"Bilaga (?P<name>\d{1,2}|[A-ZÅÄÖ])\b(?! s\.)(?P<rest>.*)")

# Lines at the top and at the bottom of a page where its number may be printed.
_EDGE = 3


def printed_number(words: str) -> int | None:
    """The page number when the line holds nothing else.

    >>> [printed_number(line) for line in ("Sida 27 av 50", "16(47)", "4", "- 3 -", "2024 5", "120 (11)", "2025-08")]
    [27, 16, 4, 3, None, None, None]
    """
    for form in _FORMS:
        if match := form.fullmatch(words):
            groups = match.groupdict()
            number = int(groups["number"])
            if groups.get("total") is not None and int(groups["total"]) < number:
                return None
            return number
    return None


def label_pages(pages: tuple[tuple[PrintedLine, ...], ...]) -> tuple[PrintedPage, ...]:
    """Pages with their printed labels; where nothing is printed they count from 1.

    An appendix with its own numbering gives "Bilaga 1 s. 28"; one without a number in an otherwise
    numbered report gives "Bilaga 2" for all its pages.
    """
    running = find_running_lines(pages)
    seen = [_numbers_on(lines, heads) for lines, heads in zip(pages, running, strict=True)]
    segments = _segments(pages, running)
    labels = _restarting_labels(pages, seen) if len(segments) == 1 else _segment_labels(seen, segments)
    numbered = _offset(seen[: segments[0][1]]) is not None
    return tuple(
        PrintedPage(i, label, lines, _outside_text(lines, heads, label if numbered else None))
        for i, (label, lines, heads) in enumerate(zip(labels, pages, running, strict=True), start=1)
    )


def _restarting_labels(pages: Sequence[tuple[PrintedLine, ...]], seen: list[dict[str, int]]) -> list[str]:
    """Labels of a report without named appendices, whose later parts may begin again at 1."""
    records = [
        Page(i, "", tuple(Line(line.number, line.words) for line in lines))
        for i, lines in enumerate(pages, 1)
    ]
    # Covers and contents before page 1 carry no number, so they keep their position.
    main = Numbering(1, _offset(seen) or 0)
    return numbered_labels(records, [set(numbers.values()) for numbers in seen], main)


def _segment_labels(seen: list[dict[str, int]], segments: Sequence[tuple[int, int, str | None]]) -> list[str]:
    """Labels of a report with named appendices."""
    offsets = [_offset(seen[start:end]) for start, end, _ in segments]
    labels: list[str] = []
    for (start, end, appendix), offset in zip(segments, offsets, strict=True):
        own = appendix is not None and offset != _carried_on(offsets[0], start)
        for i in range(start, end):
            if appendix is not None and own and offset is not None:
                labels.append(f"{appendix} s. {i - start + 1 + offset}")
            elif appendix is not None and any(known is not None for known in offsets) and own:
                labels.append(appendix)
            else:
                number = i + 1 + (offsets[0] or 0)
                labels.append(str(number if number > 0 else i + 1))
    return labels


def _outside_text(
    lines: tuple[PrintedLine, ...], running: Sequence[RunningLine], label: str | None
) -> frozenset[int]:
    """Lines of the page that are its running heads and feet or hold its number alone.

    A bare figure is its number only if it is the one that its label gives; where none is known it may be.
    """
    known = label.split()[-1] if label is not None and not _APPENDIX.fullmatch(label) else None
    alone = {
        line.number
        for line in (*lines[:_EDGE], *lines[-_EDGE:])
        if (number := printed_number(line.words)) is not None
        and (not line.words.isdigit() or known is None or str(number) == known)
    }
    return frozenset(alone | {head.number for head in running})


def _carried_on(main: int | None, start: int) -> int | None:
    """The offset that an appendix has when the report's own numbering goes on through it."""
    return None if main is None else main + start


def _segments(
    pages: tuple[tuple[PrintedLine, ...], ...], running: Sequence[Sequence[RunningLine]]
) -> list[tuple[int, int, str | None]]:
    """Runs of pages (start, end, appendix name): the report itself and each appendix that begins a page."""
    starts: list[tuple[int, str | None]] = [(0, None)]
    for i, lines in enumerate(pages):
        heads = {head.number for head in running[i]}
        head = next(
            (line.words for line in lines if printed_number(line.words) is None and line.number not in heads),
            "",
        )
        match = _APPENDIX.match(head)
        if i and match and len(head) < 100 and not match["rest"].strip().startswith(("(", "och ", "finns")):
            name = f"Bilaga {match['name']}"
            if starts[-1][1] != name:
                starts.append((i, name))
    ends = [start for start, _ in starts[1:]] + [len(pages)]
    return [(start, end, name) for (start, name), end in zip(starts, ends, strict=True)]


def _numbers_on(lines: tuple[PrintedLine, ...], running: Sequence[RunningLine]) -> dict[str, int]:
    """Page numbers that may be printed on this page, by the words of their lines."""
    in_heads = {head.number: head.page_number for head in running if head.page_number is not None}
    found = {line.words: in_heads[line.number] for line in lines if line.number in in_heads}
    edges = [*lines[:_EDGE], *lines[-_EDGE:]]
    for line in edges:
        if line.words in found:
            continue
        number = printed_number(line.words)
        if number is None and (match := _TAIL.search(line.words)):
            number = int(match["number"] or match["page"])
            if match["total"] and int(match["total"]) < number:
                continue
        if number is not None:
            found[line.words] = number
    return found


def _offset(seen: list[dict[str, int]]) -> int | None:
    """What is added to the position in this run of pages; None when too little is printed.

    "Sida 27 av 50" is enough alone; a bare number counts when another agrees with it, when it is the only
    kind of number on its page and stands first.
    """
    votes: Counter[int] = Counter()
    sure: Counter[int] = Counter()
    for i, numbers in enumerate(seen):
        for words, number in numbers.items():
            votes[number - i - 1] += 1
            if printed_number(words) is not None and re.match(r"sid|s\.|\d+ ?[(]", words, re.IGNORECASE):
                sure[number - i - 1] += 1
    if sure:
        return sure.most_common(1)[0][0]
    offset, support = max(votes.items(), key=lambda vote: (vote[1], -abs(vote[0])), default=(0, 0))
    # Figures at the edge of a table page look like low page numbers; a cover before page 1 leaves most pages numbered.
    needed = FEWEST_VOTES if offset >= 0 else max(FEWEST_VOTES, VOTE_SHARE * len(seen))
    return offset if support >= needed and offset >= -len(seen) else None
