"""The word lists in `index/vocabulary/`: one place that knows their form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parent / "vocabulary"


def read_words(name: str) -> frozenset[str]:
    """All words of a list; lines that begin with # are comments."""
    return frozenset(word for line in read_lines(name) for word in line.split())


def read_pairs(name: str) -> dict[str, str]:
    """Lines of the form `short = long`."""
    pairs = (line.split("=", 1) for line in read_lines(name))
    return {short.strip(): long.strip() for short, long in pairs}


def read_lines(name: str) -> Iterator[str]:
    """The lines that are neither empty nor a comment."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
