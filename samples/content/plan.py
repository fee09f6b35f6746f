"""Region Ljungmark's plan with budget 2026–2028; all invented."""

from __future__ import annotations

from eval.typeset.elements import Bullets, Contents, Element, Heading, MadeReport, NewPage, Prose
from samples.content.plan_tables import TABLES

_START: tuple[Element, ...] = (
    Heading("Innehåll"),
    Contents(),
    Heading("Inriktning"),
    Prose(
        "Planen anger vad regionen ska åstadkomma 2026–2028 och vilka ekonomiska ramar nämnderna får. Den bygger på tre "
        "prioriteringar: kortare köer, en trygg bemanning utan hyrpersonal och en ekonomi som bär sina egna investeringar.",
        "priorities",
    ),
    Prose(
        "Regionfullmäktige (RF) beslutar om planen den 18 november 2025. Nämnderna ska besluta om sina verksamhetsplaner senast "
        "den 31 januari 2026. Alla belopp i planen är i miljoner kronor om inget annat anges.",
        "dates",
    ),
    Heading("Uppdrag till nämnderna", 2),
    Bullets(
        (
            "Hälso- och sjukvårdsnämnden (HSN) ska införa fast läkarkontakt för alla över 75 år före utgången av 2026.",
            "Trafik- och infrastrukturnämnden (TIN) ska utreda en tågpendel mellan Älvsele och Stenfors. Utredningen ska vara klar "
            "i maj 2026.",
            "Kultur- och bildningsnämnden (KBN) ska ta fram en plan för länsmuseets magasin, som har fuktskador.",
            "Regionstyrelsen (RS) ska samla lokalerna i centrala Ljungstrand och säga upp hyresavtal för minst 4 000 "
            "kvadratmeter.",
        ),
        "assignments",
    ),
    Heading("Förutsättningar", 2),
    TABLES["assumptions"],
    Prose(
        "Skattesatsen är oförändrad, 11,34 kronor per skattekrona. En höjning med 10 öre skulle ge 45 miljoner kronor per år.",
        "tax",
    ),
    NewPage(),
)

_BUDGET: tuple[Element, ...] = (
    Heading("Budget"),
    Heading("Resultatbudget", 2),
    TABLES["result_budget"],
    Prose(
        "Resultatet 2026 motsvarar 0,7 procent av skatter och bidrag. Räntekostnaderna ökar när lån med låg ränta ska omsättas.",
        "interest",
    ),
    Heading("Ramar", 2),
    TABLES["frames"],
    Prose(
        "Ramen för RS minskar eftersom 18,0 miljoner kronor för medicinsk it flyttas till HSN. Ramen för regionfullmäktige är "
        "högre 2026 på grund av valet till riksdag, region och kommun.",
        "election",
    ),
    Heading("Åtgärdsprogrammet", 2),
    TABLES["savings"],
    Prose(
        "Åtgärderna ska genomföras utan att någon vårdcentral stängs. Administrationen minskar med 70 tjänster, i första hand "
        "genom pensionsavgångar.",
        "positions",
    ),
    NewPage(),
    Heading("Investeringar", 2),
    TABLES["investments"],
    Prose(
        "Teknikbyggnaden på sjukhuset är den största enskilda investeringen. Den rymmer reservkraft, ventilation och en ny "
        "sterilcentral. Bussdepån i Stenfors byggs för att klara laddning av 40 elbussar.",
        "depot",
    ),
    Heading("Finansiella mål", 2),
    TABLES["financial_goals"],
    Heading("Taxor och avgifter", 2),
    Prose(
        "Högkostnadsskyddet följer den nationella nivån. Barn och unga till och med 19 år betalar ingen patientavgift.",
        "young",
    ),
    TABLES["fees"],
    NewPage(),
)

_BOARDS: tuple[Element, ...] = (
    Heading("Mål för verksamheten"),
    Prose(
        "Målen gäller hela planperioden och följs upp i delårsrapporter och årsredovisning. Nämnderna får sätta egna mål därutöver.",
    ),
    Heading("Vård i tid", 2),
    Prose(
        "Köerna ska kortas genom produktionsplanering, fler operationer på lördagar och samarbete med grannregionerna. Ortopedi, "
        "ögon och hörselvård prioriteras. Vårdval införs inte inom fler områden under planperioden.",
        "saturdays",
    ),
    Heading("Resor och klimat", 2),
    Prose(
        "Biljettpriset ska inte öka snabbare än konsumentprisindex efter 2026. Klimatpåverkan från regionens transporter ska halveras "
        "till 2030 jämfört med 2019.",
        "climate",
    ),
    Heading("Kompetensförsörjning", 2),
    Prose(
        "Regionen ska utbilda 35 nya specialistsjuksköterskor om året med bibehållen lön. Utbildningsanställningarna finansieras med "
        "de medel som frigörs när inhyrningen minskar.",
        "training",
    ),
    Heading("Nyckeltal", 2),
    TABLES["indicators"],
    Heading("Nämndernas ansvar"),
    Heading("Hälso- och sjukvårdsnämnden", 2),
    Prose(
        "HSN ansvarar för primärvård, specialiserad vård, psykiatri, tandvård och läkemedel. Nämnden har nio vårdcentraler i egen "
        "regi och avtal med fyra privata. Under planperioden ska nämnden bygga upp mobila team i glesbygden och flytta "
        "uppföljningen av kroniska sjukdomar närmare hemmet.",
        "hsn_task",
    ),
    Heading("Trafik- och infrastrukturnämnden", 2),
    Prose(
        "TIN ansvarar för den allmänna kollektivtrafiken, färdtjänst på uppdrag av åtta kommuner och regionens del av väg- och "
        "järnvägsplaneringen. Ett nytt trafikavtal för stadsbussarna börjar gälla den 14 juni 2026 och löper i tio år.",
        "bus_contract",
    ),
    Heading("Kultur- och bildningsnämnden", 2),
    Prose(
        "KBN ansvarar för länsmuseet, länsbiblioteket, folkhögskolan i Granbäck och stödet till det fria kulturlivet. Nämnden "
        "förbereder regionens kulturplan, som ska beslutas hösten 2026.",
        "culture_plan",
    ),
    Heading("Regionstyrelsen", 2),
    Prose(
        "RS leder och samordnar regionens angelägenheter. Styrelsen är också nämnd för fastigheter, inköp, it och personal. En ny "
        "inköpsorganisation ska minska kostnaden för varor och tjänster med tre procent.",
        "procurement",
    ),
    Heading("Uppföljning"),
    Prose(
        "Nämnderna rapporterar ekonomi och mål efter april, efter augusti och vid årets slut. RS har uppsikt över nämnderna och ska "
        "begära in åtgärdsplaner från en nämnd som prognostiserar ett underskott större än en procent av sin ram.",
        "supervision",
    ),
    Prose(
        "Regionens revisorer granskar planen och dess genomförande. Deras anslag beslutas av fullmäktiges presidium.",
    ),
)

PLAN = MadeReport(
    name="plan-och-budget-2026-2028",
    title="Plan och budget 2026–2028",
    subtitle="Förslag från regionstyrelsen den 21 oktober 2025",
    publisher="Region Ljungmark",
    elements=(*_START, *_BUDGET, *_BOARDS),
    unnumbered=0,
    page_form="{page} ({pages})",
)
