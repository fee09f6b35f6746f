"""Wrapped header lines of a flattened table -> one header for each column, in order.

The header of a table comes cell by cell in reading order, each cell wrapped over lines. Where a cell ends is
not printed; the number of columns, the words that headers begin with and cells built alike decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.flattened_header_scores import (
    IMPOSSIBLE,
    HeaderWord,
    inside_score,
    likeness,
    start_score,
    words_to_text,
)
from ingest.flattened_header_words import (
    folded,
    goes_on_period,
    is_date_word,
    is_strong,
    is_text_header,
    qualifies,
)
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined, plain_spaces
from ingest.units import unit_named

_LONGEST_CELL = 14  # words; the longest header cell met in real reports has 11
_WORST_CELL = -5.5  # a worse cell is in no good header; leaving them out keeps long stretches quick


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """Header lines cut into columns."""

    columns: tuple[str, ...]
    starts: tuple[int, ...]
    """Position of the first word of each column."""
    label_start: int
    """Words from here on are the label of the first row."""
    score: float
    stub: str | None = None
    """The header of the label column where the lines run across the page."""
    begin: int = 0
    """The first line of the header there."""
    by_capitals: bool = False
    """Cut at capitals alone: the names say nothing of themselves."""
    groups: tuple[tuple[str, int], ...] | None = None
    """The level above with the columns below each cell where that is known, too; None where it is not."""


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
                words[-1] = HeaderWord(whole, words[-1].break_before, i, words[-1].top)
            else:
                words.append(HeaderWord(word, kind, i))
    return tuple(words)


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
    capitals = [
        (_CAPITALS * width + _label_score(words, end, label_needed), starts, end)
        for starts, end in _cut_at_capitals(words, width)
        if not text_columns
    ]
    if not (finals or capitals) or max([*finals, *capitals])[0] < IMPOSSIBLE / 2:
        return None
    score, starts, end = best = max([*finals, *capitals])
    columns = tuple(words_to_text(words[a:b]) for a, b in zip(starts, [*starts[1:], end], strict=True))
    return HeaderReading(columns, starts, end, score, by_capitals=best in capitals)


FEWEST_STEPS = 3
"""Names that begin on lines of their own, each behind the end of the last, before no other order is possible."""
_LABEL_BELOW = 3  # lines of the first row's label below the header
_CAPITALS = 0.9  # score for each column of a line that has just as many capitals as the table columns


def _cut_at_capitals(words: tuple[HeaderWord, ...], width: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Lines that name every column by names that say nothing but begin with a capital each.

    The label column has such a name, too, or the unit of all the others.
    """
    for line in sorted({word.line for word in words})[-1 - _LABEL_BELOW :]:
        places = [k for k, word in enumerate(words) if word.line == line]
        capitals = [
            k for k in places if words[k].text[0].isupper() and not (k > places[0] and _goes_with(words, k))
        ]
        if len(capitals) == width + 1 and capitals[0] == places[0]:
            yield tuple(capitals[1:]), places[-1] + 1
        elif len(capitals) == width and capitals[0] > places[0] and _is_unit(words, places[0], capitals[0]):
            yield tuple(capitals), places[-1] + 1


def _is_unit(words: tuple[HeaderWord, ...], start: int, end: int) -> bool:
    """Whether the words are a unit in brackets: "(tkr)" heads the labels where nothing else does."""
    text = words_to_text(words[start:end])
    return text.startswith("(") and text.endswith(")") and unit_named(text[1:-1]) is not None


def _goes_with(words: tuple[HeaderWord, ...], k: int) -> bool:
    """Whether word `k` goes with the one before in spite of its capital: a unit, or behind a comma."""
    return unit_named(words[k].text) is not None or words[k - 1].text.endswith(",")


def comes_apart(words: Sequence[HeaderWord], header: HeaderReading) -> bool:
    """Whether a name begins inside a line, goes on in the next and has another behind it there.

    Then the lines may run across all names, and what stands under what is not told by their order. Lines across names
    print the first lines of several side by side: where each name begins on a line of its own they do not.
    """
    ends = [*header.starts[1:], header.label_start]
    if len({words[start].top for start in header.starts}) == len(header.starts) >= FEWEST_STEPS:
        return False
    for place, (start, end) in enumerate(zip(header.starts, ends, strict=True)):
        last = words[end - 1].line
        inside = start > 0 and words[start - 1].line == words[start].line
        wrapped = words[start].line < last
        if inside and wrapped and place + 1 < len(ends) and words[end].line == last:
            return True
    return False


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
    longer: _Chains = {}
    for (i, j), (score, starts) in _chains(words, width - 1).items():
        for end in by_start.get(j, ()):
            total = score + cells[j, end] + likeness(words[i:j], words[j:end])
            if total > longer.get((j, end), (IMPOSSIBLE, ()))[0]:
                longer[j, end] = (total, (*starts, j))
    return longer


@lru_cache(maxsize=256)
def _cells(words: tuple[HeaderWord, ...]) -> tuple[dict[tuple[int, int], float], dict[int, list[int]]]:
    cells = {}
    by_start: dict[int, list[int]] = {}
    for i in range(len(words)):
        start = start_score(words, i)
        if start < _WORST_CELL:
            continue
        for j in range(i + 1, min(len(words), i + _LONGEST_CELL) + 1):
            score = start + inside_score(words, i, j)
            if score < _WORST_CELL:
                break
            cells[i, j] = score
            by_start.setdefault(i, []).append(j)
    return cells, by_start


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
    elif any(
        word.line == words[first].line and folded(word.text) == folded(words[first].text)
        for word in words[max(0, first - 3) : first]
    ):
        score -= 2.5  # nor is "Kv 1 Kv 2 Kv 3"
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
        return IMPOSSIBLE
    score = 0.3 if rest[0].break_before == "blank" else -0.5
    if goes_on_period([word.text for word in words[max(0, start - 3) : start + 1]]):
        score -= 5.0
    if is_strong(rest[0].text):
        score -= 2.0
    if is_date_word(rest[0].text) or rest[0].text[0].islower():
        score -= 2.5
    if not needed:
        score -= 1.0 + 0.3 * len(rest)
    return score - 0.1 * len(rest)
