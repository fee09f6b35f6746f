"""Slips of the keyboard mended before a question is read: typos, missing å ä ö, compounds written apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.lexicon import FOLD
from service.word_tables import WORD, ignored_words

SHORTEST_MENDED = 5  # letters; in shorter words one slip makes another real word too often
ONE_SLIP_BELOW = 8  # letters; longer words may have two slips


def mend(text: str, known: Callable[[str], bool], wanted: Iterable[str]) -> str:
    """The text with each unknown word that is a slip away from a wanted word put right, case kept for the rest.

    >>> mend("Vad är regionstyrlsens bugdet?", {"vad"}.__contains__, ["regionstyrelsens", "budget"])
    'Vad är regionstyrelsens budget?'
    >>> mend("kollektivtrafiknamnden", lambda word: False, ["kollektivtrafiknämnden"])
    'kollektivtrafiknämnden'
    """
    by_fold = {word.translate(FOLD): word for word in wanted}
    pieces: list[str] = []
    end = 0
    for match in WORD.finditer(text):
        pieces += [text[end : match.start()], _mended(match.group(), known, by_fold)]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _mended(word: str, known: Callable[[str], bool], by_fold: dict[str, str]) -> str:
    plain = word.casefold()
    if plain in ignored_words() or not plain.isalpha():
        return word
    folded = plain.translate(FOLD)
    if folded in by_fold:
        return word if by_fold[folded] == plain else by_fold[folded]
    if len(plain) < SHORTEST_MENDED or known(plain):
        return word
    slips = 1 if len(plain) < ONE_SLIP_BELOW else 2
    near = process.extractOne(folded, by_fold.keys(), scorer=OSA.distance, score_cutoff=slips)
    return by_fold[near[0]] if near is not None and near[0][0] == folded[0] else word
