"""Which cells of a table make a chart, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import altair as alt
import pytest

from service.http_report_models import CellBody, TableBody
from ui.figure_charts import ASKED_COLOUR, BAR_COLOUR, lying_chart, standing_chart
from ui.figure_series import Series, column_to_series, row_to_series

Draw = Callable[[Series, str], alt.LayerChart]


def make_cell(
    column: int, period: str | None, number: str | None, kind: str = "utfall", unit: str = "mkr"
) -> CellBody:
    return CellBody(
        row=0,
        column=column,
        text=number or "-",
        number=number,
        unit=unit,
        row_path=["- Trafik"],
        column_path=[],
        period=period,
        kind=kind,
        page="1",
        page_index=1,
        box=None,
    )


def make_table(*cells: CellBody) -> TableBody:
    return TableBody(
        id="t", document="d", pages=[], page_indexes=[], caption=None, section=[], unit=None, header=[], rows=[],
        cells=list(cells), checks=[], ocr=False,
    )  # fmt: skip


def test_a_row_over_years_becomes_bars_oldest_first() -> None:
    table = make_table(make_cell(1, "2025", "12"), make_cell(2, "2023", "-7.5"), make_cell(3, "2024", "0"))
    series = row_to_series(table, 0, 1)
    assert series is not None
    assert (series.title, series.unit, series.asked) == ("Trafik över tid", "mkr", 2)
    assert (series.names, series.numbers) == (
        ("helåret 2023", "helåret 2024", "helåret 2025"),
        (Decimal("-7.5"), Decimal(0), Decimal(12)),
    )
    assert series.told() == "Trafik över tid (mkr): helåret 2023 −7,5, helåret 2024 0, helåret 2025 12"


@pytest.mark.parametrize("draw", [standing_chart, lying_chart])
def test_a_chart_marks_the_asked_figure_tells_itself_and_has_a_zero_line(draw: Draw) -> None:
    series = Series("Trafik", "mkr", ("a", "b", "c"), (Decimal("-7.5"), Decimal(0), Decimal(12)), 2)
    spec = draw(series, "Källa: Rapport, s. 3").to_dict()
    [rows] = spec["datasets"].values()
    assert [row["text"] for row in rows] == ["−7,5", "0", "12"]
    assert [row["colour"] for row in rows] == [BAR_COLOUR, BAR_COLOUR, ASKED_COLOUR]
    assert spec["description"] == series.told()
    assert spec["title"]["text"] == ["Källa: Rapport, s. 3"]
    marks = [layer["mark"]["type"] for layer in spec["layer"]]
    assert {"bar", "text"} < set(marks)
    zero = spec["layer"][marks.index("rule")]["encoding"]
    assert [channel["datum"] for channel in zero.values()] == [0]


def make_body(row: int, label: str, number: str | None, **changes: object) -> CellBody:
    cell = make_cell(1, "2025", number).model_copy(
        update={"row": row, "row_path": [label], "body": label, "column_path": ["Avvikelse"]}
    )
    return cell.model_copy(update=changes)


def test_a_column_over_bodies_becomes_bars_as_printed_without_the_total() -> None:
    table = make_table(
        make_body(0, "Vård", "-5"),
        make_body(1, "Trafik", "3"),
        make_body(2, "- Kultur", "1"),
        make_body(3, "Summa", "-1", is_total=True),
        make_body(4, "varav buss", "2", row_path=["Trafik", "varav buss"]),
        make_body(5, "Resor, antal", "700", unit="antal"),
    )
    series = column_to_series(table, 1, 1)
    assert series is not None
    assert (series.title, series.names, series.asked) == ("Avvikelse", ("Vård", "Trafik", "Kultur"), 1)
    assert column_to_series(table, 3, 1) is None  # the total stands beside nothing


def test_a_column_with_one_name_twice_makes_no_chart() -> None:
    table = make_table(make_body(0, "A", "1"), make_body(1, "B", "2"), make_body(2, "A", "3"))
    assert column_to_series(table, 0, 1) is None


@pytest.mark.parametrize(
    "others",
    [
        (make_cell(2, "2024", "1"),),  # two figures are no chart
        (make_cell(2, "2024", "1"), make_cell(3, "2023-01/2023-08", "1")),  # eight months beside a year
        (make_cell(2, "2024", "1"), make_cell(3, "2023", "1", kind="budget")),  # another kind
        (make_cell(2, "2024", "1"), make_cell(3, "2023", "1", unit="tkr")),  # another unit
        (make_cell(2, "2024", "1"), make_cell(3, "2023", None)),  # a dash
        (make_cell(2, "2024", "1"), make_cell(3, "2023", "1"), make_cell(4, "2023", "2")),  # one year twice
    ],
)
def test_what_does_not_compare_makes_no_chart(others: tuple[CellBody, ...]) -> None:
    assert row_to_series(make_table(make_cell(1, "2025", "12"), *others), 0, 1) is None


def test_a_cell_without_a_period_makes_no_chart() -> None:
    assert row_to_series(make_table(make_cell(1, None, "12")), 0, 1) is None
