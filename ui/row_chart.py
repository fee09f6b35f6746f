"""A small chart of a table row that runs over several periods."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from service.http_report_models import CellBody, TableBody
from ui.value_wording import period_to_text, unit_to_sign, value_to_text

FEWEST_PERIODS = 3  # two figures are read faster than a chart of them
BAR_COLOUR, ASKED_COLOUR, TEXT_COLOUR = "#9fb6cf", "#0b5394", "#1b1f24"


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one kind and unit, oldest first; `asked` is the position of the one in the answer."""

    label: str
    unit: str | None
    periods: tuple[str, ...]
    numbers: tuple[Decimal, ...]
    asked: int


def row_to_series(table: TableBody, row: int, column: int) -> Series | None:
    """The row's figures that compare with the asked one over time; None when there are too few."""
    asked = next((cell for cell in table.cells if (cell.row, cell.column) == (row, column)), None)
    if asked is None or asked.period is None or asked.number is None:
        return None
    by_period: defaultdict[str, list[CellBody]] = defaultdict(list)
    for cell in table.cells:
        if cell.row == row and cell.number is not None and cell.period and _compares(cell, asked):
            by_period[cell.period].append(cell)
    # Two figures of one kind for one period (original and revised) can't both be the bar.
    if len(by_period) < FEWEST_PERIODS or any(len(cells) > 1 for cells in by_period.values()):
        return None
    periods = sorted(by_period)
    numbers = tuple(Decimal(by_period[period][0].number or "0") for period in periods)
    label = asked.row_path[-1].lstrip("-–•· ") if asked.row_path else ""
    return Series(label, asked.unit, tuple(periods), numbers, periods.index(asked.period))


def series_to_spec(series: Series) -> dict[str, Any]:
    """A Vega-Lite chart: bars with their figures printed on them, the asked one darker."""
    rows = [
        {
            "period": period_to_text(period),
            "number": float(number),  # a length on the screen; the figure itself is printed from the decimal
            "text": value_to_text(str(number), None),
            "colour": ASKED_COLOUR if position == series.asked else BAR_COLOUR,
        }
        for position, (period, number) in enumerate(zip(series.periods, series.numbers, strict=True))
    ]
    told = ", ".join(f"{row['period']} {row['text']}" for row in rows)
    return {
        "description": f"{series.label} över tid: {told}",
        "data": {"values": rows},
        "height": 220,
        "encoding": {
            "x": {
                "field": "period",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelAngle": 0, "labelLimit": 110, "labelColor": TEXT_COLOUR},
            },
            "y": {
                "field": "number",
                "type": "quantitative",
                "title": unit_to_sign(series.unit) or None,
                "axis": {"labels": False, "ticks": False, "titleColor": TEXT_COLOUR},
            },
        },
        "layer": [
            {
                "mark": "bar",
                "encoding": {
                    "color": {"field": "colour", "type": "nominal", "scale": None},
                    "tooltip": [{"field": "period", "title": "Period"}, {"field": "text", "title": "Värde"}],
                },
            },
            {
                "mark": {"type": "text", "dy": -8, "fontSize": 13, "color": TEXT_COLOUR},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }


def _compares(cell: CellBody, asked: CellBody) -> bool:
    """Same kind, same unit, and a period as long as the asked one: eight months stand beside eight months."""
    return (
        cell.kind == asked.kind
        and cell.unit == asked.unit
        and _months(cell.period or "") == _months(asked.period or "")
    )


def _months(period: str) -> int:
    """
    >>> _months("2025"), _months("2025-01/2025-08"), _months("2025-08"), _months("2024-09/2025-08")
    (12, 8, 1, 12)
    """
    first, _, last = period.partition("/")
    if "-" not in first:
        return 12
    start_year, start_month = map(int, first.split("-"))
    end_year, end_month = map(int, (last or first).split("-"))
    return (end_year - start_year) * 12 + end_month - start_month + 1
