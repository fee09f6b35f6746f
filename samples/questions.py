"""Forty known questions about the sample reports, worded as politicians and staff ask them.

Values and pages are read from the reports' own data when the suite is written.
"""

from __future__ import annotations

from decimal import Decimal

from eval.cases import CaseType
from eval.typeset.asks import Ask, At, Said

INTERIM, ANNUAL, PLAN = "delarsrapport-augusti-2025", "arsredovisning-2024", "plan-och-budget-2026-2028"
HSN, TIN, KBN = (
    "Hälso- och sjukvårdsnämnden",
    "Trafik- och infrastrukturnämnden",
    "Kultur- och bildningsnämnden",
)
DEVIATION = "Avvikelse utfall mot budget ack 2025"

LOOKUPS = (
    ("Hur stor är avvikelsen mot budget för TIN till och med augusti 2025?", At(INTERIM, "result_by_board", TIN, DEVIATION)),
    ("Vad blev utfallet för primärvården jan-aug 2025?", At(INTERIM, "result_by_board", "varav primärvård", "Utfall ack 2025")),
    ("Hur mycket har revisionen förbrukat av sin förtroendemannabudget i augusti 2025?", At(INTERIM, "elected", "Revisionen", "Ack. utfall aug 2025")),
    ("Hur många väntar mer än 90 dagar på ortopedin?", At(INTERIM, "waiting", "Ortopedi", "varav över 90 dagar")),
    ("hur stor del av ögonpatienterna väntar inom 90 dagar?", At(INTERIM, "waiting", "Ögon", "Andel inom 90 dagar, %")),
    ("Vad kostade hyrläkarna i primärvården till och med augusti 2025?", At(INTERIM, "agency", "varav läkare i primärvården", "2025-08")),
    ("Hur mycket av årets investeringsbudget för medicinteknik är förbrukat i augusti 2025?", At(INTERIM, "investments", "Medicinteknisk utrustning", "Varav årets investeringar Utfall")),
    ("Beslutad totalutgift för pågående fastighetsinvesteringar?", At(INTERIM, "investments", "Fastigheter", "Uppgifter sedan investeringsstart Beslutad totalutgift")),
    ("Vilket mål har vi för oplanerade återinskrivningar 2025?", At(INTERIM, "care_goals", "Oplanerade återinskrivningar inom 30 dagar", "Målvärde 2025")),
    ("Hur stor låneskuld har regionen 2025-08-31?", At(INTERIM, "debt", "Låneskuld, mkr", "2025-08-31")),
    ("Vad var soliditeten 2022?", At(ANNUAL, "five_years", "Soliditet, %", "2022")),
    ("Vad betalade regionen i sociala avgifter 2024?", At(ANNUAL, "staff_costs", "Sociala avgifter", "2024")),
    ("hur hög var sjukfrånvaron bland män över 50 år 2024", At(ANNUAL, "sickness", "50 år och äldre", "2024 Män")),
    ("Vad kostar ett läkarbesök på vårdcentralen 2026?", At(PLAN, "fees", "Läkarbesök på vårdcentral", "2026")),
)  # fmt: skip

PERIODS = (
    ("Vilken ram får KBN 2027?", At(PLAN, "frames", KBN, "Plan 2027")),
    ("Vad är helårsprognosen för verksamhetens kostnader 2025?", At(INTERIM, "income_statement", "Verksamhetens kostnader", "Årsprognos 2025")),
    ("Hur stora var skatteintäkterna i bokslutet 2024?", At(INTERIM, "income_statement", "Skatteintäkter", "Bokslut 2024")),
    ("Hur mycket kostade hyrsköterskorna hela 2024?", At(INTERIM, "agency", "Sjuksköterskor", "Helår 2024")),
)  # fmt: skip

COMPUTED = (
    Ask(CaseType.COMPUTED, "Hur mycket lägre blev kostnaden för hyrsjuksköterskor jan-aug 2025 än samma period 2024?", (At(INTERIM, "agency", "Sjuksköterskor", "2024-08"), At(INTERIM, "agency", "Sjuksköterskor", "2025-08")), "difference"),
    Ask(CaseType.COMPUTED, "Hur stor andel av de anställda arbetar under HSN i augusti 2025?", (At(INTERIM, "employees", HSN, "2025-08"), At(INTERIM, "employees", "Totalt", "2025-08")), "share", 1),
    Ask(CaseType.COMPUTED, "Vilken nämnd har störst underskott mot budget i augusti 2025?", (At(INTERIM, "result_by_board", HSN, DEVIATION),), "greatest", must_contain=(f"{HSN}|HSN",)),
    Ask(CaseType.COMPUTED, "Hur mycket ökar TIN:s ram från 2026 till 2028?", (At(PLAN, "frames", TIN, "Plan 2028"), At(PLAN, "frames", TIN, "Budget 2026")), "difference", 1),
    Ask(CaseType.COMPUTED, "Hur mycket växte låneskulden från 2022 till 2024?", (At(ANNUAL, "five_years", "Låneskuld, mnkr", "2024"), At(ANNUAL, "five_years", "Låneskuld, mnkr", "2022")), "difference"),
    Ask(CaseType.COMPUTED, "hur långt över målet ligger antalet som väntat över 90 dagar på hörselvård?", (At(INTERIM, "waiting", "Hörselvård", "varav över 90 dagar"), At(INTERIM, "waiting", "Hörselvård", "Mål, högst")), "difference"),
)  # fmt: skip

FIGURES_IN_PROSE = (
    Ask(CaseType.LOOKUP_TEXT, "Hur många listade har den nya vårdcentralen i Älvsele?", prose=Said(INTERIM, "events"), value=Decimal(6400), unit="antal", must_contain=("6400|6 400",)),
    Ask(CaseType.LOOKUP_TEXT, "Hur mycket skrevs tvätteriet i Norrbyn ned med?", prose=Said(INTERIM, "writedown"), value=Decimal("9.4"), unit="mkr", must_contain=("9,4",)),
    Ask(CaseType.LOOKUP_TEXT, "Hur många lägenheter har fastighetsbolaget?", prose=Said(ANNUAL, "company"), value=Decimal(312), unit="antal", must_contain=("312",)),
    Ask(CaseType.LOOKUP_TEXT, "Vad skulle tio öre högre skatt ge per år?", prose=Said(PLAN, "tax"), value=Decimal(45), unit="mkr", must_contain=("45",)),
)  # fmt: skip

TEXTS = (
    Ask(CaseType.TEXT, "Varför har resandet med stadsbussen minskat?", prose=Said(INTERIM, "bridge"), must_contain=("Storgatsbron",)),
    Ask(CaseType.TEXT, "Vem är ny regiondirektör?", prose=Said(INTERIM, "events"), must_contain=("Karin Sandelius",)),
    Ask(CaseType.TEXT, "Vad berodde driftstoppet i journalsystemet på?", prose=Said(ANNUAL, "year_events"), must_contain=("lagring",)),
    Ask(CaseType.TEXT, "När ska utredningen om tågpendeln vara klar?", prose=Said(PLAN, "assignments"), must_contain=("maj 2026",)),
)  # fmt: skip

AMBIGUOUS = (
    Ask(
        CaseType.AMBIGUOUS,
        "Vad har HSN för avvikelse?",
        (At(INTERIM, "result_by_board", HSN, DEVIATION),),
        other_readings=(
            (At(INTERIM, "elected", HSN, "Avvikelse"), "förtroendemannabudgeten"),
            (At(ANNUAL, "boards", HSN, "Avvikelse"), "helåret 2024"),
        ),
        also=(Said(INTERIM, "boards_reason"),),
    ),
    Ask(
        CaseType.AMBIGUOUS,
        "hur stor är soliditten?",
        (At(ANNUAL, "five_years", "Soliditet, %", "2024"),),
        other_readings=(
            (At(PLAN, "financial_goals", "Soliditet", "Målvärde 2026"), "målet för 2026"),
            (At(PLAN, "financial_goals", "Soliditet", "Målvärde 2028"), "målet för 2028"),
        ),
        also=(Said(ANNUAL, "solidity"),),
    ),
)

FOLLOWUPS = (
    Ask(CaseType.FOLLOWUP, "och för RS?", (At(INTERIM, "result_by_board", "Regionstyrelsen", DEVIATION),), previous=("Vad är HSN:s avvikelse mot budget jan-aug 2025?",), also=(Said(INTERIM, "boards_reason"),)),
    Ask(CaseType.FOLLOWUP, "Och året innan?", (At(ANNUAL, "net_cost_by_area", "Psykiatri", "2023"),), previous=("Vad var psykiatrins nettokostnad 2024?",)),
)  # fmt: skip

UNANSWERABLE = (
    "Vad var HSN:s avvikelse mot budget i augusti 2023?",
    "Hur många väntar över 90 dagar på plastikkirurgi?",
    "Vad blev resultatet för Region Dalarna 2024?",
    "Vilken ram får patientnämnden 2029?",
)

ASKS: tuple[Ask, ...] = (
    *(Ask(CaseType.LOOKUP, question, (cell,)) for question, cell in LOOKUPS),
    *(Ask(CaseType.PERIOD, question, (cell,)) for question, cell in PERIODS),
    *COMPUTED,
    *FIGURES_IN_PROSE,
    *TEXTS,
    *AMBIGUOUS,
    *FOLLOWUPS,
    *(Ask(CaseType.UNANSWERABLE, question) for question in UNANSWERABLE),
)
