"""Which cells of a row make a chart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from service.http_report_models import CellBody, TableBody
from ui.row_chart import ASKED_COLOUR, row_to_series, series_to_spec


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
    assert (series.label, series.unit, series.asked) == ("Trafik", "mkr", 2)
    assert (series.periods, series.numbers) == (
        ("2023", "2024", "2025"),
        (Decimal("-7.5"), Decimal(0), Decimal(12)),
    )
    spec = series_to_spec(series)
    assert spec["description"] == "Trafik över tid: helåret 2023 −7,5, helåret 2024 0, helåret 2025 12"
    rows = spec["data"]["values"]
    assert [row["text"] for row in rows] == ["−7,5", "0", "12"]
    assert [row["colour"] == ASKED_COLOUR for row in rows] == [False, False, True]


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
