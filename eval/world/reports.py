"""The six reports of the second world: two each of a municipality, an association and an agency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from eval.typeset.asks import Ask
from eval.typeset.elements import Element, Heading, MadeReport, Prose
from eval.world import agency_rows as agency
from eval.world import association_rows as association
from eval.world import municipality_rows as municipality
from eval.world.count_tables import by_quarter, by_sex, by_time, fees, indicators, transposed
from eval.world.made import Made
from eval.world.money_tables import Money, follow_up, plan, projects
from eval.world.prose import AGENCY, ASSOCIATION, FILLERS, MUNICIPALITY, Telling, tellings_to_prose
from eval.world.speech import Name, Span

CHAPTERS_TO_A_PART = 3  # three tables with their text fill a page or two
FILLERS_BEFORE_SPLIT = 7  # paragraphs of three lines: they push a table to the lower half of a page
ALL_KEYS = ("budget", "outcome", "deviation", "forecast")

AUGUST = Span("jan–aug 2023", ("januari–augusti 2023", "till och med augusti 2023", "tom aug 2023", "jan-aug 2023"), "jan–aug 2022", ("januari–augusti 2022", "till och med augusti 2022", "jan-aug 2022"))  # fmt: skip
JUNE = Span("jan–jun 2023", ("första halvåret 2023", "till och med juni 2023", "jan-juni 2023"), "jan–jun 2022", ("första halvåret 2022", "till och med juni 2022"))  # fmt: skip
APRIL = Span("jan–apr 2023", ("första tertialet 2023", "till och med april 2023", "jan-apr 2023"), "jan–apr 2022", ("till och med april 2022", "jan-apr 2022"))  # fmt: skip
YEAR_2022 = Span("2022", ("2022", "helåret 2022", "under 2022"), "2021", ("2021", "under 2021"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the table under it."""

    heading: str
    make: Callable[[str, str], Made]
    """(report, table id) -> the table with its questions."""


@dataclass(frozen=True, slots=True)
class WorldReport:
    report: MadeReport
    asks: tuple[Ask, ...]


def make_reports(rng: Random) -> list[WorldReport]:
    """All reports of one world."""
    return [
        _assemble(rng, _cover("ekmora-delarsrapport-2023-08", "Delårsrapport augusti 2023", "Perioden januari–augusti 2023", municipality.PUBLISHER, 1, "{page}"), _municipality_interim(rng), abbreviations_to_text(municipality.BOARDS), MUNICIPALITY[:4], (2023,)),
        _assemble(rng, _cover("ekmora-budget-2024-2026", "Mål och budget 2024–2026", "Antagen av kommunfullmäktige 2023-11-27", municipality.PUBLISHER, 0, "{page} ({pages})"), _municipality_budget(rng), abbreviations_to_text((*municipality.BOARDS, *municipality.SOCIAL_CARE)), MUNICIPALITY[4:], (2024, 2025)),
        _assemble(rng, _cover("tre-aar-arsredovisning-2022", "Årsredovisning 2022", "Kommunalförbundet Tre Åar", association.PUBLISHER, 2, "Sida {page}"), _association_annual(rng), "", ASSOCIATION[:3], (2022,)),
        _assemble(rng, _cover("tre-aar-delarsrapport-2023-06", "Delårsrapport juni 2023", "Januari–juni 2023", association.PUBLISHER, 1, "{page}"), _association_interim(rng), "", ASSOCIATION[3:], (2023, 2024)),
        _assemble(rng, _cover("friluftsinspektionen-arsredovisning-2022", "Årsredovisning 2022", "Friluftsinspektionen", agency.PUBLISHER, 1, "{page}({pages})"), _agency_annual(rng), "", AGENCY[:3], (2022,)),
        _assemble(rng, _cover("friluftsinspektionen-tertial-1-2023", "Tertialrapport 1 2023", "Januari–april 2023", agency.PUBLISHER, 0, "{page}"), _agency_tertial(rng), "", AGENCY[3:], (2023,)),
    ]  # fmt: skip


def _municipality_interim(rng: Random) -> list[Chapter]:
    m = municipality
    boards, care = Money("mkr", 8, 460, 1), Money("tkr", 9000, 98000, negative=True)
    autumn = (
        ("aug 2023", ("i augusti 2023",)),
        ("aug 2022", ("i augusti 2022",)),
        ("aug 2021", ("i augusti 2021",)),
    )
    return [
        Chapter("Nämndernas ekonomi", lambda r, t: follow_up(rng, r, t, "Driftredovisning per nämnd", m.BOARDS, boards, AUGUST, ALL_KEYS, split_after=4, which="Vilken nämnd i Ekmora")),
        Chapter("Socialnämndens verksamheter", lambda r, t: follow_up(rng, r, t, "Utfall per verksamhet", m.SOCIAL_CARE, care, AUGUST, ("outcome", "budget", "deviation", "previous"), which="Vilken av socialnämndens verksamheter")),
        Chapter("Skola och förskola", lambda r, t: follow_up(rng, r, t, "Kostnader per skolform", m.SCHOOLS, care, AUGUST, ("outcome", "previous"))),
        Chapter("Volymer", lambda r, t: by_time(rng, r, t, "Volymer i verksamheten", m.VOLUMES, autumn, change=True)),
        Chapter("Indikatorer", lambda r, t: indicators(rng, r, t, "Indikator", m.INDICATORS, AUGUST)),
        Chapter("Investeringar", lambda r, t: projects(rng, r, t, "Större projekt", m.PROJECTS, 2023)),
        Chapter("Ärenden hos miljö- och tillsynsnämnden", lambda r, t: by_quarter(rng, r, t, "Anmälningar", "anmälningar", "om", m.REPORTED, 2022)),
    ]  # fmt: skip


def _municipality_budget(rng: Random) -> list[Chapter]:
    m = municipality
    past = tuple((str(year), (str(year), f"år {year}")) for year in range(2022, 2017, -1))
    return [
        Chapter("Ramar per nämnd", lambda r, t: plan(rng, r, t, "Driftsramar", m.BOARDS, Money("mkr", 9, 480, 1), 2024)),
        Chapter("Fördelning på skolformer", lambda r, t: plan(rng, r, t, "Barn- och utbildningsnämndens ram", m.SCHOOLS, Money("tkr", 12000, 210000), 2024)),
        Chapter("Fem år tillbaka", lambda r, t: by_time(rng, r, t, "Nyckeltal 2018–2022", m.KEY_FIGURES, past)),
        Chapter("Taxor", lambda r, t: fees(rng, r, t, "Taxor i urval", m.FEES, (2023, 2024))),
        Chapter("Investeringsplan", lambda r, t: plan(rng, r, t, "Investeringar", m.PROJECTS, Money("tkr", 500, 42000), 2024)),
        Chapter("Omsorgens ram", lambda r, t: plan(rng, r, t, "Socialnämndens ram per verksamhet", m.SOCIAL_CARE, Money("mkr", 4, 140, 1), 2024)),
        Chapter("Föreningsstöd", lambda r, t: transposed(rng, r, t, "Stöd till föreningar", "tkr", m.SUPPORT, (2020, 2021, 2022), ("Hur mycket föreningsstöd gick till {row} {year}?", "föreningsstöd {row} {year}"))),
    ]  # fmt: skip


def _association_annual(rng: Random) -> list[Chapter]:
    a = association
    years = tuple((str(year), (str(year), f"under {year}", f"år {year}")) for year in (2022, 2021, 2020))
    return [
        Chapter("Ekonomiskt utfall", lambda r, t: follow_up(rng, r, t, "Utfall per verksamhetsgren", a.UNITS, Money("tkr", 3000, 61000), YEAR_2022, ("outcome", "budget", "deviation"), which="Vilken verksamhet i kommunalförbundet")),
        Chapter("Räddningstjänstens utryckningar", lambda r, t: by_time(rng, r, t, "Utryckningar", a.CALLS, years)),
        Chapter("Avfallsmängder", lambda r, t: by_time(rng, r, t, "Insamlade mängder, ton", a.WASTE, years, change=True)),
        Chapter("Måluppfyllelse", lambda r, t: indicators(rng, r, t, "Mål", a.INDICATORS, YEAR_2022)),
        Chapter("Medlemsavgifter", lambda r, t: transposed(rng, r, t, "Medlemmarnas bidrag", "tkr", a.MEMBERS, (2020, 2021, 2022), ("Vad betalade {row} i bidrag till förbundet {year}?", "Hur stort var medlemsbidraget från {row} {year}?", "medlemsavgift {row} {year}"))),
        Chapter("Brandmän per station", lambda r, t: by_sex(rng, r, t, "Brandmän efter anställning", a.FIREFIGHTERS, (2022, 2021))),
    ]  # fmt: skip


def _association_interim(rng: Random) -> list[Chapter]:
    a = association
    halves = (
        ("jan–jun 2023", ("första halvåret 2023", "till och med juni 2023")),
        ("jan–jun 2022", ("första halvåret 2022",)),
    )
    return [
        Chapter("Resultat mot budget", lambda r, t: follow_up(rng, r, t, "Verksamheternas utfall", a.UNITS, Money("tkr", 1500, 32000, negative=True), JUNE, ALL_KEYS, split_after=3, which="Vilken verksamhet i förbundet Tre Åar")),
        Chapter("Avfall under halvåret", lambda r, t: by_time(rng, r, t, "Insamlat avfall i ton", a.WASTE, halves)),
        Chapter("Utryckningar under halvåret", lambda r, t: by_time(rng, r, t, "Antal utryckningar", a.CALLS, halves, change=True)),
        Chapter("Taxor för avfall", lambda r, t: fees(rng, r, t, "Avfallstaxa", a.TARIFFS, (2023, 2024))),
        Chapter("Stationernas ombyggnad", lambda r, t: projects(rng, r, t, "Ombyggnader", a.REBUILDS, 2023)),
        Chapter("Kurser för allmänheten", lambda r, t: by_quarter(rng, r, t, "Kursdeltagare", "kursdeltagare", "i", a.COURSES, 2022)),
        Chapter("Kostnad per station", lambda r, t: follow_up(rng, r, t, "Stationernas driftkostnad", a.STATIONS, Money("tkr", 900, 9500), JUNE, ("previous", "outcome"))),
    ]  # fmt: skip


def _agency_annual(rng: Random) -> list[Chapter]:
    g = agency
    five = tuple((str(year), (str(year), f"under {year}")) for year in range(2022, 2017, -1))
    return [
        Chapter("Verksamhetens kostnader", lambda r, t: follow_up(rng, r, t, "Kostnader per område", g.BRANCHES, Money("tkr", 9000, 74000), YEAR_2022, ("budget", "outcome", "deviation"), which="Vilket område hos Friluftsinspektionen")),
        Chapter("Inkomna ärenden", lambda r, t: by_quarter(rng, r, t, "Inkomna ärenden", "inkomna ärenden", "om", g.CASES, 2022)),
        Chapter("Handläggning", lambda r, t: indicators(rng, r, t, "Krav i regleringsbrevet", g.PROCESSING, YEAR_2022)),
        Chapter("Personal", lambda r, t: by_sex(rng, r, t, "Anställda 31 december", g.STAFF_BY_SEX, (2022, 2021))),
        Chapter("Nyckeltal i sammandrag", lambda r, t: by_time(rng, r, t, "Nyckeltal", g.KEY_FIGURES, five)),
        Chapter("Utbetalda bidrag", lambda r, t: transposed(rng, r, t, "Utbetalda bidrag", "tkr", g.GRANTS, (2019, 2020, 2021, 2022), ("Hur mycket bidrag betalades ut till {row} {year}?", "bidrag {row} {year}"))),
        Chapter("Regionkontoren", lambda r, t: follow_up(rng, r, t, "Regionkontorens kostnader", g.REGIONAL_OFFICES, Money("tkr", 4000, 19000), YEAR_2022, ("outcome", "previous"))),
    ]  # fmt: skip


def _agency_tertial(rng: Random) -> list[Chapter]:
    g = agency
    return [
        Chapter("Utfall och prognos", lambda r, t: follow_up(rng, r, t, "Utfall per område", g.BRANCHES, Money("mkr", 3, 26, 1), APRIL, ALL_KEYS, which="Vilket område hos Friluftsinspektionen")),
        Chapter("Bidragsramar", lambda r, t: plan(rng, r, t, "Bidrag", g.GRANTS, Money("tkr", 800, 21000), 2023)),
        Chapter("Handläggningstider", lambda r, t: indicators(rng, r, t, "Indikator", g.PROCESSING, APRIL)),
        Chapter("Regionkontoren hittills", lambda r, t: follow_up(rng, r, t, "Kontorens kostnader", g.REGIONAL_OFFICES, Money("tkr", 1300, 6400, negative=True), APRIL, ("outcome", "budget", "deviation"), which="Vilket regionkontor")),
        Chapter("Ärenden föregående år", lambda r, t: by_quarter(rng, r, t, "Avslutade ärenden", "avslutade ärenden", "om", g.CASES, 2022)),
        Chapter("Bemanning", lambda r, t: by_sex(rng, r, t, "Anställda 30 april", g.STAFF_BY_SEX, (2023, 2020))),
        Chapter("Tjänsteresor", lambda r, t: by_time(rng, r, t, "Resor i tjänsten", g.TRAVEL, (("jan–apr 2023", ("första tertialet 2023", "till och med april 2023")), ("jan–apr 2022", ("första tertialet 2022", "till och med april 2022"))))),
    ]  # fmt: skip


def _cover(
    name: str, title: str, subtitle: str, publisher: str, unnumbered: int, page_form: str
) -> MadeReport:
    return MadeReport(name, title, subtitle, publisher, (), unnumbered, page_form)


def _assemble(
    rng: Random,
    cover: MadeReport,
    chapters: Sequence[Chapter],
    introduction: str,
    tellings: Sequence[Telling],
    years: Sequence[int],
) -> WorldReport:
    """Chapters with their tables, and the paragraphs between them."""
    paragraphs, asks = tellings_to_prose(rng, cover.name, tellings, years)
    elements: list[Element] = [Heading("Inledning"), Prose(f"{introduction} {rng.choice(FILLERS)}".strip())]
    made = [chapter.make(cover.name, f"t{number}") for number, chapter in enumerate(chapters)]
    for number, chapter in enumerate(chapters):
        elements.append(Heading(chapter.heading, 1 if number % CHAPTERS_TO_A_PART == 0 else 2))
        # A table goes on over the page when it begins low on one.
        before = FILLERS_BEFORE_SPLIT if made[number].table.split_after else 1
        elements += [Prose(text) for text in rng.choices(FILLERS, k=before)]
        if number < len(paragraphs):
            elements.append(paragraphs[number])
        elements.append(made[number].table)
    asks += [ask for each in made for ask in each.asks]
    return WorldReport(replace(cover, elements=tuple(elements)), tuple(asks))


def abbreviations_to_text(bodies: Sequence[Name]) -> str:
    """A sentence that introduces the abbreviations, as reports do: "Socialnämnden (SN), …"."""
    pairs = [f"{body.plain} ({spoken})" for body in bodies for spoken in body.spoken if spoken.isupper()]
    return f"I rapporten används förkortningar: {', '.join(pairs)}."
