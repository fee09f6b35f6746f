"""Questions that need a calculation: the figure, how it was reached, and a citation for each figure in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from service.answer import AnswerKind
from service.assistant import Assistant
from tests.service.answering.asked import assert_backed, cell_of, operands
from tests.service.answering.ekhult import ANNUAL_SOURCE, INTERIM_SOURCE, TALLVIK_SOURCE

HSN, RS, TN = "Hälso- och sjukvårdsnämnden", "Regionstyrelsen", "Trafiknämnden"
DEVIATION = "Avvikelse utfall mot budget ack 2031"
STAFF = "Antal anställda 2031-08"
STAFF_BEFORE = "Antal anställda 2030-08"
SICK, FOSSIL, BEDS = "Sjukfrånvaro i %", "Andel fossilfria fordon", "Vårdplatser i genomsnitt"
TARGET, OUTCOME = "Målvärde 2031", "Utfall aug 2031"

Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """A calculation: the figure, its expression, and the cells in it, main one first."""

    number: str
    unit: str | None
    expression: str
    operands: tuple[Place, ...]


def interim(page: str, row: str, *columns: str) -> tuple[Place, ...]:
    return tuple((INTERIM_SOURCE, page, row, column) for column in columns)


def annual(page: str, row: str, *columns: str) -> tuple[Place, ...]:
    return tuple((ANNUAL_SOURCE, page, row, column) for column in columns)


@pytest.mark.parametrize(
    ("question", "result"),
    [
        # --- a deviation that no column prints: outcome minus budget, forecast minus annual budget
        pytest.param(
            "Vad är avvikelsen för socialnämnden?",
            Result("-5180", "tkr", "−210 480 − (−205 300)", (
                (TALLVIK_SOURCE, "1", "Socialnämnden", "Utfall jan-apr 2031"),
                (TALLVIK_SOURCE, "1", "Socialnämnden", "Budget jan-apr 2031"),
            )),
            id="outcome minus budget",
        ),
        pytest.param(
            "Vad är budgetavvikelsen i prognosen för HSN?",
            Result("-320", "mkr", "−6 190 − (−5 870)", interim("4", HSN, "Årsprognos 2031", "Årsbudget 2031")),
            id="forecast minus annual budget",
        ),
        pytest.param(
            "Vad är avvikelsen för investeringar i medicinteknik?",
            Result("-6300", "tkr", "35 700 − 42 000", interim("5", "Medicinteknisk utrustning", "Utfall 2031", "Budget 2031")),
            id="compound of a row label",
        ),
        # --- differences between periods
        pytest.param(
            "Hur mycket ökade låneskulden från 2028 till 2030?",
            Result("450", "mkr", "2 450 − 2 000", annual("2", "Låneskuld, mkr", "2030", "2028")),
            id="rise between years",
        ),
        pytest.param(
            "Hur mycket minskade resultatet från 2029 till 2030?",
            Result("-182", "mkr", "−64 − 118", annual("2", "Årets resultat, mkr", "2030", "2029")),
            id="fall below nought",
        ),
        pytest.param(
            "Hur många fler anställda har HSN jämfört med 2030-08?",
            Result("130", "antal", "6 180 − 6 050", interim("6", HSN, STAFF, STAFF_BEFORE)),
            id="one period named, the newest meant",
        ),
        pytest.param(
            "Hur mycket har kostnaden för hyrläkare minskat sedan augusti 2030?",
            Result("-15.7", "mkr", "88,4 − 104,1", interim("6", "Läkare", "2031-08", "2030-08")),
            id="fall since",
        ),
        pytest.param(
            "Hur mycket är skillnaden i soliditet mellan 2028 och 2030?",
            Result("4.4", "procentenheter", "31,4 − 27,0", annual("2", "Soliditet, %", "2030", "2028")),
            id="percentages differ by percentage points",
        ),
        # --- change in percent
        pytest.param(
            "Hur många procent ökade låneskulden från 2028 till 2030?",
            Result("22.5", "procent", "(2 450 − 2 000) / 2 000", annual("2", "Låneskuld, mkr", "2030", "2028")),
            id="rise in percent",
        ),
        pytest.param(
            "Hur många procent har kostnaden för hyrsjuksköterskor ökat jämfört med augusti 2030?",
            Result("25.6", "procent", "(27,5 − 21,9) / 21,9", interim("6", "Sjuksköterskor", "2031-08", "2030-08")),
            id="rise in percent, rounded",
        ),
        # --- shares
        pytest.param(
            "Hur stor andel av de anställda arbetar i trafiknämnden?",
            Result("1.5", "procent", "110 / 7 100", (*interim("6", TN, STAFF), *interim("6", "Totalt", STAFF))),
            id="a row of its total",
        ),
        pytest.param(
            "Hur mycket av budgeten har gått åt för fastigheter?",
            Result("108.9", "procent", "131 250 / 120 500", interim("5", "Fastigheter", "Utfall 2031", "Budget 2031")),
            id="used of the budget",
        ),
        # --- sums
        pytest.param(
            "Hur många anställda har RS och HSN tillsammans?",
            Result("6990", "antal", "810 + 6 180", (*interim("6", RS, STAFF), *interim("6", HSN, STAFF))),
            id="two bodies together",
        ),
        pytest.param(
            "Hur stor var låneskulden sammanlagt 2029 och 2030?",
            Result("4750", "mkr", "2 300 + 2 450", annual("2", "Låneskuld, mkr", "2029", "2030")),
            id="two years together",
        ),
        pytest.param(
            "Vad är summan av avvikelsen för HSN och RS jan-aug 2031?",
            Result("-181", "mkr", "−216 + 35", (*interim("4", HSN, DEVIATION), *interim("4", RS, DEVIATION))),
            id="each body by its own row",
        ),
        # --- two bodies against each other
        pytest.param(
            "Vad är skillnaden mellan avvikelsen för HSN och RS jan-aug 2031?",
            Result("251", "mkr", "35 − (−216)", (*interim("4", HSN, DEVIATION), *interim("4", RS, DEVIATION))),
            id="a difference without a side",
        ),
        pytest.param(
            "Hur mycket mer kostar HSN än RS jan-aug 2031?",
            Result("3498", "mkr", "4 118 − 620", (
                *interim("4", HSN, "Utfall ack 2031"), *interim("4", RS, "Utfall ack 2031"),
            )),
            id="of two costs the larger is more",
        ),
        # --- targets
        pytest.param(
            "Hur långt från målet är sjukfrånvaron?",
            Result("0.7", "procentenheter", "6,2 − 5,5", interim("7", SICK, OUTCOME, TARGET)),
            id="gap to at most",
        ),
        pytest.param(
            "Hur långt från målet är vårdplatserna?",
            Result("-12", "antal", "398 − 410", interim("7", BEDS, OUTCOME, TARGET)),
            id="gap to at least",
        ),
        pytest.param(
            "Hur mycket över målet ligger de fossilfria fordonen?",
            Result("4", "procentenheter", "74 − 70", interim("7", FOSSIL, OUTCOME, TARGET)),
            id="over the target",
        ),
    ],
)  # fmt: skip
def test_a_question_is_answered_by_a_calculation(assistant: Assistant, question: str, result: Result) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.COMPUTED, answer.answer
    assert answer.value is not None
    assert answer.calculation is not None
    assert (answer.value.number, answer.value.unit) == (Decimal(result.number), result.unit)
    assert answer.calculation.expression == result.expression
    assert operands(answer) == list(result.operands)
    assert result.expression in answer.answer
    assert_backed(answer)


@pytest.mark.parametrize(
    ("question", "verdict", "gap"),
    [
        # at most 5,5 and 6,2: over it
        ("Når vi målet för sjukfrånvaron?", "Nej", "0.7"),
        # at least 70 and 74
        ("Når vi målet för fossilfria fordon?", "Ja", "4"),
        # at least 410 and 398
        ("Når vi målet för vårdplatser?", "Nej", "-12"),
    ],
)
def test_whether_a_target_is_reached_follows_its_direction(
    assistant: Assistant, question: str, verdict: str, gap: str
) -> None:
    answer = assistant.ask(question)
    assert answer.answer.startswith(f"{verdict}, målet är")
    assert answer.value is not None
    assert answer.value.number == Decimal(gap)


def test_a_verdict_that_rests_on_what_is_usually_better_says_so(assistant: Assistant) -> None:
    answer = assistant.ask("Når vi målet för energianvändningen?")
    assert answer.value is not None
    assert answer.value.number == Decimal(-8)
    assert answer.answer.startswith("Ja, målet är nått")
    assert "om lägre är bättre" in answer.answer


@pytest.mark.parametrize(
    ("question", "row", "number", "unit"),
    [
        # the largest shortfall is the most negative deviation, over all bodies
        ("Vilken nämnd har störst underskott?", HSN, "-216", "mkr"),
        ("Vilken nämnd har störst överskott?", RS, "35", "mkr"),
        # of another year, in another report
        ("Vilken nämnd hade störst underskott 2030?", HSN, "-142", "mkr"),
        # of the elected members only
        ("Vilken nämnd har störst underskott i förtroendemannabudgeten?", TN, "-22", "tkr"),
        # the total row takes no part
        ("Vilken nämnd har flest anställda?", HSN, "6180", "antal"),
        ("Vilken nämnd har minst antal anställda?", TN, "110", "antal"),
    ],
)
def test_a_ranking_names_the_row_and_its_figure(
    assistant: Assistant, question: str, row: str, number: str, unit: str
) -> None:
    answer = assistant.ask(question)
    assert answer.kind is AnswerKind.COMPUTED
    assert answer.value is not None
    assert (answer.value.number, answer.value.unit) == (Decimal(number), unit)
    assert row in answer.answer
    assert operands(answer)[0][2] == row
    assert cell_of(answer.citations[0]).number == Decimal(number)
    assert not any(place[2] in ("Summa", "Totalt") for place in operands(answer))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        # printed: read, though outcome and budget stand beside it
        ("Vad är avvikelsen för regionala utvecklingsnämnden?", "7"),
        ("Vad var trafiknämndens avvikelse 2030?", "8"),
    ],
)
def test_a_printed_deviation_is_read_and_not_computed(
    assistant: Assistant, question: str, number: str
) -> None:
    answer = assistant.ask(question)
    assert (answer.kind, answer.value and answer.value.number) == (AnswerKind.VALUE, Decimal(number))
    assert answer.calculation is None


def test_a_rounded_result_says_so(assistant: Assistant) -> None:
    rounded = assistant.ask("Hur många procent ökade låneskulden från 2029 till 2030?").calculation
    exact = assistant.ask("Hur många procent ökade låneskulden från 2028 till 2030?").calculation
    assert rounded is not None
    assert exact is not None
    assert (rounded.expression, rounded.rounding) == ("(2 450 − 2 300) / 2 300", "avrundat till en decimal")
    assert exact.rounding is None


def test_a_sum_names_what_it_adds_up(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många anställda har RS och HSN tillsammans?")
    assert answer.value is not None
    assert answer.value.entity == f"{RS} och {HSN}"
    assert answer.answer.startswith(f"Summan för {RS} och {HSN} är 6 990")
