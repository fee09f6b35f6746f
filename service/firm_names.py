"""Firms: questions for one ("vilket bussbolag …?"), and where a sentence names one."""

from __future__ import annotations

import re

_SORT = (
    r"(?:bolag|företag|firma|leverantör|entreprenör|utförare|konsult|byrå|vårdgivare|operatör|bank)(?:et|en)?"
)
_ASKED = re.compile(rf"^vil(?:ken|ket) (?P<sort>(?P<head>[a-zåäö]*?){_SORT})\b")
_NAME = re.compile(
    r"(?<=[a-zåäö0-9,:] )(?P<name>[A-ZÅÄÖ][\w-]+(?: (?:&|och) [A-ZÅÄÖ][\w-]+| [A-ZÅÄÖ][\w-]*)*)(?! kommun\b)"
)


def asked_firm(plain: str) -> tuple[str, str] | None:
    """The sort of firm that a question (lower case) asks for, and what the sort is called after; None for other questions.

    >>> asked_firm("vilket bussbolag kör?"), asked_firm("vilket företag vann?"), asked_firm("vem kör?")
    (('bussbolag', 'buss'), ('företag', ''), None)
    """
    match = _ASKED.match(plain)
    return (match["sort"], match["head"]) if match else None


def find_firms(text: str, besides: str = "") -> list[tuple[int, int]]:
    """Where names stand inside a sentence, those that end as a firm's first; not those that `besides` (lower case) has.

    >>> text = "Avtalet för trafiken i Hult tecknades med Ek & Alm Buss AB."
    >>> [text[start:end] for start, end in find_firms(text, "vilket bussbolag kör i hult?")]
    ['Ek & Alm Buss AB']
    """
    found = [match for match in _NAME.finditer(text) if match["name"].casefold() not in besides]
    firms = [match for match in found if match["name"].endswith((" AB", " HB", " KB"))]
    return [match.span("name") for match in firms or found]
