"""What the invented region of the archive counts and pays for."""

from __future__ import annotations

from eval.world.speech import Measured, Name

PUBLISHER = "Region Almsjö"

BOARDS = (
    Name("Regionstyrelsen", ("regionstyrelsen", "RS")),
    Name("Vårdnämnden", ("vårdnämnden", "VN")),
    Name("Trafiknämnden", ("trafiknämnden", "TN")),
    Name("Bildningsnämnden", ("bildningsnämnden", "BN")),
    Name("Kultur- och turismnämnden", ("kultur- och turismnämnden", "KTUN")),
    Name("Fastighetsnämnden", ("fastighetsnämnden", "FN")),
    Name("Patientnämnden", ("patientnämnden", "PN")),
)

MEASURES = (
    Measured("Läkarbesök", "antal", 21_000, 44_000, 0, ("Hur många läkarbesök gjordes {when}?", "antal läkarbesök {when}", "Hur många besökte läkare {when}?")),
    Measured("Resor med buss", "antal", 310_000, 720_000, 0, ("Hur många resor gjordes med buss {when}?", "bussresor {when}?", "Hur många åkte buss {when}?")),
    Measured("Anställda", "antal", 3_100, 4_400, 0, ("Hur många anställda hade regionen {when}?", "antal anställda {when}")),
    Measured("Sjukfrånvaro, %", "procent", 4, 9, 1, ("Hur hög var sjukfrånvaron {when}?", "sjukfrånvaron i procent {when}?")),
    Measured("Vårddagar på sjukhus", "antal", 9_000, 19_000, 0, ("Hur många vårddagar på sjukhus blev det {when}?", "vårddagar på sjukhus {when}")),
)  # fmt: skip

KEY_FIGURES = (
    Measured("Soliditet, %", "procent", 12, 38, 1, ("Vilken soliditet hade regionen {when}?", "soliditeten {when}?")),
    Measured("Årets resultat, mkr", "mkr", -140, 190, 1, ("Vad blev årets resultat {when}?", "Hur stort blev regionens resultat {when}?")),
    Measured("Låneskuld, mkr", "mkr", 300, 1_600, 0, ("Hur stor var låneskulden {when}?", "regionens låneskuld {when}")),
    Measured("Invånare 31 december", "antal", 118_000, 131_000, 0, ("Hur många invånare hade regionen {when}?", "folkmängd i slutet av {when}")),
)  # fmt: skip
