"""What the invented association of municipalities counts and pays for."""

from __future__ import annotations

from eval.world.speech import Measured, Name, names

PUBLISHER = "Kommunalförbundet Tre Åar"

UNITS = (
    Name("Räddningstjänst", ("räddningstjänsten",)),
    Name("Förebyggande arbete", ("det förebyggande arbetet",)),
    Name("Insamling av avfall", ("avfallsinsamlingen", "insamlingen av avfall")),
    Name("Återvinningscentraler", ("återvinningscentralerna", "ÅVC")),
    Name("Slam och latrin", ("slam och latrin",)),
    Name("Förbundskansli", ("förbundskansliet", "kansliet")),
)

MEMBERS = (
    Name("Ekmora", ("Ekmora",)),
    Name("Tallhyttan", ("Tallhyttan",)),
    Name("Vrångsele", ("Vrångsele",)),
    Name("Malmbro", ("Malmbro",)),
)

CALLS = (
    Measured("Brand i byggnad", "antal", 40, 120, 0, ("Hur många bränder i byggnader ryckte man ut på {when}?", "antal byggnadsbränder {when}")),
    Measured("Brand i skog eller mark", "antal", 25, 140, 0, ("Hur många skogs- och markbränder var det {when}?",)),
    Measured("Trafikolycka", "antal", 150, 260, 0, ("Hur många trafikolyckor larmades räddningstjänsten till {when}?", "trafikolyckor {when}?")),
    Measured("Drunkning eller tillbud", "antal", 4, 19, 0, ("Hur många drunkningslarm kom {when}?",)),
    Measured("Automatiskt brandlarm utan brand", "antal", 380, 560, 0, ("Hur många automatlarm utan brand hade förbundet {when}?",)),
)  # fmt: skip

WASTE = (
    Measured("Restavfall", "ton", 7000, 9800, 0, ("Hur många ton restavfall samlades in {when}?", "mängd restavfall {when}")),
    Measured("Matavfall", "ton", 2300, 3600, 0, ("Hur mycket matavfall samlades in {when}?",)),
    Measured("Pappersförpackningar", "ton", 1100, 1900, 0, ("Hur mycket pappersförpackningar samlades in {when}?",)),
    Measured("Trädgårdsavfall", "ton", 1800, 3400, 0, ("Hur många ton trädgårdsavfall lämnades {when}?",)),
    Measured("Farligt avfall", "ton", 260, 480, 0, ("Hur många ton farligt avfall tog förbundet emot {when}?",)),
)  # fmt: skip

INDICATORS = (
    Measured("Framkomsttid, medianminuter", "minuter", 9, 15, 1, ("Vad var framkomsttiden i median {when}?", "Hur lång var räddningstjänstens framkomsttid {when}?"), "Max"),
    Measured("Utsorterat matavfall, andel", "procent", 40, 66, 0, ("Hur stor andel av matavfallet sorteras ut {when}?",), "Minst"),
    Measured("Nöjda besökare på ÅVC", "procent", 76, 94, 0, ("Hur stor andel av besökarna på ÅVC är nöjda {when}?",), "Minst"),
    Measured("Missade hämtningar per 10 000", "antal", 4, 18, 0, ("Hur många missade hämtningar per 10 000 hade förbundet {when}?",), "<"),
    Measured("Tillsynsbesök", "antal", 110, 240, 0, ("Hur många tillsynsbesök gjordes {when}?",), "Minst"),
)  # fmt: skip

TARIFFS = (
    Measured("Kärl 140 liter, villa", "kr", 1200, 2400, 0, ("Vad kostar ett 140-literskärl för villa {when}?",)),
    Measured("Kärl 240 liter, villa", "kr", 1900, 3600, 0, ("Vad är taxan för 240 liters kärl {when}?",)),
    Measured("Fritidshus, säsong", "kr", 900, 1600, 0, ("Vad betalar man för sophämtning vid fritidshus {when}?", "avfallstaxa fritidshus {when}")),
    Measured("Slamtömning, normal brunn", "kr", 1100, 2100, 0, ("Vad kostar slamtömning av en normal brunn {when}?",)),
)  # fmt: skip

STATIONS = (
    Name("Centralstationen", ("centralstationen",)),
    Name("Station Väst", ("station Väst",)),
    Name("Station Malmbro", ("stationen i Malmbro",)),
    Name("Värn Tallhyttan", ("värnet i Tallhyttan",)),
)

FIREFIGHTERS = names(
    ("Heltid dag", "heltidsbrandmän på dagtid"),
    ("Heltid skift", "skiftgående heltidsbrandmän"),
    ("Deltid", "deltidsbrandmän"),
    ("Värn", "värnbrandmän"),
)

COURSES = names(
    ("Brandskydd för privatpersoner", "brandskydd"),
    ("Hjärt- och lungräddning", "hjärt- och lungräddning"),
    ("Heta arbeten", "heta arbeten"),
)

REBUILDS = names(
    ("Ombyggnad centralstationen", "ombyggnaden av centralstationen"),
    ("Ny vagnhall station Väst", "vagnhallen på station Väst"),
    ("Omklädning station Malmbro", "omklädningsrummen i Malmbro"),
    ("Övningsfält Vrångsele", "övningsfältet i Vrångsele"),
)
