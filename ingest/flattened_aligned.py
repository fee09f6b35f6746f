"""Tables whose columns still stand under each other, parted by runs of spaces (`pdftotext -layout`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.flattened_rows import goes_on
from ingest.flattened_segments import Segment, SplitLine, split_segments
from ingest.flattened_views import FlatRow, FlatTable
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined, plain_spaces

_WIDE_GAP = re.compile(r"\S {2,}\S")
_HEADER_LINES = 8  # a header cell of eight words in a narrow column
_GAP_IN_TABLE = 2  # blank lines between rows
_LABEL_LINES = 3  # lines of a wrapped label without values
_LABEL_ABOVE = 5  # lines of the first row's label between its values and the header
_LEAST_ROWS = 2
_REACH = 3  # characters that a header may stand beside its column


def find_aligned_tables(lines: Sequence[PrintedLine]) -> list[FlatTable]:
    """Tables of aligned columns. Positions are those of `lines`."""
    splits = [SplitLine(line, split_segments(line.text)) for line in lines]
    tables: list[FlatTable] = []
    i = floor = 0
    while i < len(splits):
        end = _run_end(splits, i)
        table = _table(splits, i, end, floor) if end > i else None
        if table is None:
            i = max(end, i + 1)
            continue
        tables.append(table)
        i = floor = table.last + 1
    return tables


def _end_of_label(splits: Sequence[SplitLine]) -> int:
    """Where the longest label ends."""
    return max((split.segments[0].end for split in splits if not split.segments[0].is_value), default=0)


def _run_end(splits: Sequence[SplitLine], i: int) -> int:
    """End of the run of rows that begins at `i`, lines of wrapped labels between them included."""
    if not splits[i].is_row or (splits[i].values < 2 and len(splits[i].segments) < 2):
        return i
    page = splits[i].line.page_index
    last = i
    j = i + 1
    while j < len(splits) and splits[j].line.page_index == page and splits[j].line.gap <= _GAP_IN_TABLE:
        if splits[j].is_row:
            last = j
        elif j - last > _LABEL_LINES or not _may_be_label(splits[j], splits[i]):
            break
        j += 1
    end = last + 1
    # The last label may go on below its values.
    while end < len(splits) and _continues_label(splits, end, splits[i]):
        end += 1
    return end


def _first_value(split: SplitLine) -> int:
    return next((segment.start for segment in split.segments if segment.is_value), 0)


def _may_be_label(split: SplitLine, row: SplitLine) -> bool:
    segments = split.segments
    return len(segments) == 1 and segments[0].end <= max(_first_value(row), 20) + 6


def _continues_label(splits: Sequence[SplitLine], i: int, row: SplitLine) -> bool:
    line = splits[i].line
    if (
        line.gap
        or line.page_index != row.line.page_index
        or not _may_be_label(splits[i], row)
        or splits[i].is_row
    ):
        return False
    above = splits[i - 1]
    below_label = above.is_row and above.segments[0].is_value
    return bool(below_label or line.words[0].islower() or ends_hyphenated(above.segments[0].text))


def _table(splits: Sequence[SplitLine], start: int, end: int, floor: int) -> FlatTable | None:
    rows = [split for split in splits[start:end] if split.is_row]
    if 2 * sum(bool(_WIDE_GAP.search(plain_spaces(row.line.text))) for row in rows) < len(rows):
        return None
    columns = _columns(rows)
    if (len(rows) < _LEAST_ROWS and len(columns) < 2) or not columns:
        return None
    if len(columns) == 1 and len(rows) <= _LEAST_ROWS:
        return None
    top, below = _header_lines(splits, start, floor, columns)
    header, groups = _header(splits[top:below], columns)
    named = sum(map(bool, header[1:])) + sum(span for text, span in groups if text)
    # A lone row, or a lone column, is a table only under headers for every column.
    if named < (len(columns) if min(len(rows), len(columns)) == 1 else (len(columns) + 1) // 2):
        return None
    flat = _rows(splits[below:end], columns)
    lines = tuple(split.line for split in splits[top:below])
    return FlatTable(header, groups, tuple(flat), lines, frozenset(range(top, end)))


def _columns(rows: Sequence[SplitLine]) -> list[tuple[int, int]]:
    """Value columns as [start, end): spans of segments that overlap from row to row."""
    label_end = min(_first_value(row) for row in rows)
    spans = sorted(
        (segment.start, segment.end)
        for row in rows
        for k, segment in enumerate(row.segments)
        if segment.is_value or (k and segment.start >= label_end)
    )
    columns: list[tuple[int, int]] = []
    for start, end in spans:
        if columns and start < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(end, columns[-1][1]))
        else:
            columns.append((start, end))
    return _merged(columns, rows)


_DRIFT = 4  # characters that the numbers of one column may stand apart: the extractor rounds positions


def _merged(columns: list[tuple[int, int]], rows: Sequence[SplitLine]) -> list[tuple[int, int]]:
    """Neighbours that are never both filled are one column whose numbers drifted apart."""
    merged: list[tuple[int, int]] = []
    for column in columns:
        if merged and column[0] - merged[-1][1] <= _DRIFT and not _both_filled(merged[-1], column, rows):
            merged[-1] = (merged[-1][0], column[1])
        else:
            merged.append(column)
    return merged


def _both_filled(left: tuple[int, int], right: tuple[int, int], rows: Sequence[SplitLine]) -> bool:
    return any(
        any(segment.start < left[1] and segment.end > left[0] for segment in row.segments)
        and any(segment.start < right[1] and segment.end > right[0] for segment in row.segments)
        for row in rows
    )


def _header_lines(
    splits: Sequence[SplitLine], start: int, floor: int, columns: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """First header line and first line below the header: words over the value columns, label lines among them."""
    top = _header_top(splits, start, floor, columns)
    below = start
    while below > top and not _over_values(splits[below - 1], columns):
        below -= 1
    while (
        floor < top < below
        and not splits[top].line.gap
        and not splits[top].line.first
        and splits[top].line.words[0].islower()
        and len(splits[top - 1].segments) == 1
        and splits[top - 1].segments[0].end < columns[0][0]
    ):
        top -= 1
    return top, below


def _over_values(split: SplitLine, columns: Sequence[tuple[int, int]]) -> bool:
    return any(segment.end > columns[0][0] - _REACH for segment in split.segments)


def _header_top(
    splits: Sequence[SplitLine], start: int, floor: int, columns: Sequence[tuple[int, int]]
) -> int:
    """The highest line with words over the value columns."""
    top = start
    first_value = columns[0][0]
    best = start
    while (
        top > floor
        and start - top < _HEADER_LINES
        and splits[top].line.gap <= 1
        and not splits[top].line.first
    ):
        above = splits[top - 1]
        if above.is_row:
            break
        over = [segment for segment in above.segments if segment.end > first_value - _REACH]
        running = len(above.segments) == 1 and above.segments[0].start < first_value - _REACH and over
        if running:
            break
        top -= 1
        if over:
            best = top
        elif best - top > _LABEL_ABOVE:
            break
    return best


def _header(
    lines: Sequence[SplitLine], columns: Sequence[tuple[int, int]]
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Header texts of the label column and the value columns, and the row of wider headers above."""
    reaches = _reaches(lines, columns)
    stub: list[str] = []
    cells: list[list[str]] = [[] for _ in columns]
    groups: list[tuple[str, int, int]] = []
    for k, split in enumerate(lines):
        for segment in split.segments:
            over = _over(segment, columns) or _nearest(segment, reaches)
            if not over:
                stub.append(segment.text)
            elif len(over) == 1:
                cells[over[0]].append(segment.text)
            elif any(cells[i] for i in over) or (
                k == len(lines) - 1 and len(segment.text.split()) >= len(over)
            ):
                for i, text in _words_by_column(segment, columns, over):
                    cells[i].append(text)
            else:
                groups.append((segment.text, over[0], over[-1] + 1))
    header = (joined(stub), *(joined(texts) for texts in cells))
    return header, _group_row(groups, len(columns))


def _over(segment: Segment, columns: Sequence[tuple[int, int]]) -> list[int]:
    return [i for i, (start, end) in enumerate(columns) if segment.start < end and segment.end > start]


def _reaches(lines: Sequence[SplitLine], columns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each column with the headers that stand over it alone: a header may begin left of its numbers."""
    reaches = list(columns)
    for split in lines:
        for segment in split.segments:
            over = _over(segment, columns)
            if len(over) == 1:
                start, end = reaches[over[0]]
                reaches[over[0]] = (min(start, segment.start), max(end, segment.end))
    return reaches


def _nearest(segment: Segment, reaches: Sequence[tuple[int, int]]) -> list[int]:
    """The column over whose headers the segment stands most, or beside which it stands closely."""
    shared = [
        (min(segment.end, end) - max(segment.start, start), -i) for i, (start, end) in enumerate(reaches)
    ]
    overlap, place = max(shared)
    return [-place] if overlap > -_REACH else []


def _words_by_column(
    segment: Segment, columns: Sequence[tuple[int, int]], over: Sequence[int]
) -> list[tuple[int, str]]:
    """Headers that stand too close: each word to the column whose middle is nearest."""
    texts: dict[int, list[str]] = {}
    for match in re.finditer(r"\S+", segment.text):
        middle = segment.start + (match.start() + match.end()) / 2
        nearest = min(over, key=lambda i: abs(middle - (columns[i][0] + columns[i][1]) / 2))
        texts.setdefault(nearest, []).append(match.group())
    return [(i, " ".join(words)) for i, words in texts.items()]


def _group_row(groups: list[tuple[str, int, int]], width: int) -> tuple[tuple[str, int], ...]:
    """Wider headers in order with empty places between; nothing when they overlap."""
    if not groups:
        return ()
    block = width // len(groups)
    ordered = sorted(groups, key=lambda group: group[1])
    if width % len(groups) == 0 and all(
        block * i <= start and end <= block * (i + 1) for i, (_, start, end) in enumerate(ordered)
    ):
        groups = [(text, block * i, block * (i + 1)) for i, (text, _, _) in enumerate(ordered)]
    row: list[tuple[str, int]] = [("", 1)]
    place = 0
    for text, start, end in sorted(groups, key=lambda group: group[1]):
        if start < place:
            return ()
        row += [("", 1)] * (start - place)
        row.append((text, end - start))
        place = end
    return (*row, *((("", 1),) * (width - place)))


def _rows(splits: Sequence[SplitLine], columns: Sequence[tuple[int, int]]) -> list[FlatRow]:
    rows: list[FlatRow] = []
    pending: list[PrintedLine] = []
    for i, split in enumerate(splits):
        if not split.is_row:
            if rows and _belongs_above(splits, i, rows[-1], pending):
                label = joined([rows[-1].cells[0], split.line.words])
                rows[-1] = FlatRow(
                    (label, *rows[-1].cells[1:]), (*rows[-1].lines, split.line), rows[-1].value_line
                )
            else:
                pending.append(split.line)
            continue
        label, cells = _cells(split, columns)
        taken = _label_above(pending, label, split.line)
        rows += [
            FlatRow((line.words, *("",) * len(columns)), (line,), None)
            for line in pending[: len(pending) - len(taken)]
        ]
        text = joined([*(line.words for line in taken), label])
        rows.append(FlatRow((text, *cells), (*taken, split.line), split.line))
        pending = []
    return rows


def _label_above(pending: list[PrintedLine], label: str, line: PrintedLine) -> list[PrintedLine]:
    """The pending lines that are the beginning of this row's label."""
    if not pending or not (label == "" or goes_on(pending[-1].words, label)):
        return []
    if line.gap and not goes_on(pending[-1].words, label):
        return []
    taken = [pending[-1]]
    for above, below in zip(reversed(pending[:-1]), reversed(pending), strict=False):
        if below.gap or not goes_on(above.words, below.words):
            break
        taken.insert(0, above)
    return taken


def _belongs_above(splits: Sequence[SplitLine], i: int, row: FlatRow, pending: list[PrintedLine]) -> bool:
    """Whether a line without values goes on with the label of the row above it."""
    line = splits[i].line
    if pending or line.gap or not row.cells[0]:
        return False
    if goes_on(row.cells[0], line.words):
        return True
    # Values in the middle of a label of two lines: one line above them, one below.
    above = splits[i - 1]
    if above.segments[0].is_value:
        return row.value_line is row.lines[-1] and len(row.lines) > 1
    full = above.is_row and above.segments[0].end >= max(_LONG_LABEL, _FULL_LABEL * _end_of_label(splits))
    return full and not line.words.isupper() and line.words[0].isalpha()


_LONG_LABEL = 30  # characters; shorter ones are not wrapped
_FULL_LABEL = 0.9  # of the longest label: a label so long may be wrapped even before a capital


def _cells(split: SplitLine, columns: Sequence[tuple[int, int]]) -> tuple[str, list[str]]:
    label: list[str] = []
    cells = [""] * len(columns)
    for segment in split.segments:
        shared = [
            (min(segment.end, end) - max(segment.start, start), -i) for i, (start, end) in enumerate(columns)
        ]
        overlap, place = max(shared)
        if overlap <= 0 or (not segment.is_value and segment.start < columns[0][0] and not label):
            label.append(segment.text)
        else:
            cells[-place] = f"{cells[-place]} {segment.text}".strip()
    return " ".join(label), cells
