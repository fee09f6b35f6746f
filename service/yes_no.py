"""Whether a sentence settles a question for yes or no."""

from __future__ import annotations

from functools import cache

from service.word_tables import word_table, words_of


def is_sure(text: str) -> bool:
    """Whether a sentence says that something is or isn't so, not that it might be.

    >>> is_sure("En höjning skulle ge 45 mkr."), is_sure("Skatten höjs inte.")
    (False, True)
    """
    return not set(words_of(text)) & set(word_table("answer_cues")["yes_no"]["unsure"])


def is_turned_round(question: set[str], words: set[str]) -> bool:
    """Whether the sentence has the opposite of a word of the question, and not that word."""
    for pair in word_table("answer_cues")["yes_no"]["opposites"]:
        for one, other in (pair, reversed(pair)):
            if question & set(one) and words & set(other) and not words & set(one):
                return True
    return False


@cache
def negations() -> frozenset[str]:
    """Words that say that something is not so."""
    return frozenset(word_table("answer_cues")["yes_no"]["negations"])
