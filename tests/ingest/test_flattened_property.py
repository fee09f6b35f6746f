"""Any table with consistent arithmetic comes back from its flattened text as it was."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.limits import Limits
from ingest.txt_draft import text_to_draft

WORDS = (
    "Skola",
    "Omsorg",
    "Gator",
    "Parker",
    "Kultur",
    "Fritid",
    "Miljö",
    "Bygglov",
    "Räddning",
    "Ledning",
    "Kost",
)


def swedish(number: int) -> str:
    """The number with spaces between thousands."""
    return f"{number:,}".replace(",", " ")


def flat(*cells: str) -> str:
    return "".join(f"{cell} " for cell in cells)


amounts = st.integers(min_value=-3_000_000, max_value=3_000_000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(amounts, amounts), min_size=3, max_size=len(WORDS)))
def test_outcome_budget_and_deviation_come_back(pairs: list[tuple[int, int]]) -> None:
    rows = [
        [label, swedish(outcome), swedish(budget), swedish(outcome - budget)]
        for label, (outcome, budget) in zip(WORDS, pairs, strict=False)
    ]
    header = ["Nämnd (tkr)", "Utfall 2024", "Budget 2024", "Avvikelse"]
    text = "\n\n".join(flat(*row) for row in [header, *rows]) + "\n"
    (grid,) = text_to_draft(text, Limits()).grids
    assert [cell.text for cell in grid.header[0].cells if cell] == header
    read = [[cell.text for cell in row.cells if cell] for row in grid.rows]
    # Where two readings keep the arithmetic, another than the true one may be chosen; it must keep it too.
    for row, true in zip(read, rows, strict=True):
        if row != true:
            values = [int(cell.replace(" ", "")) for cell in row[1:]]
            assert row[0] == true[0]
            assert abs(values[0] - values[1] - values[2]) <= 1
    assert sum(row == true for row, true in zip(read, rows, strict=True)) >= len(rows) - 1


decimals = st.integers(min_value=-99_999, max_value=99_999).map(
    lambda tenths: (
        f"{swedish(abs(tenths) // 10)},{abs(tenths) % 10}"
        if tenths >= 0
        else f"-{swedish(abs(tenths) // 10)},{abs(tenths) % 10}"
    )
)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(min_value=2, max_value=6), st.integers(min_value=2, max_value=9))
def test_decimals_and_empty_cells_come_back(data: st.DataObject, columns: int, count: int) -> None:
    header = ["Mkr", *(f"Utfall {2018 + i}" for i in range(columns))]
    rows = []
    for label in WORDS[:count]:
        cells = data.draw(st.lists(st.one_of(decimals, st.just("")), min_size=columns, max_size=columns))
        if not any(cells):
            cells[-1] = "0,0"
        rows.append([label, *cells])
    rows.append(["Totalt", *("1,0" for _ in range(columns))])
    rows.append(["Varav nytt", *("0,5" for _ in range(columns))])
    if all(not row[1] for row in rows[:-2]):
        rows[0][1] = "7,5"
    text = "\n\n".join(flat(*row) for row in [header, *rows]) + "\n"
    (grid,) = text_to_draft(text, Limits()).grids
    assert [cell.text for cell in grid.header[0].cells if cell] == header
    assert [[cell.text for cell in row.cells if cell] for row in grid.rows] == rows
