"""What the invented municipality counts and pays for."""

from __future__ import annotations

from eval.world.speech import Measured, Name, names

PUBLISHER = "Ekmora kommun"

BOARDS = (
    Name("Kommunstyrelsen", ("kommunstyrelsen", "KS")),
    Name("Barn- och utbildnings-¶nämnden", ("barn- och utbildningsnämnden", "BUN")),
    Name("Socialnämnden", ("socialnämnden", "SN")),
    Name("Samhällsbyggnads-¶nämnden", ("samhällsbyggnadsnämnden", "SBN")),
    Name("Kultur- och fritids-¶nämnden", ("kultur- och fritidsnämnden", "KFN")),
    Name("Miljö- och tillsynsnämnden", ("miljö- och tillsynsnämnden", "MTN")),
    Name("Överförmyndarnämnden", ("överförmyndarnämnden", "ÖFN")),
)

SOCIAL_CARE = (
    Name("Hemtjänst", ("hemtjänsten",)),
    Name("Särskilt boende", ("särskilt boende", "äldreboendena")),
    Name("Funktionsstöd", ("funktionsstödet",)),
    Name("Individ- och familjeomsorg", ("individ- och familjeomsorgen", "IFO")),
    Name("Färdtjänst", ("färdtjänsten",)),
)

SCHOOLS = (
    Name("Förskola", ("förskolan",)),
    Name("Fritidshem", ("fritidshemmen", "fritids")),
    Name("Grundskola", ("grundskolan",)),
    Name("Anpassad grundskola", ("anpassade grundskolan",)),
    Name("Gymnasieskola", ("gymnasieskolan", "gymnasiet")),
    Name("Vuxenutbildning", ("vuxenutbildningen", "komvux")),
)

VOLUMES = (
    Measured("Barn i förskola", "antal", 1100, 1400, 0, ("Hur många barn gick i förskolan {when}?", "antal förskolebarn {when}")),
    Measured("Elever i grundskola", "antal", 2900, 3400, 0, ("Hur många grundskoleelever fanns det {when}?", "Hur många elever gick i grundskolan {when}?")),
    Measured("Elever i gymnasieskola", "antal", 1000, 1300, 0, ("Hur många gymnasieelever hade kommunen {when}?",)),
    Measured("Platser i särskilt boende", "antal", 240, 300, 0, ("Hur många platser i särskilt boende fanns {when}?",)),
    Measured("Beviljade hemtjänst-¶timmar", "timmar", 140000, 170000, 0, ("Hur många hemtjänsttimmar beviljades {when}?", "beviljad hemtjänst i timmar {when}")),
    Measured("Bygglovsansökningar", "antal", 180, 320, 0, ("Hur många sökte bygglov {when}?", "antal bygglovsansökningar {when}?")),
)  # fmt: skip

INDICATORS = (
    Measured("Andel behöriga till gymnasiet", "procent", 78, 92, 0, ("Hur stor andel var behöriga till gymnasiet {when}?", "gymnasiebehörighet {when}?"), "Minst"),
    Measured("Nöjda brukare i hemtjänsten", "procent", 80, 93, 0, ("Hur stor andel av brukarna är nöjda med hemtjänsten {when}?",), "Minst"),
    Measured("Handläggningstid för bygglov, veckor", "veckor", 4, 12, 0, ("Hur lång var handläggningstiden för bygglov {when}?",), "Max"),
    Measured("Andel fossilfria fordon", "procent", 40, 80, 0, ("Hur stor andel av bilarna är fossilfria {when}?", "andel fossilfria fordon {when}"), "Minst"),
    Measured("Sjukfrånvaro bland anställda", "procent", 5, 9, 1, ("Hur hög var sjukfrånvaron i Ekmora {when}?",), "Högst"),
    Measured("Företagsklimat, nöjd-kund-index", "index", 62, 82, 0, ("Vilket nöjd-kund-index fick företagsklimatet {when}?",), "≥"),
)  # fmt: skip

KEY_FIGURES = (
    Measured("Invånare 31 december", "antal", 28000, 29500, 0, ("Hur många invånare hade Ekmora {when}?", "folkmängd i kommunen i slutet av {when}")),
    Measured("Årets resultat, mnkr", "mkr", -35, 70, 1, ("Vad blev årets resultat i Ekmora kommun {when}?",)),
    Measured("Soliditet, %", "procent", 38, 52, 1, ("Vilken soliditet hade kommunen {when}?", "soliditeten {when} för Ekmora?")),
    Measured("Låneskuld, mnkr", "mkr", 400, 720, 0, ("Hur stor var kommunens låneskuld {when}?",)),
    Measured("Lån per invånare, kr", "kr", 15000, 26000, 0, ("Hur mycket lån per invånare hade kommunen {when}?",)),
    Measured("Utdebitering, kr", "kr", 21, 23, 2, ("Vilken skattesats hade Ekmora {when}?", "Hur hög var utdebiteringen {when}?")),
)  # fmt: skip

FEES = (
    Measured("Bygglov för enbostadshus", "kr", 18000, 32000, 0, ("Vad kostar bygglov för en villa {when}?",)),
    Measured("Nybyggnadskarta", "kr", 6000, 11000, 0, ("Vad tar kommunen för en nybyggnadskarta {when}?", "pris nybyggnadskarta {when}")),
    Measured("Båtplats, säsong", "kr", 1800, 4200, 0, ("Vad kostar en båtplats {when}?",)),
    Measured("Matdistribution, per portion", "kr", 58, 84, 0, ("Vad kostar en portion mat från hemtjänsten {when}?",)),
    Measured("Tillfälligt serveringstillstånd", "kr", 2200, 5600, 0, ("Hur mycket kostar ett tillfälligt serveringstillstånd {when}?",)),
)  # fmt: skip

PROJECTS = (
    Name("Ny idrottshall Björkängen", ("idrottshallen Björkängen", "nya idrottshallen")),
    Name("Ombyggnad av Hagaskolan", ("ombyggnaden av Hagaskolan", "Hagaskolan")),
    Name("Vattenledning Tallåsen–¶Kvarnby", ("vattenledningen Tallåsen–Kvarnby",)),
    Name("Gång- och cykelvägar", ("gång- och cykelvägarna",)),
    Name("Gruppbostad Nordängen", ("gruppbostaden Nordängen",)),
)

REPORTED = names(
    ("Enskilda avlopp", "enskilda avlopp"),
    ("Livsmedel", "livsmedel"),
    ("Buller", "buller"),
    ("Nedskräpning", "nedskräpning"),
)

SUPPORT = names(("Idrott", "idrotten"), ("Kultur", "kulturen"), ("Studieförbund", "studieförbunden"))
