"""What the invented agency counts and pays for."""

from __future__ import annotations

from eval.world.speech import Measured, Name

PUBLISHER = "Friluftsinspektionen"

BRANCHES = (
    Name("Tillsyn", ("tillsynen",)),
    Name("Tillståndsprövning", ("tillståndsprövningen",)),
    Name("Bidrag och stöd", ("bidrag och stöd",)),
    Name("Statistik och analys", ("statistik och analys",)),
    Name("Internationellt arbete", ("det internationella arbetet",)),
)

CASES = (
    Name("Badplatser", ("badplatser",)),
    Name("Leder och vindskydd", ("leder och vindskydd",)),
    Name("Camping", ("camping",)),
    Name("Skoter och fyrhjuling", ("skoter och fyrhjuling",)),
    Name("Småbåtshamnar", ("småbåtshamnar",)),
    Name("Klagomål", ("klagomål",)),
)

PROCESSING = (
    Measured("Tillstånd för camping", "dagar", 30, 90, 0, ("Hur lång var handläggningstiden för campingtillstånd {when}?",), "Högst"),
    Measured("Bidrag till leder", "dagar", 45, 120, 0, ("Hur många dagar tog ett ärende om bidrag till leder {when}?", "handläggningstid ledbidrag {when}"), "Högst"),
    Measured("Klagomål, första svar", "dagar", 3, 15, 0, ("Hur snabbt fick den som klagade ett första svar {when}?",), "Högst"),
    Measured("Beslut som ändrats av domstol", "procent", 1, 9, 1, ("Hur stor andel av besluten ändrades i domstol {when}?",), "<"),
    Measured("Digitala ansökningar", "procent", 60, 96, 0, ("Hur stor andel av ansökningarna var digitala {when}?",), "Minst"),
)  # fmt: skip

STAFF_BY_SEX = (
    Name("Chefer", ("chefer",)),
    Name("Inspektörer", ("inspektörer",)),
    Name("Handläggare", ("handläggare",)),
    Name("Stöd och service", ("stöd och service",)),
)

KEY_FIGURES = (
    Measured("Årsarbetskrafter", "antal", 140, 210, 0, ("Hur många årsarbetskrafter hade Friluftsinspektionen {when}?", "antal årsarbetskrafter på inspektionen {when}")),
    Measured("Personalomsättning, %", "procent", 6, 17, 1, ("Hur hög var inspektionens personalomsättning {when}?",)),
    Measured("Lokalyta per anställd, kvm", "kvm", 14, 24, 1, ("Hur stor lokalyta per anställd hade myndigheten {when}?",)),
    Measured("Resor med flyg, antal", "antal", 180, 620, 0, ("Hur många flygresor gjordes i tjänsten {when}?",)),
    Measured("Utsläpp från tjänsteresor, ton", "ton", 20, 90, 1, ("Hur stora var utsläppen från tjänsteresor {when}?",)),
)  # fmt: skip

GRANTS = (
    Name("Leder i fjällen", ("leder i fjällen", "fjällederna")),
    Name("Tillgängliga badplatser", ("tillgängliga badplatser",)),
    Name("Föreningar", ("föreningar",)),
    Name("Skolprojekt", ("skolprojekt",)),
)

REGIONAL_OFFICES = (
    Name("Kontor Nord", ("kontor Nord", "norra kontoret")),
    Name("Kontor Mitt", ("kontor Mitt",)),
    Name("Kontor Väst", ("kontor Väst", "västra kontoret")),
    Name("Kontor Syd", ("kontor Syd", "södra kontoret")),
)

TRAVEL = (
    Measured("Resor med tåg", "antal", 310, 900, 0, ("Hur många tågresor gjordes i tjänsten {when}?",)),
    Measured("Resor med egen bil", "antal", 120, 480, 0, ("Hur många resor gjordes med egen bil {when}?",)),
    Measured(
        "Digitala möten",
        "antal",
        2100,
        6400,
        0,
        ("Hur många digitala möten hölls {when}?", "antal digitala möten {when}"),
    ),
)
