"""Abbreviations count only when their letters fit the words."""

from __future__ import annotations

import pytest

from ingest.introduced_names import introduced_names


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Kommunalförbundet Norra Brandförsvaret (KNB) har",
            [("KNB", "Kommunalförbundet Norra Brandförsvaret")],
        ),
        ("ett nöjd-kund-index (NKI) på 70", [("NKI", "nöjd-kund-index")]),
        ("Kollektivtrafiknämnden (KTN) och", [("KTN", "Kollektivtrafiknämnden")]),
        ("enligt Hälso- och sjukvårdsnämnden (HSN).", [("HSN", "Hälso- och sjukvårdsnämnden")]),
        ("SKR (Sveriges Kommuner och Regioner) skriver", [("SKR", "Sveriges Kommuner och Regioner")]),
        ("Kultur- och turismnämnden (KTUN) samt", [("KTUN", "Kultur- och turismnämnden")]),
        ("Anna Berg (KD) svarade", []),
        ("Lars Ek (S) svarade", []),
        ("resultatet (TSEK) och", []),
        ("En mening om något helt annat (ABC) här", []),
    ],
)
def test_introductions(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(introduced_names([text])) == pairs


def test_the_first_introduction_stays() -> None:
    texts = ["Lokal plan (LP) finns.", "Lång period (LP) följer."]
    assert introduced_names(texts) == (("LP", "Lokal plan"),)
