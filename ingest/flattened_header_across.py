"""Header lines that run across the page -> one header for each column: what stands below each other is put together.

Extractors that print a page line by line cut a wrapped header into slices: the first line of every cell, then the
second. Which part of a line goes with which column is not printed; words that begin names, words cut by a hyphen,
names that want a period and names built alike decide, and where two ways are as good, there is no reading.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from math import comb

from ingest.flattened_header import HeaderReading
from ingest.flattened_header_scores import (
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
    known_words,
    takes_period,
)
from ingest.flattened_values import is_month
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined

_MOST_LINES = 5  # of a header
_LABEL_BELOW = 3  # lines of the first row's label below the header
_MOST_CUTS = 6  # doubtful places of a line that are weighed
_BEST_CUTS = 6  # ways to cut a line that are followed up
_BEAM = 10
_MOST_PLACES = 60  # ways to place the parts of a line; more leave all to chance
_MOST_WORDS = 24  # on a header line
_SURE_CUT = 0.4
_WORST_CUT = -2.5
_MARGIN = 0.5  # by which the best reading must be better than any other
_SLICES = 0.6  # what each further line costs: fewer lines leave less to chance
_JOINED = 1.5  # a word that is whole again
_PERIOD_MISPLACED = 2.0
_ROW_LABEL = 3.0
_LOST_NAME = 1.2  # a name of a column left above or in the label column

_Line = tuple[HeaderWord, ...]
_Cells = tuple[_Line, ...]


def read_header_across(
    lines: Sequence[PrintedLine], width: int, *, label_needed: bool
) -> HeaderReading | None:
    """The header of `width` columns on the last of the lines; None when none is clearly the best."""
    words = _words_by_line(lines)
    best: list[tuple[float, int, int, _Cells]] = []
    for last in range(len(words) - 1, max(-1, len(words) - 2 - _LABEL_BELOW), -1):
        below = _label_cost([word for line in words[last + 1 :] for word in line], needed=label_needed)
        for first in range(last, max(-1, last - _MOST_LINES), -1):
            if len(words[first]) > _MOST_WORDS:
                break
            lead = sum(_LOST_NAME * _names(line) for line in words[max(0, first - 1) : first])
            for score, cells in _block_readings(words[first : last + 1], width):
                best.append((score - below - lead, first, last, cells))
    best.sort(key=lambda each: -each[0])
    if not best:
        return None
    score, first, last, cells = best[0]
    columns = _names_of(cells)
    if any(other[0] > score - _MARGIN and _names_of(other[3]) != columns for other in best[1:]):
        return None
    before = sum(len(line) for line in words[:first])
    end = before + sum(len(line) for line in words[first : last + 1])
    return HeaderReading(columns, (before,) * width, end, score, stub=words_to_text(cells[0]), begin=first)


def across_words(lines: Sequence[PrintedLine]) -> tuple[HeaderWord, ...]:
    """The words of the lines as `read_header_across` counts them: those cut by a hyphen stay cut."""
    return tuple(word for line in _words_by_line(lines) for word in line)


def _words_by_line(lines: Sequence[PrintedLine]) -> tuple[_Line, ...]:
    return tuple(_line_to_words(line, i) for i, line in enumerate(lines))


def _names_of(cells: _Cells) -> tuple[str, ...]:
    return tuple(words_to_text(cell) for cell in cells[1:])


def _line_to_words(line: PrintedLine, number: int) -> _Line:
    return tuple(
        HeaderWord(text, "space" if k else "tight", number) for k, text in enumerate(line.words.split())
    )


def _names(line: _Line) -> int:
    """Words on a line that begin names of columns."""
    return sum((is_strong(word.text) and word.text[0].isupper()) or is_date_word(word.text) for word in line)


def _label_cost(rest: Sequence[HeaderWord], *, needed: bool) -> float:
    """What it costs that words below the header are the label of the first row."""
    if not rest:
        return 6.0 if needed else 0.0
    doubt = 2.5 * (is_strong(rest[0].text) or is_date_word(rest[0].text) or rest[0].text[0].islower())
    return doubt + 0.1 * len(rest) + (0.0 if needed else 1.5 + 0.3 * len(rest))


def _block_readings(lines: tuple[_Line, ...], width: int) -> Iterator[tuple[float, _Cells]]:
    """The best ways to put the words of the lines into the label column and `width` others."""
    slices = _SLICES * (len(lines) - 1)
    for total, _, cells in _beam(lines, width):
        if all(cells[1:]):
            alike = sum(likeness(a, b) for a, b in pairwise(cells[1:]))
            yield total + alike + _period_fit(cells[1:]) - slices - _stub_lines(lines, cells[0]), cells


def _period_fit(cells: Sequence[_Line]) -> float:
    """Less than nought where a name without a period stands beside another that has one and wants none."""
    dated = [any(is_date_word(word.text) for word in cell) for cell in cells]
    wants = [any(takes_period(word.text) for word in cell) for cell in cells]
    named = [any(is_strong(word.text) for word in cell) for cell in cells]
    bare = sum(want and not date for want, date in zip(wants, dated, strict=True))
    strange = sum(name and date and not want for name, date, want in zip(named, dated, wants, strict=True))
    return -_PERIOD_MISPLACED * min(bare, strange)


def _stub_lines(lines: Sequence[_Line], stub: _Line) -> float:
    """What it costs that the last line is all label column: it is the label of a row."""
    words = [word.text for word in stub if word.line == lines[-1][0].line]
    return _ROW_LABEL if len(lines) > 1 and len(words) == len(lines[-1]) else 0.0


@lru_cache(maxsize=1024)
def _beam(lines: tuple[_Line, ...], width: int) -> tuple[tuple[float, float, _Cells], ...]:
    """Score, score of the cuts alone, and cells of the best ways to place the words of the lines so far."""
    if not lines:
        return ((0.0, 0.0, ((),) * (width + 1)),)
    grown: dict[_Cells, tuple[float, float]] = {}
    cuts = [
        (score, segments)
        for score, segments in _line_cuts(lines[-1], width + 1)
        if comb(width + 1, len(segments)) <= _MOST_PLACES
    ]
    for _, cut_score, cells in _beam(lines[:-1], width):
        for score, segments in cuts:
            own = cut_score + score
            for places in combinations(range(width + 1), len(segments)):
                after = _with_segments(cells, segments, places)
                if after is None:
                    continue
                total = own + sum(_cell_score(cell) for cell in after[1:] if cell) - _stub_cost(after[0])
                if after not in grown or total > grown[after][0]:
                    grown[after] = (total, own)
    best = heapq.nlargest(_BEAM, grown.items(), key=lambda item: item[1][0])
    return tuple((total, own, cells) for cells, (total, own) in best)


def _with_segments(cells: _Cells, segments: Sequence[_Line], places: Sequence[int]) -> _Cells | None:
    """The cells with each segment added in its place; None where a word would be cut for good."""
    result = list(cells)
    for segment, place in zip(segments, places, strict=True):
        above = result[place]
        if above and ends_hyphenated(above[-1].text):
            whole = joined([above[-1].text, segment[0].text])
            if " " in whole and segment[0].text.casefold() != "och":
                return None
            if " " not in whole:
                first = HeaderWord(whole, above[-1].break_before, above[-1].line)
                result[place] = (*above[:-1], first, *segment[1:])
                continue
        result[place] = (*above, HeaderWord(segment[0].text, "tight", segment[0].line), *segment[1:])
    for place, cell in enumerate(cells):
        if cell and place not in places and ends_hyphenated(cell[-1].text) and place:
            return None
    return tuple(result)


@lru_cache(maxsize=50_000)
def _cell_score(cell: _Line) -> float:
    # A word that still waits for its other half is no fault yet.
    waits = ends_hyphenated(cell[-1].text)
    return start_score(cell, 0) + inside_score(cell, 0, len(cell)) + (8.0 if waits else 0.0)


def _stub_cost(cell: _Line) -> float:
    return _LOST_NAME * _names(cell)


@lru_cache(maxsize=2048)
def _line_cuts(line: _Line, most: int) -> tuple[tuple[float, tuple[_Line, ...]], ...]:
    """The best ways to cut a line into at most so many parts."""
    scores = {i: _cut_score(line, i) for i in range(1, len(line))}
    sure = [i for i, score in scores.items() if score >= _SURE_CUT]
    doubtful = heapq.nlargest(
        _MOST_CUTS,
        (i for i, score in scores.items() if _WORST_CUT <= score < _SURE_CUT),
        key=scores.__getitem__,
    )
    found = []
    for places in _subsets(doubtful):
        cuts = sorted([*sure, *places])
        if len(cuts) >= most:
            continue
        segments = tuple(line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True))
        inside = sum(inside_score(segment, 0, len(segment)) for segment in segments)
        hyphens = 8.0 * sum(ends_hyphenated(segment[-1].text) for segment in segments)
        found.append((sum(scores[i] for i in cuts), inside + hyphens, segments))
    best = heapq.nlargest(_BEST_CUTS, found, key=lambda each: each[0] + each[1])
    return tuple((score, segments) for score, _, segments in best)


def _subsets(places: Sequence[int]) -> Iterator[tuple[int, ...]]:
    for count in range(len(places) + 1):
        yield from combinations(places, count)


def _cut_score(line: _Line, i: int) -> float:
    """How well another column begins at word `i` of a line."""
    word, before = line[i].text, line[i - 1].text
    if goes_on_period([each.text for each in line[max(0, i - 3) : i + 1]]):
        return -3.0
    if folded(before) in known_words("connecting") or before.endswith((",", "/")):
        return -3.0
    if ends_hyphenated(before):
        return -3.0 if folded(word) == "och" else 1.0
    if word.startswith("("):
        return -1.0
    if is_date_word(word) or is_month(folded(word)) or folded(word) in known_words("period"):
        return 0.3 - (2.0 if takes_period(before) else 0.0)
    if is_strong(word):
        return 0.5 if word[0].isupper() else 0.0
    if folded(word) in known_words("connecting"):
        return -1.5
    if not any(letter.isalnum() for letter in word):
        return -3.0
    return -0.3 if word[0].isupper() else -1.2
