"""Whose shortfall, which deviation and per what a question means."""

from __future__ import annotations

import pytest

from ingest.periods import Period, year_period
from ingest.records import FigureKind
from service.cell_catalog import CellCatalog, ReportFacts
from service.question import Question
from service.row_fits import (
    asks_per,
    contradicts,
    is_of_unasked_group,
    lacks_group,
    meant_kind_fit,
    says_shortfall,
)
from tests.service.answering.small_reports import Column, Grid, make_report, rows_of

SO_FAR, YEAR = Period((2031, 1), (2031, 8)), year_period(2031)
FACTS = ReportFacts("r", "r.txt", "Uppföljning", "Ekhults kommun", "delårsrapport", SO_FAR)
GRID = Grid(
    "Verksamhet",
    (
        Column(("Utfall",), FigureKind.OUTCOME, SO_FAR),
        Column(("Avvikelse",), FigureKind.DEVIATION, SO_FAR),
        Column(("Avvikelse prognos",), FigureKind.DEVIATION, YEAR),
    ),
    rows_of(("Förskola", "-60 | -5 | -9"), ("Periodens resultat", "-12 | 3 | -2")),
    unit="mkr",
)


def catalog_of(grid: Grid) -> CellCatalog:
    """The rows of a report with one table."""
    catalog = CellCatalog()
    report = make_report("t.txt", "Uppföljning", "Ekhults kommun", "delårsrapport", SO_FAR, [("1", [grid])])
    catalog.add(FACTS, report.tables)
    return catalog


def fits(question: Question, label: str, grid: Grid = GRID, *, named: bool = True) -> list[float]:
    """How well each cell of a row fits, where its kind alone fits fully."""
    row = next(row for row in catalog_of(grid).rows if row.cells[0].row_path[-1] == label)
    return [meant_kind_fit(question, row, cell, 1.0, named=named) for cell in row.cells]


def test_a_part_of_the_business_has_its_shortfall_in_the_deviation() -> None:
    question = Question("", plain="vilket underskott har förskolan?", polarity=-1)
    outcome, deviation, _ = fits(question, "Förskola")
    assert outcome < 0.25 < deviation


def test_a_result_has_a_shortfall_of_its_own() -> None:
    question = Question("", plain="hur stort var underskottet?", polarity=-1)
    assert fits(question, "Periodens resultat")[0] == 1.0


@pytest.mark.parametrize(("named", "fit"), [(True, 1.0), (False, 0.2)])
def test_a_total_of_something_else_is_no_shortfall(named: bool, fit: float) -> None:
    """ "Summa pensionsskuld" may stand under a heading about the result; a question must name it to mean it."""
    rows = rows_of(("Avsatt", "4 300"), ("Summa pensionsskuld", "4 300"), total="Summa pensionsskuld")
    grid = Grid("Resultat", (Column(("Utfall",), FigureKind.OUTCOME, SO_FAR),), rows, unit="mkr")
    question = Question("", plain="hur stort var underskottet?", polarity=-1)
    assert fits(question, rows[-1].path[-1], grid, named=named) == [fit]


def test_energy_is_told_per_area_unasked_and_an_abbreviation_names_its_row() -> None:
    grid = Grid(
        "Mått",
        (Column(("Utfall",), FigureKind.OUTCOME, SO_FAR),),
        rows_of(("Energi (kWh/m2)", "204"), ("Avfall (kg/invånare)", "409"), ("Engagemangsindex (EMI)", "4")),
    )
    energy, waste, index = catalog_of(grid).rows
    assert (energy.per, bool(waste.per)) == (frozenset(), True)
    assert (energy.short, index.short) == (frozenset(), frozenset({"emi"}))


@pytest.mark.parametrize(
    ("plain", "lacks", "unasked"),
    [
        ("vad blev koncernens resultat?", [False, True], [False, False]),
        ("vad blev resultatet?", [False, False], [True, False]),
    ],
)
def test_a_column_may_be_of_the_group(plain: str, lacks: list[bool], unasked: list[bool]) -> None:
    columns = tuple(Column((name,), FigureKind.OUTCOME, YEAR) for name in ("Koncernen", "Kommunen"))
    (row,) = catalog_of(Grid("Mått", columns, rows_of(("Årets resultat", "-12 | -9")), unit="mkr")).rows
    question = Question("", plain=plain)
    assert [lacks_group(question, row, cell) for cell in row.cells] == lacks
    assert [is_of_unasked_group(question, cell) for cell in row.cells] == unasked


def test_what_was_planned_may_be_what_is_counted() -> None:
    column = Column(("Norr",), FigureKind.OUTCOME, YEAR)
    grid = Grid("Mått", (column,), rows_of(("Planerade operationer", "4 385"), ("Operationer", "9 140")))
    question = Question("", plain="hur många planerade operationer?", kinds=(FigureKind.PLAN,))
    rows = {row.cells[0].row_path[-1]: row for row in catalog_of(grid).rows}
    planned, all_of_them = rows["Planerade operationer"], rows["Operationer"]
    assert meant_kind_fit(question, planned, planned.cells[0], 0.0) == 1.0
    assert meant_kind_fit(question, all_of_them, all_of_them.cells[0], 0.0) == 0.0


def test_the_deviation_of_the_forecast_is_another_one() -> None:
    kinds = (FigureKind.DEVIATION, FigureKind.FORECAST)
    _, so_far, of_forecast = fits(Question("", plain="", kinds=kinds), "Förskola")
    assert so_far < 0.25 < of_forecast
    _, so_far, of_forecast = fits(Question("", plain="", kinds=kinds[:1]), "Förskola")
    assert of_forecast < so_far


@pytest.mark.parametrize(
    ("plain", "per"),
    [
        ("hur mycket avfall per invånare?", True),
        ("hur mycket sopor slänger varje invånare?", True),
        ("vad kostar en plats?", True),
        ("hur många invånare har vi?", False),
        ("vad kostar förskolan?", False),
    ],
)
def test_a_figure_per_something_is_asked_for(plain: str, per: bool) -> None:
    assert asks_per(plain) is per


@pytest.mark.parametrize(("plain", "said"), [("hur mycket back gick de?", True), ("vad är budgeten?", False)])
def test_a_shortfall_is_said(plain: str, said: bool) -> None:
    assert says_shortfall(plain) is said


@pytest.mark.parametrize(
    ("plain", "label", "contradicted"),
    [
        ("hur stor andel väntar inom 90 dagar?", "Första bedömning inom 30 dagar", True),
        ("hur stor andel väntar inom 90 dagar?", "Operation inom 90 dagar", False),
        ("hur stor andel väntar?", "Operation inom 90 dagar", False),
    ],
)
def test_a_row_of_another_number_of_days_is_about_something_else(
    plain: str, label: str, contradicted: bool
) -> None:
    grid = Grid("Vård", (Column(("Utfall",), FigureKind.OUTCOME, SO_FAR),), rows_of((label, "5")))
    report = make_report("t.txt", "Uppföljning", "Region T", "delårsrapport", SO_FAR, [("1", [grid])])
    catalog = CellCatalog()
    catalog.add(FACTS, report.tables)
    assert contradicts(Question("", plain=plain), catalog.rows[0]) is contradicted
