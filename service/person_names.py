"""People's names in a text, told from other words with capitals."""

from __future__ import annotations

import re
from functools import cache

from service.word_tables import word_list

_WORD = r"[A-ZÅÄÖÉÜ][a-zåäöéèüæø]+(?:-[A-ZÅÄÖÉÜ][a-zåäöéèüæø]+)?"
_NAME = re.compile(rf"(?<![\w-]){_WORD}(?: (?:von|af|de|[A-ZÅÄÖ]\.|{_WORD})){{1,3}}(?![\w-])")
_ALONE = re.compile(r"[\s,:;]*(?:\([A-ZÅÄÖ]{1,3}\)|[A-ZÅÄÖ]{1,3})?[\s,]*$")


def find_names(text: str) -> list[tuple[int, int]]:
    """Where people are named: a known first name with a surname, or any two such words with a party behind them.

    >>> text = "Ordförande är Maja Lindros, vice ordförande Qvarna Tall (C). Region Norrland Öst."
    >>> [text[start:end] for start, end in find_names(text)]
    ['Maja Lindros', 'Qvarna Tall']
    """
    places = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        first = next((at for at, word in enumerate(words[:-1]) if word.split("-")[0] in _first_names()), None)
        if first is not None:
            places.append((match.end() - len(" ".join(words[first:])), match.end()))
        elif re.match(r"\s?\((?:S|M|C|L|V|MP|KD|SD)\)", text[match.end() :]):
            places.append(match.span())
    return places


def is_name_line(text: str) -> bool:
    """Whether a line is a name alone, as under a foreword.

    >>> is_name_line("Maja Lindros (C)"), is_name_line("Maja Lindros tillträdde i mars.")
    (True, False)
    """
    names = find_names(text)
    return bool(names) and names[0][0] == 0 and _ALONE.match(text, names[0][1]) is not None


@cache
def _first_names() -> frozenset[str]:
    return word_list("first_names")
