"""Region Ljungmark's interim report, August 2025. The region, its people and all its figures are invented."""

from __future__ import annotations

from eval.typeset.elements import Bullets, Element, Heading, MadeReport, NewPage, Prose
from samples.content.interim_tables import TABLES

_SUMMARY: tuple[Element, ...] = (
    Heading("Sammanfattning"),
    Prose(
        "Region Ljungmarks resultat för januari–augusti 2025 är −64 mkr. Det är 40 mkr bättre än samma period i fjol men "
        "114 mkr sämre än budget. Helårsprognosen pekar mot ett underskott på 120 mkr, att jämföra med ett budgeterat "
        "överskott på 45 mkr. Den största avvikelsen finns i hälso- och sjukvården.",
        "summary_result",
    ),
    Prose(
        "Kostnaden för inhyrd personal har minskat med drygt en femtedel. Färre väntar länge på ett första besök, men "
        "vårdgarantin nås fortfarande inte. Resandet med stadsbuss har minskat medan närtrafiken ökar.",
    ),
    Heading("Viktiga händelser", 2),
    Bullets(
        (
            "Den 3 februari öppnade den nya vårdcentralen i Älvsele. Den drivs i egen regi och har 6 400 listade invånare.",
            "Regionfullmäktige beslutade den 22 april om ett åtgärdsprogram för en ekonomi i balans. Programmet omfattar 185 mkr "
            "till och med 2027.",
            "Den 1 juni tillträdde Karin Sandelius som ny regiondirektör. Hon kom närmast från samma uppdrag i en annan region.",
            "I augusti invigdes ambulansstationen i Stenfors, åtta månader senare än planerat på grund av en konkurs hos "
            "huvudentreprenören.",
        ),
        "events",
    ),
    Heading("Om rapporten", 2),
    Prose(
        "Delårsrapporten beskriver verksamheten och ekonomin under årets första åtta månader. Hälso- och sjukvårdsnämnden "
        "(HSN), Trafik- och infrastrukturnämnden (TIN), Kultur- och bildningsnämnden (KBN), Patientnämnden (PAN) och "
        "regionstyrelsen (RS) har lämnat egna rapporter till regionfullmäktige (RF). Belopp redovisas i miljoner kronor (mkr) "
        "eller tusen kronor (tkr); skalan står vid varje tabell.",
    ),
    NewPage(),
)

_ECONOMY: tuple[Element, ...] = (
    Heading("Ekonomi"),
    Heading("Verksamhetens resultat per nämnd", 2),
    Prose(
        "HSN har ett underskott mot budget på 128 mkr. Det beror främst på högre kostnader för läkemedel och på att den "
        "specialiserade vården har fler vårdplatser öppna än budgeten medger. RS visar ett överskott på 16 mkr, eftersom flera "
        "it-projekt har skjutits upp till 2026.",
        "boards_reason",
    ),
    TABLES["result_by_board"],
    Heading("Resultaträkning", 2),
    TABLES["income_statement"],
    Prose(
        "Skatteintäkterna ökade med 4,9 procent jämfört med samma period 2024. Verksamhetens kostnader steg med 3,7 procent. "
        "I kostnaderna ingår en nedskrivning av det gamla tvätteriet i Norrbyn med 9,4 mkr.",
        "writedown",
    ),
    Heading("Balanskrav", 2),
    Prose(
        "Enligt prognosen blir balanskravsresultatet −122,1 mkr. Underskottet ska återställas senast 2028 enligt den plan som "
        "fullmäktige antog i april.",
        "balance_plan",
    ),
    TABLES["balance"],
    Heading("Lån och likviditet", 2),
    Prose(
        "Under våren lånade regionen 170 mkr till sjukhusets nya teknikbyggnad. Checkkrediten har inte använts under året. "
        "Kortfristiga placeringar uppgår till 85 mkr.",
        "placements",
    ),
    TABLES["debt"],
    Heading("Investeringar", 2),
    Prose(
        "Årets investeringar uppgår till 98,2 mkr, hälften av budgeten. Upphandlingen av två datortomografer överklagades och "
        "leveransen väntas först i mars 2026.",
        "tomography",
    ),
    TABLES["investments"],
    Heading("Förtroendemannabudget", 2),
    Prose(
        "Förtroendemännens arvoden och kostnader följs upp för sig. Beloppen är i tusental kronor och ingår i nämndernas "
        "resultat ovan.",
    ),
    TABLES["elected"],
)

_CARE: tuple[Element, ...] = (
    Heading("Hälso- och sjukvård"),
    Heading("Mål och utfall", 2),
    Prose(
        "Av sex mål för tillgänglighet och kvalitet nås ett. Telefontillgängligheten i primärvården har förbättrats sedan ett "
        "återuppringningssystem infördes på samtliga vårdcentraler i november 2024.",
        "callback",
    ),
    TABLES["care_goals"],
    Heading("Väntande till förstabesök", 2),
    Prose(
        "I slutet av augusti väntade 9 318 personer på ett förstabesök. Kön till ortopedin är längst. Hudmottagningen har kortat "
        "sin kö med hjälp av kvällsöppet och bilder som skickas från vårdcentralerna.",
        "queue",
    ),
    TABLES["waiting"],
    Heading("Bemanning", 2),
    Prose(
        "Kostnaden för inhyrd personal var 121 mkr till och med augusti, vilket är 30 mkr lägre än i fjol. Minskningen "
        "förklaras av det nationella avropsstoppet och av att 46 sjuksköterskor har anställts till en egen resursenhet.",
        "agency_text",
    ),
    TABLES["agency"],
)

_OTHER: tuple[Element, ...] = (
    Heading("Trafik och kultur"),
    Heading("Resande", 2),
    Prose(
        "Stadsbussarna har tappat resenärer sedan Storgatsbron stängdes för renovering i mars. Bron beräknas öppna igen i "
        "november 2025. Närtrafiken växer efter att anropsstyrda turer införts i tre kommuner.",
        "bridge",
    ),
    TABLES["travel"],
    Heading("Kultur och bildning", 2),
    Prose(
        "Ljungmarks länsmuseum hade 41 260 besökare under perioden, en ökning med 12 procent. Utställningen om flottningens "
        "historia lockade flest. Folkhögskolan i Granbäck har 214 deltagare på långa kurser, att jämföra med målet 230.",
        "museum",
    ),
    Heading("Medarbetare"),
    Prose(
        "Sjukfrånvaron var 6,8 procent, en minskning från 7,1 procent i fjol. Den korta sjukfrånvaron minskade mest. "
        "Personalomsättningen uppgick till 8,2 procent.",
        "sickness",
    ),
    TABLES["employees"],
    Prose(
        "Antalet anställda minskade med 58 personer mellan augusti 2024 och augusti 2025. Minskningen sker främst inom "
        "administrationen, där vakanta tjänster inte återbesätts utan särskild prövning.",
        "staff_reason",
    ),
    Heading("Utblick", 2),
    Prose(
        "Den största osäkerheten i prognosen är läkemedelskostnaderna. Avtalet om riksgemensam rabatt löper ut den 31 oktober 2025 "
        "och ett nytt avtal är inte klart.",
        "outlook",
    ),
)

INTERIM = MadeReport(
    name="delarsrapport-augusti-2025",
    title="Delårsrapport augusti 2025",
    subtitle="Januari–augusti 2025",
    publisher="Region Ljungmark",
    elements=(*_SUMMARY, *_ECONOMY, *_CARE, *_OTHER),
    unnumbered=1,
    page_form="Sida {page} av {pages}",
)
