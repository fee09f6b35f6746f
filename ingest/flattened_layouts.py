"""All ways to read a stretch of lines as a table, with a score for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import inf

from ingest.flattened_extent import body_lines, has_comments, header_names_words
from ingest.flattened_gaps import with_proven_gaps
from ingest.flattened_header import (
    HeaderReading,
    comes_apart,
    header_words,
    read_header,
)
from ingest.flattened_header_across import across_words, read_header_across
from ingest.flattened_header_atoms import lines_to_tokens, tokens_to_words
from ingest.flattened_header_cells import CellsHeader, HeaderTask, is_surely_by_cells, read_cells_header
from ingest.flattened_header_proofs import rows_to_figures
from ingest.flattened_header_scores import HeaderWord
from ingest.flattened_lines import LineFacts, line_to_facts
from ingest.flattened_order import Order
from ingest.flattened_readings import Reading, apart_cost, cell_value, row_readings
from ingest.flattened_rows import RowDraft, body_to_rows
from ingest.flattened_splits import column_relations
from ingest.flattened_values import PieceKind, ValueLine, is_year
from ingest.txt_lines import PrintedLine, ends_hyphenated

WIDEST = 16  # value columns
_WELL_READ = 1.0  # a row whose best reading costs less has its cells beyond doubt
_LEAST_WELL_READ = 0.7  # share of the lines with values
_HEADER_PER_COLUMN = 0.45  # score of a header worth the name, for each column
_HEADINGS_PER_ROW_PLAIN = 1.5  # the same under headers that leave no doubt
_HEADINGS_PER_ROW = 0.8  # more headings than that inside a table are lines of something else
_NAMELESS = 0.3  # of the rows: subtotals may lack a label, but not all through a table
_MOST_APART = 1.4  # a pair such as "4 419" on a lone row
_DOUBTFUL_HEADER = -0.6  # names that say nothing of themselves, such as those of places
_SURE_ROWS, _SURE_WELL_READ = 3, 0.9
_GOOD_HEADER = 0.9  # for each column: nothing speaks for headers of a higher level only
_GROUPED_HEADER = 2.0  # what it costs that only headers of a higher level are printed
_MOST_APART_UNPROVEN = 2.0  # cost a row where no arithmetic bears it out
APART_ALIKE = 0.3  # cost a row by which two layouts cut up numbers alike
_BETTER_HEADER = 0.4  # score for each column
_WELL_READ_WEIGHT = 12.0
_DOUBT_WEIGHT = 2.0
_NATURAL = 2.0  # every row has just so many numbers when all that can be thousands are
_ADDS_UP = 6.0  # one column is the difference or the sum of two others, all through the table
_FEW_READINGS, _FEW_ROWS = 12, 12  # enough to see that
_NO_HEADER = -3.0
_CELLS_BASE = 12.0
_CELLS_HEADER = 2.0  # score for each column of a header that was read by its cells: as plain ones have
_ROW_BONUS, _MOST_ROWS = 0.6, 10  # of two readings the one that makes rows of more lines is likelier


class WordsColumn(StrEnum):
    """Whether words stand behind the values."""

    NONE = "none"
    NAMED = "named"
    """The last header cell names them."""
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to read a stretch of lines as a table."""

    width: int
    """Value columns."""
    words_column: WordsColumn
    span: int
    """Value columns under each header cell: more than 1 where only headers of a higher level are printed."""
    header: HeaderReading | None
    words: tuple[HeaderWord, ...]
    rows: tuple[RowDraft, ...]
    readings: tuple[tuple[Reading, ...], ...]
    """Of the rows that have values."""
    score: float
    apart: float
    """What it costs on each row that long numbers may stand cut up."""
    adds_up: bool
    """One column is the sum or difference of others."""
    well_read: float
    body: tuple[int, ...]

    @property
    def header_each(self) -> float:
        """The header's score for each column."""
        return self.header.score / len(self.header.columns) if self.header else _NO_HEADER

    @property
    def is_by_cells(self) -> bool:
        """Whether its header was read by its cells."""
        return self.header is not None and self.header.groups is not None

    @property
    def is_table(self) -> bool:
        """Good enough to be one."""
        if self.well_read < _LEAST_WELL_READ or self.width == 1 or self.header is None:
            return False
        if self.header.by_capitals and self.apart:
            # Names that say nothing are no reason to cut up what may be one number.
            return False
        if any(name.count("(") != name.count(")") for name in self.header.columns):
            return False  # a part of the name stands elsewhere
        if self.apart > _MOST_APART_UNPROVEN and not self.adds_up and len(self.readings) > 1:
            return False
        headings = (len(self.rows) - len(self.readings)) / len(self.readings)
        plain = self.header.score >= _GOOD_HEADER * len(self.header.columns)
        if headings > (_HEADINGS_PER_ROW_PLAIN if plain else _HEADINGS_PER_ROW):
            return False
        if (
            _names_twice(self.header.columns)
            or names_are_values(self.header.columns)
            or (len(self.readings) == 1 and self.apart > _MOST_APART)
        ):
            return False
        labels = [row.label_text for row in self.rows if not row.is_heading]
        nameless = sum(
            not label or (cell_value(label) is not None and not is_year(label)) for label in labels
        )
        if nameless > _NAMELESS * len(labels):
            return False
        each = self.header_each
        if self.words_column is not WordsColumn.NONE or self.span > 1:
            # Words behind numbers are found in lists and prose too: only plain headers make them a table.
            return each >= _GOOD_HEADER
        sure_rows = len(self.readings) >= _SURE_ROWS and self.well_read >= _SURE_WELL_READ
        return each >= (_DOUBTFUL_HEADER if sure_rows else _HEADER_PER_COLUMN)


def best_layout(layouts: Sequence[Layout]) -> Layout | None:
    """The best that is a table.

    One that cuts up what may be whole numbers must have the table's arithmetic or plainly better headers for it.
    """
    good = [layout for layout in layouts if layout.is_table]
    good = [layout for layout in good if layout.is_by_cells] or good
    return max(
        (layout for layout in good if layout.adds_up or not any(_cuts_less(other, layout) for other in good)),
        key=lambda layout: layout.score,
        default=None,
    )


def _cuts_less(other: Layout, layout: Layout) -> bool:
    """Whether another layout keeps more numbers whole under headers about as good."""
    return (
        other.apart < layout.apart - APART_ALIKE
        and other.header_each >= layout.header_each - _BETTER_HEADER
        and other.score > layout.score - _ADDS_UP
    )


def _names_twice(columns: Sequence[str]) -> bool:
    """Whether neighbours have the same name: then a part of one was lost."""
    return any(a.casefold() == b.casefold() for a, b in pairwise(columns))


def names_are_values(columns: Sequence[str]) -> bool:
    """Whether a header cell is an amount: then the line is a row, not a header.

    >>> names_are_values(("Utfall", "1 234")), names_are_values(("2024", "2025"))
    (True, False)
    """
    return any(cell_value(column) is not None and not is_year(column) for column in columns)


def table_layouts(facts: Sequence[LineFacts], top: int, seed: int, order: Order) -> Iterator[Layout]:
    """Layouts of the table whose header may begin at `top` and whose first row is at `seed`."""
    modes = [WordsColumn.NONE]
    if header_names_words(facts[top:seed]):
        modes.append(WordsColumn.NAMED)
    if has_comments(facts, seed):
        modes.append(WordsColumn.UNNAMED)
    for mode in modes:
        words_behind = mode is not WordsColumn.NONE
        body = body_lines(facts, top, seed, words_behind=words_behind)
        lines = [facts[i] for i in body]
        for variant in (_with_years_as_labels(lines) or lines, _without_empty_column(lines)):
            for width in possible_widths(variant, words_behind=words_behind):
                filled = with_proven_gaps(variant, width) or variant
                yield from _layouts(facts[top:seed], filled, width, mode, tuple(body), order)


def _without_empty_column(lines: Sequence[LineFacts]) -> list[LineFacts]:
    """The lines less the first cell where it is empty on every row: a column of notes without any."""
    rows = [fact for fact in lines if fact.is_row]
    if len(rows) < 2 or not all(fact.values.pieces[0].kind is PieceKind.EMPTY for fact in rows):
        return []
    return [
        line_to_facts(fact.line, replace(fact.values, pieces=fact.values.pieces[1:]), inf)
        if fact.values.pieces and fact.values.pieces[0].kind is PieceKind.EMPTY
        else fact
        for fact in lines
    ]


def _with_years_as_labels(lines: Sequence[LineFacts]) -> list[LineFacts]:
    """The lines with their first number as label where those of all rows are years in order; else nothing."""
    rows = [fact for fact in lines if fact.is_row]
    years = [fact.values.pieces[0].text for fact in rows if fact.only_values]
    steps = (
        {int(after) - int(before) for before, after in pairwise(years)} if all(map(is_year, years)) else {0}
    )
    if len(years) < 2 or len(years) < len(rows) - 1 or not (steps <= {1} or steps <= {-1}):
        return []
    return [
        line_to_facts(fact.line, ValueLine(fact.values.pieces[0].text, fact.values.pieces[1:]), inf)
        if fact.is_row and fact.only_values
        else fact
        for fact in lines
    ]


def possible_widths(lines: Sequence[LineFacts], *, words_behind: bool) -> list[int]:
    """Widths that fit at least half as many lines as the width that fits most."""
    fits: Counter[int] = Counter()
    for fact in lines:
        values = fact.values
        if not fact.has_numbers or not (fact.is_row or words_behind) or (values.behind and not words_behind):
            continue
        for width in range(max(1, values.fewest), min(WIDEST, len(values.pieces)) + 1):
            fits[width] += 1
    most = max(fits.values(), default=0)
    return [width for width in sorted(fits) if fits[width] >= most / 2]


def _layouts(
    head: Sequence[LineFacts],
    lines: Sequence[LineFacts],
    width: int,
    mode: WordsColumn,
    body: tuple[int, ...],
    order: Order,
) -> Iterator[Layout]:
    named = int(mode is WordsColumn.NAMED)
    needed = needs_label(head, lines[0])
    doubted: frozenset[tuple[str, ...]] = frozenset()
    if order in (Order.BARE_CELLS, Order.UNKNOWN) and mode is not WordsColumn.UNNAMED:
        task = header_task(head, lines, width, named, label_needed=needed)
        found = read_cells_header(task)
        if len(found) == 1 and (order is Order.BARE_CELLS or is_surely_by_cells(task, found[0])):
            yield from _layout(
                head, lines, width, mode, 1, _to_reading(task, found[0]), tokens_to_words(task.tokens), body
            )
            return
        doubted = frozenset(tuple(name for _, name in one.columns) for one in found)
    for layout in _older_layouts(head, lines, width, mode, body, order):
        # Where several ways to read the cells are as good, words that speak for one of them decide.
        if not doubted or (layout.header is not None and layout.header.columns in doubted):
            yield layout


def _older_layouts(
    head: Sequence[LineFacts],
    lines: Sequence[LineFacts],
    width: int,
    mode: WordsColumn,
    body: tuple[int, ...],
    order: Order,
) -> Iterator[Layout]:
    """Layouts by the words of the header alone."""
    named = int(mode is WordsColumn.NAMED)
    needed = needs_label(head, lines[0])
    lines_above = [fact.line for fact in head]
    if not order.is_by_cells and not named:
        header = read_header_across(lines_above, width, label_needed=needed)
        if header is not None:
            words = across_words(lines_above)
            yield from _layout(head, lines, width, mode, 1, header, words, body)
    if order is Order.ACROSS:
        return
    words = header_words(lines_above)
    header = read_header(words, width + named, label_needed=needed, text_columns=named)
    if header is not None and order is Order.UNKNOWN and comes_apart(words, header):
        return
    yield from _layout(head, lines, width, mode, 1, header, words, body)
    if header is not None and header.score >= _GOOD_HEADER * (width + named):
        return
    for groups in range(1, width // 2 + 1):
        if width % groups == 0 and (groups > 1 or named):
            header = read_header(words, groups + named, label_needed=needed, text_columns=named)
            if header is not None:
                yield from _layout(head, lines, width, mode, width // groups, header, words, body)


def header_task(
    head: Sequence[LineFacts], lines: Sequence[LineFacts], width: int, named: int, *, label_needed: bool
) -> HeaderTask:
    """The header to be read by its cells, with what the figures below it prove."""
    rows = body_to_rows(lines, width, first_label=[], words_behind=bool(named))
    valued = [row for row in rows if not row.is_heading]
    figures = rows_to_figures([row_readings(row.pieces, width, whole=row.whole) for row in valued], width)
    tokens = lines_to_tokens([fact.words for fact in head])
    return HeaderTask(tokens, width + named, figures, label_needed, len(valued) < len(rows))


def _to_reading(task: HeaderTask, header: CellsHeader) -> HeaderReading:
    columns = tuple(name for _, name in header.columns)
    return HeaderReading(
        columns,
        (header.start,) * len(columns),
        header.end,
        _CELLS_HEADER * len(columns) + header.score,
        stub=header.stub,
        begin=task.tokens[header.start].line,
        groups=header.groups,
    )


def _layout(
    head: Sequence[LineFacts],
    lines: Sequence[LineFacts],
    width: int,
    mode: WordsColumn,
    span: int,
    header: HeaderReading | None,
    words: tuple[HeaderWord, ...],
    body: tuple[int, ...],
) -> Iterator[Layout]:
    words_behind = mode is not WordsColumn.NONE
    first_label = by_line(head, words[header.label_start :]) if header else []
    rows = body_to_rows(lines, width, first_label=first_label, words_behind=words_behind)
    valued = [row for row in rows if not row.is_heading]
    if not valued:
        return
    readings = tuple(row_readings(row.pieces, width, whole=row.whole) for row in valued)
    well = sum(bool(options) and options[0].cost < _WELL_READ for options in readings)
    lines_with_values = sum(
        fact.is_row or (fact.has_numbers and not fact.prose and fact.values.fewest > 1) for fact in lines
    )
    share = well / max(1, len(valued), lines_with_values)
    doubt = sum(min(options[0].cost, 6.0) if options else 6.0 for options in readings) / len(readings)
    apart = sum(apart_cost(row.pieces, width) for row in valued) / len(valued)
    score = _header_score(header, span) + _WELL_READ_WEIGHT * share - _DOUBT_WEIGHT * (doubt + apart)
    score += _ROW_BONUS * min(len(valued), _MOST_ROWS)
    if len(valued) > 1:
        natural = sum(ValueLine("", row.pieces).fewest == width for row in valued)
        score += _NATURAL * natural / len(valued)
    adds_up = bool(column_relations([options[:_FEW_READINGS] for options in readings[:_FEW_ROWS]]))
    score += _ADDS_UP * adds_up
    yield Layout(width, mode, span, header, words, tuple(rows), readings, score, apart, adds_up, share, body)


def _header_score(header: HeaderReading | None, span: int) -> float:
    if header is None:
        return _NO_HEADER
    if header.groups is not None:
        # How many columns there are says nothing for them.
        return _CELLS_BASE + header.score - _CELLS_HEADER * len(header.columns)
    return header.score if span == 1 else header.score - _GROUPED_HEADER


def needs_label(head: Sequence[LineFacts], first: LineFacts) -> bool:
    """Whether the label of the first row begins on a line above its values."""
    label = first.values.label
    return not label or (
        first.gap == 0 and bool(head) and (label[0].islower() or ends_hyphenated(head[-1].words))
    )


def by_line(head: Sequence[LineFacts], words: Sequence[HeaderWord]) -> list[tuple[str, PrintedLine]]:
    """Header words that are a row label after all, as pending lines."""
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return [(" ".join(texts), head[i].line) for i, texts in lines.items()]
