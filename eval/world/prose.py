"""Facts in running text, drawn at random, each with the questions that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from eval.cases import CaseType
from eval.typeset.asks import Ask, Said
from eval.typeset.elements import Prose

PEOPLE = (
    "Maj-Britt Ågren",
    "Tobias Ekelund",
    "Shirin Azadi",
    "Göran Malmlöf",
    "Elsa Nyberg",
    "Amir Haddad",
    "Ylva Stråhle",
)
MONTHS = ("januari", "mars", "april", "maj", "juni", "september", "oktober", "november")
CAUSES = ("en översvämning", "fukt i bottenplattan", "brist på behörig personal", "en överklagad upphandling", "ett strömavbrott", "försenade leveranser")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence or two with blanks, and questions about one of the blanks."""

    text: str
    questions: tuple[str, ...]
    blank: str
    """Name of the blank that is asked for: person, day, cause, or n, a number."""
    unit: str | None = None
    low: int = 0
    high: int = 0


MUNICIPALITY: tuple[Telling, ...] = (
    Telling("{person} utsågs i {month} till ny skolchef och tillträder den 1 augusti.", ("Vem blir ny skolchef?", "vem har utsetts till skolchef i Ekmora"), "person"),
    Telling("Simhallen hölls stängd i sju veckor. Stängningen berodde på {cause}, och badet öppnade igen den 2 oktober.", ("Varför var simhallen stängd?", "Vad var orsaken till att badet stängde?"), "cause"),
    Telling("Kommunen tog emot {n} skyddsbehövande från Ukraina, färre än de som Migrationsverket hade anvisat.", ("Hur många från Ukraina tog kommunen emot?",), "n", "antal", 41, 160),
    Telling("Detaljplanen för Norra hamnen vann laga kraft den {day}. Den ger plats för bostäder, kontor och en park.", ("När vann detaljplanen för Norra hamnen laga kraft?", "vilket datum blev planen för norra hamnen klar"), "day"),
    Telling("Vitesbeloppet för sen leverans av de nya skolbussarna blev {n} tkr och har betalats av entreprenören.", ("Hur stort vite fick bussentreprenören betala?",), "n", "tkr", 110, 990),
    Telling("Äldreboendet Solbacken byggs om i etapper. Inflyttningen skjuts upp på grund av {cause}.", ("Varför försenas inflyttningen till Solbacken?", "Vad beror förseningen av Solbacken på?"), "cause"),
    Telling("Kommunens jurist {person} har lett översynen av delegationsordningen, som fullmäktige väntas anta under hösten.", ("Vem ledde översynen av delegationsordningen?",), "person"),
    Telling("Försäljningen av tomtmark gav {n} mkr, främst från kvarteret Lärkan.", ("Vad gav markförsäljningen?", "hur mycket fick vi in på att sälja tomter"), "n", "mkr", 5, 40),
)  # fmt: skip

ASSOCIATION: tuple[Telling, ...] = (
    Telling("{person} valdes den {day} till direktionens ordförande efter att företrädaren avgått.", ("Vem är ordförande i direktionen?", "vem valdes att leda direktionen"), "person"),
    Telling("Återvinningscentralen i Malmbro stängdes under sommaren. Orsaken var {cause}.", ("Varför stängdes återvinningscentralen i Malmbro?",), "cause"),
    Telling("Förbundet har {n} rökdykare som klarat årets hälsotest och söker fler i Tallhyttan.", ("Hur många rökdykare har klarat hälsotestet?", "antal godkända rökdykare"), "n", "antal", 60, 120),
    Telling("Det nya samverkansavtalet om ledningscentral börjar gälla den {day}.", ("När börjar avtalet om ledningscentral gälla?",), "day"),
    Telling("En ny stegbil beställdes för {n} tkr. Den ersätter en bil från 1998.", ("Vad kostar den nya stegbilen?", "hur dyr blev stegbilen"), "n", "tkr", 6100, 9900),
    Telling("Projektledaren {person} har kartlagt var matavfallet sorteras sämst. Resultatet används i utskick till flerbostadshus.", ("Vem kartlade sorteringen av matavfall?",), "person"),
)  # fmt: skip

AGENCY: tuple[Telling, ...] = (
    Telling("Regeringen utsåg den {day} {person} till ny generaldirektör.", ("Vem är ny generaldirektör på Friluftsinspektionen?", "vem utsåg regeringen till gd"), "person"),
    Telling("Flytten av kontoret i syd försenades. Förklaringen är {cause}.", ("Vad förklarar att kontorsflytten försenades?", "Varför blev flytten av södra kontoret sen?"), "cause"),
    Telling("Inspektionen utfärdade {n} förelägganden med vite, de flesta mot anläggningar utan livräddningsutrustning.", ("Hur många förelägganden med vite utfärdades?",), "n", "antal", 21, 95),
    Telling("Den nya e-tjänsten för ansökningar öppnades den {day}.", ("När öppnade den nya e-tjänsten?",), "day"),
    Telling("Utvecklingen av e-tjänsten har kostat {n} tkr, vilket är lägre än beräknat.", ("Vad har utvecklingen av e-tjänsten kostat?",), "n", "tkr", 2100, 8800),
    Telling("Enheten för skyddad natur leds sedan årsskiftet av {person}.", ("Vem leder enheten för skyddad natur?",), "person"),
)  # fmt: skip

FILLERS = (
    "Arbetet följer den plan som beslutades föregående år. Uppföljning sker löpande i dialog med berörda verksamheter och redovisas "
    "i de ordinarie rapporterna.",
    "Omvärlden präglas av osäkerhet. Höga priser på energi, material och livsmedel påverkar flera delar av verksamheten, även om "
    "takten i ökningarna har avtagit.",
    "Kompetensförsörjningen är fortsatt en utmaning. Flera insatser pågår för att behålla erfarna medarbetare och för att korta "
    "introduktionen för nyanställda.",
    "Digitaliseringen fortsätter. Under perioden har rutiner förenklats och fler ärenden kan nu skötas på webben, vilket uppskattas "
    "av dem vi är till för.",
)


def tellings_to_prose(
    rng: Random, report: str, tellings: Sequence[Telling], years: Sequence[int]
) -> tuple[list[Prose], list[Ask]]:
    """Paragraphs of a report with their questions; more than half of the questions come in each of their wordings."""
    paragraphs, asks = [], []
    for number, telling in enumerate(tellings):
        mark = f"fact{number}"
        count = rng.randint(telling.low, telling.high)
        blanks = {
            "person": rng.choice(PEOPLE),
            "month": rng.choice(MONTHS),
            "cause": rng.choice(CAUSES),
            "day": f"{rng.randint(2, 28)} {rng.choice(MONTHS)} {rng.choice(years)}",
            "n": f"{count:,}".replace(",", " "),
        }
        filler = rng.choice(FILLERS)
        paragraphs.append(Prose(f"{telling.text.format(**blanks)} {filler}", mark))
        wordings = telling.questions if rng.random() < 0.6 else telling.questions[:1]
        for question in wordings:
            asks.append(_ask(telling, question, Said(report, mark), blanks[telling.blank], count))
    return paragraphs, asks


def _ask(telling: Telling, question: str, said: Said, wanted: str, count: int) -> Ask:
    if telling.blank != "n":
        return Ask(CaseType.TEXT, question, prose=said, must_contain=(wanted,))
    digits = tuple(dict.fromkeys((wanted, str(count))))
    return Ask(
        CaseType.LOOKUP_TEXT,
        question,
        prose=said,
        value=Decimal(count),
        unit=telling.unit,
        must_contain=("|".join(digits),),
    )
