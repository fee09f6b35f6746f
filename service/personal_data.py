"""Personal data masked in a question before it is noted."""

from __future__ import annotations

import re

MASK = "[…]"

_EMAIL = re.compile(r"[^\s(),;]+@[^\s(),;]+\.\w+")

# ÅÅMMDD-NNNN with or without century and mark.
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+46|0)[ -]?\d{1,3}[ /-]\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)")
_WORD = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
_CAPITALISED = re.compile(rf"\b{_WORD}(?: (?:af|av|von|de) {_WORD}| {_WORD})+")
# Words that make a run of capitals the name of an organisation rather than of a person.
_ORGANISATION = re.compile(
    r"(?i)\b(?:region|kommun|stad|landsting|län|förbund|bolag|nämnd|styrelse|myndighet|verk|förening|stiftelse)\w*"
    r"|\w+(?:nämnden|styrelsen|kommun|förbundet|bolaget|verket|region(?:en)?)\b"
)


def mask_personal_data(text: str) -> str:
    """The text without e-mail addresses, identity numbers, telephone numbers and what looks like a person's name.

    A name is two words or more with capitals; a single first name is not recognised.

    >>> mask_personal_data("Vad fick Anna Berg (anna@exempel.se, 070-123 45 67, 19811218-9876) i arvode?")
    'Vad fick […] ([…], […], […]) i arvode?'
    >>> mask_personal_data("Vad kostade hyrläkarna för Region Ljungmark 2024 jämfört med 2023?")
    'Vad kostade hyrläkarna för Region Ljungmark 2024 jämfört med 2023?'
    """
    text = _EMAIL.sub(MASK, text)
    for pattern in (_IDENTITY_NUMBER, _TELEPHONE):
        text = pattern.sub(MASK, text)
    return _CAPITALISED.sub(lambda run: run[0] if _ORGANISATION.search(run[0]) else MASK, text)
