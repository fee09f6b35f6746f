"""Header lines printed cell by cell -> the names of the columns, with the headers over several columns above them.

All ways to cut the atoms (`flattened_header_atoms`) into a label column, an upper level and a lower one that come to
just as many columns as the table has are weighed by how cells are printed, by their words, and by what the figures
prove (`flattened_header_proofs`). Where two ways that give a column another name are about as good, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ingest.flattened_header_atoms import (
    ALL_PERIODS,
    Atom,
    Token,
    merged,
    parted,
    tokens_to_atoms,
    tokens_to_text,
)
from ingest.flattened_header_proofs import ColumnFigures, Path
from ingest.flattened_header_words import begins_group, begins_header, is_stub_header, is_text_header
from ingest.flattened_level_scores import (
    IMPOSSIBLE_LEVELS,
    Levels,
    levels_score,
    names_score,
)

MARGIN = 0.6
"""By which the best reading must be better than any that names a column otherwise."""
_MOST_LINES = 18  # of a header
_MOST_REST = 4  # lines between the header and the first figures
_MOST_GROUPS = 5
_MERGED = 2.5  # a capital inside a name
_HEADING = 1.2  # a line below the header that is no label
_HEADING_SEEN = 0.3  # the same in a table with other such lines
_STRONG_LEFT = 2.0  # a name of a column among the lines below or right above the header
_PERIOD_LEFT = 1.5  # for each period among the lines below
_NEAR_LINES = 2
_SEVERAL_LEFT = 0.8  # several cells on the line right above
_NO_STUB = 0.4
_CAPTION_WORDS = 3
_SURE = -0.5  # a header that scores more needs no second look
_LOW_STUB = 0.3
_PARTED = 0.3  # the period behind the label column's header is a cell of its own
_WORST = -1.2  # a header that scores less is none


@dataclass(frozen=True, slots=True)
class CellsHeader:
    """A header read cell by cell."""

    columns: tuple[Path, ...]
    stub: str
    groups: tuple[tuple[str, int], ...]
    """The upper level with the columns below each; "" over a column that has none."""
    start: int
    end: int
    """Words [start, end) are the header."""
    score: float


@dataclass(frozen=True, slots=True)
class HeaderTask:
    """What a reader of one header must know."""

    tokens: tuple[Token, ...]
    width: int
    """Columns behind the label column."""
    figures: ColumnFigures
    """Of the columns of figures: the first ones."""
    label_needed: bool
    """The label of the first row is the end of the words."""
    has_headings: bool
    """There are headings between the rows."""

    @property
    def names_words(self) -> bool:
        """Whether the last column holds words."""
        return self.width > self.figures.width


def read_cells_header(task: HeaderTask) -> tuple[CellsHeader, ...]:
    """The header; none when no way to read it is good, several when they are about as good."""
    if not task.tokens:
        return ()
    readings = list(_readings(task, merge=False))
    if max((reading.score for reading in readings), default=_WORST) < _SURE:
        readings += _readings(task, merge=True)
    best = max(readings, key=lambda reading: reading.score, default=None)
    if best is None or best.score < _WORST:
        return ()
    near = {_plain_names(best): best}
    for other in readings:
        if other.score > best.score - MARGIN:
            near.setdefault(_plain_names(other), other)
    return tuple(near.values())


def is_surely_by_cells(task: HeaderTask, header: CellsHeader) -> bool:
    """Whether the lines of the header show that they run cell by cell, or that it makes no difference.

    Lines across the page would print the first lines of two wrapped names before the second line of either.
    """
    tokens = task.tokens[header.start : header.end]
    if any(token.back for token in tokens):
        return True
    lines = {token.line for token in tokens}
    levels = len(lines)
    alone = sum(sum(token.line == line for token in tokens) <= 2 for line in lines)
    plain = (
        levels == 1
        or (levels == 2 and bool(header.groups))
        or (levels == 3 and bool(header.groups and header.stub))
    )
    return plain or (alone > len(header.columns) and levels > len(header.columns))


def _plain_names(header: CellsHeader) -> tuple[Path, ...]:
    return tuple((group.casefold(), name.casefold()) for group, name in header.columns)


def _readings(task: HeaderTask, *, merge: bool) -> Iterator[CellsHeader]:
    seen: set[tuple[int, ...]] = set()
    for periods in ALL_PERIODS:
        atoms = tokens_to_atoms(task.tokens, periods)
        variants = [merged(atoms, k, task.tokens) for k in _mergeable(atoms)] if merge else [atoms]
        for variant in variants:
            key = tuple(atom.start for atom in variant)
            if key in seen:
                continue
            seen.add(key)
            cost = _MERGED * merge + 1.0 * periods.numbers_begin
            for reading in _cuts(task, variant):
                yield CellsHeader(
                    reading.columns,
                    reading.stub,
                    reading.groups,
                    reading.start,
                    reading.end,
                    reading.score - cost,
                )


def _mergeable(atoms: Sequence[Atom]) -> list[int]:
    return [
        k for k in range(1, len(atoms)) if not (atoms[k].is_period or atoms[k].back or atoms[k - 1].is_period)
    ]


def _cuts(task: HeaderTask, atoms: Sequence[Atom]) -> Iterator[CellsHeader]:
    """Every stretch of the atoms that may be the header."""
    last = atoms[-1].lines[1]
    for end in range(len(atoms), 0, -1):
        if last - atoms[end - 1].lines[1] > _MOST_REST:
            break
        below = _below_cost(task, atoms, end)
        if below is None:
            continue
        for start in range(end - 1, -1, -1):
            if atoms[end - 1].lines[1] - atoms[start].lines[0] > _MOST_LINES:
                break
            if not atoms[start].begins_line:
                continue
            above = _above_cost(atoms, start)
            for stub in (0, 1):
                lead = _NO_STUB * (stub == 0) + above * (stub == 0 or not is_stub_header(atoms[start].text))
                if stub and atoms[start].is_period and any(letter.isdigit() for letter in atoms[start].text):
                    continue
                stubs = atoms[start : start + stub]
                yield from _levels(task, stubs, atoms[start + stub : end], below + lead)
                yield from _low_stubs(task, stubs, atoms[start + stub : end], below + lead)
                if stub and (two := parted(atoms[start], task.tokens)):
                    rest = (two[1], *atoms[start + 1 : end])
                    yield from _levels(task, two[:1], rest, below + lead + _PARTED)


def _low_stubs(
    task: HeaderTask, stub: Sequence[Atom], part: Sequence[Atom], cost: float
) -> Iterator[CellsHeader]:
    """The same with the label column's header on the lower level, below what may be the table's name."""
    for k in range(1, len(part) - 1):
        atom = part[k]
        if not atom.begins_line or atom.back or atom.is_period or begins_header(atom.text):
            continue
        below = replace(part[k + 1], begins_line=True)
        for reading in _levels(task, (), (*part[:k], below, *part[k + 2 :]), cost + _LOW_STUB):
            spans = [span for title, span in reading.groups if title]
            if spans and sum(spans) == len(reading.columns) == len(part) - 1 - k:
                yield replace(
                    reading,
                    stub=" ".join([*(one.text for one in stub), atom.text]),
                    start=min(reading.start, atom.start),
                )


def _below_cost(task: HeaderTask, atoms: Sequence[Atom], end: int) -> float | None:
    """What it costs that the atoms from `end` on are headings and the label of the first row; None if they cannot."""
    rest = atoms[end:]
    if not rest:
        return None if task.label_needed else 0.0
    if not rest[0].begins_line or rest[0].text[0].islower() or rest[0].back:
        return None
    lines = rest[-1].lines[1] - rest[0].lines[0] + 1
    cost = 0.1 * lines + _STRONG_LEFT * (_names_column(rest[0].text) or rest[0].is_period)
    cost += 0.2 * max(0, len(rest) - lines) + _PERIOD_LEFT * sum(atom.is_period for atom in rest)
    if not task.label_needed:
        cost += _HEADING_SEEN if task.has_headings else _HEADING * lines
    return cost


def _above_cost(atoms: Sequence[Atom], start: int) -> float:
    """What it costs to leave the lines right above out of the header."""
    if not start:
        return 0.0
    line = atoms[start - 1].lines[1]
    row = [atom for atom in atoms[:start] if atom.lines[1] == line]
    if any(atom.is_period or begins_group(atom.text) or _names_column(atom.text) for atom in row):
        return _STRONG_LEFT
    higher = [atom for atom in atoms[:start] if atom.lines[1] < line <= atom.lines[1] + _NEAR_LINES]
    groups = [
        atom for atom in higher if begins_group(atom.text) and not (atom.begins_line and atom.ends_line)
    ]
    return _STRONG_LEFT if groups else _SEVERAL_LEFT * (len(row) > 1)


def _names_column(text: str) -> bool:
    """Whether words are more likely the name of a column than a label or a caption."""
    return begins_header(text) and len(text.split()) < _CAPTION_WORDS


def _levels(
    task: HeaderTask, stub: Sequence[Atom], part: Sequence[Atom], cost: float
) -> Iterator[CellsHeader]:
    """The atoms as one level of names, or as two with as many headers over several columns as are left over."""
    groups = len(part) - task.width
    if not 0 <= groups <= _MOST_GROUPS:
        return
    candidates = [Levels(stub, part, (), ())] if not groups else _two_levels(stub, part, groups)
    for levels in candidates:
        columns = levels.columns
        score = levels_score(levels) + names_score(columns)
        if score <= IMPOSSIBLE_LEVELS:
            continue
        if task.names_words:
            if not is_text_header(columns[-1][1]):
                continue
            columns_of_figures = columns[:-1]
        else:
            columns_of_figures = columns
        score += task.figures.speak_for(columns_of_figures) - cost
        if score < _WORST - MARGIN:
            continue
        name = tokens_to_text(task.tokens[stub[0].start : stub[0].end]) if stub else ""
        first = stub[0] if stub else part[0]
        yield CellsHeader(columns, name, levels.upper_row, first.start, part[-1].end, score)


def _two_levels(stub: Sequence[Atom], part: Sequence[Atom], groups: int) -> Iterator[Levels]:
    for boundary in range(groups, len(part) - groups + 1):
        first = part[boundary]
        if not (first.begins_line or first.back):
            continue
        if any(atom.back for atom in part[:boundary]) or any(atom.back for atom in part[boundary + 1 :]):
            continue
        below = len(part) - boundary
        for places in combinations(range(boundary), groups):
            for spans in _spans(below, groups):
                yield Levels(stub, part, places, spans)


def _spans(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Ways to part so many names among so many headers, at least two below each."""
    if count == 1:
        if total > 1:
            yield (total,)
        return
    for first in range(2, total - 2 * (count - 1) + 1):
        for rest in _spans(total - first, count - 1):
            yield (first, *rest)
