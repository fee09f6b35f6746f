"""Whose a report is where it does not say so itself: the publisher of the library whose place the file is named by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from service.lexicon import FOLD


def owner_by_file(source: str, publishers: Iterable[str]) -> str | None:
    """The one publisher whose place stands in a file's name; None where none or several do.

    >>> owner_by_file("ekmora-tekniska-namnden-2031.pdf", ["Ekmora kommun", "Vaxby stad"])
    'Ekmora kommun'
    >>> owner_by_file("vaxby_och_ekmora.pdf", ["Ekmora kommun", "Vaxby stad"]) is None
    True
    """
    words = set(re.findall(r"[a-z]+", PurePath(source).stem.casefold().translate(FOLD)))
    owners = [name for name in dict.fromkeys(publishers) if _place(name) & words]
    return owners[0] if len(owners) == 1 else None


def _place(publisher: str) -> set[str]:
    """The place that a municipality's name begins with, with and without its genitive s; nothing for other names."""
    match = re.fullmatch(r"(?P<place>[\w-]+) (?:kommun|stad)", publisher, re.IGNORECASE)
    if match is None:
        return set()
    place = match["place"].casefold().translate(FOLD)
    return {place, place.removesuffix("s")}
