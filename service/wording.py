"""Answers in plain Swedish: the sentence that states a figure, and how the question was read."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ingest.periods import Period
from ingest.records import Bound, FigureKind
from ingest.units import is_money
from service.answer import Answer
from service.citing import column_name, row_name
from service.operands import Computed
from service.prose_numbers import ProseReading
from service.question import Operation, Question
from service.reading import CellReading
from service.swedish_format import format_amount, format_period, without_unit

KIND_NOUNS = {
    FigureKind.OUTCOME: "Utfallet",
    FigureKind.BUDGET: "Budgeten",
    FigureKind.ANNUAL_BUDGET: "Årsbudgeten",
    FigureKind.FORECAST: "Prognosen",
    FigureKind.PLAN: "Planen",
    FigureKind.TARGET: "Målet",
    FigureKind.DEVIATION: "Avvikelsen",
    FigureKind.CHANGE: "Förändringen",
    FigureKind.SHARE: "Andelen",
}
SCAN_NOTE = "Sidan är inskannad och maskinläst (OCR). Jämför med bilden."
MOST_TERMS_NAMED = 4  # more names than this bury the sum
LONGEST_NAME = 120  # characters of a row label in an answer; longer ones are cut at a word


def with_scan_note(answer: Answer) -> Answer:
    """The answer, with a line that says so when its evidence was read from a picture."""
    if not any(citation.ocr for citation in answer.citations):
        return answer
    return replace(answer, answer=f"{answer.answer}\n{SCAN_NOTE}")


def value_sentence(reading: CellReading) -> str:
    """The sentence that states one cell.

    A deviation in money is also said in words: "305 mkr sämre än budget".
    """
    cell = reading.cell
    noun = KIND_NOUNS.get(cell.kind) if cell.kind else None
    name = shortened(_subject(reading))
    amount = _bounded(reading)
    stated = f"{noun} för {name} är {amount}" if noun else f"{name}: {amount}"
    about = _column_and_period(reading)
    said = (
        deviation_in_words(cell.number, cell.unit)
        if cell.kind is FigureKind.DEVIATION and _is_result(reading)
        else ""
    )
    return f"{stated} ({about}){said}." if about else f"{stated}{said}."


def _column_and_period(reading: CellReading) -> str:
    """The column as printed, with the period where the column doesn't tell the year itself."""
    column, period = column_name(reading.cell), reading.period
    told = period is not None and (str(period.end[0]) in column or column == str(period))
    return ", ".join(filter(None, [column, "" if told else format_period(period)]))


def _subject(reading: CellReading) -> str:
    path = [part for part in reading.cell.row_path if part]
    own = without_unit(row_name(reading.cell))
    return f"{own} ({path[-2]})" if len(path) > 1 and len(own) < 25 else own


def _bounded(reading: CellReading) -> str:
    amount = format_amount(reading.number, reading.unit)
    return f"{reading.cell.bound.value} {amount}" if reading.cell.bound else amount


def _is_result(reading: CellReading) -> bool:
    return is_money(reading.unit) and not reading.row.entry.scopes


def deviation_in_words(number: Decimal | None, unit: str | None) -> str:
    """A deviation from budget in words.

    >>> deviation_in_words(Decimal("-305"), "mkr"), deviation_in_words(Decimal("13"), "mkr")
    (', alltså 305 mkr sämre än budget', ', alltså 13 mkr bättre än budget')
    """
    if not number:
        return ""
    side = "sämre" if number < 0 else "bättre"
    return f", alltså {format_amount(abs(number), unit)} {side} än budget"


def prose_sentence(reading: ProseReading, unit: str | None) -> str:
    """The sentence that states a number found in running text, with the text itself."""
    return f"{format_amount(reading.number, unit)}. Så står det i rapporten: ”{reading.sentence.text}”"


def computed_sentence(computed: Computed) -> str:
    """The sentence that states a computed figure and how it was reached."""
    done, reading = computed.sum, computed.reading
    name = shortened(_subject(reading))
    amount = format_amount(done.number, done.unit)
    size = format_amount(abs(done.number), done.unit)
    match computed.operation:
        case Operation.HIGHEST | Operation.LOWEST:
            what = _column_and_period(reading)
            if computed.across:
                name, what = column_name(reading.cell), name
            extreme = "störst" if computed.operation is Operation.HIGHEST else "minst"
            extreme = f"Näst {extreme}" if computed.rank == 2 else extreme.capitalize()
            return f"{extreme} är {name}: {amount} ({what})."
        case Operation.SHARE:
            return f"{name}: {amount} ({done.expression})."
        case Operation.TARGET_GAP | Operation.TARGET_REACHED:
            return _target_sentence(computed, name, size)
        case Operation.SUM | Operation.MEAN:
            label = "Summan" if computed.operation is Operation.SUM else "Medelvärdet"
            return f"{label} för {terms_name(computed)} är {amount} ({done.expression})."
        case Operation.DIFFERENCE if computed.against_budget:
            said = _against_budget(computed, size)
            return f"{name}: avvikelsen mot budget är {amount}, alltså {said} ({done.expression})."
        case Operation.DIFFERENCE if computed.several:
            one, other = (
                f"{label} ({format_amount(operand.number, operand.cell.unit)})"
                for label, operand in zip(_labels(computed), computed.operands, strict=True)
            )
            whose = f" för {name}" if computed.operands[0].cell.row == computed.operands[1].cell.row else ""
            return f"Skillnaden{whose} mellan {one} och {other} är {size} ({done.expression})."
        case Operation.CHANGE_PERCENT | Operation.DIFFERENCE:
            side = "mer" if done.number > 0 else "mindre" if done.number < 0 else "lika"
            return f"{name}: skillnaden är {amount}, alltså {size} {side} ({done.expression})."
    return f"{name}: {amount}."


def _labels(computed: Computed) -> list[str]:
    """What tells operands apart: their columns where they stand in one row, else their rows."""
    cells = [operand.cell for operand in computed.operands]
    in_row = len({cell.row for cell in cells}) == 1
    return [column_name(cell) if in_row else row_name(cell) for cell in cells]


def terms_name(computed: Computed) -> str:
    """What a sum or mean is of: its rows by name, or how many they are."""
    names = list(dict.fromkeys(row_name(operand.cell) for operand in computed.operands))
    if len(names) < 2:
        return shortened(_subject(computed.reading))
    return f"{len(names)} rader" if len(names) > MOST_TERMS_NAMED else join_names(names)


def join_names(names: list[str]) -> str:
    """
    >>> join_names(["A", "B", "C"])
    'A, B och C'
    """
    return f"{', '.join(names[:-1])} och {names[-1]}"


def _against_budget(computed: Computed, size: str) -> str:
    """A computed deviation in words: costs printed as negative numbers are worse the lower they are."""
    number = computed.sum.number
    if number == 0:
        return "lika med budget"
    if all(operand.number < 0 for operand in computed.operands):
        return f"{size} {'sämre' if number < 0 else 'bättre'} än budget"
    return f"{size} {'över' if number > 0 else 'under'} budget"


def _target_sentence(computed: Computed, name: str, size: str) -> str:
    side = "över" if computed.sum.number > 0 else "under"
    where = f"utfallet ligger {size} {side} målet" if computed.sum.number else "utfallet är lika med målet"
    if computed.operation is Operation.TARGET_REACHED and computed.reached is not None:
        verdict = "Ja, målet är nått" if computed.reached else "Nej, målet är inte nått"
        said = f" Rapportens bedömning: ”{computed.verdict}”." if computed.verdict else ""
        if computed.assumed and computed.sum.number:
            better = "lägre" if computed.bound in (Bound.AT_MOST, Bound.BELOW) else "högre"
            said = f" Det gäller om {better} är bättre; rapporten säger det inte."
        return f"{verdict}: för {name} är det så att {where} ({computed.sum.expression}).{said}"
    return f"{name}: {where} ({computed.sum.expression})."


def shortened(name: str) -> str:
    """A long row label cut at a word.

    >>> len(shortened("ord " * 100)) <= LONGEST_NAME
    True
    """
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME - 2].rsplit(" ", 1)[0] + " …"


def understood(question: Question, latest: Period | None) -> str:
    """How a question was read, for the user to check."""
    kinds = ", ".join(kind.value for kind in question.kinds)
    about = " ".join(dict.fromkeys([*question.words, *question.inherited]))
    bodies = " och ".join(question.bodies)
    when = ", ".join(format_period(asked.period) for asked in question.periods)
    default = f"senaste uppgiften ({format_period(latest)})" if latest else ""
    parts = [kinds, about, f"för {bodies}" if bodies else "", when or default]
    return ", ".join(filter(None, parts))
