"""Tables with one value column, such as goals with their target: known by their header alone.

A label and one number make a line that prose and contents have too, so a header must say that here is a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.flattened_header_words import is_strong, is_stub_header
from ingest.flattened_lines import LineFacts
from ingest.flattened_rows import split_label
from ingest.flattened_values import PieceKind, word_to_piece
from ingest.flattened_views import FlatRow, FlatTable
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined

_ALONE = {
    "utfall",
    "mål",
    "målvärde",
    "måltal",
    "budget",
    "belopp",
    "prognos",
    "bokslut",
    "värde",
}  # over values without a header for the labels
_LABEL_LINES = 10  # a goal written out in full, line by line
_WIDE_GAP = 4
_MOST_HEADER_WORDS = 6
_GOAL = re.compile(r"(?P<name>(?:Mål|Målvärde|Målnivå|Måltal)(?: (?:19|20)\d\d)?) ?: ?(?P<value>.+)")
_BESIDE = re.compile(r"\([^()]*\)")


def single_column_table(facts: Sequence[LineFacts], i: int) -> FlatTable | None:
    """The table whose header is the line at `i`, or None."""
    header = _header_at(facts, i)
    if header is None:
        return None
    stub, column, begin = header
    rows, last = _rows(facts, i + 1)
    if not rows:
        return None
    lines = tuple(facts[k].line for k in range(begin, i + 1))
    table = FlatTable((stub, column), (), tuple(rows), lines, frozenset(range(begin, last + 1)))
    return _with_goals(table)


def _header_at(facts: Sequence[LineFacts], i: int) -> tuple[str, str, int] | None:
    """Label header, column header and first line, when the line names one value column."""
    fact = facts[i]
    words = fact.words.split()
    if fact.prose or fact.values.pieces or not words or len(words) > _MOST_HEADER_WORDS:
        return None
    if not words[-1][0].isalpha() or ends_hyphenated(words[-1]):
        return None
    for cut in range(1, len(words)):
        stub, column = " ".join(words[:cut]), words[cut:]
        if is_stub_header(stub) and is_strong(column[0]) and not any(is_strong(word) for word in column[1:]):
            return stub, " ".join(column), i
    if (
        i + 1 < len(facts)
        and facts[i + 1].gap == 0
        and not facts[i + 1].line.first
        and not facts[i + 1].prose
    ):
        return None  # the header goes on with further columns
    alone = (
        len(words) <= 2 and words[0].casefold() in _ALONE and not any(is_strong(word) for word in words[1:])
    )
    if alone and i and fact.gap == 0 and not fact.line.first and not facts[i - 1].prose:
        return facts[i - 1].words, fact.words, i - 1
    return None


def _rows(facts: Sequence[LineFacts], start: int) -> tuple[list[FlatRow], int]:
    rows: list[FlatRow] = []
    pending: list[tuple[str, PrintedLine]] = []
    last = start
    for j in range(start, len(facts)):
        fact = facts[j]
        if fact.line.first or fact.bullet or fact.is_header_like or _header_at(facts, j) is not None:
            break
        if fact.gap >= _WIDE_GAP or len(pending) > _LABEL_LINES:
            break
        cell = _cell(facts, j, pending)
        if cell is None:
            if fact.prose and len(fact.words) >= _PROSE_LENGTH and not _value_below(facts, j):
                break
            pending.append((fact.words, fact.line))
            continue
        label, text = cell
        own = [(label, fact.line)] if label else []
        taken, rest = split_label(pending, own, fact.line)
        parts = [*rest, *taken, *own] if not own or rest or taken else own
        if any(text[-1].isdigit() and word_to_piece(text) is not None for text, _ in parts):
            return [], start  # values of several columns, each on its own line
        lines = [line for _, line in parts]
        lines += [] if fact.line in lines else [fact.line]
        rows.append(FlatRow((joined([text for text, _ in parts]), text), tuple(lines), fact.line))
        pending = []
        last = j
    return rows, last


_PROSE_LENGTH = 68  # characters; first columns are narrower than the page
_LOOK_BELOW = 4  # lines


def _value_below(facts: Sequence[LineFacts], j: int) -> bool:
    """Whether a line of nothing but values stands so near that a long line must be its label."""
    return any(fact.only_values and not fact.line.first for fact in facts[j + 1 : j + 1 + _LOOK_BELOW])


def _cell(
    facts: Sequence[LineFacts], j: int, pending: Sequence[tuple[str, PrintedLine]]
) -> tuple[str, str] | None:
    """Label part and value of a line that ends a row."""
    fact = facts[j]
    values = fact.values
    beside = _BESIDE.fullmatch(values.behind)
    pieces = [piece for piece in values.pieces if piece.kind is not PieceKind.EMPTY]
    if not pieces or (values.behind and not beside) or values.fewest > len(values.pieces) - len(pieces) + 1:
        return None
    if all(piece.kind in (PieceKind.YEAR, PieceKind.DATE, PieceKind.DASH) for piece in pieces):
        return None
    text = " ".join(piece.text for piece in pieces) + (f" {values.behind}" if beside else "")
    if not values.label:
        return ("", text) if pending else None
    after = facts[j + 1] if j + 1 < len(facts) else None
    # A label that happens to end in a number goes on below, in small letters or with its value.
    if after is not None and not after.line.first and (after.only_values or after.words[0].islower()):
        return None
    return values.label, text


def _with_goals(table: FlatTable) -> FlatTable:
    """Goals printed under the labels ("Mål 2023: 187 kWh/m2") as a column of their own."""
    found = [_GOAL.search(row.cells[0]) for row in table.rows]
    names = {match["name"] for match in found if match}
    if len(names) != 1 or sum(match is not None for match in found) < 2:
        return table
    rows = tuple(
        replace(row, cells=(row.cells[0][: match.start()].strip(), match["value"].strip(), *row.cells[1:]))
        if match
        else replace(row, cells=(row.cells[0], "", *row.cells[1:]))
        for row, match in zip(table.rows, found, strict=True)
    )
    return replace(table, header=(table.header[0], names.pop(), *table.header[1:]), rows=rows)
