"""A file's name -> the source name that is shown, and the id of its report."""

from __future__ import annotations

import hashlib
import re
import unicodedata

# Long enough to tell reports apart in an address, short enough to read out.
SLUG_LENGTH = 40
# 32 bits: two among 1,000 names that have the same slug collide once in ten thousand libraries.
HASH_DIGITS = 8
# The longest name that common file systems take.
SOURCE_LENGTH = 255

_PLAIN_LETTERS = str.maketrans("åäöÅÄÖæøÆØ", "aaoAAOaoAO")


def name_to_source(name: str) -> str:
    """A file's name as it is shown and kept: without folders, bytes that are no text, and control characters.

    >>> name_to_source("../../etc/rapport.pdf")
    'rapport.pdf'
    >>> name_to_source("delår\\n2025.pdf")
    'delår 2025.pdf'
    """
    readable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    # A Mac parts "å" into letter and ring; the same file from two machines is one report.
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", readable))[-1]
    shown = "".join(" " if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") else char for char in last)
    shown = " ".join(shown.split())[:SOURCE_LENGTH]
    return shown if shown.strip(". ") else "namnlös"


def source_to_id(source: str) -> str:
    """A short id, safe in addresses and file names; a changed file of the same name keeps it.

    >>> source_to_id("Delårsrapport augusti 2025.pdf")
    'delarsrapport-augusti-2025-01475929'
    """
    plain = source.rsplit(".", 1)[0].translate(_PLAIN_LETTERS)
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", folded)[:SLUG_LENGTH].strip("-")
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()[:HASH_DIGITS]
    return f"{slug}-{digest}" if slug else digest


def table_id(report_id: str, number: int) -> str:
    """The id of a report's table, numbered from 1; no other report in the library can have the same.

    >>> table_id("budget-61e0b3a1", 7)
    'budget-61e0b3a1-t7'
    """
    return f"{report_id}-t{number}"
