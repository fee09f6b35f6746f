"""Lines of a table body -> rows: wrapped labels put together, values and comments gathered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.flattened_lines import LineFacts
from ingest.flattened_values import EMPTY, Piece, PieceKind, ValueLine
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined

_BEGINS_TOTAL = re.compile(r"(?:totalt?|summa|varav|därav)$", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:,|/|\b(?:och|för|till|av|i|på|med|inom|samt|eller|från|per|mot|till följd|inkl\.?|exkl\.?))$")


@dataclass(slots=True)
class RowDraft:
    """A row before its values are cut into cells."""

    label: list[tuple[str, PrintedLine]] = field(default_factory=list)
    pieces: tuple[Piece, ...] = ()
    behind: list[tuple[str, PrintedLine]] = field(default_factory=list)
    value_lines: list[PrintedLine] = field(default_factory=list)
    whole: bool = False
    """The values have a line of their own, so that none of them can be part of the label."""

    @property
    def label_text(self) -> str:
        return joined([text for text, _ in self.label])

    @property
    def behind_text(self) -> str:
        return joined([text for text, _ in self.behind])

    @property
    def is_heading(self) -> bool:
        """A label without any value."""
        return not any(piece.kind is not PieceKind.EMPTY for piece in self.pieces)

    @property
    def lines(self) -> list[PrintedLine]:
        """All printed lines of the row in order, each once."""
        lines = {line.number: line for _, line in [*self.label, *self.behind]}
        lines |= {line.number: line for line in self.value_lines}
        return [lines[number] for number in sorted(lines)]


def is_row_of(values: ValueLine, width: int, *, words_behind: bool) -> bool:
    """Whether the values of a line can fill `width` cells; `words_behind`: the table has a column of words."""
    if values.behind and not words_behind:
        return False
    if not values.pieces or not any(piece.kind is not PieceKind.EMPTY for piece in values.pieces):
        return False
    return values.fewest <= width <= len(values.pieces) or (not values.label and values.fewest <= width)


def body_to_rows(
    facts: Sequence[LineFacts], width: int, *, first_label: Sequence[tuple[str, PrintedLine]], words_behind: bool
) -> list[RowDraft]:
    """The rows of a body of `width` value columns. `first_label`: words that the header left to the first row."""
    rows: list[RowDraft] = []
    pending: list[tuple[str, PrintedLine]] = list(first_label)
    for fact in facts:
        values = fact.values
        if is_row_of(values, width, words_behind=words_behind) and not (fact.prose and not values.fewest >= width):
            own = [(values.label, fact.line)] if values.label else []
            label, rest = split_label(pending, own, fact.line)
            _settle(rest, rows, words_behind=words_behind)
            pending = []
            pieces = values.pieces
            if label and not own and (above := label[-1][1].spaces_below) and len(pieces) + above == width:
                pieces = (*(EMPTY,) * above, *pieces)
            if fact.line.spaces_below and len(pieces) + fact.line.spaces_below == width:
                pieces = (*pieces, *(EMPTY,) * fact.line.spaces_below)
            row = RowDraft([*label, *own], pieces, value_lines=[fact.line], whole=not own)
            if values.behind:
                row.behind.append((values.behind, fact.line))
            if not row.label and rows and _completes(rows[-1], row, width):
                rows[-1].pieces = (*rows[-1].pieces, *row.pieces)
                rows[-1].value_lines.append(fact.line)
                rows[-1].behind += row.behind
            else:
                rows.append(row)
        elif fact.is_empty_row:
            own = [(values.label, fact.line)]
            label, rest = split_label(pending, own, fact.line)
            _settle(rest, rows, words_behind=words_behind)
            pending = []
            rows.append(RowDraft([*label, *own], values.pieces, value_lines=[fact.line]))
        else:
            pending.append((fact.words, fact.line))
    if words_behind and rows and pending:
        rows[-1].behind += _first_group(pending)
    return rows


def _completes(before: RowDraft, row: RowDraft, width: int) -> bool:
    """Whether values without a label are the wrapped end of the row above."""
    merged = ValueLine("", (*before.pieces, *row.pieces))
    short = ValueLine("", before.pieces)
    return len(short.pieces) < width and merged.fewest <= width <= len(merged.pieces) and not before.is_heading


def split_label(
    pending: list[tuple[str, PrintedLine]], own: list[tuple[str, PrintedLine]], line: PrintedLine
) -> tuple[list[tuple[str, PrintedLine]], list[tuple[str, PrintedLine]]]:
    """The pending lines that are the label of a row, and the lines before them.

    Lines that stand tight belong together; so do lines parted by a blank one when the upper plainly goes on.
    """
    start = len(pending)
    below_gap = line.gap
    below_text = own[0][0] if own else ""
    while start:
        text, printed = pending[start - 1]
        if start == len(pending) and not own:
            belongs = True
        else:
            belongs = below_gap == 0 or _goes_on(text, below_text)
        if not belongs:
            break
        start -= 1
        below_gap, below_text = printed.gap, text
        if printed.indent and printed.gap:
            break
    return pending[start:], pending[:start]


def _goes_on(text: str, below: str) -> bool:
    return bool(
        ends_hyphenated(text)
        or _BEGINS_TOTAL.match(text)
        or _OPEN_END.search(text)
        or (below and (below[0].islower() or below[0] in "(&" or below[0].isdigit()) and not text.endswith(":"))
    )


def _settle(rest: list[tuple[str, PrintedLine]], rows: list[RowDraft], *, words_behind: bool) -> None:
    """Lines that belong to no label: the comment of the row above, or headings inside the table."""
    if not rest:
        return
    if words_behind and rows and not rows[-1].is_heading:
        rows[-1].behind += rest
        return
    group: list[tuple[str, PrintedLine]] = []
    for text, line in rest:
        if group and not (line.gap == 0 or _goes_on(group[-1][0], text)):
            rows.append(RowDraft(group))
            group = []
        group.append((text, line))
    rows.append(RowDraft(group))


def _first_group(pending: list[tuple[str, PrintedLine]]) -> list[tuple[str, PrintedLine]]:
    """Lines up to the first wide gap: what surely still belongs to the last row's comment."""
    group: list[tuple[str, PrintedLine]] = []
    for text, line in pending:
        if group and line.gap > 0 and not _goes_on(group[-1][0], text):
            break
        group.append((text, line))
    return group
