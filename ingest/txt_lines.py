"""Printed lines of a text extract, and the small facts about them that pages, tables and blocks all need."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

BROKEN = "\u00ad"
"""A soft hyphen: the word goes on in the next line."""

_SPACES = str.maketrans(dict.fromkeys("\xa0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\t", " "))


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line with words on it. Empty lines are not kept; `gap` counts them."""

    number: int
    """Line of the file, from 1."""
    text: str
    """As in the file, with the spaces at both ends: an empty table cell shows as one of them."""
    page_index: int = 0
    gap: int = 0
    """Blank lines between this line and the one above, 0 when they stand tight or this is the first of a page."""
    first: bool = False
    """First of its page."""
    spaces_below: int = 0
    """Spaces on a line of nothing else right below: empty cells at the end of a wrapped row."""

    @property
    def words(self) -> str:
        """The text without the spaces at its ends, every kind of space as an ordinary one."""
        return plain_spaces(self.text).strip()

    @property
    def printed(self) -> str:
        """What a reader sees on the line."""
        return self.text.strip().removesuffix(BROKEN)

    @property
    def indent(self) -> int:
        """Spaces in front."""
        return len(self.text) - len(self.text.lstrip())


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a text extract. `outside` are the lines that are no text of it: running heads and feet, the page number."""

    index: int
    label: str
    lines: tuple[PrintedLine, ...]
    outside: frozenset[int] = frozenset()

    @property
    def text_lines(self) -> tuple[PrintedLine, ...]:
        """The other lines; the first of them begins the page."""
        lines = [line for line in self.lines if line.number not in self.outside]
        return tuple(replace(line, gap=0, first=True) if i == 0 else line for i, line in enumerate(lines))


def plain_spaces(text: str) -> str:
    """`text` with tabs, no-break and thin spaces as ordinary spaces, one for one.

    >>> plain_spaces("1\\u202f234\\u00a0kr")
    '1 234 kr'
    """
    return text.translate(_SPACES)


_RAISED = frozenset("23")
_TAKES_RAISED = re.compile(r"(?:/|\d )[cdk]?m\s*$")  # "187 kWh/m" with the raised 2 on a line of its own


def text_to_lines(text: str) -> tuple[PrintedLine, ...]:
    """The lines that hold more than spaces, with their numbers and gaps.

    >>> [(line.number, line.text, line.gap) for line in text_to_lines("a\\n\\n b \\nc")]
    [(1, 'a', 0), (3, ' b ', 1), (4, 'c', 0)]
    """
    lines: list[PrintedLine] = []
    last = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if lines and last == number - 1 and line.strip() in _RAISED and _TAKES_RAISED.search(lines[-1].text):
            lines[-1] = replace(lines[-1], text=f"{lines[-1].text.rstrip()}{line.strip()} ")
            last = number
        elif line.strip():
            lines.append(PrintedLine(number, line, gap=number - last - 1 if last else 0))
            last = number
        elif line and lines and last == number - 1:
            lines[-1] = replace(lines[-1], spaces_below=len(line))
    return _with_broken_words(lines)


def _with_broken_words(lines: list[PrintedLine]) -> tuple[PrintedLine, ...]:
    """Words broken without a hyphen in narrow columns get a soft one.

    Where the extractor ends every line with a space, a line that ends in a letter stopped inside a word.
    """
    if not ends_with_spaces(lines):
        return tuple(lines)
    result = list(lines)
    for i, (line, below) in enumerate(itertools.pairwise(lines)):
        if line.text[-1].islower() and below.gap == 0 and below.text[0].islower():
            result[i] = replace(line, text=line.text + BROKEN)
    return tuple(result)


def ends_with_spaces(lines: Sequence[PrintedLine]) -> bool:
    """Whether the extractor wrote a space after every line and cell.

    0.9: in extracts where it did, 92 to 100 lines in a hundred end so, hyphens left aside; in others at most 60.
    """
    whole = [line for line in lines if not ends_hyphenated(line.words)]
    return bool(whole) and sum(line.text.endswith(" ") for line in whole) >= 0.9 * len(whole)


def renumbered(line: PrintedLine, page_index: int, *, first: bool, marked: bool) -> PrintedLine:
    """`line` on its page; the first one has no gap and loses the space that marked the page."""
    text = line.text[1:] if marked and line.text.startswith(" ") else line.text
    return replace(line, text=text, page_index=page_index, gap=0 if first else line.gap, first=first)


_HYPHENATED = re.compile(r"[^\W\d_](?:-|\u00ad)$")


def ends_hyphenated(words: str) -> bool:
    """Whether the line ends inside a word or in the front part of a compound.

    >>> ends_hyphenated("vårdsnämn-"), ends_hyphenated("2024-"), ends_hyphenated("a -")
    (True, False, False)
    """
    return bool(_HYPHENATED.search(words))


def joined(parts: list[str]) -> str:
    """Wrapped lines as running text, hyphens of the wrapping taken away and real ones kept.

    >>> joined(["Kollektivtrafik-", "nämnden"]), joined(["hälso- och sjuk-", "vård"])
    ('Kollektivtrafiknämnden', 'hälso- och sjukvård')
    >>> joined(["EU-", "bidrag"]), joined(["planerings-, budget-", "och uppföljning"]), joined(["SAM-", "process"])
    ('EU-bidrag', 'planerings-, budget- och uppföljning', 'SAM-process')
    >>> joined(["2023-", "2024"]), joined(["Medicin-", "Teknik"])
    ('2023-2024', 'Medicin-Teknik')
    """
    text = ""
    for part in parts:
        part = " ".join(plain_spaces(part).split())
        if part:
            text = join_lines(text, part) if text else part
    return text.removesuffix(BROKEN)


_CONJUNCTION = re.compile(r"(?:och|eller|samt|respektive|resp\.?|liksom|som|till)\b", re.IGNORECASE)
_LAST_WORD = re.compile(r"(\S+)$")


def join_lines(text: str, part: str) -> str:
    """`text` and the line below it, as `joined` joins them but with a soft hyphen at the end kept.

    >>> join_lines("Upphan\u00ad", "dling"), join_lines("god och", "nära vård")
    ('Upphandling', 'god och nära vård')
    """
    if text.endswith(BROKEN):
        return text[:-1] + part
    if text.endswith("-") and len(text) > 1 and not text[-2].isspace():
        if _CONJUNCTION.match(part):
            return f"{text} {part}"
        if _keeps_hyphen(text, part):
            return text + part
        return text[:-1] + part
    return f"{text} {part}"


_MONTHS = {"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"}


def _keeps_hyphen(text: str, part: str) -> bool:
    """A hyphen at the line's end is real after a figure or an abbreviation, and before a capital or a figure."""
    match = _LAST_WORD.search(text)
    word = match.group(1)[:-1] if match else ""
    stem = re.split(r"[-/]", word)[-1]
    return (
        not part[0].islower()
        or not stem
        or stem[-1].isdigit()
        or (len(stem) > 1 and stem.isupper())
        or (len(stem) == 1 and stem.isalpha())
        or stem.casefold() in _MONTHS
    )
