"""Printed lines -> running text: words divided at a line's end are joined, real hyphens stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "Hälso-" / "och sjukvårdsnämnden": after these words the hyphen stands for a left-out word part.
_LINKING = frozenset(
    {"och", "eller", "samt", "respektive", "resp", "till", "men", "som", "&", "/", "och/eller", "alt"}
)
# "HR-" / "avdelningen", "e-" / "tjänst", "2025-" / "prognos": what stands before keeps its hyphen.
_KEEPS_HYPHEN = re.compile(r"(?:^|[\s(/])(?:[A-ZÅÄÖ0-9]{2,}|\w|\d+)-$")
_DIVIDED = re.compile(r"[^\W\d_]-$")


def join_two(before: str, after: str) -> tuple[str, bool]:
    """What stands between two printed lines, and whether the hyphen at the end of the first goes.

    >>> join_two("Kollektivtrafik-", "nämnden"), join_two("Hälso-", "och sjukvård"), join_two("HR-", "avdelningen")
    (('', True), (' ', False), ('', False))
    """
    if not _DIVIDED.search(before):
        if before.endswith(("-", "−", "–")) and before[-2:-1].isdigit() and after[:1].isdigit():
            return "", False
        return " ", False
    first = after.split(" ", 1)[0].strip(",.").lower()
    if first in _LINKING:
        return " ", False
    if not after[:1].islower() or _KEEPS_HYPHEN.search(before):
        return ("", False) if after[:1].isalnum() else (" ", False)
    return "", True


def join_lines(lines: Sequence[str]) -> str:
    """Join printed lines to running text.

    >>> join_lines(["Förändring jmft", "fg år"]), join_lines(["Regionala utvecklings-", "nämnden"])
    ('Förändring jmft fg år', 'Regionala utvecklingsnämnden')
    >>> join_lines(["Hälso-", "och sjukvårdsnämnden"]), join_lines(["COVID-", "19"]), join_lines(["- musik"])
    ('Hälso- och sjukvårdsnämnden', 'COVID-19', '- musik')
    """
    text = ""
    for line in lines:
        if not line:
            continue
        if not text:
            text = line
            continue
        between, drop = join_two(text, line)
        text = (text[:-1] if drop else text) + between + line
    return text
