"""Which way a target goes, and the report's own judgement of it."""

from __future__ import annotations

import pytest

from ingest.records import Bound
from service.targets import direction_of, verdict_to_reached

LOWER, HIGHER = Bound.AT_MOST, Bound.AT_LEAST


@pytest.mark.parametrize(
    ("label", "bound"),
    [
        # the label says it
        ("Antal fordon, ska minska", LOWER),
        ("Svar inom 3 dagar", HIGHER),
        # less is better
        ("Handläggningstid, median (dagar)", LOWER),
        ("Sjukfrånvaro, %", LOWER),
        ("Hushållsavfall, kg per invånare", LOWER),
        ("Elever per lärare", LOWER),
        # more is better
        ("Andel nöjda brukare", HIGHER),
        ("Soliditet", HIGHER),
        # a word that only ends like one of time
        ("Heltid, andel", HIGHER),
        # nobody knows
        ("Antal möten", None),
        ("Utfall", None),
    ],
)
def test_the_direction_of_a_measure(label: str, bound: Bound | None) -> None:
    assert direction_of(label) is bound


@pytest.mark.parametrize(
    ("verdict", "reached"),
    [
        ("Uppfyllt", True),
        ("Uppnås", True),
        ("Ej uppfyllt", False),
        ("Uppnås inte", False),
        ("Uppnås delvis", False),
    ],
)
def test_a_printed_judgement(verdict: str, reached: bool) -> None:
    assert verdict_to_reached(verdict) is reached
