"""Why an answer is what it is, in plain Swedish: how the question was read, what was weighed, why the winner won."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.answer import Answer, AnswerKind, Candidate, Explanation
from service.citing import cite_cell, column_name, row_name
from service.number_readings import ENOUGH_COVER, NumberReadings, is_enough, kind_is_wrong, word_is_missing
from service.passage_answer import PassageReading
from service.prose import cite_sentence
from service.prose_numbers import ProseReading
from service.question import Operation, Quantity, Question, Want
from service.reading import CellReading
from service.report_choice import ReportChoice
from service.sentence_worth import WEIGHTS
from service.swedish_format import format_amount, format_period, odds_in_words
from service.wording import shortened

CANDIDATES_SHOWN = 10
TELLING_DIFFERENCE = 0.05
"""Parts of two scores that differ by less did not decide; a word in a caption instead of a label makes 0.1."""
REASONS_GIVEN = 2

PART_NAMES = {
    "ord": "frågans ord",
    "rad": "radens namn",
    "nära": "avståndet mellan talet och orden",
    "nämnd": "nämnden",
    "period": "tiden",
    "slag": "slaget av siffra",
    "enhet": "enheten",
    "del": "en annan del av verksamheten",
    "helhet": "helheten före delen",
    "totalt": "raden för totalen, som frågan nämner",
    "per": "ett tal per något, som frågan inte gäller",
    "rapport": "rapporten för just den tiden",
    "början": "årets början, som frågan inte gäller",
    "noll": "noll, som sällan är svaret",
    "löptext": "löpande text i stället för tabell",
    "övrigt": "plats och sammanhang",
}
"""What each part of a score weighs; a part that is missing here is shown by its own name."""

_WANTS = {
    Want.NUMBER: "ett tal",
    Want.REASON: "en orsak",
    Want.PERSON: "en person",
    Want.TIME: "en tidpunkt",
    Want.YES_NO: "ja eller nej",
    Want.LIST: "en uppräkning",
    Want.TEXT: "ett svar i ord",
    Want.EITHER: "ett tal eller ett svar i ord",
}
_MAY_BE_NUMBER = (Want.NUMBER, Want.EITHER)
_OPERATIONS = {
    Operation.DIFFERENCE: "en skillnad mellan två tal",
    Operation.CHANGE_PERCENT: "en förändring i procent",
    Operation.SHARE: "en andel av en helhet",
    Operation.SUM: "en summa",
    Operation.MEAN: "ett medelvärde",
    Operation.HIGHEST: "den som har störst värde",
    Operation.LOWEST: "den som har minst värde",
    Operation.TARGET_GAP: "avståndet till målet",
    Operation.TARGET_REACHED: "om målet är nått",
}
_QUANTITIES = {
    Quantity.MONEY: "pengar",
    Quantity.SHARE: "andel",
    Quantity.COUNT: "antal",
    Quantity.TIME: "tid",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What led to an answer: the readings of the question's figure and the sentences, best first."""

    answer: Answer
    found: NumberReadings | None = None
    passages: Sequence[PassageReading] = ()


def explain(question: Question, weighed: Weighed, reports: ReportChoice) -> Explanation:
    """The reading of the question, the best candidates and the reason for the choice."""
    return Explanation(
        reading=tuple(question_to_rows(question, reports)),
        candidates=tuple(_candidates(weighed)),
        why=" ".join([*_why(question, weighed), *_how_sure(weighed.answer)]),
    )


def question_to_rows(question: Question, reports: ReportChoice) -> Iterator[tuple[str, str]]:
    """Heading and text of each thing that the question was found to say."""
    calculated = _OPERATIONS.get(question.operation) if question.want in _MAY_BE_NUMBER else None
    yield "Söker", calculated or _WANTS[question.want]
    if question.words or question.weak_words:
        yield "Handlar om", ", ".join((*question.words, *question.weak_words))
    if question.inherited:
        yield "Från frågorna innan", ", ".join(question.inherited)
    if question.kinds:
        yield "Slag av siffra", ", ".join(kind.value for kind in question.kinds)
    elif question.want in _MAY_BE_NUMBER:
        yield "Slag av siffra", "utfall (frågan nämner inget slag)"
    if question.bodies:
        yield "Nämnd", ", ".join(question.bodies)
    yield "Tid", _time_text(question, reports)
    if question.unit:
        yield "Svar i", question.unit
    elif question.quantities:
        yield "Sorts tal", ", ".join(_QUANTITIES[one] for one in question.quantities)
    if question.report is not None:
        yield "Rapport", question.report.words
    if question.publishers:
        yield "Organisation", ", ".join(question.publishers)
    if question.strangers:
        yield "Saknar rapport", ", ".join(question.strangers)


def _time_text(question: Question, reports: ReportChoice) -> str:
    if question.periods:
        return ", ".join(format_period(asked.period) for asked in question.periods)
    latest = f" ({format_period(reports.latest)})" if reports.latest else ""
    return f"den senaste uppgiften{latest}, eftersom frågan inte nämner någon tid"


def _candidates(weighed: Weighed) -> list[Candidate]:
    """The figures that were weighed, or the sentences where the answer is one."""
    if weighed.found is None or weighed.answer.kind is AnswerKind.PASSAGE:
        return [
            _sentence_candidate(one, chosen=number == 0 and weighed.answer.kind is AnswerKind.PASSAGE)
            for number, one in enumerate(weighed.passages[:CANDIDATES_SHOWN])
        ]
    winner = winner_of(weighed)
    return [_figure_candidate(one, chosen=one is winner) for one in _ranked(weighed.found)[:CANDIDATES_SHOWN]]


def winner_of(weighed: Weighed) -> CellReading | ProseReading | None:
    """The reading that a stated figure was read from; None for a refusal, a calculation or words."""
    found, value = weighed.found, weighed.answer.value
    if found is None or value is None or weighed.answer.kind is not AnswerKind.VALUE:
        return None
    best = found.best
    if best is None or best.unit != value.unit or best.number == value.number:
        return best
    # A printed share may go before a better reading of another kind.
    return next((one for one in _ranked(found) if (one.number, one.unit) == (value.number, value.unit)), best)


def _ranked(found: NumberReadings) -> list[CellReading | ProseReading]:
    readings: list[CellReading | ProseReading] = [*found.cells, *found.prose]
    return sorted(readings, key=lambda reading: -reading.score)


def _figure_candidate(reading: CellReading | ProseReading, *, chosen: bool) -> Candidate:
    if isinstance(reading, CellReading):
        citation = cite_cell(reading.row, reading.cell)
        label = f"{row_name(reading.cell)} × {column_name(reading.cell)}"
    else:
        citation = cite_sentence(reading.sentence)
        label = shortened(reading.sentence.text)
    return Candidate(
        label=label,
        value=format_amount(reading.number, reading.unit),
        source=citation.source,
        page=citation.page,
        score=round(reading.score, 3),
        parts=tuple((name, round(part, 3)) for name, part in reading.parts.items()),
        chosen=chosen,
    )


def _sentence_candidate(reading: PassageReading, *, chosen: bool) -> Candidate:
    citation = cite_sentence(reading.chosen)
    words = WEIGHTS.cover * reading.cover
    return Candidate(
        label=shortened(reading.chosen.text),
        value="",
        source=citation.source,
        page=citation.page,
        score=round(reading.score, 3),
        parts=(("ord", round(words, 3)), ("övrigt", round(reading.score - words, 3))),
        chosen=chosen,
    )


def _why(question: Question, weighed: Weighed) -> Iterator[str]:
    match weighed.answer.kind:
        case AnswerKind.VALUE:
            yield from _why_value(weighed)
        case AnswerKind.COMPUTED:
            wanted = _OPERATIONS.get(question.operation, "ett tal som ingen cell visar")
            yield f"Frågan söker {wanted}, så svaret är uträknat ur tabellernas celler."
        case AnswerKind.PASSAGE:
            yield from _why_passage(question, weighed)
        case AnswerKind.NOT_FOUND:
            yield _why_nothing(question, weighed)


def _how_sure(answer: Answer) -> Iterator[str]:
    if answer.kind is not AnswerKind.NOT_FOUND and answer.evidence is not None:
        yield f"Av svar med så mycket stöd har {odds_in_words(answer.confidence)} visat sig rätta."


def _why_value(weighed: Weighed) -> Iterator[str]:
    winner = winner_of(weighed)
    if winner is None or weighed.found is None:
        return
    if isinstance(winner, CellReading) and winner.meant:
        yield "Raden säger det med andra ord än frågan, men betyder enligt språkmodellen för sökningen detsamma."
    others = [one for one in _ranked(weighed.found) if (one.number, one.unit) != (winner.number, winner.unit)]
    if not others:
        yield "Ingen annan läsning av frågan ger ett annat tal."
        return
    best = others[0]
    told = f"”{_short_label(best)}” ({format_amount(best.number, best.unit)})"
    if best.score > winner.score:
        yield f"Fler poäng har {told}, men den räcker inte som svar: {_lack(best)}."
        enough = [one for one in others if is_enough(one)]
        if not enough:
            yield "Ingen annan läsning räcker som svar."
            return
        best = enough[0]
        told = f"”{_short_label(best)}” ({format_amount(best.number, best.unit)})"
    yield f"Närmast efter kommer {told}."
    yield _difference(winner, best)


def _short_label(reading: CellReading | ProseReading) -> str:
    if isinstance(reading, CellReading):
        return f"{shortened(row_name(reading.cell))}, {column_name(reading.cell)}"
    return shortened(reading.sentence.text)


def _difference(winner: CellReading | ProseReading, other: CellReading | ProseReading) -> str:
    """The parts by which one reading beats another, greatest first."""
    names = dict.fromkeys((*winner.parts, *other.parts))
    gains = {name: winner.parts.get(name, 0.0) - other.parts.get(name, 0.0) for name in names}
    telling = sorted(
        (name for name in gains if gains[name] > TELLING_DIFFERENCE), key=lambda name: -gains[name]
    )
    if not telling:
        return "De två är lika bra; valet föll på den som står först."
    parts = [f"{PART_NAMES.get(name, name)} ({_points(gains[name])})" for name in telling[:REASONS_GIVEN]]
    return f"Svaret vann på {' och '.join(parts)}."


def _points(number: float) -> str:
    """Points gained, with a decimal comma.

    >>> _points(1.25)
    '1,2 poäng mer'
    """
    return f"{number:.1f} poäng mer".replace(".", ",")


def _lack(reading: CellReading | ProseReading) -> str:
    """Why a reading is not enough of an answer."""
    if reading.unsaid:
        return f"inget där gäller ”{reading.unsaid}”"
    if isinstance(reading, CellReading):
        if kind_is_wrong(reading):
            return "den är av ett annat slag än det som frågan gäller"
        if word_is_missing(reading):
            return "ett ord som frågan vilar på saknas där"
        if reading.stray:
            return "den handlar om något annat än det som frågan nämner"
    return f"den täcker {reading.cover:.0%} av frågans ord, och {ENOUGH_COVER:.0%} krävs".replace(
        "%", " procent"
    )


def _why_passage(question: Question, weighed: Weighed) -> Iterator[str]:
    if question.want not in _MAY_BE_NUMBER:
        yield f"Frågan söker {_WANTS[question.want]}, som står i löpande text."
    else:
        yield "Inget tal i rapporterna stämmer tillräckligt väl med frågan."
    best = weighed.passages[0]
    yield f"Meningen täcker {best.cover:.0%} av frågans ord.".replace("%", " procent")


def _why_nothing(question: Question, weighed: Weighed) -> str:
    if question.strangers:
        return "Frågan gäller en organisation som inte har någon rapport här."
    best = weighed.found.best if weighed.found is not None else None
    if weighed.answer.evidence is not None:
        return "Den bästa läsningen är för osäker för att anges som svar, men går att välja."
    if best is not None and not is_enough(best):
        return f"Den bästa läsningen, ”{_short_label(best)}”, räcker inte som svar: {_lack(best)}."
    if best is not None:
        return "Läsningarna räcker inte för det som frågan söker."
    if weighed.passages:
        return (
            "Ingen siffra gäller det som frågan nämner, och ingen mening täcker tillräckligt av frågans ord."
        )
    return "Ingen cell och ingen mening gäller det som frågan nämner."
