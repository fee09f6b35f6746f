"""A random table, drawn in a random look, comes back as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ingest.drawn_pdf import Sheet, TableLook, draw_table, header_of, read_drawn, rows_of

NAMES = [
    "Kulturnämnden",
    "Tekniska nämnden",
    "Hälso- och sjukvård",
    "Personalkostnader",
    "varav inhyrd personal",
    "Skatteintäkter",
    "Övriga intäkter",
    "Finansiella kostnader",
    "Avskrivningar",
    "Externa hyror",
    "Räntor",
    "Livsmedel",
]
COLUMNS = ["Utfall", "Budget", "Avvikelse", "Prognos", "Årsbudget", "Plan"]


@st.composite
def figures(draw: st.DrawFn) -> str:
    number = draw(st.integers(-9_999_999, 9_999_999))
    grouped = f"{abs(number):,}".replace(",", " ")
    decimals = draw(st.sampled_from(["", "", ",5", ",12"]))
    return ("-" if number < 0 else "") + grouped + decimals


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=2, max_size=5, unique=True))
    labels = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=12, unique=True))
    rows = []
    for label in labels:
        cells = draw(
            st.lists(figures() | st.sampled_from(["", "-"]), min_size=len(columns), max_size=len(columns))
        )
        rows.append([label, *cells])
    # the first row is full, so that every column holds a figure
    rows[0] = [labels[0], *draw(st.lists(figures(), min_size=len(columns), max_size=len(columns)))]
    rows[-1] = [labels[-1], *draw(st.lists(figures(), min_size=len(columns), max_size=len(columns)))]
    return [["Belopp i tkr", *columns], *rows]


looks = st.builds(
    TableLook,
    rules=st.sampled_from(["none", "grid", "rows", "book", "columns"]),
    size=st.sampled_from([7.0, 9.0, 11.0]),
    pad=st.sampled_from([1.0, 3.0, 6.0]),
    shade_header=st.booleans(),
    bands=st.booleans(),
)


@given(rows=tables(), look=looks, left=st.floats(30, 60), top=st.floats(60, 200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_a_random_table_comes_back(rows: list[list[str]], look: TableLook, left: float, top: float) -> None:
    def draw(sheet: Sheet) -> None:
        draw_table(sheet, left, top, [130.0, *[70.0] * (len(rows[0]) - 1)], rows, look)

    with tempfile.TemporaryDirectory() as folder:
        draft = read_drawn(Path(folder), draw)
    assert [header_of(g) + rows_of(g) for g in draft.grids] == [rows]
