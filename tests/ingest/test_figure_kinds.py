"""Headers announce the kind of figure below them."""

from __future__ import annotations

import pytest

from ingest.figure_kinds import find_kind, row_kind, says_only_kind_and_period


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Utfall ack 2025", "utfall"),
        ("Ack. utfall aug 2025", "utfall"),
        ("Bokslut 2024", "utfall"),
        ("Redovisat", "utfall"),
        ("RR 2024", "utfall"),
        ("Delårsbokslut", "utfall"),
        ("Budget ack 2025", "budget"),
        ("Kommunbidrag", None),
        ("Beslutad ram", "budget"),
        ("Årsbudget", "årsbudget"),
        ("Budget helår", "årsbudget"),
        ("Årsprognos", "prognos"),
        ("Prognos 2025", "prognos"),
        ("Plan 2026", "plan"),
        ("Bedömd effekt enl. VP 2025", "plan"),
        ("Målvärde", "mål"),
        ("Mål 2025", "mål"),
        ("Målområde med övergripande mål", None),
        ("Avvikelse mot budget", "avvikelse"),
        ("Avvikelse utfall mot budget ack 2025", "avvikelse"),
        ("Budgetavvikelse", "avvikelse"),
        ("Bud-Utf Diff", "avvikelse"),
        ("Diff", "avvikelse"),
        ("Prognos avvikelse", "avvikelse"),
        ("Förändring jmft fg år", "förändring"),
        ("Förändr.", "förändring"),
        ("Ack utf- Ack fg år Diff", "förändring"),
        ("Andel av total", "andel"),
        ("2025-08", None),
        ("Totalt", None),
    ],
)
def test_headers_name_their_kind(header: str, kind: str | None) -> None:
    assert find_kind(header) == kind


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Utfall jan–aug 2025", "utfall"),
        ("Budget, tkr", "budget"),
        ("Avvikelse mot budget", "avvikelse"),
        ("Prognos helår", "prognos"),
        ("Förändring av likvida medel", None),
        ("Andel ekologiska livsmedel", None),
        ("Budgetramar för nämnderna", None),
    ],
)
def test_row_labels_name_a_kind_only_when_they_say_nothing_else(label: str, kind: str | None) -> None:
    assert row_kind(label) == kind


def test_a_bare_period_is_no_statement_about_things() -> None:
    assert says_only_kind_and_period("2024-08")
    assert not says_only_kind_and_period("Lån upptagna 2024")
