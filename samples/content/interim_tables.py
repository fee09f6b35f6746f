"""Tables of the interim report."""

from __future__ import annotations

from eval.typeset.elements import Look, NumberStyle, TableElement
from eval.typeset.row_text import text_to_rows

NARROW = NumberStyle(thousands="\u202f", minus="\u2212")
NO_BREAK = NumberStyle(thousands="\u00a0", minus="-")
PLAIN = NumberStyle()

_ALL = (
    TableElement(
        id="result_by_board",
        header=(
            (
                "Verksamhet per nämnd¶(miljoner kro-¶nor)",
                "Utfall ack¶2025",
                "Budget ack¶2025",
                "Avvikelse¶utfall mot¶budget ack¶2025",
                "Utfall ack¶2024",
                "Föränd-¶ring",
            ),
        ),
        rows=text_to_rows(
            """
            Hälso- och sjukvårds-¶nämnden | -3412 | -3284 | -128 | -3305 | -107
            >varav primärvård | -702 | -688 | -14 | -671 | -31
            >varav specialiserad vård | -2380 | -2262 | -118 | -2312 | -68
            Trafik- och infrastruktur-¶nämnden | -318 | -325 | 7 | -301 | -17
            Kultur- och bildningsnämnden | -141 | -143 | 2 | -138 | -3
            Regionstyrelsen | -486 | -502 | 16 | -471 | -15
            Patientnämnden | -3 | -3 | 0 | -3 | 0
            Regionfullmäktige inkl. revision | -14 | -15 | 1 | -13 | -1
            Finansförvaltning | 4310 | 4322 | -12 | 4126 | 184
            *Resultat | -64 | 50 | -114 | -104 | 40
            """
        ),
        unit="mkr",
        look=Look.RULED,
        numbers=PLAIN,
        notes=("Förklaring: summan för 2024 avviker från raderna på grund av avrundning.",),
    ),
    TableElement(
        id="income_statement",
        caption="Resultaträkning, mkr",
        header=(
            (
                "",
                "Utfall¶2025-08",
                "Utfall¶2024-08",
                "Budget¶2025-08",
                "Årsprognos¶2025",
                "Årsbudget¶2025",
                "Bokslut¶2024",
            ),
        ),
        rows=text_to_rows(
            """
            Verksamhetens intäkter | 812.4 | 768.9 | 790.0 | 1221.0 | 1185.0 | 1164.3
            Verksamhetens kostnader | -4978.6 | -4803.2 | -4859.8 | -7490.0 | -7322.0 | -7275.9
            Avskrivningar | -168.2 | -160.5 | -170.0 | -254.0 | -255.0 | -242.8
            *Verksamhetens nettokostnader | -4334.4 | -4194.8 | -4239.8 | -6523.0 | -6392.0 | -6354.4
            Skatteintäkter | 3301.5 | 3148.2 | 3310.0 | 4950.0 | 4965.0 | 4741.6
            Generella statsbidrag och¶utjämning | 1012.7 | 986.4 | 1008.0 | 1520.0 | 1512.0 | 1486.1
            *Verksamhetens resultat | -20.2 | -60.2 | 78.2 | -53.0 | 85.0 | -126.7
            Finansiella intäkter | 18.6 | 14.2 | 16.0 | 27.0 | 24.0 | 21.9
            Finansiella kostnader | -62.4 | -58.4 | -44.2 | -94.0 | -64.0 | -86.2
            *Periodens resultat | -64.0 | -104.4 | 50.0 | -120.0 | 45.0 | -191.0
            """
        ),
        unit="mkr",
        look=Look.HALF_RULED,
        numbers=NO_BREAK,
    ),
    TableElement(
        id="balance",
        caption="Balanskravsutredning i miljoner kronor",
        header=(("", "Prognos 2025", "2024", "2023"),),
        rows=text_to_rows(
            """
            Årets resultat enligt helårsprognos | -120.0 | -191.0 | -43.5
            Reducering av samtliga realisations-¶vinster | -2.1 | - | -1.4
            *Årets balanskravsresultat | -122.1 | -191.0 | -44.9
            Ackumulerat ej återställt negativt balanskravs-¶resultat | -358.0 | -235.9 | -44.9
            """
        ),
        unit="mkr",
        look=Look.HALF_RULED,
        numbers=NumberStyle(minus="\u2013"),
    ),
    TableElement(
        id="debt",
        caption="Skuldförvaltning",
        header=(("", "2025-08-31", "2024-12-31"),),
        rows=text_to_rows(
            """
            Låneskuld, mkr {mkr} | 1150 | 980
            Snittränta senaste 12 mån, % {procent} | 3.12 | 3.46
            Räntebindning, år {år} | 2.2 | 2.5
            Likviditet, mkr {mkr} | 312 | 274
            Checkkredit, mkr {mkr} | 200 | 200
            """
        ),
        look=Look.BARE,
    ),
    TableElement(
        id="investments",
        caption="Investeringsredovisning (tkr)",
        header=(
            ("", "Uppgifter sedan investeringsstart", "<", "<", "Varav årets investeringar", "<", "<"),
            ("", "Beslutad¶totalutgift", "Ack.¶utfall", "Avvikelse", "Budget", "Utfall", "Avvikelse"),
        ),
        rows=text_to_rows(
            """
            *Pågående investeringar | | | | | |
            Fastigheter | 412000 | 188450 | -3500 | 96000 | 61220 | 34780
            Medicinteknisk utrustning | 138500 | 74310 | 2500 | 58000 | 22915 | 35085
            It och digitalisering | 64000 | 41870 | 0 | 21500 | 14060 | 7440
            *Summa pågående | 614500 | 304630 | -1000 | 175500 | 98195 | 77305
            *Beslutade, ej påbörjade | | | | | |
            Ambulanshelikopterplatta | 85000 | - | - | 12000 | 0 | 12000
            Fordon | 9600 | - | - | 9600 | 0 | 9600
            *Summa ej påbörjade | 94600 | - | - | 21600 | 0 | 21600
            *Summa årets investeringar | 709100 | 304630 | -1000 | 197100 | 98195 | 98905
            """
        ),
        unit="tkr",
        look=Look.RULED,
        numbers=PLAIN,
    ),
    TableElement(
        id="elected",
        header=(("Nämnd (i tkr)", "Ack. utfall¶aug 2025", "Ack. budget¶aug 2025", "Avvikelse"),),
        rows=text_to_rows(
            """
            Regionfullmäktige | -6214 | -6950 | 736
            Regionstyrelsen | -4118 | -4020 | -98
            Hälso- och sjukvårdsnämnden | -2346 | -2590 | 244
            Trafik- och infrastrukturnämnden | -1105 | -1180 | 75
            Kultur- och bildningsnämnden | -987 | -1010 | 23
            Patientnämnden | -612 | -650 | 38
            Revisionen | -1240 | -1300 | 60
            *Summa | -16622 | -17700 | 1078
            """
        ),
        unit="tkr",
        look=Look.SHADED,
        numbers=NARROW,
    ),
    TableElement(
        id="care_goals",
        header=(("Mål", "Målvärde¶2025", "Utfall¶aug 2025", "Utfall¶aug 2024"),),
        rows=text_to_rows(
            """
            Förstabesök inom vårdgarantins 90 dagar | Minst 80 % => 80 procent | 68 % => 68 procent | 64 % => 64 procent
            Väntande över 90 dagar till förstabesök | Max 1 500 => 1500 antal | 2 184 * => 2184 antal | 2 460 => 2460 antal
            Telefontillgänglighet i primärvården | Minst 90 % => 90 procent | 87 % => 87 procent | 82 % => 82 procent
            Överbeläggningar per 100 disponibla vård-¶platser | <4,0 => 4.0 antal | 5,6 => 5.6 antal | 6,1 => 6.1 antal
            Oplanerade återinskrivningar inom 30 dagar | <17 % => 17 procent | 15,1% => 15.1 procent | 15,8% => 15.8 procent
            Andel utskrivningsklara patienter | Högst 3 % => 3 procent | - | 4,2 % => 4.2 procent
            """
        ),
        look=Look.HALF_RULED,
        notes=("* Avser juli 2025.",),
    ),
    TableElement(
        id="waiting",
        header=(
            ("Specialitet", "Väntande¶totalt", "varav över¶90 dagar", "Mål,¶högst", "Andel inom¶90 dagar, %"),
        ),
        rows=text_to_rows(
            """
            Allmän kirurgi | 812 | 121 | 100 | 85.1
            Barn- och ungdomsmedicin | 405 | 38 | 60 | 90.6
            Gynekologi | 731 | 164 | 120 | 77.6
            Hud | 906 | 142 | 200 | 84.3
            Hörselvård | 688 | 231 | 150 | 66.4
            Kardiologi | 534 | 97 | 80 | 81.8
            Neurologi | 387 | 105 | 60 | 72.9
            Ortopedi | 1845 | 612 | 400 | 66.8
            Reumatologi | 214 | 19 | 30 | 91.1
            Urologi | 642 | 208 | 120 | 67.6
            Ögon | 1327 | 318 | 250 | 76.0
            Öron, näsa, hals | 827 | 129 | 120 | 84.4
            *Samtliga | 9318 | 2184 | 1690 | 76.6
            """
        ),
        unit="antal",
        column_units=(None, None, None, "procent"),
        look=Look.SHADED,
        split_after=6,
    ),
    TableElement(
        id="agency",
        caption="Kostnad för bemanningsföretag i mkr",
        header=(("", "2025-08", "2024-08", "Förändring", "Helår 2024"),),
        rows=text_to_rows(
            """
            Läkare | 61 | 74 | -13 | 108
            >varav läkare i primärvården | 27 | 31 | -4 | 46
            Sjuksköterskor | 49 | 68 | -19 | 97
            Övriga yrken | 8 | 9 | -1 | 13
            *Summa | 118 | 151 | -33 | 218
            """
        ),
        unit="mkr",
        look=Look.RULED,
    ),
    TableElement(
        id="travel",
        header=(("Antal resor", "Jan–aug 2025", "Jan–aug 2024", "Förändring i %"),),
        rows=text_to_rows(
            """
            Stadsbuss | 2418300 | 2511900 | -3.7
            Regionbuss | 1206450 | 1198020 | 0.7
            Närtrafik | 38215 | 35990 | 6.2
            *Totalt | 3662965 | 3745910 | -2.2
            """
        ),
        unit="antal",
        column_units=(None, None, "procent"),
        look=Look.BARE,
        numbers=NO_BREAK,
    ),
    TableElement(
        id="employees",
        caption="Antal anställda",
        header=(("", "2023-08", "2024-08", "2025-08", "Förändring"),),
        rows=text_to_rows(
            """
            Hälso- och sjukvårds-¶nämnden | 5120 | 5204 | 5151 | -53
            Regionstyrelsen | 812 | 840 | 835 | -5
            Trafik- och infrastruktur-¶nämnden | 96 | 101 | 104 | 3
            Kultur- och bildnings-¶nämnden | 158 | 160 | 157 | -3
            Patientnämnden | 5 | 5 | 5 | 0
            *Totalt | 6191 | 6310 | 6252 | -58
            """
        ),
        unit="antal",
        look=Look.BARE,
    ),
)

TABLES = {table.id: table for table in _ALL}
