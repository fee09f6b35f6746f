"""Which words are Swedish, by simplemma's word list."""

from __future__ import annotations


def is_swedish(word: str) -> bool:
    """Whether a lower-case word is in the list; single letters are.

    >>> is_swedish("avvikelse"), is_swedish("vikelse"), is_swedish("e")
    (True, False, True)
    """
    from simplemma import is_known  # late: its word list takes a moment, and few files need it

    return bool(is_known(word, lang="sv"))
