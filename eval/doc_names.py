"""Which file stands for a suite's doc prefix when the same questions are asked of other files (PDF for TXT)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path


class DocNamesError(ValueError):
    """A mapping that cannot be read."""


def read_doc_names(entries: Iterable[str]) -> dict[str, str]:
    """`DOC=PREFIX` entries, or names of TOML files of such pairs, -> one mapping; later ones win.

    >>> read_doc_names(["001=interim-2025-08", "002=plan"])
    {'001': 'interim-2025-08', '002': 'plan'}
    """
    names: dict[str, str] = {}
    for entry in entries:
        if entry.endswith(".toml"):
            names.update(_file_to_names(Path(entry)))
            continue
        doc, equals, prefix = entry.partition("=")
        if not (doc and equals and prefix):
            raise DocNamesError(f"expected DOC=PREFIX or a .toml file, found {entry!r}")
        names[doc] = prefix
    return names


def _file_to_names(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        table = tomllib.load(file)
    for doc, prefix in table.items():
        if not isinstance(prefix, str):
            raise DocNamesError(f"{path.name}: {doc} = {prefix!r} is no text")
    return table
