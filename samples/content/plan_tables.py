"""Tables of the plan with budget."""

from __future__ import annotations

from eval.typeset.elements import Look, NumberStyle, TableElement
from eval.typeset.row_text import text_to_rows

PLAIN = NumberStyle()
POINTS = NumberStyle(thousands=".")
MINUS = NumberStyle(minus="\u2212")

_ALL = (
    TableElement(
        id="frames",
        caption="Budgetramar per nämnd",
        header=(("Nämnd", "Budget¶2025", "Budget¶2026", "Plan¶2027", "Plan¶2028"),),
        rows=text_to_rows(
            """
            Hälso- och sjukvårdsnämnden | 5062.4 | 5241.0 | 5338.5 | 5441.2
            Trafik- och infrastrukturnämnden | 488.0 | 501.3 | 512.6 | 524.9
            Kultur- och bildningsnämnden | 218.5 | 223.0 | 227.4 | 232.1
            Regionstyrelsen | 752.3 | 741.8 | 748.0 | 760.5
            Patientnämnden | 5.2 | 5.4 | 5.5 | 5.6
            Regionfullmäktige inkl. revision | 22.6 | 27.3 | 24.1 | 24.7
            *Summa ramar | 6549.0 | 6739.8 | 6856.1 | 6989.0
            """
        ),
        unit="mkr",
        look=Look.RULED,
        numbers=PLAIN,
    ),
    TableElement(
        id="result_budget",
        caption="Resultatbudget",
        header=(("", "Budget 2025", "Budget 2026", "Plan 2027", "Plan 2028"),),
        rows=text_to_rows(
            """
            Verksamhetens nettokostnader | -6392 | -6590 | -6684 | -6801
            Skatteintäkter | 4965 | 5138 | 5327 | 5519
            Statsbidrag och utjämning | 1512 | 1563 | 1571 | 1584
            Finansnetto | -40 | -62 | -58 | -51
            *Årets resultat | 45 | 49 | 156 | 251
            """
        ),
        unit="mkr",
        look=Look.SHADED,
        numbers=MINUS,
    ),
    TableElement(
        id="investments",
        header=(("Investeringsbudget, tkr", "2026", "2027", "2028", "Summa"),),
        rows=text_to_rows(
            """
            Sjukhuset i Ljungstrand, teknik-¶byggnad | 92000 | 64000 | 18000 | 174000
            Vårdcentraler | 31500 | 28000 | 40500 | 100000
            Medicinteknisk utrustning | 66000 | 58000 | 55000 | 179000
            It och digitalisering | 24000 | 21000 | 19500 | 64500
            Bussdepå Stenfors | - | 12500 | 47500 | 60000
            Solceller och energi | 8400 | 8400 | 0 | 16800
            *Totalt | 221900 | 191900 | 180500 | 594300
            """
        ),
        unit="tkr",
        look=Look.HALF_RULED,
        numbers=POINTS,
    ),
    TableElement(
        id="financial_goals",
        header=(("Finansiella mål", "Målvärde¶2026", "Målvärde¶2028"),),
        rows=text_to_rows(
            """
            Resultat i procent av skatter och bidrag | Minst 0,7 % => 0.7 procent | Minst 2 % => 2 procent
            Nettokostnadsutveckling | Högst 3,1 % => 3.1 procent | Högst 1,8 % => 1.8 procent
            Soliditet | >19 % => 19 procent | >22 % => 22 procent
            Självfinansieringsgrad av investeringar | Minst 60 % => 60 procent | Minst 85 % => 85 procent
            """
        ),
        look=Look.RULED,
    ),
    TableElement(
        id="fees",
        caption="Avgifter från 1 januari 2026",
        header=(("Avgift", "2025", "2026"),),
        rows=text_to_rows(
            """
            Läkarbesök på vårdcentral | 220 kr => 220 kr | 250 kr => 250 kr
            Besök på akutmottagning | 400 kr => 400 kr | 450 kr => 450 kr
            Vårddag på sjukhus | 120 kr => 120 kr | 130 kr => 130 kr
            Uteblivet besök | 300 kr => 300 kr | 400 kr => 400 kr
            Månadsbiljett vuxen, en zon | 595 kr => 595 kr | 620 kr => 620 kr
            Besök hos patientnämnden | 0 | 0
            """
        ),
        look=Look.BARE,
    ),
    TableElement(
        id="savings",
        caption="Åtgärdsprogrammet, beräknad effekt (mkr)",
        header=(("Åtgärd", "2025", "2026", "2027", "Totalt"),),
        rows=text_to_rows(
            """
            Färre vårdplatser hos andra regioner | 6.5 | 14.0 | 9.5 | 30.0
            Minskad inhyrning | 22.0 | 28.0 | 10.0 | 60.0
            Administration och lokaler | 8.0 | 21.5 | 15.5 | 45.0
            Läkemedel, byte till likvärdiga preparat | 4.5 | 12.0 | 13.5 | 30.0
            Tvätt, kost och transporter | 2.0 | 9.0 | 9.0 | 20.0
            *Summa | 43.0 | 84.5 | 57.5 | 185.0
            """
        ),
        unit="mkr",
        look=Look.HALF_RULED,
    ),
    TableElement(
        id="assumptions",
        header=(("Förutsättningar, procent", "2025", "2026", "2027", "2028"),),
        rows=text_to_rows(
            """
            Skatteunderlagets utveckling | 4.4 | 3.6 | 4.1 | 3.9
            Regionprisindex | 2.7 | 2.4 | 2.6 | 2.8
            Löneökningar | 3.4 | 3.1 | 3.0 | 3.0
            Befolkningsförändring | -0.3 | -0.4 | -0.2 | -0.1
            """
        ),
        unit="procent",
        look=Look.HALF_RULED,
        numbers=MINUS,
    ),
    TableElement(
        id="indicators",
        header=(
            ("", "Målvärde", "<", "<"),
            ("Nyckeltal per nämnd", "2026", "2027", "2028"),
        ),
        rows=text_to_rows(
            """
            *Hälso- och sjukvårdsnämnden | | |
            Förstabesök inom 90 dagar | Minst 85 % => 85 procent | Minst 87 % => 87 procent | Minst 90 % => 90 procent
            Andel listade med fast läkarkontakt | Minst 55 % => 55 procent | Minst 65 % => 65 procent | Minst 75 % => 75 procent
            *Trafik- och infrastrukturnämnden | | |
            Resor per invånare | 30 => 30 antal | 31 => 31 antal | 33 => 33 antal
            Punktlighet i regionbusstrafiken | 88 % => 88 procent | 90 % => 90 procent | 92 % => 92 procent
            *Kultur- och bildningsnämnden | | |
            Deltagare på folkhögskola | 230 => 230 antal | 240 => 240 antal | 240 => 240 antal
            *Regionstyrelsen | | |
            Sjukfrånvaro | Max 6,5 % => 6.5 procent | Max 6,2 % => 6.2 procent | Max 6,0 % => 6.0 procent
            Energianvändning, kWh/m² | 172 => 172 kWh/m2 | 168 => 168 kWh/m2 | 165 => 165 kWh/m2
            """
        ),
        look=Look.SHADED,
        split_after=6,
    ),
)

TABLES = {table.id: table for table in _ALL}
