"""Periods that a remark gives a figure: a footnote "* Avser juli 2025" or a comment "Värdet avser perioden jan–juli"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.periods import Period, find_periods
from ingest.records import Cell, CellState, FigureKind

_MARK = re.compile(r"(?P<mark>\*+|[¹²³⁴⁵]|\d\))")
_REMARK = re.compile(
    r"\b(?:värde(?:t|na)|utfall(?:et)?|resultat(?:et)?|siffra(?:n)?|siffrorna|uppgift(?:en|erna)|mätning(?:en)?|data)\b[^.]{0,40}?"
    r"\b(?:avser|gäller|är från|mättes)\b(?P<rest>[^.]{0,60})|^\W*(?:avser|gäller)\b(?P<only>[^.]{0,60})",
    re.IGNORECASE,
)


def with_remarked_periods(
    cells: Sequence[Cell], notes: Sequence[str], report_period: Period | None
) -> tuple[Cell, ...]:
    """The cells, those that a footnote or a comment beside them dates with that period.

    Only outcomes whose column names no period of its own are dated by a comment; a footnote dates its very cell.
    """
    marked = _footnotes(notes, report_period)
    remarked = _row_remarks(cells, report_period)
    return tuple(_dated(cell, marked, remarked) for cell in cells)


def _dated(cell: Cell, marked: Mapping[str, Period], remarked: Mapping[int, Period]) -> Cell:
    if cell.state is not CellState.NUMBER:
        return cell
    mark = _MARK.search(cell.text[-3:]) if cell.text else None
    if mark is not None and mark["mark"] in marked:
        return replace(cell, period=marked[mark["mark"]])
    undated = not any(find_periods(label, ANY_YEAR) for label in cell.column_path)
    if cell.row in remarked and cell.kind is FigureKind.OUTCOME and undated:
        return replace(cell, period=remarked[cell.row])
    return cell


ANY_YEAR = 2000
"""A stand-in so that "per augusti" in a header counts as a period."""


def _footnotes(notes: Sequence[str], report_period: Period | None) -> dict[str, Period]:
    """Mark -> period, for footnotes that date what they mark."""
    found = {}
    for note in notes:
        mark = _MARK.match(note.strip())
        period = (
            remark_period(note.strip()[mark.end() :].strip(), report_period) if mark is not None else None
        )
        if mark is not None and period is not None:
            found[mark["mark"]] = period
    return found


def _row_remarks(cells: Sequence[Cell], report_period: Period | None) -> dict[int, Period]:
    """Row -> period, for rows with a comment that dates their value."""
    found: dict[int, Period] = {}
    for cell in cells:
        if cell.state is CellState.TEXT and len(cell.text) >= SHORTEST_COMMENT:
            period = remark_period(cell.text, report_period)
            if period is not None:
                found.setdefault(cell.row, period)
    return found


SHORTEST_COMMENT = 20


def remark_period(remark: str, report_period: Period | None) -> Period | None:
    """The period that a remark says a figure is about, or None.

    >>> report = Period((2025, 1), (2025, 8))
    >>> str(remark_period("Värdet avser perioden jan-juli, målet nås inte.", report))
    '2025-01/2025-07'
    >>> str(remark_period("Avser juli 2025.", report)), remark_period("Utfallet är bättre än 2024.", report)
    ('2025-07', None)
    """
    match = _REMARK.search(remark)
    if match is None:
        return None
    periods = find_periods(
        match["rest"] or match["only"] or "", report_period.end[0] if report_period else None
    )
    return periods[0].period if len(periods) == 1 else None
