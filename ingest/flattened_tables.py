"""Flattened tables in running lines: the best reading of each, as headers and rows of cell texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ingest.flattened_extent import below_caption, header_top
from ingest.flattened_header import read_header
from ingest.flattened_header_scores import words_to_text
from ingest.flattened_header_words import begins_group, begins_stub
from ingest.flattened_layouts import APART_ALIKE, Layout, WordsColumn, best_layout, table_layouts
from ingest.flattened_lines import LineFacts
from ingest.flattened_order import Order, order_of
from ingest.flattened_readings import Reading
from ingest.flattened_rows import RowDraft, goes_on
from ingest.flattened_single import single_column_table
from ingest.flattened_splits import choose_readings, names_a_total
from ingest.flattened_stacked import stacked_table
from ingest.flattened_views import FlatRow, FlatTable

_GROUP_SCORE = 0.4  # of a header of a higher level, for each of its cells


def find_tables(facts: Sequence[LineFacts]) -> list[FlatTable]:
    """All flattened tables in order."""
    tables: list[FlatTable] = []
    order = order_of(facts)
    i = floor = 0
    while i < len(facts):
        table = stacked_table(facts, i, floor) or _single_column_table(facts, i, floor, order)
        if table is None and (facts[i].is_row or facts[i].is_empty_row):
            table = _table_from(facts, i, floor, order)
        if table is None:
            i += 1
            continue
        tables.append(table)
        i = floor = table.last + 1
    return tables


def _single_column_table(facts: Sequence[LineFacts], i: int, floor: int, order: Order) -> FlatTable | None:
    """A table of one value column, unless its rows make as many rows of several columns."""
    single = single_column_table(facts, i)
    seed = next((k for k in sorted(single.positions) if facts[k].is_row), None) if single else None
    if single is None or seed is None:
        return single
    wider = _table_from(facts, seed, floor, order)
    if wider is not None and sum(row.value_line is not None for row in wider.rows) >= len(single.rows):
        return wider
    return single


def _table_from(facts: Sequence[LineFacts], seed: int, floor: int, order: Order) -> FlatTable | None:
    top = header_top(facts, seed, floor)
    below = below_caption(facts, top, seed)
    best = best_layout(list(table_layouts(facts, top, seed, order)))
    if below > top:
        # What is plainly a caption names no column, unless the header or whole numbers cannot do without it.
        bare = best_layout(list(table_layouts(facts, below, seed, order)))
        if bare is not None and (best is None or bare.adds_up or bare.apart <= best.apart + APART_ALIKE):
            return layout_to_table(facts, below, seed, bare)
    return None if best is None else layout_to_table(facts, top, seed, best)


def layout_to_table(facts: Sequence[LineFacts], top: int, seed: int, layout: Layout) -> FlatTable:
    """The table that a layout reads, its ambiguous rows settled."""
    valued = [row for row in layout.rows if not row.is_heading]
    chosen = choose_readings(layout.readings, [names_a_total(row.label_text) for row in valued])
    by_row = {id(row): reading for row, reading in zip(valued, chosen, strict=True)}
    rows = tuple(_to_row(row, by_row.get(id(row)), layout) for row in layout.rows)
    used = {line.number for row in rows for line in row.lines}
    header, groups, begin = _headers(facts[top:seed], layout)
    last = max(i for i in layout.body if facts[i].line.number in used)
    positions = frozenset(range(top + begin, last + 1))
    header_lines = tuple(fact.line for fact in facts[top + begin : seed] if fact.line.number not in used)
    return FlatTable(header, groups, rows, header_lines, positions)


def _to_row(row: RowDraft, reading: Reading | None, layout: Layout) -> FlatRow:
    cells = reading.cells if reading else ("",) * layout.width
    # Without a reading the values stay with the label as words.
    given_back = [piece.text for piece in row.pieces[: reading.in_label if reading else None] if piece.text]
    label = " ".join([row.label_text, *given_back]).strip()
    behind = () if layout.words_column is WordsColumn.NONE else (row.behind_text,)
    return FlatRow(
        (label, *cells, *behind), tuple(row.lines), row.value_lines[0] if row.value_lines else None
    )


_Groups = tuple[tuple[str, int], ...]


def _headers(head: Sequence[LineFacts], layout: Layout) -> tuple[tuple[str, ...], _Groups, int]:
    """The header row, the row above it, and the first header line that belongs to either."""
    behind = int(layout.words_column is not WordsColumn.NONE)
    if layout.header is None:
        return ("",) * (1 + layout.width + behind), (), len(head)
    columns = layout.header.columns
    if layout.words_column is WordsColumn.UNNAMED:
        columns = (*columns, "")
    stub, begin = _stub(head, layout)
    if layout.header.groups is not None:
        above = (("", 1), *layout.header.groups) if layout.header.groups else ()
        return (stub, *columns), above, begin
    if layout.span > 1:
        spans = [*(layout.span,) * (layout.width // layout.span), *(1,) * behind]
        groups = ((stub, 1), *zip(columns, spans, strict=True))
        return ("",) * (1 + layout.width + behind), groups, begin
    groups, top = _groups(layout, begin)
    own_line = layout.words[layout.header.starts[0]].line
    if not groups and layout.header.stub is None and begin < own_line and len(set(columns)) < len(columns):
        # What was taken for the label column's header may be the names above those that repeat.
        over, top_line = _groups(layout, own_line)
        if over:
            return ("", *columns), over, top_line
    return (stub, *columns), groups, top


def _stub(head: Sequence[LineFacts], layout: Layout) -> tuple[str, int]:
    """The header of the label column and its first line."""
    assert layout.header is not None
    if layout.header.stub is not None:
        return layout.header.stub, layout.header.begin
    start = layout.header.starts[0]
    words = layout.words[:start]
    if not words:
        return "", layout.words[start].line
    # When the first column begins a line, the label column's header is the group of tight lines above it.
    begin = min(layout.words[start].line, words[-1].line)
    all_tight = all(fact.gap == 0 for fact in head)
    while (
        begin > 0
        and head[begin].gap == 0
        and not head[begin].line.first
        and not begins_stub(head[begin].words)
        # Where every line stands tight, only words tell what goes on.
        and not (all_tight and not goes_on(head[begin - 1].words, head[begin].words))
    ):
        begin -= 1
    return words_to_text([word for word in words if word.line >= begin]), begin


def _names_repeat(columns: Sequence[str], span: int) -> float:
    """Evidence in the headers below: the same name in the same place of two groups, or twice in one."""
    groups = [tuple(columns[i : i + span]) for i in range(0, len(columns) - span + 1, span)]
    same_place = any(a[k] == b[k] for a, b in combinations(groups, 2) for k in range(span))
    return float(same_place) - float(any(len(set(group)) < span for group in groups))


def _groups(layout: Layout, begin: int) -> tuple[_Groups, int]:
    """A header row of a higher level on the lines above, each of its cells over equally many columns."""
    assert layout.header is not None
    above = [word for word in layout.words if word.line < begin]
    best: tuple[float, _Groups, int] | None = None
    for count in range(2, layout.width // 2 + 1):
        if layout.width % count:
            continue
        reading = read_header(above, count, label_needed=False)
        if (
            reading is None
            or reading.label_start < len(above)
            or any(name[0].islower() for name in reading.columns)
        ):
            continue
        repeated = _names_repeat(layout.header.columns, layout.width // count)
        known = sum(begins_group(name) for name in reading.columns)
        score = reading.score / count + repeated
        if (
            (repeated > 0 or 2 * known >= count)
            and score >= _GROUP_SCORE
            and (best is None or score > best[0])
        ):
            line = above[reading.starts[0]].line
            stub = words_to_text([word for word in above[: reading.starts[0]] if word.line == line])
            spans = tuple((column, layout.width // count) for column in reading.columns)
            behind = (("", 1),) if layout.words_column is not WordsColumn.NONE else ()
            best = (score, ((stub, 1), *spans, *behind), line)
    # What stands above the line where the names begin is the caption, no part of the table.
    return (best[1], best[2]) if best is not None else ((), begin)
