"""A line of a flattened table -> its label, the pieces of its values and the text behind them.

`Regionstyrelsen 624 653 -1 213` has the label `Regionstyrelsen` and four pieces; how many numbers they are
is settled for the whole table at once (`flattened_splits`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.txt_lines import plain_spaces
from ingest.units import is_money, unit_named


class PieceKind(StrEnum):
    NUMBER = "number"
    DASH = "dash"
    EMPTY = "empty"
    """An extra space: the extractor ends every cell with one, so an empty cell shows as a space too many."""
    YEAR = "year"
    """A number that may be a year; in a label or header it is one, among amounts it is an amount."""
    DATE = "date"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a value that stands by itself between spaces, with its unit, bound and footnote mark."""

    text: str
    kind: PieceKind
    head: bool = True
    """May begin a number."""
    tail: bool = False
    """May go on a number begun by the piece before: exactly three digits without a sign."""
    open: bool = False
    """May be gone on: one to three digits with nothing behind them."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A line as label, pieces and text behind."""

    label: str
    pieces: tuple[Piece, ...]
    behind: str = ""

    @property
    def fewest(self) -> int:
        """The least number of cells that the pieces can be."""
        return sum(1 for i, piece in enumerate(self.pieces) if not (i and self._joins(i)))

    def fits(self, width: int) -> bool:
        """Whether the pieces can be `width` cells, some of the first ones given back to the label if need be."""
        for start in range(len(self.pieces) + 1):
            rest = ValueLine(self.label, self.pieces[start:])
            if rest.fewest <= width <= len(rest.pieces):
                return True
            given = self.pieces[start : start + 1]
            if not given or given[0].kind is PieceKind.EMPTY or not self.label:
                return False
            if start >= 2 and given[0].kind is PieceKind.NUMBER:
                return False
        return False

    @property
    def numbers(self) -> int:
        """Pieces that hold digits and are not years or dates."""
        return sum(piece.kind in (PieceKind.NUMBER, PieceKind.RANGE) for piece in self.pieces)

    def _joins(self, i: int) -> bool:
        return joins(self.pieces[i - 1], self.pieces[i])


EMPTY = Piece("", PieceKind.EMPTY)


def joins(left: Piece, right: Piece) -> bool:
    """Whether `right` may be the next three digits of `left`."""
    return left.open and right.tail


_VALUE = re.compile(
    r"\(?(?P<bound>[<>≤≥]=?|=[<>])?(?P<sign>\+/-|[-−–+±])?"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)(?P<decimals>,\d+|\.\d{1,2}(?!\d))?"
    r"(?P<behind>%|‰)?(?P<mark>\*{1,3}\)?|[¹²³⁴⁵]\)?|\))?,?"
)
_DATE = re.compile(
    r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?|(?:19|20)\d\d[-–/](?:19|20)?\d\d|\d{1,2}/\d{1,2}(?:-\d\d)?|(?:19|20)\d\d(?:0[1-9]|1[0-2])"
)
_RANGE = re.compile(r"[<>]?\d+(?:,\d+)?%?[-–]\d+(?:,\d+)?%?")
_YEAR = re.compile(r"(?:19[5-9]|20[0-7])\d")
_DASHES = {"-", "–", "—", "−", "--"}
BOUND_WORDS = (
    "minst", "max", "max.", "min.", "högst", "lägst", "maximalt", "under", "över", "ca", "cirka", "mer", "mindre",
    "fler", "färre", "högre", "lägre", "kortare", "längre", "än",
)  # fmt: skip
_MONTH = re.compile(
    r"(?:jan|feb|febr|mar|mars|apr|april|maj|jun|juni|jul|juli|aug|sep|sept|okt|nov|dec|januari|februari|augusti"
    r"|september|oktober|november|december)\.?(?:[-–](?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)?",
    re.IGNORECASE,
)


def is_month(word: str) -> bool:
    """Whether the word is a month or a span of months."""
    return bool(_MONTH.fullmatch(word))


def is_year(word: str) -> bool:
    """Whether the word is a year of our time."""
    return bool(_YEAR.fullmatch(word))


def is_date(word: str) -> bool:
    """Whether the word is a date, a month in figures or a span of years."""
    return bool(_DATE.fullmatch(word))


@lru_cache(maxsize=4096)
def word_to_piece(word: str) -> Piece | None:
    """The piece that one word is, or None when it is a word.

    >>> word_to_piece("-2").open, word_to_piece("363").tail, word_to_piece("38,5").open
    (True, True, False)
    >>> word_to_piece("2025-08").kind, word_to_piece("nämnd") is None, word_to_piece(">67%").kind
    (<PieceKind.DATE: 'date'>, True, <PieceKind.NUMBER: 'number'>)
    """
    if _JOINER in word:
        whole = word_to_piece(word.replace(_JOINER, ""))
        return whole and Piece(word.replace(_JOINER, " "), PieceKind.NUMBER)
    if word in _DASHES:
        return Piece(word, PieceKind.DASH)
    if _DATE.fullmatch(word):
        return Piece(word, PieceKind.DATE)
    if _RANGE.fullmatch(word):
        return Piece(word, PieceKind.RANGE)
    match = _VALUE.fullmatch(word)
    if match is None or (word.startswith("(") and len(match["digits"]) < 2 and word.endswith(")")):
        return None
    digits, bare = (
        match["digits"],
        not (match["decimals"] or match["behind"] or match["mark"] or word.endswith(",")),
    )
    unsigned = not (match["bound"] or match["sign"] or word.startswith("("))
    kind = PieceKind.YEAR if _YEAR.fullmatch(word) else PieceKind.NUMBER
    return Piece(
        word,
        kind,
        head=not (len(digits) > 1 and digits.startswith("0") and not match["decimals"]),
        tail=unsigned and len(digits) == 3,
        open=bare and (len(digits) == 3 or (len(digits) < 3 and not digits.startswith("0"))),
    )


_WORD = re.compile(r"( *)(\S+)")

# A no-break or narrow space inside a number is printed for that purpose: such a number is whole.
_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_JOINER = "\u2060"


def line_to_values(text: str, *, spaced: bool) -> ValueLine:
    """The label, value pieces and text behind of one line.

    The values are the last run of pieces on the line. `spaced`: every cell of this file ends with a space,
    so that spaces beyond one stand for empty cells.

    >>> line = line_to_values("Regionstyrelsen -1 213 -1 449 235 ", spaced=True)
    >>> line.label, [piece.text for piece in line.pieces], line.fewest
    ('Regionstyrelsen', ['-1', '213', '-1', '449', '235'], 2)
    >>> line = line_to_values("Besök inom 90 dagar 68 66", spaced=False)
    >>> line.label, [piece.text for piece in line.pieces]
    ('Besök inom 90 dagar', ['68', '66'])
    >>> [piece.kind.value for piece in line_to_values("Gemensam nämnd   0 ", spaced=True).pieces]
    ['empty', 'empty', 'number']
    """
    text = plain_spaces(_THOUSANDS.sub(_JOINER, text))
    words = [(len(spaces), word) for spaces, word in _WORD.findall(text)]
    trailing = len(text) - len(text.rstrip())
    items = _attach_units(words)
    start, end = _value_run(items)
    if start == end:
        empties = trailing - 1 if spaced and trailing > 1 else 0
        return ValueLine(_text_of(items), (EMPTY,) * empties)
    pieces: list[Piece] = []
    for position in range(start, end):
        spaces, piece, _ = items[position]
        if spaced:
            # In front of the line a space is an empty cell; behind a label the first one ends the label.
            pieces += [EMPTY] * (spaces if position == 0 else spaces - 1)
        if piece is not None:
            pieces.append(piece)
    if spaced and end < len(items):
        pieces += [EMPTY] * (items[end][0] - 1)
    elif spaced and trailing > 1:
        pieces += [EMPTY] * (trailing - 1)
    return ValueLine(_text_of(items[:start]), tuple(pieces), _text_of(items[end:]))


_Item = tuple[int, Piece | None, str]


def _text_of(items: list[_Item]) -> str:
    return " ".join(word for _, _, word in items).replace(_JOINER, " ")


def _attach_units(words: list[tuple[int, str]]) -> list[_Item]:
    """Words as pieces where they are values: `83 %`, `290 mkr`, `4 248 *`, `105 ,` and `Minst 88` are one piece."""
    items: list[_Item] = []
    i = 0
    while i < len(words):
        spaces, word = words[i]
        bound = _bound_length(words, i)
        if bound:
            word = " ".join(part for _, part in words[i : i + bound + 1])
            piece = word_to_piece(words[i + bound][1])
            items.append((spaces, _with(piece, word.replace(_JOINER, " "), first=True), word))
            i += bound + 1
            continue
        if items and spaces == 1 and (length := _unit_length(words, i, items[-1][1])):
            behind = " ".join(part for _, part in words[i : i + length])
            _join_amount(items, behind)
            before, piece, text = items[-1]
            text = text.replace(_JOINER, " ")
            items[-1] = (before, _with(piece, f"{text} {behind}", first=False), f"{text} {behind}")
            i += length
            continue
        items.append((spaces, word_to_piece(word), word))
        i += 1
    return _without_measures_in_label(_without_dates(items))


_BEFORE_MEASURE = {"inom", "under", "över", "på", "om", "efter", "än", "minst", "högst", "till", "i", "var"}


def _without_measures_in_label(items: list[_Item]) -> list[_Item]:
    """A measure that ends the label is no value: the words lead to it, or the values have no such unit.

    "Besök inom 90 dagar 68 66", "Barn 7–15 år 12 13".
    """
    result = list(items)
    for i, (spaces, piece, text) in enumerate(items):
        before = items[i - 1] if i else None
        if (before is not None and before[1] is not None) or not _is_measure(piece, text):
            continue
        behind = [word for _, other, word in items[i + 1 :] if other is not None]
        follows = i + 1 < len(items) and items[i + 1][1] is not None
        led_to = before is not None and before[2] in _BEFORE_MEASURE
        alone = len(behind) > 1 and not any(" " in word for word in behind)
        if follows and (led_to or (alone and _is_age(text))):
            result[i] = (spaces, None, text)
    return result


def _is_age(text: str) -> bool:
    """ "7–15 år", "3 år"."""
    return text.endswith(" år") and "," not in text


def _is_measure(piece: Piece | None, text: str) -> bool:
    """Whether the value has a unit in words, so that it may be a limit or an age."""
    return piece is not None and " " in text and text.split()[-1].isalpha() and text[0].isdigit()


def _join_amount(items: list[_Item], unit: str) -> None:
    """`1 477 mkr`: a lone digit or two in front of an amount of money in three are its thousands."""
    if len(items) < 2 or not is_money(unit_named(unit)):
        return
    (before, left, text), (spaces, right, digits) = items[-2:]
    short = left is not None and len(text.strip("-−–+")) < 3
    if spaces == 1 and short and left is not None and right is not None and joins(left, right):
        items[-2:] = [(before, Piece(f"{text} {digits}", PieceKind.NUMBER), f"{text} {digits}")]


def _with(piece: Piece | None, text: str, *, first: bool) -> Piece | None:
    if piece is None:
        return None
    kind = PieceKind.NUMBER if piece.kind is PieceKind.YEAR else piece.kind
    if first:
        return Piece(text, kind, head=True, tail=False, open=piece.open)
    return Piece(text, kind, head=piece.head, tail=piece.tail, open=False)


def _bound_length(words: list[tuple[int, str]], i: int) -> int:
    """Words such as "Minst" or "Lägre än" in front of a number."""
    length = 0
    while i + length < len(words) and words[i + length][1].casefold() in BOUND_WORDS and length < 2:
        length += 1
    if not length or i + length >= len(words):
        return 0
    piece = word_to_piece(words[i + length][1])
    starts_cell = i == 0 or word_to_piece(words[i - 1][1]) is not None or words[i][1][0].isupper()
    return length if piece is not None and piece.kind is not PieceKind.DASH and starts_cell else 0


def _unit_length(words: list[tuple[int, str]], i: int, before: Piece | None) -> int:
    """Words of a unit, percent sign or footnote mark that belong to the number in front."""
    if before is None or before.kind not in (PieceKind.NUMBER, PieceKind.YEAR, PieceKind.RANGE):
        return 0
    word = words[i][1]
    if word in {"%", "‰", "*", "**", ",", "%*", "*)"}:
        return 1
    if before.kind is PieceKind.YEAR:
        return 0
    for length in (3, 2, 1):
        part = " ".join(word for _, word in words[i : i + length])
        if i + length <= len(words) and unit_named(part) is not None:
            return length
    return 0


_COUNTED = {"kv", "kvartal", "tertial", "delår", "halvår"}
_COUNTS = {"1", "2", "3", "4"}


def _without_dates(items: list[_Item]) -> list[_Item]:
    """Days and years of written dates are words, not values: `31 aug 2025`, `april 2024`, `år 2024`, `Kv 1`."""
    result = list(items)
    for i, (_, _, word) in enumerate(items):
        if word.casefold() in _COUNTED and i + 1 < len(items) and items[i + 1][2] in _COUNTS:
            result[i + 1] = (items[i + 1][0], None, items[i + 1][2])
        if not (is_month(word) or word.casefold() in {"år", "per", "vp", "senast", "fr.o.m.", "t.o.m."}):
            continue
        for near, wanted in ((i - 1, is_month(word)), (i + 1, True)):
            if 0 <= near < len(items) and wanted:
                spaces, piece, text = items[near]
                day = near < i or not is_month(word)
                if piece is not None and (
                    is_year(text) or (day and text.isdigit() and len(text) <= 2 and is_month(word))
                ):
                    result[near] = (spaces, None, text)
    return result


def _value_run(items: list[_Item]) -> tuple[int, int]:
    """The last run of pieces, [start, end); dashes alone and single years in running text are none."""
    end = len(items)
    while end:
        while end and items[end - 1][1] is None:
            end -= 1
        start = end
        while start and items[start - 1][1] is not None:
            start -= 1
        pieces = [piece for _, piece, _ in items[start:end] if piece is not None]
        behind = len(items) - end
        if (
            any(piece.kind is not PieceKind.DASH for piece in pieces)
            or (pieces and (len(pieces) > 1 or not start) and not behind)
        ) and not (
            behind and all(piece.kind in (PieceKind.YEAR, PieceKind.DATE, PieceKind.DASH) for piece in pieces)
        ):
            return start, end
        end = start
    return 0, 0


_MOST_WORDS_OF_UNIT = 5


def words_to_phrases(words: str) -> tuple[Piece, ...]:
    """The cells of a line that is nothing but amounts with their units in words; empty when it is not.

    >>> [piece.text for piece in words_to_phrases("1 920 tim i snitt/mån (R12) 2 800 tim i snitt/mån (R12)")]
    ['1 920 tim i snitt/mån (R12)', '2 800 tim i snitt/mån (R12)']
    >>> [piece.text for piece in words_to_phrases("14,13 minuter Kortare än 10 minuter")]
    ['14,13 minuter', 'Kortare än 10 minuter']
    """
    cells: list[list[str]] = []
    bound: list[str] = []
    open_number = False
    for word in plain_spaces(words).split():
        piece = word_to_piece(word)
        number = piece is not None and piece.kind in (PieceKind.NUMBER, PieceKind.RANGE, PieceKind.YEAR)
        if number and piece is not None:
            if open_number and piece.tail:
                cells[-1].append(word)
            else:
                cells.append([*bound, word])
            bound = []
            open_number = piece.open
        elif word.casefold() in BOUND_WORDS and (word[0].isupper() or bound or not cells):
            bound.append(word)
            open_number = False
        elif cells and not bound:
            cells[-1].append(word)
            open_number = False
        else:
            return ()
    if bound or any(len(cell) > _MOST_WORDS_OF_UNIT + 3 for cell in cells):
        return ()
    return tuple(Piece(" ".join(cell), PieceKind.NUMBER) for cell in cells)
