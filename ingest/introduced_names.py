"""Abbreviations that a text introduces: "Kommunalförbundet Norra Brandförsvaret (KNB)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

_IN_BRACKETS = re.compile(r"\(\s?(?P<short>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö&-]{0,8}[A-ZÅÄÖ])\s?\)")
_BEFORE_BRACKETS = re.compile(r"(?<!\w)(?P<short>[A-ZÅÄÖ]{2,8})\s\((?P<full>[A-ZÅÄÖa-zåäö][^()\d]{5,90})\)")
MOST_WORDS = 16
"""Words before a bracket that a name may have: the longest seen is a joint board of twelve."""
_SMALL = frozenset(
    {
        "och",
        "för",
        "i",
        "av",
        "samt",
        "inom",
        "om",
        "på",
        "till",
        "med",
        "den",
        "det",
        "de",
        "vid",
        "under",
        "från",
    }
)


def introduced_names(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Pairs (abbreviation, full name) that texts introduce; the letters must fit the words.

    >>> introduced_names(["Kommunalförbundet Norra Brandförsvaret (KNB) har", "Anna Berg (KD) talade"])
    (('KNB', 'Kommunalförbundet Norra Brandförsvaret'),)
    >>> introduced_names(["om Gemensam nämnd för upphandling inom drift samt stöd (GNU). NKI (nöjd-kund-index)"])
    (('GNU', 'Gemensam nämnd för upphandling inom drift samt stöd'), ('NKI', 'nöjd-kund-index'))
    """
    found: dict[str, str] = {}
    for text in texts:
        flat = " ".join(text.replace("\u00ad", "").split())
        for match in _IN_BRACKETS.finditer(flat):
            name = name_before(flat[: match.start()], match["short"])
            if name is not None:
                found.setdefault(match["short"], name)
        for match in _BEFORE_BRACKETS.finditer(flat):
            if letters_fit(match["short"], match["full"].split()):
                found.setdefault(match["short"], match["full"].strip())
    return tuple(sorted(found.items()))


def name_before(text: str, short: str) -> str | None:
    """The words at the end of `text` that the abbreviation stands for, or None.

    >>> name_before("ansvaret har Kommunernas samverkansråd", "KSR")
    'Kommunernas samverkansråd'
    >>> name_before("av Lars Ek", "KD") is None
    True
    """
    sentence = re.split(r"(?<=[.!?:;])\s", text)[-1]
    words = sentence.split()[-MOST_WORDS:]
    for start in range(len(words) - 1, -1, -1):
        word = words[start]
        if word[:1].casefold() == short[0].casefold() and letters_fit(short, words[start:]):
            return " ".join(words[start:]).strip(" ,\"”'")
    return None


def letters_fit(short: str, words: list[str]) -> bool:
    """Whether the letters begin the words in order, or for the last letters parts of a compound.

    >>> letters_fit("KTN", ["Kollektivtrafiknämnden"]), letters_fit("HME", ["Hållbart", "Medarbetar", "Engagemang"])
    (True, True)
    >>> letters_fit("KD", ["Karl", "Berg"]), letters_fit("KuM", ["Kustmyndigheten"])
    (False, True)
    """
    letters = [char.casefold() for char in short if char.isalpha()]
    content = [
        part.casefold()
        for word in words
        for part in re.split(r"[-/]", word)
        if part and part.casefold() not in _SMALL
    ]
    if not content or not letters or content[0][:1] != letters[0]:
        return False
    return _fits(letters, content)


def _fits(letters: list[str], words: list[str]) -> bool:
    """Initials first; a letter that begins no further word must stand inside the word before it."""
    position = 0
    inside = ""
    for letter in letters:
        if position < len(words) and words[position].lstrip('("”').startswith(letter):
            inside = words[position][1:]
            position += 1
            continue
        where = inside.find(letter, MINIMUM_PART - 1)
        if where < 0 and len(letters) >= FEWEST_BESIDE and inside.startswith(letter):
            where = 0
        if where < 0:
            return False
        inside = inside[where + 1 :]
    # Words left over are a tail; more than half of the name must have given a letter unless its first words gave all.
    return position == len(words) or position >= len(letters) - 1


MINIMUM_PART = 2
"""Letters: the second part of a compound can't begin sooner …"""
FEWEST_BESIDE = 3
"""… but an abbreviation of so many letters may take two that stand side by side: "Kustmyndigheten (KuM)"."""
