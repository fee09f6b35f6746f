"""Calculations over the cells of one table: which operands are taken, and when there is nothing to calculate."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest.periods import Period, month_period, year_period
from ingest.records import Bound, Cell, CellState, FigureKind
from service.calculations import compute
from service.cell_catalog import CellCatalog, ReportFacts
from service.changes import printed_change
from service.operands import Computed
from service.question import AskedPeriod, Operation, Question
from service.reading import CellReading
from service.row_scores import LABEL_FIT
from service.targets import is_reached, target_in_label
from tests.service.answering.small_reports import Column, Grid, Row, make_report, rows_of

OUTCOME, BUDGET, DEVIATION = FigureKind.OUTCOME, FigureKind.BUDGET, FigureKind.DEVIATION
ANNUAL_BUDGET, FORECAST, TARGET = FigureKind.ANNUAL_BUDGET, FigureKind.FORECAST, FigureKind.TARGET
SO_FAR = Period((2031, 1), (2031, 8))
YEAR, BEFORE = year_period(2031), year_period(2030)

COSTS = Grid(
    "mkr",
    (
        Column(("Utfall ack",), OUTCOME, SO_FAR),
        Column(("Budget ack",), BUDGET, SO_FAR),
        Column(("Prognos",), FORECAST, YEAR),
        Column(("Årsbudget",), ANNUAL_BUDGET, YEAR),
    ),
    rows_of(
        ("Skolor", "-60 | -50 | -91 | -80"),
        ("Bibliotek", "-12 | -15 | -17 | -20"),
        ("Summa", "-72 | -65 | -108 | -100"),
        total="Summa",
    ),
    unit="mkr",
)
YEARS = Grid(
    "Nyckeltal",
    (
        Column(("2031",), OUTCOME, YEAR),
        Column(("2030",), OUTCOME, BEFORE),
        Column(("2029",), OUTCOME, year_period(2029)),
        Column(("Förändring",), FigureKind.CHANGE, YEAR),
    ),
    (
        Row(("Skuld",), ("120", "100", "0", "20"), unit="mkr"),
        Row(("Soliditet",), ("31,5", "30,0", "28,0", "1,5"), unit="procent"),
    ),
)
MIXED = Grid(
    "Nyckeltal",
    (Column(("2031",), OUTCOME, YEAR), Column(("2030",), OUTCOME, BEFORE)),
    (Row(("Skuld",), ("120 mkr", "98 500 tkr")),),
)


def readings_of(grid: Grid) -> list[CellReading]:
    """Every figure of a table as an equally good reading, row by row."""
    report = make_report("t.txt", "T", "Region T", "delårsrapport", SO_FAR, [("1", [grid])])
    catalog = CellCatalog()
    catalog.add(
        ReportFacts(report.id, report.source, report.title, report.publisher, report.kind, SO_FAR),
        report.tables,
    )
    return [CellReading(row, cell, 1.0, {}, 1.0) for row in catalog.rows for cell in row.cells]


def row_readings(grid: Grid, label: str) -> list[CellReading]:
    return [one for one in readings_of(grid) if one.cell.row_path[-1] == label]


def asked(operation: Operation, *periods: Period, **more: object) -> Question:
    made = tuple(AskedPeriod(period, year_only=period.is_year) for period in periods)
    return replace(Question("", "", operation=operation, periods=made), **more)  # type: ignore[arg-type]


def columns(computed: Computed | None) -> list[str]:
    assert computed is not None
    return [operand.cell.column_path[-1] for operand in computed.operands]


def number(computed: Computed | None) -> str:
    assert computed is not None
    return str(computed.sum.number)


@pytest.mark.parametrize(
    ("kinds", "result", "operands"),
    [
        # outcome against the budget of the same months, forecast against that of the year
        ((DEVIATION,), "-10", ["Utfall ack", "Budget ack"]),
        ((DEVIATION, FORECAST), "-11", ["Prognos", "Årsbudget"]),
    ],
)
def test_a_deviation(kinds: tuple[FigureKind, ...], result: str, operands: list[str]) -> None:
    done = compute(asked(Operation.LOOKUP, kinds=kinds), row_readings(COSTS, "Skolor"))
    assert (number(done), columns(done)) == (result, operands)


def test_a_deviation_of_another_time_is_not_computed() -> None:
    question = asked(Operation.LOOKUP, month_period(2029, 8), kinds=(DEVIATION,))
    assert compute(question, row_readings(COSTS, "Skolor")) is None


def test_a_deviation_needs_a_budget() -> None:
    assert compute(asked(Operation.LOOKUP, kinds=(DEVIATION,)), row_readings(YEARS, "Skuld")) is None


def test_without_operation_or_deviation_nothing_is_computed() -> None:
    assert compute(asked(Operation.LOOKUP), readings_of(COSTS)) is None


SCHOOLS = Grid(
    "Antal",
    (Column(("2031",), OUTCOME, YEAR, "antal"),),
    rows_of(("Elevveckor", "7 306"), ("- Norr", "4 837"), ("- Söder", "2 469")),
)


def test_a_row_that_the_others_come_to_is_not_added_to_them() -> None:
    done = compute(asked(Operation.SUM, YEAR), readings_of(SCHOOLS))
    assert done is not None
    assert number(done) == "7306"
    assert [one.cell.row_path[-1] for one in done.operands] == ["- Norr", "- Söder"]


@pytest.mark.parametrize(
    ("operation", "label", "periods", "result"),
    [
        (Operation.DIFFERENCE, "Skuld", (BEFORE, YEAR), "20"),
        # the order in the question does not matter
        (Operation.DIFFERENCE, "Skuld", (YEAR, BEFORE), "20"),
        # no period named: the newest against the year before
        (Operation.DIFFERENCE, "Skuld", (), "20"),
        # the newest named alone: against the year before
        (Operation.DIFFERENCE, "Skuld", (YEAR,), "20"),
        (Operation.DIFFERENCE, "Soliditet", (year_period(2029), YEAR), "3.5"),
        (Operation.CHANGE_PERCENT, "Skuld", (BEFORE, YEAR), "20.0"),
        (Operation.CHANGE_PERCENT, "Soliditet", (BEFORE, YEAR), "5.0"),
    ],
)
def test_between_periods(operation: Operation, label: str, periods: tuple[Period, ...], result: str) -> None:
    done = compute(asked(operation, *periods), row_readings(YEARS, label))
    assert number(done) == result
    assert columns(done)[0] == "2031"
    assert "Förändring" not in columns(done)


@pytest.mark.parametrize(
    ("plain", "result", "operands"),
    [
        # what follows "jämfört med" is compared with, the newest is asked about
        ("hur mycket ökade skulden jämfört med 2029?", "120", ["2031", "2029"]),
        # "under 2030" is asked about, against the year before it
        ("hur mycket ökade skulden under 2030?", "100", ["2030", "2029"]),
    ],
)
def test_one_earlier_period_is_compared_with_or_asked_about(
    plain: str, result: str, operands: list[str]
) -> None:
    period = year_period(2029 if "2029" in plain else 2030)
    done = compute(replace(asked(Operation.DIFFERENCE, period), plain=plain), row_readings(YEARS, "Skuld"))
    assert (number(done), columns(done)) == (result, operands)


@pytest.mark.parametrize(
    ("operation", "unit", "periods", "printed"),
    [
        # two neighbouring years: the table prints the change between them
        (Operation.DIFFERENCE, None, (), "Förändring"),
        (Operation.DIFFERENCE, None, (BEFORE, YEAR), "Förändring"),
        # not for other years, and not for per cent where it is in millions
        (Operation.DIFFERENCE, None, (year_period(2029), YEAR), None),
        (Operation.CHANGE_PERCENT, "procent", (), None),
    ],
)
def test_a_printed_change_is_read(
    operation: Operation, unit: str | None, periods: tuple[Period, ...], printed: str | None
) -> None:
    question = replace(asked(operation, *periods), unit=unit)
    done = compute(question, row_readings(YEARS, "Skuld"))
    assert done is not None
    cell = printed_change(question, done)
    assert (cell.column_path[-1] if cell else None) == printed


@pytest.mark.parametrize(
    ("grid", "label", "operation", "periods"),
    [
        # a period that is not there
        (YEARS, "Skuld", Operation.DIFFERENCE, (year_period(2027), YEAR)),
        # no change in percent from nought
        (YEARS, "Skuld", Operation.CHANGE_PERCENT, (year_period(2029), YEAR)),
        # mkr and tkr are not taken from each other
        (MIXED, "Skuld", Operation.DIFFERENCE, (BEFORE, YEAR)),
        (MIXED, "Skuld", Operation.SUM, (BEFORE, YEAR)),
    ],
)
def test_nothing_to_calculate(
    grid: Grid, label: str, operation: Operation, periods: tuple[Period, ...]
) -> None:
    assert compute(asked(operation, *periods), row_readings(grid, label)) is None


@pytest.mark.parametrize(("operation", "result"), [(Operation.SUM, "220"), (Operation.MEAN, "110.0")])
def test_periods_added_up(operation: Operation, result: str) -> None:
    done = compute(asked(operation, BEFORE, YEAR), row_readings(YEARS, "Skuld"))
    assert number(done) == result
    assert sorted(columns(done)) == ["2030", "2031"]


def test_rows_added_up_leave_the_total_out() -> None:
    column = [one for one in readings_of(COSTS) if one.cell.column_path == ("Utfall ack",)]
    done = compute(asked(Operation.SUM), column)
    assert number(done) == "-72"
    assert done is not None
    assert [operand.cell.row_path[-1] for operand in done.operands] == ["Skolor", "Bibliotek"]


def test_a_single_row_is_no_sum() -> None:
    assert compute(asked(Operation.SUM), row_readings(COSTS, "Skolor")) is None


def test_a_share_is_of_the_total_of_its_column() -> None:
    done = compute(asked(Operation.SHARE), row_readings(COSTS, "Skolor"))
    assert done is not None
    assert (number(done), done.sum.expression) == ("83.3", "60 / 72")
    assert [operand.cell.row_path[-1] for operand in done.operands] == ["Skolor", "Summa"]


def test_a_share_is_of_the_nearest_total_below() -> None:
    rows = rows_of(("Vatten", "10"), ("Delsumma", "40"), ("Vägar", "15"), ("Slutsumma", "60"))
    totals = tuple(replace(row, total=row.path[0].endswith("summa")) for row in rows)
    done = compute(
        asked(Operation.SHARE), row_readings(Grid("mkr", COSTS.columns[:1], totals, unit="mkr"), "Vägar")
    )
    assert (number(done), done and done.sum.expression) == ("25.0", "15 / 60")


@pytest.mark.parametrize(
    ("grid", "label"),
    [
        # the total itself, a table without total, a figure that is a share already
        (COSTS, "Summa"),
        (YEARS, "Skuld"),
        (YEARS, "Soliditet"),
    ],
)
def test_no_share(grid: Grid, label: str) -> None:
    assert compute(asked(Operation.SHARE), row_readings(grid, label)) is None


@pytest.mark.parametrize(
    ("outcome", "target", "bound", "reached"),
    [
        ("88", "88", Bound.AT_LEAST, True),
        ("87.9", "88", Bound.AT_LEAST, False),
        ("5.5", "5.5", Bound.AT_MOST, True),
        ("5.6", "5.5", Bound.AT_MOST, False),
        ("67", "67", Bound.ABOVE, False),
        ("67.1", "67", Bound.ABOVE, True),
        ("16", "16", Bound.BELOW, False),
        ("15.9", "16", Bound.BELOW, True),
        ("16", "16", None, None),
    ],
)
def test_whether_a_target_is_reached(
    outcome: str, target: str, bound: Bound | None, reached: bool | None
) -> None:
    assert is_reached(Decimal(outcome), Decimal(target), bound) is reached


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("Energi per kvadratmeter Mål 2031: 187 kWh/m2", "187"),
        ("Andel nöjda, mål 85 %", "85"),
        ("Antal platser 410", None),
        ("Måluppfyllelse", None),
    ],
)
def test_a_target_in_a_row_label(label: str, target: str | None) -> None:
    cell = Cell(0, 1, "1", CellState.NUMBER, "1", 1, Decimal(1), row_path=(label,))
    assert target_in_label(cell) == (Decimal(target) if target else None)


def test_a_gap_to_a_target_in_the_label() -> None:
    grid = Grid(
        "Mål",
        (Column(("2031",), OUTCOME, YEAR),),
        (Row(("Energi Mål 2031: 187 kWh/m2",), ("172",), unit="kWh/m2"),),
    )
    done = compute(asked(Operation.TARGET_GAP), readings_of(grid))
    assert done is not None
    assert (number(done), done.sum.unit, done.reached) == ("-15", "kWh/m2", None)


BOARDS = Grid(
    "Nämnd",
    (Column(("Avvikelse",), DEVIATION, SO_FAR), Column(("Utfall",), OUTCOME, SO_FAR)),
    rows_of(
        ("Skolnämnden", "-9 | -400"), ("Valnämnden", "2 | -3"), ("Miljönämnden", "-1 | -55"), ("Summa", "-8 | -458"),
        total="Summa", bodies=True,
    ),
    unit="mkr",
)  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "column", "polarity", "row"),
    [
        # the largest shortfall is the most negative, the largest surplus the most positive
        (Operation.HIGHEST, "Avvikelse", -1, "Skolnämnden"),
        (Operation.HIGHEST, "Avvikelse", 1, "Valnämnden"),
        # costs printed as negative figures are large by their amount
        (Operation.HIGHEST, "Utfall", 0, "Skolnämnden"),
        (Operation.LOWEST, "Utfall", 0, "Valnämnden"),
    ],
)
def test_a_ranking(operation: Operation, column: str, polarity: int, row: str) -> None:
    group = [one for one in readings_of(BOARDS) if one.cell.column_path == (column,)]
    done = compute(asked(operation, polarity=polarity, by_body=True), group)
    assert done is not None
    assert done.reading.cell.row_path == (row,)
    assert done.operands[0].cell is done.reading.cell
    assert "Summa" not in {operand.cell.row_path[-1] for operand in done.operands}


def test_one_row_is_no_ranking() -> None:
    assert compute(asked(Operation.HIGHEST), row_readings(BOARDS, "Skolnämnden")) is None


def test_a_ranking_may_run_over_the_columns_of_one_row() -> None:
    places = Grid(
        "Vattnet",
        tuple(Column((name,), OUTCOME, YEAR) for name in ("Ekby", "Sjövik", "Hov", "Totalt")),
        (Row(("Svinn, %",), ("9,5", "26,1", "14,0", "15,2"), unit="procent"),),
    )
    readings = [replace(one, parts={"rad": LABEL_FIT}) for one in readings_of(places)]
    done = compute(asked(Operation.HIGHEST, words=("svinn",), category="kommun"), readings)
    assert done is not None
    assert done.across
    assert done.reading.cell.column_path == ("Sjövik",)


LOANS = Grid(
    "Bibliotek",
    (
        Column(("Besök 2031",), OUTCOME, YEAR),
        Column(("Besök 2030",), OUTCOME, BEFORE),
        Column(("Lån 2031",), OUTCOME, YEAR),
    ),
    rows_of(
        ("Ekby", "400 | 450 | 90"), ("Sjövik", "300 | 320 | 80"), ("Hov", "120 | 90 | 70"), ("Summa", "820 | 860 | 240"),
        total="Summa",
    ),
    unit="antal",
)  # fmt: skip


@pytest.mark.parametrize(
    ("plain", "operation", "row", "expression"),
    [
        ("vilket bibliotek tappade flest besök?", Operation.HIGHEST, "Ekby", "400 − 450"),
        ("vilket bibliotek minskade mest?", Operation.LOWEST, "Ekby", "400 − 450"),
        ("vilket bibliotek växte mest?", Operation.HIGHEST, "Hov", "120 − 90"),
    ],
)
def test_a_ranking_of_changes_is_worked_out_row_by_row(
    plain: str, operation: Operation, row: str, expression: str
) -> None:
    question = asked(operation, plain=plain, category="bibliotek")
    done = compute(question, readings_of(LOANS))
    assert done is not None
    assert done.reading.cell.row_path == (row,)
    assert done.sum.expression == expression


def test_a_ranking_of_changes_reads_those_that_are_printed() -> None:
    lines = Grid(
        "Linjer",
        (Column(("Resor",), OUTCOME, YEAR), Column(("Ändring",), FigureKind.CHANGE, YEAR, "procent")),
        (
            Row(("Linje 1",), ("900", "2,5")),
            Row(("Linje 2",), ("80", "20,1")),
            Row(("Linje 3",), ("70", "-4,0")),
        ),
    )
    question = asked(
        Operation.HIGHEST, plain="vilken linje växte mest i procent?", unit="procent", category="linje"
    )
    done = compute(question, readings_of(lines))
    assert done is not None
    assert (done.reading.cell.row_path, str(done.sum.number)) == (("Linje 2",), "20.1")
