"""Questions across the reports of a world: ambiguous ones, and near misses that nothing answers."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from eval.cases import CaseType
from eval.typeset.asks import Ask, At
from eval.world import agency_rows as agency
from eval.world import association_rows as association
from eval.world import municipality_rows as municipality
from eval.world.reports import WorldReport
from eval.world.speech import Measured, Name, genitive

STRANGERS = (
    "Borås Stad",
    "Region Halland",
    "Naturvårdsverket",
    "Kalmar kommun",
    "Södertörns brandförsvarsförbund",
)
ABSENT = (
    "Vad kostade valet till kyrkofullmäktige i Ekmora?",
    "Hur många hästar finns det i kommunen?",
    "vad tjänar kommundirektören",
    "Hur stor andel av invånarna röstade i senaste valet?",
    "Vad har kommunen betalat i konsultarvoden för simhallen?",
    "Hur många älgar sköts i Ekmora 2022?",
    "Vad kostar ett bibliotekskort?",
    "Hur många anmälningar om mobbning kom in 2023?",
    "Vad är förbundets aktiekapital?",
    "hur många brandbilar är eldrivna",
    "Vilken bruttolön har generaldirektören?",
    "Hur många JO-anmälningar fick Friluftsinspektionen?",
    "Hur mycket vindkraft producerades 2022?",
    "Vad blev elpriset per kWh för äldreboendena 2023?",
    "När invigs den nya järnvägsstationen?",
    "Vem ritade kommunhuset?",
    # near misses: the figure is there for another body, column or year
    "Vad är helårsprognosen för hemtjänsten 2023?",
    "Vilken soliditet hade kommunalförbundet 2022?",
    "Hur hög var sjukfrånvaron på Friluftsinspektionen 2022?",
    "Vad kostade bygglov för en villa 2021?",
    "Vilket mål fanns för insamlat restavfall 2022?",
    "Hur många badplatser finns det i Ekmora?",
    "Vad är helårsprognosen för kontor Syd 2023?",
    "Hur många kvinnor var handläggare 2018?",
)
YEARS_WITHOUT_REPORTS = (2015, 2016, 2028, 2030)


def ambiguous_asks(rng: Random, reports: Sequence[WorldReport]) -> list[Ask]:
    """Questions that leave out the time: the newest report's figure, or an older one's, is right."""
    wordings = (
        "Hur stor är budgetavvikelsen för {row}?",
        "vad är {rows} avvikelse mot budget",
        "Vilken avvikelse mot budget har {row}?",
    )
    newest_first = sorted(
        (each.report for each in reports), key=lambda report: report.title[-4:], reverse=True
    )
    asks = []
    for name in (
        *association.UNITS[:4],
        *agency.BRANCHES[:3],
        *agency.REGIONAL_OFFICES[:2],
        *municipality.BOARDS[:3],
    ):
        cells = [
            At(report.name, table.id, fact.row, fact.column)
            for report in newest_first
            for table in report.tables()
            for fact in table.facts()
            if fact.row == name.plain and "avvikelse" in fact.column.lower()
        ]
        if len(cells) < 2:
            continue
        row = rng.choice(name.spoken)
        question = rng.choice(wordings).format(row=row, rows=genitive(row))
        others = tuple((cell, "annan period") for cell in cells[1:])
        asks.append(Ask(CaseType.AMBIGUOUS, question, (cells[0],), other_readings=others))
    return asks


def unanswerable_asks(rng: Random) -> list[Ask]:
    """Another year, another body, or a figure that is not there."""
    questions = list(ABSENT)
    for rows in (municipality.KEY_FIGURES, association.CALLS, agency.KEY_FIGURES, association.WASTE):
        row: Measured = rng.choice(rows)
        questions.append(rng.choice(row.questions).format(when=rng.choice(YEARS_WITHOUT_REPORTS)))
    boards: Sequence[Name] = municipality.BOARDS
    for stranger in STRANGERS:
        questions.append(f"Vad blev resultatet för {stranger} 2022?")
    name, other = rng.sample(list(boards), 2)
    questions.append(f"Hur stor ram får {name.spoken[0]} {rng.choice(YEARS_WITHOUT_REPORTS[2:])}?")
    questions.append(f"Hur många anställda har {other.spoken[0]}?")
    questions.append(f"Vad var {genitive(name.spoken[0])} budgetavvikelse i augusti 2021?")
    return [Ask(CaseType.UNANSWERABLE, question) for question in questions]
