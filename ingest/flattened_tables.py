"""Tables in running lines: where they begin and end, how many columns they have, and their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.flattened_header import (
    HeaderReading,
    HeaderWord,
    header_words,
    is_strong,
    is_text_header,
    read_header,
    words_to_text,
)
from ingest.flattened_lines import LineFacts
from ingest.flattened_readings import CELL_MISSING, Reading, row_readings
from ingest.flattened_rows import RowDraft, body_to_rows, is_row_of
from ingest.flattened_splits import choose_readings, names_a_total
from ingest.flattened_values import EMPTY, PieceKind
from ingest.txt_lines import PrintedLine

_HEADER_LINES = 20  # a header of eight columns wrapped over three lines each, its caption and a first row label
_LABEL_LINES = 8  # the longest wrapped row label seen has seven lines
_COMMENT_LINES = 70  # a comment of half a page in a narrow column
_WIDEST = 16
_WIDE_GAP = 6  # blank lines in a table; rows of empty cells show as such

_WELL_READ = 1.0  # a row whose best reading costs less has its cells beyond doubt
_LEAST_WELL_READ = 0.7  # share of the lines with values
_HEADER_PER_COLUMN = 0.45  # score of a header worth the name, for each column


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row: label first, then one text for each value column, then the words of a comment column if there is one."""

    cells: tuple[str, ...]
    lines: tuple[PrintedLine, ...]
    value_line: PrintedLine | None
    """The line where its values begin; None for a heading inside the table."""


@dataclass(frozen=True, slots=True)
class FlatTable:
    header: tuple[str, ...]
    groups: tuple[tuple[str, int], ...]
    """Headers of the level above with the number of value columns under each; empty when there is none."""
    rows: tuple[FlatRow, ...]
    header_lines: tuple[PrintedLine, ...]
    lines: frozenset[int]
    """Positions among the facts that the table takes up."""
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Layout:
    """One way to read a stretch of lines as a table."""

    width: int
    words_behind: bool
    header: HeaderReading | None
    words: tuple[HeaderWord, ...]
    rows: tuple[RowDraft, ...]
    readings: tuple[tuple[Reading, ...], ...]
    score: float
    well_read: float


def find_tables(facts: Sequence[LineFacts]) -> list[FlatTable]:
    """All flattened tables in order."""
    tables: list[FlatTable] = []
    i = floor = 0
    while i < len(facts):
        table = _table_from(facts, i, floor) if facts[i].is_row or facts[i].is_empty_row else None
        if table is None:
            i += 1
            continue
        tables.append(table)
        i = floor = table.last + 1
    return tables


def _table_from(facts: Sequence[LineFacts], seed: int, floor: int) -> FlatTable | None:
    top = _header_top(facts, seed, floor)
    wordy = any(is_text_header(word) for fact in facts[top:seed] for word in _endings(fact.words))
    layouts: list[tuple[_Layout, list[int]]] = []
    for words_behind in (False, True) if wordy else (False,):
        body = _body(facts, top, seed, words_behind=words_behind)
        layouts += [(layout, body) for layout in _layouts(facts, top, seed, body, words_behind=words_behind)]
    good = [pair for pair in layouts if _is_table(pair[0])]
    if not good:
        return None
    layout, body = max(good, key=lambda pair: pair[0].score)
    return _to_table(facts, top, seed, body, layout)


def _endings(words: str) -> list[str]:
    parts = words.split()
    return [" ".join(parts[i:]) for i in range(len(parts))]


def _header_top(facts: Sequence[LineFacts], seed: int, floor: int) -> int:
    """The highest line that may belong to the header of the table whose first row is at `seed`."""
    top = seed
    while top > floor and seed - top < _HEADER_LINES and not facts[top].line.first:
        above = facts[top - 1]
        if above.prose or above.bullet or (above.is_row and not above.is_header_like) or facts[top].gap >= _WIDE_GAP:
            break
        top -= 1
        if above.line.indent >= 2:
            break
    return top


def _body(facts: Sequence[LineFacts], top: int, seed: int, *, words_behind: bool) -> list[int]:
    """Positions of the body lines; header lines repeated on a new page are left out."""
    header = [fact.words for fact in facts[top:seed]]
    body = [seed]
    since = 0
    j = seed + 1
    while j < len(facts):
        fact = facts[j]
        if fact.line.first:
            repeated = _repeated_header(facts, j, header)
            if repeated:
                j += repeated
                continue
            if not words_behind and not any(near.is_row for near in facts[j : j + 3]):
                break
        row = fact.is_row or fact.is_empty_row
        if not row and (fact.is_header_like or fact.bullet or (fact.prose and not words_behind)):
            break
        if fact.gap >= _WIDE_GAP and not fact.line.first and not row:
            break
        since = 0 if row else since + 1
        if since > (_COMMENT_LINES if words_behind else _LABEL_LINES):
            break
        body.append(j)
        j += 1
    while body and not words_behind and not (facts[body[-1]].is_row or facts[body[-1]].is_empty_row):
        body.pop()
    return body


def _repeated_header(facts: Sequence[LineFacts], j: int, header: Sequence[str]) -> int:
    """How many lines at `j` repeat the end of the header; 0 when they do not."""
    for start in range(len(header)):
        rest = header[start:]
        if [fact.words for fact in facts[j : j + len(rest)]] == list(rest):
            return len(rest)
        if facts[j].words == header[start] and facts[j].is_header_like:
            count = 1
            while start + count < len(header) and facts[j + count].words == header[start + count]:
                count += 1
            left = header[start + count :]
            # What is left of the header block is the label of the first row, which is not repeated.
            if not any(is_strong(line.split()[0]) for line in left):
                return count
    return 0


def _layouts(
    facts: Sequence[LineFacts], top: int, seed: int, body: list[int], *, words_behind: bool
) -> list[_Layout]:
    lines = [facts[i] for i in body]
    found = []
    for stripped in (False, True):
        bodies = _without_empty_column(lines) if stripped else lines
        if bodies is None:
            continue
        for width in _possible_widths(bodies, words_behind=words_behind):
            layout = _layout(facts[top:seed], bodies, width, words_behind=words_behind)
            if layout is not None:
                found.append(layout)
    return found


def _without_empty_column(lines: Sequence[LineFacts]) -> list[LineFacts] | None:
    """The lines less the first cell where it is empty on every row: a column of notes without any."""
    rows = [fact for fact in lines if fact.is_row]
    if len(rows) < 2 or not all(fact.values.pieces[0].kind is PieceKind.EMPTY for fact in rows):
        return None
    return [
        replace(fact, values=replace(fact.values, pieces=fact.values.pieces[1:]))
        if fact.values.pieces and fact.values.pieces[0].kind is PieceKind.EMPTY
        else fact
        for fact in lines
    ]


def _possible_widths(lines: Sequence[LineFacts], *, words_behind: bool) -> list[int]:
    """Widths that fit at least half as many lines as the width that fits most."""
    fits: Counter[int] = Counter()
    for fact in lines:
        values = fact.values
        if not fact.is_row or (values.behind and not words_behind):
            continue
        for width in range(max(1, values.fewest), min(_WIDEST, len(values.pieces)) + 1):
            fits[width] += 1
    most = max(fits.values(), default=0)
    return [width for width in sorted(fits) if fits[width] >= most / 2]


def _layout(
    head: Sequence[LineFacts], lines: Sequence[LineFacts], width: int, *, words_behind: bool
) -> _Layout | None:
    words = header_words([fact.line for fact in head])
    first = lines[0]
    columns = width + int(words_behind)
    header = read_header(words, columns, label_needed=not first.values.label, text_columns=int(words_behind))
    rows = body_to_rows(lines, width, first_label=_first_label(head, words, header), words_behind=words_behind)
    valued = [row for row in rows if not row.is_heading]
    if not valued:
        return None
    readings = tuple(row_readings(row.pieces, width, whole=row.whole) for row in valued)
    well = sum(bool(options) and options[0].cost < _WELL_READ for options in readings)
    lines_with_values = sum(fact.is_row for fact in lines) if not words_behind else len(valued)
    share = well / max(1, len(valued), lines_with_values)
    doubt = sum(min(options[0].cost, 6.0) if options else 6.0 for options in readings) / len(readings)
    score = (header.score if header else -3.0) + 12 * share - 2 * doubt
    return _Layout(width, words_behind, header, words, tuple(rows), readings, score, share)


def _first_label(
    head: Sequence[LineFacts], words: Sequence[HeaderWord], header: HeaderReading | None
) -> list[tuple[str, PrintedLine]]:
    if header is None:
        return []
    return _by_line(head, words[header.label_start :])


def _by_line(head: Sequence[LineFacts], words: Sequence[HeaderWord]) -> list[tuple[str, PrintedLine]]:
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    return [(" ".join(texts), head[i].line) for i, texts in lines.items()]


def _is_table(layout: _Layout) -> bool:
    if layout.well_read < _LEAST_WELL_READ:
        return False
    columns = layout.width + layout.words_behind
    headed = layout.header is not None and layout.header.score >= _HEADER_PER_COLUMN * columns
    if layout.width == 1:
        return False
    return headed or (len(layout.readings) >= 3 and layout.well_read >= 0.9)


def _to_table(
    facts: Sequence[LineFacts], top: int, seed: int, body: list[int], layout: _Layout
) -> FlatTable:
    valued = [row for row in layout.rows if not row.is_heading]
    chosen = choose_readings(layout.readings, [names_a_total(row.label_text) for row in valued])
    by_row = {id(row): reading for row, reading in zip(valued, chosen, strict=True)}
    rows = []
    for row in layout.rows:
        reading = by_row.get(id(row))
        rows.append(_to_row(row, reading, layout))
    used = {line.number for row in rows for line in row.lines}
    stub, groups, header_start = _lead(facts[top:seed], layout)
    columns = layout.header.columns if layout.header else ("",) * (layout.width + layout.words_behind)
    header_facts = [fact for fact in facts[top + header_start : seed] if fact.line.number not in used]
    positions = {
        i for i in range(top + header_start, len(facts)) if i <= body[-1] and (facts[i].line.number in used or i < seed)
    }
    last = max(i for i in range(seed, body[-1] + 1) if facts[i].line.number in used)
    positions |= set(range(seed, last + 1))
    return FlatTable(
        header=(stub, *columns),
        groups=groups,
        rows=tuple(rows),
        header_lines=tuple(fact.line for fact in header_facts),
        lines=frozenset(positions),
        first=min(positions),
        last=last,
    )


def _to_row(row: RowDraft, reading: Reading | None, layout: _Layout) -> FlatRow:
    cells = reading.cells if reading else ("",) * layout.width
    given_back = [piece.text for piece in row.pieces[: reading.in_label]] if reading else []
    label = " ".join([row.label_text, *given_back]).strip()
    behind = (row.behind_text,) if layout.words_behind else ()
    return FlatRow((label, *cells, *behind), tuple(row.lines), row.value_lines[0] if row.value_lines else None)


def _lead(
    head: Sequence[LineFacts], layout: _Layout
) -> tuple[str, tuple[tuple[str, int], ...], int]:
    """The header of the label column, headers of a higher level, and the first header line that belongs to them."""
    if layout.header is None:
        return "", (), len(head)
    start = layout.header.starts[0]
    words = layout.words[:start]
    if not words:
        return "", (), layout.words[start].line
    line = layout.words[start].line
    first_line = line
    if words[-1].line != line:
        # The first column begins a line: the label column's header is the group of tight lines above.
        first_line = words[-1].line
    while first_line > 0 and head[first_line].gap == 0 and not head[first_line].line.first:
        first_line -= 1
    stub_words = [word for word in words if word.line >= first_line]
    return words_to_text(stub_words), (), first_line
