"""How well words of a flattened header make up one column name, and two names stand beside each other.

Scores are in one coin for headers printed cell by cell and line by line: 3 is a word that begins a name, below nought
speaks against. Set by hand on invented headers and kept at round values; the order between them is what matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.flattened_header_words import (
    folded,
    goes_on_period,
    is_date_word,
    is_strong,
    kind_of_word,
    known_words,
    qualifies,
    takes_period,
)
from ingest.flattened_values import is_month, is_year
from ingest.txt_lines import ends_hyphenated

IMPOSSIBLE = -1000.0
_PLAIN_LENGTH = 5  # words that a header cell has without raising doubt
_PERIOD_CUT = 3.0  # "jan–aug" and "2023" in two columns
_PERIOD_APART = 1.5  # "Utfall" and "2023" in two columns
_STARTS = {"space": -0.3, "wide": 0.7, "tight": 0.0, "blank": 0.3, "hyphen": 0.0}
_BREAKS = {"space": 0.0, "wide": 0.8, "tight": 0.05, "blank": 0.25, "hyphen": 0.0}


@dataclass(frozen=True, slots=True)
class HeaderWord:
    text: str
    break_before: str
    """space, wide (two spaces or more), tight (next line), blank (blank line between), hyphen (inside a word)."""
    line: int
    """Position of its line among the header lines; the last one of a word broken by a hyphen."""
    first_line: int = -1
    """Where a word broken by a hyphen begins; −1 for the others."""

    @property
    def top(self) -> int:
        """The line that it begins on."""
        return self.line if self.first_line < 0 else self.first_line


def words_to_text(words: Sequence[HeaderWord]) -> str:
    """Header words as running text."""
    return " ".join(word.text for word in words)


def start_score(words: tuple[HeaderWord, ...], i: int) -> float:
    """How well a name begins at word `i`."""
    word = words[i]
    if word.break_before == "hyphen" and i:
        return IMPOSSIBLE
    plain = folded(word.text)
    score = _STARTS[word.break_before]
    before = words[i - 1].text if i else ""
    if i and folded(before) in known_words("connecting"):
        score -= 3
    if i and word.break_before == "space" and before.endswith(","):
        score -= 3
    if i and goes_on_period([each.text for each in words[max(0, i - 3) : i + 1]]):
        score -= _PERIOD_CUT
    if plain in known_words("connecting"):
        return score - 4
    if word.text.startswith("("):
        return score - 3
    small = word.text[0].islower() and plain not in known_words("small") and not is_month(plain)
    if small and (plain in known_words("inner") or _has_capitals(words)):
        return score - (4.0 if word.break_before == "space" else 2.0)
    if is_strong(word.text):
        return score + (1.0 if small else 3.0)
    if is_date_word(word.text) or is_month(plain) or plain in known_words("period"):
        return score + 1.2 - (_PERIOD_APART if i and takes_period(before) else 0.0)
    if plain in known_words("weak"):
        return score + 1.2
    inside = word.break_before == "space"
    if word.text[0].islower():
        return score - (4.0 if inside else 2.5)
    if not any(letter.isalnum() for letter in word.text):
        return score - 3
    return score - (1.7 if inside else 0.7)


@lru_cache(maxsize=512)
def _has_capitals(words: tuple[HeaderWord, ...]) -> bool:
    """Whether headers begin with a capital here."""
    return any(
        word.text[0].isupper() and (is_strong(word.text) or folded(word.text) in known_words("weak"))
        for word in words
    )


def inside_score(words: Sequence[HeaderWord], i: int, j: int) -> float:
    """How well words[i:j] go together as one name."""
    score = 0.0
    dates = int(is_date_word(words[i].text))
    for k in range(i + 1, j):
        word, before = words[k], words[k - 1].text
        score -= _BREAKS[word.break_before]
        linked = (
            folded(before) in known_words("connecting")
            or before.endswith("/")
            or word.break_before == "hyphen"
        )
        if word.break_before != "hyphen" and goes_on_period(
            [each.text for each in words[max(0, k - 3) : k + 1]]
        ):
            dates += is_date_word(word.text)
        elif is_date_word(word.text):
            dates += 1
            if dates > 1 and not linked:
                score -= 2.0
        elif is_strong(word.text) and not linked and not qualifies(before):
            capital = word.text[0].isupper()
            apart = word.break_before in ("tight", "blank") or is_date_word(before)
            score -= 2.5 if capital else 1.2 if apart else 0.3
        elif (
            word.text[0].isupper()
            and folded(word.text) in known_words("weak")
            and not linked
            and not qualifies(before)
        ):
            score -= 0.8
        elif (
            is_date_word(before) and not is_month(folded(word.text)) and not word.text.startswith(("(", "%"))
        ):
            new_line = word.break_before in ("tight", "blank") and word.text[0].isupper()
            score -= 1.5 if new_line else 1.0 if k - 1 == i and not _is_small(word.text) else 0.3
    if ends_hyphenated(words[j - 1].text):
        score -= 8
    return score - 0.3 * max(0, j - i - _PLAIN_LENGTH)


def _is_small(text: str) -> bool:
    return folded(text) in known_words("connecting") or folded(text) in known_words("weak")


def kinds_of_words(words: Sequence[HeaderWord]) -> tuple[str, ...]:
    """What each word is alike to in another header."""
    return tuple(kind_of_word(word.text) for word in words)


def likeness(left: Sequence[HeaderWord], right: Sequence[HeaderWord]) -> float:
    """Neighbours built alike ("Utfall aug 2024", "Utfall aug 2025") support each other."""
    a, b = kinds_of_words(left), kinds_of_words(right)
    if a == b:
        # The very same name twice in a row is one that was cut.
        return 1.5 if [word.text for word in left] != [word.text for word in right] else -1.0
    if len(left) == 1 and qualifies(left[0].text) and is_strong(right[0].text):
        return -2.5  # "Ack." alone says nothing
    if b[0] == "<date>" and "<date>" not in a and is_strong(left[0].text):
        return -2.5  # "Utfall" and "2024" are one header, unless the year has the next one to itself
    if len(a) == len(b) and a[1:] == b[1:] and any(part.startswith("<") for part in a[1:]):
        return 1.0
    # The newest period is the partial one: "2025 augusti, 2024, 2023", not "2025, augusti 2024, 2023".
    if {"<month>", "<date>"} >= set(a) | set(b):
        years = [word.text for word in (left[0], left[-1], right[0]) if is_year(word.text)]
        if len(a) == 2 and len(b) == 1 and years and years[0] > right[0].text:
            return 0.8
    return 0.0
