"""Region Ljungmark's annual report for 2024; all invented."""

from __future__ import annotations

from eval.typeset.elements import Bullets, Contents, Element, Heading, MadeReport, NewPage, Prose
from samples.content.annual_tables import TABLES

_START: tuple[Element, ...] = (
    Heading("Innehåll"),
    Contents(),
    NewPage(),
    Heading("Året som gick"),
    Prose(
        "2024 blev ett ekonomiskt tungt år. Resultatet blev −191 mnkr, det sämsta sedan regionen bildades 2008. Priserna steg "
        "långsammare än året före, men pensionskostnader och läkemedel tog en större del av skatteintäkterna än vi räknat med.",
        "worst",
    ),
    Prose(
        "Samtidigt har mycket blivit bättre. Fler patienter får tid i primärvården samma vecka, folktandvården har undersökt fler "
        "barn än någonsin och måltidsverksamheten köper mer ekologiskt. Jag vill tacka alla medarbetare för insatserna.",
    ),
    Prose("Bertil Åkerhed, regionstyrelsens ordförande", "chair"),
    Heading("Fem år i sammandrag", 2),
    TABLES["five_years"],
    Prose(
        "Nettokostnadsutvecklingen mäts utan jämförelsestörande poster. Antalet invånare minskade för andra året i rad, vilket "
        "främst beror på att det föds färre barn.",
        "births",
    ),
    Heading("Händelser under året", 2),
    Bullets(
        (
            "Den 15 januari startade den gemensamma ambulansdirigeringen med två grannregioner.",
            "I mars beslutade regionstyrelsen (RS) att avveckla det egna tvätteriet i Norrbyn. Tvätten köps nu in.",
            "Den 9 september drabbades journalsystemet av ett driftstopp på 31 timmar. Orsaken var ett fel vid byte av lagring.",
            "I december invigdes Granbäcks folkhögskolas nya internat med 60 platser.",
        ),
        "year_events",
    ),
    NewPage(),
)

_ECONOMY: tuple[Element, ...] = (
    Heading("Ekonomisk redovisning"),
    Prose(
        "Beloppen anges i miljoner kronor (mnkr) om inte annat sägs. Noterna redovisas i tusental kronor (tkr). En positiv "
        "avvikelse innebär överskott mot budget.",
    ),
    Heading("Nämndernas utfall", 2),
    TABLES["boards"],
    Prose(
        "Hälso- och sjukvårdsnämnden (HSN) gick 167 mnkr sämre än budget. Överskottet hos RS förklaras av vakanta tjänster och av "
        "att bytet av ekonomisystem flyttades till 2025.",
        "erp",
    ),
    Heading("Personalkostnader", 2),
    TABLES["staff_costs"],
    Prose(
        "Pensionskostnaderna minskade med 88,8 mnkr när inflationen föll tillbaka. De är dock fortfarande högre än 2022.",
        "pensions",
    ),
    Heading("Balansräkning", 2),
    Prose(
        "Balansomslutningen minskade något. Soliditeten uppgick till 21,4 procent, 3,5 procentenheter lägre än året före. Räknas "
        "ansvarsförbindelsen för pensioner intjänade före 1998 in är soliditeten negativ.",
        "solidity",
    ),
    Prose(
        "Regionen äger Ljungmarks Fastighets AB till hundra procent. Bolaget hade vid årsskiftet 312 lägenheter och ett resultat "
        "på 4,7 mnkr.",
        "company",
    ),
    TABLES["balance_sheet"],
    Heading("Redovisningsprinciper", 3),
    Prose(
        "Redovisningen följer lagen om kommunal bokföring och redovisning. Pensioner redovisas enligt blandmodellen. "
        "Komponentavskrivning används för fastigheter anskaffade efter 2014. Inventarier med ett värde över ett halvt "
        "prisbasbelopp och en nyttjandetid på minst tre år aktiveras. Leasingavtal redovisas som operationella. Exploateringsmark "
        "värderas till det lägsta av anskaffningsvärde och verkligt värde.",
    ),
    NewPage(),
)

_OPERATIONS: tuple[Element, ...] = (
    Heading("Verksamheten"),
    Heading("Hälso- och sjukvården", 2),
    TABLES["net_cost_by_area"],
    Prose(
        "Läkemedel är den del av vården som ökar mest. Nya behandlingar av cancer och fetma står för mer än hälften av ökningen. "
        "Psykiatrin öppnade i april en mellanvårdsavdelning med åtta platser, vilket har minskat behovet av vård hos andra "
        "regioner.",
        "drugs",
    ),
    Heading("Folktandvården", 2),
    TABLES["dental"],
    Prose(
        "Väntetiden till en undersökning för vuxna är 19 månader. Kliniken i Stenfors stängdes i maj eftersom den inte kunde "
        "bemannas, och patienterna flyttades till Älvsele.",
        "clinic",
    ),
    Heading("Trafik och kultur", 2),
    Prose(
        "Trafik- och infrastrukturnämnden (TIN) införde nya zoner den 1 september 2024. En vuxen månadsbiljett i en zon kostar "
        "595 kronor. Andelen bussar som drivs med el eller biogas är 58 procent.",
        "ticket",
    ),
    Prose(
        "Kultur- och bildningsnämnden (KBN) fördelade 21,4 mnkr i stöd till det fria kulturlivet. Länsbiblioteket har under året "
        "byggt upp en gemensam katalog för regionens elva kommuner.",
        "grants",
    ),
    Heading("Måluppfyllelse"),
    Prose(
        "Av regionfullmäktiges sex mål är tre uppfyllda, två är inte uppfyllda och ett kunde inte mätas. Leverantörstroheten mäts "
        "nästa gång 2025 eftersom mätverktyget byts ut.",
        "goal_count",
    ),
    TABLES["goals"],
    Heading("Medarbetare"),
    Prose(
        "Vid årets slut hade regionen 6 288 anställda. Den sammanlagda sjukfrånvaron var 7,1 procent. Kvinnor har högre frånvaro "
        "än män i alla åldrar.",
        "sick_total",
    ),
    TABLES["sickness"],
    Prose(
        "Ett program för chefer med stora arbetsgrupper inleddes under hösten. Målet är att ingen chef ska ha fler än 30 direkt "
        "underställda medarbetare vid utgången av 2026.",
        "managers",
    ),
)

ANNUAL = MadeReport(
    name="arsredovisning-2024",
    title="Årsredovisning 2024",
    subtitle="Fastställd av regionfullmäktige den 8 april 2025",
    publisher="Region Ljungmark",
    elements=(*_START, *_ECONOMY, *_OPERATIONS),
    unnumbered=2,
    page_form="{page}",
)
