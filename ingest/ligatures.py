"""Ligature glyphs that a PDF's text layer doesn't name -> the letters they stand for.

Word processors draw "ti", "tt", "fi" and "ft" as one glyph, and many files don't say which letters it is: the
text layer has a replacement mark, a control code or an unrelated letter in its place ("organisaƟon").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ingest.pdf_words import UNKNOWN, UNMAPPED, Word
from ingest.swedish_words import is_swedish

# By how often they occur in Swedish report text; the first that makes a known word is taken.
LIGATURES = ("ti", "tt", "fi", "ft", "ff", "fl", "tf", "fj", "ffi", "tti", "ffl", "fä", "fö")
# Letters that no Swedish text has and that Calibri's glyph numbers turn into (seen in many exported reports).
COMMON_MARKS = {"Ɵ": "ti", "Ʃ": "tt", "Ō": "ft"}
# Words of which only an end is known: the shortest end (letters) that is believed, for compounds.
SHORTEST_END = 5
# Sure words after which one mark is read alike wherever the dictionary is silent.
SURE_WORDS = 2
_PARTS = re.compile(r"[^\W\d_]+")


def has_mark(text: str) -> bool:
    """Does the text hold a glyph that the file doesn't name?"""
    return any(is_mark(c) for c in text)


def is_mark(character: str) -> bool:
    """Is the character a stand-in for an unnamed glyph?"""
    return character == UNKNOWN or character in COMMON_MARKS or ord(character) >= UNMAPPED


class LigatureReader:
    """Reads unnamed glyphs by the words they make, and remembers what each mark stood for."""

    def __init__(self, is_known: Callable[[str], bool] | None = None) -> None:
        """`is_known` tells Swedish words; the default looks them up in simplemma's list."""
        self._is_known = is_known or (lambda word: len(word) > 1 and is_swedish(word))
        self._votes: dict[str, Counter[str]] = {}

    def repair(self, words: Sequence[Word]) -> list[Word]:
        """The words with their marks replaced where it is known what they stand for."""
        if not any(has_mark(w.text) for w in words):
            return list(words)
        first = [self._read(w) for w in words]  # the sure words of the page teach the others
        return [_plain(self._read(w)) for w in first]

    def _read(self, word: Word) -> Word:
        if not has_mark(word.text):
            return word
        text = word.text
        for mark in dict.fromkeys(c for c in text if is_mark(c)):
            letters = self._letters_for(mark, text)
            if letters is not None:
                text = text.replace(mark, letters)
        return word._replace(text=text)

    def _letters_for(self, mark: str, text: str) -> str | None:
        for letters in LIGATURES:
            if self._makes_word(text.replace(mark, letters), whole=True):
                self._votes.setdefault(mark, Counter())[letters] += 1
                return letters
        votes = self._votes.get(mark)
        if mark != UNKNOWN and votes and votes.most_common(1)[0][1] >= SURE_WORDS:
            return votes.most_common(1)[0][0]
        if mark in COMMON_MARKS:
            return COMMON_MARKS[mark]
        return next((x for x in LIGATURES if self._makes_word(text.replace(mark, x), whole=False)), None)

    def _makes_word(self, text: str, whole: bool) -> bool:
        parts = _PARTS.findall(text)
        if not parts:
            return False
        if all(self._is_known(p.lower()) for p in parts):
            return True
        return not whole and all(_known_end(p.lower(), self._is_known) for p in parts)


def _plain(word: Word) -> Word:
    """What could not be read shows as a replacement mark."""
    if all(ord(c) < UNMAPPED for c in word.text):
        return word
    return word._replace(text="".join(UNKNOWN if ord(c) >= UNMAPPED else c for c in word.text))


def _known_end(word: str, is_known: Callable[[str], bool]) -> bool:
    """Is the word's end (the last part of a compound) a known word?"""
    return any(is_known(word[k:]) for k in range(1, len(word) - SHORTEST_END + 1))
