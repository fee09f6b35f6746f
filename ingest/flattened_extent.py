"""Where a flattened table may begin and end: its header lines above the first row and its body lines below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.flattened_header_words import begins_header, begins_stub, is_strong, is_text_header
from ingest.flattened_lines import LineFacts
from ingest.flattened_rows import is_comment_mark
from ingest.flattened_values import PieceKind
from ingest.txt_lines import ends_hyphenated
from ingest.units import is_money, unit_named
from ingest.vocabulary_files import vocabulary

_HEADER_LINES = (
    26  # a header of eight columns wrapped over three lines each, its caption and a first row label
)
_LABEL_LINES = 8  # the longest wrapped row label seen has seven lines
_COMMENT_LINES = 70  # a comment of half a page in a narrow column
_WIDE_GAP = 6  # blank lines in a table; rows of empty cells show as such
_MARK_WITHIN = 15  # lines below the first row in which a comment shows that the table has comments


def header_top(facts: Sequence[LineFacts], seed: int, floor: int) -> int:
    """The highest line that may belong to the header of the table whose first row is at `seed`."""
    top = seed
    while top > floor and seed - top < _HEADER_LINES and not facts[top].line.first:
        above = facts[top - 1]
        if (
            (above.prose and not _wide_header(facts, top - 1))
            or above.bullet
            or (above.is_row and not above.is_header_like)
            or facts[top].gap >= _WIDE_GAP
        ):
            break
        if above.words.endswith((".", ":")) and (len(above.words.split()) > 4 or _ends_prose(facts, top - 1)):
            break
        if _is_entry(above):
            break
        top -= 1
        if above.line.indent >= 2:
            break
    return top


def below_caption(facts: Sequence[LineFacts], top: int, seed: int) -> int:
    """The line below headings and the caption that stand above the header's own lines; `top` where none is plainly one."""
    below = top
    for k in range(top, seed - 1):
        words = facts[k].words
        if not _is_one_name(words) or facts[k + 1].words[0].islower():
            break
        if _is_caption(words):
            below = k + 1
    return below


def _is_one_name(words: str) -> bool:
    """Whether the line begins with a capital, has no other, and begins like no column's name: it is not of several cells.

    >>> _is_one_name("Ärenden om lov 2031"), _is_one_name("Besök Utlån"), _is_one_name("Utfall per enhet")
    (True, False, False)
    """
    first, *rest = words.split()
    capitals = [word for word in rest if word.strip("(–-")[:1].isupper()]
    return first[0].isupper() and not capitals and not begins_header(words) and not begins_stub(words)


def _is_caption(words: str) -> bool:
    """Whether the name is too long for a column's or gives the money of a whole table.

    >>> _is_caption("Ärenden om lov 2031"), _is_caption("Investeringar, tkr"), _is_caption("Specialitet")
    (True, True, False)
    """
    names = [word for word in words.split() if word[0].isalpha()]
    joined_by = any(word in _FUNCTION_WORDS for word in names)
    unit = _UNIT_AT_END.search(words)
    return (len(names) >= _CAPTION_WORDS and joined_by) or bool(unit and is_money(unit_named(unit["unit"])))


_CAPTION_WORDS = 3
_FUNCTION_WORDS = {
    "i",
    "om",
    "och",
    "per",
    "av",
    "för",
    "till",
    "på",
    "den",
    "från",
    "efter",
    "med",
    "inom",
    "hos",
}
_UNIT_AT_END = re.compile(r"(?:, | i |\()(?P<unit>[^\s,()]+)\)?$")


def _is_entry(fact: LineFacts) -> bool:
    """A line such as those of a table of contents: words and one number, and no name of a column."""
    values = fact.values
    lone = len(values.pieces) == 1 and values.pieces[0].kind is PieceKind.NUMBER and not values.behind
    return lone and bool(values.label) and not begins_header(values.label) and fact.gap > 0


def _wide_header(facts: Sequence[LineFacts], i: int) -> bool:
    """A header line as long as prose: it names several columns and goes on from no sentence."""
    words = facts[i].words
    groups = vocabulary("table_headers")["group"]
    named = sum(is_strong(word) and word[0].isupper() for word in words.split())
    named += 2 * any(f" {group} " in f" {words.casefold()} " for group in groups)
    return (
        named >= 2
        and not words.endswith((".", "-", ","))
        and (facts[i].line.first or not _runs_into(facts, i))
    )


def _runs_into(facts: Sequence[LineFacts], i: int) -> bool:
    """Whether the line above is prose that goes on into this one."""
    return i > 0 and facts[i - 1].prose and not facts[i - 1].words.endswith((".", ":"))


def _ends_prose(facts: Sequence[LineFacts], i: int) -> bool:
    """Whether this short line is the last one of a paragraph."""
    return i > 0 and facts[i - 1].prose and not facts[i].line.first


def header_names_words(facts: Sequence[LineFacts]) -> bool:
    """Whether a header cell names a column of words, such as comments."""
    return any(is_text_header(word) for fact in facts for word in fact.words.split())


def has_comments(facts: Sequence[LineFacts], seed: int) -> bool:
    """Whether words follow the values on the rows, or a line says that a comment follows."""
    near = facts[seed : seed + _MARK_WITHIN]
    followed = sum(bool(fact.values.behind) and fact.has_numbers and not fact.prose for fact in near)
    return followed >= 2 or any(is_comment_mark(fact.words) for fact in near)


def body_lines(facts: Sequence[LineFacts], top: int, seed: int, *, words_behind: bool) -> list[int]:
    """Positions of the body lines; header lines repeated on a new page are left out."""
    header = [fact.words for fact in facts[top:seed]]
    body = [seed]
    since = 0
    near = facts[top + 1 : seed + _MARK_WITHIN]
    tight = all(fact.gap == 0 for fact in near)
    j = seed + 1
    while j < len(facts):
        fact = facts[j]
        if fact.line.first:
            repeated = repeated_header(facts, j, header)
            if repeated:
                j += repeated
                continue
            goes_on = fact.is_row or fact.is_empty_row or _begins_row(facts, j)
            if not goes_on and not (words_behind and fact.words[0].islower()):
                break
        row = fact.is_row or fact.is_empty_row
        if not row and (fact.is_header_like or fact.bullet or (fact.prose and not words_behind)):
            break
        if tight and fact.prose and not fact.has_numbers and not _goes_on_in_words(facts, j):
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


def _goes_on_in_words(facts: Sequence[LineFacts], j: int) -> bool:
    """Whether a long line goes on with the words of the line above; a comment beside figures is no wider than its column."""
    return facts[j].words[0].islower() or facts[j - 1].words.endswith((",", "-"))


def _begins_row(facts: Sequence[LineFacts], j: int) -> bool:
    """Whether the line is the first part of a row's label: values alone stand below, or the rest of a word with them."""
    if j + 1 >= len(facts):
        return False
    below = facts[j + 1]
    cut = ends_hyphenated(facts[j].words) and below.is_row and below.words[0].islower()
    return below.only_values or cut


def repeated_header(facts: Sequence[LineFacts], j: int, header: Sequence[str]) -> int:
    """How many lines at `j` repeat the end of the header; 0 when they do not."""
    for start in range(len(header)):
        rest = header[start:]
        if [fact.words for fact in facts[j : j + len(rest)]] == list(rest):
            return len(rest)
        same = facts[j].words == header[start] or (
            facts[j].line.indent > 1 and facts[j].dates and header[start].endswith(f" {facts[j].words}")
        )
        if same and facts[j].is_header_like:
            count = 1
            while (
                start + count < len(header)
                and j + count < len(facts)
                and facts[j + count].words == header[start + count]
            ):
                count += 1
            left = header[start + count :]
            # What is left of the header block is the label of the first row, which is not repeated.
            if not any(is_strong(line.split()[0]) for line in left):
                return count
    return 0
