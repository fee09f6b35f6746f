"""What a figure leaves unsaid of the extent of a question: one of many, a level, the first part of a compound."""

from __future__ import annotations

import re

from service.figure_place import FigurePlace


def one_of_a_kind(place: FigurePlace) -> str:
    """One of a kind ("vad kostar en elev?"), where the figure is in thousands or millions and divided by nothing."""
    one = _ONE.search(place.asked.question.plain)
    if one is None or place.reading.unit not in ("tkr", "mkr") or place.reading.row.per:
        return ""
    return "" if _DIVIDED.search(place.text) else one.group("one")


_ONE = re.compile(r"\b(?:kostar|kostade|kosta) (?P<one>(?:en|ett) [a-zåäö]{3,})\b(?! till)")
_DIVIDED = re.compile(r"\b(?:per|styck\w*)\b|/")


def supposed_change(place: FigurePlace) -> str:
    """A level ("hur hög är skatten?"), where the row supposes a change of it: "Skatten höjs med en krona"."""
    label = " ".join(place.row[-1:]).casefold()
    supposed = _SUPPOSED.search(label)
    question = place.asked.question.plain
    return "" if supposed is None or _SUPPOSED_ASKED.search(question) else supposed.group()


_SUPPOSED = re.compile(
    r"\b(?:höjs|sänks|ökar|minskar|stiger|sjunker|förändras|ändras)\b|\b(?:höjning|sänkning|ökning|minskning|förändring) (?:av|med)\b"
)
_SUPPOSED_ASKED = re.compile(
    r"\b(?:höj|sänk|öka|ökning|minsk|stig|steg|sjunk|förändr|ändra|påverka|effekt|betyd|om |skulle|känslig|upp|ned|ner)"
)


def left_out_part(place: FigurePlace) -> str:
    """The first part of a compound that the library knows and the place leaves out: "färdtjänstresenärer" are not all."""
    here = place.named
    for one in place.asked.words:
        reading = one.reading
        if (
            one.weak
            or one.inherited
            or not reading.head
            or not reading.tail
            or reading.cover(here) > TAIL_ONLY
        ):
            continue
        if (
            reading.word.startswith(_GENERAL_HEADS)
            or reading.whole.keys() & place.reading.row.strengths.keys()
        ):
            continue
        tail = any(term in here for term in reading.tail)
        head = max(reading.head.values())
        if tail and head >= TELLING_HEAD and not any(term in here for term in reading.head):
            return reading.word
    return ""


_GENERAL_HEADS = (
    "kommun",
    "region",
    "förbund",
    "stads",
    "verksamhets",
    "bolags",
    "total",
    "netto",
    "brutto",
    "års",
)
"""First parts that only say whose or how much of it."""
TAIL_ONLY = 0.5
"""What the last part of a compound covers of it at most."""
TELLING_HEAD = 0.4
"""Of the compound's letters: a shorter first part tells little."""
