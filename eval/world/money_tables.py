"""Families of tables about money: follow-up against budget, plans, projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from eval.cases import CaseType
from eval.typeset.asks import Ask, At
from eval.typeset.elements import LINE_BREAK, SPAN_LEFT, TableElement
from eval.world.made import Made, draw, fixed, frame, looks, lookup, number_row, some
from eval.world.speech import BUDGET, DEVIATION, FORECAST, NEXT_ROW, OUTCOME, PLAN, Name, Span, pick

TOTALS = ("Summa", "Totalt", "Summa verksamheter")


@dataclass(frozen=True, slots=True)
class Money:
    """How a money table counts."""

    unit: str
    low: float
    high: float
    decimals: int = 0
    negative: bool = False
    """Costs are printed with a minus."""


def follow_up(
    rng: Random,
    report: str,
    table_id: str,
    title: str,
    names: Sequence[Name],
    money: Money,
    span: Span,
    keys: Sequence[str],
    *,
    which: str = "Vilken verksamhet",
    split_after: int | None = None,
) -> Made:
    """Outcome against budget. `keys`: columns in order, of budget, outcome, deviation, forecast and previous.

    `which` begins the question for the worst of them, and tells them from the rows of other tables.
    """
    heads = _follow_up_heads(rng, span)
    lines = [_follow_up_line(rng, money) for _ in names]
    total = {key: sum((line[key] for line in lines), Decimal(0)) for key in heads}
    columns = [heads[key] for key in keys]
    at_frame = frame(rng, title, "Verksamhet", money.unit)
    look, numbers = looks(rng)
    rows = [
        number_row(name.label, [line[key] for key in keys]) for name, line in zip(names, lines, strict=True)
    ]
    rows.append(number_row(rng.choice(TOTALS), [total[key] for key in keys], bold=True))
    table = TableElement(
        id=table_id,
        header=((at_frame.corner, *columns),),
        rows=tuple(rows),
        caption=at_frame.caption,
        unit=money.unit,
        look=look,
        numbers=numbers,
        split_after=split_after,
        repeat_header=rng.random() < 0.5,
    )
    place = _Columns(report, table_id, dict(zip(keys, table.columns(), strict=True)))
    return Made(table, tuple(_follow_up_asks(rng, place, names, lines, span, which)))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a follow-up stand."""

    report: str
    table: str
    heads: dict[str, str]

    def at(self, name: Name, key: str) -> At:
        return At(self.report, self.table, name.plain, self.heads[key])


def _follow_up_heads(rng: Random, span: Span) -> dict[str, str]:
    year = span.head[-4:]
    broken = LINE_BREAK if rng.random() < 0.5 else " "
    return {
        "budget": f"Budget{broken}{span.head}",
        "outcome": rng.choice((f"Utfall{broken}{span.head}", f"Utfall ack{broken}{span.head}")),
        "deviation": rng.choice(
            ("Avvikelse", f"Budget-{LINE_BREAK}avvikelse", f"Avvikelse{broken}mot budget")
        ),
        "forecast": f"Prognos{broken}helår {year}",
        "previous": f"Utfall{broken}{span.earlier_head}",
    }


def _follow_up_line(rng: Random, money: Money) -> dict[str, Decimal]:
    budget = draw(rng, money.low, money.high, money.decimals)
    spread = float(budget) * 0.06 + 2 * 0.1**money.decimals
    outcome = budget + draw(rng, -spread, spread, money.decimals)
    sign = -1 if money.negative else 1
    numbers = {
        "budget": budget * sign,
        "outcome": outcome * sign,
        "deviation": budget - outcome,
        "forecast": draw(rng, float(outcome) * 1.4, float(outcome) * 1.6, money.decimals) * sign,
        "previous": draw(rng, float(outcome) * 0.9, float(outcome) * 0.99, money.decimals) * sign,
    }
    return {key: fixed(number, money.decimals) for key, number in numbers.items()}


def _follow_up_asks(
    rng: Random,
    place: _Columns,
    names: Sequence[Name],
    lines: Sequence[dict[str, Decimal]],
    span: Span,
    which: str,
) -> list[Ask]:
    year = span.head[-4:]
    phrases = {"outcome": OUTCOME, "deviation": DEVIATION, "budget": BUDGET}
    asks = []
    for key in place.heads:
        name = rng.choice(names)
        if key in phrases:
            question = pick(rng, phrases[key], name, rng.choice(span.spoken))
            asks.append(lookup(question, place.at(name, key)))
        elif key == "forecast":
            asks.append(lookup(pick(rng, FORECAST, name, year=year), place.at(name, key), CaseType.PERIOD))
        else:
            question = pick(rng, OUTCOME, name, rng.choice(span.earlier_spoken))
            asks.append(lookup(question, place.at(name, key), CaseType.PERIOD))
    asks.append(_computed(rng, place, names, lines, span, which))
    first, second = some(rng, names, 2)
    before = pick(rng, OUTCOME, first, rng.choice(span.spoken))
    asks.append(
        Ask(
            CaseType.FOLLOWUP, pick(rng, NEXT_ROW, second), (place.at(second, "outcome"),), previous=(before,)
        )
    )
    return asks


def _computed(
    rng: Random,
    place: _Columns,
    names: Sequence[Name],
    lines: Sequence[dict[str, Decimal]],
    span: Span,
    which: str,
) -> Ask:
    when = rng.choice(span.spoken)
    worst = _worst(place, names, lines)
    if worst is not None:
        return _worst_ask(
            rng, place.at(worst, "deviation"), worst, which, when, _decimals(lines[0]["deviation"])
        )
    name = rng.choice(names)
    decimals = _decimals(lines[0]["outcome"])
    if "previous" in place.heads:
        phrases = (
            "Hur mycket har {row} ökat i kostnad {when} jämfört med året innan?",
            "Skillnaden för {row} {when} mot samma tid året innan?",
        )
        return Ask(
            CaseType.COMPUTED,
            pick(rng, phrases, name, when),
            (place.at(name, "outcome"), place.at(name, "previous")),
            "difference",
            decimals,
        )
    phrases = (
        "Hur mycket skiljer utfall och budget för {row} {when}?",
        "hur långt från budget hamnade {row} {when}?",
    )
    return Ask(
        CaseType.COMPUTED,
        pick(rng, phrases, name, when),
        (place.at(name, "outcome"), place.at(name, "budget")),
        "difference",
        decimals,
    )


def _worst_ask(rng: Random, at: At, worst: Name, which: str, when: str, decimals: int) -> Ask:
    phrases = (
        f"{which} har störst underskott mot budget {when}?",
        f"{which} går mest minus mot budgeten {when}?",
        f"{which} ligger sämst till mot budget {when}, och med hur mycket?",
    )
    wanted = "|".join((worst.plain, *worst.spoken))
    return Ask(CaseType.COMPUTED, rng.choice(phrases), (at,), "greatest", decimals, must_contain=(wanted,))


def _worst(place: _Columns, names: Sequence[Name], lines: Sequence[dict[str, Decimal]]) -> Name | None:
    """The one name with the largest printed deficit; None when there is no such."""
    if "deviation" not in place.heads:
        return None
    least = min(line["deviation"] for line in lines)
    worst = [name for name, line in zip(names, lines, strict=True) if line["deviation"] == least]
    return worst[0] if least < 0 and len(worst) == 1 else None


def plan(
    rng: Random, report: str, table_id: str, title: str, names: Sequence[Name], money: Money, first_year: int
) -> Made:
    """Budget for a year and plans for two more."""
    years = (first_year, first_year + 1, first_year + 2)
    columns = [f"Budget {years[0]}", f"Plan {years[1]}", f"Plan {years[2]}"]
    lines = []
    for _ in names:
        start = draw(rng, money.low, money.high, money.decimals)
        growth = [start, start * Decimal("1.021"), start * Decimal("1.047")]
        lines.append([fixed(number, money.decimals) for number in growth])
    totals = [sum(column, Decimal(0)) for column in zip(*lines, strict=True)]
    at_frame = frame(rng, title, "Ram", money.unit)
    look, numbers = looks(rng)
    rows = [number_row(name.label, line) for name, line in zip(names, lines, strict=True)]
    table = TableElement(
        id=table_id,
        header=((at_frame.corner, *columns),),
        rows=(*rows, number_row(rng.choice(TOTALS), totals, bold=True)),
        caption=at_frame.caption,
        unit=money.unit,
        look=look,
        numbers=numbers,
    )
    asks = []
    for position, year in enumerate(years):
        name = rng.choice(names)
        at = At(report, table_id, name.plain, columns[position])
        asks.append(lookup(pick(rng, PLAN, name, year=str(year)), at, CaseType.PERIOD))
    name, other = some(rng, names, 2)
    ends = (At(report, table_id, name.plain, columns[2]), At(report, table_id, name.plain, columns[0]))
    phrases = (
        f"Hur mycket ökar ramen för {{row}} från {years[0]} till {years[2]}?",
        f"hur mycket mer får {{row}} {years[2]} än {years[0]}?",
    )
    asks.append(Ask(CaseType.COMPUTED, pick(rng, phrases, name), ends, "difference", money.decimals))
    pair = (At(report, table_id, name.plain, columns[0]), At(report, table_id, other.plain, columns[0]))
    together = f"Hur mycket får {name.spoken[0]} och {other.spoken[0]} tillsammans {years[0]}?"
    asks.append(Ask(CaseType.COMPUTED, together, pair, "sum", money.decimals))
    later = Ask(
        CaseType.FOLLOWUP,
        f"och {years[1]}?",
        (At(report, table_id, other.plain, columns[1]),),
        previous=(pick(rng, PLAN, other, year=str(years[0])),),
    )
    return Made(table, (*asks, later))


def projects(rng: Random, report: str, table_id: str, title: str, names: Sequence[Name], year: int) -> Made:
    """Investment projects, since their start and this year, with the same headings under both."""
    lines = []
    for _ in names:
        decided = draw(rng, 12, 190, 0) * 500
        spent = draw(rng, 0.1, 0.7, 2) * decided
        this_year, used = draw(rng, 4, 40, 0) * 250, draw(rng, 1, 36, 0) * 215
        lines.append(
            [fixed(n, 0) for n in (decided, spent, decided - spent, this_year, used, this_year - used)]
        )
    totals = [sum(column, Decimal(0)) for column in zip(*lines, strict=True)]
    at_frame = frame(rng, title, "Projekt", "tkr")
    look, numbers = looks(rng)
    groups = ("Totalt för projektet", f"Varav {year}")
    table = TableElement(
        id=table_id,
        header=(
            ("", groups[0], SPAN_LEFT, SPAN_LEFT, groups[1], SPAN_LEFT, SPAN_LEFT),
            (at_frame.corner, "Budget", "Utfall", "Kvar", "Budget", "Utfall", "Kvar"),
        ),
        rows=(
            *(number_row(name.label, line) for name, line in zip(names, lines, strict=True)),
            number_row("Summa projekt", totals, bold=True),
        ),
        caption=at_frame.caption,
        unit="tkr",
        look=look,
        numbers=numbers,
    )
    chosen = some(rng, names, 3)
    phrases = (
        ("Vad är totalbudgeten för {row}?", "Hur mycket får {row} kosta totalt?"),
        (f"Hur mycket har {{row}} kostat hittills under {year}?", f"utfall {year} för {{row}}"),
        (f"Hur mycket är kvar av {year} års budget för {{row}}?",),
    )
    heads = (f"{groups[0]} Budget", f"{groups[1]} Utfall", f"{groups[1]} Kvar")
    asks = [
        lookup(pick(rng, wording, name), At(report, table_id, name.plain, head))
        for name, wording, head in zip(chosen, phrases, heads, strict=True)
    ]
    name = chosen[0]
    share = (
        At(report, table_id, name.plain, f"{groups[0]} Utfall"),
        At(report, table_id, name.plain, heads[0]),
    )
    question = pick(rng, ("Hur stor andel av totalbudgeten för {row} är förbrukad?",), name)
    return Made(table, (*asks, Ask(CaseType.COMPUTED, question, share, "share", 1)))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
