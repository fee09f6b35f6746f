"""Tables of the annual report."""

from __future__ import annotations

from eval.typeset.elements import Look, NumberStyle, TableElement
from eval.typeset.row_text import text_to_rows

DASH = NumberStyle(thousands="\u00a0", minus="\u2013")
PLAIN = NumberStyle()

_ALL = (
    TableElement(
        id="five_years",
        caption="Fem år i sammandrag",
        header=(("", "2024", "2023", "2022", "2021", "2020"),),
        rows=text_to_rows(
            """
            Årets resultat, mnkr {mkr} | -191.0 | -43.5 | 62.3 | 148.7 | 101.2
            Nettokostnadsutveckling, % {procent} | 6.4 | 9.1 | 5.2 | 3.0 | 2.1
            Soliditet, % {procent} | 21.4 | 24.9 | 26.3 | 25.8 | 23.0
            Låneskuld, mnkr {mkr} | 980 | 860 | 780 | 780 | 700
            Nettoinvesteringar, mnkr {mkr} | 236 | 291 | 254 | 198 | 187
            Antal anställda 31 december {antal} | 6288 | 6224 | 6102 | 6037 | 5988
            Invånare 31 december {antal} | 187412 | 188036 | 188190 | 187954 | 187611
            """
        ),
        look=Look.SHADED,
        numbers=DASH,
    ),
    TableElement(
        id="boards",
        header=(("Driftredovisning (mnkr)", "Utfall 2024", "Budget 2024", "Avvikelse", "Utfall 2023"),),
        rows=text_to_rows(
            """
            Hälso- och sjukvårdsnämnden | -5028 | -4861 | -167 | -4702
            Trafik- och infrastrukturnämnden | -462 | -470 | 8 | -431
            Kultur- och bildningsnämnden | -211 | -212 | 1 | -204
            Regionstyrelsen | -718 | -736 | 18 | -689
            Patientnämnden | -5 | -5 | 0 | -4
            Regionfullmäktige inkl. revision | -21 | -22 | 1 | -20
            Finansförvaltning | 6254 | 6263 | -9 | 6006
            *Årets resultat | -191 | -43 | -148 | -44
            """
        ),
        unit="mkr",
        look=Look.BARE,
        numbers=DASH,
    ),
    TableElement(
        id="net_cost_by_area",
        caption="Hälso- och sjukvårdens nettokostnad per område, mnkr",
        header=(("Område", "2024", "2023", "Förändring, %"),),
        rows=text_to_rows(
            """
            Primärvård | 1018 | 957 | 6.4
            Specialiserad somatisk vård | 2874 | 2679 | 7.3
            Psykiatri | 486 | 461 | 5.4
            Tandvård | 142 | 139 | 2.2
            Läkemedel inom förmånen | 508 | 466 | 9.0
            *Summa | 5028 | 4702 | 6.9
            """
        ),
        unit="mkr",
        column_units=(None, None, "procent"),
        look=Look.HALF_RULED,
        numbers=DASH,
    ),
    TableElement(
        id="staff_costs",
        caption="Not 4 Personalkostnader (tkr)",
        header=(("", "2024", "2023"),),
        rows=text_to_rows(
            """
            Löner och arvoden | 2986410 | 2871925
            >varav arvoden till förtroendevalda | 24318 | 23604
            Sociala avgifter | 951077 | 908340
            Pensionskostnader | 612480 | 701255
            Övriga personalkostnader | 38215 | 41090
            *Summa personalkostnader | 4588182 | 4522610
            """
        ),
        unit="tkr",
        look=Look.HALF_RULED,
        numbers=PLAIN,
    ),
    TableElement(
        id="sickness",
        header=(
            ("Sjukfrånvaro i procent", "2024", "<", "2023", "<"),
            ("av ordinarie arbetstid", "Kvinnor", "Män", "Kvinnor", "Män"),
        ),
        rows=text_to_rows(
            """
            29 år och yngre | 7.6 | 4.9 | 8.1 | 5.3
            30–49 år | 7.2 | 4.1 | 7.7 | 4.5
            50 år och äldre | 8.4 | 4.8 | 8.5 | 4.9
            *Samtliga | 7.7 | 4.5 | 8.1 | 4.8
            """
        ),
        unit="procent",
        look=Look.RULED,
    ),
    TableElement(
        id="balance_sheet",
        caption="Balansräkning",
        header=(("Miljoner kronor", "Not", "2024-12-31", "2023-12-31"),),
        rows=text_to_rows(
            """
            *Tillgångar | | |
            Materiella anläggningstillgångar | 9 | 3846.2 | 3859.7
            Finansiella anläggningstillgångar | 10 | 214.8 | 209.3
            Förråd och exploatering | 11 | 58.1 | 54.6
            Kortfristiga fordringar | 12 | 402.7 | 389.9
            Kassa och bank | 13 | 274.0 | 318.5
            *Summa tillgångar | | 4795.8 | 4832.0
            *Eget kapital, avsättningar och skulder | | |
            Eget kapital | 14 | 1026.3 | 1217.3
            Avsättningar för pensioner | 15 | 1588.4 | 1506.8
            Långfristiga skulder | 16 | 980.0 | 860.0
            Kortfristiga skulder | 17 | 1201.1 | 1247.9
            *Summa eget kapital, avsättningar och skulder | | 4795.8 | 4832.0
            """
        ),
        unit="mkr",
        column_units=("notnummer", None, None),
        look=Look.HALF_RULED,
        numbers=DASH,
        split_after=7,
        repeat_header=False,
    ),
    TableElement(
        id="goals",
        header=(("Regionfullmäktiges mål", "Mål 2024", "Utfall 2024", "Utfall 2023", "Bedömning"),),
        rows=text_to_rows(
            """
            Andel kollektivtrafikresenärer som är¶nöjda | ≥ 70 % => 70 procent | 66 % => 66 procent | 69 % => 69 procent | Ej uppfyllt
            Andel ekologiska livsmedel | Minst 45 % => 45 procent | 47 % => 47 procent | 44 % => 44 procent | Uppfyllt
            Klimatutsläpp från tjänsteresor, ton | Högst 900 => 900 ton | 862 => 862 ton | 941 => 941 ton | Uppfyllt
            Personalomsättning | <9 % => 9 procent | 8,9 % => 8.9 procent | 9,8 % => 9.8 procent | Uppfyllt
            Deltagare på folkhögskola, långa kurser | 220 => 220 antal | 209 => 209 antal | 216 => 216 antal | Ej uppfyllt
            Leverantörstrohet mot avtal | 92 % => 92 procent | – | 90 % => 90 procent | Mäts 2025
            """
        ),
        look=Look.RULED,
    ),
    TableElement(
        id="dental",
        caption="Folktandvården",
        header=(("", "2024", "2023", "2022"),),
        rows=text_to_rows(
            """
            Undersökta barn och unga, antal {antal} | 21306 | 20944 | 18215
            Kariesfria sexåringar, % {procent} | 78 | 77 | 77
            Obemannade tandläkartjänster, antal {antal} | 14 | 19 | 11
            Intäkter, tkr {tkr} | 187640 | 179325 | 171480
            """
        ),
        look=Look.BARE,
    ),
)

TABLES = {table.id: table for table in _ALL}
