"""Slips of the keyboard mended before a question is read: typos, missing å ä ö, compounds written apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.lexicon import FOLD
from service.word_tables import WORD, ignored_words, mended_words, telling_words

SHORTEST_MENDED = 5  # letters; in shorter words one slip makes another real word too often
ONE_SLIP_BELOW = 8  # letters; longer words may have two slips
SHORTEST_LIBRARY_WORD = 9  # letters; shorter words of reports have too many neighbours
DOTS = frozenset("åäöÅÄÖ")


class Spelling:
    """What slips are mended to: the words of questions and names first, then long words of the reports."""

    def __init__(self, wanted: Iterable[str], library: Iterable[str] = ()) -> None:
        self._wanted = {word.translate(FOLD): word for word in sorted(wanted)}
        self._library = {
            word.translate(FOLD): word for word in sorted(library) if len(word) >= SHORTEST_LIBRARY_WORD
        }
        self._dotted = {
            word.translate(FOLD): word
            for word in sorted(ignored_words() | mended_words(), reverse=True)
            if word.translate(FOLD) != word
        }

    def mend(self, text: str, known: Callable[[str], bool]) -> str:
        """The text with each unknown word that is a slip away from one of these put right, case kept for the rest.

        >>> Spelling(["regionstyrelsens", "budget"]).mend("Vad är regionstyrlsens bugdet?", {"vad"}.__contains__)
        'Vad är regionstyrelsens budget?'
        >>> Spelling(["kollektivtrafiknämnden"]).mend("hur gar det for kollektivtrafiknamnden", lambda word: False)
        'hur går det för kollektivtrafiknämnden'
        """
        undotted = not DOTS & set(text)
        pieces: list[str] = []
        end = 0
        for match in WORD.finditer(text):
            pieces += [text[end : match.start()], self._mended(match.group(), known, undotted=undotted)]
            end = match.end()
        whole = "".join([*pieces, text[end:]])
        return _YEAR.sub("år", whole) if undotted else whole

    def _mended(self, word: str, known: Callable[[str], bool], *, undotted: bool) -> str:
        plain = word.casefold()
        if plain in ignored_words() or plain in telling_words() or not plain.isalpha():
            return word
        folded = plain.translate(FOLD)
        if undotted and folded in self._dotted:
            return self._dotted[folded]
        if folded in self._wanted:
            return word if self._wanted[folded] == plain else self._wanted[folded]
        if len(plain) < SHORTEST_MENDED - 1 or known(plain):
            return word
        if undotted and folded in self._library:
            return self._library[folded]
        return (
            _near(folded, self._wanted, SHORTEST_MENDED)
            or _near(folded, self._library, SHORTEST_LIBRARY_WORD)
            or word
        )


_YEAR = re.compile(
    r"(?:(?<=\bi )|(?<=\bper )|(?<=\bhela )|(?<=\bdetta )|(?<=\bförra )|(?<=\bnästa )|(?<=\bvarje ))är\b",
    re.IGNORECASE,
)
""" "ar" is är or år: a year follows "i", "förra" and the like."""


def _near(folded: str, words: dict[str, str], shortest: int) -> str | None:
    """The word that is a slip away; one that is too short itself may only lack a letter."""
    if len(folded) < shortest - 1:
        return None
    slips = 1 if len(folded) < ONE_SLIP_BELOW else 2
    near = process.extractOne(folded, words.keys(), scorer=OSA.distance, score_cutoff=slips)
    if near is None or near[0][0] != folded[0] or len(near[0]) < shortest:
        return None
    return words[near[0]]
