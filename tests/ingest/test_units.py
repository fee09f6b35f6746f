"""Labels name units only where a unit is meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.units import find_unit, is_money, money_factor, unit_named, units


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Belopp i tkr", "tkr"),
        ("(Mkr)", "mkr"),
        ("mnkr", "mkr"),
        ("Resultat per nämnd (miljoner kronor)", "mkr"),
        ("Resultaträkning, MSEK", "mkr"),
        ("TSEK", "tkr"),
        ("kkr", "tkr"),
        ("Nettokostnad, kr per invånare", "kr per invånare"),
        ("Utfall 2024 mkr", "mkr"),  # a year is no amount
        ("Kostnadsutveckling i %", "procent"),
        ("Andel (%) chefer", "procent"),
        ("Förändring, procentenheter", "procentenheter"),
        ("Antal anställda", "antal"),
        ("Totalt antal resor", "antal"),
        ("Antal timmar bokad tid", "timmar"),
        ("Arbetade timmar", "timmar"),
        ("Medelväntetid (minuter)", "minuter"),
        ("Räntebindning (i år)", "år"),
        ("Energianvändning kWh/m2", "kWh/m2"),
        ("Årsarbetare", "antal"),
        ("Antal och andel i %", "procent"),
        ("mkr och %", None),  # two units: neither
        ("Sjukfrånvaro mer än 60 dagar", None),
        ("Investeringar över 5 mkr", None),
        ("Vårdtid per dag", None),
        ("Krematorium", None),
        ("Verksamhetens nettokostnader", None),
    ],
)
def test_labels_name_their_unit(label: str, unit: str | None) -> None:
    assert find_unit(label) == unit


def test_every_form_leads_to_its_own_unit() -> None:
    for unit in units().values():
        for form in unit.forms:
            assert unit_named(form) == unit.name, form


@pytest.mark.parametrize(
    ("unit", "to", "factor"),
    [("mkr", "tkr", "1000"), ("tkr", "kr", "1000"), ("mdkr", "mkr", "1000"), ("kr", "mkr", "0.000001")],
)
def test_money_converts_exactly(unit: str, to: str, factor: str) -> None:
    assert money_factor(unit, to) == Decimal(factor)


def test_only_money_converts() -> None:
    assert money_factor("mkr", "antal") is None
    assert money_factor("okänd", "mkr") is None
    assert is_money("mdkr")
    assert not is_money("procent")
