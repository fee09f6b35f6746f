"""Header lines printed cell by cell -> atoms: the words that surely stand in one cell.

A header cell begins with a capital or is a period; small letters, units and what stands in brackets go on with it. A
period behind a name may belong to the name ("Utfall / 2025") or be a cell of its own ("Besök / 2025 2024"): `Periods`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.flattened_header_scores import HeaderWord
from ingest.flattened_header_words import (
    folded,
    goes_on_period,
    is_date_word,
    is_strong,
    known_words,
)
from ingest.flattened_values import is_month, is_year
from ingest.txt_lines import ends_hyphenated, joined
from ingest.units import is_money, unit_named


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a header line."""

    text: str
    line: int
    begins_line: bool
    back: bool = False
    """Printed without a space behind the word before: the extract went back to the left, to a lower level."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Which periods go with the name in front of them."""

    lone: bool
    """One between two names."""
    first: bool
    """The first of several in a row."""
    numbers_begin: bool = False
    """Other numbers begin cells: "15–29 år"."""


ALL_PERIODS = tuple(
    Periods(lone, first, numbers)
    for numbers in (False, True)
    for lone, first in ((True, False), (False, False), (True, True), (False, True))
)


@dataclass(frozen=True, slots=True)
class Atom:
    """The words [start, end) of the header."""

    start: int
    end: int
    text: str
    lines: tuple[int, int]
    """The first line and the last."""
    begins_line: bool
    ends_line: bool
    back: bool
    is_period: bool


_GLUE = re.compile(r"(?<=[a-zåäöé\d)%.])(?=[A-ZÅÄÖ])|(?<=[a-zåäöé)%])(?=\d)|(?<=\d)(?=(?:19|20)\d\d)")
_LONGEST_SHORT = 2
_LEAST_GLUED = 4  # letters of a word behind the glue that no header is known by


def lines_to_tokens(lines: Sequence[str]) -> tuple[Token, ...]:
    """The words of the lines; two that were printed without a space between them are parted.

    >>> [(token.text, token.back) for token in lines_to_tokens(["Mål 2024Intäkter FoU"])]
    [('Mål', False), ('2024', False), ('Intäkter', True), ('FoU', False)]
    """
    tokens = []
    for number, line in enumerate(lines):
        for k, word in enumerate(line.split()):
            left, right = _unglued(word)
            tokens.append(Token(left, number, begins_line=k == 0))
            if right:
                tokens.append(Token(right, number, begins_line=False, back=True))
    return tuple(tokens)


def _unglued(word: str) -> tuple[str, str]:
    for match in _GLUE.finditer(word):
        left, right = word[: match.start()], word[match.start() :]
        if is_date_word(word) or len(left) < 2:
            continue
        known = _is_known(left) or _is_known(right)
        if known or (right[0].isupper() and len(right) >= _LEAST_GLUED and not left.isdigit()):
            return left, right
    return word, ""


def _is_known(word: str) -> bool:
    plain = folded(word)
    return (
        is_strong(word)
        or is_date_word(word)
        or is_month(plain)
        or plain in known_words("weak")
        or plain in known_words("period")
        or (word.endswith(")") and len(word) > 1)
    )


def tokens_to_atoms(tokens: Sequence[Token], periods: Periods) -> tuple[Atom, ...]:
    """The atoms in order; together they hold every word."""
    phrases = _period_phrases(tokens)
    starts = [0, *(i for i in range(1, len(tokens)) if _begins(tokens, i, phrases, periods)), len(tokens)]
    return tuple(_atom(tokens, a, b, phrases) for a, b in pairwise(starts) if a < b)


def tokens_to_words(tokens: Sequence[Token]) -> tuple[HeaderWord, ...]:
    """The words as other readers of headers know them."""
    return tuple(
        HeaderWord(token.text, "tight" if token.begins_line else "space", token.line) for token in tokens
    )


def merged(atoms: Sequence[Atom], k: int, tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """The atoms with number `k` put to the one before: a capital inside a name."""
    both = _atom(tokens, atoms[k - 1].start, atoms[k].end, {})
    return (*atoms[: k - 1], both, *atoms[k + 1 :])


def parted(atom: Atom, tokens: Sequence[Token]) -> tuple[Atom, Atom] | None:
    """A name and the period on a line of its own behind it as two atoms: the label column's header and a cell."""
    last = next((i for i in range(atom.end - 1, atom.start, -1) if tokens[i].begins_line), 0)
    if not last or atom.is_period or not _is_whole_period(tokens[last : atom.end]):
        return None
    phrases = {last: atom.end}
    return _atom(tokens, atom.start, last, phrases), _atom(tokens, last, atom.end, phrases)


def tokens_to_text(tokens: Sequence[Token]) -> str:
    """The words as running text, hyphens of the wrapping taken away."""
    lines: dict[int, list[str]] = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token.text)
    return joined([" ".join(words) for words in lines.values()]).replace("– ", "–")


def _atom(tokens: Sequence[Token], start: int, end: int, phrases: dict[int, int]) -> Atom:
    part = tokens[start:end]
    return Atom(
        start,
        end,
        tokens_to_text(part),
        (part[0].line, part[-1].line),
        part[0].begins_line,
        end == len(tokens) or tokens[end].begins_line,
        part[0].back,
        is_period=phrases.get(start) == end or _is_whole_period(part),
    )


def _is_whole_period(part: Sequence[Token]) -> bool:
    words = [folded(token.text) for token in part]
    return all(
        is_date_word(word)
        or is_month(word)
        or word in known_words("period")
        or (word.isdigit() and len(word) <= 2)
        for word in words
    ) and not all(word.isdigit() and not is_date_word(word) for word in words)


def _period_phrases(tokens: Sequence[Token]) -> dict[int, int]:
    """Where periods in figures or small letters begin and end: "2025", "jan–aug 2025", "31 dec 2024"."""
    phrases: dict[int, int] = {}
    i = 0
    while i < len(tokens):
        end = _phrase_end(tokens, i)
        if end > i:
            phrases[i] = end
        i = max(end, i + 1)
    return phrases


def _phrase_end(tokens: Sequence[Token], i: int) -> int:
    word = tokens[i].text
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    day = word.rstrip(".").isdigit() and len(word) <= 3 and is_month(folded(following))
    cut = bool(re.fullmatch(r"(?:19|20)\d\d[-–]", word)) and following.isdigit()
    month = is_month(folded(word)) or bool(
        re.fullmatch(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt)[-–]", folded(word))
    )
    if (
        folded(word) == "per"
        and word[0].islower()
        and following
        and (after := _phrase_end(tokens, i + 1)) > i + 1
    ):
        return after
    if not (is_date_word(word) or month or day or cut):
        return i
    end = i + 1
    if _year_first(tokens, i):
        return i + 2
    while end < len(tokens) and not tokens[end].back and _goes_on(tokens, i, end):
        end += 1
    return end


def _year_first(tokens: Sequence[Token], i: int) -> bool:
    """ "2025 Augusti 2024 2023": the month goes with the year in front of it."""
    texts = [token.text for token in tokens[i : i + 4]]
    return (
        len(texts) > 3
        and is_year(texts[0])
        and is_month(folded(texts[1]))
        and is_year(texts[2])
        and (is_year(texts[3]) or is_month(folded(texts[3])))
    )


def _goes_on(tokens: Sequence[Token], start: int, i: int) -> bool:
    before = tokens[i - 1].text
    if before.endswith(("-", "–")):
        return True
    return goes_on_period([token.text for token in tokens[max(start, i - 3) : i + 1]])


def _begins(tokens: Sequence[Token], i: int, phrases: dict[int, int], periods: Periods) -> bool:
    """Whether a cell begins at word `i`."""
    token, before = tokens[i], tokens[i - 1]
    if token.back:
        return True
    word = token.text
    if any(start < i < end for start, end in phrases.items()):
        return False
    if folded(before.text) in known_words("connecting") and not before.text[0].isupper():
        return False
    if before.text.endswith((",", "/", "–", "-")) and (
        not before.text.endswith("-") or ends_hyphenated(before.text)
    ):
        return False
    if word.isupper() and before.text.isupper() and min(len(word), len(before.text)) > _LONGEST_SHORT:
        return False  # a heading in capitals
    if word[0].isupper():
        return not is_money(unit_named(word)) and not _counts(before.text, word)
    if i in phrases:
        return _period_begins(i, phrases, periods)
    if word[0].isdigit() and not _counts(before.text, word) and i - 1 not in phrases:
        return periods.numbers_begin
    return False


def _counts(before: str, word: str) -> bool:
    """ "Kv 1", "Tertial 2"."""
    return folded(before) in known_words("period") and word.isdigit()


def _period_begins(i: int, phrases: dict[int, int], periods: Periods) -> bool:
    if i in phrases.values():
        return True  # behind another period
    several = phrases[i] in phrases
    return not (periods.first if several else periods.lone)
