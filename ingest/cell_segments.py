"""Words -> rows of segments: the runs of words that stand close enough to be one cell or one piece of prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf_words import Word
from ingest.records import Box

# Words whose baselines differ less than this share of the font size stand on one row (raised marks, mixed fonts).
SAME_ROW = 0.3
# Lines nearer than this (font sizes) overlap: figures centred beside a label of two lines.
CENTRED = 0.75
# Gaps in font sizes that part two cells. Justified prose stretches a space to 0.7 at most, seldom 0.9;
# table columns in real reports keep at least 0.6 between two numbers and 1.0 between label and number.
TEXT_GAP = 1.0
NUMBERS_GAP = 0.5
# A thousands space is 0.2–0.3 wide; wider than this between digit groups is a column gap.
THOUSANDS_GAP = 0.42

NUMBER = re.compile(
    r"""^[(<>≤≥±]?\s?[-−–+]?\s?\d{1,3}(?:[\s.,]?\d{3})*(?:[.,]\d+)?\s?[-,]?\s?%?\)?\s?[*⁰¹²³⁴⁵⁶⁷⁸⁹]*$|^[-−–]$""",
    re.VERBOSE,
)
_GROUP_HEAD = re.compile(r"^[(<>]?[-−–+]?\d{1,3}(?:\s\d{3})*$")
_GROUP = re.compile(r"^\d{3}(?:[.,]\d+)?[%*)]*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_TYPED_RULE = re.compile(r"^[-=_]{5,}$")
_LEADER = re.compile(r"^[.…·_]+$")
_FIGURE = re.compile(r"^[(<>≤≥±]?[-−–+]?\d")
_SIGN = re.compile(r"^[-−–+<>≤≥±]$")
_UNIT = re.compile(r"^(?:%|kr|tkr|mkr|mnkr|tsek|msek|st|\*+|,)$", re.IGNORECASE)
_SCHOOL_YEARS = "|".join(f"{year}/{year + 1}" for year in range(13, 49))
YEAR_LIKE = re.compile(
    r"^(?:(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d{2}|\d{4}))?(?:[-–]\d{2}){0,2}|\d{6}|(?:19|20)\d{6}|\d{4}\s?[-–]\s?\d{4}"
    rf"|{_SCHOOL_YEARS})$"
)
"""Years, spans of years, "2025-08", "250831" and school years ("26/27")."""
DATE_LIKE = re.compile(
    r"(?:per |den )*(?:[12]?\d|3[01])(?::e|\.)?\s?(?:/\s?(?:1[0-2]|[1-9])|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zå]*\.?)"
    r"(?:[ -]?(?:(?:19|20)\d\d|'?\d\d))?",
    re.IGNORECASE,
)
""" "31 aug 2025" and "31/12 2024" head columns, the whole of a text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words on one row without a wide gap."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(w.x1 for w in self.words)

    @property
    def text(self) -> str:
        """The words with one space between."""
        return " ".join(w.text for w in self.words)

    @property
    def is_number(self) -> bool:
        """A number, a percentage or a dash, with nothing else beside it."""
        return is_number(self.text)

    @property
    def is_year(self) -> bool:
        """A year, a month such as 2025-08 or a date ("31 aug 2025"): a number that heads a column rather than fills it."""
        text = self.text.strip("*")
        return bool(YEAR_LIKE.match(text) or DATE_LIKE.fullmatch(text))


@dataclass(frozen=True, slots=True)
class TextRow:
    """Segments on one baseline, left to right."""

    segments: tuple[Segment, ...]
    foot: float
    size: float

    @property
    def box(self) -> Box:
        """Rectangle around all segments."""
        words = [w for s in self.segments for w in s.words]
        return words_box(words)

    @property
    def left(self) -> float:
        """Left edge."""
        return self.segments[0].x0

    @property
    def right(self) -> float:
        """Right edge."""
        return max(s.x1 for s in self.segments)

    @property
    def first_foot(self) -> float:
        """Baseline of its uppermost words: above `foot` where figures stand centred beside a label."""
        return min(w.foot for s in self.segments for w in s.words)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(w.top for s in self.segments for w in s.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(w.bottom for s in self.segments for w in s.words)

    @property
    def text(self) -> str:
        """The row as printed, segments parted by one space."""
        return " ".join(s.text for s in self.segments)


def is_number(text: str) -> bool:
    """Is the whole text one figure, percentage or dash?

    >>> [is_number(t) for t in ("-3 880", "83 %", "−", "117 ,", "9 525 *", "2 av 3", "<16%", "1 234,5", "12 345 678")]
    [True, True, True, True, True, False, True, True, True]
    """
    return bool(NUMBER.match(text.strip()))


def words_box(words: Sequence[Word]) -> Box:
    """Rectangle around words."""
    return (
        min(w.x0 for w in words),
        min(w.top for w in words),
        max(w.x1 for w in words),
        max(w.bottom for w in words),
    )


def words_to_rows(words: Iterable[Word]) -> list[TextRow]:
    """Group words by baseline, top to bottom, and part each row into segments."""
    return [_make_row(group) for group in group_by_foot(words)]


def join_centred(rows: Sequence[TextRow]) -> list[TextRow]:
    """Put figures that stand centred beside a wrapped label to the label's line above them."""
    joined: list[TextRow] = []
    for row in rows:
        above = joined[-1] if joined else None
        if (
            above is not None
            and len(above.segments) == 1
            and not above.segments[0].is_number
            and all(s.is_number for s in row.segments)
            and row.foot - above.foot < CENTRED * max(row.size, above.size)
            and above.right < row.left
        ):
            joined[-1] = TextRow(above.segments + row.segments, row.foot, row.size)
        else:
            joined.append(row)
    return joined


def without_leaders(words: Sequence[Word]) -> list[Word]:
    """Leave out typed rules, and dots that lead from a label to several figures; those to one page number stay."""
    dots = [w for w in words if _LEADER.match(w.text)]
    dropped = {w for w in words if _TYPED_RULE.match(w.text)}
    if not dots and not dropped:
        return list(words)
    for group in group_by_foot(words):
        leaders = [w for w in group if _LEADER.match(w.text)]
        last = max((w.x1 for w in leaders), default=1e9)
        if sum(1 for w in group if w.x0 >= last and is_number(w.text)) > 1:
            dropped.update(leaders)
    return [w for w in words if w not in dropped]


def group_by_foot(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one baseline together, each group sorted by x, groups top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.foot):
        group = groups[-1] if groups else None
        if group and word.foot - group[0].foot <= SAME_ROW * max(word.size, group[0].size):
            group.append(word)
        else:
            groups.append([word])
    for group in groups:
        group.sort(key=lambda w: w.x0)
    return groups


def _make_row(words: list[Word]) -> TextRow:
    size = max(sorted(w.size for w in words)[len(words) // 2], 1.0)
    segments: list[list[Word]] = [[words[0]]]
    for word in words[1:]:
        if belongs_to(segments[-1], word):
            segments[-1].append(word)
        else:
            segments.append([word])
    return TextRow(tuple(Segment(tuple(s)) for s in segments), words[0].foot, size)


def belongs_to(segment: list[Word], word: Word) -> bool:
    """Does the word go on the segment, or does a column gap part them?"""
    last = segment[-1]
    size = max(last.size, word.size)
    gap = (word.x0 - max(w.x1 for w in segment)) / size
    if gap <= 0.1:
        return True
    if glued_number(segment, word):
        return True
    if is_number(word.text) and is_number(_number_tail(segment)):
        return gap <= NUMBERS_GAP and not _both_whole_numbers(segment, word)
    if _FIGURE.match(word.text) and is_number(_number_tail(segment)):
        return gap <= NUMBERS_GAP
    return gap <= TEXT_GAP


def glued_number(segment: list[Word], word: Word) -> bool:
    """Is the word the next group, the digits after a sign, or the unit of the number that ends the segment?"""
    last = segment[-1]
    gap = (word.x0 - last.x1) / max(last.size, word.size)
    if gap > TEXT_GAP:
        return False
    if _GROUP.match(word.text) and gap <= THOUSANDS_GAP and _GROUP_HEAD.match(_number_tail(segment)):
        return True
    if _SIGN.match(last.text) and word.text[:1].isdigit():
        return gap <= THOUSANDS_GAP
    return bool(_UNIT.match(word.text)) and is_number(_number_tail(segment)) and gap <= 0.6


def number_atoms(segment: Segment) -> list[list[Word]]:
    """Words of a segment, those of one spaced number kept together: no boundary goes through a number."""
    atoms: list[list[Word]] = []
    for word in segment.words:
        if atoms and glued_number(atoms[-1], word):
            atoms[-1].append(word)
        else:
            atoms.append([word])
    return atoms


def _number_tail(segment: list[Word]) -> str:
    """The longest run of words at the end that reads as one number head, else the last word."""
    tail = segment[-1].text
    for word in reversed(segment[:-1]):
        longer = f"{word.text} {tail}"
        if not _GROUP_HEAD.match(longer) and not _SIGN.match(word.text):
            break
        tail = longer
    return tail


def _both_whole_numbers(segment: list[Word], word: Word) -> bool:
    """Two figures such as `12,5 13,7` that no thousands space can join."""
    last = segment[-1]
    gap = (word.x0 - last.x1) / max(last.size, word.size)
    return gap > THOUSANDS_GAP or ("," in _number_tail(segment) and gap > 0.3)
