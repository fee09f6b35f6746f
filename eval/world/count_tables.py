"""Families of tables about other things than money: volumes, indicators, key figures, fees, quarters, groups."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from eval.cases import CaseType
from eval.typeset.asks import Ask, At
from eval.typeset.elements import LINE_BREAK, SPAN_LEFT, Row, TableElement, TrueCell
from eval.world.made import Made, draw, draw_measured, fixed, frame, looks, lookup, number_row, some
from eval.world.speech import NEXT_TIME, Measured, Name, Span, pick

Times = Sequence[tuple[str, tuple[str, ...]]]
"""Printed heading and ways of saying it, for each column, newest first."""

COUNTED_IN_WORDS = frozenset({"antal", "index"})
"""Units that no one prints beside the figure."""


def by_time(
    rng: Random,
    report: str,
    table_id: str,
    title: str,
    rows: Sequence[Measured],
    times: Times,
    *,
    change: bool = False,
) -> Made:
    """Measured rows, one column a time, and perhaps the change from the second to the first."""
    series = [draw_measured(rng, row, len(times)) for row in rows]
    heads = [head for head, _ in times]
    columns = [*heads, "Förändring"] if change else heads
    look, numbers = looks(rng)
    made_rows = []
    for row, values in zip(rows, series, strict=True):
        shown: list[Decimal] = [fixed(value, row.decimals) for value in values]
        more = [shown[0] - shown[1]] if change else []
        made_rows.append(number_row(_label_with_unit(row, title), [*shown, *more], unit=row.unit))
    table = TableElement(table_id, (("", *columns),), tuple(made_rows), title, look=look, numbers=numbers)
    labels = [_plain(row.label) for row in made_rows]
    asks = []
    for position, (head, spoken) in enumerate(times):
        row_at = rng.randrange(len(rows))
        question = pick(rng, rows[row_at].questions, when=rng.choice(spoken))
        kind = CaseType.LOOKUP if position == 0 else CaseType.PERIOD
        asks.append(lookup(question, At(report, table_id, labels[row_at], head), kind))
    asks += _time_asks(rng, report, table_id, rows, labels, times)
    return Made(table, tuple(asks))


def _time_asks(
    rng: Random, report: str, table_id: str, rows: Sequence[Measured], labels: Sequence[str], times: Times
) -> list[Ask]:
    first, second = some(rng, range(len(rows)), 2)
    (newest, new_spoken), (older, old_spoken) = times[0], times[1]
    cells = (At(report, table_id, labels[first], newest), At(report, table_id, labels[first], older))
    what = labels[first].split(",")[0]
    what = what if what[:2].isupper() else what[:1].lower() + what[1:]
    pair = f"mellan {_bare(old_spoken[0])} och {_bare(new_spoken[0])}"
    change = Ask(
        CaseType.COMPUTED, f"Hur mycket ändrades {what} {pair}?", cells, "difference", rows[first].decimals
    )
    before = pick(rng, rows[second].questions, when=new_spoken[0])
    later = Ask(
        CaseType.FOLLOWUP,
        pick(rng, NEXT_TIME, when=rng.choice(old_spoken)),
        (At(report, table_id, labels[second], older),),
        previous=(before,),
    )
    growth = Ask(
        CaseType.COMPUTED,
        f"Med hur många procent förändrades {what} {pair}?",
        cells,
        "growth",
        1,
    )
    return [growth if rows[first].unit != "procent" and rng.random() < 0.4 else change, later]


def indicators(
    rng: Random, report: str, table_id: str, corner: str, rows: Sequence[Measured], span: Span
) -> Made:
    """Targets with their bound, and outcomes with the unit in the cell."""
    year = span.head[-4:]
    columns = (f"Mål {year}", f"Utfall{LINE_BREAK}{span.head}", f"Utfall{LINE_BREAK}{span.earlier_head}")
    look, numbers = looks(rng)
    made_rows = []
    for row in rows:
        outcome, earlier, target = (fixed(value, row.decimals) for value in draw_measured(rng, row, 3))
        suffix = {"procent": rng.choice((" %", "%")), "dagar": " dagar"}.get(row.unit, "")
        texts = [f"{numbers.to_text(number)}{suffix}" for number in (target, outcome, earlier)]
        gap = "" if row.bound in {"<", "≥"} else " "
        printed = (f"{row.bound}{gap}{texts[0]}", texts[1], texts[2])
        cells = tuple(TrueCell(n, text) for n, text in zip((target, outcome, earlier), printed, strict=True))
        made_rows.append(Row(row.label, cells, unit=row.unit))
    table = TableElement(table_id, ((corner, *columns),), tuple(made_rows), look=look, numbers=numbers)
    goal, now, past, both = (rng.choice(rows) for _ in range(4))
    heads = table.columns()
    asks = [
        lookup(_target_question(rng, goal, year), At(report, table_id, goal.plain, heads[0])),
        lookup(pick(rng, now.questions, when=rng.choice(span.spoken)), At(report, table_id, now.plain, heads[1])),
        lookup(pick(rng, past.questions, when=rng.choice(span.earlier_spoken)), At(report, table_id, past.plain, heads[2]), CaseType.PERIOD),
    ]  # fmt: skip
    cells_of = (At(report, table_id, both.plain, heads[1]), At(report, table_id, both.plain, heads[0]))
    far = f"Hur långt från målet för {_lower(both)} var utfallet {span.spoken[0]}?"
    before = pick(rng, both.questions, when=span.spoken[0])
    asks.append(Ask(CaseType.COMPUTED, far, cells_of, "difference", both.decimals))
    goal_after = rng.choice(("och vad är målet?", "Vad är målet då?", "Vilket mål är satt för det?"))
    asks.append(Ask(CaseType.FOLLOWUP, goal_after, cells_of[1:], previous=(before,)))
    return Made(table, tuple(asks))


def fees(
    rng: Random, report: str, table_id: str, title: str, rows: Sequence[Measured], years: Sequence[int]
) -> Made:
    """Prices with "kr" in each cell, or in the caption."""
    in_cell = rng.random() < 0.5
    look, numbers = looks(rng)
    made_rows = []
    for row in rows:
        prices = sorted(draw_measured(rng, row, len(years)))
        texts = [f"{numbers.to_text(price)} kr" if in_cell else None for price in prices]
        made_rows.append(
            Row(row.label, tuple(TrueCell(p, t) for p, t in zip(prices, texts, strict=True)), unit="kr")
        )
    caption = title if in_cell else f"{title} (kronor inkl. moms)"
    columns = tuple(str(year) for year in years)
    table = TableElement(
        table_id, (("Tjänst", *columns),), tuple(made_rows), caption, look=look, numbers=numbers
    )
    asks = [
        lookup(pick(rng, row.questions, when=str(year)), At(report, table_id, row.plain, str(year)))
        for row, year in zip(some(rng, rows, 3), (years[-1], years[-1], years[0]), strict=True)
    ]
    row = rng.choice(rows)
    raised = (At(report, table_id, row.plain, columns[-1]), At(report, table_id, row.plain, columns[0]))
    question = f"Hur mycket höjs avgiften för {_lower(row)} från {years[0]} till {years[-1]}?"
    return Made(table, (*asks, Ask(CaseType.COMPUTED, question, raised, "difference")))


def by_quarter(
    rng: Random,
    report: str,
    table_id: str,
    corner: str,
    what: str,
    about: str,
    names: Sequence[Name],
    year: int,
) -> Made:
    """Counts a quarter with a total; `what` and `about` complete "Hur många … om …"."""
    lines = [[draw(rng, 12, 240, 0) for _ in range(4)] for _ in names]
    full = [[*line, sum(line, Decimal(0))] for line in lines]
    totals = [sum(column, Decimal(0)) for column in zip(*full, strict=True)]
    columns = (*(f"Kv {quarter}" for quarter in range(1, 5)), f"Helår{LINE_BREAK}{year}")
    look, numbers = looks(rng)
    rows = [number_row(name.label, line) for name, line in zip(names, full, strict=True)]
    table = TableElement(
        table_id,
        ((corner, *columns),),
        (*rows, number_row("Totalt", totals, bold=True)),
        f"{corner} per kvartal {year}",
        "antal",
        look=look,
        numbers=numbers,
        split_after=rng.choice((None, 3)),
    )
    heads = table.columns()
    quarter = rng.randrange(4)
    one, two = some(rng, names, 2)
    said = rng.choice(
        (f"kvartal {quarter + 1} {year}", f"kv {quarter + 1} {year}", f"{_ordinal(quarter)} kvartalet {year}")
    )
    asks = (
        lookup(f"Hur många {what} {about} {one.spoken[0]} var det {said}?", At(report, table_id, one.plain, heads[quarter]), CaseType.PERIOD),
        lookup(f"Hur många {what} {about} {two.spoken[0]} blev det hela {year}?", At(report, table_id, two.plain, heads[4])),
        lookup(f"antal {what} totalt {year}", At(report, table_id, "Totalt", heads[4])),
        Ask(CaseType.COMPUTED, f"Hur stor andel av alla {what} {year} var {about} {one.spoken[0]}?", (At(report, table_id, one.plain, heads[4]), At(report, table_id, "Totalt", heads[4])), "share", 1),
    )  # fmt: skip
    return Made(table, asks)


def by_sex(
    rng: Random, report: str, table_id: str, title: str, names: Sequence[Name], years: tuple[int, int]
) -> Made:
    """People by sex under each of two years: the same headings twice."""
    lines = [[draw(rng, 3, 60, 0) for _ in range(4)] for _ in names]
    totals = [sum(column, Decimal(0)) for column in zip(*lines, strict=True)]
    look, numbers = looks(rng)
    table = TableElement(
        table_id,
        (
            ("", str(years[0]), SPAN_LEFT, str(years[1]), SPAN_LEFT),
            ("Grupp", "Kvinnor", "Män", "Kvinnor", "Män"),
        ),
        (
            *(number_row(name.label, line) for name, line in zip(names, lines, strict=True)),
            number_row("Samtliga", totals, bold=True),
        ),
        title,
        "antal",
        look=look,
        numbers=numbers,
    )
    one, two = some(rng, names, 2)
    asks = (
        lookup(f"Hur många kvinnor var {one.spoken[0]} {years[0]}?", At(report, table_id, one.plain, f"{years[0]} Kvinnor")),
        lookup(f"antal män bland {two.spoken[0]} {years[1]}?", At(report, table_id, two.plain, f"{years[1]} Män"), CaseType.PERIOD),
        Ask(CaseType.COMPUTED, f"Hur många {one.spoken[0]} fanns det sammanlagt, kvinnor och män, {years[1]}?", (At(report, table_id, one.plain, f"{years[1]} Kvinnor"), At(report, table_id, one.plain, f"{years[1]} Män")), "sum"),
    )  # fmt: skip
    return Made(table, asks)


def transposed(
    rng: Random,
    report: str,
    table_id: str,
    title: str,
    unit: str,
    names: Sequence[Name],
    years: Sequence[int],
    phrases: Sequence[str],
) -> Made:
    """Years as rows and names as columns."""
    lines = [[draw(rng, 1100, 29000, 0) for _ in names] for _ in years]
    at_frame = frame(rng, title, "År", unit)
    look, numbers = looks(rng)
    table = TableElement(
        table_id,
        ((at_frame.corner, *(name.label for name in names)),),
        tuple(number_row(str(year), line) for year, line in zip(years, lines, strict=True)),
        at_frame.caption,
        unit,
        look=look,
        numbers=numbers,
    )
    asks = []
    for year in some(rng, years, 3):
        name = rng.choice(names)
        asks.append(
            lookup(
                pick(rng, phrases, name, year=str(year)),
                At(report, table_id, str(year), name.plain),
                CaseType.PERIOD,
            )
        )
    return Made(table, tuple(asks))


def _target_question(rng: Random, row: Measured, year: str) -> str:
    what = _lower(row)
    return rng.choice(
        (
            f"Vilket mål har satts för {what} {year}?",
            f"målvärde {year} för {what}?",
            f"Vad är målet {year} när det gäller {what}?",
        )
    )


def _lower(row: Measured) -> str:
    """A row's label in the middle of a sentence, without what follows a comma."""
    what = row.plain.split(",")[0]
    return what[:1].lower() + what[1:]


def _label_with_unit(row: Measured, title: str) -> str:
    """The row label, with its unit where neither label nor title names it."""
    if row.unit in COUNTED_IN_WORDS or row.unit in title or "," in row.label:
        return row.label
    return row.label if row.unit in row.label else f"{row.label}, {row.unit}"


def _plain(label: str) -> str:
    return label.replace(f"-{LINE_BREAK}", "").replace(LINE_BREAK, " ")


def _ordinal(quarter: int) -> str:
    return ("första", "andra", "tredje", "fjärde")[quarter]


def _bare(time: str) -> str:
    """A time without its preposition."""
    return time.removeprefix("i ").removeprefix("under ")
