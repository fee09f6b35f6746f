"""How a question shows what it wants: each row of cues.toml by questions that it must and must not fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import FigureKind
from service.question import Operation, Quantity, Want
from service.question_cues import (
    cue_spans,
    fitting,
    kinds_of,
    operation_of,
    polarity_of,
    quantities_of,
    wanted,
)

GROUPS = ("want", "operation", "kind", "relative", "followup", "unit", "quantity", "category")


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("varför minskar resandet?", Want.REASON),
        ("vad beror underskottet på?", Want.REASON),
        ("hur kommer det sig att köerna växer?", Want.REASON),
        ("vem är regiondirektör?", Want.PERSON),
        ("när öppnar bron?", Want.TIME),
        ("vilket år byggdes sjukhuset?", Want.TIME),
        ("hur många anställda har vi?", Want.NUMBER),
        ("hur stor är skulden?", Want.NUMBER),
        ("vad kostade bussarna?", Want.NUMBER),
        ("antal besök 2031", Want.NUMBER),
        ("har nämnden godkänt planen?", Want.YES_NO),
        ("nådde vi målet?", Want.YES_NO),
        ("vilka åtgärder planeras?", Want.LIST),
        ("vad är soliditeten?", Want.EITHER),
        ("vad säger revisorerna om köerna?", Want.TEXT),
        # bare words want a figure
        ("soliditet 2030", Want.NUMBER),
    ],
)
def test_what_kind_of_answer_is_wanted(question: str, want: Want) -> None:
    assert wanted(question) is want


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("vad är soliditeten?", Operation.LOOKUP),
        # "andra" is no "ändra" without dots
        ("hur mycket solel gjorde bolaget andra kvartalet", Operation.LOOKUP),
        ("hur mycket ökade skulden från 2028 till 2030?", Operation.DIFFERENCE),
        ("hur många fler anställda har vi än 2030?", Operation.DIFFERENCE),
        ("vad är skillnaden mellan 2029 och 2030?", Operation.DIFFERENCE),
        ("hur många procent ökade skulden?", Operation.CHANGE_PERCENT),
        ("hur många vårdplatser har försvunnit mellan 2028 och 2030?", Operation.DIFFERENCE),
        ("hur stor andel av de anställda är kvinnor?", Operation.SHARE),
        ("hur många procent av budgeten har använts?", Operation.SHARE),
        ("hur många timmar saknades för att föreningen skulle nå målet?", Operation.TARGET_GAP),
        ("hur långt över målnivån låg utsläppen?", Operation.TARGET_GAP),
        ("hur många procentenheter bättre blev svarstiden?", Operation.DIFFERENCE),
        ("vilken nämnd har störst underskott?", Operation.HIGHEST),
        ("vilken nämnd har flest anställda?", Operation.HIGHEST),
        ("vilken kommun har lägst skatt?", Operation.LOWEST),
        ("vad kostar rs och hsn tillsammans?", Operation.SUM),
        ("hur långt från målet är vi?", Operation.TARGET_GAP),
        ("når vi målet för sjukfrånvaron?", Operation.TARGET_REACHED),
        # a superlative that ranks nothing
        ("hur många har väntat minst 90 dagar?", Operation.LOOKUP),
    ],
)
def test_what_is_to_be_done(question: str, operation: Operation) -> None:
    assert operation_of(question) is operation


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("vad är avvikelsen för hsn?", (FigureKind.DEVIATION,)),
        ("diff på vattenverket, budget mot prognos", (FigureKind.DEVIATION, FigureKind.FORECAST)),
        ("hur mycket bättre än budget gick det?", (FigureKind.DEVIATION,)),
        ("vad är budgetavvikelsen?", (FigureKind.DEVIATION,)),
        ("vad är budgeten för hsn?", (FigureKind.BUDGET,)),
        # the annual budget drives out the plain one
        ("vad är årsbudgeten?", (FigureKind.ANNUAL_BUDGET,)),
        ("vad är prognosen?", (FigureKind.FORECAST,)),
        ("vilken avvikelse trodde man på i mars?", (FigureKind.DEVIATION, FigureKind.FORECAST)),
        ("hur många tjänster räknar bolaget med för 2031?", (FigureKind.FORECAST,)),
        ("vilket projekt drog över sin årsbudget mest?", (FigureKind.DEVIATION,)),
        ("vad är målet för köerna?", (FigureKind.TARGET,)),
        ("vad är utfallet?", (FigureKind.OUTCOME,)),
        ("vad är avvikelsen i prognosen?", (FigureKind.DEVIATION, FigureKind.FORECAST)),
        ("hur många anställda har hsn?", ()),
    ],
)
def test_which_kinds_are_named(question: str, kinds: tuple[FigureKind, ...]) -> None:
    assert kinds_of(question) == kinds


@pytest.mark.parametrize(
    ("question", "quantities"),
    [
        # a deviation in per cent is no sum of money, and what fees cover is a rate
        ("vad är avvikelsen i procent?", (Quantity.SHARE,)),
        ("vad är kostnadstäckningen?", (Quantity.SHARE,)),
        ("hur mycket fick föreningen av kommunen?", (Quantity.MONEY,)),
        ("hur många besök?", (Quantity.COUNT,)),
        ("vad kostade bussarna?", (Quantity.MONEY,)),
        ("hur stor andel är kvinnor?", (Quantity.SHARE,)),
        ("hur länge väntar man?", (Quantity.TIME,)),
        ("hur många procent?", (Quantity.COUNT, Quantity.SHARE)),
        ("vem är regiondirektör?", ()),
    ],
)
def test_which_quantities_are_promised(question: str, quantities: tuple[Quantity, ...]) -> None:
    assert quantities_of(question) == quantities


@pytest.mark.parametrize(
    ("question", "polarity"),
    [
        ("störst underskott", -1),
        ("störst negativ avvikelse", -1),
        ("störst överskott", 1),
        ("vem gick bäst?", 1),
        ("flest besök", 0),
    ],
)
def test_which_end_a_superlative_is_about(question: str, polarity: int) -> None:
    assert polarity_of(question) == polarity


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("vad var skulden i kronor?", "kr"),
        ("vad var skulden i mkr?", "mkr"),
        ("vad var skulden i tusental kronor?", "tkr"),
        ("hur stor var ökningen i procent?", "procent"),
        ("hur många miljoner kostade det?", "mkr"),
        ("vad var skulden?", None),
    ],
)
def test_which_unit_is_asked_for(question: str, unit: str | None) -> None:
    assert next((name for name, _ in fitting("unit", question)), None) == unit


@given(st.text(max_size=80), st.sampled_from(GROUPS))
def test_any_text_can_be_looked_through(text: str, group: str) -> None:
    for start, end in cue_spans(group, text.casefold()):
        assert 0 <= start <= end <= len(text.casefold())
    assert isinstance(wanted(text), Want)
    assert polarity_of(text) in (-1, 0, 1)


def test_things_counted_in_a_budget_are_no_money() -> None:
    assert quantities_of("hur många elever räknade budgeten med?") == (Quantity.COUNT,)
    assert Quantity.MONEY in quantities_of("hur många miljoner är budgeten?")
