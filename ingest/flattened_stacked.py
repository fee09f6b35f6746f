"""Tables printed cell by cell: a label, then one line for each value, row after row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.flattened_extent import header_top
from ingest.flattened_header import (
    HeaderReading,
    header_words,
    read_header,
)
from ingest.flattened_header_scores import HeaderWord, words_to_text
from ingest.flattened_header_words import is_date_word
from ingest.flattened_layouts import by_line, names_are_values
from ingest.flattened_lines import LineFacts
from ingest.flattened_readings import Reading, cell_value
from ingest.flattened_rows import split_label
from ingest.flattened_splits import column_relations
from ingest.flattened_values import is_month
from ingest.flattened_views import FlatRow, FlatTable
from ingest.txt_lines import PrintedLine, joined

_LEAST_ROWS = 2
_LABEL_LINES = 4
_HEADER_PER_COLUMN = 0.6


def stacked_table(facts: Sequence[LineFacts], i: int, floor: int) -> FlatTable | None:
    """The table whose first value stands alone on line `i`, or None."""
    if not _is_cell(facts[i]) or (i and _is_cell(facts[i - 1])):
        return None
    runs = _runs(facts, i)
    width, count = Counter(end - start for start, end in runs).most_common(1)[0]
    if width < 2 or count < _LEAST_ROWS or count < 0.8 * len(runs) or runs[0][1] - runs[0][0] != width:
        return None
    top = header_top(facts, i, floor)
    words = header_words([fact.line for fact in facts[top:i]])
    header = read_header(words, width, label_needed=True)
    if header is None or header.score < _HEADER_PER_COLUMN * width or header.label_start >= len(words):
        return None
    if names_are_values(header.columns) or words[header.label_start].text[0].islower():
        return None
    table = _to_table(facts, top, runs, width, header, words)
    headings = sum(row.value_line is None for row in table.rows)
    if table.header[0] and all(is_date_word(word) or is_month(word) for word in table.header[0].split()):
        return None  # the first column's header was left over: there are more columns than values
    nameless = sum(not row.cells[0] for row in table.rows)
    if 2 * headings > len(table.rows) or 3 * nameless > len(table.rows):
        return None
    heights = [_lines_of(words, header, k) for k in range(width)]
    taller_first = any(a > b for a, b in pairwise(heights))
    return None if _order_is_doubtful(table, taller_first=taller_first) else table


def _lines_of(words: Sequence[HeaderWord], header: HeaderReading, k: int) -> int:
    ends = [*header.starts[1:], header.label_start]
    return len({word.line for word in words[header.starts[k] : ends[k]]})


_DIFFERENCE = re.compile(r"avvikelse|diff|förändring|bud-utf|utf-bud", re.IGNORECASE)


def _order_is_doubtful(table: FlatTable, *, taller_first: bool) -> bool:
    """Whether the headers may stand in another order than their columns.

    Extractors that print cell by cell print the taller cells of a header first. Arithmetic can prove the order;
    a column named a difference that is the largest part of it shows that the order is wrong.
    """
    proven = False
    cells = [row.cells[1:] for row in table.rows if row.value_line is not None]
    relations = column_relations([(Reading(row, 0, 0.0),) for row in cells])
    for place, name in enumerate(table.header[1:]):
        if not _DIFFERENCE.search(name):
            continue
        for relation in relations:
            columns = relation.columns
            if place in columns:
                if _is_largest(cells, place, columns):
                    return True
                proven = True
    return taller_first and not proven


def _is_largest(rows: Sequence[tuple[str, ...]], place: int, columns: frozenset[int]) -> bool:
    sizes = [
        [abs(cell_value(row[i]) or Decimal(0)) for i in (place, *sorted(columns - {place}))] for row in rows
    ]
    return sum(size[0] > max(size[1:]) for size in sizes) > sum(size[0] < max(size[1:]) for size in sizes)


def _is_cell(fact: LineFacts) -> bool:
    return fact.only_values and fact.values.fewest == 1 and not fact.is_header_like


def _runs(facts: Sequence[LineFacts], i: int) -> list[tuple[int, int]]:
    """Runs of value lines [start, end), label lines between them."""
    runs: list[tuple[int, int]] = []
    j = i
    while j < len(facts):
        end = j
        while end < len(facts) and _is_cell(facts[end]) and not (end > i and facts[end].line.first):
            end += 1
        if end == j:
            break
        runs.append((j, end))
        j = end
        while j < len(facts) and not _is_cell(facts[j]) and j - end <= _LABEL_LINES:
            if facts[j].prose or facts[j].bullet or facts[j].line.first or facts[j].is_header_like:
                return runs
            j += 1
        if j - end > _LABEL_LINES:
            break
    return runs


def _to_table(
    facts: Sequence[LineFacts],
    top: int,
    runs: list[tuple[int, int]],
    width: int,
    header: HeaderReading,
    words: tuple[HeaderWord, ...],
) -> FlatTable:
    seed = runs[0][0]
    rows: list[FlatRow] = []
    pending = by_line(facts[top:seed], words[header.label_start :])
    last = seed
    for k, (start, end) in enumerate(runs):
        if k:
            pending = [(fact.words, fact.line) for fact in facts[runs[k - 1][1] : start]]
        label, rest = split_label(pending, [], facts[start].line)
        rows += [_heading(text, line, width) for text, line in rest]
        cells = [" ".join(piece.text for piece in fact.values.pieces) for fact in facts[start:end]]
        if len(cells) > width:
            break
        lines = (*(line for _, line in label), *(fact.line for fact in facts[start:end]))
        text = joined([text for text, _ in label])
        rows.append(FlatRow((text, *cells, *("",) * (width - len(cells))), lines, facts[start].line))
        last = end - 1
    begin = words[header.starts[0]].line
    lead = list(words[: header.starts[0]])
    if lead and lead[-1].line == begin - 1:
        begin -= 1
        while begin and facts[top + begin].words[0].islower() and not facts[top + begin].gap:
            begin -= 1
    stub = words_to_text([word for word in lead if word.line >= begin])
    used = {line.number for row in rows for line in row.lines}
    above = tuple(fact.line for fact in facts[top + begin : seed] if fact.line.number not in used)
    return FlatTable((stub, *header.columns), (), tuple(rows), above, frozenset(range(top + begin, last + 1)))


def _heading(text: str, line: PrintedLine, width: int) -> FlatRow:
    return FlatRow((text, *("",) * width), (line,), None)
