"""Which publishers a question names, by name, abbreviation or sort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.knowledge import Knowledge
from service.organisations import find_publishers
from service.surroundings import Surroundings

KOMMUN, BRF, FIRE, AGENCY = (
    "Ekmora kommun", "HSB Brf Eken", "Räddningstjänstförbundet Norra Ås", "Strandmyndigheten",
)  # fmt: skip


@pytest.fixture(scope="module")
def four(knowledge: Knowledge) -> Surroundings:
    short = {"RNÅ": FIRE, "StM": AGENCY}
    return replace(knowledge.surroundings, publishers=(KOMMUN, BRF, FIRE, AGENCY), publisher_short=short)


@pytest.mark.parametrize(
    ("text", "publishers"),
    [
        ("Vad blev resultatet i Ekmora?", (KOMMUN,)),
        ("Vad blev Ekmoras resultat?", (KOMMUN,)),
        ("Vad blev kommunens resultat?", (KOMMUN,)),
        ("Vad är föreningens soliditet?", (BRF,)),
        ("Vad är bostadsrättsföreningens soliditet?", (BRF,)),
        ("Hur stora är räntorna i Eken?", (BRF,)),
        ("Vad blev RNÅ:s resultat?", (FIRE,)),
        ("Vad är räddningstjänstens prognos?", (FIRE,)),
        ("Vad är förbundets prognos?", (FIRE,)),
        ("personalkostnad norra ås t.o.m. augusti", (FIRE,)),
        ("Vad kostar ett ärende hos stm?", (AGENCY,)),
        ("Hur många ärenden har myndigheten?", (AGENCY,)),
        # the municipality's fire service, not the federation
        ("Vad kostade räddningstjänsten i Ekmora?", (KOMMUN,)),
        # a sort that no publisher is of, and no particular one
        ("Vad är regionens resultat?", ()),
        ("Vilken kommun är störst?", ()),
        # words that many names share name none
        ("Hur många bor i norra delen?", ()),
    ],
)
def test_publishers(four: Surroundings, text: str, publishers: tuple[str, ...]) -> None:
    assert find_publishers(text, four)[0] == publishers


def test_all_of_a_sort_are_meant(four: Surroundings) -> None:
    two = replace(four, publishers=(KOMMUN, "Vinsta kommun", BRF))
    assert find_publishers("Vad blev kommunens resultat?", two)[0] == (KOMMUN, "Vinsta kommun")


@pytest.mark.parametrize(
    ("text", "publishers"),
    [
        ("Hur många bygglov blev det i Fagervik 2024?", ("Fagerviks kommun",)),  # the name is a genitive
        ("Vad är pastoratets soliditet?", ("Björkets pastorat",)),
        ("Vad kostade personalen i studieförbundet?", ("Studieförbundet Solvinden Mitt",)),
        ("Hur många timmar hade Solvinden?", ("Studieförbundet Solvinden Mitt",)),
        ("Solvinden Mitts egna kapital", ("Studieförbundet Solvinden Mitt",)),
        ("Vad är mitt besked?", ()),  # a short word of a name is another word in small letters
        ("Hur mycket betalar Vinge kommun till vattenvårdsförbundet?", ("Lillåns vattenvårdsförbund",)),
        ("Vad betalar Vinge kommun till vattenvårdsförbund?", ("Lillåns vattenvårdsförbund",)),
        ("Hur många besökte museet?", ("Stiftelsen Länsmuseet Vaxby",)),
    ],
)
def test_publishers_of_other_sorts(four: Surroundings, text: str, publishers: tuple[str, ...]) -> None:
    names = (
        "Fagerviks kommun", "Björkets pastorat", "Studieförbundet Solvinden Mitt", "Lillåns vattenvårdsförbund",
        "Stiftelsen Länsmuseet Vaxby",
    )  # fmt: skip
    assert find_publishers(text, replace(four, publishers=names))[0] == publishers


def test_what_names_the_publisher_is_no_matter(four: Surroundings) -> None:
    text = "Vad är räddningstjänstens prognos?"
    assert [text[start:end] for start, end in find_publishers(text, four)[1]] == ["räddningstjänstens"]
    alone = replace(four, publishers=(FIRE,))
    assert find_publishers(text, alone) == ((), [])


COUNTY, BUSES = "Länsstyrelsen i Hede", "Kollektivtrafikmyndigheten i Vinsta"


@pytest.mark.parametrize(
    ("text", "publisher", "said"),
    [
        # the word for the sort behind the place belongs to the name
        ("Hur många rovdjur finns i Hedes län?", COUNTY, "Hedes län"),
        ("Vad kostade Lst Hede?", COUNTY, "Lst"),
        ("Vad tog Vinstatrafiken in på biljetter?", BUSES, "Vinstatrafiken"),
    ],
)
def test_all_words_of_a_name_are_taken(four: Surroundings, text: str, publisher: str, said: str) -> None:
    around = replace(four, publishers=(COUNTY, BUSES), publisher_short={})
    publishers, spans = find_publishers(text, around)
    assert publishers == (publisher,)
    assert said in {text[start:end] for start, end in spans}


def test_a_place_with_another_trade_names_no_publisher(four: Surroundings) -> None:
    around = replace(four, publishers=(COUNTY, BUSES), publisher_short={})
    assert find_publishers("Hur många elever har Vinstaskolan?", around)[0] == ()
