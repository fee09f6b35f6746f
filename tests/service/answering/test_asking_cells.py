"""Questions that one cell answers: the figure, its unit and period, and the row, column and page it is read from."""

from __future__ import annotations

import pytest

from service.assistant import Assistant
from service.conversation import Turn
from tests.service.answering.asked import Cell, assert_cell
from tests.service.answering.ekhult import ANNUAL_SOURCE, INTERIM_SOURCE, TALLVIK_SOURCE, TRAFFIC_SOURCE

HSN, RS, TN = "Hälso- och sjukvårdsnämnden", "Regionstyrelsen", "Trafiknämnden"
SO_FAR, SO_FAR_BEFORE = "2031-01/2031-08", "2030-01/2030-08"
DEVIATION = "Avvikelse utfall mot budget ack 2031"


def interim(page: str, row: str, column: str, number: str, unit: str | None, period: str | None) -> Cell:
    return Cell(INTERIM_SOURCE, page, row, column, number, unit, period)


def annual(page: str, row: str, column: str, number: str, unit: str, period: str) -> Cell:
    return Cell(ANNUAL_SOURCE, page, row, column, number, unit, period)


HSN_DEVIATION = interim("4", HSN, DEVIATION, "-216", "mkr", SO_FAR)
TN_DEVIATION = interim("4", TN, DEVIATION, "-11", "mkr", SO_FAR)
RS_DEVIATION = interim("4", RS, DEVIATION, "35", "mkr", SO_FAR)
SICK = interim("7", "Sjukfrånvaro i %", "Utfall aug 2031", "6.2", "procent", SO_FAR)
SICK_TARGET = interim("7", "Sjukfrånvaro i %", "Målvärde 2031", "5.5", "procent", "2031")
FOSSIL_TARGET = interim("7", "Andel fossilfria fordon", "Målvärde 2031", "70", "procent", "2031")
AGENCY_DOCTORS = interim("6", "Läkare", "2031-08", "88.4", "mkr", "2031-08")
STAFF_ALL = interim("6", "Totalt", "Antal anställda 2031-08", "7100", "antal", "2031-08")
STAFF_HSN = interim("6", HSN, "Antal anställda 2031-08", "6180", "antal", "2031-08")


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        # --- whose: names, abbreviations, genitives, typos, missing letters
        pytest.param("Hur stor är avvikelsen för HSN?", HSN_DEVIATION, id="abbreviation"),
        pytest.param("hur stor är HSN:s budgetavvikelse i augusti 2031?", HSN_DEVIATION, id="genitive colon"),
        pytest.param("vad är hsn avvikelse mot budget", HSN_DEVIATION, id="lower case"),
        pytest.param(
            "Vad blev hälso- och sjukvårdsnämndens avvikelse mot budget per augusti 2031?",
            HSN_DEVIATION,
            id="full name",
        ),
        pytest.param("avvikelse regionstyrlsen", RS_DEVIATION, id="typo in a body, no verb"),
        pytest.param("Vad är avikelsen för RS?", RS_DEVIATION, id="typo in a kind"),
        pytest.param("Vad är avvikelsen för trafiknamnden?", TN_DEVIATION, id="missing ä"),
        pytest.param(
            "Vad är avvikelsen för TN?", TN_DEVIATION, id="abbreviation that only the reports decide"
        ),
        pytest.param("Hur mycket bättre än budget gick det för RS?", RS_DEVIATION, id="better than budget"),
        pytest.param("Hur stort är HSN:s underskott?", HSN_DEVIATION, id="shortfall is a deviation"),
        # --- which kind
        pytest.param(
            "Hur mycket har HSN kostat hittills i år?",
            interim("4", HSN, "Utfall ack 2031", "-4118", "mkr", SO_FAR),
            id="outcome so far",
        ),
        pytest.param(
            "Vad är budgeten för HSN?",
            interim("4", HSN, "Budget ack 2031", "-3902", "mkr", SO_FAR),
            id="budget so far",
        ),
        pytest.param(
            "Vad är årsbudgeten för trafiknämnden?",
            interim("4", TN, "Årsbudget 2031", "-556", "mkr", "2031"),
            id="annual budget",
        ),
        pytest.param(
            "Vad är prognosen för HSN 2031?",
            interim("4", HSN, "Årsprognos 2031", "-6190", "mkr", "2031"),
            id="forecast",
        ),
        pytest.param("Vad är målet för sjukfrånvaron?", SICK_TARGET, id="target"),
        pytest.param("Vilket mål har vi för fossilfria fordon?", FOSSIL_TARGET, id="target with at least"),
        # --- when
        pytest.param(
            "Vad blev avvikelsen för HSN 2030?",
            annual("3", HSN, "Avvikelse 2030", "-142", "mkr", "2030"),
            id="the other report's year",
        ),
        pytest.param(
            "Vad var RS utfall jan-aug 2030?",
            interim("4", RS, "Utfall ack 2030", "-598", "mkr", SO_FAR_BEFORE),
            id="same months of the year before",
        ),
        pytest.param(
            "Vad kostade hyrsköterskorna hela 2030?",
            interim("6", "Sjuksköterskor", "Helår 2030", "35.0", "mkr", "2030"),
            id="whole year",
        ),
        pytest.param(
            "Vad var soliditeten 2029?",
            annual("2", "Soliditet, %", "2029", "29.8", "procent", "2029"),
            id="middle column of several years",
        ),
        pytest.param(
            "Hur många invånare hade regionen 2028?",
            annual("2", "Invånare", "2028", "198400", "antal", "2028"),
            id="last column of several years",
        ),
        pytest.param(
            "Vad blev årets resultat 2029?",
            annual("2", "Årets resultat, mkr", "2029", "118", "mkr", "2029"),
            id="result",
        ),
        pytest.param(
            "Hur stort var underskottet 2030?",
            annual("2", "Årets resultat, mkr", "2030", "-64", "mkr", "2030"),
            id="deficit is the result",
        ),
        # --- what: inflection, compounds, everyday words
        pytest.param("Hur stor är sjukfrånvaron?", SICK, id="definite form"),
        pytest.param("hur hög är sjukfrånvaro", SICK, id="bare form"),
        pytest.param("Vad kostade hyrläkarna i augusti 2031?", AGENCY_DOCTORS, id="agency doctors"),
        pytest.param("Vad kostade stafettläkarna i augusti 2031?", AGENCY_DOCTORS, id="relay doctors"),
        pytest.param(
            "Vad kostade stafettläkarna i primärvården i augusti 2031?",
            interim("6", "varav primärvård", "2031-08", "31.0", "mkr", "2031-08"),
            id="a part of a row",
        ),
        pytest.param("Hur många anställda har HSN?", STAFF_HSN, id="staff of a body"),
        pytest.param("hur manga anstallda har HSN", STAFF_HSN, id="å ä ö left out"),
        pytest.param("Hur många anställda har regionen?", STAFF_ALL, id="the whole is the total row"),
        pytest.param(
            "Hur många resor gjordes med stadsbussen?",
            Cell(TRAFFIC_SOURCE, "1", "Stadsbuss", "Utfall 2031-08", "1840", "antal", SO_FAR),
            id="a body's own report",
        ),
        # --- which part of the business
        pytest.param(
            "Vad är avvikelsen för Hälso- och sjukvårdsnämndens förtroendemannabudget?",
            interim("5", HSN, "Avvikelse", "265", "tkr", SO_FAR),
            id="elected members, tkr",
        ),
        # --- another organisation of the library
        pytest.param(
            "Vad är prognosen för socialnämnden?",
            Cell(TALLVIK_SOURCE, "1", "Socialnämnden", "Prognos helår 2031", "-628900", "tkr", "2031"),
            id="the municipality's board",
        ),
        pytest.param(
            "Vad är prognosen för SN i Tallviks kommun?",
            Cell(TALLVIK_SOURCE, "1", "Socialnämnden", "Prognos helår 2031", "-628900", "tkr", "2031"),
            id="abbreviation that its report introduces",
        ),
        # --- in another unit
        pytest.param(
            "Vad var låneskulden 2030 i kronor?",
            annual("2", "Låneskuld, mkr", "2030", "2450000000", "kr", "2030"),
            id="mkr in kronor",
        ),
        pytest.param(
            "Vad var HSN:s avvikelse 2030 i tkr?",
            annual("3", HSN, "Avvikelse 2030", "-142000", "tkr", "2030"),
            id="mkr in tkr",
        ),
        pytest.param(
            "Vad kostade hyrläkarna i augusti 2031 i kronor?",
            interim("6", "Läkare", "2031-08", "88400000", "kr", "2031-08"),
            id="decimals in kronor",
        ),
    ],
)
def test_a_question_is_answered_from_its_cell(assistant: Assistant, question: str, cell: Cell) -> None:
    assert_cell(assistant.ask(question), cell)


@pytest.mark.parametrize(
    ("earlier", "question", "cell"),
    [
        # only the body is new: kind and time stay
        ("Vad är avvikelsen för HSN i augusti 2031?", "och för RS?", RS_DEVIATION),
        ("Vad är avvikelsen för HSN?", "och trafiknämnden då?", TN_DEVIATION),
        # only the year is new
        ("Vad var soliditeten 2030?", "och 2028?", annual("2", "Soliditet, %", "2028", "27.0", "procent", "2028")),
        # the year before the newest figure
        ("Hur många anställda har HSN?", "och året innan?", interim("6", HSN, "Antal anställda 2030-08", "6050", "antal", "2030-08")),
        # only the kind is new
        ("Hur hög är sjukfrånvaron?", "vad är målet?", SICK_TARGET),
        # only the unit is new
        ("Vad var låneskulden 2030?", "i kronor?", annual("2", "Låneskuld, mkr", "2030", "2450000000", "kr", "2030")),
        # only the row is new
        ("Hur mycket kostade hyrläkarna i augusti 2031?", "och sjuksköterskorna?", interim("6", "Sjuksköterskor", "2031-08", "27.5", "mkr", "2031-08")),
        # a body and a kind are a question of their own
        ("Vad var soliditeten 2029?", "Hur stor är avvikelsen för HSN?", HSN_DEVIATION),
        # a question that is whole in itself takes nothing from the turn before
        ("Vad var soliditeten 2029?", "Hur många anställda har regionen i augusti 2031?", STAFF_ALL),
    ],
)  # fmt: skip
def test_a_follow_up_takes_what_it_leaves_out_from_the_turn_before(
    assistant: Assistant, earlier: str, question: str, cell: Cell
) -> None:
    first = assistant.ask(earlier)
    assert_cell(assistant.ask(question, [Turn(earlier, first.answer)]), cell)


def test_a_follow_up_of_a_follow_up_still_knows_the_first_question(assistant: Assistant) -> None:
    history = [Turn("Vad är avvikelsen för HSN i augusti 2031?", ""), Turn("och för RS?", "")]
    assert_cell(assistant.ask("och för trafiknämnden?", history), TN_DEVIATION)
