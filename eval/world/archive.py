"""An archive: some two hundred reports of one invented region, years on end, in several kinds and with revisions.

The same rows stand in every report, so that a question is answered rightly only from the right report and for the
right period. Figures agree between reports, as real ones do: what a report prints for the year before is what that
year's own report said. Only a revision says otherwise, and takes the place of what it revises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

from eval.cases import CaseType
from eval.typeset.asks import Ask, At, Shelf, asks_to_suite
from eval.typeset.elements import Element, Heading, MadeReport, NewPage, NumberStyle, Prose, TableElement
from eval.typeset.txt import element_mark, report_to_txt
from eval.world.archive_rows import BOARDS, KEY_FIGURES, MEASURES, PUBLISHER
from eval.world.made import SCALE_WORDS, STYLES, fixed, number_row
from eval.world.prose import FILLERS
from eval.world.speech import BUDGET, DEVIATION, OUTCOME, PLAN, Measured, Name, pick

FIRST_YEAR = 2008
LAST_YEAR = 2024
TKR_UNTIL = 2012
"""Up to this year the region counted in tkr."""
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")  # fmt: skip
TERTIAL, AUGUST, DECEMBER = 4, 8, 12
INTERIM = (2, 3, TERTIAL, 5, 6, AUGUST, 9, 10, 11)
"""Months that have a report of their own; with the annual report and the plan eleven a year."""
REVISED = ((2009, AUGUST), (2010, TERTIAL), (2011, 3), (2012, AUGUST), (2013, DECEMBER), (2014, 6), (2015, AUGUST), (2016, TERTIAL), (2017, 10), (2018, AUGUST), (2020, DECEMBER), (2022, AUGUST), (2023, TERTIAL))  # fmt: skip
"""Year and month of the reports that were revised: 17 years of eleven reports and these are 200."""
YEARS_PLANNED = 3
YEARS_BACK = 5
PLAN_ALONE = tuple(phrase for phrase in PLAN if "budget" not in phrase)
"""Words for what is planned; a year's budget stands in its annual report as well."""
FULL_YEAR_SHARE = Decimal(12)


@dataclass(frozen=True, slots=True)
class Issue:
    """One report of the archive: what it is called and what may be asked of it."""

    report: MadeReport
    asks: tuple[Ask, ...]


def make_archive(seed: int) -> list[Issue]:
    """Every report, oldest first; the same seed gives the same."""
    issues: list[Issue] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        issues.append(_plan(seed, year))
        for month in (*INTERIM, DECEMBER):
            revised = (year, month) in REVISED
            first = _follow_up(seed, year, month, revision=0)
            # What a revision has taken the place of is asked for nowhere.
            issues.append(replace(first, asks=()) if revised else first)
            if revised:
                issues.append(_follow_up(seed, year, month, revision=1))
    return issues


def write_archive(issues: Sequence[Issue], asks: Sequence[Ask], folder: Path) -> None:
    """Write the reports as text extracts to txt/, and suite.jsonl."""
    (folder / "txt").mkdir(parents=True, exist_ok=True)
    labels: dict[str, Mapping[str, str]] = {}
    for issue in issues:
        pages = element_pages(issue.report)
        text = report_to_txt(issue.report, pages)
        (folder / "txt" / f"{issue.report.name}.txt").write_text(text, encoding="utf-8")
        labels[issue.report.name] = {mark: str(page) for mark, page in pages.items() if mark}
    shelf = Shelf({issue.report.name: issue.report for issue in issues}, labels)
    (folder / "suite.jsonl").write_text(asks_to_suite(asks, shelf, "A"), encoding="utf-8")


def element_pages(report: MadeReport) -> dict[str, int]:
    """The page of each element and table where only `NewPage` begins a new one; under "" how many there are."""
    pages: dict[str, int] = {}
    page = 1
    for number, element in enumerate(report.elements):
        page += isinstance(element, NewPage)
        pages[element_mark(number)] = page
        if isinstance(element, TableElement):
            pages[element.id] = page
    return {**pages, "": page}


def archive_asks(issues: Sequence[Issue], count: int, rng: Random) -> list[Ask]:
    """So many of the questions, drawn evenly over the reports."""
    asked: list[Ask] = []
    pools = [list(issue.asks) for issue in issues if issue.asks]
    while len(asked) < count and any(pools):
        rng.shuffle(pools)
        for pool in pools:
            if pool and len(asked) < count:
                asked.append(pool.pop(rng.randrange(len(pool))))
    return asked


def _follow_up(seed: int, year: int, month: int, revision: int) -> Issue:
    """A report that tells how it went up to the end of a month."""
    rng = Random(f"{seed} {year}-{month} {revision}")
    name, title = _names(year, month, revision)
    money = _money_table(rng, seed, year, month, revision)
    measures = _measures_table(rng, seed, year, month, revision)
    elements: list[Element] = [
        Heading("Ekonomi i sammandrag"),
        Prose(f"{_introduced()} {rng.choice(FILLERS)}"),
        money,
        NewPage(),
        Heading("Verksamhet och personal"),
        Prose(rng.choice(FILLERS)),
        measures,
    ]
    if month == DECEMBER:
        elements += [NewPage(), Heading("Fem år i sammandrag"), Prose(rng.choice(FILLERS))]
        elements.append(_years_table(seed, year, revision))
    subtitle = f"Perioden {_span_words(year, month)}" if month != DECEMBER else f"Räkenskapsåret {year}"
    report = MadeReport(name, title, subtitle, PUBLISHER, tuple(elements))
    return Issue(report, tuple(_follow_up_asks(rng, report, year, month)))


def _names(year: int, month: int, revision: int) -> tuple[str, str]:
    """The file's name and the report's title."""
    kind = {TERTIAL: "Tertialrapport 1", AUGUST: "Delårsrapport augusti", DECEMBER: "Årsredovisning"}
    title = kind.get(month, f"Månadsrapport {MONTHS[month - 1]}")
    file = {TERTIAL: "tertialrapport-1", AUGUST: "delarsrapport-08", DECEMBER: "arsredovisning"}
    stem = f"almsjo-{year}-{file.get(month, f'manadsrapport-{month:02}')}"
    return (f"{stem}-reviderad", f"{title} {year}, reviderad") if revision else (stem, f"{title} {year}")


def _money_table(rng: Random, seed: int, year: int, month: int, revision: int) -> TableElement:
    unit, decimals = _unit(year)
    rows = []
    totals = [Decimal(0)] * 4
    for name in BOARDS:
        outcome = _board_figure(seed, name, year, month, revision)
        budget = fixed(_budget(seed, name, year) * month / FULL_YEAR_SHARE, 1)
        before = _board_figure(seed, name, year - 1, month, _last_revision(year - 1, month))
        figures = [
            fixed(_in_unit(one, unit), decimals) for one in (outcome, budget, budget - outcome, before)
        ]
        totals = [total + figure for total, figure in zip(totals, figures, strict=True)]
        rows.append(number_row(name.label, figures))
    rows.append(number_row("Summa", totals, bold=True))
    head, earlier = _head(year, month), _head(year - 1, month)
    word = rng.choice(SCALE_WORDS[unit])
    header = (f"Nämnd ({word})", f"Utfall {head}", f"Budget {head}", "Avvikelse", f"Utfall {earlier}")
    return TableElement("money", (header,), tuple(rows), "Nämndernas resultat", unit, numbers=_style(year))


def _measures_table(rng: Random, seed: int, year: int, month: int, revision: int) -> TableElement:
    rows = []
    for measured in MEASURES:
        shown = [
            _measured_figure(seed, measured, year, month, revision),
            _measured_figure(seed, measured, year - 1, month, _last_revision(year - 1, month)),
        ]
        rows.append(number_row(measured.label, shown, unit=measured.unit))
    caption = rng.choice(("Verksamhetsmått", "Volymer och personal", "Verksamheten i siffror"))
    header = ("", _head(year, month), _head(year - 1, month))
    return TableElement("measures", (header,), tuple(rows), caption, numbers=_style(year))


def _years_table(seed: int, year: int, revision: int) -> TableElement:
    years = range(year, year - YEARS_BACK, -1)
    rows = [
        number_row(
            measured.label,
            [
                _measured_figure(
                    seed, measured, one, DECEMBER, revision if one == year else _last_revision(one, DECEMBER)
                )
                for one in years
            ],
            unit=measured.unit,
        )
        for measured in KEY_FIGURES
    ]
    header = ("", *(str(one) for one in years))
    return TableElement("years", (header,), tuple(rows), "Nyckeltal", numbers=_style(year))


def _plan(seed: int, year: int) -> Issue:
    """The plan that was made before the year began, for it and the two after."""
    rng = Random(f"{seed} plan {year}")
    unit, decimals = _unit(year)
    last = year + YEARS_PLANNED - 1
    rows = [
        number_row(
            name.label,
            [
                fixed(_in_unit(_planned(seed, name, year, one), unit), decimals)
                for one in range(year, last + 1)
            ],
        )
        for name in BOARDS
    ]
    word = rng.choice(SCALE_WORDS[unit])
    header = (f"Ramar ({word})", f"Budget {year}", *(f"Plan {one}" for one in range(year + 1, last + 1)))
    table = TableElement("plan", (header,), tuple(rows), "Ekonomiska ramar", unit, numbers=_style(year))
    report = MadeReport(
        f"almsjo-{year}-budget",
        f"Budget {year} och plan {year + 1}–{last}",
        f"Antagen av regionfullmäktige {year - 1}-11-{10 + year % 15}",
        PUBLISHER,
        (
            Heading("Förutsättningar"),
            Prose(f"{_introduced()} {rng.choice(FILLERS)}"),
            Heading("Nämndernas ramar"),
            table,
        ),
    )
    name = rng.choice(BOARDS)
    asked = pick(rng, PLAN_ALONE, name, year=str(year))
    other = rng.choice(BOARDS)
    later = pick(rng, PLAN, other, year=str(year + 1))
    return Issue(
        report,
        (
            Ask(CaseType.LOOKUP, asked, (At(report.name, "plan", name.plain, f"Budget {year}"),)),
            Ask(
                CaseType.LOOKUP,
                f"{later.rstrip('?')} enligt budgeten för {year}?",
                (At(report.name, "plan", other.plain, f"Plan {year + 1}"),),
                note="report named",
            ),
        ),
    )


def _follow_up_asks(rng: Random, report: MadeReport, year: int, month: int) -> Iterator[Ask]:
    when = rng.choice(_span_spoken(year, month))
    for words, head in (
        (OUTCOME, f"Utfall {_head(year, month)}"),
        (DEVIATION, "Avvikelse"),
        (BUDGET, f"Budget {_head(year, month)}"),
    ):
        name = rng.choice(BOARDS)
        place = At(report.name, "money", name.plain, head)
        if head.startswith("Budget") and month == DECEMBER:
            continue  # the plan says the same
        yield Ask(CaseType.LOOKUP, pick(rng, words, name, when=when), (place,))
        named = pick(rng, words, name, when="").rstrip("? ")
        yield Ask(
            CaseType.LOOKUP,
            rng.choice((f"{named} enligt {_spoken_report(report)}?", f"{named} i {_spoken_report(report)}?")),
            (place,),
            note="report named",
        )
    for measured in rng.sample(MEASURES, 2):
        place = At(report.name, "measures", measured.plain, _head(year, month))
        yield Ask(CaseType.LOOKUP, pick(rng, measured.questions, when=when), (place,))
    if month == DECEMBER:
        measured = rng.choice(KEY_FIGURES)
        place = At(report.name, "years", measured.plain, str(year))
        yield Ask(CaseType.LOOKUP, pick(rng, measured.questions, when=str(year)), (place,))


def _spoken_report(report: MadeReport) -> str:
    """A report as people name it.

    >>> _spoken_report(MadeReport("a", "Tertialrapport 1 2019", "", "", ()))
    'tertialrapporten 1 2019'
    """
    kind, _, rest = report.title.replace(", reviderad", "").partition(" ")
    return f"{kind.lower()}en {rest}"


def _introduced() -> str:
    pairs = [f"{body.plain} ({spoken})" for body in BOARDS for spoken in body.spoken if spoken.isupper()]
    return f"Rapporten omfattar {', '.join(pairs[:-1])} och {pairs[-1]}."


def _span_words(year: int, month: int) -> str:
    return f"januari–{MONTHS[month - 1]} {year}"


def _span_spoken(year: int, month: int) -> tuple[str, ...]:
    if month == DECEMBER:
        return (str(year), f"helåret {year}", f"under {year}")
    last = MONTHS[month - 1]
    spoken = (f"januari–{last} {year}", f"till och med {last} {year}", f"jan-{last[:3]} {year}", f"tom {last} {year}")  # fmt: skip
    return (*spoken, f"första tertialet {year}") if month == TERTIAL else spoken


def _head(year: int, month: int) -> str:
    return str(year) if month == DECEMBER else f"jan–{MONTHS[month - 1][:3]} {year}"


def _unit(year: int) -> tuple[str, int]:
    return ("tkr", 0) if year <= TKR_UNTIL else ("mkr", 1)


def _in_unit(millions: Decimal, unit: str) -> Decimal:
    return millions * 1000 if unit == "tkr" else millions


def _style(year: int) -> NumberStyle:
    return STYLES[year % len(STYLES)]


def _last_revision(year: int, month: int) -> int:
    return int((year, month) in REVISED)


def _budget(seed: int, name: Name, year: int) -> Decimal:
    """A board's budget for a year in mkr: a size of its own that grows by some percent a year."""
    size = Random(f"{seed} {name.label}").randint(40, 900)
    grown = size * (1.03 ** (year - FIRST_YEAR)) + Random(f"{seed} {name.label} {year}").randint(-9, 9)
    return fixed(Decimal(grown), 1)


def _planned(seed: int, name: Name, made: int, year: int) -> Decimal:
    """What the plan made for `made` says of a year: the budget, or for a later year a guess at it."""
    if made == year:
        return _budget(seed, name, year)
    off = Random(f"{seed} {name.label} {made} {year}").randint(-300, 300)
    return _budget(seed, name, year) + Decimal(off or 7) / 10


def _board_figure(seed: int, name: Name, year: int, month: int, revision: int) -> Decimal:
    """The outcome up to the end of a month in mkr; a revision moves it by some tenths."""
    rng = Random(f"{seed} {name.label} {year}-{month} outcome {revision}")
    share = month / 12 * rng.uniform(0.94, 1.06)
    return fixed(_budget(seed, name, year) * Decimal(share), 1)


def _measured_figure(seed: int, measured: Measured, year: int, month: int, revision: int) -> Decimal:
    """A measure up to the end of a month; counts of things done grow over the year, states do not."""
    rng = Random(f"{seed} {measured.label} {year}-{month} {revision}")
    number = rng.uniform(measured.low, measured.high)
    if measured.label in _GROWING:
        number *= month
    return fixed(Decimal(number), measured.decimals)


_GROWING = frozenset({"Läkarbesök", "Resor med buss", "Vårddagar på sjukhus"})
