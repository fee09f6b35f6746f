"""Wrapped header lines of a flattened table -> one header for each column, in order.

The header of a table comes cell by cell in reading order, each cell wrapped over lines. Where a cell ends is
not printed; the number of columns, the words that headers begin with and cells built alike decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.flattened_header_words import (
    begins_header,
    begins_stub,
    folded,
    is_date_word,
    is_strong,
    is_text_header,
    kind_of_word,
    known_words,
    qualifies,
)
from ingest.flattened_values import is_month, is_year
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined, plain_spaces

_IMPOSSIBLE = -1000.0
# A cell that begins inside a line, goes on in the next and has another behind it there: the lines run across
# all cells of a wrapped header, and what stands under what can't be told.
_INTERLEAVED = -60.0
_LONGEST_CELL = 14  # words; the longest header cell met in real reports has 11
_SURE_NAMES = 1.5  # score for each name of a line above years
_WORST_CELL = -5.5  # a worse cell is in no good header; leaving them out keeps long stretches quick
_PLAIN_LENGTH = 5  # words that a header cell has without raising doubt


@dataclass(frozen=True, slots=True)
class HeaderWord:
    text: str
    break_before: str
    """space, wide (two spaces or more), tight (next line), blank (blank line between), hyphen (inside a word)."""
    line: int
    """Position of its line among the header lines."""


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """Header lines cut into columns."""

    columns: tuple[str, ...]
    starts: tuple[int, ...]
    """Position of the first word of each column."""
    label_start: int
    """Words from here on are the label of the first row."""
    score: float


def header_words(lines: Sequence[PrintedLine]) -> tuple[HeaderWord, ...]:
    """The words of header lines with what parts each from the one before."""
    words: list[HeaderWord] = []
    for i, line in enumerate(lines):
        text = plain_spaces(line.text)
        position = 0
        for k, word in enumerate(text.split()):
            at = text.index(word, position)
            if k:
                kind = "wide" if at - position > 1 else "space"
            elif not i:
                kind = "wide" if line.indent else "blank"
            elif ends_hyphenated(lines[i - 1].words) or lines[i - 1].words.endswith("/"):
                kind = "hyphen"
            else:
                kind = "blank" if line.gap else "tight"
            position = at + len(word)
            whole = joined([words[-1].text, word]) if kind == "hyphen" else ""
            if whole and " " not in whole:
                words[-1] = HeaderWord(whole, words[-1].break_before, i)
            else:
                words.append(HeaderWord(word, kind, i))
    return tuple(words)


def words_to_text(words: Sequence[HeaderWord]) -> str:
    """Header words as running text."""
    return " ".join(word.text for word in words)


def read_header(
    words: Sequence[HeaderWord], width: int, *, label_needed: bool, text_columns: int = 0
) -> HeaderReading | None:
    """The best cut of the words into `width` columns, what stands before them and the label of the first row.

    `label_needed`: the first row is printed without a label, so its label must be the end of these words.
    `text_columns`: so many of the last columns hold words and must be named so.
    """
    words = tuple(words)
    if width < 1 or len(words) < width:
        return None
    finals = [
        (
            score + _label_score(words, end, label_needed) - _unnamed(words, starts, end, text_columns),
            starts,
            end,
        )
        for (_, end), (score, starts) in _chains(words, width).items()
    ]
    if not finals or max(finals)[0] < _IMPOSSIBLE / 2:
        return None
    score, starts, end = max(finals)
    columns = tuple(words_to_text(words[a:b]) for a, b in zip(starts, [*starts[1:], end], strict=True))
    return HeaderReading(columns, starts, end, score)


def read_header_across(
    words: Sequence[HeaderWord], width: int, *, label_needed: bool
) -> HeaderReading | None:
    """The header where lines run across the page: all its columns on one line, or names above as many years.

    A header whose cells are wrapped comes apart in such lines; None then, since what stands under what is lost.
    """
    words = tuple(words)
    if not words or width < 1:
        return None
    last = words[-1].line
    for line in range(last, max(-1, last - 2 - _LABEL_BELOW * label_needed), -1):
        own = tuple(word for word in words if word.line == line)
        first = next(i for i, word in enumerate(words) if word.line == line)
        above = tuple(word for word in words if word.line == line - 1)
        if (zipped := _names_above_dates(above, own, width)) is not None:
            columns, start, score = zipped
            begin = first - len(above) + start
            return HeaderReading(columns, (begin,) * width, first + len(own), score)
        reading = read_header(own, width, label_needed=False)
        if is_date_word(own[0].text) or is_strong(own[0].text):
            # A line of nothing but columns leaves the label column without a header.
            free = (replace(own[0], break_before="wide"), *own[1:])
            reading = read_header(free, width, label_needed=False)
        if reading is None or reading.label_start < len(own) or reading.score < _SURE_ACROSS * width:
            continue
        if any(begins_header(word.text) and word.text[0].isupper() for word in above) or _unsure(
            reading.columns
        ):
            return None
        starts = tuple(first + start for start in reading.starts)
        return HeaderReading(reading.columns, starts, first + len(own), reading.score)
    return None


_LABEL_BELOW = 3  # lines of the first row's label below the header
_SURE_ACROSS = 0.5  # score for each column


def _unsure(columns: Sequence[str]) -> bool:
    """Whether a header begins in small letters or is the same as another: the rest of it stands on another line."""
    return any(column[0].islower() and not is_month(column.split()[0]) for column in columns) or len(
        set(columns)
    ) < len(columns)


def _names_above_dates(
    above: tuple[HeaderWord, ...], below: tuple[HeaderWord, ...], width: int
) -> tuple[tuple[str, ...], int, float] | None:
    """Columns, first word of the first name and score of names on one line and years on the next."""
    if len(below) < width or not above or below[0].break_before != "tight":
        return None
    dates = below[-width:]
    more = below[: len(below) - width]
    if not all(is_date_word(word.text) for word in dates) or any(is_date_word(word.text) for word in more):
        return None
    names = read_names(above, width)
    if names is None:
        return None
    columns = tuple(f"{name} {date.text}" for name, date in zip(names.columns, dates, strict=True))
    return columns, names.starts[0], names.score + width


def read_names(words: tuple[HeaderWord, ...], width: int) -> HeaderReading | None:
    """The names of one header line, when every word behind the first name is part of one."""
    if len(words) < width:
        return None
    finals = [
        (score, starts) for (_, end), (score, starts) in _chains(words, width).items() if end == len(words)
    ]
    if not finals or max(finals)[0] < _SURE_NAMES * width:
        return None
    score, starts = max(finals)
    columns = tuple(words_to_text(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True))
    if any(is_date_word(word.text) for word in words[starts[0] :]):
        return None
    return HeaderReading(columns, starts, len(words), score)


def _unnamed(words: Sequence[HeaderWord], starts: tuple[int, ...], end: int, text_columns: int) -> float:
    """What it costs that the last column should hold words but has not the name of such a column."""
    return 6.0 if text_columns and not is_text_header(words_to_text(words[starts[-1] : end])) else 0.0


_Chains = dict[tuple[int, int], tuple[float, tuple[int, ...]]]


@lru_cache(maxsize=2048)
def _chains(words: tuple[HeaderWord, ...], width: int) -> _Chains:
    """For the last of `width` columns, words[i:j]: the best score of the columns up to it and where they begin."""
    cells, by_start = _cells(words)
    if width == 1:
        return {(i, j): (score + _lead_score(words, i), (i,)) for (i, j), score in cells.items()}
    kinds = _kinds(words)
    longer: _Chains = {}
    for (i, j), (score, starts) in _chains(words, width - 1).items():
        for end in by_start.get(j, ()):
            total = score + cells[j, end] + _likeness(words, kinds, (i, j), (j, end))
            if total > longer.get((j, end), (_IMPOSSIBLE, ()))[0]:
                longer[j, end] = (total, (*starts, j))
    return longer


@lru_cache(maxsize=256)
def _cells(words: tuple[HeaderWord, ...]) -> tuple[dict[tuple[int, int], float], dict[int, list[int]]]:
    cells = {}
    by_start: dict[int, list[int]] = {}
    for i in range(len(words)):
        start = _start_score(words, i)
        if start < _WORST_CELL:
            continue
        for j in range(i + 1, min(len(words), i + _LONGEST_CELL) + 1):
            score = start + _inside_score(words, i, j)
            if score < _WORST_CELL:
                break
            cells[i, j] = score
            by_start.setdefault(i, []).append(j)
    return cells, by_start


def _start_score(words: tuple[HeaderWord, ...], i: int) -> float:
    word = words[i]
    if word.break_before == "hyphen" and i:
        return _IMPOSSIBLE
    plain = folded(word.text)
    score = {"space": -0.3, "wide": 0.7, "tight": 0.0, "blank": 0.3, "hyphen": 0.0}[word.break_before]
    if i and folded(words[i - 1].text) in known_words("connecting"):
        score -= 3
    if i and word.break_before == "space" and words[i - 1].text.endswith(","):
        score -= 3
    if plain in known_words("connecting"):
        return score - 4
    if word.text.startswith("("):
        return score - 3
    small = word.text[0].islower() and plain not in known_words("small") and not is_month(plain)
    if small and (plain in known_words("inner") or _has_capitals(words)):
        return score - (4.0 if word.break_before == "space" else 2.0)
    if is_strong(word.text):
        return score + (1.0 if small else 3.0)
    if is_date_word(word.text):
        return score + 1.2
    if plain in known_words("weak"):
        return score + 1.2
    if is_month(plain):
        return score + 0.5
    inside = word.break_before == "space"
    if word.text[0].islower():
        return score - (4.0 if inside else 2.5)
    if not any(letter.isalnum() for letter in word.text):
        return score - 3
    return score - (1.7 if inside else 0.7)


@lru_cache(maxsize=512)
def _has_capitals(words: tuple[HeaderWord, ...]) -> bool:
    """Whether headers begin with a capital here."""
    return any(
        word.text[0].isupper() and (is_strong(word.text) or folded(word.text) in known_words("weak"))
        for word in words
    )


def _new_name(words: Sequence[HeaderWord], k: int) -> float:
    """What it costs that a line inside a header begins with a capital: there another name begins."""
    word, before = words[k], words[k - 1].text
    if word.break_before not in ("tight", "blank") or not word.text[0].isupper() or before.endswith("/"):
        return 0.0
    if folded(before) in known_words("connecting") or is_month(folded(word.text)) or is_strong(word.text):
        return 0.0
    return _STUB_INSIDE if begins_stub(word.text) else _NAME_INSIDE


_NAME_INSIDE = 1.2
_STUB_INSIDE = 4.0  # "Nämnd/styrelse" heads the first column and is part of no other


def _inside_score(words: Sequence[HeaderWord], i: int, j: int) -> float:
    score = 0.0
    dates = int(is_date_word(words[i].text))
    for k in range(i + 1, j):
        word, before = words[k], words[k - 1].text
        score -= {"space": 0.0, "wide": 0.8, "tight": 0.05, "blank": 0.25, "hyphen": 0.0}[word.break_before]
        linked = (
            folded(before) in known_words("connecting")
            or before.endswith("/")
            or word.break_before == "hyphen"
        )
        if is_date_word(word.text):
            dates += 1
            if dates > 1 and not linked:
                score -= 2.0
        elif is_strong(word.text) and not linked and not qualifies(before):
            capital = word.text[0].isupper()
            apart = word.break_before in ("tight", "blank") or is_date_word(before)
            score -= 2.5 if capital else 1.2 if apart else 0.3
        elif (
            word.text[0].isupper()
            and folded(word.text) in known_words("weak")
            and not linked
            and not qualifies(before)
        ):
            score -= 0.8
        elif (
            is_date_word(before) and not is_month(folded(word.text)) and not word.text.startswith(("(", "%"))
        ):
            new_line = word.break_before in ("tight", "blank") and word.text[0].isupper()
            score -= 1.5 if new_line else 1.0 if k - 1 == i and not _is_small(word.text) else 0.3
    if ends_hyphenated(words[j - 1].text):
        score -= 8
    return score - 0.3 * max(0, j - i - _PLAIN_LENGTH)


def _is_small(text: str) -> bool:
    return folded(text) in known_words("connecting") or folded(text) in known_words("weak")


def _kinds(words: tuple[HeaderWord, ...]) -> tuple[str, ...]:
    return tuple(kind_of_word(word.text) for word in words)


def _likeness(
    words: tuple[HeaderWord, ...], kinds: tuple[str, ...], left: tuple[int, int], right: tuple[int, int]
) -> float:
    """Neighbours built alike ("Utfall aug 2024", "Utfall aug 2025") support each other."""
    a, b = kinds[left[0] : left[1]], kinds[right[0] : right[1]]
    begins_inside = words[left[0]].break_before == "space" and words[right[0]].break_before == "space"
    if begins_inside and any(words[k].break_before == "tight" for k in range(left[0] + 1, left[1])):
        return _INTERLEAVED
    if a == b:
        return 1.5
    if left[1] - left[0] == 1 and qualifies(words[left[0]].text) and is_strong(words[right[0]].text):
        return -2.5  # "Ack." alone says nothing
    if b[0] == "<date>" and "<date>" not in a and is_strong(words[left[0]].text):
        return -2.5  # "Utfall" and "2024" are one header, unless the year has the next one to itself
    if len(a) == len(b) and a[1:] == b[1:] and any(part.startswith("<") for part in a[1:]):
        return 1.0
    # The newest period is the partial one: "2025 augusti, 2024, 2023", not "2025, augusti 2024, 2023".
    if {"<month>", "<date>"} >= set(a) | set(b):
        years = [
            word.text for word in (words[left[0]], words[left[1] - 1], words[right[0]]) if is_year(word.text)
        ]
        if len(a) == 2 and len(b) == 1 and years and years[0] > words[right[0]].text:
            return 0.8
    return 0.0


def _has_more(words: Sequence[HeaderWord], first: int) -> bool:
    """Whether a column name begins further on in the same line."""
    line = words[first].line
    return any(
        word.line == line and (is_strong(word.text) or is_date_word(word.text)) for word in words[first + 1 :]
    )


def _lead_score(words: Sequence[HeaderWord], first: int) -> float:
    """What stands before the first column: captions, the header of the label column, headers of higher levels."""
    if not first:
        return 0.0 if words[0].break_before == "wide" else -4.0
    score = 0.0
    plain = is_strong(words[first].text) or is_date_word(words[first].text)
    if words[first].break_before in ("tight", "blank") and not plain and _has_more(words, first):
        score -= 3.0  # the first name on a line of several heads the labels
    if is_date_word(words[first].text) and is_date_word(words[first - 1].text):
        score -= 2.5  # a run of years is not broken
    for i in range(first):
        if is_strong(words[i].text) and words[i].text[0].isupper() and i and not qualifies(words[i - 1].text):
            score -= 1.2
        elif is_date_word(words[i].text):
            score -= 0.4
    return score


def _label_score(words: Sequence[HeaderWord], start: int, needed: bool) -> float:
    rest = words[start:]
    if not rest:
        return -6.0 if needed else 0.0
    if rest[0].break_before not in ("tight", "blank"):
        return _IMPOSSIBLE
    score = 0.3 if rest[0].break_before == "blank" else -0.5
    if is_strong(rest[0].text):
        score -= 2.0
    if is_date_word(rest[0].text) or rest[0].text[0].islower():
        score -= 2.5
    if not needed:
        score -= 1.0 + 0.3 * len(rest)
    return score - 0.1 * len(rest)
