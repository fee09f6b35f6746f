"""Reports say who they are, with a cover or without."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.declared_units import declared_unit
from ingest.periods import Period
from ingest.report_identity import identify, is_slides
from tests.ingest.small_grids import make_draft

BODY = [
    "Resultatet är bättre än budget och uppföljningen visar att målen nås till stor del under perioden hittills.",
    "Kostnaderna har ökat jämfört med föregående år, vilket främst beror på höga priser på el och livsmedel.",
    "Arbetet fortsätter enligt plan och nämnderna har redovisat sina åtgärder för att klara sin ram.",
]


@pytest.mark.parametrize(
    ("cover", "title", "publisher", "kind", "period"),
    [
        (
            ["Delårsrapport", "Augusti 2025", "Region Sjömark", "Januari–augusti 2025"],
            "Delårsrapport augusti 2025", "Region Sjömark", "delårsrapport", "2025-01/2025-08",
        ),
        (
            ["Region Uppsala", "ÅRSREDOVISNING 2024"],
            "Årsredovisning 2024", "Region Uppsala", "årsredovisning", "2024",
        ),
        (
            ["Verksamhetsplan", "2026", "Kommunstyrelsen", "Ekerums kommun"],
            "Verksamhetsplan 2026", "Ekerums kommun", "verksamhetsplan", "2026",
        ),
        (
            ["Ekerums kommun", "Tertialrapport 2 2024", "Socialnämnden"],
            "Tertialrapport 2 2024", "Ekerums kommun", "tertialrapport", "2024-01/2024-08",
        ),
        (
            ["Regionplan med budget 2025-2027", "Fastställd 2024-11-26", "Region Halland"],
            "Regionplan med budget 2025-2027", "Region Halland", "budget", "2025-01/2027-12",
        ),
        (
            ["Månadsrapport mars 2025", "Vaxby stad"],
            "Månadsrapport mars 2025", "Vaxby stad", "månadsrapport", "2025-01/2025-03",
        ),
        (
            ["Årsredovisning 2023", "Bostadsrättsföreningen Ekbacken"],
            "Årsredovisning 2023", "Bostadsrättsföreningen Ekbacken", "årsredovisning", "2023",
        ),
        # The day it was written is not what it is about.
        (
            ["ÅRSREDOVISNING", "Dnr 31/0007", "2032-03-27", "Årsredovisning 2031", "Ekerums kommun"],
            "Årsredovisning 2031", "Ekerums kommun", "årsredovisning", "2031",
        ),
        # No kind of report is named: the cover's lines up to its years.
        (
            ["Översyn av ham-", "narna 2031–2032", "Hamnnämnden", "Datum: 2031-06-16", "Vaxby stad"],
            "Översyn av hamnarna 2031–2032", "Vaxby stad", None, "2031-01/2032-12",
        ),
        (
            ["Budgetskrivelse", "för broar", "2031-2035", "Ekerums kommun"],
            "Budgetskrivelse 2031-2035", "Ekerums kommun", "budget", "2031-01/2035-12",
        ),
        (
            ["Region Jönköpings län Tertialrapport april 2023"],
            "Tertialrapport april 2023", "Region Jönköpings län", "tertialrapport", "2023-01/2023-04",
        ),
    ],
)  # fmt: skip
def test_a_cover_names_the_report(
    cover: list[str], title: str, publisher: str, kind: str | None, period: str
) -> None:
    identity = identify(make_draft([cover, BODY, BODY]), "abc.pdf")
    assert (identity.title, identity.publisher, identity.kind, str(identity.period)) == (
        title,
        publisher,
        kind,
        period,
    )


def test_the_metadata_title_is_not_believed() -> None:
    draft = make_draft([["Delårsrapport augusti 2025", "Region Sjömark"], BODY])
    old = type(draft)(draft.pages, draft.blocks, draft.grids, metadata_title="Delårsrapport augusti 2023")
    assert identify(old, "x.pdf").title == "Delårsrapport augusti 2025"


def test_a_running_head_names_a_report_without_a_cover() -> None:
    pages = [
        ["Region Sjömark Delårsrapport april 2025", *BODY, f"Sida {number} av 9"] for number in range(2, 8)
    ]
    identity = identify(make_draft(pages), "x.txt")
    assert (identity.title, str(identity.period)) == ("Delårsrapport april 2025", "2025-01/2025-04")


def test_the_foot_of_a_letter_says_whose_it_is() -> None:
    foot = ["Ekerums kommun, Hamnförvaltningen, 123 45 EKERUM", "Telefon: 012-34", "Fax: 012-35", "ekerum.se"]
    pages = [["Månadsuppföljning maj 2031 Hamnnämnden", *BODY, *foot] for _ in range(4)]
    identity = identify(make_draft(pages), "x.pdf")
    assert (identity.publisher, identity.kind) == ("Ekerums kommun", "månadsrapport")


def test_a_running_head_is_named_after_the_front_and_without_its_page_number() -> None:
    def pages(front: list[str]) -> list[list[str]]:
        text = [[*front, *BODY], *([f"Avsnitt {letter}", *BODY] for letter in "ABC")]
        return [
            [f"Region Sjömark, delårsrapport 2025 – sidan {number}", *lines]
            for number, lines in enumerate(text, start=1)
        ]

    named = make_draft(pages(["Delårsrapport augusti 2025"]), headings=("Delårsrapport augusti 2025",))
    assert identify(named, "x.txt").title == "Delårsrapport augusti 2025"
    assert identify(make_draft(pages([])), "x.txt").title == "Delårsrapport 2025"


def test_a_text_without_any_title_is_known_by_what_it_speaks_of() -> None:
    interim = [
        "Sammanfattning",
        *BODY,
        "Resultatet per augusti 2025 uppgick till 12 mkr. Delårsrapporten visar att utfallet är bättre än budget.",
        "Resultatet t.o.m. augusti 2025 påverkas av tertialets kostnader. Helårsprognosen är oförändrad sedan april 2025.",
        "Region Sjömarks ekonomi är svag. Region Sjömark behöver spara jämfört med 2024. Augusti 2025 var varm.",
    ] * 2
    identity = identify(make_draft([interim, interim], headings=("Sammanfattning",)), "x.txt")
    assert identity.title == "Delårsrapport augusti 2025"
    assert identity.kind == "delårsrapport"
    assert identity.publisher == "Region Sjömark"


def test_four_months_without_a_title_are_a_tertial_report() -> None:
    text = [
        "Sammanfattning",
        "Arbetet har under årets första fyra månader fungerat bra. Under 2024 har nettokostnaden sjunkit mot 2023.",
        "Nettokostnaden för perioden jan-apr uppgick till 8 mkr. Ansvarsprövningen för 2023 gjordes i februari 2024.",
        "Utfallet för jan-apr 2024 är bättre än budget.",
    ]
    identity = identify(make_draft([text, text, text], headings=("Sammanfattning",)), "x.txt")
    assert (identity.kind, str(identity.period)) == ("tertialrapport", "2024-01/2024-04")


def test_a_plan_without_a_title_is_known_by_what_it_speaks_of() -> None:
    text = [
        "Inledning",
        "En verksamhetsplan för 2020 har upprättats. Styrelsen ska följa målvärdena och nämnderna ska rapportera.",
        "Budgetramen för 2020 ska hållas. Verksamhetsplanen gäller 2020 och ska följas upp i en tertialrapport.",
        "Under 2020 kommer att genomföras en översyn. Plan 2021 och plan 2022 kommer att tas fram enligt regionplanen.",
    ]
    identity = identify(make_draft([text, text, text], headings=("Inledning",)), "x.txt")
    assert (identity.title, identity.kind, str(identity.period)) == (
        "Verksamhetsplan 2020",
        "verksamhetsplan",
        "2020",
    )


SLIDES = [
    ["Nämndens rapport", "250318", "Anna Berg"],
    ["Ekonomi", "Resultatet blev 12 mkr."],
    ["Personal", "Fler anställda."],
    ["Beslut", "Rapporten godkänns."],
]


def test_slides_are_a_presentation_of_their_date() -> None:
    identity = identify(make_draft(SLIDES, upright=False), "x.pdf")
    assert (identity.title, identity.kind) == ("Nämndens rapport 2025-03-18", "presentation")
    assert (identity.published, identity.period) == (date(2025, 3, 18), Period((2025, 1), (2025, 12)))


def test_slides_report_on_what_their_headings_name() -> None:
    pages = [["Uppföljning av planen 2024"], ["Tertialrapport april 2024", "Kommunstyrelsen"], *SLIDES[1:]]
    identity = identify(make_draft(pages, headings=("Tertialrapport april 2024",), upright=False), "x.pdf")
    assert str(identity.period) == "2024-01/2024-04"


def test_upright_pages_are_no_slides() -> None:
    assert is_slides(make_draft(SLIDES, upright=False))
    assert not is_slides(make_draft(SLIDES))
    assert not is_slides(make_draft([BODY * 9] * 5, upright=False))


def test_an_empty_draft_is_named_by_its_file() -> None:
    assert identify(make_draft([]), "tertialrapport_april-2024.pdf").title == "Tertialrapport april 2024"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Samtliga belopp anges i TSEK om inget annat anges.", "tkr"),
        ("Alla belopp i miljoner kronor där inte annat anges", "mkr"),
        ("Belopp i kr.", None),  # that is about the table below
        ("Kostnaden blev 275 mkr.", None),
        ("Mål anges i procent.", None),
    ],
)
def test_a_report_declares_its_unit_once(text: str, unit: str | None) -> None:
    assert declared_unit(["Inledning", text]) == unit


def test_two_declared_units_are_none() -> None:
    assert declared_unit(["Alla belopp i tkr.", "Alla belopp i mkr."]) is None
