"""The publisher is the name that front and text support best."""

from __future__ import annotations

import pytest

from ingest.publishers import find_publisher


@pytest.mark.parametrize(
    ("front", "text", "publisher"),
    [
        (["Region Uppsala"], "Region Dalarna Region Dalarna", "Region Uppsala"),
        ([], "Region Uppsalas resultat. Region Uppsala sparar. Region Dalarna.", "Region Uppsala"),
        (["Region Jönköpings län Tertialrapport april 2023"], "", "Region Jönköpings län"),
        (["REGION SKÅNE"], "", "Region Skåne"),
        ([], "Region Sjömarks resultat blev bättre. Sjömarks Fastighets AB.", "Region Sjömark"),
        (["Ekerums kommun"], "Vaxby kommun", "Ekerums kommun"),
        (["Vaxby stad", "Budget 2026"], "", "Vaxby stad"),
        (["Brf Ekbacken 3"], "", "Brf Ekbacken"),
        ([], "Sjöfartsverket redovisar. Sjöfartsverkets intäkter.", "Sjöfartsverket"),
        (["Kommunalförbundet Norra Räddningen"], "", "Kommunalförbundet Norra Räddningen"),
        (["Brf Ekbacken Org.nr 769600-0000"], "", "Brf Ekbacken"),
        (
            ["Årsrapport", "Lillåns vattenvårdsförbund"],
            "Vaxby kommun. Ekerums kommun.",
            "Lillåns vattenvårdsförbund",
        ),
        (["Björkviks pastorat 2024"], "", "Björkviks pastorat"),
        ([], "Björkviks pastorats resultat. Björkviks pastorat växer.", "Björkviks pastorat"),
        (["Statens sjökartsverk"], "Transportstyrelsen", "Statens sjökartsverk"),
        (["Stiftelsen Länsmuseet Vaxby"], "", "Stiftelsen Länsmuseet Vaxby"),
        # The running head leaves the sort out; a member is named first.
        (
            ["Solvinden Norr 2024"],
            "Vaxby kommun bidrar. Studieförbundet Solvinden Norr ökade.",
            "Studieförbundet Solvinden Norr",
        ),
        # A nämnd writes of an authority; so does a long text that names it once.
        (["Månadsuppföljning", "Hamnnämnden"], "Försäkringskassan betalar. Försäkringskassan väntar.", None),
        ([], "Försäkringskassan betalar." + " Hamnen växer." * 300, None),
        # Lines that begin with another word, and a web address, are no names.
        (
            ["ekerum.se"],
            "Om Ekerums kommun\nOm oss: www.ekerums.se\nKommunen. Vaxby stad. om oss",
            "Ekerums kommun",
        ),
        (
            [],
            "Tolkhjälpen Syd är ett kommunalförbund. Tolkhjälpen Syd växer. Vaxby kommun. Vaxby kommun. Vaxby kommun.",
            "Tolkhjälpen Syd",
        ),
        ([], "Vårt nya förbund och dess förbund. Kommunens museum.", None),
        ([], "Sveriges Kommuner och Regioner spår", None),
        ([], "", None),
    ],
)
def test_publishers(front: list[str], text: str, publisher: str | None) -> None:
    assert find_publisher(front, text) == publisher


@pytest.mark.parametrize(
    ("source", "text", "publisher"),
    [
        # The name of the file in the spelling of the text, over members that are named more often.
        (
            "tolkhjalpen-mitt-arsredovisning-2031.pdf",
            "Region Sjömark, Region Sjömark. Tolkhjälpen Mitt.",
            "Tolkhjälpen Mitt",
        ),
        (
            "myndigheten-for-fyrar-2031.pdf",
            "Region Avdelningar. Myndigheten för fyrar.",
            "Myndigheten för fyrar",
        ),
        # Small words make no name, and a nämnd is no publisher.
        ("intern-kontroll-2031.pdf", "Intern kontroll sköts. Ekerums kommun.", "Ekerums kommun"),
        ("motala-sociala-namnden-mars-2031.pdf", "Försäkringskassan nekar.", "Motala kommun"),
        # The city as the text spells it; a company's file is not the municipality's.
        ("malmo-kultur-bokslut-2031.pdf", "Malmö stad. Vaxby kommun. Vaxby kommun.", "Malmö stad"),
        ("motala-energi-ab-2031.pdf", "Försäkringskassan nekar.", "Försäkringskassan"),
    ],
)
def test_the_name_of_the_file_tells_whose_it_is(source: str, text: str, publisher: str) -> None:
    assert find_publisher([], text, source) == publisher
