"""Swedish compounds come apart."""

from __future__ import annotations


def split_compound(word: str) -> tuple[str, ...]:
    """Parts of a compound, () for a word that is none."""
    return ()
