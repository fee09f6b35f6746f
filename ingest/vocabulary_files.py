"""The vocabulary tables beside the code: rows of general Swedish wording in ingest/vocabulary/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "vocabulary"


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The parsed table of that name, for example "units" for units.toml.

    >>> vocabulary("units")["unit"][0]["name"]
    'mdkr'
    """
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def flat_space(text: str) -> str:
    """`text` with every kind of space and line break as one ordinary space, and every minus as a hyphen.

    >>> flat_space("1\\u202f234 \\u2212 5")
    '1 234 - 5'
    """
    return " ".join(text.translate(_PLAIN).split())


_PLAIN = {
    **{ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"},
    **{ord(invisible): None for invisible in "\u00ad\u200b\u200c\u200d\u2060\ufeff"},
}
