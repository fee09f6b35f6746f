"""Remarks date figures."""

from __future__ import annotations

import pytest

from ingest.period_remarks import remark_period
from ingest.periods import Period
from ingest.records import CellState
from ingest.table_meaning import ReportContext, grid_to_table
from tests.ingest.small_grids import cell_at, make_grid

AUGUST = Period((2025, 1), (2025, 8))


@pytest.mark.parametrize(
    ("remark", "period"),
    [
        ("Avser juli 2025.", "2025-07"),
        ("Värdet avser perioden jan-juli, målet nås inte.", "2025-01/2025-07"),
        ("Utfallet gäller april 2025 och är preliminärt", "2025-04"),
        ("Utfallet är bättre än 2024.", None),
        ("Beslut fattas i juni 2025 och avser alla.", None),
        ("", None),
    ],
)
def test_remarks(remark: str, period: str | None) -> None:
    found = remark_period(remark, AUGUST)
    assert (str(found) if found else None) == period


def test_a_footnote_dates_the_cell_that_bears_its_mark() -> None:
    grid = make_grid([("Mål", "Utfall")], [("Väntande", "2 184 *"), ("Nöjda", "70 %")])
    noted = type(grid)(grid.header, grid.rows, None, (), (), ("* Avser juli 2025.",))
    table = grid_to_table(noted, "t", {1: "1"}, ReportContext(AUGUST, kind="delårsrapport"))
    assert [cell_at(table, row, 1).period for row in (0, 1)] == [Period((2025, 7), (2025, 7)), AUGUST]


def test_a_comment_dates_the_outcome_but_not_the_target() -> None:
    grid = make_grid(
        [("Nyckeltal", "Utfall", "Mål", "Kommentar")],
        [("Väntetid", "14 minuter", "10 minuter", "Värdet avser perioden jan-juli, målet nås inte.")],
    )
    table = grid_to_table(grid, "t", {1: "1"}, ReportContext(AUGUST, kind="delårsrapport"))
    assert cell_at(table, 0, 1).period == Period((2025, 1), (2025, 7))
    assert cell_at(table, 0, 2).period == Period((2025, 1), (2025, 12))
    assert cell_at(table, 0, 3).state is CellState.TEXT


def test_a_dated_column_is_not_redated() -> None:
    grid = make_grid(
        [("Nyckeltal", "Utfall aug 2025", "Kommentar")],
        [("Väntetid", "14", "Värdet avser perioden jan-juli.")],
    )
    table = grid_to_table(grid, "t", {1: "1"}, ReportContext(AUGUST))
    assert cell_at(table, 0, 1).period == Period((2025, 8), (2025, 8))
