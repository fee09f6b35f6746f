"""Lines of a table body -> rows: wrapped labels put together, values and comments gathered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.flattened_lines import LineFacts
from ingest.flattened_values import BOUND_WORDS, EMPTY, Piece, PieceKind, ValueLine, joins, words_to_phrases
from ingest.txt_lines import PrintedLine, ends_hyphenated, joined

_BEGINS_TOTAL = re.compile(r"(?:totalt?|summa|varav|därav)$", re.IGNORECASE)
_STARTS_INSIDE = re.compile(r"(?![a-zåäö]\))[a-zåäöé(&\d]")  # not "a)", which begins an item
_OPEN_END = re.compile(
    r"(?:,|/|\w[-–]|\b(?:och|för|till|av|i|på|med|inom|samt|eller|från|per|mot|till följd|inkl\.?|exkl\.?))$"
)


_FEW_LINES, _TIGHT = 4, 0.9


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


def values_for(fact: LineFacts, width: int, *, words_behind: bool, apart: bool = False) -> ValueLine | None:
    """The values of a line when they can fill cells of a row that is `width` cells wide.

    `apart`: comments stand on lines of their own, so that words on a line of values are units.
    """
    values = fact.values
    if apart and (phrases := words_to_phrases(fact.words)) and len(phrases) == width > 1 and values.behind:
        return ValueLine("", phrases)
    if not any(piece.kind is not PieceKind.EMPTY for piece in values.pieces):
        return None
    if (
        words_behind
        and len(values.pieces) > width
        and not values.behind
        and values.pieces[-1].kind is PieceKind.EMPTY
    ):
        values = ValueLine(values.label, values.pieces[:-1])
    if (
        values.fits(width)
        and (words_behind or not values.behind)
        and not (fact.prose and values.fewest < width)
    ):
        return values
    if not words_behind and not fact.prose and (worded := _with_word_as_value(values)).fits(width):
        return worded
    phrases = words_to_phrases(fact.words) if fact.words[:1].isdigit() or not values.label else ()
    if phrases and len(phrases) == width > 1:
        return ValueLine("", phrases)
    sparse = not values.label and not values.behind and values.fewest <= width
    return values if sparse else None


MOST_VALUE_WORDS = 2


def _with_word_as_value(values: ValueLine) -> ValueLine:
    """A word or two in small letters behind the values as the last of them: "klar" in a column of years."""
    words = values.behind.split()
    if not words or len(words) > MOST_VALUE_WORDS or not values.behind.islower() or len(values.pieces) < 2:
        return ValueLine("", ())
    return ValueLine(values.label, (*values.pieces, Piece(values.behind, PieceKind.NUMBER)))


def body_to_rows(
    facts: Sequence[LineFacts],
    width: int,
    *,
    first_label: Sequence[tuple[str, PrintedLine]],
    words_behind: bool,
) -> list[RowDraft]:
    """The rows of a body of `width` value columns. `first_label`: words that the header left to the first row."""
    rows: list[RowDraft] = []
    pending: list[tuple[str, PrintedLine]] = list(first_label)
    apart = words_behind and any(is_comment_mark(fact.words) for fact in facts)
    # Where every line stands tight, standing tight says nothing.
    tight = len(facts) > _FEW_LINES and sum(fact.gap == 0 for fact in facts) > _TIGHT * len(facts)
    skip = 0
    for i, fact in enumerate(facts):
        if skip:
            skip -= 1
            continue
        values = values_for(fact, width, words_behind=words_behind, apart=apart)
        if values is not None and _is_label_after_all(facts, i, width, pending):
            values = None
        if values is None and not words_behind and pending:
            values, skip = _phrase_over_lines(facts, i, width)
        if values is not None:
            taken = [fact.line, *(facts[i + k].line for k in range(1, skip + 1))]
            _add_row(rows, pending, values, taken, width, words_behind=words_behind, tight=tight)
            pending = []
        elif fact.is_empty_row:
            own = [(fact.values.label, fact.line)]
            label, rest = split_label(pending, own, fact.line, tight=tight)
            _settle(rest, rows, words_behind=words_behind, tight=tight)
            pending = []
            rows.append(RowDraft([*label, *own], fact.values.pieces, value_lines=[fact.line]))
        elif not words_behind and fact.is_row and fact.values.numbers > 1 and fact.values.label:
            # Too few values, and nothing shows which columns they stand in: kept as words, without cells.
            _settle([*pending, (fact.words, fact.line)], rows, words_behind=False, tight=tight)
            pending = []
        elif not words_behind and rows and not pending and _label_goes_on_below(rows[-1], fact):
            rows[-1].label.append((fact.words, fact.line))
        elif not (words_behind and is_comment_mark(fact.words)):
            pending.append((fact.words, fact.line))
    if words_behind and rows and pending:
        rows[-1].behind += _first_group(pending, rows[-1].behind_text, tight=tight)
    return rows


def _label_goes_on_below(row: RowDraft, fact: LineFacts) -> bool:
    """Values set level with the middle of a wrapped label: the rest of it stands tight below, in small letters."""
    if not row.value_lines or not row.label or fact.gap:
        return False
    tight = fact.line.number - row.value_lines[-1].number == 1
    return tight and (fact.words[0].islower() or fact.words[0] == "(")


def is_comment_mark(words: str) -> bool:
    """A line that only says that a comment follows.

    >>> is_comment_mark("Kommentar"), is_comment_mark("Kommentar till utfallet")
    (True, False)
    """
    return words.rstrip(":").casefold() in {"kommentar", "kommentarer", "analys", "kommentar/analys"}


def _add_row(
    rows: list[RowDraft],
    pending: list[tuple[str, PrintedLine]],
    values: ValueLine,
    taken: list[PrintedLine],
    width: int,
    *,
    words_behind: bool,
    tight: bool,
) -> None:
    line = taken[0]
    own = [(values.label, line)] if values.label else []
    pieces = values.pieces
    if not own and pending and pending[-1][0].casefold() in BOUND_WORDS:
        bound, mark = pending.pop()
        taken = [mark, *taken]
        pieces = (replace(pieces[0], text=f"{bound} {pieces[0].text}"), *pieces[1:])
    label, rest = split_label(pending, own, line, tight=tight)
    _settle(rest, rows, words_behind=words_behind, tight=tight)
    if label and not own and (above := label[-1][1].spaces_below) and len(pieces) + above == width:
        pieces = (*(EMPTY,) * above, *pieces)
    if taken[-1].spaces_below and len(pieces) + taken[-1].spaces_below == width:
        pieces = (*pieces, *(EMPTY,) * taken[-1].spaces_below)
    behind = [(values.behind, line)] if values.behind else []
    row = RowDraft([*label, *own], pieces, behind, taken, whole=not own)
    merged = _merged(rows[-1], row, width) if rows and not row.label and not rest else None
    if merged is None:
        rows.append(row)
    else:
        rows[-1].pieces = merged
        rows[-1].value_lines += taken
        rows[-1].behind += row.behind


def _is_label_after_all(
    facts: Sequence[LineFacts], i: int, width: int, pending: list[tuple[str, PrintedLine]]
) -> bool:
    """ "12 mån" under a label and above a full row of values is the label's last line."""
    fact = facts[i]
    if (
        not fact.only_values
        or not pending
        or fact.gap
        or len(fact.values.pieces) >= width
        or i + 1 >= len(facts)
    ):
        return False
    after = facts[i + 1]
    return after.only_values and after.gap > 0 and after.values.fewest <= width <= len(after.values.pieces)


def _phrase_over_lines(facts: Sequence[LineFacts], i: int, width: int) -> tuple[ValueLine | None, int]:
    """A value that goes on in words over lines, then the rest of the row; and how many further lines it takes."""
    values = facts[i].values
    if not values.pieces or values.label or not values.behind or width < 2:
        return None, 0
    words = [facts[i].words]
    for step in range(1, 4):
        if i + step >= len(facts):
            break
        after = facts[i + step]
        if after.only_values and after.values.fewest <= width - 1 <= len(after.values.pieces):
            phrase = Piece(joined(words), PieceKind.NUMBER)
            return ValueLine("", (phrase, *after.values.pieces)), step
        if after.values.pieces or after.prose:
            break
        words.append(after.words)
    return None, 0


def _merged(before: RowDraft, row: RowDraft, width: int) -> tuple[Piece, ...] | None:
    """The pieces of both when values without a label are the wrapped end of the row above."""
    if before.is_heading or not before.value_lines:
        return None
    tight = row.value_lines[0].gap == 0 and row.value_lines[0].number - before.value_lines[-1].number == 1
    both = (*before.pieces, *row.pieces)
    if tight and joins(before.pieces[-1], row.pieces[0]) and ValueLine("", both).fewest <= width:
        return both
    if ValueLine("", row.pieces).fewest >= width or before.behind:
        return None
    printed = tuple(piece for piece in both if piece.kind is not PieceKind.EMPTY)
    own = tuple(piece for piece in before.pieces if piece.kind is not PieceKind.EMPTY)
    for pieces in (both, printed):
        if ValueLine("", pieces).fewest <= width <= len(pieces) and ValueLine("", own).fewest < width:
            return pieces
    return None


def split_label(
    pending: list[tuple[str, PrintedLine]],
    own: list[tuple[str, PrintedLine]],
    line: PrintedLine,
    *,
    tight: bool = False,
) -> tuple[list[tuple[str, PrintedLine]], list[tuple[str, PrintedLine]]]:
    """The pending lines that are the label of a row, and the lines before them.

    Lines that stand tight belong together; so do lines parted by a blank one when the upper plainly goes on.
    `tight`: every line of the table stands tight, so that only words tell.
    """
    start = len(pending)
    below_gap = line.gap
    below_text = own[0][0] if own else ""
    while start:
        text, printed = pending[start - 1]
        nearest = start == len(pending) and not own
        belongs = nearest or (below_gap == 0 and not tight) or goes_on(text, below_text)
        if not belongs:
            break
        start -= 1
        below_gap, below_text = printed.gap, text
        if printed.indent and printed.gap:
            break
    return pending[start:], pending[:start]


def goes_on(text: str, below: str) -> bool:
    """Whether a label line plainly goes on in the line below it.

    >>> goes_on("Kostnader för", "Lokaler"), goes_on("Ledning Ekdala–", "Furuvik"), goes_on("Styrelsen", "Revision")
    (True, True, False)
    """
    return bool(
        ends_hyphenated(text)
        or _BEGINS_TOTAL.match(text)
        or _OPEN_END.search(text)
        or (below and _STARTS_INSIDE.match(below) and not text.endswith(":"))
    )


def _settle(
    rest: list[tuple[str, PrintedLine]], rows: list[RowDraft], *, words_behind: bool, tight: bool
) -> None:
    """Lines that belong to no label: the comment of the row above, or headings inside the table."""
    if not rest:
        return
    if words_behind and rows and not rows[-1].is_heading:
        rows[-1].behind += rest
        return
    group: list[tuple[str, PrintedLine]] = []
    for text, line in rest:
        if group and not ((line.gap == 0 and not tight) or goes_on(group[-1][0], text)):
            rows.append(RowDraft(group))
            group = []
        group.append((text, line))
    rows.append(RowDraft(group))


def _first_group(
    pending: list[tuple[str, PrintedLine]], behind: str, *, tight: bool
) -> list[tuple[str, PrintedLine]]:
    """Lines up to the first wide gap: what surely still belongs to the last row's comment, of which `behind` is printed.

    Where every line stands tight, only what plainly goes on does.
    """
    group: list[tuple[str, PrintedLine]] = []
    for text, line in pending:
        above = group[-1][0] if group else behind
        if (tight or (group and line.gap > 0)) and above and not goes_on(above, text):
            break
        group.append((text, line))
    return group
